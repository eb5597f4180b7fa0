import type { AirIndex, AirRef } from '../air/air.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { copyMemory, pushLoad, pushLoadInt, storeInt, storeValue } from './memory.ts';
import { type Repr, ReprKind } from './repr.ts';
import { Op, ValType } from './wasm.ts';

/*
 * Arguments past the parameters of a C function lie in memory of the caller, each at its alignment; their address is the last wasm
 * parameter, and a `VaList` is how far the callee has come in it.
 */

const POINTER_SIZE = 4;

/** What an argument takes in memory: what is not a scalar or an integer of up to 128 bits goes by address. */
interface Slot {
  readonly size: number;
  readonly align: number;
  readonly indirect: boolean;
}

function slotOf(repr: Repr): Slot {
  const indirect = repr.kind === ReprKind.memory && repr.bits === 0 && repr.float === 0;
  if (indirect) return { size: POINTER_SIZE, align: POINTER_SIZE, indirect };
  const size = Math.max(repr.size, POINTER_SIZE);
  return { size, align: Math.max(repr.align, POINTER_SIZE), indirect };
}

/** Puts arguments into memory of the frame and pushes its address. */
export function pushVarArgs(f: FunctionState, args: readonly AirRef[]): void {
  let size = 0;
  let align = POINTER_SIZE;
  const offsets: number[] = [];
  for (const arg of args) {
    const slot = slotOf(f.reprOf(arg));
    size = Math.ceil(size / slot.align) * slot.align;
    offsets.push(size);
    size += slot.size;
    align = Math.max(align, slot.align);
  }
  if (args.length === 0) {
    f.i32(0);
    return;
  }
  const to = f.temporarySlot(size, align);
  args.forEach((arg, i) => {
    const at = past(to, offsets[i]!);
    const repr = f.reprOf(arg);
    if (!slotOf(repr).indirect) storeValue(f, at, arg, f.typeOf(arg));
    else {
      f.pushBase(at);
      f.push(arg);
      storeInt(f, POINTER_SIZE, at.offset);
    }
  });
  f.pushAddress(to);
}

/** `c_va_start` */
export function genVaStart(f: FunctionState, inst: AirIndex): void {
  f.localGet(f.paramsLen - 1);
  f.define(inst);
}

/** `c_va_copy` */
export function genVaCopy(f: FunctionState, inst: AirIndex): void {
  pushLoadInt(f, f.addressOf(f.a(inst)), POINTER_SIZE);
  f.define(inst);
}

/** `c_va_arg`: takes the next argument, which is of the type of `inst`. */
export function genVaArg(f: FunctionState, inst: AirIndex): void {
  const list = f.addressOf(f.a(inst));
  const repr = f.repr(f.ty(inst));
  const slot = slotOf(repr);
  const at = f.temporary(ValType.i32);
  pushLoadInt(f, list, POINTER_SIZE);
  if (slot.align > POINTER_SIZE) {
    f.i32(slot.align - 1);
    f.op(Op.i32_add);
    f.i32(-slot.align);
    f.op(Op.i32_and);
  }
  f.localSet(at);
  f.pushBase(list);
  f.localGet(at);
  f.i32(slot.size);
  f.op(Op.i32_add);
  storeInt(f, POINTER_SIZE, list.offset);
  if (slot.indirect) {
    pushLoadInt(f, { local: at, offset: 0, reloc: null }, POINTER_SIZE);
    f.localSet(at);
  }
  const from: Address = { local: at, offset: 0, reloc: null };
  if (repr.kind === ReprKind.memory) copyMemory(f, f.defineSlot(inst), from, repr.size);
  else if (repr.kind !== ReprKind.none) {
    pushLoad(f, from, repr);
    f.define(inst);
  }
}
