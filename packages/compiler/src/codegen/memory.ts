import { type AirIndex, type AirRef, AirTag, isInst } from '../air/air.ts';
import { collectOperands, OperandList } from '../air/operands.ts';
import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { ptrAlign, ptrInfo } from '../intern/pointers.ts';
import { isUndef } from '../intern/values.ts';
import { isBitPointer, loadBitPointer, storeBitPointer } from './bit-fields.ts';
import { pushBits } from './constants.ts';
import type { Address, FunctionState } from './function.ts';
import { normalizeWide } from './limbs.ts';
import { RelocKind } from './relocation.ts';
import { isScalar, isWide, type Repr, ReprKind } from './repr.ts';
import { RuntimeFunction } from './runtime.ts';
import { signExtend } from './sign-extend.ts';
import { MiscOp, Op } from './wasm.ts';

/** Emits a load or store: the base is on the stack, and for a store the value above it. */
export function access(f: FunctionState, op: Op, offset: number): void {
  const at = f.out.length;
  f.op(op);
  f.out.byte(0);
  f.out.uleb(offset);
  if (f.frame?.popBase() === true) f.frame.events.push({ kind: 'access', at, end: f.out.length, op, offset });
}

/** The load of the bytes of a scalar of `repr`. */
function loadOp(repr: Repr): Op {
  switch (repr.kind) {
    case ReprKind.i64:
      return Op.i64_load;
    case ReprKind.f32:
      return Op.f32_load;
    case ReprKind.f64:
      return Op.f64_load;
    default:
      if (repr.size === 1) return repr.signed ? Op.i32_load8_s : Op.i32_load8_u;
      if (repr.size === 2) return repr.signed ? Op.i32_load16_s : Op.i32_load16_u;
      return Op.i32_load;
  }
}

function storeOp(repr: Repr): Op {
  switch (repr.kind) {
    case ReprKind.i64:
      return Op.i64_store;
    case ReprKind.f32:
      return Op.f32_store;
    case ReprKind.f64:
      return Op.f64_store;
    default:
      return repr.size === 1 ? Op.i32_store8 : repr.size === 2 ? Op.i32_store16 : Op.i32_store;
  }
}

/** Pushes the scalar of `repr` at `address`. */
export function pushLoad(f: FunctionState, address: Address, repr: Repr): void {
  f.pushBase(address);
  emitLoad(f, repr, address.offset);
}

/** Loads a scalar of `repr`, extended from its width whatever the bits above are in memory: the base is on the stack. */
export function emitLoad(f: FunctionState, repr: Repr, offset: number): void {
  access(f, loadOp(repr), offset);
  if (hasUnusedBits(repr)) extend(f, repr);
}

/** Stores a scalar of `repr`, with zeros above its width: the base is on the stack, and the value above it. */
export function emitStore(f: FunctionState, repr: Repr, offset: number): void {
  if (repr.signed && hasUnusedBits(repr)) extend(f, { ...repr, signed: false });
  access(f, storeOp(repr), offset);
}

/** Whether an integer's bytes have more bits than it has. */
function hasUnusedBits(repr: Repr): boolean {
  return repr.bits > 0 && repr.bits !== repr.size * 8;
}

/** Pushes the `size` (1, 2, 4) bytes at `address` as an unsigned i32. */
export function pushLoadInt(f: FunctionState, address: Address, size: number): void {
  f.pushBase(address);
  access(f, size === 1 ? Op.i32_load8_u : size === 2 ? Op.i32_load16_u : Op.i32_load, address.offset);
}

/** Stores the low `size` (1, 2, 4) bytes of an i32: its base is on the stack, and the value above it. */
export function storeInt(f: FunctionState, size: number, offset: number): void {
  access(f, size === 1 ? Op.i32_store8 : size === 2 ? Op.i32_store16 : Op.i32_store, offset);
}

const INLINE_COPY_LIMIT = 32;

/** Copies `size` bytes; the two may overlap. */
export function copyMemory(f: FunctionState, to: Address, from: Address, size: number): void {
  if (size === 0) return;
  if (f.frame !== null && (to.local === f.frameLocal || from.local === f.frameLocal || isConstantAddress(from))) {
    f.frame.events.push({ kind: 'copy', at: f.out.length, to, from, size });
    f.op(Op.nop);
    return;
  }
  if (size > INLINE_COPY_LIMIT) {
    f.pushAddress(to);
    f.pushAddress(from);
    f.i32(size);
    emitCopy(f);
    return;
  }
  // All is loaded before anything is stored: the two may overlap.
  const chunks: number[] = [];
  for (let at = 0; at < size; at += chunkSize(size - at)) {
    chunks.push(at);
    f.pushBase(to);
    f.pushBase(from);
    access(f, CHUNK_LOAD[chunkSize(size - at)], from.offset + at);
  }
  for (let i = chunks.length - 1; i >= 0; i--)
    access(f, CHUNK_STORE[chunkSize(size - chunks[i])], to.offset + chunks[i]);
}

function isConstantAddress(address: Address): boolean {
  return address.reloc?.kind === RelocKind.uavAddress;
}

const CHUNK_LOAD: Record<number, Op> = { 1: Op.i32_load8_u, 2: Op.i32_load16_u, 4: Op.i32_load, 8: Op.i64_load };
const CHUNK_STORE: Record<number, Op> = { 1: Op.i32_store8, 2: Op.i32_store16, 4: Op.i32_store, 8: Op.i64_store };

function chunkSize(left: number): number {
  return left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
}

/** Sets `size` bytes to `byte`. */
export function fillMemory(f: FunctionState, to: Address, byte: number, size: number): void {
  if (size === 0) return;
  if (f.frame !== null && to.local === f.frameLocal) {
    f.frame.events.push({ kind: 'fill', at: f.out.length, offset: to.offset, byte, size });
    f.op(Op.nop);
    return;
  }
  f.pushAddress(to);
  f.i32(byte);
  f.i32(size);
  emitFill(f);
}

/** `memory.copy`: to, from and length are on the stack. The two may overlap. */
export function emitCopy(f: FunctionState): void {
  if (!f.reprs.options.hasBulkMemory) {
    f.callRuntime(RelocKind.runtime, RuntimeFunction.memCopy);
    return;
  }
  f.misc(MiscOp.memory_copy);
  f.out.byte(0);
  f.out.byte(0);
}

/** `memory.fill`: address, byte and length are on the stack. */
export function emitFill(f: FunctionState): void {
  if (!f.reprs.options.hasBulkMemory) {
    f.callRuntime(RelocKind.runtime, RuntimeFunction.memFill);
    return;
  }
  f.misc(MiscOp.memory_fill);
  f.out.byte(0);
}

/** Stores operand `ref` as a value of type `ty` at `to`. An undefined value stores nothing. */
export function storeValue(f: FunctionState, to: Address, ref: AirRef, ty: Index): void {
  const repr = f.repr(ty);
  if (repr.kind === ReprKind.none || isUndefOperand(f, ref)) return;
  if (repr.kind === ReprKind.memory) {
    copyMemory(f, to, f.memoryOf(ref), repr.size);
    return;
  }
  f.pushBase(to);
  f.push(ref);
  emitStore(f, repr, to.offset);
}

/** Pushes the address of a copy in the frame of a value in memory, which whoever is given it may write to. */
export function pushCopy(f: FunctionState, ref: AirRef): void {
  const { size, align } = f.reprOf(ref);
  const copy = f.temporarySlot(size, align);
  storeValue(f, copy, ref, f.typeOf(ref));
  f.pushAddress(copy);
}

/** Whether an operand is an undefined constant. */
export function isUndefOperand(f: FunctionState, ref: AirRef): boolean {
  return !isInst(ref) && isUndef(f.pool, ref as number as Index);
}

/** The result of `inst` is the value of its type at `address`, part of the memory value or behind the pointer `from`, which does not change. */
export function defineLoaded(f: FunctionState, inst: AirIndex, address: Address, from: AirRef): void {
  const repr = f.repr(f.ty(inst));
  if (repr.kind === ReprKind.none) return;
  if (repr.kind === ReprKind.memory) {
    if (isLooseInMemory(repr)) defineWide(f, inst, address, repr);
    else f.defineAddress(inst, address, from);
  } else if (f.usesLeft(inst) > 0) {
    pushLoad(f, address, repr);
    f.define(inst);
  }
}

/**
 * Whether memory may hold anything above the width of such an integer: where it is a packed struct that began as undefined, and was written
 * field by field. Values that code works on are extended.
 */
export function isLooseInMemory(repr: Repr): boolean {
  return isWide(repr) && repr.bits !== repr.size * 8;
}

/** The result of `inst` is a copy of the integer at `address`, extended. */
export function defineWide(f: FunctionState, inst: AirIndex, address: Address, repr: Repr): void {
  if (f.usesLeft(inst) === 0) return;
  const slot = f.newSlot(repr.size, repr.align);
  copyMemory(f, f.slotAddress(slot), address, repr.size);
  normalizeWide(f, f.slotAddress(slot), repr);
  f.defineInSlot(inst, slot);
}

/** Memory for the child of pointer type `ty`, for a result of `inst`; a local where that is all it needs. */
export function genAlloc(f: FunctionState, inst: AirIndex): void {
  const info = ptrInfo(f.pool, f.ty(inst));
  const repr = f.repr(info.child);
  if (repr.kind === ReprKind.none) {
    f.i32(ptrAlign(f.pool, f.ty(inst)));
    f.definePointer(inst);
    return;
  }
  if (isScalar(repr) && info.hostSize === 0 && f.isVariable(inst)) {
    f.defineVariable(inst, repr);
    return;
  }
  f.defineAlloc(inst, repr.size, Math.max(info.alignment, repr.align));
}

/** `ret_ptr` */
export function genRetPtr(f: FunctionState, inst: AirIndex): void {
  if (f.resultPointer < 0) {
    genAlloc(f, inst);
    return;
  }
  f.defineAddress(inst, { local: f.resultPointer, offset: 0, reloc: null }, 0 as AirRef);
}

/** `load` */
export function genLoad(f: FunctionState, inst: AirIndex): void {
  const repr = f.repr(f.ty(inst));
  const pointer = f.a(inst);
  if (repr.kind === ReprKind.none) return;
  const info = ptrInfo(f.pool, f.typeOf(pointer));
  if (f.usesLeft(inst) === 0 && !info.isVolatile) return;
  const variable = f.variableOf(pointer);
  if (variable >= 0) {
    f.localGet(variable);
    f.define(inst);
    return;
  }
  const address = f.addressOf(pointer);
  if (isBitPointer(info)) {
    loadBitPointer(f, inst, address, info, repr);
    return;
  }
  if (repr.kind !== ReprKind.memory) {
    pushLoad(f, address, repr);
    f.define(inst);
    return;
  }
  if (isLooseInMemory(repr)) {
    defineWide(f, inst, address, repr);
    return;
  }
  if (onlyReadNow(f, inst)) {
    f.defineAddress(inst, address, pointer);
    return;
  }
  const slot = f.newSlot(repr.size, repr.align);
  copyMemory(f, f.slotAddress(slot), address, repr.size);
  f.defineInSlot(inst, slot);
}

/** How many instructions after a load are looked at for its uses. */
const LOOKAHEAD = 24;

const lookedAt = new OperandList();

/** Whether all uses of the loaded memory value come before the memory can change: then it needs no copy. */
function onlyReadNow(f: FunctionState, inst: AirIndex): boolean {
  let left = f.usesLeft(inst);
  const end = Math.min(f.bodyEnd, f.bodyNext + LOOKAHEAD);
  const operands = lookedAt;
  for (let at = f.bodyNext; at < end; at++) {
    const next = f.extra(at) as AirIndex;
    const tag = f.tag(next);
    if (tag >= AirTag.dbg_stmt) continue;
    collectOperands(f.air, next, operands);
    let used = 0;
    for (let i = 0; i < operands.count; i++) if (operands.items[i] === inst) used++;
    left -= used;
    if (used > 0 && !readsAtOnce(f, next, tag)) return false;
    if (left === 0) return true;
    if (!keepsMemory(tag)) return false;
  }
  return false;
}

/** Whether an instruction has read its memory operands when it is done, and writes nothing before it has. */
function readsAtOnce(f: FunctionState, inst: AirIndex, tag: AirTag): boolean {
  switch (tag) {
    case AirTag.store:
    case AirTag.store_safe:
    case AirTag.ret:
    case AirTag.ret_safe:
    case AirTag.br:
    case AirTag.aggregate_init:
    case AirTag.union_init:
    case AirTag.wrap_optional:
    case AirTag.wrap_errunion_payload:
      return true;
    case AirTag.struct_field_val:
    case AirTag.array_elem_val:
    case AirTag.optional_payload:
    case AirTag.unwrap_errunion_payload:
    case AirTag.bitcast:
      return isScalar(f.repr(f.ty(inst)));
    case AirTag.is_null:
    case AirTag.is_non_null:
    case AirTag.is_err:
    case AirTag.is_non_err:
    case AirTag.unwrap_errunion_err:
    case AirTag.get_union_tag:
    case AirTag.slice_len:
    case AirTag.slice_ptr:
    case AirTag.slice_elem_ptr:
    case AirTag.cmp_eq:
    case AirTag.cmp_neq:
      return true;
    case AirTag.slice_elem_val:
      return isScalar(f.repr(f.ty(inst)));
    default:
      return false;
  }
}

/** Whether an instruction writes no memory but its own result's. */
function keepsMemory(tag: AirTag): boolean {
  if (tag <= AirTag.splat || (tag >= AirTag.is_null && tag <= AirTag.optional_payload_ptr)) return true;
  switch (tag) {
    case AirTag.wrap_optional:
    case AirTag.unwrap_errunion_payload:
    case AirTag.unwrap_errunion_err:
    case AirTag.unwrap_errunion_payload_ptr:
    case AirTag.unwrap_errunion_err_ptr:
    case AirTag.wrap_errunion_payload:
    case AirTag.wrap_errunion_err:
    case AirTag.alloc:
    case AirTag.ret_ptr:
    case AirTag.load:
    case AirTag.struct_field_ptr:
    case AirTag.struct_field_val:
    case AirTag.field_parent_ptr:
    case AirTag.get_union_tag:
    case AirTag.slice:
    case AirTag.slice_len:
    case AirTag.slice_ptr:
    case AirTag.ptr_slice_len_ptr:
    case AirTag.ptr_slice_ptr_ptr:
    case AirTag.array_elem_val:
    case AirTag.slice_elem_val:
    case AirTag.slice_elem_ptr:
    case AirTag.ptr_elem_val:
    case AirTag.ptr_elem_ptr:
    case AirTag.aggregate_init:
    case AirTag.union_init:
      return true;
    default:
      return false;
  }
}

/** `store`, `store_safe` */
export function genStore(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const value = f.b(inst);
  const info = ptrInfo(f.pool, f.typeOf(pointer));
  const repr = f.repr(info.child);
  if (repr.kind === ReprKind.none) return;
  const undefined_ = isUndefOperand(f, value);
  if (undefined_ && f.tag(inst) === AirTag.store) return;
  const variable = f.variableOf(pointer);
  if (variable >= 0) {
    f.push(value);
    f.localSet(variable);
    return;
  }
  const address = f.addressOf(pointer);
  if (isBitPointer(info)) storeBitPointer(f, address, info, repr, value);
  else if (undefined_) {
    if (repr.kind === ReprKind.memory) fillMemory(f, address, 0xaa, repr.size);
    else {
      f.pushBase(address);
      pushBits(f, repr, 0xaaaa_aaaa_aaaa_aaaan);
      emitStore(f, repr, address.offset);
    }
  } else storeValue(f, address, value, info.child);
}

/** Turns the low bits of the integer on the stack, an i64 if `wide`, into the scalar of `repr`. */
export function fromBits(f: FunctionState, wide: boolean, repr: Repr): void {
  switch (repr.kind) {
    case ReprKind.i64:
      if (!wide) f.op(Op.i64_extend_i32_u);
      extend(f, repr);
      return;
    case ReprKind.f32:
      if (wide) f.op(Op.i32_wrap_i64);
      f.op(Op.f32_reinterpret_i32);
      return;
    case ReprKind.f64:
      f.op(Op.f64_reinterpret_i64);
      return;
    default:
      if (wide) f.op(Op.i32_wrap_i64);
      extend(f, repr);
  }
}

/** Extends the integer on the stack from the width of `repr` to its local's. */
export function extend(f: FunctionState, repr: Repr): void {
  const wide = repr.kind === ReprKind.i64;
  const bits = repr.bits;
  if (bits === (wide ? 64 : 32)) return;
  if (!repr.signed) {
    f.int(wide, (1n << BigInt(bits)) - 1n);
    f.op(wide ? Op.i64_and : Op.i32_and);
  } else signExtend(f, wide, bits);
}

/** Turns the scalar of `repr` on the stack into an integer, an i64 if `wide`, whose bits above its width are zero. */
export function toBits(f: FunctionState, wide: boolean, repr: Repr): void {
  switch (repr.kind) {
    case ReprKind.f32:
      f.op(Op.i32_reinterpret_f32);
      if (wide) f.op(Op.i64_extend_i32_u);
      return;
    case ReprKind.f64:
      f.op(Op.i64_reinterpret_f64);
      return;
    case ReprKind.i64:
      if (repr.signed) extend(f, { ...repr, signed: false });
      return;
    default:
      if (repr.signed) extend(f, { ...repr, signed: false });
      if (wide) f.op(Op.i64_extend_i32_u);
  }
}

/** Pushes `address` plus `index` elements of `size` bytes. */
export function pushElementAddress(f: FunctionState, address: Address, index: AirRef, size: number): void {
  f.pushAddress(address);
  f.push(index);
  scaleIndex(f, size);
  f.op(Op.i32_add);
}

/** Multiplies the i32 on the stack by `size`. */
export function scaleIndex(f: FunctionState, size: number): void {
  if (size === 1) return;
  const shift = Math.log2(size);
  if (Number.isInteger(shift)) {
    f.i32(shift);
    f.op(Op.i32_shl);
  } else {
    f.i32(size);
    f.op(Op.i32_mul);
  }
}

/** The number that a constant index is; -1 if it is not constant, or too large for an offset. */
export function constantIndex(f: FunctionState, ref: AirRef): number {
  if (isInst(ref) || f.pool.tag(ref as number as Index) !== ItemTag.int_u32) return -1;
  const index = f.pool.word(ref as number as Index, 1);
  return index < 0x10_0000 ? index : -1;
}
