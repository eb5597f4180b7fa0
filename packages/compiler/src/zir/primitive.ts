import { type Tree, tokenEndOffset } from '../syntax/tree.ts';
import { Ref } from './ref.ts';

const PRIMITIVES: readonly (readonly [string, Ref])[] = [
  ['anyerror', Ref.anyerror_type],
  ['anyframe', Ref.anyframe_type],
  ['anyopaque', Ref.anyopaque_type],
  ['bool', Ref.bool_type],
  ['c_int', Ref.c_int_type],
  ['c_long', Ref.c_long_type],
  ['c_longdouble', Ref.c_longdouble_type],
  ['c_longlong', Ref.c_longlong_type],
  ['c_char', Ref.c_char_type],
  ['c_short', Ref.c_short_type],
  ['c_uint', Ref.c_uint_type],
  ['c_ulong', Ref.c_ulong_type],
  ['c_ulonglong', Ref.c_ulonglong_type],
  ['c_ushort', Ref.c_ushort_type],
  ['comptime_float', Ref.comptime_float_type],
  ['comptime_int', Ref.comptime_int_type],
  ['f128', Ref.f128_type],
  ['f16', Ref.f16_type],
  ['f32', Ref.f32_type],
  ['f64', Ref.f64_type],
  ['f80', Ref.f80_type],
  ['false', Ref.bool_false],
  ['i16', Ref.i16_type],
  ['i32', Ref.i32_type],
  ['i64', Ref.i64_type],
  ['i128', Ref.i128_type],
  ['i8', Ref.i8_type],
  ['isize', Ref.isize_type],
  ['noreturn', Ref.noreturn_type],
  ['null', Ref.null_value],
  ['true', Ref.bool_true],
  ['type', Ref.type_type],
  ['u16', Ref.u16_type],
  ['u29', Ref.u29_type],
  ['u32', Ref.u32_type],
  ['u64', Ref.u64_type],
  ['u128', Ref.u128_type],
  ['u1', Ref.u1_type],
  ['u8', Ref.u8_type],
  ['undefined', Ref.undef],
  ['usize', Ref.usize_type],
  ['void', Ref.void_type],
];

const MAX_LENGTH = 14;
const SLOTS = 256;
const texts: (Uint8Array | undefined)[] = new Array(SLOTS);
const refs = new Uint8Array(SLOTS);

for (const [name, ref] of PRIMITIVES) {
  const text = Uint8Array.from(name, (c) => c.charCodeAt(0));
  let slot = hash(text, 0, text.length);
  while (texts[slot] !== undefined) slot = (slot + 1) & (SLOTS - 1);
  texts[slot] = text;
  refs[slot] = ref;
}

function hash(text: Uint8Array, start: number, end: number): number {
  return (text[start] * 7 + text[end - 1] * 31 + text[(start + end) >> 1] * 3 + (end - start)) & (SLOTS - 1);
}

/** The constant that identifier token `token` names if it is a primitive type or value, or -1. Not for `u7` and its like. */
export function primitiveRef(tree: Tree, token: number): Ref | -1 {
  const source = tree.source;
  const start = tree.tokenStarts[token];
  const end = tokenEndOffset(tree, token);
  if (end - start > MAX_LENGTH) return -1;
  let slot = hash(source, start, end);
  for (;;) {
    const text = texts[slot];
    if (text === undefined) return -1;
    if (equals(text, source, start, end)) return refs[slot];
    slot = (slot + 1) & (SLOTS - 1);
  }
}

function equals(text: Uint8Array, source: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text[i] !== source[start + i]) return false;
  return true;
}

const ZERO = 0x30;
const NINE = 0x39;
const LOWER_I = 0x69;
const LOWER_U = 0x75;

/** Whether the text is `i` or `u` and digits only. */
function isIntegerTypeName(source: Uint8Array, start: number, end: number): boolean {
  if (end - start < 2 || (source[start] !== LOWER_I && source[start] !== LOWER_U)) return false;
  for (let i = start + 1; i < end; i++) if (source[i] < ZERO || source[i] > NINE) return false;
  return true;
}

/** Whether an identifier token names a primitive, so that nothing else may have its name unless quoted. */
export function isPrimitiveToken(tree: Tree, token: number): boolean {
  return (
    primitiveRef(tree, token) !== -1 ||
    isIntegerTypeName(tree.source, tree.tokenStarts[token], tokenEndOffset(tree, token))
  );
}

/** Whether `name` is that of a primitive type or value. */
export function isPrimitiveName(name: string): boolean {
  return /^[iu]\d+$/.test(name) || PRIMITIVES.some(([primitive]) => primitive === name);
}
