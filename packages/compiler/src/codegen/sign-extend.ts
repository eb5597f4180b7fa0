import { Op } from './wasm.ts';

/** Where code is written that extends integers by their sign. */
export interface ExtendingCode {
  /** Whether the engine has instructions for it. */
  readonly hasSignExtension: boolean;
  op(op: Op): void;
  /** A constant, an i64 if `wide`. */
  int(wide: boolean, value: bigint): void;
}

/** Extends the integer on the stack, an i64 if `wide`, from its low `bits` by their sign. */
export function signExtend(code: ExtendingCode, wide: boolean, bits: number): void {
  const instruction = code.hasSignExtension ? instructionFor(wide, bits) : null;
  if (instruction !== null) {
    code.op(instruction);
    return;
  }
  const shift = BigInt((wide ? 64 : 32) - bits);
  code.int(wide, shift);
  code.op(wide ? Op.i64_shl : Op.i32_shl);
  code.int(wide, shift);
  code.op(wide ? Op.i64_shr_s : Op.i32_shr_s);
}

function instructionFor(wide: boolean, bits: number): Op | null {
  switch (bits) {
    case 8:
      return wide ? Op.i64_extend8_s : Op.i32_extend8_s;
    case 16:
      return wide ? Op.i64_extend16_s : Op.i32_extend16_s;
    case 32:
      return wide ? Op.i64_extend32_s : null;
    default:
      return null;
  }
}
