import { type AirIndex, type AirRef, AirTag, isInst } from '../air/air.ts';
import { Layout } from '../intern/container-table.ts';
import {
  containerLayout,
  fieldIndex,
  fieldIsComptime,
  fieldName,
  fieldsLen,
  fieldType,
  fieldValue,
} from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { fieldOffset, packedFieldBitOffset, unionLayout, unionTagType } from '../intern/layout.ts';
import { ptrChild, ptrInfo } from '../intern/pointers.ts';
import { arrayLen, childType, sentinelOf, TypeKind, typeKind } from '../intern/types.ts';
import { intBig, sliceLen, slicePtr } from '../intern/values.ts';
import { elementOfPointer } from './arithmetic.ts';
import { defineBits, storeBitField, storeWideBits } from './bit-fields.ts';
import { addressOfPointer, pushBits } from './constants.ts';
import { elementsOf, storeOperandAsElement } from './elements.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { intOp } from './integers.ts';
import { storeWideConstant } from './limbs.ts';
import {
  constantIndex,
  copyMemory,
  defineLoaded,
  defineWide,
  emitCopy,
  emitFill,
  emitStore,
  fillMemory,
  fromBits,
  isLooseInMemory,
  isUndefOperand,
  pushElementAddress,
  pushLoad,
  pushLoadInt,
  storeInt,
  storeValue,
  toBits,
} from './memory.ts';
import { isScalar, isWide, type Repr, ReprKind, valTypeOf } from './repr.ts';
import { defineVectorElement, isVector } from './vectors.ts';
import { Op, ValType } from './wasm.ts';

const SLICE_LEN_OFFSET = 4;

function isPacked(f: FunctionState, ty: Index): boolean {
  return containerLayout(f.pool, ty) === Layout.packed;
}

/** `struct_field_ptr`: of a struct, tuple or union. */
export function genFieldPtr(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const i = f.b(inst) as number;
  const container = ptrChild(f.pool, f.typeOf(pointer));
  f.defineAddress(inst, past(f.addressOf(pointer), fieldPtrOffset(f, inst, container, i)), pointer);
}

/** Bytes from a container to what a pointer to its field `i` points to: a bit pointer points to the whole packed struct. */
function fieldPtrOffset(f: FunctionState, inst: AirIndex, container: Index, i: number): number {
  if (f.repr(container).kind === ReprKind.none) return 0;
  if (!isPacked(f, container)) return fieldOffset(f.pool, container, i);
  if (ptrInfo(f.pool, f.ty(inst)).hostSize !== 0) return 0;
  const outer = ptrInfo(f.pool, f.typeOf(f.a(inst)));
  return (packedFieldBitOffset(f.pool, container, i) + outer.bitOffset) >>> 3;
}

/** `field_parent_ptr` */
export function genFieldParentPtr(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const i = f.b(inst) as number;
  const container = ptrChild(f.pool, f.ty(inst));
  const offset =
    f.repr(container).kind === ReprKind.none
      ? 0
      : isPacked(f, container)
        ? packedFieldBitOffset(f.pool, container, i) >>> 3
        : fieldOffset(f.pool, container, i);
  f.push(pointer);
  if (offset > 0) {
    f.i32(offset);
    f.op(Op.i32_sub);
  }
  f.definePointer(inst);
}

/** `struct_field_val`: of a struct, tuple or union. */
export function genFieldVal(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const i = f.b(inst) as number;
  const container = f.typeOf(operand);
  const repr = f.repr(f.ty(inst));
  if (repr.kind === ReprKind.none) return;
  if (f.isPair(operand)) {
    if (f.usesLeft(inst) === 0) return;
    f.localGet(f.pairLocal(operand, i));
    f.define(inst);
    return;
  }
  const whole = f.repr(container);
  if (!isPacked(f, container)) {
    if (whole.kind === ReprKind.memory)
      defineLoaded(f, inst, past(f.memoryOf(operand), fieldOffset(f.pool, container, i)), operand);
    else f.fail('a field of this type');
    return;
  }
  const bitOffset = packedFieldBitOffset(f.pool, container, i);
  if (isWide(whole)) {
    defineBits(f, inst, f.memoryOf(operand), { hostSize: whole.size, bitOffset }, repr);
    return;
  }
  const wide = whole.kind === ReprKind.i64;
  f.push(operand);
  if (bitOffset > 0) {
    f.int(wide, BigInt(bitOffset));
    f.op(intOp(wide, Op.i32_shr_u));
  }
  fromBits(f, wide, repr);
  f.define(inst);
}

/** The number of tag value `i` of an enum type. */
function enumTagNumber(f: FunctionState, ty: Index, i: number): bigint {
  const value = fieldValue(f.pool, ty, i);
  return value === NO_INDEX ? BigInt(i) : intBig(f.pool, value);
}

/** `set_union_tag`: (union pointer, tag) */
export function genSetUnionTag(f: FunctionState, inst: AirIndex): void {
  const union = ptrChild(f.pool, f.typeOf(f.a(inst)));
  const layout = unionLayout(f.pool, union);
  if (layout.tagSize === 0) return;
  const at = past(f.addressOf(f.a(inst)), layout.tagOffset);
  storeValue(f, at, f.b(inst), unionTagType(f.pool, union));
}

/** `get_union_tag` */
export function genGetUnionTag(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const union = f.typeOf(operand);
  const repr = f.repr(f.ty(inst));
  if (repr.kind === ReprKind.none) return;
  const kind = f.repr(union).kind;
  if (kind === ReprKind.none && isScalar(repr)) {
    // No field of the union can be active: code that has a value of it never runs.
    pushBits(f, repr, 0n);
    f.define(inst);
  } else if (kind !== ReprKind.memory) f.defineAs(inst, operand);
  else defineLoaded(f, inst, past(f.memoryOf(operand), unionLayout(f.pool, union).tagOffset), operand);
}

/** `union_init`: (field index, init) */
export function genUnionInit(f: FunctionState, inst: AirIndex): void {
  const union = f.ty(inst);
  const i = f.a(inst) as number;
  const init = f.b(inst);
  const repr = f.repr(union);
  if (repr.kind === ReprKind.none) return;
  const payloadType = fieldType(f.pool, union, i);
  if (isPacked(f, union)) {
    genPackedUnionInit(f, inst, repr, f.repr(payloadType), init);
    return;
  }
  const tagTy = unionTagType(f.pool, union);
  const number = tagTy === NO_INDEX ? 0n : unionTagNumber(f, union, tagTy, i);
  if (repr.kind !== ReprKind.memory) {
    pushBits(f, repr, number);
    f.define(inst);
    return;
  }
  const layout = unionLayout(f.pool, union);
  const to = f.defineSlot(inst);
  storeValue(f, past(to, layout.payloadOffset), init, payloadType);
  if (layout.tagSize > 0) storeTag(f, past(to, layout.tagOffset), f.repr(tagTy), number);
}

/** All fields of a packed union have its bits. */
function genPackedUnionInit(f: FunctionState, inst: AirIndex, repr: Repr, payload: Repr, init: AirRef): void {
  if (repr.kind === ReprKind.memory) {
    const to = f.defineSlot(inst);
    fillMemory(f, to, 0, repr.size);
    storeWideBits(f, to, { hostSize: repr.size, bitOffset: 0 }, payload, f.memoryOf(init));
    return;
  }
  const wide = repr.kind === ReprKind.i64;
  f.push(init);
  toBits(f, wide, payload);
  fromBits(f, wide, repr);
  f.define(inst);
}

/** The tag of field `i` of a union: fields and tags go together by name. */
function unionTagNumber(f: FunctionState, union: Index, tagTy: Index, i: number): bigint {
  return enumTagNumber(f, tagTy, fieldIndex(f.pool, tagTy, fieldName(f.pool, union, i)));
}

function storeTag(f: FunctionState, at: Address, repr: Repr, number: bigint): void {
  if (!isScalar(repr)) {
    storeWideConstant(f, at, repr.size / 8, number);
    return;
  }
  f.pushBase(at);
  pushBits(f, repr, number);
  emitStore(f, repr, at.offset);
}

/** `aggregate_init`: of an array, vector, struct or tuple. */
export function genAggregateInit(f: FunctionState, inst: AirIndex): void {
  const ty = f.ty(inst);
  const repr = f.repr(ty);
  const elements = f.a(inst) as number;
  if (repr.kind === ReprKind.none) return;
  if (typeKind(f.pool, ty) === TypeKind.struct) {
    if (isPacked(f, ty)) genPackedInit(f, inst, ty, repr, elements);
    else {
      const to = f.defineSlot(inst);
      for (let i = 0; i < fieldsLen(f.pool, ty); i++) {
        if (fieldIsComptime(f.pool, ty, i)) continue;
        const element = f.extra(elements + i) as AirRef;
        const fieldTy = fieldType(f.pool, ty, i);
        if (f.repr(fieldTy).kind !== ReprKind.none)
          storeValue(f, past(to, fieldOffset(f.pool, ty, i)), element, fieldTy);
      }
    }
    return;
  }
  const to = f.defineSlot(inst);
  const len = arrayLen(f.pool, ty);
  if (isVector(f.pool, ty)) {
    fillMemory(f, to, 0, repr.size);
    const layout = elementsOf(f, ty);
    for (let i = 0; i < len; i++) storeOperandAsElement(f, to, layout, i, f.extra(elements + i) as AirRef);
    return;
  }
  const child = childType(f.pool, ty);
  const size = f.repr(child).size;
  for (let i = 0; i < len; i++) storeValue(f, past(to, i * size), f.extra(elements + i) as AirRef, child);
  const sentinel = sentinelOf(f.pool, ty);
  if (sentinel !== NO_INDEX) storeValue(f, past(to, len * size), sentinel as number as AirRef, child);
}

function genPackedInit(f: FunctionState, inst: AirIndex, ty: Index, repr: Repr, elements: number): void {
  if (repr.kind === ReprKind.memory) {
    const to = f.defineSlot(inst);
    fillMemory(f, to, 0, repr.size);
    for (let i = 0; i < fieldsLen(f.pool, ty); i++) {
      const element = f.extra(elements + i) as AirRef;
      const field = f.repr(fieldType(f.pool, ty, i));
      if (field.kind === ReprKind.none || isUndefOperand(f, element)) continue;
      const bitOffset = packedFieldBitOffset(f.pool, ty, i);
      if (field.kind !== ReprKind.memory) {
        const local = f.asLocal(element);
        storeBitField(f, to, { hostSize: repr.size, bitOffset }, field, () => f.localGet(local));
      } else storeWideBits(f, to, { hostSize: repr.size, bitOffset }, field, f.memoryOf(element));
    }
    return;
  }
  const wide = repr.kind === ReprKind.i64;
  f.int(wide, 0n);
  for (let i = 0; i < fieldsLen(f.pool, ty); i++) {
    const element = f.extra(elements + i) as AirRef;
    const field = f.repr(fieldType(f.pool, ty, i));
    if (field.kind === ReprKind.none || isUndefOperand(f, element)) continue;
    f.push(element);
    toBits(f, wide, field);
    const bitOffset = packedFieldBitOffset(f.pool, ty, i);
    if (bitOffset > 0) {
      f.int(wide, BigInt(bitOffset));
      f.op(intOp(wide, Op.i32_shl));
    }
    f.op(intOp(wide, Op.i32_or));
  }
  if (repr.signed) fromBits(f, wide, repr);
  f.define(inst);
}

// Slices

/** Pushes the pointer of a slice operand. */
function pushSlicePtr(f: FunctionState, slice: AirRef): void {
  if (isConstantSlice(f, slice)) f.pushAddress(addressOfPointer(f, slicePtr(f.pool, slice as number as Index)));
  else pushLoadInt(f, f.memoryOf(slice), 4);
}

/** Pushes the length of a slice operand. */
function pushSliceLen(f: FunctionState, slice: AirRef): void {
  if (isConstantSlice(f, slice)) f.push(sliceLen(f.pool, slice as number as Index) as number as AirRef);
  else pushLoadInt(f, past(f.memoryOf(slice), SLICE_LEN_OFFSET), 4);
}

function isConstantSlice(f: FunctionState, slice: AirRef): boolean {
  return !isInst(slice) && f.pool.tag(slice as number as Index) === ItemTag.slice;
}

/** `slice`: (pointer, length) */
export function genSlice(f: FunctionState, inst: AirIndex): void {
  const to = f.defineSlot(inst);
  f.pushBase(to);
  f.push(f.a(inst));
  storeInt(f, 4, to.offset);
  f.pushBase(to);
  f.push(f.b(inst));
  storeInt(f, 4, to.offset + SLICE_LEN_OFFSET);
}

/** `array_to_slice`: pointer to array. */
export function genArrayToSlice(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const to = f.defineSlot(inst);
  f.pushBase(to);
  f.push(pointer);
  storeInt(f, 4, to.offset);
  f.pushBase(to);
  f.i32(arrayLen(f.pool, ptrChild(f.pool, f.typeOf(pointer))));
  storeInt(f, 4, to.offset + SLICE_LEN_OFFSET);
}

/** `slice_len`, `slice_ptr` */
export function genSlicePart(f: FunctionState, inst: AirIndex): void {
  if (f.usesLeft(inst) === 0) return;
  if (f.tag(inst) === AirTag.slice_len) pushSliceLen(f, f.a(inst));
  else pushSlicePtr(f, f.a(inst));
  f.define(inst);
}

/** `ptr_slice_len_ptr`, `ptr_slice_ptr_ptr` */
export function genSlicePartPtr(f: FunctionState, inst: AirIndex): void {
  const offset = f.tag(inst) === AirTag.ptr_slice_len_ptr ? SLICE_LEN_OFFSET : 0;
  f.defineAddress(inst, past(f.addressOf(f.a(inst)), offset), f.a(inst));
}

/** `slice_elem_ptr` */
export function genSliceElemPtr(f: FunctionState, inst: AirIndex): void {
  const slice = f.a(inst);
  const size = f.repr(elementOfPointer(f, f.typeOf(slice))).size;
  pushSlicePtr(f, slice);
  addIndex(f, f.b(inst), size);
  f.definePointer(inst);
}

/** Adds `index` elements of `size` bytes to the address on the stack. */
function addIndex(f: FunctionState, index: AirRef, size: number): void {
  const constant = constantIndex(f, index);
  if (constant === 0 || size === 0) return;
  if (constant > 0) f.i32(constant * size);
  else {
    f.push(index);
    f.i32(size);
    f.op(Op.i32_mul);
  }
  f.op(Op.i32_add);
}

/** `slice_elem_val` */
export function genSliceElemVal(f: FunctionState, inst: AirIndex): void {
  const repr = f.repr(f.ty(inst));
  if (repr.kind === ReprKind.none || f.usesLeft(inst) === 0) return;
  pushSlicePtr(f, f.a(inst));
  addIndex(f, f.b(inst), repr.size);
  defineLoadedCopy(f, inst, repr);
}

/** The result of `inst` is what is at the address on the stack, as it is now. */
function defineLoadedCopy(f: FunctionState, inst: AirIndex, repr: Repr): void {
  const from = f.temporary(ValType.i32);
  f.localSet(from);
  const address: Address = { local: from, offset: 0, reloc: null };
  if (isLooseInMemory(repr)) defineWide(f, inst, address, repr);
  else if (repr.kind === ReprKind.memory) copyMemory(f, f.defineSlot(inst), address, repr.size);
  else {
    pushLoad(f, address, repr);
    f.define(inst);
  }
}

/** `ptr_elem_ptr`: the pointer is to many, or to an array or vector. */
export function genPtrElemPtr(f: FunctionState, inst: AirIndex): void {
  const [pointer, index] = [f.a(inst), f.b(inst)];
  if (ptrInfo(f.pool, f.ty(inst)).hostSize !== 0) {
    f.defineAddress(inst, f.addressOf(pointer), pointer);
    return;
  }
  const size = f.repr(elementOfPointer(f, f.typeOf(pointer))).size;
  const constant = constantIndex(f, index);
  if (constant >= 0 || size === 0) {
    f.defineAddress(inst, past(f.addressOf(pointer), Math.max(constant, 0) * size), pointer);
    return;
  }
  pushElementAddress(f, f.addressOf(pointer), index, size);
  f.definePointer(inst);
}

/** `ptr_elem_val`: of a pointer to many. */
export function genPtrElemVal(f: FunctionState, inst: AirIndex): void {
  const [pointer, index] = [f.a(inst), f.b(inst)];
  const repr = f.repr(f.ty(inst));
  if (repr.kind === ReprKind.none || f.usesLeft(inst) === 0) return;
  const constant = constantIndex(f, index);
  if (constant >= 0 && repr.kind !== ReprKind.memory) {
    pushLoad(f, past(f.addressOf(pointer), constant * repr.size), repr);
    f.define(inst);
  } else {
    pushElementAddress(f, f.addressOf(pointer), index, repr.size);
    defineLoadedCopy(f, inst, repr);
  }
}

/** `array_elem_val`: of an array or vector. */
export function genArrayElemVal(f: FunctionState, inst: AirIndex): void {
  const [array, index] = [f.a(inst), f.b(inst)];
  const repr = f.repr(f.ty(inst));
  if (repr.kind === ReprKind.none || f.usesLeft(inst) === 0) return;
  const constant = constantIndex(f, index);
  const ty = f.typeOf(array);
  const at = f.memoryOf(array);
  if (isVector(f.pool, ty)) defineVectorElement(f, inst, at, ty, constant);
  else if (constant >= 0) defineLoaded(f, inst, past(at, constant * repr.size), array);
  else if (repr.kind === ReprKind.memory && !isLooseInMemory(repr)) {
    pushElementAddress(f, at, index, repr.size);
    f.definePointer(inst, array);
  } else {
    pushElementAddress(f, at, index, repr.size);
    defineLoadedCopy(f, inst, repr);
  }
}

// Filling and copying

/** `memset`, `memset_safe`: (slice, or pointer to array; value) */
export function genMemset(f: FunctionState, inst: AirIndex): void {
  const [to, value] = [f.a(inst), f.b(inst)];
  const repr = f.repr(elementOfPointer(f, f.typeOf(to)));
  const isUndef = isUndefOperand(f, value);
  if (repr.kind === ReprKind.none || (isUndef && f.tag(inst) === AirTag.memset)) return;
  if (isUndef || (repr.size === 1 && repr.kind === ReprKind.i32)) {
    openUnlessEmpty(f, to);
    pushStart(f, to);
    if (isUndef) f.i32(0xaa);
    else f.push(value);
    pushByteLength(f, to, repr.size);
    emitFill(f);
    closeUnlessEmpty(f, to);
    return;
  }
  const at = f.temporary(ValType.i32);
  const end = f.temporary(ValType.i32);
  pushStart(f, to);
  f.localTee(at);
  pushByteLength(f, to, repr.size);
  f.op(Op.i32_add);
  f.localSet(end);
  const scalar = repr.kind === ReprKind.memory ? -1 : f.temporary(valTypeOf(repr));
  if (scalar >= 0) {
    f.push(value);
    f.localSet(scalar);
  }
  const done = f.open(Op.block);
  const again = f.open(Op.loop);
  f.localGet(at);
  f.localGet(end);
  f.op(Op.i32_eq);
  f.br(Op.br_if, done);
  if (scalar >= 0) {
    f.pushBase({ local: at, offset: 0, reloc: null });
    f.localGet(scalar);
    emitStore(f, repr, 0);
  } else copyMemory(f, { local: at, offset: 0, reloc: null }, f.memoryOf(value), repr.size);
  f.localGet(at);
  f.i32(repr.size);
  f.op(Op.i32_add);
  f.localSet(at);
  f.br(Op.br, again);
  f.close();
  f.close();
}

function isSliceOperand(f: FunctionState, ref: AirRef): boolean {
  return f.reprOf(ref).kind === ReprKind.memory;
}

/** Pushes the address of the first element of a slice, or of what a pointer points to. */
function pushStart(f: FunctionState, ref: AirRef): void {
  if (isSliceOperand(f, ref)) pushSlicePtr(f, ref);
  else f.push(ref);
}

/** Pushes how many bytes the elements of a slice, or of a pointer to an array, have. */
function pushByteLength(f: FunctionState, ref: AirRef, size: number): void {
  if (!isSliceOperand(f, ref)) {
    f.i32(arrayLen(f.pool, ptrChild(f.pool, f.typeOf(ref))) * size);
    return;
  }
  pushSliceLen(f, ref);
  if (size === 1) return;
  f.i32(size);
  f.op(Op.i32_mul);
}

/** `memcpy`: (slice, or pointer to array; slice or pointer) */
export function genMemcpy(f: FunctionState, inst: AirIndex): void {
  const [to, from] = [f.a(inst), f.b(inst)];
  const { size } = f.repr(elementOfPointer(f, f.typeOf(to)));
  if (size === 0) return;
  const counted = isCounted(f, to) ? to : from;
  openUnlessEmpty(f, counted);
  pushStart(f, to);
  pushStart(f, from);
  pushByteLength(f, counted, size);
  emitCopy(f);
  closeUnlessEmpty(f, counted);
}

/**
 * Opens a block that runs if the slice has elements: an empty one may point outside of memory, which `memory.copy` and
 * `memory.fill` trap on even where they have nothing to do. For a pointer to an array there is no block.
 */
function openUnlessEmpty(f: FunctionState, ref: AirRef): void {
  if (!isSliceOperand(f, ref)) return;
  pushSliceLen(f, ref);
  f.open(Op.if);
}

function closeUnlessEmpty(f: FunctionState, ref: AirRef): void {
  if (isSliceOperand(f, ref)) f.close();
}

/** Whether an operand says how many elements there are. */
function isCounted(f: FunctionState, ref: AirRef): boolean {
  return isSliceOperand(f, ref) || ptrInfo(f.pool, f.typeOf(ref)).size === 'one';
}
