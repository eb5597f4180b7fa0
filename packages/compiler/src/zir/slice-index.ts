import { type FullSlice, fullSlice } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import type { GenZir } from './block.ts';
import { expr } from './expr.ts';
import { Tag } from './inst.ts';
import { nodeIsTriviallyZero } from './literal.ts';
import { REF_NONE, type ZirRef } from './ref.ts';
import { isRefLoc, type ResultInfo, RI_NONE, RI_REF, RI_USIZE, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** `a.name` */
export function fieldAccess(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { lo } = gz;
  const byRef = isRefLoc(ri);
  const dot = lo.tree.mainTokens[node];
  const name = lo.identString(gz, dot + 1);
  const object = expr(gz, scope, byRef ? RI_REF : RI_NONE, lo.tree.lhs[node]);
  gz.emitDbgStmt(dot);
  const access = gz.addPlBin(byRef ? Tag.field_ptr : Tag.field_val, node, object, name);
  return byRef ? access : rvalue(gz, ri, access, node);
}

/** `a[i]` */
export function arrayAccess(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { tree } = gz.lo;
  const byRef = isRefLoc(ri);
  const array = expr(gz, scope, byRef ? RI_REF : RI_NONE, tree.lhs[node]);
  const index = expr(gz, scope, RI_USIZE, tree.rhs[node]);
  gz.emitDbgStmt(tree.mainTokens[node]);
  const access = gz.addPlBin(byRef ? Tag.elem_ptr_node : Tag.elem_val_node, node, array, index);
  return byRef ? access : rvalue(gz, ri, access, node);
}

/** `a[start..]`, `a[start..end]`, `a[start..end :sentinel]`, and `a[start..][0..len]` as one operation. */
export function sliceExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { tree } = gz.lo;
  const { chunk } = gz;
  const slice = fullSlice(tree, node) as FullSlice;
  const token = slice.lbracket;

  if (tree.nodeTags[node] === NodeTag.slice_open) {
    const object = expr(gz, scope, RI_REF, slice.sliced);
    const start = expr(gz, scope, RI_USIZE, slice.start);
    gz.emitDbgStmt(token);
    return rvalue(gz, ri, gz.addPlBin(Tag.slice_start, node, object, start), node);
  }

  const inner = fullSlice(tree, slice.sliced);
  if (inner !== null && inner.end === 0 && nodeIsTriviallyZero(tree, slice.start)) {
    const object = expr(gz, scope, RI_REF, inner.sliced);
    const start = expr(gz, scope, RI_USIZE, inner.start);
    const len = optional(gz, scope, RI_USIZE, slice.end);
    const sentinel = optional(gz, scope, RI_NONE, slice.sentinel);
    gz.emitDbgStmt(token);
    const payload = chunk.extra4(object, start, len, sentinel);
    chunk.extra1(gz.srcNode(slice.sliced));
    return rvalue(gz, ri, gz.addPlNode(Tag.slice_length, node, payload), node);
  }

  const object = expr(gz, scope, RI_REF, slice.sliced);
  const start = expr(gz, scope, RI_USIZE, slice.start);
  const end = optional(gz, scope, RI_USIZE, slice.end);
  const sentinel = optional(gz, scope, RI_NONE, slice.sentinel);
  gz.emitDbgStmt(token);
  const result =
    slice.sentinel === 0
      ? gz.addPlNode(Tag.slice_end, node, chunk.extra3(object, start, end))
      : gz.addPlNode(Tag.slice_sentinel, node, chunk.extra4(object, start, end, sentinel));
  return rvalue(gz, ri, result, node);
}

function optional(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  return node === 0 ? REF_NONE : expr(gz, scope, ri, node);
}
