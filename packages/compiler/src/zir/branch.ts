import { type FullIf, fullIf } from '../syntax/full.ts';
import { TokenTag } from '../syntax/token.ts';
import { nodeMayAppendToErrorTrace } from './ast-query.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { expr, switchOnCapture } from './expr.ts';
import { Tag } from './inst.ts';
import { restoreErrRetIndex } from './jump.ts';
import { instRef, REF_NONE, Ref, type ZirIndex, type ZirRef } from './ref.ts';
import { blockResult, Ctx, Loc, ResultInfo, RI_BOOL, RI_NONE, RI_REF, rvalue } from './result.ts';
import { LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { switchExpr } from './switch.ts';
import { isUnderscoreToken } from './underscore.ts';
import { checkUsed } from './usage.ts';

const RI_ERROR_NONE = new ResultInfo(Loc.none, REF_NONE, Ctx.error_handling_expr);
const RI_ERROR_REF = new ResultInfo(Loc.ref, REF_NONE, Ctx.error_handling_expr);

/** `if`, on a bool, an optional or an error union. */
export function ifExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  const full: FullIf = fullIf(tree, node)!;
  const { payloadToken, errorToken, condExpr, thenExpr, elseExpr } = full;
  const doErrTrace = lo.fnBlock !== null && errorToken !== null;
  const blockRi = blockResult(gz, ri, node);

  const blockGz = gz.makeSubBlock(scope);
  blockGz.setBreakResultInfo(blockRi);
  const breakRi = blockGz.breakResultInfo;
  const byRef = payloadToken !== null && tree.tokenTags[payloadToken] === TokenTag.asterisk;

  gz.emitDbgNode(condExpr);
  let operand: ZirRef;
  let condition: ZirRef;
  if (errorToken !== null) {
    operand = expr(blockGz, blockGz, byRef ? RI_ERROR_REF : RI_ERROR_NONE, condExpr);
    condition = blockGz.addUnNode(byRef ? Tag.is_non_err_ptr : Tag.is_non_err, operand, condExpr);
  } else if (payloadToken !== null) {
    operand = expr(blockGz, blockGz, byRef ? RI_REF : RI_NONE, condExpr);
    condition = blockGz.addUnNode(byRef ? Tag.is_non_null_ptr : Tag.is_non_null, operand, condExpr);
  } else {
    operand = expr(blockGz, blockGz, RI_BOOL, condExpr);
    condition = operand;
  }
  const condbr = blockGz.addCondBr(Tag.condbr, node);
  const block = gz.makeBlockInst(Tag.block, node);
  blockGz.setBlockBody(block);
  gz.append(block);

  const thenGz = gz.makeSubBlock(scope);
  let thenScope: Scope = thenGz;
  if (payloadToken !== null) {
    const nameToken = byRef ? payloadToken + 1 : payloadToken;
    const ignored = isUnderscoreToken(tree, nameToken);
    if (ignored && byRef) lo.failToken(payloadToken, 'pointer modifier invalid on discard');
    if (!ignored || errorToken !== null) {
      const payload = thenGz.addUnNode(payloadTag(errorToken !== null, byRef), operand, thenExpr);
      if (!ignored) thenScope = addCapture(thenGz, nameToken, payload);
    }
  } else if (errorToken !== null) {
    thenGz.addUnNode(Tag.ensure_err_union_payload_void, operand, node);
  }
  const thenResult = fullBodyExpr(thenGz, thenScope, breakRi, thenExpr, true);
  checkUsed(lo, thenGz, thenScope);
  if (!thenGz.endsWithNoReturn()) thenGz.addBreak(Tag.break, block, thenResult, thenExpr);

  const elseGz = gz.makeSubBlock(scope);
  if (doErrTrace && nodeMayAppendToErrorTrace(tree, condExpr)) elseGz.addSaveErrRetIndex(REF_NONE, condExpr);
  if (elseExpr !== 0) {
    let elseScope: Scope = elseGz;
    if (errorToken !== null) {
      const code = elseGz.addUnNode(byRef ? Tag.err_union_code_ptr : Tag.err_union_code, operand, condExpr);
      if (!isUnderscoreToken(tree, errorToken)) elseScope = addCapture(elseGz, errorToken, code);
    }
    const onError = switchOnCapture(elseGz, errorToken, elseExpr);
    const elseResult =
      onError === null || onError.labelToken === null
        ? fullBodyExpr(elseGz, elseScope, breakRi, elseExpr, true)
        : switchExpr(elseGz, elseScope, breakRi, elseExpr, { form: 'peer', block, blockRi });
    if (!elseGz.endsWithNoReturn()) {
      if (doErrTrace) restoreErrRetIndex(elseGz, instRef(block), breakRi, elseExpr, elseResult);
      elseGz.addBreak(Tag.break, block, elseResult, elseExpr);
    }
    checkUsed(lo, elseGz, elseScope);
  } else {
    const result = rvalue(elseGz, ri, Ref.void_value, node);
    elseGz.addBreak(Tag.break, block, result);
  }
  setCondBrPayload(condbr, condition, thenGz, elseGz);
  return blockRi.loc === ri.loc ? instRef(block) : rvalue(gz, ri, instRef(block), node);
}

/** The instruction that gets the payload of an optional or, `ofError`, of an error union, which is known to be there. */
export function payloadTag(ofError: boolean, byRef: boolean): Tag {
  if (ofError) return byRef ? Tag.err_union_payload_unsafe_ptr : Tag.err_union_payload_unsafe;
  return byRef ? Tag.optional_payload_unsafe_ptr : Tag.optional_payload_unsafe;
}

/** Names `value` by the capture `nameToken` in the block `gz`. */
function addCapture(gz: GenZir, nameToken: number, value: ZirRef): LocalVal {
  const { lo } = gz;
  const name = lo.identName(nameToken);
  detectLocalShadowing(lo, gz, name, nameToken, 'capture');
  gz.addDbgVar(Tag.dbg_var_val, gz.chunk.string(lo.names, name), value, nameToken);
  return new LocalVal(gz, value, nameToken, name, 'capture');
}

/** Completes a conditional branch; `elseGz` may be stacked on `thenGz`. Unstacks both. */
export function setCondBrPayload(condbr: ZirIndex, condition: ZirRef, thenGz: GenZir, elseGz: GenZir): void {
  const chunk = thenGz.chunk;
  const thenStart = thenGz.start;
  const elseStart = elseGz.start;
  const end = chunk.stack.length;
  const thenEnd = elseStart;
  chunk.a.data[condbr] = chunk.extra3(condition, chunk.countBody(thenStart, thenEnd), chunk.countBody(elseStart, end));
  chunk.appendBody(thenStart, thenEnd);
  chunk.appendBody(elseStart, end);
  elseGz.unstack();
  thenGz.unstack();
}
