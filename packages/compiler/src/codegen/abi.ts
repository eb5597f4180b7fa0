import { Layout } from '../intern/container-table.ts';
import { containerLayout, containerOf } from '../intern/containers.ts';
import { CallConv } from '../intern/func-type.ts';
import { funcCallConv, funcParamsLen, funcParamType, funcReturnType, funcTypeInfo } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { arrayLen, childType, TypeKind, typeKind } from '../intern/types.ts';
import { isScalar, isWide, type Repr, ReprKind, type ReprTable, valTypeOf } from './repr.ts';
import { halvesOf, type ValuePart, valueParts } from './value-parts.ts';
import { ValType } from './wasm.ts';

/** How a parameter or result is passed. */
export enum Pass {
  /** Not at all. */
  none,
  /** A scalar. */
  direct,
  /** The address of a value in memory; a result is stored where the first parameter points. */
  pointer,
  /** Two i64: an integer or float of 65 to 128 bits, or a struct that is but a wrapper of one. */
  halves,
  /** The only scalar that a struct or vector has. */
  unwrapped,
  /** Each element of a vector, or of a struct that is but a wrapper of one. */
  elements,
  /** Each part of a value in memory: between Zig functions where code is optimized, and of C functions the halves of each element of a vector. */
  parts,
}

/** One parameter or the result. */
export interface Passed {
  readonly pass: Pass;
  readonly type: Index;
  /** The scalar's representation, of `direct` and `unwrapped`. */
  readonly repr: Repr;
  /** The vector, of `elements`. */
  readonly vector: Index;
  /** Of `parts`. */
  readonly parts: readonly ValuePart[];
  /** The first wasm parameter, of a parameter. */
  readonly local: number;
}

/** A function type as WebAssembly has it. */
export interface Signature {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
  /** For each parameter of the Zig function type. */
  readonly passed: readonly Passed[];
  readonly result: Passed;
}

/**
 * How a function of type `ty` is called. Between Zig functions scalars go by value, all else by address, or where code is optimized in parts if it has few; with the C calling
 * convention as the official compiler does it for wasm32, so that hosts can call and be called.
 */
export function signatureOf(reprs: ReprTable, ty: Index): Signature {
  let signature = reprs.signatures.get(ty);
  if (signature === undefined) {
    signature = findSignature(reprs, ty);
    reprs.signatures.set(ty, signature);
  }
  return signature;
}

function findSignature(reprs: ReprTable, ty: Index): Signature {
  const { pool } = reprs;
  const cc = funcCallConv(pool, ty);
  const isC = cc === CallConv.c || cc === CallConv.other;
  const params: ValType[] = [];
  const results: ValType[] = [];
  const returnType = funcReturnType(pool, ty);
  const result = passResult(reprs, returnType, isC);
  if (result.pass === Pass.pointer) params.push(ValType.i32);
  else if (result.pass === Pass.parts) results.push(...result.parts.map(({ repr }) => valTypeOf(repr)));
  else if (result.pass !== Pass.none) results.push(valTypeOf(result.repr));
  const passed: Passed[] = [];
  const { comptimeBits, isVarArgs } = funcTypeInfo(pool, ty);
  for (let i = 0; i < funcParamsLen(pool, ty); i++) {
    const type = funcParamType(pool, ty, i);
    const isComptime = i < 32 && ((comptimeBits >>> i) & 1) === 1;
    const one = isComptime ? NOT_PASSED : passParam(reprs, type, isC, params.length);
    passed.push(one);
    if (one.pass === Pass.pointer) params.push(ValType.i32);
    else if (one.pass === Pass.halves) params.push(ValType.i64, ValType.i64);
    else if (one.pass === Pass.parts) params.push(...one.parts.map(({ repr }) => valTypeOf(repr)));
    else if (one.pass === Pass.elements) {
      const element = valTypeOf(reprs.of(childType(pool, one.vector)));
      for (let k = 0; k < arrayLen(pool, one.vector); k++) params.push(element);
    } else if (one.pass !== Pass.none) params.push(valTypeOf(one.repr));
  }
  // The address of the arguments past the parameters.
  if (isVarArgs) params.push(ValType.i32);
  return { params, results, passed, result };
}

const NO_REPR: Repr = { kind: ReprKind.none, size: 0, align: 1, bits: 0, signed: false, float: 0 };
const NO_PARTS: readonly ValuePart[] = [];
const NOT_PASSED = passedAs(Pass.none, Ty.void, NO_REPR, 0);

/** How many parts a parameter, or the result, may have. */
const MAX_PARTS = 8;
const MAX_RESULT_PARTS = 4;

function passedAs(
  pass: Pass,
  type: Index,
  repr: Repr,
  local: number,
  vector: Index = NO_INDEX,
  parts: readonly ValuePart[] = NO_PARTS,
): Passed {
  return { pass, type, repr, vector, parts, local };
}

/** How an argument past the parameters of a C function is passed: as a parameter of its type would be. */
export function passVarArg(reprs: ReprTable, type: Index): Passed {
  return passParam(reprs, type, true, 0);
}

function passParam(reprs: ReprTable, type: Index, isC: boolean, local: number, limit = MAX_PARTS): Passed {
  const repr = reprs.of(type);
  if (repr.kind === ReprKind.none) return NOT_PASSED;
  if (isScalar(repr)) return passedAs(Pass.direct, type, repr, local);
  if (isC) {
    const inner = unwrap(reprs, type);
    const innerRepr = reprs.of(inner);
    if (isScalar(innerRepr)) return passedAs(Pass.unwrapped, type, innerRepr, local);
    if ((isWide(innerRepr) && innerRepr.bits <= 128) || innerRepr.float > 64)
      return passedAs(Pass.halves, type, repr, local);
    if (isScalarVector(reprs, inner)) {
      if (arrayLen(reprs.pool, inner) > 1) return passedAs(Pass.elements, type, repr, local, inner);
      return passedAs(Pass.unwrapped, type, reprs.of(childType(reprs.pool, inner)), local);
    }
    if (isVectorOfHalves(reprs, inner))
      return passedAs(Pass.parts, type, repr, local, NO_INDEX, halvesOf(arrayLen(reprs.pool, inner)));
  } else if (reprs.options.isOptimized) {
    const parts = valueParts(reprs, type, limit);
    if (parts !== null) return passedAs(Pass.parts, type, repr, local, NO_INDEX, parts);
  }
  return passedAs(Pass.pointer, type, repr, local);
}

function passResult(reprs: ReprTable, type: Index, isC: boolean): Passed {
  const one = passParam(reprs, type, isC, 0, reprs.options.hasMultivalue ? MAX_RESULT_PARTS : 1);
  if (one.pass !== Pass.halves && one.pass !== Pass.elements && !(isC && one.pass === Pass.parts)) return one;
  return passedAs(Pass.pointer, type, one.repr, 0, one.vector);
}

function isScalarVector(reprs: ReprTable, type: Index): boolean {
  return typeKind(reprs.pool, type) === TypeKind.vector && isScalar(reprs.of(childType(reprs.pool, type)));
}

/** Whether the type is a vector whose elements are passed as two i64 each. */
function isVectorOfHalves(reprs: ReprTable, type: Index): boolean {
  if (typeKind(reprs.pool, type) !== TypeKind.vector) return false;
  const element = reprs.of(childType(reprs.pool, type));
  return element.size === 16 && (element.bits === 128 || element.float === 128);
}

/** What an extern struct or union is but a wrapper of; the type itself where it is none. */
function unwrap({ pool }: ReprTable, ty: Index): Index {
  const kind = typeKind(pool, ty);
  if (kind !== TypeKind.struct && kind !== TypeKind.union) return ty;
  if (containerLayout(pool, ty) !== Layout.extern) return ty;
  const wrapped = pool.containers.wrapped(containerOf(pool, ty));
  return wrapped === NO_INDEX ? ty : wrapped;
}
