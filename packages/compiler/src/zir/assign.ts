import { fullAssignDestructure } from '../syntax/full.ts';
import type { GenZir } from './block.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr, lvalExpr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { REF_NONE, Ref, type ZirRef } from './ref.ts';
import { Ctx, type DestructureComponent, Loc, ResultInfo, RI_NONE, resPtr, resTy } from './result.ts';
import type { Scope } from './scope.ts';
import { isUnderscore } from './underscore.ts';

const DISCARD_ASSIGNMENT = new ResultInfo(Loc.discard, REF_NONE, Ctx.assignment);

/** A component of a destructure that is thrown away. */
export const DISCARD_COMPONENT: DestructureComponent = { loc: Loc.discard, inst: REF_NONE, node: 0 };

/** `small` of `Extended.inplace_arith_result_ty`. */
enum InplaceOp {
  add_eq,
  sub_eq,
}

/** `lhs = rhs` */
export function assign(gz: GenZir, scope: Scope, node: number): void {
  gz.emitDbgNode(node);
  const tree = gz.lo.tree;
  const lhs = tree.lhs[node];
  const rhs = tree.rhs[node];
  if (isUnderscore(tree, lhs)) {
    expr(gz, scope, DISCARD_ASSIGNMENT, rhs);
    return;
  }
  const pointer = lvalExpr(gz, scope, lhs);
  expr(gz, scope, resPtr(pointer, Ctx.none, node), rhs);
}

/** `a, b = value` where nothing on the left is declared. */
export function assignDestructure(gz: GenZir, scope: Scope, node: number): void {
  gz.emitDbgNode(node);
  const { lo } = gz;
  const full = fullAssignDestructure(lo.tree, node)!;
  if (full.comptimeToken !== null && gz.isComptime) {
    lo.errorToken(full.comptimeToken, 'redundant comptime keyword in already comptime scope');
    return;
  }
  const inner = full.comptimeToken === null ? gz : gz.makeSubBlock(scope);
  if (full.comptimeToken !== null) inner.isComptime = true;

  const components: DestructureComponent[] = [];
  for (const variable of full.variables) {
    components.push(
      isUnderscore(lo.tree, variable)
        ? DISCARD_COMPONENT
        : { loc: Loc.ptr, inst: lvalExpr(inner, scope, variable), node: variable },
    );
  }
  expr(inner, scope, new ResultInfo(Loc.destructure, REF_NONE, Ctx.none, node, components), full.valueExpr);
  if (inner !== gz) finishComptimeBlock(gz, inner, node);
}

/** Makes `inner` the body of a compile-time block at the end of `gz`. */
export function finishComptimeBlock(gz: GenZir, inner: GenZir, node: number): void {
  const block = gz.makeBlockInst(Tag.block_comptime, node);
  inner.addBreak(Tag.break_inline, block, Ref.void_value as ZirRef);
  inner.setBlockComptimeBody(block, ComptimeReason.comptime_keyword);
  gz.append(block);
}

/** `lhs op= rhs` */
export function assignOp(gz: GenZir, scope: Scope, node: number, tag: Tag): void {
  gz.emitDbgNode(node);
  const tree = gz.lo.tree;
  const pointer = lvalExpr(gz, scope, tree.lhs[node]);
  const lhs = gz.addUnNode(Tag.load, pointer, node);
  const rhsType =
    tag === Tag.add || tag === Tag.sub
      ? gz.addExtended(
          Extended.inplace_arith_result_ty,
          tag === Tag.add ? InplaceOp.add_eq : InplaceOp.sub_eq,
          lhs,
          node,
        )
      : gz.addUnNode(Tag.typeof, lhs, node);
  const rhs = expr(gz, scope, resTy(rhsType), tree.rhs[node]);
  if (mayTrap(tag)) gz.emitDbgMainToken(node);
  gz.addPlBin(Tag.store_node, node, pointer, gz.addPlBin(tag, node, lhs, rhs));
}

/** Whether an arithmetic instruction has a safety check, so that it gets a debug location of its own. */
export function mayTrap(tag: Tag): boolean {
  return tag === Tag.add || tag === Tag.sub || tag === Tag.mul || tag === Tag.div || tag === Tag.mod_rem;
}

/** `lhs <<= rhs`, `lhs >>= rhs` */
export function assignShift(gz: GenZir, scope: Scope, node: number, tag: Tag): void {
  gz.emitDbgNode(node);
  const tree = gz.lo.tree;
  const pointer = lvalExpr(gz, scope, tree.lhs[node]);
  const lhs = gz.addUnNode(Tag.load, pointer, node);
  const rhsType = gz.addUnNode(Tag.typeof_log2_int_type, lhs, node);
  const rhs = expr(gz, scope, resTy(rhsType), tree.rhs[node]);
  gz.addPlBin(Tag.store_node, node, pointer, gz.addPlBin(tag, node, lhs, rhs));
}

/** `lhs <<|= rhs`: any integer may be on the right. */
export function assignShiftSat(gz: GenZir, scope: Scope, node: number): void {
  gz.emitDbgNode(node);
  const tree = gz.lo.tree;
  const pointer = lvalExpr(gz, scope, tree.lhs[node]);
  const lhs = gz.addUnNode(Tag.load, pointer, node);
  const rhs = expr(gz, scope, RI_NONE, tree.rhs[node]);
  gz.addPlBin(Tag.store_node, node, pointer, gz.addPlBin(Tag.shl_sat, node, lhs, rhs));
}
