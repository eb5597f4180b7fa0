import type { GenZir } from './block.ts';
import { expr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { REF_NONE, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_NONE, resCoerced, resTy, resultType, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** `small` of `Extended.round_op`. */
enum RoundOp {
  round,
  floor,
  ceil,
  trunc,
}

type RoundTag = Tag.round | Tag.floor | Tag.ceil | Tag.trunc;

function roundOp(tag: RoundTag): RoundOp {
  switch (tag) {
    case Tag.round:
      return RoundOp.round;
    case Tag.floor:
      return RoundOp.floor;
    case Tag.ceil:
      return RoundOp.ceil;
    case Tag.trunc:
      return RoundOp.trunc;
  }
}

/** `@floor` and its like: to a float or, where the type of the result says so, to an integer. */
export function floatRoundOp(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  operandNode: number,
  tag: RoundTag,
): ZirRef {
  const type = resultType(gz, ri, node);
  if (type === REF_NONE) return floatUnOp(gz, scope, ri, node, operandNode, tag);
  const operandType = gz.addExtended(Extended.round_op_ty, 0, gz.chunk.extra1(type), node);
  const operand = expr(gz, scope, resCoerced(operandType), operandNode);
  gz.emitDbgMainToken(node);
  const result = gz.addExtended(Extended.round_op, roundOp(tag), gz.chunk.extra2(type, operand), node);
  return rvalue(gz, ri, result, node);
}

/** `@sqrt` and its like. */
export function floatUnOp(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  operandNode: number,
  tag: Tag,
): ZirRef {
  const type = resultType(gz, ri, node);
  const operandRi =
    type === REF_NONE ? RI_NONE : resTy(gz.addExtended(Extended.float_op_result_ty, 0, gz.chunk.extra1(type), node));
  const operand = expr(gz, scope, operandRi, operandNode);
  return rvalue(gz, ri, gz.addUnNode(tag, operand, node), node);
}
