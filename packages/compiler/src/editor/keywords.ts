import { TokenTag } from '../syntax/token.ts';

/** What a member of a container can begin with. */
export const declaredKeywords = [
  'const',
  'var',
  'pub',
  'fn',
  'test',
  'comptime',
  'extern',
  'export',
  'inline',
  'threadlocal',
];

/** What can stand behind `first`, with which a member of a container begins. */
export function keywordsBehind(first: TokenTag): readonly string[] {
  if (first === TokenTag.keyword_noinline) return ['fn'];
  if (first === TokenTag.keyword_threadlocal) return ['var'];
  const variables = ['const', 'var', 'fn', 'threadlocal'];
  return first === TokenTag.keyword_export ? variables : [...variables, 'inline', 'noinline', 'extern', 'export'];
}

/** What only a statement can begin with. */
export const statementKeywords = ['const', 'var', 'defer', 'errdefer', 'suspend'];

/** What an expression can begin with. */
export const expressionKeywords = [
  'if',
  'while',
  'for',
  'switch',
  'return',
  'break',
  'continue',
  'try',
  'comptime',
  'inline',
  'nosuspend',
  'unreachable',
  'undefined',
  'null',
  'true',
  'false',
  'error',
  'struct',
  'enum',
  'union',
  'opaque',
  'fn',
  'asm',
  'anyframe',
  'extern',
  'packed',
];

/** Types that need no declaration. */
export const PRIMITIVES = [
  'u8',
  'u16',
  'u32',
  'u64',
  'u128',
  'usize',
  'i8',
  'i16',
  'i32',
  'i64',
  'i128',
  'isize',
  'f16',
  'f32',
  'f64',
  'f80',
  'f128',
  'bool',
  'void',
  'type',
  'noreturn',
  'anyerror',
  'anyopaque',
  'anytype',
  'comptime_int',
  'comptime_float',
  'c_char',
  'c_short',
  'c_ushort',
  'c_int',
  'c_uint',
  'c_long',
  'c_ulong',
  'c_longlong',
  'c_ulonglong',
  'c_longdouble',
];
