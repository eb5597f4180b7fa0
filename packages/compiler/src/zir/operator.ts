import { NodeTag } from '../syntax/node.ts';
import { mayTrap } from './assign.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr, reachable, reachableExpr, reachableTypeExpr } from './expr.ts';
import { Tag } from './inst.ts';
import { numberLiteral } from './literal.ts';
import { instRef, type ZirRef } from './ref.ts';
import { Ctx, type ResultInfo, RI_BOOL, RI_NONE, RI_USIZE, resTy, resultType, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** A binary operator whose operands are independent. Chains, which lean to the left, are lowered without recursion. */
export function simpleBinOp(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { lhs, nodeTags } = gz.lo.tree;
  checkComparison(gz, node);
  if (!isSimpleBinOp(nodeTags[lhs[node]])) {
    return binOpOnto(gz, scope, ri, node, expr(gz, scope, RI_NONE, lhs[node]));
  }
  const chain = [node];
  let leftmost = lhs[node];
  for (; isSimpleBinOp(nodeTags[leftmost]); leftmost = lhs[leftmost]) {
    checkComparison(gz, leftmost);
    chain.push(leftmost);
  }
  let value = expr(gz, scope, RI_NONE, leftmost);
  for (let i = chain.length - 1; i > 0; i--) value = binOpOnto(gz, scope, RI_NONE, chain[i], value);
  return binOpOnto(gz, scope, ri, node, value);
}

function checkComparison(gz: GenZir, node: number): void {
  const { lhs, rhs, nodeTags } = gz.lo.tree;
  const tag: NodeTag = nodeTags[node];
  if (tag !== NodeTag.equal_equal && tag !== NodeTag.bang_equal) return;
  if (nodeTags[lhs[node]] !== NodeTag.string_literal && nodeTags[rhs[node]] !== NodeTag.string_literal) return;
  gz.lo.failNode(node, `cannot compare strings with ${tag === NodeTag.equal_equal ? '==' : '!='}`);
}

/** The operator at `node`, whose left operand has been lowered to `lhs`. */
function binOpOnto(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, lhs: ZirRef): ZirRef {
  const { tree } = gz.lo;
  const tag = binOpTag(tree.nodeTags[node]);
  reachable(gz, lhs, tree.lhs[node], node);
  const rhs = reachableExpr(gz, scope, RI_NONE, tree.rhs[node], node);
  if (mayTrap(tag)) gz.emitDbgMainToken(node);
  return rvalue(gz, ri, gz.addPlBin(tag, node, lhs, rhs), node);
}

/** Whether `simpleBinOp` lowers a node of this kind. */
function isSimpleBinOp(tag: NodeTag): boolean {
  switch (tag) {
    case NodeTag.add:
    case NodeTag.add_wrap:
    case NodeTag.add_sat:
    case NodeTag.sub:
    case NodeTag.sub_wrap:
    case NodeTag.sub_sat:
    case NodeTag.mul:
    case NodeTag.mul_wrap:
    case NodeTag.mul_sat:
    case NodeTag.div:
    case NodeTag.mod:
    case NodeTag.shl_sat:
    case NodeTag.bit_and:
    case NodeTag.bit_or:
    case NodeTag.bit_xor:
    case NodeTag.bang_equal:
    case NodeTag.equal_equal:
    case NodeTag.greater_than:
    case NodeTag.greater_or_equal:
    case NodeTag.less_than:
    case NodeTag.less_or_equal:
    case NodeTag.array_cat:
      return true;
    default:
      return false;
  }
}

/** The instruction of a binary operator, or of the assignment with it. */
export function binOpTag(tag: NodeTag): Tag {
  switch (tag) {
    case NodeTag.assign_bit_and:
    case NodeTag.bit_and:
      return Tag.bit_and;
    case NodeTag.assign_bit_or:
    case NodeTag.bit_or:
      return Tag.bit_or;
    case NodeTag.assign_bit_xor:
    case NodeTag.bit_xor:
      return Tag.xor;
    case NodeTag.assign_div:
    case NodeTag.div:
      return Tag.div;
    case NodeTag.assign_sub:
    case NodeTag.sub:
      return Tag.sub;
    case NodeTag.assign_sub_wrap:
    case NodeTag.sub_wrap:
      return Tag.subwrap;
    case NodeTag.assign_sub_sat:
    case NodeTag.sub_sat:
      return Tag.sub_sat;
    case NodeTag.assign_mod:
    case NodeTag.mod:
      return Tag.mod_rem;
    case NodeTag.assign_add:
    case NodeTag.add:
      return Tag.add;
    case NodeTag.assign_add_wrap:
    case NodeTag.add_wrap:
      return Tag.addwrap;
    case NodeTag.assign_add_sat:
    case NodeTag.add_sat:
      return Tag.add_sat;
    case NodeTag.assign_mul:
    case NodeTag.mul:
      return Tag.mul;
    case NodeTag.assign_mul_wrap:
    case NodeTag.mul_wrap:
      return Tag.mulwrap;
    case NodeTag.assign_mul_sat:
    case NodeTag.mul_sat:
      return Tag.mul_sat;
    case NodeTag.shl_sat:
      return Tag.shl_sat;
    case NodeTag.bang_equal:
      return Tag.cmp_neq;
    case NodeTag.equal_equal:
      return Tag.cmp_eq;
    case NodeTag.greater_than:
      return Tag.cmp_gt;
    case NodeTag.greater_or_equal:
      return Tag.cmp_gte;
    case NodeTag.less_than:
      return Tag.cmp_lt;
    case NodeTag.less_or_equal:
      return Tag.cmp_lte;
    default:
      return Tag.array_cat;
  }
}

/** `A!B`, `A || B`: an operator whose operands are types. */
export function typeBinOp(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, tag: Tag): ZirRef {
  const { tree } = gz.lo;
  const lhs = reachableTypeExpr(gz, scope, tree.lhs[node], node);
  const rhs = reachableTypeExpr(gz, scope, tree.rhs[node], node);
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
      ? comptimeExpr(gz, scope, operandRi, operandNode, ComptimeReason.compile_error_string)
      : expr(gz, scope, operandRi, operandNode);
  if (tag === Tag.tag_name || tag === Tag.error_name || tag === Tag.int_from_ptr) gz.emitDbgMainToken(node);
  return rvalue(gz, ri, gz.addUnNode(tag, operand, node), node);
}

/** `lhs ** rhs` */
export function arrayMult(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const tree = gz.lo.tree;
  const type = resultType(gz, ri, node);
  const lhs = expr(gz, scope, RI_NONE, tree.lhs[node]);
  const rhs = comptimeExpr(gz, scope, RI_USIZE, tree.rhs[node], ComptimeReason.array_mul_factor);
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
