import { type AirIndex, AirTag } from '../air/air.ts';
import { fieldsLen, fieldType, fieldValue } from '../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { Ty, Val } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { errorSetNames, TypeKind, typeKind } from '../intern/types.ts';
import { enumTag, errValue, intBig, intValue } from '../intern/values.ts';
import type { Block } from './block.ts';
import { emitBackwardBranch } from './body.ts';
import { maybeErrorUnwrap } from './errors-unwrap.ts';
import { resolveInferredErrorSet } from './inferred-errors.ts';
import { PanicId } from './panic.ts';
import { addSafetyCheck, safetyPanic, wantSafety } from './safety.ts';
import { analyzeProngRuntime, anyFieldPossible, type ProngAnalysis } from './switch-prong.ts';
import { operandSrc, type Prong, specialSrc } from './switch-shape.ts';
import { type CheckedSwitch, isNonexhaustiveEnum, maxInt, minInt } from './switch-validate.ts';

/** The cases of a `switch_br` while they are made. */
interface Cases {
  count: number;
  /** As in the payload of `switch_br`. */
  readonly words: number[];
}

/** What is the same for all cases of a switch that is analysed. */
interface RuntimeSwitch {
  readonly analysis: ProngAnalysis;
  readonly checked: CheckedSwitch;
  /** The type that is compared. */
  readonly condTy: Index;
  /** The tagged union that is switched on; NO_INDEX for anything else. */
  readonly unionTy: Index;
  /** Block under the switch, which the blocks of the cases are made in. */
  readonly under: Block;
  /** `catch`: what stands for the error may be looked at in a prong that does nothing but `unreachable`. */
  readonly allowErrCode: boolean;
  readonly cases: Cases;
  /** A case of an `inline` prong has been analysed: each further one counts as a backward branch. */
  hadInline: boolean;
}

/**
 * Emits the switch over the runtime value `analysis.operand.cond` into `child`. `airInst` is the instruction where the switch is a
 * loop: it has been reserved so that its prongs can go back to it; -1 otherwise.
 */
export function analyzeSwitchRuntime(
  analysis: ProngAnalysis,
  child: Block,
  checked: CheckedSwitch,
  condTy: Index,
  unionTy: Index,
  allowErrCode: boolean,
  airInst: AirIndex | -1,
): void {
  const { sema, shape } = analysis;
  const under = child.sub();
  under.runtimeLoop = null;
  under.runtimeCond = operandSrc(shape);
  under.runtimeIndex = sema.nextRuntimeIndex();
  const cases: Cases = { count: 0, words: [] };
  const state: RuntimeSwitch = { analysis, checked, condTy, unionTy, under, allowErrCode, cases, hadInline: false };
  for (let i = 0; i < shape.prongs.length; i++) analyzeCase(state, shape.prongs[i], i);
  const elseInsts = analyzeElse(state);
  const payload = sema.air.extra.push(cases.count);
  sema.air.extra.push(elseInsts.length);
  sema.air.extra.pushAll(cases.words);
  sema.air.extra.pushAll(elseInsts);
  if (airInst === -1) {
    sema.emit(child, AirTag.switch_br, Ty.noreturn, analysis.operand.cond, payload);
  } else {
    sema.air.a.data[airInst] = analysis.operand.cond;
    sema.air.b.data[airInst] = payload;
    child.insts.push(airInst);
  }
}

function addCase(state: RuntimeSwitch, items: readonly number[], ranges: readonly number[], block: Block): void {
  const { cases } = state;
  cases.count++;
  cases.words.push(items.length, ranges.length / 2, block.insts.length);
  for (const item of items) cases.words.push(item);
  for (const range of ranges) cases.words.push(range);
  for (const inst of block.insts) cases.words.push(inst);
}

const NONE: readonly number[] = [];

function analyzeCase(state: RuntimeSwitch, prong: Prong, index: number): void {
  const { items, ranges } = state.checked.values[index];
  if (!prong.isInline) {
    const block = state.under.sub();
    analyzeBranch(state, block, prong, items, NO_INDEX);
    addCase(state, items, ranges, block);
    return;
  }
  const { sema } = state.analysis;
  for (let i = 0; i < ranges.length; i += 2) {
    const last = intBig(sema.pool, ranges[i + 1]);
    for (let int = intBig(sema.pool, ranges[i]); int <= last; int++) {
      analyzeInlineCase(state, prong, intValue(sema.pool, state.condTy, int));
    }
  }
  for (const item of items) analyzeInlineCase(state, prong, item);
}

function analyzeInlineCase(state: RuntimeSwitch, prong: Prong, item: Index): void {
  const { sema, parent, shape } = state.analysis;
  if (state.hadInline) emitBackwardBranch(sema, parent, shape.inst);
  state.hadInline = true;
  const block = state.under.sub();
  analyzeBranch(state, block, prong, [item], item);
  addCase(state, [item], NONE, block);
}

/** The body of a prong, or `unreach` where its field of the union cannot exist. */
function analyzeBranch(
  state: RuntimeSwitch,
  block: Block,
  prong: Prong,
  items: readonly Index[],
  inlineItem: Index,
): void {
  const { analysis, unionTy, condTy } = state;
  const { sema } = analysis;
  const isError = typeKind(sema.pool, condTy) === TypeKind.error_set;
  if (isError && unwraps(state, block, prong)) return;
  if (unionTy !== NO_INDEX && items.length > 0 && !anyFieldPossible(sema, unionTy, items)) {
    sema.emit(block, AirTag.unreach, Ty.noreturn);
    return;
  }
  analyzeProngRuntime(analysis, block, prong, items, inlineItem);
}

function unwraps(state: RuntimeSwitch, block: Block, prong: Prong): boolean {
  const { sema, shape, operand } = state.analysis;
  const { bodyStart, bodyLen } = prong;
  return maybeErrorUnwrap(sema, block, bodyStart, bodyLen, operand.cond, operandSrc(shape), state.allowErrCode);
}

function analyzeElse(state: RuntimeSwitch): readonly AirIndex[] {
  const { analysis, checked, condTy, unionTy } = state;
  const { sema, shape, operand } = analysis;
  const { special } = shape;
  if (special?.isInline) analyzeInlineElse(state, special);
  const block = state.under.sub();
  const isEnum = typeKind(sema.pool, condTy) === TypeKind.enum;
  const namedOnly = isEnum && (!isNonexhaustiveEnum(sema, condTy) || unionTy !== NO_INDEX);
  const hasBody = special !== null && special.bodyLen !== 0;
  if (hasBody && namedOnly && wantSafety(sema, block)) {
    const ok = sema.emit(block, AirTag.is_named_enum_value, Ty.bool, operand.cond);
    addSafetyCheck(sema, block, shape.src, ok, PanicId.corrupt_switch);
  }
  if (hasBody && !special.isInline && elsePossible(state, checked)) {
    analyzeBranch(state, block, special, [], NO_INDEX);
  } else if (wantSafety(sema, block)) {
    safetyPanic(sema, block, shape.src, PanicId.corrupt_switch);
  } else {
    sema.emit(block, AirTag.unreach, Ty.noreturn);
  }
  return block.insts;
}

/** Whether a field of the union that has no prong can exist. */
function elsePossible(state: RuntimeSwitch, checked: CheckedSwitch): boolean {
  const { unionTy } = state;
  if (unionTy === NO_INDEX) return true;
  const { pool } = state.analysis.sema;
  for (let i = 0; i < checked.seenFields.length; i++) {
    if (!checked.seenFields[i] && fieldType(pool, unionTy, i) !== Ty.noreturn) return true;
  }
  return false;
}

/** `inline else`: a case for each value that has no prong. */
function analyzeInlineElse(state: RuntimeSwitch, special: Prong): void {
  const { analysis, checked, condTy, unionTy } = state;
  const { sema, parent, shape } = analysis;
  const { pool } = sema;
  const cannot = (): never =>
    sema.fail(
      parent,
      specialSrc(shape),
      `cannot enumerate values of type '${printType(pool, condTy)}' for 'inline else'`,
    );
  switch (typeKind(pool, condTy)) {
    case TypeKind.enum: {
      if (isNonexhaustiveEnum(sema, condTy) && unionTy === NO_INDEX) cannot();
      const count = fieldsLen(pool, condTy);
      for (let i = 0; i < count; i++) {
        if (!checked.seenFields[i])
          analyzeInlineCase(state, special, enumTag(pool, condTy, fieldValue(pool, condTy, i)));
      }
      break;
    }
    case TypeKind.error_set: {
      const set = resolveInferredErrorSet(sema, parent, shape.src, condTy);
      if (set === Ty.anyerror) cannot();
      for (const name of Array.from(errorSetNames(pool, set)) as StringIndex[]) {
        if (!checked.seenErrors.has(name)) analyzeInlineCase(state, special, errValue(pool, condTy, name));
      }
      break;
    }
    case TypeKind.int: {
      let next = minInt(sema, condTy);
      const last = maxInt(sema, condTy);
      for (const range of checked.seenInts.ranges) {
        for (; next < range.first; next++) analyzeInlineCase(state, special, intValue(pool, condTy, next));
        next = range.last + 1n;
      }
      for (; next <= last; next++) analyzeInlineCase(state, special, intValue(pool, condTy, next));
      break;
    }
    case TypeKind.bool:
      if (!checked.seenTrue) analyzeInlineCase(state, special, Val.true);
      if (!checked.seenFalse) analyzeInlineCase(state, special, Val.false);
      break;
    default:
      cannot();
  }
}
