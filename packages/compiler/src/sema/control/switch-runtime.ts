import { type AirIndex, AirTag, interned } from '../../air/air.ts';
import { fieldsLen, fieldType, fieldValue } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { enumTag, errValue, intBig, intValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { SwitchProng } from '../../zir/switch-payload.ts';
import { bitCast } from '../casts/bit-cast.ts';
import type { Block } from '../core/block.ts';
import { emitBackwardBranch } from '../core/branch-quota.ts';
import { readErrorOrder } from '../core/facts.ts';
import { resolveInferredErrorSet } from '../core/inferred-errors.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, safetyPanic, wantSafety } from '../core/safety.ts';
import { maybeErrorUnwrap } from '../errors/error-panics.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import type { ProngAnalysis, TakenProng } from './switch-capture.ts';
import { analyzeProngRuntime, prongIsPossible } from './switch-prong.ts';
import { operandSrc, prongSrc, rangeSrc } from './switch-shape.ts';
import { fieldIsSeen, isNamedOnly, maxInt, minInt } from './switch-validate.ts';

/** The cases of a `switch_br` while they are made. */
interface Cases {
  count: number;
  /** As in the payload of `switch_br`. */
  readonly words: number[];
}

/** What is the same for all cases of a switch that is analysed. */
interface RuntimeSwitch {
  readonly analysis: ProngAnalysis;
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
  allowErrCode: boolean,
  airInst: AirIndex | -1,
): void {
  const { sema, shape, checked } = analysis;
  const under = child.sub();
  under.runtimeLoop = null;
  under.runtimeCond = under.at(operandSrc(shape));
  under.runtimeIndex = sema.nextRuntimeIndex();
  const cases: Cases = { count: 0, words: [] };
  const state: RuntimeSwitch = { analysis, under, allowErrCode, cases, hadInline: false };
  for (let i = 0; i < shape.prongs.length; i++) {
    if (!checked.prongs[i].hasUnder) analyzeCase(state, i);
  }
  const otherInsts = shape.hasUnder ? analyzeElseAndUnder(state) : analyzeElse(state);
  const payload = sema.air.extra.push(cases.count);
  sema.air.extra.push(otherInsts.length);
  sema.air.extra.pushAll(cases.words);
  sema.air.extra.pushAll(otherInsts);
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

function analyzeCase(state: RuntimeSwitch, index: number): void {
  const { sema, shape, checked: all } = state.analysis;
  const prong = shape.prongs[index];
  const checked = all.prongs[index];
  const { items, ranges, isNever } = checked;
  if (isNever) return;
  if (!prong.isInline) {
    const block = state.under.sub();
    analyzeBranch(state, block, { prong, checked, inlineItem: NO_INDEX });
    const conds = items.map(({ cond }) => cond);
    addCase(state, conds, ranges, block);
    return;
  }
  for (const item of items) analyzeInlineCase(state, { prong, checked, inlineItem: item.value }, item.cond, item.src);
  for (let i = 0; i < ranges.length; i += 2) {
    const last = intBig(sema.pool, ranges[i + 1]);
    const src = rangeSrc(shape, prong, i >> 1);
    for (let int = intBig(sema.pool, ranges[i]); int <= last; int++) {
      const item = intValue(sema.pool, all.types.item, int);
      analyzeInlineCase(state, { prong, checked, inlineItem: item }, item, src);
    }
  }
}

/** Analyses an inline prong for one value, which is written at `src`. */
function analyzeInlineCase(state: RuntimeSwitch, taken: TakenProng, cond: Index, src: Src): void {
  const { sema, parent } = state.analysis;
  if (state.hadInline) emitBackwardBranch(sema, parent, src);
  state.hadInline = true;
  const block = state.under.sub();
  analyzeBranch(state, block, taken);
  addCase(state, [cond], NONE, block);
}

/** The body of a prong, or `unreach` where its field of the union cannot exist. */
function analyzeBranch(state: RuntimeSwitch, block: Block, taken: TakenProng): void {
  const { analysis } = state;
  const { sema } = analysis;
  if (typeKind(sema.pool, analysis.checked.types.cond) === TypeKind.error_set && unwraps(state, block, taken.prong))
    return;
  if (!prongIsPossible(analysis, taken)) sema.emit(block, AirTag.unreach, Ty.noreturn);
  else analyzeProngRuntime(analysis, block, taken);
}

function unwraps(state: RuntimeSwitch, block: Block, { body }: SwitchProng): boolean {
  const { sema, shape, operand } = state.analysis;
  return maybeErrorUnwrap(sema, block, body.start, body.len, operand.cond, operandSrc(shape), state.allowErrCode);
}

/** What happens where no case is taken. */
function analyzeElse(state: RuntimeSwitch): readonly AirIndex[] {
  const { analysis } = state;
  const { sema, shape, operand, checked } = analysis;
  const { elseProng } = shape;
  if (elseProng?.isInline) analyzeInlineElse(state, elseProng);
  const block = state.under.sub();
  const safe = wantSafety(sema, block);
  const runs = elseProng !== null && !elseProng.isInline && elseIsPossible(analysis);
  if (runs && safe && isNamedOnly(sema, checked.types)) {
    const ok = sema.emit(block, AirTag.is_named_enum_value, Ty.bool, operand.cond);
    addSafetyCheck(sema, block, shape.src, ok, PanicId.corrupt_switch);
  }
  if (runs) analyzeBranch(state, block, { prong: elseProng, checked: null, inlineItem: NO_INDEX });
  else if (safe) safetyPanic(sema, block, shape.src, PanicId.corrupt_switch);
  else sema.emit(block, AirTag.unreach, Ty.noreturn);
  return block.insts;
}

/** `else`, if there is one, has the named values that are left, the prong with `_` all others. */
function analyzeElseAndUnder(state: RuntimeSwitch): readonly AirIndex[] {
  const { analysis, under } = state;
  const { shape, checked } = analysis;
  const { elseProng } = shape;
  const index = checked.prongs.findIndex(({ hasUnder }) => hasUnder);
  if (elseProng?.isInline) {
    analyzeInlineElse(state, elseProng);
  } else if (elseProng !== null) {
    const block = under.sub();
    analyzeBranch(state, block, { prong: elseProng, checked: null, inlineItem: NO_INDEX });
    addCase(state, unseenFields(analysis), NONE, block);
  }
  const block = under.sub();
  analyzeBranch(state, block, { prong: shape.prongs[index], checked: checked.prongs[index], inlineItem: NO_INDEX });
  return block.insts;
}

/** The values of the fields of the enum that have no prong. */
function unseenFields({ sema, checked }: ProngAnalysis): Index[] {
  const ty = checked.types.item;
  const values: Index[] = [];
  for (let i = 0; i < fieldsLen(sema.pool, ty); i++) {
    if (fieldIsSeen(sema, ty, checked.seen, i)) continue;
    values.push(enumTag(sema.pool, ty, fieldValue(sema.pool, ty, i)));
  }
  return values;
}

/** Whether a value is left for `else`: of a union, that a field without prong can exist. */
function elseIsPossible({ sema, checked }: ProngAnalysis): boolean {
  const { union, item } = checked.types;
  if (union === NO_INDEX) return typeKind(sema.pool, item) !== TypeKind.error_set || checked.elseErrorTy !== -1;
  for (let i = 0; i < fieldsLen(sema.pool, item); i++) {
    if (!fieldIsSeen(sema, item, checked.seen, i) && fieldType(sema.pool, union, i) !== Ty.noreturn) return true;
  }
  return false;
}

/** `inline else`: a case for each value that has no prong. */
function analyzeInlineElse(state: RuntimeSwitch, prong: SwitchProng): void {
  const { analysis } = state;
  const { sema, parent, shape, checked } = analysis;
  const { pool } = sema;
  const { types, seen } = checked;
  const take = (item: Index, cond: Index): void =>
    analyzeInlineCase(state, { prong, checked: null, inlineItem: item }, cond, prongSrc(shape, prong));
  const cannot = (): never => {
    const notes: ErrorNote[] = [];
    addDeclaredHere(sema, types.item, notes);
    const message = `cannot enumerate values of type '${printType(pool, types.item)}' for 'inline else'`;
    return sema.fail(parent, prongSrc(shape, prong), message, notes);
  };
  switch (typeKind(pool, types.cond)) {
    case TypeKind.enum:
      if (!isNamedOnly(sema, types) && !shape.hasUnder) cannot();
      for (const value of unseenFields(analysis)) take(value, value);
      break;
    case TypeKind.error_set: {
      const set = resolveInferredErrorSet(sema, parent, shape.src, types.item);
      if (set === Ty.anyerror) cannot();
      for (const name of readErrorOrder(sema, set)) {
        const value = errValue(pool, types.item, name);
        if (!seen.others.has(value)) take(value, value);
      }
      break;
    }
    case TypeKind.int: {
      const takeInt = (int: bigint): void => {
        const cond = intValue(pool, types.cond, int);
        const value = bitCast(sema, parent, types.item, interned(cond), shape.src);
        take(value as number as Index, cond);
      };
      let next = minInt(sema, types.cond);
      const last = maxInt(sema, types.cond);
      for (const range of seen.ints.ranges) {
        for (; next < range.first; next++) takeInt(next);
        next = range.last + 1n;
      }
      for (; next <= last; next++) takeInt(next);
      break;
    }
    case TypeKind.bool:
      for (const value of [Val.true, Val.false] as Index[]) if (!seen.others.has(value)) take(value, value);
      break;
    default:
      cannot();
  }
}
