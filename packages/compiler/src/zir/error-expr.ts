import { fullCall } from '../syntax/full.ts';
import { firstToken } from '../syntax/span.ts';
import { nodeMayAppendToErrorTrace } from './ast-query.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { setCondBrPayload } from './branch.ts';
import { callExpr } from './call.ts';
import { DefersToEmit, genDefers } from './defer.ts';
import { reachableExpr, switchOnCapture } from './expr.ts';
import { Tag } from './inst.ts';
import { restoreErrRetIndex } from './jump.ts';
import { noteNode } from './lowering.ts';
import { instRef, REF_NONE, type ZirRef } from './ref.ts';
import { blockResult, Ctx, isRefLoc, Loc, ResultInfo, refOperand, resultType, rvalue } from './result.ts';
import { LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { switchExpr } from './switch.ts';
import { isUnderscoreToken } from './underscore.ts';
import { checkUsed } from './usage.ts';

/** `try operand` */
export function tryExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, operandNode: number): ZirRef {
  const { lo } = gz;
  const outer = lo.fnBlock;
  if (outer === null) return lo.failNode(node, "'try' outside function scope");
  if (gz.anyDeferNode !== 0) {
    lo.failNode(node, "'try' not allowed inside defer expression", [
      noteNode(gz.anyDeferNode, 'defer expression here'),
    ]);
  }
  // The place is set again where the error is returned, so that the trace names the `try` and not its operand.
  gz.emitDbgNode(node);

  const byRef = isRefLoc(ri);
  const operandRi = new ResultInfo(byRef ? refOperand(ri).loc : Loc.none, REF_NONE, Ctx.error_handling_expr);
  // No result type goes through `try`, but `try .f()` looks for `f` in the type of the result all the same.
  const operand =
    fullCall(lo.tree, operandNode) === null
      ? reachableExpr(gz, scope, operandRi, operandNode, node)
      : callExpr(gz, scope, operandRi, resultType(gz, ri, operandNode), operandNode);
  const tryInst = gz.makeBlockInst(byRef ? Tag.try_ptr : Tag.try, node);
  gz.append(tryInst);

  const elseGz = gz.makeSubBlock(scope);
  const code = elseGz.addUnNode(byRef ? Tag.err_union_code_ptr : Tag.err_union_code, operand, node);
  genDefers(elseGz, outer, scope, DefersToEmit.both, code);
  elseGz.emitDbgStmt(firstToken(lo.tree, node));
  elseGz.addUnNode(Tag.ret_node, code, node);
  elseGz.setOperandBody(tryInst, operand);
  return byRef ? instRef(tryInst) : rvalue(gz, ri, instRef(tryInst), node);
}

/** `lhs orelse rhs` */
export function orelseExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const byRef = isRefLoc(ri);
  return unwrapExpr(
    gz,
    scope,
    ri,
    node,
    byRef ? Tag.is_non_null_ptr : Tag.is_non_null,
    byRef ? Tag.optional_payload_unsafe_ptr : Tag.optional_payload_unsafe,
    false,
    null,
  );
}

/** `lhs catch rhs`, `lhs catch |err| rhs`; `payloadToken` is the capture. */
export function catchExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, payloadToken: number | null): ZirRef {
  const byRef = isRefLoc(ri);
  return unwrapExpr(
    gz,
    scope,
    ri,
    node,
    byRef ? Tag.is_non_err_ptr : Tag.is_non_err,
    byRef ? Tag.err_union_payload_unsafe_ptr : Tag.err_union_payload_unsafe,
    true,
    payloadToken,
  );
}

function unwrapExpr(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  conditionTag: Tag,
  unwrapTag: Tag,
  isCatch: boolean,
  payloadToken: number | null,
): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  const lhsNode = tree.lhs[node];
  const rhsNode = tree.rhs[node];
  const byRef = isRefLoc(ri);
  const blockRi = blockResult(gz, ri, node);
  const doErrTrace = lo.fnBlock !== null && isCatch;

  const blockGz = gz.makeSubBlock(scope);
  blockGz.setBreakResultInfo(blockRi);
  const breakRi = blockGz.breakResultInfo;
  const operandRi = new ResultInfo(
    isRefLoc(breakRi) ? refOperand(breakRi).loc : Loc.none,
    REF_NONE,
    doErrTrace ? Ctx.error_handling_expr : Ctx.none,
  );
  const operand = reachableExpr(blockGz, blockGz, operandRi, lhsNode, rhsNode);
  const condition = blockGz.addUnNode(conditionTag, operand, node);
  const condbr = blockGz.addCondBr(Tag.condbr, node);
  const block = gz.makeBlockInst(Tag.block, node);
  blockGz.setBlockBody(block);
  gz.append(block);

  const thenGz = blockGz.makeSubBlock(scope);
  const payload = thenGz.addUnNode(unwrapTag, operand, node);
  const thenResult = byRef ? payload : rvalue(thenGz, breakRi, payload, node);
  thenGz.addBreak(Tag.break, block, thenResult, node);

  const elseGz = blockGz.makeSubBlock(scope);
  if (doErrTrace && nodeMayAppendToErrorTrace(tree, lhsNode)) elseGz.addSaveErrRetIndex(REF_NONE, lhsNode);
  let elseScope: Scope = elseGz;
  if (payloadToken !== null) {
    if (isUnderscoreToken(tree, payloadToken)) {
      lo.errorToken(payloadToken, 'discard of error capture; omit it instead');
    } else {
      const name = lo.identName(payloadToken);
      detectLocalShadowing(lo, scope, name, payloadToken, 'capture');
      const code = elseGz.addUnNode(byRef ? Tag.err_union_code_ptr : Tag.err_union_code, operand, node);
      elseScope = new LocalVal(elseGz, code, payloadToken, name, 'capture');
    }
  }
  const onError = isCatch ? switchOnCapture(elseGz, payloadToken, rhsNode) : null;
  const elseResult =
    onError === null || onError.labelToken === null
      ? fullBodyExpr(elseGz, elseScope, breakRi, rhsNode, true)
      : switchExpr(elseGz, elseScope, breakRi, rhsNode, { form: 'peer', block, blockRi });
  if (!elseGz.endsWithNoReturn()) {
    if (doErrTrace) restoreErrRetIndex(elseGz, instRef(block), breakRi, rhsNode, elseResult);
    elseGz.addBreak(Tag.break, block, elseResult, rhsNode);
  }
  checkUsed(lo, elseGz, elseScope);
  setCondBrPayload(condbr, condition, thenGz, elseGz);
  return blockRi.loc === ri.loc ? instRef(block) : rvalue(gz, ri, instRef(block), node);
}
