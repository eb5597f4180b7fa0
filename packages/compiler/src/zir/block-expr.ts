import { blockLabel, blockStatements, builtinCallArgs } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { assign, assignOp, assignShift } from './assign.ts';
import { type GenZir, NameStrategy } from './block.ts';
import { builtinCall } from './builtin-call.ts';
import { CallFlag } from './call.ts';
import { isNoReturn } from './chunk-builder.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { DefersToEmit, deferStmt, genDefers } from './defer.ts';
import { expr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { addRestoreErrRetIndex } from './jump.ts';
import { forExpr, whileExpr } from './loop.ts';
import { type Lowering, noteNode, noteToken } from './lowering.ts';
import { binOpTag } from './operator.ts';
import { instRef, REF_NONE, Ref, refInst, type ZirRef } from './ref.ts';
import { blockResult, isAlwaysVoid, type ResultInfo, RI_NONE, rvalue } from './result.ts';
import { type Scope, ScopeKind } from './scope.ts';
import { checkUsed } from './usage.ts';
import { assignDestructureMaybeDecls, varDecl } from './var-decl.ts';

const BUILTIN_CALL_ENSURE_RESULT_USED = 2;

/**
 * As `expr`, where `gz` is a body that has only this in it: the statements of an unlabeled block go into `gz` itself.
 * `allowBranchHint`: the first statement may be `@branchHint`.
 */
export function fullBodyExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, allowBranchHint: boolean): ZirRef {
  const tree = gz.lo.tree;
  const statements = blockStatements(tree, node);
  if (statements === null) return expr(gz, scope, ri, node);
  // A labeled block may be left by several breaks, so it has to be a block.
  if (blockLabel(tree, node) !== null) return blockExpr(gz, scope, ri, node, statements, allowBranchHint);
  const sub = gz.makeSubBlock(scope);
  blockExprStmts(sub, sub, statements, allowBranchHint);
  return rvalue(gz, ri, Ref.void_value, node);
}

/** Lowers a block, labeled or not. */
export function blockExpr(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  statements: Uint32Array,
  allowBranchHint: boolean,
): ZirRef {
  if (blockLabel(gz.lo.tree, node) !== null) {
    return labeledBlockExpr(gz, scope, ri, node, statements, false, allowBranchHint);
  }
  if (gz.isComptime) {
    const sub = gz.makeSubBlock(scope);
    blockExprStmts(sub, sub, statements, allowBranchHint);
    return rvalue(gz, ri, Ref.void_value, node);
  }
  // Control flow through it is linear, but the error return trace has to be restored at its end.
  const block = gz.makeBlockInst(Tag.block, node);
  gz.append(block);
  const blockGz = gz.makeSubBlock(scope);
  blockExprStmts(blockGz, blockGz, statements, allowBranchHint);
  if (!blockGz.endsWithNoReturn()) {
    addRestoreErrRetIndex(gz, instRef(block), REF_NONE, true, node);
    blockGz.addBreak(Tag.break, block, Ref.void_value as ZirRef);
  }
  blockGz.setBlockBody(block);
  return rvalue(gz, ri, Ref.void_value, node);
}

/** Lowers `label: { ... }`, as a compile-time block if `forceComptime` is set. */
export function labeledBlockExpr(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  statements: Uint32Array,
  forceComptime: boolean,
  allowBranchHint: boolean,
): ZirRef {
  const { lo } = gz;
  const labelToken = blockLabel(lo.tree, node)!;
  checkLabelRedefinition(lo, scope, labelToken);

  const blockRi = blockResult(gz, ri, node);
  const block = gz.makeBlockInst(forceComptime ? Tag.block_comptime : Tag.block, node);
  gz.append(block);
  const blockGz = gz.makeSubBlock(scope);
  const label = { token: labelToken, used: false, usedForContinue: false };
  blockGz.isInline = forceComptime;
  blockGz.label = label;
  blockGz.breakTarget = block;
  blockGz.setBreakResultInfo(blockRi);
  if (forceComptime) blockGz.isComptime = true;

  blockExprStmts(blockGz, blockGz, statements, allowBranchHint);
  if (!blockGz.endsWithNoReturn()) {
    addRestoreErrRetIndex(gz, instRef(block), REF_NONE, true, node);
    const result = rvalue(gz, blockGz.breakResultInfo, Ref.void_value, node);
    blockGz.addBreak(forceComptime ? Tag.break_inline : Tag.break, block, result);
  }
  if (!label.used) lo.errorToken(labelToken, 'unused block label');
  if (forceComptime) blockGz.setBlockComptimeBody(block, ComptimeReason.comptime_keyword);
  else blockGz.setBlockBody(block);
  return blockRi.loc === ri.loc ? instRef(block) : rvalue(gz, ri, instRef(block), node);
}

/** Fails if a block or loop around has the label `token`. */
export function checkLabelRedefinition(lo: Lowering, scope: Scope, token: number): void {
  const name = lo.identName(token);
  for (let s: Scope | null = scope; s !== null && s.kind !== ScopeKind.namespace; s = s.parent) {
    if (s.kind !== ScopeKind.gen_zir || s.label === null) continue;
    if (lo.identName(s.label.token) !== name) continue;
    lo.failToken(token, `redefinition of label '${lo.names.text(name)}'`, [
      noteToken(s.label.token, 'previous definition here'),
    ]);
  }
}

function blockExprStmts(gz: GenZir, parentScope: Scope, statements: Uint32Array, allowBranchHint: boolean): void {
  if (statements.length === 0) return;
  const { lo } = gz;
  const { tree } = lo;
  let noreturnNode = 0;
  let scope = parentScope;
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i];
    if (noreturnNode !== 0) {
      lo.errorNode(statement, 'unreachable code', [noteNode(noreturnNode, 'control flow is diverted here')]);
    }
    let inner = statement;
    while (tree.nodeTags[inner] === NodeTag.grouped_expression) inner = tree.lhs[inner];
    const tag = tree.nodeTags[inner] as NodeTag;
    switch (tag) {
      case NodeTag.global_var_decl:
      case NodeTag.local_var_decl:
      case NodeTag.simple_var_decl:
      case NodeTag.aligned_var_decl:
        scope = varDecl(gz, scope, statement);
        break;
      case NodeTag.assign_destructure:
        scope = assignDestructureMaybeDecls(gz, scope, statement);
        break;
      case NodeTag.defer:
        scope = deferStmt(gz, scope, statement, ScopeKind.defer_normal);
        break;
      case NodeTag.errdefer:
        scope = deferStmt(gz, scope, statement, ScopeKind.defer_error);
        break;
      case NodeTag.assign:
        assign(gz, scope, inner);
        break;
      case NodeTag.assign_shl:
        assignShift(gz, scope, inner, Tag.shl);
        break;
      case NodeTag.assign_shr:
        assignShift(gz, scope, inner, Tag.shr);
        break;
      case NodeTag.assign_bit_and:
      case NodeTag.assign_bit_or:
      case NodeTag.assign_bit_xor:
      case NodeTag.assign_div:
      case NodeTag.assign_sub:
      case NodeTag.assign_sub_wrap:
      case NodeTag.assign_mod:
      case NodeTag.assign_add:
      case NodeTag.assign_add_wrap:
      case NodeTag.assign_mul:
      case NodeTag.assign_mul_wrap:
        assignOp(gz, scope, inner, binOpTag(tag));
        break;
      case NodeTag.while_simple:
      case NodeTag.while_cont:
      case NodeTag.while:
        whileExpr(gz, scope, RI_NONE, inner, true);
        break;
      case NodeTag.for_simple:
      case NodeTag.for:
        forExpr(gz, scope, RI_NONE, inner, true);
        break;
      case NodeTag.builtin_call_two:
      case NodeTag.builtin_call_two_comma:
      case NodeTag.builtin_call:
      case NodeTag.builtin_call_comma: {
        gz.emitDbgNode(inner);
        const hint = allowBranchHint && i === 0;
        const result = builtinCall(gz, scope, RI_NONE, inner, builtinCallArgs(tree, inner)!, hint, NameStrategy.anon);
        noreturnNode = addEnsureResult(gz, result, inner);
        break;
      }
      default:
        noreturnNode = unusedResultExpr(gz, scope, inner);
        break;
    }
  }
  if (noreturnNode === 0) genDefers(gz, parentScope, scope, DefersToEmit.normal_only);
  checkUsed(lo, parentScope, scope);
}

/** Lowers an expression statement. Returns the node if control does not come past it, else 0. */
export function unusedResultExpr(gz: GenZir, scope: Scope, node: number): number {
  gz.emitDbgNode(node);
  return addEnsureResult(gz, expr(gz, scope, RI_NONE, node), node);
}

/** Sees to an error where `result`, the value of statement `node`, is ignored and not void. Returns as `unusedResultExpr`. */
export function addEnsureResult(gz: GenZir, result: ZirRef, node: number): number {
  if (result === Ref.void_value) return 0;
  if (result === Ref.unreachable_value) return node;
  const inst = refInst(result);
  if (inst >= 0) {
    const chunk = gz.chunk;
    const tag: Tag = chunk.tags.data[inst];
    const a = chunk.a.data[inst];
    switch (tag) {
      case Tag.call:
      case Tag.field_call:
        chunk.extra.data[a] |= CallFlag.ensure_result_used;
        return 0;
      case Tag.builtin_call:
        chunk.extra.data[a] |= BUILTIN_CALL_ENSURE_RESULT_USED;
        return 0;
      case Tag.resolve_inferred_alloc:
        return 0;
      default:
        break;
    }
    if (isNoReturn(tag)) return node;
    if (isAlwaysVoid(tag, a)) return 0;
    if (tag === Tag.extended && (a & 0xffff) === Extended.set_float_mode) return 0;
  }
  gz.addUnNode(Tag.ensure_result_used, result, node);
  return 0;
}
