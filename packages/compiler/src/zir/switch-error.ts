import {
  type FullIf,
  type FullSwitch,
  type FullSwitchCase,
  fullIf,
  fullSwitch,
  fullSwitchCase,
} from '../syntax/full.ts';
import { firstToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { nodeMayAppendToErrorTrace } from './ast-query.ts';
import { type GenZir, NO_INST } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { expr, reachableExpr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { restoreErrRetIndex } from './jump.ts';
import { noteToken } from './lowering.ts';
import { instRef, REF_NONE, type ZirIndex, type ZirRef } from './ref.ts';
import { blockResult, Ctx, isRefLoc, Loc, ResultInfo, rvalue } from './result.ts';
import { LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { addDbgVar, checkItems, isMultiProng, isUnderscoreProng, ProngFlag, ProngTable } from './switch.ts';
import { isUnderscoreToken } from './underscore.ts';
import { checkUsed } from './usage.ts';

/*
 * `x catch |err| switch (err) { ... }` and `if (x) |v| a else |err| switch (err) { ... }` as one instruction. The payload of
 * `switch_block_err_union` is { operand, bits (`SwitchErrUnionBit`), src of the `catch` or `if` node, multiCasesLen if there are such,
 * error capture instruction if it is used, the prong of the value, the `else` prong, other prongs as in `switch_block` }.
 */

/** Bits of the second word of `switch_block_err_union`; from bit 4 on: how many prongs have one item. */
export enum SwitchErrUnionBit {
  has_multi_cases = 1,
  has_else = 2,
  any_uses_err_capture = 4,
  payload_is_ref = 8,
}

/** The parts of the expression, whichever of the two forms it has. */
interface Parts {
  /** The `catch` or `if`. */
  readonly node: number;
  readonly ifFull: FullIf | null;
  readonly operand: number;
  readonly switchNode: number;
  /** Token of the captured error. */
  readonly errorToken: number;
  readonly payloadIsRef: boolean;
}

/** Lowers the `catch` or `if` at `node`, whose captured error is exactly what the switch at its end switches on. */
export function switchExprErrUnion(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  form: 'catch' | 'if',
): ZirRef {
  const { chunk, lo } = gz;
  const parts = form === 'if' ? ifParts(gz, node) : catchParts(gz, node, ri);
  const { switchNode, payloadIsRef } = parts;
  const { cases } = fullSwitch(lo.tree, switchNode) as FullSwitch;
  const blockRi = blockResult(gz, ri, node);
  const counts = countCases(gz, cases);

  const operandRi = new ResultInfo(payloadIsRef ? Loc.ref : Loc.none, REF_NONE, Ctx.error_handling_expr);
  const operandToken = firstToken(lo.tree, parts.operand);
  const operand = reachableExpr(gz, scope, operandRi, parts.operand, switchNode);

  const blockScope = gz.makeSubBlock(scope);
  blockScope.unstack();
  blockScope.setBreakResultInfo(blockRi);
  gz.emitDbgStmtForceCurrentIndex(operandToken);
  const switchBlock = gz.makeBlockInst(Tag.switch_block_err_union, switchNode);

  const table = new ProngTable(gz, counts.elseNode === 0 ? 1 : 2, counts.scalarLen, counts.multiLen);
  valueProng(gz, blockScope, ri, parts, operand, switchBlock, table);

  if (isUnderscoreToken(lo.tree, parts.errorToken)) {
    lo.failToken(parts.errorToken, 'discard of error capture; omit it instead');
  }
  const errorName = lo.identName(parts.errorToken);
  detectLocalShadowing(gz.lo, scope, errorName, parts.errorToken, 'capture');
  const errorInst = chunk.make(Tag.extended, Extended.value_placeholder, 0, gz.srcNode(switchNode));

  let bits = payloadIsRef ? SwitchErrUnionBit.payload_is_ref : 0;
  const savesTrace = lo.fnBlock !== null && nodeMayAppendToErrorTrace(lo.tree, parts.operand);
  for (let i = 0; i < cases.length; i++) {
    const prong = fullSwitchCase(lo.tree, cases[i]) as FullSwitchCase;
    const caseScope = gz.makeSubBlock(blockScope);
    caseScope.unstack();
    const capture = errorCapture(gz, caseScope, prong, switchBlock);
    const error = new LocalVal(capture ?? caseScope, instRef(errorInst), parts.errorToken, errorName, 'capture');

    const flagsIndex = table.begin(scope, prong, cases[i] === counts.elseNode ? 1 : -1);
    caseScope.restack();
    if (savesTrace) caseScope.addSaveErrRetIndex(REF_NONE, node);
    if (capture !== null) addDbgVar(caseScope, capture);
    const target = prong.targetExpr;
    const result = fullBodyExpr(caseScope, error, blockScope.breakResultInfo, target, true);
    // The error's own capture stands for the switch's operand: it need not be used.
    checkUsed(gz.lo, caseScope, error.parent);
    const usesError = error.used !== 0 || error.discarded !== 0;
    if (usesError) {
      addDbgVar(caseScope, error);
      bits |= SwitchErrUnionBit.any_uses_err_capture;
    }
    if (!gz.refIsNoReturn(result)) {
      if (lo.fnBlock !== null)
        restoreErrRetIndex(caseScope, instRef(switchBlock), blockScope.breakResultInfo, target, result);
      caseScope.addBreak(Tag.break, switchBlock, result, target);
    }
    let flags = prong.inlineToken !== null ? ProngFlag.is_inline : 0;
    if (prong.payloadToken !== null) flags |= ProngFlag.capture_by_val;
    table.setBody(flagsIndex, flags, caseScope, switchBlock, usesError ? errorInst : NO_INST);
    caseScope.unstack();
  }

  gz.append(switchBlock);
  if (counts.multiLen !== 0) bits |= SwitchErrUnionBit.has_multi_cases;
  if (counts.elseNode !== 0) bits |= SwitchErrUnionBit.has_else;
  const payload = chunk.extra3(operand, (bits | (counts.scalarLen << 4)) >>> 0, gz.srcNode(node));
  if (counts.multiLen !== 0) chunk.extra1(counts.multiLen);
  if ((bits & SwitchErrUnionBit.any_uses_err_capture) !== 0) chunk.extra1(errorInst);
  chunk.a.data[switchBlock] = payload;
  table.finish();

  const result = instRef(switchBlock);
  return blockRi.loc === ri.loc ? result : rvalue(gz, ri, result, switchNode);
}

function ifParts(gz: GenZir, node: number): Parts {
  const { tree } = gz.lo;
  const full = fullIf(tree, node) as FullIf;
  const payloadIsRef = full.payloadToken !== null && tree.tokenTags[full.payloadToken] === TokenTag.asterisk;
  return {
    node,
    ifFull: full,
    operand: full.condExpr,
    switchNode: full.elseExpr,
    errorToken: full.errorToken as number,
    payloadIsRef,
  };
}

function catchParts(gz: GenZir, node: number, ri: ResultInfo): Parts {
  const { tree } = gz.lo;
  return {
    node,
    ifFull: null,
    operand: tree.lhs[node],
    switchNode: tree.rhs[node],
    errorToken: tree.mainTokens[node] + 2,
    payloadIsRef: isRefLoc(ri),
  };
}

function countCases(gz: GenZir, cases: Uint32Array): { scalarLen: number; multiLen: number; elseNode: number } {
  const { lo } = gz;
  const counts = { scalarLen: 0, multiLen: 0, elseNode: 0 };
  let elseToken = -1;
  for (let i = 0; i < cases.length; i++) {
    const prong = fullSwitchCase(lo.tree, cases[i]) as FullSwitchCase;
    const token = prong.arrowToken - 1;
    if (prong.values.length === 0) {
      if (elseToken >= 0) {
        lo.failToken(token, 'multiple else prongs in switch expression', [
          noteToken(elseToken, 'previous else prong here'),
        ]);
      }
      counts.elseNode = cases[i];
      elseToken = token;
      continue;
    }
    if (isUnderscoreProng(gz, prong)) {
      lo.failToken(token, "'_' prong is not allowed when switching on errors", [
        noteToken(token, "consider using 'else'"),
      ]);
    }
    checkItems(gz, prong);
    if (isMultiProng(gz, prong)) counts.multiLen++;
    else counts.scalarLen++;
  }
  return counts;
}

/** The prong for an operand that is not an error: hands on the payload, or runs the `if`'s first branch. */
function valueProng(
  gz: GenZir,
  blockScope: GenZir,
  ri: ResultInfo,
  parts: Parts,
  operand: ZirRef,
  switchBlock: ZirIndex,
  table: ProngTable,
): void {
  const { node, ifFull, payloadIsRef } = parts;
  const flagsIndex = table.begin(blockScope, null, 0);
  const caseScope = gz.makeSubBlock(blockScope);
  const unwrap = payloadIsRef ? Tag.err_union_payload_unsafe_ptr : Tag.err_union_payload_unsafe;
  const payload = caseScope.addUnNode(unwrap, operand, node);
  let flags = 0;
  if (ifFull === null) {
    const result = isRefLoc(ri) ? payload : rvalue(caseScope, blockScope.breakResultInfo, payload, node);
    caseScope.addBreak(Tag.break, switchBlock, result, node);
  } else {
    let inner: Scope = caseScope;
    if (ifFull.payloadToken === null) {
      caseScope.addUnNode(Tag.ensure_err_union_payload_void, operand, node);
    } else {
      flags = payloadIsRef ? ProngFlag.capture_by_ref : ProngFlag.capture_by_val;
      const nameToken = ifFull.payloadToken + (payloadIsRef ? 1 : 0);
      if (!isUnderscoreToken(gz.lo.tree, nameToken)) {
        const name = gz.lo.identName(nameToken);
        detectLocalShadowing(gz.lo, caseScope, name, nameToken, 'capture');
        const local = new LocalVal(caseScope, payload, nameToken, name, 'capture');
        addDbgVar(caseScope, local);
        inner = local;
      }
    }
    const result = expr(caseScope, inner, blockScope.breakResultInfo, ifFull.thenExpr);
    checkUsed(gz.lo, caseScope, inner);
    if (!caseScope.endsWithNoReturn()) caseScope.addBreak(Tag.break, switchBlock, result, ifFull.thenExpr);
  }
  table.setBody(flagsIndex, flags, caseScope, switchBlock, NO_INST);
  caseScope.unstack();
}

/** The capture of a prong, if it has one. */
function errorCapture(gz: GenZir, caseScope: GenZir, prong: FullSwitchCase, switchBlock: ZirIndex): LocalVal | null {
  const { lo } = gz;
  const token = prong.payloadToken;
  if (token === null) return null;
  if (lo.tree.tokenTags[token] !== TokenTag.identifier) {
    lo.failToken(token + 1, 'error set cannot be captured by reference');
  }
  if (isUnderscoreToken(lo.tree, token)) lo.errorToken(token, 'discard of error capture; omit it instead');
  const name = lo.identName(token);
  detectLocalShadowing(gz.lo, caseScope, name, token, 'capture');
  return new LocalVal(caseScope, instRef(switchBlock), token, name, 'capture');
}
