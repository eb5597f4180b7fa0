import type { AirIndex, AirRef } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { Pass, passVarArg } from './abi.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { copyMemory, pushLoad, pushLoadInt, storeInt, storeValue } from './memory.ts';
import { ReprKind } from './repr.ts';
import { Op, ValType } from './wasm.ts';

/*
 * Arguments past the parameters of a C function lie in memory of the caller, each at its alignment; their address is the last wasm
 * parameter, and a `VaList` is how far the callee has come in it.
 */

const POINTER_SIZE = 4;

/** What an argument takes in memory: nothing, the scalar or the two halves that a parameter is passed as, or an address. */
interface Slot {
  readonly size: number;
  readonly align: number;
  readonly indirect: boolean;
}

function slotOf(f: FunctionState, type: Index): Slot {
  const { pass, repr } = passVarArg(f.reprs, type);
  if (pass === Pass.none) return { size: 0, align: 1, indirect: false };
  if (pass === Pass.pointer || pass === Pass.elements || pass === Pass.parts)
    return { size: POINTER_SIZE, align: POINTER_SIZE, indirect: true };
  const size = Math.max(repr.size, POINTER_SIZE);
  return { size, align: Math.max(repr.align, POINTER_SIZE), indirect: false };
}

/** Puts arguments into memory of the frame and pushes its address. */
export function pushVarArgs(f: FunctionState, args: readonly AirRef[]): void {
  let size = 0;
  let align = POINTER_SIZE;
  const offsets: number[] = [];
  for (const arg of args) {
    const slot = slotOf(f, f.typeOf(arg));
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
    if (!slotOf(f, f.typeOf(arg)).indirect) storeValue(f, at, arg, f.typeOf(arg));
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
  const slot = slotOf(f, f.ty(inst));
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
