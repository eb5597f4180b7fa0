import { type AirIndex, type AirRef, AirTag } from '../air/air.ts';
import { namespaceOfType } from '../intern/containers.ts';
import { type Index, InternalFault, NO_DECL } from '../intern/ids.ts';
import { Ty, Val } from '../intern/known.ts';
import { isSlice, ptrTypeWith } from '../intern/pointers.ts';
import { childType, errorUnionSet, TypeKind, typeKind } from '../intern/types.ts';
import type { Block } from './block.ts';
import { addBody, emitCondBr } from './blocks.ts';
import { callBuiltin } from './call.ts';
import { builtinDecl, lookupName, readDeclValue } from './facts.ts';
import { PanicId, panicFunction, panicWithMessage } from './panic.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { OptimizeMode } from './zcu.ts';

/** Whether code of `block` gets safety checks: as `@setRuntimeSafety` said, else by the optimize mode. */
export function wantSafety(sema: Sema, block: Block): boolean {
  if (block.wantSafety !== null) return block.wantSafety;
  const mode = sema.zcu.options.mode;
  if (sema.zcu.files.isUnchecked(sema.pool.namespaces.fileOf(block.namespace))) return false;
  return mode === OptimizeMode.Debug || mode === OptimizeMode.ReleaseSafe;
}

/** Emits the panic with the message of `id`. */
export function safetyPanic(sema: Sema, block: Block, src: Src, id: PanicId): void {
  const messages = builtinDecl(sema, block, src, 'Panic.messages');
  const decl = lookupName(sema, namespaceOfType(sema.pool, messages), sema.pool.string(PanicId[id]));
  if (decl === NO_DECL) sema.fail(block, src, `std.builtin.Panic.messages is missing '${PanicId[id]}'`);
  const message = readDeclValue(sema, block, src, decl);
  panicWithMessage(sema, block, src, message as number as AirRef, 'safety check');
}

/** Emits code that panics with the message of `id` where the bool `ok` is false. The caller has asked `wantSafety`. */
export function addSafetyCheck(sema: Sema, parent: Block, src: Src, ok: AirRef, id: PanicId): void {
  const failing = failingBlock(parent);
  safetyPanic(sema, failing, src, id);
  addSafetyCheckBlock(sema, parent, ok, failing);
}

/** Emits code that calls the function `name` of `std.builtin.Panic` with `args` where `ok` is false. */
export function addSafetyCheckCall(
  sema: Sema,
  parent: Block,
  src: Src,
  ok: AirRef,
  name: string,
  args: readonly AirRef[],
): void {
  const failing = failingBlock(parent);
  callBuiltin(sema, failing, src, panicFunction(sema, failing, src, name), args, 'safety check');
  addSafetyCheckBlock(sema, parent, ok, failing);
}

/** A block for what happens when a check fails. */
function failingBlock(parent: Block): Block {
  if (parent.isComptime) throw new InternalFault('a safety check in code that is evaluated at compile time');
  const failing = parent.sub();
  failing.isTypeof = false;
  return failing;
}

/** Emits the branch of a check: on where `ok` holds, else into the code of `failing`, which does not return. */
export function addSafetyCheckBlock(sema: Sema, parent: Block, ok: AirRef, failing: Block): void {
  const check = sema.reserve(AirTag.block, Ty.void);
  const br = sema.reserve(AirTag.br, Ty.noreturn, check, Val.void);
  const body: AirIndex[] = [];
  const inner = parent.sub();
  emitCondBr(sema, inner, ok, [br], failing.insts);
  for (const inst of inner.insts) body.push(inst);
  sema.air.a.data[check] = addBody(sema, body);
  parent.insts.push(check);
}

/**
 * Emits the check that the error union `operand` (or a pointer to one) has a payload. `isNonErrTag` and `unwrapErrTag` are the
 * instructions that ask and that take the error out.
 */
export function addSafetyCheckUnwrapError(
  sema: Sema,
  parent: Block,
  src: Src,
  operand: AirRef,
  unwrapErrTag: AirTag,
  isNonErrTag: AirTag,
): void {
  const ok = sema.emit(parent, isNonErrTag, Ty.bool, operand);
  const failing = failingBlock(parent);
  const operandTy = sema.typeOf(operand);
  const unionTy = unwrapErrTag === AirTag.unwrap_errunion_err_ptr ? childType(sema.pool, operandTy) : operandTy;
  const err = sema.emit(failing, unwrapErrTag, errorUnionSet(sema.pool, unionTy), operand);
  panicUnwrapError(sema, failing, src, err);
  addSafetyCheckBlock(sema, parent, ok, failing);
}

/** Emits the call of `std.builtin.Panic.unwrapError` for the error value `err`. */
export function panicUnwrapError(sema: Sema, block: Block, src: Src, err: AirRef): void {
  const func = panicFunction(sema, block, src, 'unwrapError');
  callBuiltin(sema, block, src, func, [Val.null as number as AirRef, err], 'safety check');
}

/** Emits the check that `index` compares to `len` by `cmpTag` (`cmp_lt`, `cmp_lte`). Both are `usize`. */
export function addSafetyCheckIndexOob(
  sema: Sema,
  parent: Block,
  src: Src,
  index: AirRef,
  len: AirRef,
  cmpTag: AirTag,
): void {
  const ok = sema.emit(parent, cmpTag, Ty.bool, index, len);
  addSafetyCheckCall(sema, parent, src, ok, 'outOfBounds', [index, len]);
}

/** Emits the check that the tag `active` of a union is the tag `wanted` of the field that is accessed. */
export function addSafetyCheckInactiveUnionField(
  sema: Sema,
  parent: Block,
  src: Src,
  active: AirRef,
  wanted: AirRef,
): void {
  const ok = sema.emit(parent, AirTag.cmp_eq, Ty.bool, active, wanted);
  addSafetyCheckCall(sema, parent, src, ok, 'inactiveUnionField', [active, wanted]);
}

/** Emits the check that the element `index` behind `ptr` (a slice, many pointer or array pointer) is `sentinel`. */
export function addSafetyCheckSentinelMismatch(
  sema: Sema,
  parent: Block,
  src: Src,
  sentinel: Index,
  sentinelTy: Index,
  ptr: AirRef,
  index: AirRef,
): void {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  let actual: AirRef;
  if (isSlice(pool, ptrTy)) {
    actual = sema.emit(parent, AirTag.slice_elem_val, sentinelTy, ptr, index);
  } else {
    const elemPtrTy = ptrTypeWith(pool, ptrTy, { child: sentinelTy, size: 'one', alignment: 0 });
    const elemPtr = sema.emit(parent, AirTag.ptr_elem_ptr, elemPtrTy, ptr, index);
    actual = sema.emit(parent, AirTag.load, sentinelTy, elemPtr);
  }
  if (typeKind(pool, sentinelTy) === TypeKind.vector) sema.unsupported(parent, src, 'sentinels that are vectors');
  const expected = sentinel as number as AirRef;
  const ok = sema.emit(parent, AirTag.cmp_eq, Ty.bool, expected, actual);
  addSafetyCheckCall(sema, parent, src, ok, 'sentinelMismatch', [expected, actual]);
}
