import { type AirIndex, type AirRef, AirTag, airInst, airRef, interned, isInst } from '../../air/air.ts';
import { onlyPossibleValue } from '../../intern/classify.ts';
import { fieldType } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrInfo, ptrType, ptrTypeWith } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { errUnionPayloadPtrValue, fieldPtrValue, optPayloadPtrValue } from '../../intern/ptr-steps.ts';
import { ptrValueWith } from '../../intern/ptr-values.ts';
import { childType, errorUnionPayload } from '../../intern/types.ts';
import { errorUnionPayloadValue, intNumber, optSome, typeOf, undefValue, unionValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveAlign, resolveType } from '../coercion/operands.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import { addBody } from '../core/air-bodies.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { constantPtr } from '../core/constants.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { checkStoredOperand, type InferredAlloc, makeRuntime } from '../core/locals.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { validateVarType } from '../declarations/var-type.ts';
import { ptrElem } from '../memory/elements.ts';
import { isNakedFunction } from '../types/calling-conventions.ts';
import { onePossibleValue, typeRequiresComptime } from '../types/classify-types.ts';
import { pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { resolveConstDefinedValue, resolveValue } from '../values/operands.ts';
import { unionFieldOfTag } from '../values/union-tags.ts';

function declareType(sema: Sema, block: Block, src: Src, ty: Index): void {
  resolveLayout(sema, block, src, ty, 'variable declared');
  validateVarType(sema, block, src, ty, false);
}

function comptimeAlloc(sema: Sema, block: Block, src: Src, ty: Index, alignment: number): AirRef {
  resolveLayout(sema, block, src, ty, 'variable declared');
  return sema.memory.allocate(sema, block, src, ty, alignment);
}

function runtimeAlloc(sema: Sema, block: Block, src: Src, tySrc: Src, ty: Index, alignment: number): AirRef {
  if (isNakedFunction(sema)) sema.fail(block, src, 'local variable in naked function');
  resolveLayout(sema, block, tySrc, ty, 'variable declared');
  return sema.emit(block, AirTag.alloc, ptrType(sema.pool, { child: ty, alignment }));
}

/** `alloc`: a constant local. */
function zirAlloc(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const tySrc = sub(block.frame.src[inst]!, SrcPart.var_decl_ty);
  const ty = resolveType(sema, block, tySrc, block.frame.a[inst]! as ZirRef);
  resolveLayout(sema, block, block.frame.src[inst]!, ty, 'constant declared');
  return allocConst(sema, block, block.frame.src[inst]!, tySrc, ty, 0);
}

function allocConst(sema: Sema, block: Block, src: Src, tySrc: Src, ty: Index, alignment: number): AirRef {
  resolveLayout(sema, block, tySrc, ty, 'variable declared');
  if (block.isComptime || typeRequiresComptime(sema, block, tySrc, ty))
    return comptimeAlloc(sema, block, tySrc, ty, alignment);
  const ptr = runtimeAlloc(sema, block, src, tySrc, ty, alignment);
  sema.maybeComptimeAllocs.set(airInst(ptr), {
    runtimeIndex: block.runtimeIndex,
    stores: [],
    operands: [],
    isRuntime: false,
  });
  return ptr;
}

/** `alloc_mut`: a variable local. */
function zirAllocMut(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const tySrc = sub(block.frame.src[inst]!, SrcPart.var_decl_ty);
  const ty = resolveType(sema, block, tySrc, block.frame.a[inst]! as ZirRef);
  resolveLayout(sema, block, block.frame.src[inst]!, ty, 'variable declared');
  if (block.isComptime) return comptimeAlloc(sema, block, tySrc, ty, 0);
  declareType(sema, block, tySrc, ty);
  return runtimeAlloc(sema, block, block.frame.src[inst]!, tySrc, ty, 0);
}

function zirAllocComptimeMut(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const tySrc = sub(block.frame.src[inst]!, SrcPart.var_decl_ty);
  const ty = resolveType(sema, block, tySrc, block.frame.a[inst]! as ZirRef);
  resolveLayout(sema, block, block.frame.src[inst]!, ty, 'variable declared');
  return comptimeAlloc(sema, block, tySrc, ty, 0);
}

/** `Extended.alloc`: any of the above, with an alignment. */
function zirAllocExtended(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const small = frame.a[inst]! >>> 16;
  const src = frame.src[inst]!;
  const tySrc = sub(src, SrcPart.var_decl_ty);
  let payload = frame.b[inst]!;
  const tyRef = (small & 1) !== 0 ? (frame.extra[payload++]! as ZirRef) : REF_NONE;
  const alignSrc = sub(src, SrcPart.var_decl_align);
  const alignment = (small & 2) !== 0 ? resolveAlign(sema, block, alignSrc, frame.extra[payload]! as ZirRef) : 0;
  const isConst = (small & 4) !== 0;
  const isComptime = (small & 8) !== 0 || block.isComptime;
  if (tyRef === REF_NONE) return inferredAlloc(sema, block, isComptime, isConst, alignment);
  const ty = resolveType(sema, block, tySrc, tyRef);
  if (isComptime) return comptimeAlloc(sema, block, tySrc, ty, alignment);
  if (isConst) return allocConst(sema, block, src, tySrc, ty, alignment);
  declareType(sema, block, tySrc, ty);
  return runtimeAlloc(sema, block, src, tySrc, ty, alignment);
}

/** A local without a type yet. The instruction gets its type, and its place in a block, when the type is known. */
function inferredAlloc(sema: Sema, block: Block, isComptime: boolean, isConst: boolean, alignment: number): AirRef {
  const inst = sema.reserve(AirTag.alloc, Ty.void);
  if (!isComptime) {
    block.insts.push(inst);
    if (isConst) {
      sema.maybeComptimeAllocs.set(inst, {
        runtimeIndex: block.runtimeIndex,
        stores: [],
        operands: [],
        isRuntime: false,
      });
    }
  }
  sema.inferredAllocs.set(inst, { isComptime, isConst, alignment, stores: [] });
  return airRef(inst);
}

function zirAllocInferred(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const tag = block.frame.tags[inst]! as Tag;
  const isComptime = tag === Tag.alloc_inferred_comptime || tag === Tag.alloc_inferred_comptime_mut || block.isComptime;
  const isConst = tag === Tag.alloc_inferred || tag === Tag.alloc_inferred_comptime;
  return inferredAlloc(sema, block, isComptime, isConst, 0);
}

function zirStoreToInferredPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const ptr = resolveInst(block, frame.extra[payload]! as ZirRef);
  const operand = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  const inferred = sema.inferredAllocs.get(airInst(ptr))!;
  if (inferred.isComptime) {
    const value = resolveConstDefinedOrUndef(sema, block, src, operand);
    inferred.stores.push({ operand: interned(value), src, inst: -1, block });
    return VOID_VALUE;
  }
  checkStoredOperand(sema, block, src, ptr, operand);
  const store = sema.emit(block, AirTag.store, Ty.void, ptr, operand);
  inferred.stores.push({ operand, src, inst: airInst(store), block });
  return VOID_VALUE;
}

function resolveConstDefinedOrUndef(sema: Sema, block: Block, src: Src, operand: AirRef): Index {
  const value = resolveValue(sema, operand);
  return value === NO_INDEX
    ? resolveConstDefinedValue(sema, block, src, operand, 'value stored to a comptime variable must be comptime-known')
    : value;
}

/** `resolve_inferred_alloc`: all stores are known; gives the pointer. */
function zirResolveInferredAlloc(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const src = block.frame.src[inst]!;
  const tySrc = sub(src, SrcPart.var_decl_ty);
  const ptr = resolveInst(block, block.frame.a[inst]! as ZirRef);
  const alloc = airInst(ptr);
  const inferred = sema.inferredAllocs.get(alloc)!;
  sema.inferredAllocs.delete(alloc);
  const operands = inferred.stores.map((store) => store.operand);
  const ty = resolvePeerTypes(sema, block, tySrc, operands, []);
  resolveLayout(sema, block, tySrc, ty, 'variable declared');
  if (inferred.isComptime) return resolveComptimeInferred(sema, block, src, ty, inferred);
  if (isNakedFunction(sema)) sema.fail(block, src, 'local variable in naked function');
  if (!inferred.isConst) validateVarType(sema, block, tySrc, ty, false);
  if (typeRequiresComptime(sema, block, tySrc, ty)) {
    // A constant of such a type is comptime-known or an error.
    if (inferred.isConst && inferred.stores.length === 1) {
      const value = resolveValue(sema, operands[0]!);
      if (value !== NO_INDEX) {
        elide(sema, inferred.stores[0]!.inst as AirIndex);
        elide(sema, alloc);
        return interned(constantPtr(pool, value, inferred.alignment));
      }
    }
    return sema.fail(
      block,
      src,
      `value with comptime-only type '${printType(pool, ty)}' depends on runtime control flow`,
    );
  }
  resolveLayout(sema, block, tySrc, ty, 'variable declared');
  const mutPtrTy = ptrType(pool, { child: ty, alignment: inferred.alignment });
  sema.air.ty.data[alloc] = mutPtrTy;
  for (const store of inferred.stores) fixStore(sema, store, ptr, ty);
  if (!inferred.isConst) return ptr;
  return makeConst(sema, block, ptr);
}

function resolveComptimeInferred(sema: Sema, block: Block, src: Src, ty: Index, inferred: InferredAlloc): AirRef {
  const pool = sema.pool;
  const last = inferred.stores[inferred.stores.length - 1]!;
  const value = resolveValue(sema, coerce(sema, block, ty, last.operand, last.src));
  if (inferred.isConst) return interned(constantPtr(pool, value, inferred.alignment));
  const ptr = comptimeAlloc(sema, block, last.src, ty, inferred.alignment);
  storePtrValue(sema, block, src, ptr as number as Index, value);
  return ptr;
}

/** Replaces the store that stands for one of an inferred type by one of the value coerced to it. */
function fixStore(sema: Sema, store: InferredAlloc['stores'][number], ptr: AirRef, ty: Index): void {
  const inst = store.inst as AirIndex;
  if (sema.typeOf(store.operand) === ty) return;
  const block = store.block.sub();
  const coerced = coerce(sema, block, ty, store.operand, store.src);
  if (block.insts.length === 0) {
    sema.air.b.data[inst] = coerced;
    return;
  }
  block.insts.push(sema.reserve(AirTag.store, Ty.void, ptr, coerced));
  const end = sema.reserve(AirTag.br, Ty.noreturn, inst, VOID_VALUE);
  block.insts.push(end);
  sema.air.tags.data[inst] = AirTag.block;
  sema.air.ty.data[inst] = Ty.void;
  sema.air.a.data[inst] = addBody(sema, block.insts);
  sema.air.b.data[inst] = 0;
  const base = sema.maybeComptimeAllocs.get(airInst(ptr));
  if (base !== undefined && isInst(coerced)) makeRuntime(sema, base);
}

/** `make_ptr_const`: the constant is complete. If all of it is known, it becomes a compile-time value. */
function zirMakePtrConst(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const alloc = resolveInst(block, block.frame.a[inst]! as ZirRef);
  return makeConst(sema, block, alloc);
}

function makeConst(sema: Sema, block: Block, alloc: AirRef): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(alloc);
  const constTy = ptrTypeWith(pool, ptrTy, { isConst: true });
  if (!isInst(alloc)) {
    const ptr = alloc as number as Index;
    const value = pointerDeref(sema, block, 0, ptr);
    if (value !== NO_INDEX) return interned(constantPtr(pool, value, ptrInfo(pool, ptrTy).alignment));
    return interned(ptrValueWith(pool, ptr, constTy));
  }
  const known = knownPtr(sema, block, airInst(alloc), constTy);
  if (known !== NO_INDEX) return interned(known);
  return sema.emit(block, AirTag.bitcast, constTy, alloc);
}

/**
 * A pointer of type `ptrTy` to the value that the stores to the local `alloc` gave it, where it is known; the stores are taken out then. Else
 * NO_INDEX.
 */
function knownPtr(sema: Sema, block: Block, alloc: AirIndex, ptrTy: Index): Index {
  const known = sema.maybeComptimeAllocs.get(alloc);
  sema.maybeComptimeAllocs.delete(alloc);
  if (known === undefined) return NO_INDEX;
  const pool = sema.pool;
  const air = sema.air;
  const ty = ptrChild(pool, air.ty.data[alloc]! as Index);
  const only = onePossibleValue(sema, block, 0, ty);
  const { alignment } = ptrInfo(pool, ptrTy);
  if (only !== NO_INDEX) return constantPtr(pool, only, alignment);
  if (known.isRuntime || known.stores.length === 0) return NO_INDEX;
  for (const store of known.stores) {
    const tag: AirTag = air.tags.data[store]!;
    if (tag !== AirTag.store && tag !== AirTag.store_safe && tag !== AirTag.set_union_tag) return NO_INDEX;
    if (isInst(air.b.data[store]! as AirRef)) return NO_INDEX;
  }
  const memory = sema.memory.allocate(sema, block, 0, ty, 0) as number as Index;
  const pointers = new Map<AirIndex, Index>([[alloc, memory]]);
  for (const store of known.stores) {
    const ptr = comptimePtrOf(sema, block, pointers, airInst(air.a.data[store]! as AirRef));
    if (ptr === NO_INDEX) return NO_INDEX;
    const operand = air.b.data[store]! as Index;
    const stored =
      air.tags.data[store] === AirTag.set_union_tag
        ? unionWithTag(sema, ptrChild(pool, typeOf(pool, ptr)), operand)
        : operand;
    storePtrValue(sema, block, 0, ptr, stored);
  }
  const value = pointerDeref(sema, block, 0, memory);
  if (value === NO_INDEX) return NO_INDEX;
  for (const store of known.stores) elide(sema, store);
  return constantPtr(pool, value, alignment);
}

/** A union whose tag has been set and whose payload has not been stored yet, unless there is nothing to store. */
function unionWithTag(sema: Sema, ty: Index, tag: Index): Index {
  const pool = sema.pool;
  const payloadTy = fieldType(pool, ty, unionFieldOfTag(sema, ty, tag));
  const only = onlyPossibleValue(pool, payloadTy);
  return unionValue(pool, ty, tag, only === NO_INDEX ? undefValue(pool, payloadTy) : only);
}

/** The comptime pointer that a runtime one derived from the local corresponds to. */
function comptimePtrOf(sema: Sema, block: Block, pointers: Map<AirIndex, Index>, inst: AirIndex): Index {
  const found = pointers.get(inst);
  if (found !== undefined) return found;
  const air = sema.air;
  const base = air.a.data[inst]! as AirRef;
  if (!isInst(base)) return NO_INDEX;
  const from = comptimePtrOf(sema, block, pointers, airInst(base));
  if (from === NO_INDEX) return NO_INDEX;
  const ty = air.ty.data[inst]! as Index;
  const pool = sema.pool;
  let ptr: Index;
  switch (air.tags.data[inst] as AirTag) {
    case AirTag.struct_field_ptr:
      ptr = fieldPtrValue(pool, from, ty, air.b.data[inst]!);
      break;
    case AirTag.ptr_elem_ptr: {
      const index = air.b.data[inst]! as AirRef;
      if (isInst(index)) return NO_INDEX;
      ptr = ptrElem(sema, block, 0, from, ty, intNumber(pool, index as number as Index));
      break;
    }
    case AirTag.optional_payload_ptr_set: {
      const optional = ptrChild(pool, typeOf(pool, from));
      storePtrValue(sema, block, 0, from, optSome(pool, optional, undefValue(pool, childType(pool, optional))));
      ptr = optPayloadPtrValue(pool, from, ty);
      break;
    }
    case AirTag.errunion_payload_ptr_set: {
      const union = ptrChild(pool, typeOf(pool, from));
      const payload = undefValue(pool, errorUnionPayload(pool, union));
      storePtrValue(sema, block, 0, from, errorUnionPayloadValue(pool, union, payload));
      ptr = errUnionPayloadPtrValue(pool, from, ty);
      break;
    }
    case AirTag.bitcast:
      ptr = ptrValueWith(pool, from, ty);
      break;
    default:
      return NO_INDEX;
  }
  pointers.set(inst, ptr);
  return ptr;
}

/** Makes an instruction that has been emitted do nothing. */
function elide(sema: Sema, inst: AirIndex): void {
  sema.air.tags.data[inst] = AirTag.block;
  sema.air.ty.data[inst] = Ty.void;
  sema.air.a.data[inst] = addBody(sema, []);
  sema.air.b.data[inst] = 0;
}

export const allocHandlers: Handlers = {
  [Tag.alloc]: zirAlloc,
  [Tag.alloc_mut]: zirAllocMut,
  [Tag.alloc_comptime_mut]: zirAllocComptimeMut,
  [Tag.alloc_inferred]: zirAllocInferred,
  [Tag.alloc_inferred_mut]: zirAllocInferred,
  [Tag.alloc_inferred_comptime]: zirAllocInferred,
  [Tag.alloc_inferred_comptime_mut]: zirAllocInferred,
  [Tag.store_to_inferred_ptr]: zirStoreToInferredPtr,
  [Tag.resolve_inferred_alloc]: zirResolveInferredAlloc,
  [Tag.make_ptr_const]: zirMakePtrConst,
  extended: {
    [Extended.alloc]: zirAllocExtended,
  },
};
