import type { Address } from './function.ts';
import { Op, ValType } from './wasm.ts';

/** Whether an address is in the frame. */
export function isFrame(address: Address, frameLocal: number): boolean {
  return address.local === frameLocal;
}

/** Bytes that a load or store reaches. */
export function accessSize(op: Op): number {
  switch (op) {
    case Op.i32_load8_s:
    case Op.i32_load8_u:
    case Op.i64_load8_s:
    case Op.i64_load8_u:
    case Op.i32_store8:
    case Op.i64_store8:
      return 1;
    case Op.i32_load16_s:
    case Op.i32_load16_u:
    case Op.i64_load16_s:
    case Op.i64_load16_u:
    case Op.i32_store16:
    case Op.i64_store16:
      return 2;
    case Op.i64_load:
    case Op.f64_load:
    case Op.i64_store:
    case Op.f64_store:
      return 8;
    default:
      return 4;
  }
}

/** Whether a load or store is of a float. */
export function isFloatAccess(op: Op): boolean {
  return op === Op.f32_load || op === Op.f64_load || op === Op.f32_store || op === Op.f64_store;
}

export function isStore(op: Op): boolean {
  return op >= Op.i32_store;
}

/** Whether a load extends what it finds by its sign. */
export function isSignedLoad(op: Op): boolean {
  return (
    op === Op.i32_load8_s ||
    op === Op.i32_load16_s ||
    op === Op.i64_load8_s ||
    op === Op.i64_load16_s ||
    op === Op.i64_load32_s
  );
}

/** The type of what a load gives or a store takes. */
export function accessType(op: Op): ValType {
  switch (op) {
    case Op.f32_load:
    case Op.f32_store:
      return ValType.f32;
    case Op.f64_load:
    case Op.f64_store:
      return ValType.f64;
    case Op.i64_load:
    case Op.i64_load8_s:
    case Op.i64_load8_u:
    case Op.i64_load16_s:
    case Op.i64_load16_u:
    case Op.i64_load32_s:
    case Op.i64_load32_u:
    case Op.i64_store:
    case Op.i64_store8:
    case Op.i64_store16:
    case Op.i64_store32:
      return ValType.i64;
    default:
      return ValType.i32;
  }
}
