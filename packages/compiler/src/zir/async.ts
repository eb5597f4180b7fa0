import type { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { expr } from './expr.ts';
import { Tag } from './inst.ts';
import { noteNode } from './lowering.ts';
import { instRef, Ref, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_NONE, RI_REF, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** `nosuspend operand` */
export function nosuspendExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  if (gz.nosuspendNode !== 0) {
    gz.lo.errorNode(node, 'redundant nosuspend block', [noteNode(gz.nosuspendNode, 'other nosuspend block here')]);
  }
  gz.nosuspendNode = node;
  const result = expr(gz, scope, ri, gz.lo.tree.lhs[node]);
  gz.nosuspendNode = 0;
  return result;
}

/** `suspend body` */
export function suspendExpr(gz: GenZir, scope: Scope, node: number): ZirRef {
  const { lo } = gz;
  if (gz.nosuspendNode !== 0) {
    lo.failNode(node, 'suspend inside nosuspend block', [noteNode(gz.nosuspendNode, 'nosuspend block here')]);
  }
  if (gz.suspendNode !== 0) {
    lo.failNode(node, 'cannot suspend inside suspend block', [noteNode(gz.suspendNode, 'other suspend block here')]);
  }
  const block = gz.makeBlockInst(Tag.suspend_block, node);
  gz.append(block);
  const suspendGz = gz.makeSubBlock(scope);
  suspendGz.suspendNode = node;
  const result = fullBodyExpr(suspendGz, suspendGz, RI_NONE, lo.tree.lhs[node], false);
  if (!gz.refIsNoReturn(result)) suspendGz.addBreak(Tag.break_inline, block, Ref.void_value as ZirRef);
  suspendGz.setBlockBody(block);
  return instRef(block);
}

/** `resume operand` */
export function resumeExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const operand = expr(gz, scope, RI_REF, gz.lo.tree.lhs[node]);
  return rvalue(gz, ri, gz.addUnNode(Tag.resume, operand, node), node);
}
