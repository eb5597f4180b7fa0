/** The builtin functions, `@name(...)`, of the language. */
export enum BuiltinTag {
  add_with_overflow,
  addrspace_cast,
  align_cast,
  align_of,
  as,
  atomic_load,
  atomic_rmw,
  atomic_store,
  bit_cast,
  bit_offset_of,
  int_from_bool,
  bit_size_of,
  branch_hint,
  breakpoint,
  disable_instrumentation,
  disable_intrinsics,
  mul_add,
  byte_swap,
  bit_reverse,
  offset_of,
  call,
  c_define,
  c_import,
  c_include,
  clz,
  cmpxchg_strong,
  cmpxchg_weak,
  compile_error,
  compile_log,
  const_cast,
  ctz,
  c_undef,
  c_va_arg,
  c_va_copy,
  c_va_end,
  c_va_start,
  div_exact,
  div_floor,
  div_trunc,
  embed_file,
  int_from_enum,
  error_name,
  error_return_trace,
  int_from_error,
  error_cast,
  export,
  extern,
  field,
  field_parent_ptr,
  FieldType,
  float_cast,
  int_from_float,
  frame,
  Frame,
  frame_address,
  has_decl,
  has_field,
  import,
  in_comptime,
  int_cast,
  enum_from_int,
  error_from_int,
  float_from_int,
  ptr_from_int,
  max,
  memcpy,
  memset,
  memmove,
  min,
  wasm_memory_size,
  wasm_memory_grow,
  mod,
  mul_with_overflow,
  panic,
  pop_count,
  prefetch,
  ptr_cast,
  int_from_ptr,
  rem,
  return_address,
  select,
  set_eval_branch_quota,
  set_float_mode,
  set_runtime_safety,
  shl_exact,
  shl_with_overflow,
  shr_exact,
  shuffle,
  size_of,
  splat,
  reduce,
  src,
  sqrt,
  sin,
  cos,
  tan,
  exp,
  exp2,
  log,
  log2,
  log10,
  abs,
  floor,
  ceil,
  trunc,
  round,
  sub_with_overflow,
  tag_name,
  This,
  trap,
  truncate,
  EnumLiteral,
  Int,
  Tuple,
  Pointer,
  Fn,
  Struct,
  Union,
  Enum,
  type_info,
  type_name,
  TypeOf,
  union_init,
  Vector,
  volatile_cast,
  work_item_id,
  work_group_size,
  work_group_id,
}

/** Whether a call can evaluate to an error: decides if it may append to the error return trace. */
export enum EvalToError {
  never,
  maybe,
  always,
}

/** `builtinParamCount` of a builtin that takes any number of arguments. */
export const VARIADIC = -1;

const ALLOWS_LVALUE = 1;
const FUNCTION_ONLY = 2;
const MAYBE_ERROR = 4;
const ALWAYS_ERROR = 8;

/** Tag, name, number of parameters, flags; in the order of the tags. */
const rows: readonly (readonly [BuiltinTag, string, number, number])[] = [
  [BuiltinTag.add_with_overflow, '@addWithOverflow', 2, 0],
  [BuiltinTag.addrspace_cast, '@addrSpaceCast', 1, 0],
  [BuiltinTag.align_cast, '@alignCast', 1, 0],
  [BuiltinTag.align_of, '@alignOf', 1, 0],
  [BuiltinTag.as, '@as', 2, MAYBE_ERROR],
  [BuiltinTag.atomic_load, '@atomicLoad', 3, 0],
  [BuiltinTag.atomic_rmw, '@atomicRmw', 5, 0],
  [BuiltinTag.atomic_store, '@atomicStore', 4, 0],
  [BuiltinTag.bit_cast, '@bitCast', 1, 0],
  [BuiltinTag.bit_offset_of, '@bitOffsetOf', 2, 0],
  [BuiltinTag.int_from_bool, '@intFromBool', 1, 0],
  [BuiltinTag.bit_size_of, '@bitSizeOf', 1, 0],
  [BuiltinTag.branch_hint, '@branchHint', 1, FUNCTION_ONLY],
  [BuiltinTag.breakpoint, '@breakpoint', 0, FUNCTION_ONLY],
  [BuiltinTag.disable_instrumentation, '@disableInstrumentation', 0, FUNCTION_ONLY],
  [BuiltinTag.disable_intrinsics, '@disableIntrinsics', 0, FUNCTION_ONLY],
  [BuiltinTag.mul_add, '@mulAdd', 4, 0],
  [BuiltinTag.byte_swap, '@byteSwap', 1, 0],
  [BuiltinTag.bit_reverse, '@bitReverse', 1, 0],
  [BuiltinTag.offset_of, '@offsetOf', 2, 0],
  [BuiltinTag.call, '@call', 3, MAYBE_ERROR],
  [BuiltinTag.c_define, '@cDefine', 2, 0],
  [BuiltinTag.c_import, '@cImport', 1, 0],
  [BuiltinTag.c_include, '@cInclude', 1, 0],
  [BuiltinTag.clz, '@clz', 1, 0],
  [BuiltinTag.cmpxchg_strong, '@cmpxchgStrong', 6, 0],
  [BuiltinTag.cmpxchg_weak, '@cmpxchgWeak', 6, 0],
  [BuiltinTag.compile_error, '@compileError', 1, 0],
  [BuiltinTag.compile_log, '@compileLog', VARIADIC, 0],
  [BuiltinTag.const_cast, '@constCast', 1, 0],
  [BuiltinTag.ctz, '@ctz', 1, 0],
  [BuiltinTag.c_undef, '@cUndef', 1, 0],
  [BuiltinTag.c_va_arg, '@cVaArg', 2, FUNCTION_ONLY],
  [BuiltinTag.c_va_copy, '@cVaCopy', 1, FUNCTION_ONLY],
  [BuiltinTag.c_va_end, '@cVaEnd', 1, FUNCTION_ONLY],
  [BuiltinTag.c_va_start, '@cVaStart', 0, FUNCTION_ONLY],
  [BuiltinTag.div_exact, '@divExact', 2, 0],
  [BuiltinTag.div_floor, '@divFloor', 2, 0],
  [BuiltinTag.div_trunc, '@divTrunc', 2, 0],
  [BuiltinTag.embed_file, '@embedFile', 1, 0],
  [BuiltinTag.int_from_enum, '@intFromEnum', 1, 0],
  [BuiltinTag.error_name, '@errorName', 1, 0],
  [BuiltinTag.error_return_trace, '@errorReturnTrace', 0, 0],
  [BuiltinTag.int_from_error, '@intFromError', 1, 0],
  [BuiltinTag.error_cast, '@errorCast', 1, MAYBE_ERROR],
  [BuiltinTag.export, '@export', 2, 0],
  [BuiltinTag.extern, '@extern', 2, 0],
  [BuiltinTag.field, '@field', 2, ALLOWS_LVALUE | MAYBE_ERROR],
  [BuiltinTag.field_parent_ptr, '@fieldParentPtr', 2, 0],
  [BuiltinTag.FieldType, '@FieldType', 2, 0],
  [BuiltinTag.float_cast, '@floatCast', 1, 0],
  [BuiltinTag.int_from_float, '@intFromFloat', 1, 0],
  [BuiltinTag.frame, '@frame', 0, 0],
  [BuiltinTag.Frame, '@Frame', 1, 0],
  [BuiltinTag.frame_address, '@frameAddress', 0, FUNCTION_ONLY],
  [BuiltinTag.has_decl, '@hasDecl', 2, 0],
  [BuiltinTag.has_field, '@hasField', 2, 0],
  [BuiltinTag.import, '@import', 1, 0],
  [BuiltinTag.in_comptime, '@inComptime', 0, 0],
  [BuiltinTag.int_cast, '@intCast', 1, 0],
  [BuiltinTag.enum_from_int, '@enumFromInt', 1, 0],
  [BuiltinTag.error_from_int, '@errorFromInt', 1, ALWAYS_ERROR],
  [BuiltinTag.float_from_int, '@floatFromInt', 1, 0],
  [BuiltinTag.ptr_from_int, '@ptrFromInt', 1, 0],
  [BuiltinTag.max, '@max', VARIADIC, 0],
  [BuiltinTag.memcpy, '@memcpy', 2, 0],
  [BuiltinTag.memset, '@memset', 2, 0],
  [BuiltinTag.memmove, '@memmove', 2, 0],
  [BuiltinTag.min, '@min', VARIADIC, 0],
  [BuiltinTag.wasm_memory_size, '@wasmMemorySize', 1, 0],
  [BuiltinTag.wasm_memory_grow, '@wasmMemoryGrow', 2, 0],
  [BuiltinTag.mod, '@mod', 2, 0],
  [BuiltinTag.mul_with_overflow, '@mulWithOverflow', 2, 0],
  [BuiltinTag.panic, '@panic', 1, 0],
  [BuiltinTag.pop_count, '@popCount', 1, 0],
  [BuiltinTag.prefetch, '@prefetch', 2, 0],
  [BuiltinTag.ptr_cast, '@ptrCast', 1, 0],
  [BuiltinTag.int_from_ptr, '@intFromPtr', 1, 0],
  [BuiltinTag.rem, '@rem', 2, 0],
  [BuiltinTag.return_address, '@returnAddress', 0, FUNCTION_ONLY],
  [BuiltinTag.select, '@select', 4, 0],
  [BuiltinTag.set_eval_branch_quota, '@setEvalBranchQuota', 1, 0],
  [BuiltinTag.set_float_mode, '@setFloatMode', 1, 0],
  [BuiltinTag.set_runtime_safety, '@setRuntimeSafety', 1, 0],
  [BuiltinTag.shl_exact, '@shlExact', 2, 0],
  [BuiltinTag.shl_with_overflow, '@shlWithOverflow', 2, 0],
  [BuiltinTag.shr_exact, '@shrExact', 2, 0],
  [BuiltinTag.shuffle, '@shuffle', 4, 0],
  [BuiltinTag.size_of, '@sizeOf', 1, 0],
  [BuiltinTag.splat, '@splat', 1, 0],
  [BuiltinTag.reduce, '@reduce', 2, 0],
  [BuiltinTag.src, '@src', 0, FUNCTION_ONLY],
  [BuiltinTag.sqrt, '@sqrt', 1, 0],
  [BuiltinTag.sin, '@sin', 1, 0],
  [BuiltinTag.cos, '@cos', 1, 0],
  [BuiltinTag.tan, '@tan', 1, 0],
  [BuiltinTag.exp, '@exp', 1, 0],
  [BuiltinTag.exp2, '@exp2', 1, 0],
  [BuiltinTag.log, '@log', 1, 0],
  [BuiltinTag.log2, '@log2', 1, 0],
  [BuiltinTag.log10, '@log10', 1, 0],
  [BuiltinTag.abs, '@abs', 1, 0],
  [BuiltinTag.floor, '@floor', 1, 0],
  [BuiltinTag.ceil, '@ceil', 1, 0],
  [BuiltinTag.trunc, '@trunc', 1, 0],
  [BuiltinTag.round, '@round', 1, 0],
  [BuiltinTag.sub_with_overflow, '@subWithOverflow', 2, 0],
  [BuiltinTag.tag_name, '@tagName', 1, 0],
  [BuiltinTag.This, '@This', 0, 0],
  [BuiltinTag.trap, '@trap', 0, 0],
  [BuiltinTag.truncate, '@truncate', 1, 0],
  [BuiltinTag.EnumLiteral, '@EnumLiteral', 0, 0],
  [BuiltinTag.Int, '@Int', 2, 0],
  [BuiltinTag.Tuple, '@Tuple', 1, 0],
  [BuiltinTag.Pointer, '@Pointer', 4, 0],
  [BuiltinTag.Fn, '@Fn', 4, 0],
  [BuiltinTag.Struct, '@Struct', 5, 0],
  [BuiltinTag.Union, '@Union', 5, 0],
  [BuiltinTag.Enum, '@Enum', 4, 0],
  [BuiltinTag.type_info, '@typeInfo', 1, 0],
  [BuiltinTag.type_name, '@typeName', 1, 0],
  [BuiltinTag.TypeOf, '@TypeOf', VARIADIC, 0],
  [BuiltinTag.union_init, '@unionInit', 3, 0],
  [BuiltinTag.Vector, '@Vector', 2, 0],
  [BuiltinTag.volatile_cast, '@volatileCast', 1, 0],
  [BuiltinTag.work_item_id, '@workItemId', 1, FUNCTION_ONLY],
  [BuiltinTag.work_group_size, '@workGroupSize', 1, FUNCTION_ONLY],
  [BuiltinTag.work_group_id, '@workGroupId', 1, FUNCTION_ONLY],
];

/** How many arguments a call must have, or `VARIADIC`. */
export function builtinParamCount(tag: BuiltinTag): number {
  return rows[tag][2];
}

/** Whether a call can stand on the left of an assignment. */
export function builtinAllowsLvalue(tag: BuiltinTag): boolean {
  return (rows[tag][3] & ALLOWS_LVALUE) !== 0;
}

/** Whether a call is an error outside of a function body. */
export function builtinIsFunctionOnly(tag: BuiltinTag): boolean {
  return (rows[tag][3] & FUNCTION_ONLY) !== 0;
}

/** Whether a call can evaluate to an error. */
export function builtinEvalToError(tag: BuiltinTag): EvalToError {
  const flags = rows[tag][3];
  if ((flags & ALWAYS_ERROR) !== 0) return EvalToError.always;
  return (flags & MAYBE_ERROR) !== 0 ? EvalToError.maybe : EvalToError.never;
}

/** Open-addressed table from name to tag plus one; 0 marks a free slot. */
const SLOT_MASK = 511;
const slots = new Uint8Array(SLOT_MASK + 1);
const names: readonly Uint8Array[] = rows.map((row) => Uint8Array.from(row[1], (char) => char.charCodeAt(0)));

for (let tag = 0; tag < names.length; tag++) {
  let slot = nameSlot(names[tag], 0, names[tag].length);
  while (slots[slot] !== 0) slot = (slot + 1) & SLOT_MASK;
  slots[slot] = tag + 1;
}

/** The builtin whose name (with the `@`) is the text from `start` to `end`, or -1. */
export function findBuiltin(text: Uint8Array, start: number, end: number): BuiltinTag | -1 {
  for (let slot = nameSlot(text, start, end); slots[slot] !== 0; slot = (slot + 1) & SLOT_MASK) {
    const tag = slots[slot] - 1;
    if (equals(names[tag], text, start, end)) return tag;
  }
  return -1;
}

function nameSlot(text: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text[i]) | 0;
  return (hash ^ (hash >>> 9)) & SLOT_MASK;
}

function equals(name: Uint8Array, text: Uint8Array, start: number, end: number): boolean {
  if (end - start !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (name[i] !== text[start + i]) return false;
  return true;
}
