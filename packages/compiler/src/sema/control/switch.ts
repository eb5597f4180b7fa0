import { AIR_NONE, type AirIndex, type AirRef, AirTag, interned } from '../../air/air.ts';
import { fieldsLen, fieldValue } from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { singlePtr } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { errorUnionSet, TypeKind, typeKind } from '../../intern/types.ts';
import { enumTag, errValue, intBig } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { CaptureKind, type SwitchProng } from '../../zir/switch-payload.ts';
import { coerce } from '../coercion/coerce.ts';
import { emitCondBr, newMerges } from '../core/air-bodies.ts';
import type { Block, Label, Merges } from '../core/block.ts';
import { breaksTo, resolveInst, setBreak } from '../core/body.ts';
import { emitBackwardBranch } from '../core/branch-quota.ts';
import { analyzeBodyRuntimeBreak } from '../core/breaks.ts';
import type { Handlers } from '../core/handlers.ts';
import { errorSetIsEmpty } from '../core/inferred-errors.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import { BODY_BREAK, BODY_END, type Sema, VOID_VALUE } from '../core/sema.ts';
import { errorNameOf } from '../errors/error-names.ts';
import { maybeErrorUnwrap, maybeErrorUnwrapComptime } from '../errors/error-panics.ts';
import {
  analyzeErrUnionCode,
  analyzeErrUnionCodePtr,
  analyzeErrUnionPayload,
  analyzeErrUnionPayloadPtr,
  analyzeIsNonErr,
  failWithExpectedErrorUnion,
} from '../errors/error-unions.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { typeRequiresComptime } from '../types/classify-types.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';
import { pointerDeref } from '../values/comptime-ptr.ts';
import {
  requireRuntimeBlock,
  resolveConstDefinedValue,
  resolveDefinedValue,
  resolveValue,
} from '../values/operands.ts';
import { placeBlock } from './blocks.ts';
import type { ProngAnalysis, TakenProng } from './switch-capture.ts';
import { readOperand, type SwitchOperand, type SwitchTypes, switchTypes } from './switch-operand.ts';
import { resolveBlockBody, resolveProng } from './switch-prong.ts';
import { analyzeSwitchRuntime } from './switch-runtime.ts';
import { operandSrc, readSwitch, type SwitchShape } from './switch-shape.ts';
import { type CheckedSwitch, checkSwitch, fieldIsSeen, isNamedOnly } from './switch-validate.ts';

/** A `switch` loop that runs, as `continue` sees it: what the label of the switch goes on with. */
interface SwitchLoop {
  readonly shape: SwitchShape;
  readonly block: Block;
  /** The `loop_switch_br`. */
  readonly airInst: AirIndex;
  /** Where the operand is kept for captures; AIR_NONE where none needs it. */
  readonly alloc: AirRef;
  /** Type of the operand as it is written, which what `continue` gives is coerced to. */
  readonly givenTy: Index;
  readonly types: SwitchTypes;
}

function zirSwitchBlock(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { pool } = sema;
  const shape = readSwitch(block.frame, inst);
  const src = operandSrc(shape);
  const given = resolveInst(block, shape.operand);
  const givenTy = sema.typeOf(given);
  const types = switchTypes(sema, block, src, shape.operandIsRef ? (pool.word(givenTy, 0) as Index) : givenTy);
  if (shape.hasContinue && !block.isComptime) requireRuntimeLoop(sema, block, shape, types.operand);
  const checked = checkSwitch(sema, block, shape, types);
  if (typeof checked === 'number') return checked;
  if (isEmptyEnum(sema, types) && shape.elseProng === null) return VOID_VALUE;
  const operand = readOperand(sema, block, shape, types, given, src);
  if (shape.hasContinue) block.frame.instMap[inst] = givenTy;
  const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
  const child = block.sub();
  if (shape.hasContinue && !block.isComptime) {
    return analyzeSwitchLoop(sema, block, child, merges, shape, checked, operand, given);
  }
  child.label = { frame: block.frame, zirBlock: inst, merges };
  const analysis: ProngAnalysis = { sema, parent: block, shape, operand, checked };
  const known = resolveDefinedValue(sema, child, shape.src, operand.cond);
  if (known !== NO_INDEX) return resolveComptimeLoop(analysis, child, merges, known, givenTy);
  if (child.isComptime) resolveConstDefinedValue(sema, child, src, operand.cond, null);
  if (shape.prongs.length === 0 && !shape.elseProng?.isInline) return resolveOnlyElse(analysis, child, merges);
  child.runtimeCond = child.at(src);
  analyzeSwitchRuntime(analysis, child, false, -1);
  return placeBlock(sema, block, shape.src, child, merges);
}

/** An enum that has no value: a switch on it has nothing to do. */
function isEmptyEnum(sema: Sema, types: SwitchTypes): boolean {
  const isEnum = types.union === NO_INDEX && typeKind(sema.pool, types.cond) === TypeKind.enum;
  return isEnum && isNamedOnly(sema, types) && fieldsLen(sema.pool, types.cond) === 0;
}

function requireRuntimeLoop(sema: Sema, block: Block, shape: SwitchShape, ty: Index): void {
  const src = operandSrc(shape);
  if (!typeRequiresComptime(sema, block, src, ty)) return;
  const message = 'switch loops are evaluated at runtime outside of comptime scopes';
  const notes: ErrorNote[] = [{ chunk: block.frame.chunk, src, message }];
  explainComptimeOnly(sema, block, src, ty, notes);
  sema.fail(block, src, `operand of switch loop has comptime-only type '${printType(sema.pool, ty)}'`, notes);
}

/** A switch with nothing but `else`, or with nothing at all. */
function resolveOnlyElse(analysis: ProngAnalysis, child: Block, merges: Merges): AirRef {
  const { sema, parent, shape, operand, checked } = analysis;
  const { elseProng } = shape;
  const kind = typeKind(sema.pool, checked.types.cond);
  // An error of an empty set does not exist.
  if (elseProng === null || (kind === TypeKind.error_set && checked.elseErrorTy === -1)) {
    if (!parent.isComptime) sema.emit(parent, AirTag.unreach, Ty.noreturn);
    return BODY_END;
  }
  if (kind === TypeKind.error_set && !parent.isComptime) {
    const { start, len } = elseProng.body;
    if (maybeErrorUnwrap(sema, parent, start, len, operand.cond, operandSrc(shape), false)) return BODY_END;
  }
  if (!parent.isComptime) checkIsNamed(sema, parent, shape, checked.types, operand.cond);
  return resolveProng(analysis, child, merges, { prong: elseProng, checked: null, inlineItem: NO_INDEX });
}

/** With safety, panics where an enum value that should have a name has none. */
function checkIsNamed(sema: Sema, block: Block, shape: SwitchShape, types: SwitchTypes, cond: AirRef): void {
  if (!isNamedOnly(sema, types) || !wantSafety(sema, block)) return;
  const ok = sema.emit(block, AirTag.is_named_enum_value, Ty.bool, cond);
  addSafetyCheck(sema, block, shape.src, ok, PanicId.corrupt_switch);
}

/** A switch over a value that is known: the prong that it has is analysed, and after a `continue` the one for the next value. */
function resolveComptimeLoop(
  analysis: ProngAnalysis,
  child: Block,
  merges: Merges,
  value: Index,
  givenTy: Index,
): AirRef {
  const { sema, shape, operand, checked } = analysis;
  for (let known = value; ; ) {
    if (shape.hasContinue) child.frame.instMap[shape.inst] = givenTy;
    const result = resolveKnown(analysis, child, merges, known);
    if (result !== BODY_BREAK || !breaksTo(sema, child.frame, shape.inst)) return result;
    const frame = child.frame;
    if (frame.tags[sema.breakInst] !== Tag.switch_continue) return result;
    const src = frame.extra[frame.b[sema.breakInst]];
    emitBackwardBranch(sema, child, shape.src);
    const given = coerce(sema, child, givenTy, sema.breakOperand, src);
    const next = readOperand(sema, child, shape, checked.types, given, src);
    operand.byVal = next.byVal;
    operand.byRef = next.byRef;
    operand.cond = next.cond;
    known = resolveConstDefinedValue(sema, child, shape.src, next.cond, null);
  }
}

/** Analyses the prong that `value`, which is compared, has. */
function resolveKnown(analysis: ProngAnalysis, child: Block, merges: Merges, value: Index): AirRef {
  const { sema, checked } = analysis;
  const taken = prongOf(analysis, value);
  if (taken === null) return BODY_END;
  if (typeKind(sema.pool, checked.types.cond) === TypeKind.error_set) {
    const { start, len } = taken.prong.body;
    maybeErrorUnwrapComptime(sema, child, start, len, interned(value));
  }
  return resolveProng(analysis, child, merges, taken);
}

/** The prong that `value`, which is compared, leads to; null where there is none. */
function prongOf({ sema, shape, operand, checked: all }: ProngAnalysis, value: Index): TakenProng | null {
  const { pool } = sema;
  const { types } = all;
  const item = types.union === NO_INDEX ? (operand.byVal as number as Index) : value;
  const take = (prong: SwitchProng, i: number): TakenProng => {
    const checked = i === -1 ? null : all.prongs[i];
    return { prong, checked, inlineItem: prong.isInline ? item : NO_INDEX };
  };
  const kind = typeKind(pool, types.cond);
  const int = kind === TypeKind.int || kind === TypeKind.comptime_int ? intBig(pool, value) : null;
  let under = -1;
  for (let i = 0; i < shape.prongs.length; i++) {
    const { items, ranges, hasUnder } = all.prongs[i];
    if (hasUnder) under = i;
    if (items.some(({ cond }) => cond === value)) return take(shape.prongs[i], i);
    for (let r = 0; int !== null && r < ranges.length; r += 2) {
      if (intBig(pool, ranges[r]) <= int && int <= intBig(pool, ranges[r + 1])) return take(shape.prongs[i], i);
    }
  }
  if (under !== -1 && (shape.elseProng === null || !isUnseenField(sema, all, value))) {
    return take(shape.prongs[under], under);
  }
  return shape.elseProng === null ? null : take(shape.elseProng, -1);
}

/** Whether the enum value `value` is that of a field, which has no prong. */
function isUnseenField(sema: Sema, { types, seen }: CheckedSwitch, value: Index): boolean {
  for (let i = 0; i < fieldsLen(sema.pool, types.item); i++) {
    if (fieldIsSeen(sema, types.item, seen, i)) continue;
    if (enumTag(sema.pool, types.item, fieldValue(sema.pool, types.item, i)) === value) return true;
  }
  return false;
}

/** A labeled switch that is continued at run time. */
function analyzeSwitchLoop(
  sema: Sema,
  block: Block,
  child: Block,
  merges: Merges,
  shape: SwitchShape,
  checked: CheckedSwitch,
  first: SwitchOperand,
  given: AirRef,
): AirRef {
  const givenTy = sema.typeOf(given);
  let alloc = AIR_NONE;
  if (shape.anyMaybeRuntimeCapture) {
    alloc = sema.emit(block, AirTag.alloc, singlePtr(sema.pool, givenTy));
    sema.emit(block, AirTag.store, Ty.void, alloc, given);
  }
  const airInst = sema.reserve(AirTag.loop_switch_br, Ty.noreturn);
  const operand: SwitchOperand = { ...first, alloc };
  const loop: SwitchLoop = { shape, block, airInst, alloc, givenTy, types: checked.types };
  const continueWith: Label['continueWith'] = (sema, block, operand, src) => dispatch(sema, block, loop, operand, src);
  child.label = { frame: block.frame, zirBlock: shape.inst, merges, continueWith };
  const analysis: ProngAnalysis = { sema, parent: block, shape, operand, checked };
  analyzeSwitchRuntime(analysis, child, false, airInst);
  return placeBlock(sema, block, shape.src, child, merges);
}

/** `continue :label value` */
function zirSwitchContinue(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const target = frame.extra[frame.b[inst] + 1];
  for (let scope: Block | null = block; scope !== null; scope = scope.parent) {
    const label = scope.label;
    if (label === null || label.frame !== frame || label.zirBlock !== target) continue;
    if (label.continueWith === undefined) break;
    label.continueWith(sema, block, resolveInst(block, frame.a[inst] as ZirRef), frame.extra[frame.b[inst]]);
    return BODY_END;
  }
  setBreak(sema, block, inst);
  return BODY_BREAK;
}

/** Goes back to the start of a running switch loop with another operand. */
function dispatch(sema: Sema, block: Block, loop: SwitchLoop, uncoerced: AirRef, src: Src): void {
  const given = coerce(sema, block, loop.givenTy, uncoerced, src);
  if (loop.alloc !== AIR_NONE) sema.emit(block, AirTag.store, Ty.void, loop.alloc, given);
  const { cond } = readOperand(sema, block, loop.shape, loop.types, given, src);
  if (resolveValue(sema, cond) === NO_INDEX) checkIsNamed(sema, block, loop.shape, loop.types, cond);
  sema.emit(block, AirTag.switch_dispatch, Ty.noreturn, loop.airInst, cond);
}

/** `x catch |err| switch (err) { ... }`, and `if (x) |v| a else |err| switch (err) { ... }` */
function zirSwitchBlockErrUnion(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { pool } = sema;
  const shape = readSwitch(block.frame, inst);
  const { mainSrc } = shape;
  const src = operandSrc(shape);
  const unionSrc = sub(mainSrc, SrcPart.if_cond);
  const raw = resolveInst(block, shape.operand);
  const rawTy = sema.typeOf(raw);
  const unionTy = shape.operandIsRef ? (pool.word(rawTy, 0) as Index) : rawTy;
  if (typeKind(pool, unionTy) !== TypeKind.error_union) failWithExpectedErrorUnion(sema, block, unionSrc, unionTy);
  const setTy = errorUnionSet(pool, unionTy);
  const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
  const child = block.sub();
  child.label = { frame: block.frame, zirBlock: inst, merges };
  const nonError = shape.nonError!;
  const bindPayload = (into: Block): void => {
    if (nonError.capture === CaptureKind.none) return;
    block.frame.instMap[inst] = shape.operandIsRef
      ? analyzeErrUnionPayloadPtr(sema, into, unionSrc, raw, false, false)
      : analyzeErrUnionPayload(sema, into, unionSrc, raw, false);
  };
  const takeNonError = (): AirRef => {
    bindPayload(child);
    return resolveBlockBody(sema, block, mainSrc, child, merges, nonError.body, inst);
  };
  if (errorSetIsEmpty(sema, block, mainSrc, setTy)) return takeNonError();
  const checked = checkSwitch(sema, block, shape, switchTypes(sema, block, src, setTy));
  if (typeof checked === 'number') return checked;
  const operand: SwitchOperand = { byVal: AIR_NONE, byRef: AIR_NONE, cond: raw, alloc: AIR_NONE };
  const analysis: ProngAnalysis = { sema, parent: block, shape, operand, checked };
  const takeError = (into: Block): void => {
    const code = shape.operandIsRef
      ? analyzeErrUnionCodePtr(sema, into, src, raw)
      : analyzeErrUnionCode(sema, into, src, raw);
    operand.byVal = code;
    operand.cond = code;
    block.frame.instMap[inst] = code;
  };
  let known = resolveDefinedValue(sema, child, mainSrc, raw);
  if (known !== NO_INDEX && shape.operandIsRef) known = pointerDeref(sema, child, mainSrc, known);
  if (known !== NO_INDEX) {
    const name = errorNameOf(sema, known);
    if (name === NO_INDEX) return takeNonError();
    takeError(child);
    return resolveKnown(analysis, child, merges, errValue(pool, setTy, name as StringIndex));
  }
  if (shape.prongs.length === 0 && checked.elseErrorTy === -1) return takeNonError();
  const hasPayload = nonError.capture !== CaptureKind.none;
  requireRuntimeBlock(sema, child, hasPayload ? sub(mainSrc, SrcPart.main_token) : unionSrc, null);
  const loaded = shape.operandIsRef ? analyzeLoad(sema, child, unionSrc, raw, unionSrc) : raw;
  const cond = analyzeIsNonErr(sema, child, unionSrc, loaded);
  child.runtimeCond = child.at(unionSrc);
  const good = underCondition(sema, child, unionSrc);
  bindPayload(good);
  analyzeBodyRuntimeBreak(sema, good, nonError.body.start, nonError.body.len);
  const bad = underCondition(sema, child, unionSrc);
  takeError(bad);
  analyzeSwitchRuntime(analysis, bad, true, -1);
  emitCondBr(sema, child, cond, good.insts, bad.insts);
  return placeBlock(sema, block, sub(mainSrc, SrcPart.main_token), child, merges);
}

/** A block that runs or not, as something at `src` decides at run time. */
function underCondition(sema: Sema, parent: Block, src: Src): Block {
  const block = parent.sub();
  block.runtimeLoop = null;
  block.runtimeCond = block.at(src);
  block.runtimeIndex = sema.nextRuntimeIndex();
  return block;
}

export const switchHandlers: Handlers = {
  [Tag.switch_block]: zirSwitchBlock,
  [Tag.switch_block_ref]: zirSwitchBlock,
  [Tag.switch_block_err_union]: zirSwitchBlockErrUnion,
  [Tag.switch_continue]: zirSwitchContinue,
};
