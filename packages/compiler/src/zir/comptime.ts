import { blockLabel, blockStatements } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr, labeledBlockExpr } from './block-expr.ts';
import { expr } from './expr.ts';
import { Tag } from './inst.ts';
import { primitiveRef } from './primitive.ts';
import { instRef, REF_NONE, type ZirRef } from './ref.ts';
import { Loc, ResultInfo, resultType, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** Lowers `node` to be evaluated at compile time, in a block of its own unless it is known to be already. */
export function comptimeExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  if (gz.isComptime) return expr(gz, scope, ri, node);
  const tree = gz.lo.tree;
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.identifier: {
      const primitive = primitiveRef(tree, tree.mainTokens[node]);
      if (primitive !== -1) return rvalue(gz, ri, primitive, node);
      break;
    }
    case NodeTag.number_literal:
    case NodeTag.string_literal:
    case NodeTag.multiline_string_literal:
    case NodeTag.enum_literal:
    case NodeTag.error_value:
      return expr(gz, scope, ri, node);
    case NodeTag.block_two:
    case NodeTag.block_two_semicolon:
    case NodeTag.block:
    case NodeTag.block_semicolon: {
      const typeRi = typeOnly(gz, ri, node);
      if (blockLabel(tree, node) === null) break;
      const block = labeledBlockExpr(gz, scope, typeRi, node, blockStatements(tree, node)!, true, false);
      return rvalue(gz, ri, block, node);
    }
    default:
      break;
  }
  const blockGz = gz.makeSubBlock(scope);
  blockGz.isComptime = true;
  const block = gz.makeBlockInst(Tag.block_comptime, node);
  const result = fullBodyExpr(blockGz, scope, typeOnly(gz, ri, node), node, false);
  if (!gz.refIsNoReturn(result)) blockGz.addBreak(Tag.break, block, result);
  blockGz.setBlockBody(block);
  gz.append(block);
  return rvalue(gz, ri, instRef(block), node);
}

/** The location without its pointer, which may be to runtime memory: the value is stored when it has left compile time. */
function typeOnly(gz: GenZir, ri: ResultInfo, node: number): ResultInfo {
  const type = resultType(gz, ri, node);
  return new ResultInfo(type === REF_NONE ? Loc.none : Loc.coerced_ty, type, ri.ctx);
}

/** The `comptime` keyword, which is an error where all is evaluated at compile time. */
export function comptimeExprAst(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  if (gz.isComptime) gz.lo.errorNode(node, 'redundant comptime keyword in already comptime scope');
  return comptimeExpr(gz, scope, ri, gz.lo.tree.lhs[node]);
}
