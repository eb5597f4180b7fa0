import { AIR_NONE, type AirIndex, type AirRef, AirTag } from '../air/air.ts';
import { ContainerFlag } from '../intern/container-table.ts';
import { containerOf, isContainer, tagType } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { isSlice, singlePtr } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { errorUnionSet, TypeKind, typeKind } from '../intern/types.ts';
import { errValue, intBig, isInt, unionTag } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import type { Block, Merges } from './block.ts';
import { analyzeBodyRuntimeBreak, emitCondBr, newMerges, placeBlock } from './blocks.ts';
import { breaksTo, emitBackwardBranch, resolveInst, setBreak } from './body.ts';
import { onePossibleValue, typeRequiresComptime } from './classify-types.ts';
import { coerce } from './coerce.ts';
import { pointerDeref } from './comptime-ptr.ts';
import type { ErrorNote } from './errors.ts';
import {
  analyzeErrUnionCode,
  analyzeErrUnionCodePtr,
  analyzeIsNonErr,
  errorNameOf,
  failWithExpectedErrorUnion,
} from './errors-ops.ts';
import { maybeErrorUnwrap, maybeErrorUnwrapComptime } from './errors-unwrap.ts';
import { resolveFields } from './facts.ts';
import type { Handlers } from './handlers.ts';
import { errorSetIsEmpty } from './inferred-errors.ts';
import { requireRuntimeBlock, resolveConstDefinedValue, resolveDefinedValue } from './operands.ts';
import { PanicId } from './panic.ts';
import { analyzeLoad } from './pointers.ts';
import { addSafetyCheck, wantSafety } from './safety.ts';
import { BODY_BREAK, BODY_END, type Sema, VOID_VALUE } from './sema.ts';
import type { Src } from './src-loc.ts';
import { NO_ALLOC, type ProngAnalysis, resolveBlockBody, resolveProng, type SwitchOperand } from './switch-prong.ts';
import { analyzeSwitchRuntime } from './switch-runtime.ts';
import { operandSrc, readSwitch, type SwitchShape } from './switch-shape.ts';
import { type CheckedSwitch, checkSwitch, isNonexhaustiveEnum } from './switch-validate.ts';
import { typeSrc } from './type-notes.ts';

/** A `switch` loop that runs, as `continue` sees it: hangs on the label of the switch. */
export interface SwitchLoop {
  readonly shape: SwitchShape;
  readonly block: Block;
  /** The `loop_switch_br`. */
  readonly airInst: AirIndex;
  /** Where the operand is kept for captures; NO_ALLOC where none needs it. */
  readonly alloc: AirRef;
  /** Type of the operand as it is written, which what `continue` gives is coerced to. */
  readonly givenTy: Index;
  /** Type of what is compared: of the operand, or of its tag. */
  readonly condTy: Index;
  readonly isUnion: boolean;
}

const CONDITION = 'condition in comptime switch must be comptime-known';

/** What a switch over `operand` compares: the value, the tag of a union. Fails for a type that cannot be switched on. */
function switchCond(sema: Sema, block: Block, src: Src, operand: AirRef): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  switch (typeKind(pool, ty)) {
    case TypeKind.type:
    case TypeKind.void:
    case TypeKind.bool:
    case TypeKind.int:
    case TypeKind.float:
    case TypeKind.comptime_float:
    case TypeKind.comptime_int:
    case TypeKind.enum_literal:
    case TypeKind.pointer:
    case TypeKind.fn:
    case TypeKind.error_set:
    case TypeKind.enum: {
      if (isSlice(pool, ty)) break;
      const only = onePossibleValue(sema, block, src, ty);
      return only === NO_INDEX ? operand : (only as number as AirRef);
    }
    case TypeKind.union: {
      resolveFields(sema, block, src, ty);
      const tagTy = tagType(pool, ty);
      if (tagTy === NO_INDEX || !pool.containers.has(containerOf(pool, ty), ContainerFlag.tagged)) {
        const notes: ErrorNote[] = [];
        if (isContainer(pool, ty)) notes.push({ ...typeSrc(sema, ty), message: "consider 'union(enum)' here" });
        sema.fail(block, src, 'switch on union with no attached enum', notes);
      }
      return unionToTag(sema, block, tagTy, operand, src);
    }
    default:
      break;
  }
  return sema.fail(block, src, `switch on type '${printType(pool, ty)}'`);
}

/** The tag of the tagged union `operand`. */
export function unionToTag(sema: Sema, block: Block, tagTy: Index, operand: AirRef, src: Src): AirRef {
  const only = onePossibleValue(sema, block, src, tagTy);
  if (only !== NO_INDEX) return only as number as AirRef;
  const value = resolveDefinedValue(sema, block, src, operand);
  if (value !== NO_INDEX) return unionTag(sema.pool, value) as number as AirRef;
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.get_union_tag, tagTy, operand);
}

/** The operand as the captures and the dispatch see it. */
function readOperand(sema: Sema, block: Block, shape: SwitchShape, given: AirRef, src: Src): SwitchOperand {
  const byVal = shape.operandIsRef ? analyzeLoad(sema, block, src, given, src) : given;
  const byRef = shape.operandIsRef ? given : AIR_NONE;
  return { byVal, byRef, cond: switchCond(sema, block, src, byVal), alloc: NO_ALLOC };
}

function zirSwitchBlock(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const shape = readSwitch(block.frame, inst);
  const src = operandSrc(shape);
  const given = resolveInst(block, shape.operand);
  const operand = readOperand(sema, block, shape, given, src);
  const rawTy = sema.typeOf(operand.byVal);
  const isUnion = typeKind(pool, rawTy) === TypeKind.union;
  const condTy = isUnion ? tagType(pool, rawTy) : rawTy;
  resolveFields(sema, block, src, condTy);
  const isLoop = shape.hasContinue && !block.isComptime;
  if (isLoop && typeRequiresComptime(sema, block, src, rawTy)) {
    sema.fail(block, src, `operand of switch loop has comptime-only type '${printType(pool, rawTy)}'`, [
      {
        chunk: block.frame.chunk,
        src: shape.src,
        message: 'switch loops are evalauted at runtime outside of comptime scopes',
      },
    ]);
  }
  const checked = checkSwitch(sema, block, shape, condTy, isUnion);
  const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
  const child = block.sub();
  const unionTy = isUnion ? rawTy : NO_INDEX;
  if (isLoop) return analyzeSwitchLoop(sema, block, child, merges, shape, checked, operand, given, condTy, unionTy);
  child.label = { frame: block.frame, zirBlock: inst, merges };
  const analysis: ProngAnalysis = { sema, parent: block, shape, operand, elseErrorTy: checked.elseErrorTy };
  const known = resolveDefinedValue(sema, child, src, operand.cond);
  if (known !== NO_INDEX) return resolveComptimeLoop(analysis, child, merges, checked, known, rawTy);
  if (shape.prongs.length === 0) {
    const only = resolveOnlyElse(analysis, child, merges, checked, condTy, isUnion);
    if (only !== null) return only;
  }
  if (child.isComptime) resolveConstDefinedValue(sema, child, src, operand.cond, CONDITION);
  analyzeSwitchRuntime(analysis, child, checked, condTy, unionTy, false, -1);
  return placeBlock(sema, block, shape.src, child, merges);
}

/** A switch with nothing but `else`, or with nothing at all. Null where it must be analysed like any other. */
function resolveOnlyElse(
  analysis: ProngAnalysis,
  child: Block,
  merges: Merges,
  checked: CheckedSwitch,
  condTy: Index,
  isUnion: boolean,
): AirRef | null {
  const { sema, parent, shape, operand } = analysis;
  const { special } = shape;
  if (checked.emptyEnum) return VOID_VALUE;
  if (special === null) return sema.fail(parent, shape.src, 'switch must handle all possibilities');
  if (special.isInline) return null;
  const kind = typeKind(sema.pool, condTy);
  if (kind === TypeKind.error_set && !parent.isComptime) {
    const src = operandSrc(shape);
    if (maybeErrorUnwrap(sema, parent, special.bodyStart, special.bodyLen, operand.cond, src, false)) return BODY_END;
  }
  const namedOnly = kind === TypeKind.enum && (!isNonexhaustiveEnum(sema, condTy) || isUnion);
  if (namedOnly && !parent.isComptime && wantSafety(sema, parent)) {
    const ok = sema.emit(parent, AirTag.is_named_enum_value, Ty.bool, operand.cond);
    addSafetyCheck(sema, parent, shape.src, ok, PanicId.corrupt_switch);
  }
  return resolveProng(analysis, child, merges, special, [], NO_INDEX);
}

/**
 * A switch over a value that is known: the prong that it has is analysed, and after a `continue` the one for the next value. */
function resolveComptimeLoop(
  analysis: ProngAnalysis,
  child: Block,
  merges: Merges,
  checked: CheckedSwitch,
  value: Index,
  rawTy: Index,
): AirRef {
  const { sema, shape, operand } = analysis;
  const givenTy = sema.typeOf(operand.byRef === AIR_NONE ? operand.byVal : operand.byRef);
  for (let known = value; ; ) {
    const result = resolveKnown(analysis, child, merges, checked, known, rawTy);
    if (result !== BODY_BREAK || !breaksTo(sema, child.frame, shape.inst)) return result;
    const frame = child.frame;
    if (frame.tags[sema.breakInst] !== Tag.switch_continue) return result;
    const src = frame.extra[frame.b[sema.breakInst]];
    emitBackwardBranch(sema, child, shape.inst);
    const given = coerce(sema, child, givenTy, sema.breakOperand, src);
    const next = readOperand(sema, child, shape, given, src);
    operand.byVal = next.byVal;
    operand.byRef = next.byRef;
    operand.cond = next.cond;
    known = resolveConstDefinedValue(sema, child, src, next.cond, CONDITION);
  }
}

/** Analyses the prong that `value` has. */
function resolveKnown(
  analysis: ProngAnalysis,
  child: Block,
  merges: Merges,
  checked: CheckedSwitch,
  value: Index,
  rawTy: Index,
): AirRef {
  const { sema, shape } = analysis;
  const pool = sema.pool;
  const cond = value as number as AirRef;
  const isError = typeKind(pool, rawTy) === TypeKind.error_set;
  const int = isInt(pool, value) ? intBig(pool, value) : null;
  for (let i = 0; i < shape.prongs.length; i++) {
    const { items, ranges } = checked.values[i];
    let found = items.includes(value);
    let captured: readonly Index[] = items;
    for (let r = 0; !found && int !== null && r < ranges.length; r += 2) {
      found = intBig(pool, ranges[r]) <= int && int <= intBig(pool, ranges[r + 1]);
      captured = [];
    }
    if (!found) continue;
    const prong = shape.prongs[i];
    if (isError) maybeErrorUnwrapComptime(sema, child, prong.bodyStart, prong.bodyLen, cond);
    return resolveProng(analysis, child, merges, prong, captured, prong.isInline ? value : NO_INDEX);
  }
  const { special } = shape;
  if (special === null) return checked.emptyEnum ? VOID_VALUE : BODY_END;
  if (isError) maybeErrorUnwrapComptime(sema, child, special.bodyStart, special.bodyLen, cond);
  return resolveProng(analysis, child, merges, special, [], special.isInline ? value : NO_INDEX);
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
  condTy: Index,
  unionTy: Index,
): AirRef {
  let alloc = NO_ALLOC;
  if (shape.anyNonInlineCapture) {
    alloc = sema.emit(block, AirTag.alloc, singlePtr(sema.pool, sema.typeOf(given)));
    sema.emit(block, AirTag.store, Ty.void, alloc, given);
  }
  const airInst = sema.reserve(AirTag.loop_switch_br, Ty.noreturn);
  const operand: SwitchOperand = { byVal: first.byVal, byRef: first.byRef, cond: first.cond, alloc };
  const switchLoop: SwitchLoop = {
    shape,
    block,
    airInst,
    alloc,
    givenTy: sema.typeOf(given),
    condTy,
    isUnion: unionTy !== NO_INDEX,
  };
  child.label = { frame: block.frame, zirBlock: shape.inst, merges, switchLoop };
  const analysis: ProngAnalysis = { sema, parent: block, shape, operand, elseErrorTy: checked.elseErrorTy };
  analyzeSwitchRuntime(analysis, child, checked, condTy, unionTy, false, airInst);
  return placeBlock(sema, block, shape.src, child, merges);
}

/** `continue :label value` */
function zirSwitchContinue(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const target = frame.extra[frame.b[inst] + 1];
  for (let scope: Block | null = block; scope !== null; scope = scope.parent) {
    const label = scope.label;
    if (label === null || label.frame !== frame || label.zirBlock !== target) continue;
    if (label.switchLoop === undefined) break;
    dispatch(sema, block, label.switchLoop, resolveInst(block, frame.a[inst] as ZirRef), frame.extra[frame.b[inst]]);
    return BODY_END;
  }
  setBreak(sema, block, inst);
  return BODY_BREAK;
}

/** Goes back to the start of a running switch loop with another operand. */
function dispatch(sema: Sema, block: Block, loop: SwitchLoop, uncoerced: AirRef, src: Src): void {
  const given = coerce(sema, block, loop.givenTy, uncoerced, src);
  if (loop.alloc !== NO_ALLOC) sema.emit(block, AirTag.store, Ty.void, loop.alloc, given);
  const { cond } = readOperand(sema, block, loop.shape, given, src);
  const isEnum = typeKind(sema.pool, loop.condTy) === TypeKind.enum;
  const namedOnly = isEnum && (!isNonexhaustiveEnum(sema, loop.condTy) || loop.isUnion);
  if (namedOnly && wantSafety(sema, loop.block) && resolveDefinedValue(sema, block, src, cond) === NO_INDEX) {
    const ok = sema.emit(block, AirTag.is_named_enum_value, Ty.bool, cond);
    addSafetyCheck(sema, block, loop.shape.src, ok, PanicId.corrupt_switch);
  }
  sema.emit(block, AirTag.switch_dispatch, Ty.noreturn, loop.airInst, cond);
}

/** `x catch |err| switch (err) { ... }`, and `if (x) |v| a else |err| switch (err) { ... }` */
function zirSwitchBlockErrUnion(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const shape = readSwitch(block.frame, inst);
  const { mainSrc } = shape;
  const src = operandSrc(shape);
  const raw = resolveInst(block, shape.operand);
  const rawTy = sema.typeOf(raw);
  const unionTy = shape.operandIsRef ? (pool.word(rawTy, 0) as Index) : rawTy;
  if (typeKind(pool, unionTy) !== TypeKind.error_union) failWithExpectedErrorUnion(sema, block, src, unionTy);
  const setTy = errorUnionSet(pool, unionTy);
  const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
  const child = block.sub();
  child.label = { frame: block.frame, zirBlock: inst, merges };
  const nonError = shape.nonError!;
  const takeNonError = (): AirRef =>
    resolveBlockBody(sema, block, mainSrc, child, merges, nonError.bodyStart, nonError.bodyLen, inst);
  if (errorSetIsEmpty(sema, block, mainSrc, setTy)) return takeNonError();
  const checked = checkSwitch(sema, block, shape, setTy, false);
  const operand: SwitchOperand = { byVal: AIR_NONE, byRef: AIR_NONE, cond: raw, alloc: NO_ALLOC };
  const analysis: ProngAnalysis = { sema, parent: block, shape, operand, elseErrorTy: checked.elseErrorTy };
  const takeError = (into: Block): void => {
    const code = shape.operandIsRef
      ? analyzeErrUnionCodePtr(sema, into, src, raw)
      : analyzeErrUnionCode(sema, into, src, raw);
    operand.byVal = code;
    operand.cond = code;
    if (shape.tagCaptureInst !== -1) block.frame.instMap[shape.tagCaptureInst] = code;
  };
  let known = resolveDefinedValue(sema, child, mainSrc, raw);
  if (known !== NO_INDEX && shape.operandIsRef) known = pointerDeref(sema, child, mainSrc, known);
  if (known !== NO_INDEX) {
    const name = errorNameOf(sema, known);
    if (name === NO_INDEX) return takeNonError();
    takeError(child);
    const value = errValue(pool, setTy, name as Parameters<typeof errValue>[2]);
    return resolveKnown(analysis, child, merges, checked, value, setTy);
  }
  if (shape.prongs.length === 0 && checked.elseErrorTy === -1) return takeNonError();
  if (child.isComptime) resolveConstDefinedValue(sema, child, mainSrc, raw, CONDITION);
  const loaded = shape.operandIsRef ? analyzeLoad(sema, child, mainSrc, raw, mainSrc) : raw;
  const cond = analyzeIsNonErr(sema, child, mainSrc, loaded);
  const good = child.sub();
  good.runtimeLoop = null;
  good.runtimeCond = mainSrc;
  good.runtimeIndex = sema.nextRuntimeIndex();
  analyzeBodyRuntimeBreak(sema, good, nonError.bodyStart, nonError.bodyLen);
  const bad = child.sub();
  bad.runtimeLoop = null;
  bad.runtimeCond = mainSrc;
  bad.runtimeIndex = sema.nextRuntimeIndex();
  takeError(bad);
  analyzeSwitchRuntime(analysis, bad, checked, setTy, NO_INDEX, true, -1);
  emitCondBr(sema, child, cond, good.insts, bad.insts);
  return placeBlock(sema, block, mainSrc, child, merges);
}

export const switchHandlers: Handlers = {
  [Tag.switch_block]: zirSwitchBlock,
  [Tag.switch_block_ref]: zirSwitchBlock,
  [Tag.switch_block_err_union]: zirSwitchBlockErrUnion,
  [Tag.switch_continue]: zirSwitchContinue,
};
