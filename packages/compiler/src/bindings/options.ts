import type { IntShape, Shape } from './description.ts';
import { isNameOfBytes } from './names.ts';

/** What one may choose of how values are in JavaScript. */
export interface BindingOptions {
  /** What `[]const u8` is: text, but where the name ends in `bytes`, `data` or `buffer` (`name`, the default); always text, or never. */
  readonly text?: 'name' | 'always' | 'never';
  /** What integers of 33 to 64 bits are; those that are no safe integers throw a `RangeError` as `number`. By default `bigint`. */
  readonly wideIntegers?: 'bigint' | 'number';
  /** Names of functions and fields whose numbers are views of memory; those whose last word is `view` are anyway. */
  readonly views?: readonly string[];
  /** Whether functions return promises, and wait for those that functions of JavaScript return: all, or those of these names, as `f` or `T.f`, for those of JavaScript of these. */
  readonly async?: boolean | readonly string[];
}

/** The typed array that lists of that shape are; null where they are plain arrays. */
export function typedArrayOf(shape: Shape, options: BindingOptions): string | null {
  if (shape.kind === 'float') return shape.size === 4 ? 'Float32Array' : 'Float64Array';
  if (shape.kind !== 'int' || shape.bits !== shape.size * 8 || shape.bits > 64) return null;
  if (shape.bits === 64 && !isBig(shape, options)) return null;
  if (shape.bits === 64) return shape.isSigned ? 'BigInt64Array' : 'BigUint64Array';
  return `${shape.isSigned ? 'Int' : 'Uint'}${shape.bits}Array`;
}

/** Whether integers of that shape are of the type `bigint`. */
export function isBig({ bits }: IntShape, { wideIntegers = 'bigint' }: BindingOptions): boolean {
  return bits > 64 || (bits > 32 && wideIntegers === 'bigint');
}

/** Whether bytes of that name are text. */
export function isText(name: string, options: BindingOptions): boolean {
  const { text = 'name' } = options;
  return text === 'always' || (text === 'name' && !isNameOfBytes(name) && !isView(name, options));
}

/** Whether numbers of that name are views of memory, and no copies: its last word is `view`, or it is one of those that were named. */
export function isView(name: string, { views = [] }: BindingOptions): boolean {
  return /(^view|_view|[a-z0-9]View)$/.test(name) || views.includes(name);
}

/** Whether lists of it may be text. */
export function isByte(shape: Shape): boolean {
  return shape.kind === 'int' && shape.bits === 8 && !shape.isSigned;
}
