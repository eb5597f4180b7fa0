import { CallConv, type FuncTypeInfo, type FuncTypeKey } from './func-type.ts';
import { type DeclIndex, type FuncIndex, type Index, InternalFault, NO_INDEX, type TrackedIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty } from './known.ts';
import type { InternPool } from './pool.ts';
import { errorUnionPayload, errorUnionSet } from './types.ts';

const VAR_ARGS = 1;
const GENERIC = 2;
const NOINLINE = 4;
const PARAMS_AT = 6;

/** The function type. */
export function funcType(pool: InternPool, key: FuncTypeKey): Index {
  const extra = pool.extra;
  extra.push(key.returnType);
  extra.push(key.callConv ?? CallConv.auto);
  extra.push(key.callConvValue ?? NO_INDEX);
  extra.push((key.isVarArgs ? VAR_ARGS : 0) | (key.isGeneric ? GENERIC : 0) | (key.isNoinline ? NOINLINE : 0));
  extra.push(key.comptimeBits ?? 0);
  extra.push(key.noaliasBits ?? 0);
  extra.pushAll(key.params);
  return pool.finish(ItemTag.type_func);
}

/** The function type taken apart. For one question, the functions below are cheaper. */
export function funcTypeInfo(pool: InternPool, ty: Index): FuncTypeInfo {
  let info = pool.funcTypes.get(ty);
  if (info === undefined) {
    info = makeFuncTypeInfo(pool, ty);
    pool.funcTypes.set(ty, info);
  }
  return info;
}

function makeFuncTypeInfo(pool: InternPool, ty: Index): FuncTypeInfo {
  if (pool.tag(ty) !== ItemTag.type_func) throw new InternalFault(`item ${ty} is not a function type`);
  const start = pool.starts.data[ty];
  const words = pool.extra.data.subarray(start, pool.starts.data[ty + 1]);
  return {
    params: Array.from(words.subarray(PARAMS_AT)) as Index[],
    returnType: words[0] as Index,
    callConv: words[1],
    callConvValue: words[2] as Index,
    isVarArgs: (words[3] & VAR_ARGS) !== 0,
    isGeneric: (words[3] & GENERIC) !== 0,
    isNoinline: (words[3] & NOINLINE) !== 0,
    comptimeBits: words[4],
    noaliasBits: words[5],
  };
}

/** The return type of a function type. */
export function funcReturnType(pool: InternPool, ty: Index): Index {
  return pool.word(ty, 0) as Index;
}

/** Whether the return type of a function type depends on a parameter: it, or the payload of an inferred error union. */
export function funcReturnIsGeneric(pool: InternPool, ty: Index): boolean {
  const returnTy = funcReturnType(pool, ty);
  const isUnion = pool.tag(returnTy) === ItemTag.type_error_union;
  return (isUnion ? errorUnionPayload(pool, returnTy) : returnTy) === Ty.genericPoison;
}

/** How many parameters a function type has. */
export function funcParamsLen(pool: InternPool, ty: Index): number {
  return pool.wordsLen(ty) - PARAMS_AT;
}

/** The type of parameter `i` of a function type. */
export function funcParamType(pool: InternPool, ty: Index, i: number): Index {
  return pool.word(ty, PARAMS_AT + i) as Index;
}

/** The calling convention of a function type. */
export function funcCallConv(pool: InternPool, ty: Index): CallConv {
  return pool.word(ty, 1);
}

/** Whether a function type must be instantiated to be called. */
function funcIsGeneric(pool: InternPool, ty: Index): boolean {
  return (pool.word(ty, 3) & GENERIC) !== 0;
}

/** Whether functions of the type have code of their own: neither generic ones nor those that are part of each caller. */
export function funcHasCode(pool: InternPool, ty: Index): boolean {
  return !funcIsGeneric(pool, ty) && funcCallConv(pool, ty) !== CallConv.inline;
}

/** The function that `decl` declares, with type `ty`. `body` is used where it is new, and replaced where it is not. */
export function funcDecl(pool: InternPool, ty: Index, decl: DeclIndex, body: TrackedIndex): Index {
  pool.extra.push(NO_INDEX);
  const value = pool.intern2(ItemTag.func_decl, ty, decl);
  withRow(pool, value, decl, body, NO_INDEX);
  bindInferredErrorSet(pool, value, ty, InferredFrom.decl, decl);
  return value;
}

/**
 * What tells the instances of one generic function apart: the generic function value, for each parameter its comptime value
 * or NO_INDEX, and for each parameter its type. Made before the instance's type, which may mention its error set.
 */
export function instanceKey(
  pool: InternPool,
  genericOwner: Index,
  comptimeArgs: readonly Index[],
  paramTypes: readonly Index[],
): Index {
  pool.extra.push(genericOwner);
  pool.extra.pushAll(comptimeArgs);
  pool.extra.pushAll(paramTypes);
  return pool.finish(ItemTag.instance_key);
}

/** The instance with that key and type (all its parameters are run-time ones). Its declaration is made with it. */
export function funcInstance(pool: InternPool, key: Index, ty: Index): Index {
  pool.extra.push(NO_INDEX);
  const value = pool.intern2(ItemTag.func_instance, ty, key);
  const owner = pool.word(key, 0) as Index;
  const ownerDecl = funcOwnerDecl(pool, owner);
  const { decls } = pool;
  const decl = decls.instance(key, decls.namespaceOf(ownerDecl), decls.trackedOf(ownerDecl), ty, value);
  withRow(pool, value, decl, pool.funcs.bodyOf(funcRow(pool, owner)), owner);
  bindInferredErrorSet(pool, value, ty, InferredFrom.instance, key);
  return value;
}

function withRow(pool: InternPool, value: Index, decl: DeclIndex, body: TrackedIndex, genericOwner: Index): void {
  const row = pool.word(value, 0);
  if (row === NO_INDEX) pool.setMutableWord(value, pool.funcs.add(value, decl, body, genericOwner));
  else pool.funcs.setBody(row as FuncIndex, body);
}

/**
 * Makes `func` known to the inferred error set that it returns, if that is its own, which is made from `source` (a declaration or the key of
 * an instance): a function may also return that of another.
 */
function bindInferredErrorSet(pool: InternPool, func: Index, ty: Index, kind: InferredFrom, source: number): void {
  const returnType = funcReturnType(pool, ty);
  if (pool.tag(returnType) !== ItemTag.type_error_union) return;
  const set = errorUnionSet(pool, returnType);
  if (pool.tag(set) !== ItemTag.type_inferred_error_set) return;
  if (pool.word(set, 1) === kind && pool.word(set, 2) === source) pool.setMutableWord(set, func);
}

/** What an inferred error set is told apart by. */
enum InferredFrom {
  decl,
  instance,
}

/** Whether the item is a function value. */
export function isFunc(pool: InternPool, value: Index): boolean {
  const tag = pool.tag(value);
  return tag === ItemTag.func_decl || tag === ItemTag.func_instance || tag === ItemTag.func_coerced;
}

/** The same function seen as having type `ty`. */
export function funcCoerced(pool: InternPool, ty: Index, func: Index): Index {
  const inner = uncoercedFunc(pool, func);
  if (pool.word(inner, 1) === ty) return inner;
  return pool.intern2(ItemTag.func_coerced, ty, inner);
}

/** The function itself, where it is seen as having another type. */
export function uncoercedFunc(pool: InternPool, func: Index): Index {
  return pool.tag(func) === ItemTag.func_coerced ? (pool.word(func, 1) as Index) : func;
}

/** The row in `pool.funcs` of a function value. */
export function funcRow(pool: InternPool, func: Index): FuncIndex {
  return pool.word(uncoercedFunc(pool, func), 0) as FuncIndex;
}

/** The declaration of a function: of an instance its own. */
export function funcOwnerDecl(pool: InternPool, func: Index): DeclIndex {
  return pool.funcs.declOf(funcRow(pool, func));
}

/** The generic function that this is an instance of; NO_INDEX if it is none. */
export function funcGenericOwner(pool: InternPool, func: Index): Index {
  return pool.funcs.genericOwnerOf(funcRow(pool, func));
}

/** The comptime arguments of an instance, one for each parameter of the generic function; NO_INDEX for a run-time one. */
export function funcComptimeArgs(pool: InternPool, func: Index): Index[] {
  const key = pool.word(uncoercedFunc(pool, func), 2) as Index;
  const start = pool.starts.data[key] + 1;
  const count = (pool.wordsLen(key) - 1) / 2;
  return Array.from(pool.extra.data.subarray(start, start + count)) as Index[];
}

/** The types of the arguments of an instance, one for each parameter of the generic function. */
export function instanceParamTypes(pool: InternPool, func: Index): Index[] {
  const key = pool.word(uncoercedFunc(pool, func), 2) as Index;
  const start = pool.starts.data[key];
  const count = (pool.wordsLen(key) - 1) / 2;
  return Array.from(pool.extra.data.subarray(start + 1 + count, start + 1 + 2 * count)) as Index[];
}

/** The error set that the body of the function declared by `decl` turns out to give. */
export function inferredErrorSetOfDecl(pool: InternPool, decl: DeclIndex): Index {
  return pool.intern3(ItemTag.type_inferred_error_set, NO_INDEX, InferredFrom.decl, decl);
}

/** The error set that the body of the instance with that key turns out to give. */
export function inferredErrorSetOfInstance(pool: InternPool, key: Index): Index {
  return pool.intern3(ItemTag.type_inferred_error_set, NO_INDEX, InferredFrom.instance, key);
}

/** The function whose body an inferred error set is of; NO_INDEX if it has not been made. */
export function inferredErrorSetFunc(pool: InternPool, set: Index): Index {
  return pool.word(set, 0) as Index;
}

/** The error set that an inferred one turned out to be (`anyerror` or a `type_error_set`); NO_INDEX while not known. */
export function resolvedErrorSet(pool: InternPool, set: Index): Index {
  const func = inferredErrorSetFunc(pool, set);
  return func === NO_INDEX ? NO_INDEX : pool.funcs.errorSet(funcRow(pool, func));
}

/** The item that stands for the call of `func` with `args`, all comptime. */
export function memoizedCall(pool: InternPool, func: Index, args: readonly Index[]): Index {
  pool.extra.push(func);
  pool.extra.pushAll(args);
  return pool.finish(ItemTag.memoized_call);
}

/** The function of the call `call`, which `memoizedCall` gave. */
export function calledFunc(pool: InternPool, call: Index): Index {
  return pool.word(call, 0) as Index;
}

/** The arguments of the call `call`, which `memoizedCall` gave. */
export function callArgs(pool: InternPool, call: Index): Index[] {
  return Array.from({ length: pool.wordsLen(call) - 1 }, (_, i) => pool.word(call, i + 1) as Index);
}
