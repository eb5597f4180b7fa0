import { type AirRef, AirTag } from '../../air/air.ts';
import { InternalFault } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { childType, errorUnionSet, optionalType } from '../../intern/types.ts';
import { optNull } from '../../intern/values.ts';
import { OptimizeMode } from '../../query/optimize-mode.ts';
import type { Src } from '../../query/src.ts';
import { addBody, emitCondBr } from './air-bodies.ts';
import type { Block } from './block.ts';
import { readPanicMember } from './facts.ts';
import type { PanicId, PanicMember } from './panic-members.ts';
import type { Sema } from './sema.ts';

/**
 * Whether code of `block` gets safety checks: as `@setRuntimeSafety` said, else by the optimize mode. Code that is evaluated at compile
 * time, and can stand there only for its type, gets none.
 */
export function wantSafety(sema: Sema, block: Block): boolean {
  return !block.isComptime && hasRuntimeSafety(sema, block);
}

/** The same of what is declared in `block`, which may well be evaluated at compile time. */
export function hasRuntimeSafety(sema: Sema, block: Block): boolean {
  if (block.wantSafety !== null) return block.wantSafety;
  const mode = sema.zcu.options.mode;
  if (sema.zcu.files.isUnchecked(sema.pool.namespaces.fileOf(block.namespace))) return false;
  return mode === OptimizeMode.Debug || mode === OptimizeMode.ReleaseSafe;
}

/** Emits the panic that `id` is. */
export function safetyPanic(sema: Sema, block: Block, src: Src, id: PanicId): void {
  callPanic(sema, block, src, id, []);
}

/** Emits the call of a member of `std.builtin.panic`. */
function callPanic(
  sema: Sema,
  block: Block,
  src: Src,
  member: PanicMember,
  args: readonly AirRef[],
  operation = 'safety check',
): void {
  // Officially the backend for SPIR-V has no calls for it.
  if (sema.pool.target.backend === 'stage2_spirv') {
    sema.emit(block, AirTag.trap, Ty.noreturn);
    return;
  }
  const func = readPanicMember(sema, block, src, member) as number as AirRef;
  sema.language.callBuiltin(sema, block, src, func, args, operation);
}

/** Emits the call of `std.builtin.panic.call`. `operation` names what needs it, for messages. */
export function panicWithMessage(sema: Sema, block: Block, src: Src, message: AirRef, operation: string): void {
  const noAddress = optNull(sema.pool, optionalType(sema.pool, Ty.usize)) as number as AirRef;
  callPanic(sema, block, src, 'call', [message, noAddress], operation);
}

/** Emits code that panics as `id` says where the bool `ok` is false. The caller has asked `wantSafety`. */
export function addSafetyCheck(sema: Sema, parent: Block, src: Src, ok: AirRef, id: PanicId): void {
  const failing = failingBlock(parent);
  safetyPanic(sema, failing, src, id);
  addSafetyCheckBlock(sema, parent, ok, failing);
}

/** Emits code that calls the member `name` of `std.builtin.panic` with `args` where `ok` is false. */
export function addSafetyCheckCall(
  sema: Sema,
  parent: Block,
  src: Src,
  ok: AirRef,
  name: PanicMember,
  args: readonly AirRef[],
): void {
  const failing = failingBlock(parent);
  callPanic(sema, failing, src, name, args);
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
function addSafetyCheckBlock(sema: Sema, parent: Block, ok: AirRef, failing: Block): void {
  const check = sema.reserve(AirTag.block, Ty.void);
  const br = sema.reserve(AirTag.br, Ty.noreturn, check, Val.void);
  const inner = parent.sub();
  emitCondBr(sema, inner, ok, [br], failing.insts);
  sema.air.a.data[check] = addBody(sema, inner.insts);
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

/** Emits the call of `std.builtin.panic.unwrapError` for the error value `err`. */
export function panicUnwrapError(sema: Sema, block: Block, src: Src, err: AirRef): void {
  callPanic(sema, block, src, 'unwrapError', [err]);
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
