import { type FullSlice, fullSlice } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import type { GenZir } from './block.ts';
import { expr } from './expr.ts';
import { Tag } from './inst.ts';
import { nodeIsTriviallyZero } from './literal.ts';
import { REF_NONE, type ZirRef } from './ref.ts';
import {
  isRefLoc,
  type ResultInfo,
  RI_NONE,
  RI_REF,
  RI_REF_CONST,
  RI_USIZE,
  refOperand,
  resCoerced,
  rvalue,
} from './result.ts';
import type { Scope } from './scope.ts';

/** The pointer that an access, of which `ri` is asked for, goes through: even a value is loaded through one. */
export function accessedBy(ri: ResultInfo): ResultInfo {
  return isRefLoc(ri) ? refOperand(ri) : RI_REF_CONST;
}

/** `a.name` */
export function fieldAccess(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { lo } = gz;
  const byRef = isRefLoc(ri);
  const dot = lo.tree.mainTokens[node];
  const name = lo.identString(gz, dot + 1);
  const object = expr(gz, scope, accessedBy(ri), lo.tree.lhs[node]);
  gz.emitDbgStmt(dot);
  const access = gz.addPlBin(byRef ? Tag.field_ptr : Tag.field_ptr_load, node, object, name);
  return byRef ? access : rvalue(gz, ri, access, node);
}

/** `a[i]` */
export function arrayAccess(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { tree } = gz.lo;
  const byRef = isRefLoc(ri);
  const array = expr(gz, scope, accessedBy(ri), tree.lhs[node]);
  const index = expr(gz, scope, RI_USIZE, tree.rhs[node]);
  gz.emitDbgStmt(tree.mainTokens[node]);
  const access = gz.addPlBin(byRef ? Tag.elem_ptr_node : Tag.elem_ptr_load, node, array, index);
  return byRef ? access : rvalue(gz, ri, access, node);
}

/** `a[start..]`, `a[start..end]`, `a[start..end :sentinel]`, and `a[start..][0..len]` as one operation. */
export function sliceExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { tree } = gz.lo;
  const { chunk } = gz;
  const slice = fullSlice(tree, node) as FullSlice;
  const token = slice.lbracket;

  if (slice.end !== 0 && tree.nodeTags[slice.sliced] === NodeTag.slice_open && nodeIsTriviallyZero(tree, slice.start)) {
    const inner = fullSlice(tree, slice.sliced) as FullSlice;
    const object = expr(gz, scope, RI_REF, inner.sliced);
    const start = expr(gz, scope, RI_USIZE, inner.start);
    const len = expr(gz, scope, RI_USIZE, slice.end);
    const sentinel = optional(gz, scope, RI_NONE, slice.sentinel);
    gz.emitDbgStmt(token);
    const payload = chunk.extra4(object, start, len, sentinel);
    chunk.extra1(gz.srcNode(slice.sliced));
    return rvalue(gz, ri, gz.addPlNode(Tag.slice_length, node, payload), node);
  }

  const object = expr(gz, scope, RI_REF, slice.sliced);
  const start = expr(gz, scope, RI_USIZE, slice.start);
  const end = optional(gz, scope, RI_USIZE, slice.end);
  if (slice.sentinel !== 0) {
    const type = gz.addUnNode(Tag.slice_sentinel_ty, object, node);
    const sentinel = expr(gz, scope, resCoerced(type), slice.sentinel);
    gz.emitDbgStmt(token);
    const payload = chunk.extra4(object, start, end, sentinel);
    return rvalue(gz, ri, gz.addPlNode(Tag.slice_sentinel, node, payload), node);
  }
  gz.emitDbgStmt(token);
  const result =
    end === REF_NONE
      ? gz.addPlBin(Tag.slice_start, node, object, start)
      : gz.addPlNode(Tag.slice_end, node, chunk.extra3(object, start, end));
  return rvalue(gz, ri, result, node);
}

function optional(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  return node === 0 ? REF_NONE : expr(gz, scope, ri, node);
}
