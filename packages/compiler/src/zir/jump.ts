import { NodeTag } from '../syntax/node.ts';
import { firstToken } from '../syntax/span.ts';
import { nodeMayEvalToError } from './ast-query.ts';
import { ContinueKind, type GenZir, NameStrategy } from './block.ts';
import { setCondBrPayload } from './branch.ts';
import { EvalToError } from './builtin-fn.ts';
import { countDefers, DefersToEmit, genDefers } from './defer.ts';
import { nameStrategyExpr, reachableExpr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { noteNode } from './lowering.ts';
import { instRef, REF_NONE, Ref, type ZirIndex, type ZirRef } from './ref.ts';
import { Ctx, Loc, type ResultInfo, resCoerced, resPtr, rvalue } from './result.ts';
import { type Scope, ScopeKind } from './scope.ts';

const UNREACHABLE = Ref.unreachable_value as ZirRef;
const VOID = Ref.void_value as ZirRef;

/**
 * Takes the error return trace back to what it was when `target` (a block, or REF_NONE: the function) was entered: always, or
 * only if `operand` is no error (REF_NONE: it is none).
 */
export function addRestoreErrRetIndex(
  gz: GenZir,
  target: ZirRef,
  operand: ZirRef,
  always: boolean,
  node: number,
): void {
  if (always) gz.addUnNode(Tag.restore_err_ret_index_unconditional, target, node);
  else if (target === REF_NONE) gz.addUnNode(Tag.restore_err_ret_index_fn_entry, operand, node);
  else gz.addExtended(Extended.restore_err_ret_index, 0, gz.chunk.extra2(target, operand), node);
}

/** Restores the error return trace where `node`, whose value is `result`, leaves `block`, unless an error goes on with it. */
export function restoreErrRetIndex(gz: GenZir, block: ZirRef, ri: ResultInfo, node: number, result: ZirRef): void {
  let operand = REF_NONE;
  const may = nodeMayEvalToError(gz.lo.tree, node);
  if (may === EvalToError.always) return;
  if (
    may === EvalToError.maybe &&
    (ri.ctx === Ctx.error_handling_expr || ri.ctx === Ctx.return || ri.ctx === Ctx.fn_arg || ri.ctx === Ctx.const_init)
  ) {
    if (ri.loc === Loc.destructure) return;
    if (ri.loc === Loc.ptr) operand = gz.addUnNode(Tag.load, ri.ref, node);
    // An alloc whose type is not inferred yet cannot be loaded from: the trace is cut short there.
    else if (ri.loc !== Loc.inferred_ptr) operand = result;
  }
  addRestoreErrRetIndex(gz, block, operand, false, node);
}

/** `break`, `break :label`, with or without a value. */
export function breakExpr(gz: GenZir, scope: Scope, node: number): ZirRef {
  const { lo } = gz;
  const labelToken = lo.tree.lhs[node];
  const rhs = lo.tree.rhs[node];
  for (let s: Scope | null = scope; s !== null && s.kind !== ScopeKind.namespace; s = s.parent) {
    if (s.kind !== ScopeKind.gen_zir) continue;
    if (s.curDeferNode !== 0) {
      lo.failNode(node, 'cannot break out of defer expression', [noteNode(s.curDeferNode, 'defer expression here')]);
    }
    if (labelToken === 0) {
      if (!s.allowUnlabeledControlFlow) continue;
    } else {
      if (s.label === null || lo.identName(s.label.token) !== lo.identName(labelToken)) continue;
      s.label.used = true;
    }

    const block = s.breakTarget as ZirIndex;
    const tag = s.isInline ? Tag.break_inline : Tag.break;
    const ri = s.breakResultInfo;
    if (rhs === 0) {
      rvalue(gz, ri, VOID, node);
      genDefers(gz, s, scope, DefersToEmit.normal_only);
      if (!s.isComptime) addRestoreErrRetIndex(gz, instRef(block), REF_NONE, true, node);
      gz.addBreak(tag, block, VOID);
      return UNREACHABLE;
    }
    const operand = reachableExpr(gz, scope, ri, rhs, node);
    genDefers(gz, s, scope, DefersToEmit.normal_only);
    if (!s.isComptime) restoreErrRetIndex(gz, instRef(block), ri, rhs, operand);
    if (ri.loc === Loc.ptr || ri.loc === Loc.discard) gz.addBreak(tag, block, VOID);
    else gz.addBreak(tag, block, operand, rhs);
    return UNREACHABLE;
  }
  if (labelToken === 0) return lo.failNode(node, 'break expression outside loop');
  return lo.failToken(labelToken, `label not found: '${lo.names.text(lo.identName(labelToken))}'`);
}

/** `continue`, `continue :label`, and with a value to another prong of a labeled switch. */
export function continueExpr(gz: GenZir, scope: Scope, node: number): ZirRef {
  const { lo } = gz;
  const labelToken = lo.tree.lhs[node];
  const rhs = lo.tree.rhs[node];
  if (labelToken === 0 && rhs !== 0) lo.failNode(node, 'cannot continue with operand without label');
  for (let s: Scope | null = scope; s !== null && s.kind !== ScopeKind.namespace; s = s.parent) {
    if (s.kind !== ScopeKind.gen_zir) continue;
    if (s.curDeferNode !== 0) {
      lo.failNode(node, 'cannot continue out of defer expression', [noteNode(s.curDeferNode, 'defer expression here')]);
    }
    if (labelToken === 0) {
      if (!s.allowUnlabeledControlFlow || s.continueKind !== ContinueKind.break) continue;
    } else {
      if (s.label === null || lo.identName(s.label.token) !== lo.identName(labelToken)) continue;
      checkContinueOperand(gz, s.continueKind, rhs !== 0, node);
      s.label.used = true;
      s.label.usedForContinue = true;
    }

    const block = s.continueTarget as ZirIndex;
    if (s.continueKind === ContinueKind.switch_continue) {
      const operand = reachableExpr(gz, scope, s.continueResultInfo, rhs, node);
      genDefers(gz, s, scope, DefersToEmit.normal_only);
      if (!s.isComptime) addRestoreErrRetIndex(gz, instRef(block), REF_NONE, true, node);
      gz.addBreak(Tag.switch_continue, block, operand, rhs);
      return UNREACHABLE;
    }
    genDefers(gz, s, scope, DefersToEmit.normal_only);
    if (s.isInline) gz.addUnNode(Tag.check_comptime_control_flow, instRef(block), node);
    if (!s.isComptime) addRestoreErrRetIndex(gz, instRef(block), REF_NONE, true, node);
    gz.addBreak(s.isInline ? Tag.break_inline : Tag.break, block, VOID);
    return UNREACHABLE;
  }
  if (labelToken === 0) return lo.failNode(node, 'continue expression outside loop');
  return lo.failToken(labelToken, `label not found: '${lo.names.text(lo.identName(labelToken))}'`);
}

/** Fails if the block of a label cannot be continued, or not with or not without an operand. */
function checkContinueOperand(gz: GenZir, kind: ContinueKind, hasOperand: boolean, node: number): void {
  const { lo } = gz;
  switch (kind) {
    case ContinueKind.none:
      return lo.failNode(node, 'continue outside of loop or labeled switch expression');
    case ContinueKind.break:
      if (hasOperand) lo.failNode(node, 'cannot continue loop with operand');
      return;
    case ContinueKind.switch_continue:
      if (!hasOperand) lo.failNode(node, 'cannot continue switch without operand');
  }
}

/** `return`, with or without a value. */
export function returnExpr(gz: GenZir, scope: Scope, node: number): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  const outer = lo.fnBlock;
  if (outer === null) return lo.failNode(node, "'return' outside function scope");
  if (gz.anyDeferNode !== 0) {
    lo.failNode(node, 'cannot return from defer expression', [noteNode(gz.anyDeferNode, 'defer expression here')]);
  }
  // The place is set again behind the operand: a trap or a trace in returning belongs to the `return`.
  gz.emitDbgNode(node);
  const token = firstToken(tree, node);

  const operandNode = tree.lhs[node];
  if (operandNode === 0) {
    genDefers(gz, outer, scope, DefersToEmit.normal_only);
    addRestoreErrRetIndex(gz, REF_NONE, REF_NONE, true, node);
    gz.addUnNode(Tag.ret_node, VOID, node);
    return UNREACHABLE;
  }
  if (tree.nodeTags[operandNode] === NodeTag.error_value) return returnError(gz, scope, node, operandNode);

  const ri =
    lo.needsResultLocation[node] !== 0
      ? resPtr(gz.addNode(Tag.ret_ptr, node), Ctx.return)
      : resCoerced(lo.fnRetTy, Ctx.return);
  const operand =
    nameStrategyExpr(gz, scope, ri, operandNode, NameStrategy.func) ?? reachableExpr(gz, scope, ri, operandNode, node);

  const may = nodeMayEvalToError(tree, operandNode);
  if (may === EvalToError.never) {
    genDefers(gz, outer, scope, DefersToEmit.normal_only);
    addRestoreErrRetIndex(gz, REF_NONE, REF_NONE, true, node);
    gz.emitDbgStmt(token);
    addRet(gz, ri, operand, node);
    return UNREACHABLE;
  }
  if (may === EvalToError.always) {
    genDefers(gz, outer, scope, DefersToEmit.both, loadResult(gz, ri, operand, node));
    gz.emitDbgStmt(token);
    addRet(gz, ri, operand, node);
    return UNREACHABLE;
  }
  const defers = countDefers(outer, scope);
  if (!defers.haveErr) {
    genDefers(gz, outer, scope, DefersToEmit.normal_only);
    gz.emitDbgStmt(token);
    const result = loadResult(gz, ri, operand, node);
    addRestoreErrRetIndex(gz, REF_NONE, result, false, node);
    addRet(gz, ri, operand, node);
    return UNREACHABLE;
  }

  const result = loadResult(gz, ri, operand, node);
  const isNonErr = gz.addUnNode(Tag.ret_is_non_err, result, node);
  const condbr = gz.addCondBr(Tag.condbr, node);

  const thenGz = gz.makeSubBlock(scope);
  genDefers(thenGz, outer, scope, DefersToEmit.normal_only);
  addRestoreErrRetIndex(thenGz, REF_NONE, REF_NONE, true, node);
  thenGz.emitDbgStmt(token);
  addRet(thenGz, ri, operand, node);

  const elseGz = gz.makeSubBlock(scope);
  if (defers.needErrCode) {
    genDefers(elseGz, outer, scope, DefersToEmit.both, elseGz.addUnNode(Tag.err_union_code, result, node));
  } else {
    genDefers(elseGz, outer, scope, DefersToEmit.both_sans_err);
  }
  elseGz.emitDbgStmt(token);
  addRet(elseGz, ri, operand, node);
  setCondBrPayload(condbr, isNonErr, thenGz, elseGz);
  return UNREACHABLE;
}

/** `return error.name`, which needs no result location and no question of whether it is an error. */
function returnError(gz: GenZir, scope: Scope, node: number, operandNode: number): ZirRef {
  const { lo } = gz;
  const outer = lo.fnBlock!;
  const nameToken = lo.tree.rhs[operandNode];
  const name = lo.identString(gz, nameToken);
  const token = firstToken(lo.tree, node);
  if (!countDefers(outer, scope).needErrCode) {
    genDefers(gz, outer, scope, DefersToEmit.both_sans_err);
    gz.emitDbgStmt(token);
    gz.addStrTok(Tag.ret_err_value, name, nameToken);
    return UNREACHABLE;
  }
  const code = gz.addStrTok(Tag.ret_err_value_code, name, nameToken);
  genDefers(gz, outer, scope, DefersToEmit.both, code);
  gz.emitDbgStmt(token);
  gz.addUnNode(Tag.ret_node, code, node);
  return UNREACHABLE;
}

function loadResult(gz: GenZir, ri: ResultInfo, operand: ZirRef, node: number): ZirRef {
  return ri.loc === Loc.ptr ? gz.addUnNode(Tag.load, ri.ref, node) : operand;
}

function addRet(gz: GenZir, ri: ResultInfo, operand: ZirRef, node: number): void {
  if (ri.loc === Loc.ptr) gz.addUnNode(Tag.ret_load, ri.ref, node);
  else gz.addUnNode(Tag.ret_node, operand, node);
}
