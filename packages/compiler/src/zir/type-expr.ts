import { type FullArrayType, type FullPtrType, fullArrayType, fullPtrType, PointerSize } from '../syntax/full-decl.ts';
import type { GenZir } from './block.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { reachableExprComptime, typeExpr } from './expr.ts';
import { Tag } from './inst.ts';
import { REF_NONE, Ref, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_ALIGN, RI_USIZE, resCoerced, resTy, rvalue } from './result.ts';
import type { Scope } from './scope.ts';
import { isUnderscore } from './underscore.ts';

/** Flags of `Tag.ptr_type`. */
export enum PtrTypeFlag {
  is_allowzero = 1,
  is_mutable = 2,
  is_volatile = 4,
  has_sentinel = 8,
  has_align = 16,
  has_addrspace = 32,
  has_bit_range = 64,
}

/** `*T`, `[*]T`, `[]T`, `[*c]T` with all their attributes. */
export function ptrType(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const info = fullPtrType(gz.lo.tree, node) as FullPtrType;
  if (info.size === PointerSize.C && info.allowzeroToken !== null) {
    gz.lo.failToken(info.allowzeroToken, 'C pointers always allow address zero');
  }
  const elemType = typeExpr(gz, scope, info.childType);
  let flags = 0;
  if (info.allowzeroToken !== null) flags |= PtrTypeFlag.is_allowzero;
  if (info.constToken === null) flags |= PtrTypeFlag.is_mutable;
  if (info.volatileToken !== null) flags |= PtrTypeFlag.is_volatile;
  let sentinel = REF_NONE;
  if (info.sentinel !== 0) {
    flags |= PtrTypeFlag.has_sentinel;
    sentinel = comptimeExpr(
      gz,
      scope,
      resTy(elemType),
      info.sentinel,
      info.size === PointerSize.Slice ? ComptimeReason.slice_sentinel : ComptimeReason.pointer_sentinel,
    );
  }
  let addrspace = REF_NONE;
  if (info.addrspaceNode !== 0) {
    flags |= PtrTypeFlag.has_addrspace;
    const type = addBuiltinValue(gz, BuiltinValue.address_space, info.addrspaceNode);
    addrspace = comptimeExpr(gz, scope, resCoerced(type), info.addrspaceNode, ComptimeReason.addrspace);
  }
  let align = REF_NONE;
  if (info.alignNode !== 0) {
    flags |= PtrTypeFlag.has_align;
    align = comptimeExpr(gz, scope, RI_ALIGN, info.alignNode, ComptimeReason.align);
  }
  let bitStart = REF_NONE;
  let bitEnd = REF_NONE;
  if (info.bitRangeStart !== 0) {
    flags |= PtrTypeFlag.has_bit_range;
    bitStart = comptimeExpr(gz, scope, resCoerced(Ref.u16_type), info.bitRangeStart, ComptimeReason.type);
    bitEnd = comptimeExpr(gz, scope, resCoerced(Ref.u16_type), info.bitRangeEnd, ComptimeReason.type);
  }

  const { extra } = gz.chunk;
  const payload = extra.push(elemType);
  if (sentinel !== REF_NONE) extra.push(sentinel);
  if (align !== REF_NONE) extra.push(align);
  if (addrspace !== REF_NONE) extra.push(addrspace);
  if (bitStart !== REF_NONE) {
    extra.push(bitStart);
    extra.push(bitEnd);
  }
  const result = gz.add(Tag.ptr_type, payload, flags | (info.size << 8), gz.srcNode(node));
  return rvalue(gz, ri, result, node);
}

/** `[len]T` */
export function arrayType(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const info = fullArrayType(gz.lo.tree, node) as FullArrayType;
  checkLength(gz, info.elemCount);
  const len = reachableExprComptime(gz, scope, RI_USIZE, info.elemCount, node, ComptimeReason.type);
  const elemType = typeExpr(gz, scope, info.elemType);
  return rvalue(gz, ri, gz.addPlBin(Tag.array_type, node, len, elemType), node);
}

/** `[len:sentinel]T` */
export function arrayTypeSentinel(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const info = fullArrayType(gz.lo.tree, node) as FullArrayType;
  checkLength(gz, info.elemCount);
  const len = reachableExprComptime(gz, scope, RI_USIZE, info.elemCount, node, ComptimeReason.array_length);
  const elemType = typeExpr(gz, scope, info.elemType);
  const sentinel = reachableExprComptime(
    gz,
    scope,
    resCoerced(elemType),
    info.sentinel,
    node,
    ComptimeReason.array_sentinel,
  );
  const result = gz.addPlNode(Tag.array_type_sentinel, node, gz.chunk.extra3(len, sentinel, elemType));
  return rvalue(gz, ri, result, node);
}

/** `[_]T` is a type only where an initializer follows; that does not come here. */
function checkLength(gz: GenZir, elemCount: number): void {
  if (isUnderscore(gz.lo.tree, elemCount)) gz.lo.failNode(elemCount, 'unable to infer array size');
}
