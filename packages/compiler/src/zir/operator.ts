import { NodeTag } from '../syntax/node.ts';
import { mayTrap } from './assign.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { comptimeExpr } from './comptime.ts';
import { expr, reachableExpr } from './expr.ts';
import { Tag } from './inst.ts';
import { numberLiteral } from './literal.ts';
import { instRef, type ZirRef } from './ref.ts';
import { Ctx, type ResultInfo, RI_BOOL, RI_NONE, RI_USIZE, resTy, resultType, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** A binary operator whose operands are independent. */
export function simpleBinOp(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, tag: Tag): ZirRef {
  const tree = gz.lo.tree;
  const lhsNode = tree.lhs[node];
  const rhsNode = tree.rhs[node];
  if (
    (tag === Tag.cmp_eq || tag === Tag.cmp_neq) &&
    (tree.nodeTags[lhsNode] === NodeTag.string_literal || tree.nodeTags[rhsNode] === NodeTag.string_literal)
  ) {
    gz.lo.failNode(node, `cannot compare strings with ${tag === Tag.cmp_eq ? '==' : '!='}`);
  }
  const lhs = reachableExpr(gz, scope, RI_NONE, lhsNode, node);
  const rhs = reachableExpr(gz, scope, RI_NONE, rhsNode, node);
  if (mayTrap(tag)) gz.emitDbgMainToken(node);
  return rvalue(gz, ri, gz.addPlBin(tag, node, lhs, rhs), node);
}

/** A unary operator; the operand is lowered with `operandRi`. */
export function simpleUnOp(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  operandRi: ResultInfo,
  operandNode: number,
  tag: Tag,
): ZirRef {
  const operand =
    tag === Tag.compile_error
      ? comptimeExpr(gz, scope, operandRi, operandNode)
      : expr(gz, scope, operandRi, operandNode);
  if (tag === Tag.tag_name || tag === Tag.error_name || tag === Tag.int_from_ptr) gz.emitDbgMainToken(node);
  return rvalue(gz, ri, gz.addUnNode(tag, operand, node), node);
}

/** `lhs ** rhs` */
export function arrayMult(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const tree = gz.lo.tree;
  const type = resultType(gz, ri, node);
  const lhs = expr(gz, scope, RI_NONE, tree.lhs[node]);
  const rhs = comptimeExpr(gz, scope, RI_USIZE, tree.rhs[node]);
  return rvalue(gz, ri, gz.addPlNode(Tag.array_mul, node, gz.chunk.extra3(type, lhs, rhs)), node);
}

/** `and`, `or` */
export function boolBinOp(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, tag: Tag): ZirRef {
  const tree = gz.lo.tree;
  const rhsNode = tree.rhs[node];
  const lhs = expr(gz, scope, RI_BOOL, tree.lhs[node]);
  const branch = gz.addIndex(tag, 0, 0, gz.srcNode(node));
  const rhsGz = gz.makeSubBlock(scope);
  const rhs = fullBodyExpr(rhsGz, rhsGz, RI_BOOL, rhsNode, true);
  if (!gz.refIsNoReturn(rhs)) rhsGz.addBreak(Tag.break_inline, branch, rhs, rhsNode);
  rhsGz.setOperandBody(branch, lhs);
  return rvalue(gz, ri, instRef(branch), node);
}

/** `-operand`. The sign of a literal is part of it: there is a negative zero. */
export function negation(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const tree = gz.lo.tree;
  const operandNode = tree.lhs[node];
  if (tree.nodeTags[operandNode] === NodeTag.number_literal) return numberLiteral(gz, ri, operandNode, node, true);
  return rvalue(gz, ri, gz.addUnNode(Tag.negate, expr(gz, scope, RI_NONE, operandNode), node), node);
}

/** A shift, as an operator or a builtin. */
export function shiftOp(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  lhsNode: number,
  rhsNode: number,
  tag: Tag,
): ZirRef {
  const lhs = expr(gz, scope, RI_NONE, lhsNode);
  const type = gz.addUnNode(Tag.typeof_log2_int_type, lhs, lhsNode);
  const rhs = expr(gz, scope, resTy(type, Ctx.shift_op), rhsNode);
  const nodeTag: NodeTag = gz.lo.tree.nodeTags[node];
  if (nodeTag === NodeTag.shl || nodeTag === NodeTag.shr) gz.emitDbgMainToken(node);
  return rvalue(gz, ri, gz.addPlBin(tag, node, lhs, rhs), node);
}
