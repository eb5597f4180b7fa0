import { blockLabel, blockStatements } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr, labeledBlockExpr } from './block-expr.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr } from './expr.ts';
import { identifier } from './identifier.ts';
import { Tag } from './inst.ts';
import { instRef, REF_NONE, type ZirRef } from './ref.ts';
import { Loc, ResultInfo, resultType, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** Lowers `node` to be evaluated at compile time because of `reason`, in a block of its own unless it is known to be already. */
export function comptimeExpr(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  reason: ComptimeReason,
  sourceNode = node,
): ZirRef {
  if (gz.isComptime) return expr(gz, scope, ri, node);
  const tree = gz.lo.tree;
  const tag: NodeTag = tree.nodeTags[node];
  switch (tag) {
    case NodeTag.identifier:
      return identifier(gz, scope, ri, node, { sourceNode, reason });
    case NodeTag.block_two:
    case NodeTag.block_two_semicolon:
    case NodeTag.block:
    case NodeTag.block_semicolon: {
      // A labeled block is a block at compile time itself.
      const typeRi = typeOnly(gz, ri, node);
      if (blockLabel(tree, node) === null) break;
      const block = labeledBlockExpr(gz, scope, typeRi, node, blockStatements(tree, node)!, true, false);
      return rvalue(gz, ri, block, node);
    }
    default:
      if (isComptimeAnyway(tag)) return expr(gz, scope, ri, node);
  }
  const blockGz = gz.makeSubBlock(scope);
  blockGz.isComptime = true;
  const block = gz.makeBlockInst(Tag.block_comptime, sourceNode);
  const result = fullBodyExpr(blockGz, scope, typeOnly(gz, ri, sourceNode), node, false);
  if (!gz.refIsNoReturn(result)) blockGz.addBreak(Tag.break_inline, block, result);
  blockGz.setBlockComptimeBody(block, reason);
  gz.append(block);
  return rvalue(gz, ri, instRef(block), sourceNode);
}

/** Whether an expression of this kind is known at compile time, or has all its operands evaluated there, wherever it stands. */
function isComptimeAnyway(tag: NodeTag): boolean {
  switch (tag) {
    case NodeTag.number_literal:
    case NodeTag.char_literal:
    case NodeTag.string_literal:
    case NodeTag.multiline_string_literal:
    case NodeTag.enum_literal:
    case NodeTag.error_value:
    case NodeTag.anyframe_literal:
    case NodeTag.error_set_decl:
    case NodeTag.error_union:
    case NodeTag.merge_error_sets:
    case NodeTag.optional_type:
    case NodeTag.anyframe_type:
    case NodeTag.ptr_type_aligned:
    case NodeTag.ptr_type_sentinel:
    case NodeTag.ptr_type:
    case NodeTag.ptr_type_bit_range:
    case NodeTag.array_type:
    case NodeTag.array_type_sentinel:
    case NodeTag.fn_proto_simple:
    case NodeTag.fn_proto_multi:
    case NodeTag.fn_proto_one:
    case NodeTag.fn_proto:
    case NodeTag.container_decl:
    case NodeTag.container_decl_trailing:
    case NodeTag.container_decl_arg:
    case NodeTag.container_decl_arg_trailing:
    case NodeTag.container_decl_two:
    case NodeTag.container_decl_two_trailing:
    case NodeTag.tagged_union:
    case NodeTag.tagged_union_trailing:
    case NodeTag.tagged_union_enum_tag:
    case NodeTag.tagged_union_enum_tag_trailing:
    case NodeTag.tagged_union_two:
    case NodeTag.tagged_union_two_trailing:
      return true;
    default:
      return false;
  }
}

/** The location without its pointer, which may be to runtime memory: the value is stored when it has left compile time. */
function typeOnly(gz: GenZir, ri: ResultInfo, node: number): ResultInfo {
  const type = resultType(gz, ri, node);
  return new ResultInfo(type === REF_NONE ? Loc.none : Loc.coerced_ty, type, ri.ctx);
}

/** The `comptime` keyword, which is an error where all is evaluated at compile time. */
export function comptimeExprAst(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { tree } = gz.lo;
  if (gz.isComptime) {
    gz.lo.errorToken(tree.mainTokens[node], 'redundant comptime keyword in already comptime scope');
  }
  return comptimeExpr(gz, scope, ri, tree.lhs[node], ComptimeReason.comptime_keyword, node);
}
