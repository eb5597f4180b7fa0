import { containerLayout, fieldIsComptime, fieldsLen, fieldType } from '../intern/containers.ts';
import { Layout } from '../intern/container-table.ts';
import {
  CallConv,
  funcCallConv,
  funcParamsLen,
  funcParamType,
  funcReturnType,
  funcTypeInfo,
} from '../intern/functions.ts';
import type { Index } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { TypeKind, typeKind } from '../intern/types.ts';
import { isScalar, isWide, type Repr, ReprKind, type ReprTable, valTypeOf } from './repr.ts';
import { ValType } from './wasm.ts';

/** How a parameter or result is passed. */
export enum Pass {
  /** Not at all. */
  none,
  /** A scalar. */
  direct,
  /** The address of a value in memory; a result is stored where the first parameter points. */
  pointer,
  /** Two i64: an integer of up to 128 bits. */
  halves,
  /** The only scalar that a struct has. */
  unwrapped,
}

/** One parameter or the result. */
export interface Passed {
  readonly pass: Pass;
  readonly type: Index;
  /** The scalar's representation, of `direct` and `unwrapped`. */
  readonly repr: Repr;
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
 * How a function of type `ty` is called. Between Zig functions scalars go by value, all else by address; with the C calling
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
  else if (result.pass !== Pass.none) results.push(valTypeOf(result.repr));
  const passed: Passed[] = [];
  const { comptimeBits } = funcTypeInfo(pool, ty);
  for (let i = 0; i < funcParamsLen(pool, ty); i++) {
    const type = funcParamType(pool, ty, i);
    const isComptime = i < 32 && ((comptimeBits >>> i) & 1) === 1;
    const one = isComptime ? NOT_PASSED : passParam(reprs, type, isC, params.length);
    passed.push(one);
    if (one.pass === Pass.pointer) params.push(ValType.i32);
    else if (one.pass === Pass.halves) params.push(ValType.i64, ValType.i64);
    else if (one.pass !== Pass.none) params.push(valTypeOf(one.repr));
  }
  return { params, results, passed, result };
}

const NO_REPR: Repr = { kind: ReprKind.none, size: 0, align: 1, bits: 0, signed: false, float: 0 };
const NOT_PASSED: Passed = { pass: Pass.none, type: Ty.void, repr: NO_REPR, local: 0 };

function passParam(reprs: ReprTable, type: Index, isC: boolean, local: number): Passed {
  const repr = reprs.of(type);
  if (repr.kind === ReprKind.none) return NOT_PASSED;
  if (isScalar(repr)) return { pass: Pass.direct, type, repr, local };
  if (isC) {
    if ((isWide(repr) && repr.bits <= 128) || repr.float === 128) return { pass: Pass.halves, type, repr, local };
    const inner = onlyScalar(reprs, type);
    if (inner !== null) return { pass: Pass.unwrapped, type, repr: inner, local };
  }
  return { pass: Pass.pointer, type, repr, local };
}

function passResult(reprs: ReprTable, type: Index, isC: boolean): Passed {
  const one = passParam(reprs, type, isC, 0);
  return one.pass === Pass.halves ? { ...one, pass: Pass.pointer } : one;
}

/** The representation of the scalar that a struct or union is but a wrapper of; null if it is more. */
function onlyScalar(reprs: ReprTable, ty: Index): Repr | null {
  const { pool } = reprs;
  const kind = typeKind(pool, ty);
  if ((kind !== TypeKind.struct && kind !== TypeKind.union) || containerLayout(pool, ty) === Layout.packed) return null;
  let found: Index | null = null;
  for (let i = 0; i < fieldsLen(pool, ty); i++) {
    if (kind === TypeKind.struct && fieldIsComptime(pool, ty, i)) continue;
    const field = fieldType(pool, ty, i);
    if (reprs.of(field).kind === ReprKind.none) continue;
    if (found !== null) return null;
    found = field;
  }
  if (found === null) return null;
  const repr = reprs.of(found);
  if (repr.size !== reprs.of(ty).size) return null;
  return isScalar(repr) ? repr : onlyScalar(reprs, found);
}
