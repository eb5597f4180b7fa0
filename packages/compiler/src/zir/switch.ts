import { fullSwitch } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken } from '../syntax/span.ts';
import { ContinueKind, type GenZir } from './block.ts';
import { checkLabelRedefinition } from './block-expr.ts';
import { expr } from './expr.ts';
import { Tag } from './inst.ts';
import { instRef, refInst, type ZirRef } from './ref.ts';
import { blockResult, Loc, ResultInfo, RI_NONE, RI_REF, resCoerced, rvalue } from './result.ts';
import type { Scope } from './scope.ts';
import { SwitchCases } from './switch-cases.ts';
import { switchExprErrUnion } from './switch-error.ts';
import type { SwitchForm } from './switch-form.ts';
import { outlineSwitch } from './switch-outline.ts';
import { SWITCHED_ON, SwitchBit } from './switch-payload.ts';
import { lowerProng, makeCaptures, type SwitchLowering } from './switch-prong.ts';

/** `switch (x) { ... }`, with or without label. Where it is part of a `catch` or `if` that is one instruction with it, `node` is that. */
export function switchExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, form: SwitchForm): ZirRef {
  if (form.form === 'catch' || form.form === 'if') return switchExprErrUnion(gz, scope, ri, node, form);
  const { chunk, lo } = gz;
  const onErrors = form.form === 'peer';
  const full = fullSwitch(lo.tree, node)!;
  const { labelToken } = full;
  const blockRi = blockResult(gz, ri, node);
  if (labelToken !== null) checkLabelRedefinition(lo, scope, labelToken);
  const outline = outlineSwitch(lo, full.cases, onErrors);

  const byRef = outline.anyPayloadIsRef;
  const operandToken = firstToken(lo.tree, full.condition);
  const operand = expr(gz, scope, byRef ? RI_REF : RI_NONE, full.condition);
  if (isBuiltinCall(lo.tree.nodeTags[full.condition])) markSwitchedOn(chunk, operand);
  gz.emitDbgStmtForceCurrentIndex(operandToken);
  const switchBlock = gz.makeBlockInst(byRef ? Tag.switch_block_ref : Tag.switch_block, node);

  const blockScope = gz.makeSubBlock(scope);
  blockScope.unstack();
  blockScope.setBreakResultInfo(form.form === 'peer' ? form.blockRi : blockRi);
  const label = labelToken === null ? null : { token: labelToken, used: false, usedForContinue: false };
  if (label !== null) {
    const type = instRef(switchBlock);
    blockScope.label = label;
    blockScope.breakTarget = form.form === 'peer' ? form.block : switchBlock;
    blockScope.continueKind = ContinueKind.switch_continue;
    blockScope.continueTarget = switchBlock;
    blockScope.continueResultInfo = byRef ? new ResultInfo(Loc.ref_coerced_ty, type) : resCoerced(type);
  }

  const captures = makeCaptures(gz, node, outline, switchBlock, label !== null);
  const lowering: SwitchLowering = { gz, scope, blockScope, switchBlock, outline, captures, onErrors };
  const cases = new SwitchCases(gz);
  for (const prong of outline.cases) lowerProng(lowering, cases, prong, null);
  if (label !== null && !label.used) lo.errorToken(label.token, 'unused switch label');

  // The switch comes behind what its operand has emitted.
  gz.append(switchBlock);
  const bits = captures.bits | (label?.usedForContinue ? SwitchBit.has_continue : 0);
  chunk.a.data[switchBlock] = cases.write(outline, operand, bits, captures.placeholders, 0);
  const result = instRef(switchBlock);
  return blockRi.loc === ri.loc ? result : rvalue(gz, ri, result, node);
}

function markSwitchedOn({ tags, b }: GenZir['chunk'], operand: ZirRef): void {
  const inst = refInst(operand);
  if (inst >= 0 && tags.data[inst] === Tag.type_info) b.data[inst] = SWITCHED_ON;
}

function isBuiltinCall(tag: NodeTag): boolean {
  return tag >= NodeTag.builtin_call_two && tag <= NodeTag.builtin_call_comma;
}
