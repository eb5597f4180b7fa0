import { fullFor, fullWhile } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { ContinueKind, type GenZir, type Label, NO_INST } from './block.ts';
import { addEnsureResult, checkLabelRedefinition, fullBodyExpr, unusedResultExpr } from './block-expr.ts';
import { payloadTag, setCondBrPayload } from './branch.ts';
import { expr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { nodeIsTriviallyZero } from './literal.ts';
import { instRef, REF_NONE, Ref, refInst, type ZirIndex, type ZirRef } from './ref.ts';
import { blockResult, type ResultInfo, RI_BOOL, RI_NONE, RI_REF, resTy, rvalue } from './result.ts';
import { LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { isUnderscoreToken } from './underscore.ts';
import { checkUsed } from './usage.ts';

const VOID = Ref.void_value as ZirRef;
const RI_TYPED_USIZE = resTy(Ref.usize_type);

/** `while`, on a bool, an optional or an error union. `isStatement`: its value must be void. */
export function whileExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, isStatement: boolean): ZirRef {
  const { lo, chunk } = gz;
  const { tree } = lo;
  const full = fullWhile(tree, node)!;
  const { labelToken, inlineToken, payloadToken, errorToken, condExpr, thenExpr, contExpr, elseExpr } = full;

  const blockRi = blockResult(gz, ri, node);
  if (labelToken !== null) checkLabelRedefinition(lo, scope, labelToken);
  const isInline = inlineToken !== null;
  if (isInline && gz.isComptime) lo.errorToken(inlineToken, 'redundant inline keyword in comptime scope');
  const blockTag = isInline ? Tag.block_inline : Tag.block;
  const breakTag = isInline ? Tag.break_inline : Tag.break;

  const loopBlock = gz.makeBlockInst(isInline ? Tag.block_inline : Tag.loop, node);
  gz.append(loopBlock);
  const loopGz = gz.makeSubBlock(scope);
  loopGz.isInline = isInline;

  const condGz = gz.makeSubBlock(loopGz);
  const byRef = payloadToken !== null && tree.tokenTags[payloadToken] === TokenTag.asterisk;
  gz.emitDbgNode(condExpr);
  let operand: ZirRef;
  let condition: ZirRef;
  if (errorToken !== null) {
    operand = fullBodyExpr(condGz, condGz, byRef ? RI_REF : RI_NONE, condExpr, false);
    condition = condGz.addUnNode(byRef ? Tag.is_non_err_ptr : Tag.is_non_err, operand, condExpr);
  } else if (payloadToken !== null) {
    operand = fullBodyExpr(condGz, condGz, byRef ? RI_REF : RI_NONE, condExpr, false);
    condition = condGz.addUnNode(byRef ? Tag.is_non_null_ptr : Tag.is_non_null, operand, condExpr);
  } else {
    operand = fullBodyExpr(condGz, condGz, RI_BOOL, condExpr, false);
    condition = operand;
  }
  const condbr = condGz.addCondBr(isInline ? Tag.condbr_inline : Tag.condbr, node);
  const condBlock = loopGz.makeBlockInst(blockTag, node);
  condGz.setBlockBody(condBlock);
  loopGz.append(condBlock);

  // The payload's instruction exists before the loop's body is complete, and is put in the then block afterwards.
  const thenGz = gz.makeSubBlock(condGz);
  let thenScope: Scope = thenGz;
  let payload: ZirIndex | -1 = NO_INST;
  let local: LocalVal | null = null;
  let ensureVoid: ZirIndex | -1 = NO_INST;
  if (payloadToken !== null) {
    const nameToken = byRef ? payloadToken + 1 : payloadToken;
    payload = gz.makeUnNode(payloadTag(errorToken !== null, byRef), operand, condExpr);
    if (isUnderscoreToken(tree, nameToken)) {
      if (byRef) lo.failToken(payloadToken, 'pointer modifier invalid on discard');
    } else {
      const name = lo.identName(nameToken);
      detectLocalShadowing(lo, thenGz, name, nameToken, 'capture');
      local = new LocalVal(thenGz, instRef(payload), nameToken, name, 'capture');
      thenScope = local;
    }
  } else if (errorToken !== null) {
    ensureVoid = gz.makeUnNode(Tag.ensure_err_union_payload_void, operand, node);
  }
  const continueBlock = gz.makeBlockInst(blockTag, node);

  if (ensureVoid !== NO_INST) loopGz.append(ensureVoid);
  loopGz.addNode(isInline ? Tag.repeat_inline : Tag.repeat, node);
  loopGz.setBlockBody(loopBlock);
  const label = openLoop(loopGz, labelToken, loopBlock, continueBlock);
  loopGz.setBreakResultInfo(blockRi);

  thenGz.restack();
  if (payload !== NO_INST) thenGz.append(payload);
  if (local !== null) thenGz.addDbgVar(Tag.dbg_var_val, chunk.string(lo.names, local.name), local.inst, local.token);
  thenGz.append(continueBlock);
  if (contExpr !== 0) unusedResultExpr(thenGz, thenScope, contExpr);

  const continueGz = gz.makeSubBlock(thenScope);
  continueGz.emitDbgNode(thenExpr);
  const unused = fullBodyExpr(continueGz, continueGz, RI_NONE, thenExpr, true);
  addEnsureResult(continueGz, unused, thenExpr);
  checkUsed(lo, thenGz, thenScope);
  if (!continueGz.endsWithNoReturn()) {
    emitLoopEnd(gz, thenExpr);
    continueGz.addBreak(breakTag, continueBlock, VOID);
  }
  continueGz.setBlockBody(continueBlock);
  thenGz.addBreak(breakTag, condBlock, VOID);

  const elseGz = gz.makeSubBlock(condGz);
  if (elseExpr !== 0) {
    let elseScope: Scope = elseGz;
    if (errorToken !== null) {
      const code = elseGz.addUnNode(byRef ? Tag.err_union_code_ptr : Tag.err_union_code, operand, condExpr);
      if (!isUnderscoreToken(tree, errorToken)) {
        const name = lo.identName(errorToken);
        detectLocalShadowing(lo, elseGz, name, errorToken, 'capture');
        elseScope = new LocalVal(elseGz, code, errorToken, name, 'capture');
        elseGz.addDbgVar(Tag.dbg_var_val, chunk.string(lo.names, name), code, errorToken);
      }
    }
    lowerLoopElse(elseGz, elseScope, loopGz, loopBlock, breakTag, elseExpr, isStatement);
    checkUsed(lo, elseGz, elseScope);
  } else {
    elseGz.addBreak(breakTag, loopBlock, rvalue(elseGz, ri, VOID, node));
  }
  if (label !== null && !label.used) lo.errorToken(label.token, 'unused while loop label');
  setCondBrPayload(condbr, condition, thenGz, elseGz);
  return finishLoop(gz, ri, blockRi, loopBlock, node, isStatement);
}

/** `for` over slices, arrays and ranges. `isStatement`: its value must be void. */
export function forExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, isStatement: boolean): ZirRef {
  const { lo, chunk } = gz;
  const { tree } = lo;
  const full = fullFor(tree, node)!;
  const { labelToken, inlineToken, inputs, thenExpr, elseExpr } = full;

  if (labelToken !== null) checkLabelRedefinition(lo, scope, labelToken);
  const blockRi = blockResult(gz, ri, node);
  const isInline = inlineToken !== null;
  if (isInline && gz.isComptime) lo.errorToken(inlineToken, 'redundant inline keyword in comptime scope');
  const blockTag = isInline ? Tag.block_inline : Tag.block;
  const breakTag = isInline ? Tag.break_inline : Tag.break;

  // One counter from zero, however many inputs there are.
  const indexPtr = gz.addUnNode(isInline ? Tag.alloc_comptime_mut : Tag.alloc, Ref.usize_type as ZirRef, node);
  gz.addPlBin(Tag.store_node, node, indexPtr, Ref.zero_usize);

  // Per input: the operand, the start of a range, or REF_NONE for a range that starts at zero; and what tells its length: the operand and
  // nothing, or the ends of a range, or nothing twice.
  const indexables: ZirRef[] = [];
  const lens: ZirRef[] = [];
  let anyLen = false;
  let captureToken = full.payloadToken;
  for (const input of inputs) {
    const byRef = tree.tokenTags[captureToken] === TokenTag.asterisk;
    const nameToken = byRef ? captureToken + 1 : captureToken;
    const ignored = isUnderscoreToken(tree, nameToken);
    if (ignored && byRef) lo.failToken(captureToken, 'pointer modifier invalid on discard');
    captureToken = nameToken + 2;
    gz.emitDbgNode(input);
    if (tree.nodeTags[input] !== NodeTag.for_range) {
      const indexable = expr(gz, scope, RI_NONE, input);
      anyLen = true;
      indexables.push(indexable);
      lens.push(indexable, REF_NONE);
      continue;
    }
    if (byRef) lo.failToken(nameToken, 'cannot capture reference to range');
    const startNode = tree.lhs[input];
    const endNode = tree.rhs[input];
    const start = expr(gz, scope, RI_TYPED_USIZE, startNode);
    const end = endNode === 0 ? REF_NONE : expr(gz, scope, RI_TYPED_USIZE, endNode);
    if (end === REF_NONE && ignored) lo.errorToken(nameToken, 'discard of unbounded counter');
    const fromZero = nodeIsTriviallyZero(tree, startNode);
    if (end !== REF_NONE) anyLen = true;
    indexables.push(fromZero ? REF_NONE : start);
    lens.push(end === REF_NONE ? REF_NONE : start, end);
  }
  if (!anyLen) lo.failNode(node, 'unbounded for loop');

  const lensPayload = chunk.extra1(lens.length);
  chunk.extra.pushAll(lens);
  const len = gz.addPlNode(Tag.for_len, node, lensPayload);

  const loopBlock = gz.makeBlockInst(isInline ? Tag.block_inline : Tag.loop, node);
  gz.append(loopBlock);
  const loopGz = gz.makeSubBlock(scope);
  loopGz.isInline = isInline;
  loopGz.setBreakResultInfo(blockRi);

  // The loop's own block is written last, when it is known what takes the address of the index.
  const index = instRef(loopGz.makeUnNode(Tag.load, indexPtr, node));
  const condGz = gz.makeSubBlock(loopGz);
  const condition = condGz.addPlBin(Tag.cmp_lt, node, index, len);
  const condbr = condGz.addCondBr(isInline ? Tag.condbr_inline : Tag.condbr, node);
  const condBlock = loopGz.makeBlockInst(blockTag, node);
  condGz.setBlockBody(condBlock);
  const label = openLoop(loopGz, labelToken, loopBlock, condBlock);

  const thenGz = gz.makeSubBlock(condGz);
  let thenScope: Scope = thenGz;
  captureToken = full.payloadToken;
  for (let i = 0; i < inputs.length; i++) {
    const byRef = tree.tokenTags[captureToken] === TokenTag.asterisk;
    const nameToken = byRef ? captureToken + 1 : captureToken;
    captureToken = nameToken + 2;
    if (isUnderscoreToken(tree, nameToken)) continue;
    const name = lo.identName(nameToken);
    detectLocalShadowing(lo, thenScope, name, nameToken, 'capture');
    let value = index;
    if (indexables[i] !== REF_NONE) {
      const isCounter = tree.nodeTags[inputs[i]] === NodeTag.for_range;
      const tag = isCounter ? Tag.add : byRef ? Tag.elem_ptr : Tag.elem_val;
      value = thenGz.addPlBin(tag, inputs[i], indexables[i], index);
    }
    thenScope = new LocalVal(thenScope, value, nameToken, name, 'capture');
    thenGz.addDbgVar(Tag.dbg_var_val, chunk.string(lo.names, name), value, nameToken);
  }
  const thenResult = fullBodyExpr(thenGz, thenScope, RI_NONE, thenExpr, true);
  addEnsureResult(thenGz, thenResult, thenExpr);
  checkUsed(lo, thenGz, thenScope);
  emitLoopEnd(gz, thenExpr);
  thenGz.addBreak(breakTag, condBlock, VOID);

  const elseGz = gz.makeSubBlock(condGz);
  if (elseExpr !== 0) lowerLoopElse(elseGz, elseGz, loopGz, loopBlock, breakTag, elseExpr, isStatement);
  else elseGz.addBreak(breakTag, loopBlock, rvalue(elseGz, ri, VOID, node));
  if (label !== null && !label.used) lo.errorToken(label.token, 'unused for loop label');
  setCondBrPayload(condbr, condition, thenGz, elseGz);

  loopGz.restack();
  loopGz.append(refInst(index) as ZirIndex);
  loopGz.append(condBlock);
  const next = loopGz.addPlBin(Tag.add_unsafe, node, index, Ref.one_usize);
  loopGz.addPlBin(Tag.store_node, node, indexPtr, next);
  loopGz.addNode(isInline ? Tag.repeat_inline : Tag.repeat, node);
  loopGz.setBlockBody(loopBlock);
  return finishLoop(gz, ri, blockRi, loopBlock, node, isStatement);
}

/** Lets `break` and `continue` in what follows mean the loop. Returns its label if it has one. */
function openLoop(
  loopGz: GenZir,
  labelToken: number | null,
  loopBlock: ZirIndex,
  continueBlock: ZirIndex,
): Label | null {
  if (labelToken !== null) loopGz.label = { token: labelToken, used: false, usedForContinue: false };
  loopGz.allowUnlabeledControlFlow = true;
  loopGz.breakTarget = loopBlock;
  loopGz.continueKind = ContinueKind.break;
  loopGz.continueTarget = continueBlock;
  return loopGz.label;
}

/** A place to stop at, at the end of the loop's body. */
function emitLoopEnd(gz: GenZir, bodyNode: number): void {
  gz.emitDbgStmt(lastToken(gz.lo.tree, bodyNode));
  gz.addExtended(Extended.dbg_empty_stmt, 0, 0, bodyNode);
}

/** Lowers the `else` of a loop, in which `break` and `continue` are those of the loops around. */
function lowerLoopElse(
  gz: GenZir,
  scope: Scope,
  loopGz: GenZir,
  loopBlock: ZirIndex,
  breakTag: Tag,
  node: number,
  isStatement: boolean,
): void {
  loopGz.allowUnlabeledControlFlow = false;
  loopGz.continueKind = ContinueKind.none;
  const result = fullBodyExpr(gz, scope, loopGz.breakResultInfo, node, true);
  if (isStatement) addEnsureResult(gz, result, node);
  if (!gz.endsWithNoReturn()) gz.addBreak(breakTag, loopBlock, result, node);
}

function finishLoop(
  gz: GenZir,
  ri: ResultInfo,
  blockRi: ResultInfo,
  loopBlock: ZirIndex,
  node: number,
  isStatement: boolean,
): ZirRef {
  const result = blockRi.loc === ri.loc ? instRef(loopBlock) : rvalue(gz, ri, instRef(loopBlock), node);
  if (isStatement) gz.addUnNode(Tag.ensure_result_used, result, node);
  return result;
}
