import type { GenZir } from './block.ts';
import { unusedResultExpr } from './block-expr.ts';
import { Tag } from './inst.ts';
import { instRef, Ref, type ZirIndex, type ZirRef } from './ref.ts';
import { Defer, LocalVal, type Scope, ScopeKind } from './scope.ts';
import { isUnderscoreToken } from './underscore.ts';
import { checkUsed } from './usage.ts';
import { DECL_BLOCK } from './zir.ts';

/** Which of the defers between two scopes run. */
export enum DefersToEmit {
  /** All, and the error is known. */
  both,
  /** All; none of them captures the error. */
  both_sans_err,
  /** Only `defer`, not `errdefer`. */
  normal_only,
}

/** Which kinds of defers stand between `outer` and `inner`. */
export function countDefers(outer: Scope, inner: Scope): { haveErr: boolean; needErrCode: boolean } {
  let haveErr = false;
  let needErrCode = false;
  for (let s: Scope = inner; s !== outer; s = s.parent!) {
    if (s.kind !== ScopeKind.defer_error) continue;
    haveErr = true;
    if (s.remappedErrCode >= 0) needErrCode = true;
  }
  return { haveErr, needErrCode };
}

/** Emits the defers from `inner` out to `outer`. `errCode` is for `both`. */
export function genDefers(gz: GenZir, outer: Scope, inner: Scope, which: DefersToEmit, errCode?: ZirRef): void {
  for (let s: Scope = inner; s !== outer; s = s.parent!) {
    if (s.kind === ScopeKind.defer_normal) {
      gz.add(Tag.defer, s.index, s.len, s.src);
    } else if (s.kind === ScopeKind.defer_error && which !== DefersToEmit.normal_only) {
      if (which === DefersToEmit.both && s.remappedErrCode >= 0) {
        gz.add(Tag.defer_err_code, errCode!, gz.chunk.extra3(s.remappedErrCode, s.index, s.len), s.src);
      } else {
        gz.add(Tag.defer, s.index, s.len, s.src);
      }
    }
  }
}

/** Lowers `defer` or `errdefer` and returns the scope of what follows it. */
export function deferStmt(
  gz: GenZir,
  scope: Scope,
  node: number,
  kind: ScopeKind.defer_normal | ScopeKind.defer_error,
): Scope {
  const { lo, chunk } = gz;
  const { tree } = lo;
  const deferGz = gz.makeSubBlock(scope);
  deferGz.curDeferNode = node;
  deferGz.anyDeferNode = node;

  const payloadToken = kind === ScopeKind.defer_error ? tree.lhs[node] : 0;
  let remapped = -1;
  let subScope: Scope = deferGz;
  if (payloadToken !== 0) {
    const name = lo.identName(payloadToken);
    if (isUnderscoreToken(tree, payloadToken)) {
      lo.errorToken(payloadToken, 'discard of error capture; omit it instead');
    } else {
      remapped = chunk.appendPlaceholder(gz.srcToken(payloadToken));
      const ref = instRef(remapped as ZirIndex);
      subScope = new LocalVal(deferGz, ref, payloadToken, name, 'capture');
      gz.addDbgVar(Tag.dbg_var_val, chunk.string(lo.names, name), ref, payloadToken);
    }
  }
  unusedResultExpr(deferGz, subScope, tree.rhs[node]);
  checkUsed(lo, scope, subScope);
  deferGz.addBreak(Tag.break_inline, DECL_BLOCK as ZirIndex, Ref.void_value as ZirRef);

  const start = deferGz.start;
  const end = chunk.stack.length;
  const index = chunk.extra.length;
  if (remapped >= 0) chunk.appendRefsOf(remapped);
  chunk.appendBody(start, end);
  deferGz.unstack();
  return new Defer(kind, scope, index, chunk.extra.length - index, remapped, gz.srcNode(node));
}
