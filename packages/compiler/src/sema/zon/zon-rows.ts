import type { Index, StringIndex, TrackedIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { floatValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { ZonTag } from '../../zir/zon-node.ts';
import { castFloat } from '../coercion/coerce-float.ts';
import type { Block, Frame } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';

/** What is the same for all values of a file of data that is imported. */
export interface ZonImport {
  readonly sema: Sema;
  /** Where the import stands. */
  readonly block: Block;
  readonly src: Src;
  /** The file's only chunk. */
  readonly chunk: TrackedIndex;
  readonly frame: Frame;
}

/** Fails at the value `row`. */
export function failZon({ sema, block, src, chunk, frame }: ZonImport, row: number, message: string): never {
  const note = { chunk: block.frame.chunk, src, message: 'imported here' };
  return sema.failAt(chunk, frame.src[row], message, [note], block);
}

/** The integer of the value `row`. */
export function zonInt({ frame }: ZonImport, row: number): bigint {
  const tag: ZonTag = frame.tags[row];
  if (tag === ZonTag.char) return BigInt(frame.a[row]);
  let value = 0n;
  for (let i = frame.b[row] - 1; i >= 0; i--) value = (value << 8n) | BigInt(frame.bytes[frame.a[row] + i]);
  return tag === ZonTag.neg_int ? -value : value;
}

/** The float literal `row` as a `comptime_float`. */
export function zonFloat({ sema, frame }: ZonImport, row: number): Index {
  const { pool } = sema;
  const word = (i: number): bigint => BigInt(frame.extra[frame.a[row] + i]) << BigInt(32 * i);
  if (frame.tags[row] === ZonTag.float128) {
    return floatValue(pool, Ty.comptimeFloat, word(0) | word(1) | word(2) | word(3));
  }
  const bits = (BigInt(frame.b[row]) << 32n) | BigInt(frame.a[row]);
  return castFloat(sema, floatValue(pool, Ty.f64, bits), Ty.comptimeFloat);
}

/** The name that the value `row`, an enum literal, stands for. */
export function zonName({ sema, frame }: ZonImport, row: number): StringIndex {
  return frameString(sema.pool, frame, frame.a[row]);
}

/** The bytes of the string `row`. */
export function zonString({ sema, frame }: ZonImport, row: number): StringIndex {
  return sema.pool.stringOfBytes(frame.bytes, frame.a[row], frame.a[row] + frame.b[row]);
}

/** The elements of an array or struct: rows from `first` on. None of `.{}`. */
export function zonElements({ frame }: ZonImport, row: number): { readonly count: number; readonly first: number } {
  if (frame.tags[row] === ZonTag.empty) return { count: 0, first: 0 };
  return { count: frame.extra[frame.a[row]], first: frame.extra[frame.a[row] + 1] };
}

/** The name of field `i` of the struct `row`. */
export function zonFieldName({ sema, frame }: ZonImport, row: number, i: number): StringIndex {
  return frameString(sema.pool, frame, frame.extra[frame.a[row] + 2 + i]);
}
