import { NodeTag } from '../syntax/node.ts';
import { tokenString, tokenText } from '../syntax/tree.ts';
import type { GenZir } from './block.ts';
import { typeCast } from './builtin-call.ts';
import { BuiltinTag, findBuiltin } from './builtin-fn.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { Ref, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_NONE, resCoerced, resultTypeForCast, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** What a pointer cast may change: `small` of `ptr_cast_full`, `ptr_cast_no_dest` and `field_parent_ptr`. */
export enum PtrCastFlag {
  ptr_cast = 1,
  align_cast = 2,
  addrspace_cast = 4,
  const_cast = 8,
  volatile_cast = 16,
}

/**
 * `@ptrCast`, `@alignCast`, `@addrSpaceCast`, `@constCast`, `@volatileCast`. Any chain of them is one operation: the types between
 * them cannot be known. A chain around `@fieldParentPtr` belongs to it.
 */
export function ptrCast(gz: GenZir, scope: Scope, ri: ResultInfo, root: number): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  let flags = 0;
  let node = root;
  for (;;) {
    const tag: NodeTag = tree.nodeTags[node];
    if (tag === NodeTag.grouped_expression) {
      node = tree.lhs[node];
      continue;
    }
    if (tag !== NodeTag.builtin_call_two && tag !== NodeTag.builtin_call_two_comma) break;
    if (tree.lhs[node] === 0) break;
    const token = tree.mainTokens[node];
    const name = tokenText(tree, token);
    const builtin = findBuiltin(name, 0, name.length);
    if (tree.rhs[node] !== 0) {
      if (builtin !== BuiltinTag.field_parent_ptr || (flags & PtrCastFlag.ptr_cast) !== 0) break;
      return castFieldParentPtr(gz, scope, ri, root, node, flags);
    }
    const flag = castFlag(builtin);
    if (flag === 0) break;
    if ((flags & flag) !== 0) lo.failNode(node, `redundant ${tokenString(tree, token)}`);
    flags |= flag;
    node = tree.lhs[node];
  }

  if (flags === PtrCastFlag.ptr_cast) return typeCast(gz, scope, ri, root, node, Tag.ptr_cast, '@ptrCast');

  if ((flags & ~(PtrCastFlag.const_cast | PtrCastFlag.volatile_cast)) === 0) {
    const operand = expr(gz, scope, RI_NONE, node);
    gz.emitDbgMainToken(root);
    const result = gz.addExtended(Extended.ptr_cast_no_dest, flags, gz.chunk.extra1(operand), root);
    return rvalue(gz, ri, result, root);
  }

  const type = resultTypeForCast(gz, ri, root, typedCastName(flags));
  const operand = expr(gz, scope, RI_NONE, node);
  gz.emitDbgMainToken(root);
  const result = gz.addExtended(Extended.ptr_cast_full, flags, gz.chunk.extra2(type, operand), root);
  return rvalue(gz, ri, result, root);
}

function castFieldParentPtr(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  root: number,
  node: number,
  flags: number,
): ZirRef {
  const { tree } = gz.lo;
  const type = resultTypeForCast(gz, ri, root, '@alignCast');
  const name = comptimeExpr(gz, scope, resCoerced(Ref.slice_const_u8_type), tree.lhs[node], ComptimeReason.field_name);
  const pointer = expr(gz, scope, RI_NONE, tree.rhs[node]);
  gz.emitDbgMainToken(root);
  const result = gz.addExtended(Extended.field_parent_ptr, flags, gz.chunk.extra3(type, name, pointer), node);
  return rvalue(gz, ri, result, root);
}

/** What the pointer cast `builtin` may change; 0 for what is none. */
export function castFlag(builtin: BuiltinTag | -1): number {
  switch (builtin) {
    case BuiltinTag.ptr_cast:
      return PtrCastFlag.ptr_cast;
    case BuiltinTag.align_cast:
      return PtrCastFlag.align_cast;
    case BuiltinTag.addrspace_cast:
      return PtrCastFlag.addrspace_cast;
    case BuiltinTag.const_cast:
      return PtrCastFlag.const_cast;
    case BuiltinTag.volatile_cast:
      return PtrCastFlag.volatile_cast;
    default:
      return 0;
  }
}

/** The cast of a chain that makes the result's type necessary. */
function typedCastName(flags: number): string {
  if ((flags & PtrCastFlag.ptr_cast) !== 0) return '@ptrCast';
  return (flags & PtrCastFlag.align_cast) !== 0 ? '@alignCast' : '@addrSpaceCast';
}
