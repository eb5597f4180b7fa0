import { type FullIf, fullSwitch } from '../syntax/full.ts';
import { firstToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { nodeMayAppendToErrorTrace } from './ast-query.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { reachableExpr } from './expr.ts';
import { Tag } from './inst.ts';
import { restoreErrRetIndex } from './jump.ts';
import { instRef, REF_NONE, type ZirIndex, type ZirRef } from './ref.ts';
import { blockResult, Ctx, isRefLoc, Loc, ResultInfo, rvalue } from './result.ts';
import { LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { SwitchCases } from './switch-cases.ts';
import type { SwitchForm } from './switch-form.ts';
import { outlineSwitch } from './switch-outline.ts';
import { CaptureKind, NON_ERROR_CAPTURE_SHIFT, NON_ERROR_OPERAND_IS_REF } from './switch-payload.ts';
import { addDbgVar, type ErrorProngs, lowerProng, makeCaptures, type SwitchLowering } from './switch-prong.ts';
import { isUnderscoreToken } from './underscore.ts';
import { checkUsed } from './usage.ts';

/** The parts of the expression, whichever of the two forms it has. */
interface Parts {
  /** The `catch` or `if`. */
  readonly node: number;
  readonly operand: number;
  readonly switchNode: number;
  /** Token of the captured error. */
  readonly errorToken: number;
  /** Whether a pointer to the operand is needed. */
  readonly operandLoc: Loc.none | Loc.ref | Loc.ref_const;
}

/**
 * `x catch |err| switch (err) { ... }` and `if (x) |v| a else |err| switch (err) { ... }` as one instruction, whose body for the payload
 * and prongs are peers.
 */
export function switchExprErrUnion(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  form: SwitchForm & { readonly form: 'catch' | 'if' },
): ZirRef {
  const { chunk, lo } = gz;
  const parts = form.form === 'if' ? ifParts(gz, node, form.full) : catchParts(gz, node, ri);
  const { switchNode, errorToken } = parts;
  const blockRi = blockResult(gz, ri, node);
  if (isUnderscoreToken(lo.tree, errorToken)) {
    lo.failToken(errorToken, 'discard of error capture; omit it instead');
  }
  const errorName = lo.identName(errorToken);
  detectLocalShadowing(lo, scope, errorName, errorToken, 'capture');
  const outline = outlineSwitch(lo, fullSwitch(lo.tree, switchNode)!.cases, true);

  const ctx = lo.fnBlock === null ? Ctx.none : Ctx.error_handling_expr;
  const operandRi = new ResultInfo(outline.anyPayloadIsRef ? Loc.ref : parts.operandLoc, REF_NONE, ctx);
  const operandToken = firstToken(lo.tree, parts.operand);
  const operand = reachableExpr(gz, scope, operandRi, parts.operand, switchNode);
  gz.emitDbgStmtForceCurrentIndex(operandToken);
  const switchBlock = gz.makeBlockInst(Tag.switch_block_err_union, switchNode);

  const blockScope = gz.makeSubBlock(scope);
  blockScope.unstack();
  blockScope.setBreakResultInfo(blockRi);
  // The switch stands for the error in all prongs.
  const captures = makeCaptures(gz, switchNode, outline, switchBlock, true);
  const cases = new SwitchCases(gz);
  if (form.form === 'if') ifNonError(blockScope, parts, form.full, operand, switchBlock, cases);
  else catchNonError(blockScope, parts, ri, switchBlock, cases);

  const savesTrace = lo.fnBlock !== null && nodeMayAppendToErrorTrace(lo.tree, parts.operand);
  const errors: ErrorProngs = {
    scope: (caseScope) => new LocalVal(caseScope, instRef(switchBlock), errorToken, errorName, 'capture'),
    begin: (caseScope) => {
      if (savesTrace) caseScope.addSaveErrRetIndex(REF_NONE, node);
    },
    end: (caseScope, target, result) => {
      if (lo.fnBlock === null) return;
      restoreErrRetIndex(caseScope, instRef(switchBlock), blockScope.breakResultInfo, target, result);
    },
  };
  const lowering: SwitchLowering = { gz, scope, blockScope, switchBlock, outline, captures, onErrors: true };
  for (const prong of outline.cases) lowerProng(lowering, cases, prong, errors);

  gz.append(switchBlock);
  const mainSrc = gz.srcNode(node);
  chunk.a.data[switchBlock] = cases.write(outline, operand, captures.bits, captures.placeholders, mainSrc);
  const result = instRef(switchBlock);
  return blockRi.loc === ri.loc ? result : rvalue(gz, ri, result, switchNode);
}

function ifParts(gz: GenZir, node: number, full: FullIf): Parts {
  const { tree } = gz.lo;
  const { payloadToken, errorToken, condExpr, elseExpr } = full;
  const isRef = payloadToken !== null && tree.tokenTags[payloadToken] === TokenTag.asterisk;
  const operandLoc = isRef ? Loc.ref : Loc.none;
  return { node, operand: condExpr, switchNode: elseExpr, errorToken: errorToken!, operandLoc };
}

function catchParts(gz: GenZir, node: number, ri: ResultInfo): Parts {
  const { tree } = gz.lo;
  const asRef = ri.loc === Loc.ref_const ? Loc.ref_const : Loc.ref;
  return {
    node,
    operand: tree.lhs[node],
    switchNode: tree.rhs[node],
    errorToken: tree.mainTokens[node] + 2,
    operandLoc: isRefLoc(ri) ? asRef : Loc.none,
  };
}

/** The flags of the prong without error. */
function nonErrorFlags(parts: Parts, captures: boolean): number {
  const byRef = parts.operandLoc !== Loc.none;
  const kind = byRef ? CaptureKind.by_ref : CaptureKind.by_val;
  return ((captures ? kind : CaptureKind.none) << NON_ERROR_CAPTURE_SHIFT) | (byRef ? NON_ERROR_OPERAND_IS_REF : 0);
}

/** The payload, for which the switch stands here, is the value of the `catch`. */
function catchNonError(
  blockScope: GenZir,
  parts: Parts,
  ri: ResultInfo,
  switchBlock: ZirIndex,
  cases: SwitchCases,
): void {
  const caseScope = blockScope.makeSubBlock(blockScope);
  const payload = instRef(switchBlock);
  const result = isRefLoc(ri) ? payload : rvalue(caseScope, blockScope.breakResultInfo, payload, parts.node);
  caseScope.addBreak(Tag.break, switchBlock, result, parts.node);
  cases.setNonError(nonErrorFlags(parts, true), cases.takeBody(caseScope, [switchBlock]));
}

/** The first branch of the `if`. */
function ifNonError(
  blockScope: GenZir,
  parts: Parts,
  full: FullIf,
  operand: ZirRef,
  switchBlock: ZirIndex,
  cases: SwitchCases,
): void {
  const { lo } = blockScope;
  const { payloadToken, thenExpr } = full;
  const caseScope = blockScope.makeSubBlock(blockScope);
  let inner: Scope = caseScope;
  if (payloadToken === null) {
    caseScope.addUnNode(Tag.ensure_err_union_payload_void, operand, parts.node);
  } else {
    const nameToken = payloadToken + (parts.operandLoc === Loc.none ? 0 : 1);
    if (!isUnderscoreToken(lo.tree, nameToken)) {
      const name = lo.identName(nameToken);
      detectLocalShadowing(lo, caseScope, name, nameToken, 'capture');
      const local = new LocalVal(caseScope, instRef(switchBlock), nameToken, name, 'capture');
      addDbgVar(caseScope, local);
      inner = local;
    }
  }
  const result = fullBodyExpr(caseScope, inner, blockScope.breakResultInfo, thenExpr, true);
  checkUsed(lo, caseScope, inner);
  if (!caseScope.endsWithNoReturn()) caseScope.addBreak(Tag.break, switchBlock, result, thenExpr);
  cases.setNonError(nonErrorFlags(parts, inner !== caseScope), cases.takeBody(caseScope, [switchBlock]));
}
