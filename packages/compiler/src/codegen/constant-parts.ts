import { type AirRef, isInst } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { type DataBlock, generateData } from './data.ts';
import { type FunctionState, past } from './function.ts';
import { extend, pushLoad } from './memory.ts';
import { RelocKind } from './relocation.ts';
import { valTypeOf } from './repr.ts';
import type { ValuePart } from './value-parts.ts';
import { Op, ValType } from './wasm.ts';

/** Pushes each part of an operand that is a value in memory. */
export function pushParts(f: FunctionState, ref: AirRef, parts: readonly ValuePart[]): void {
  const data = isInst(ref) ? null : generateData(f.reprs, ref as number as Index);
  for (const { offset, repr } of parts) {
    const type = valTypeOf(repr);
    if (data === null || !pushData(f, data, offset, repr.size, type)) pushLoad(f, past(f.memoryOf(ref), offset), repr);
    else if (repr.signed) extend(f, repr);
  }
}

/** Pushes `size` bytes from `at` on of a constant, with zeros above; false where they are not known before linking, as a whole. */
export function pushData(
  f: FunctionState,
  { bytes, relocs }: DataBlock,
  at: number,
  size: number,
  type: ValType,
): boolean {
  for (let i = 0; i < relocs.length; i++) {
    const kind = relocs.kind.data[i] as RelocKind;
    const start = relocs.offset.data[i];
    const width = kind === RelocKind.errorValue ? 2 : 4;
    if (start + width <= at || start >= at + size) continue;
    if (start !== at || width !== size || type !== ValType.i32) return false;
    f.relocated(Op.i32_const, kind, relocs.target.data[i], relocs.addend.data[i], relocs.detail.data[i]);
    return true;
  }
  let bits = 0n;
  for (let i = size - 1; i >= 0; i--) bits = (bits << 8n) | BigInt(bytes[at + i]);
  if (type === ValType.i32 || type === ValType.i64) f.int(type === ValType.i64, bits);
  else {
    f.op(type === ValType.f64 ? Op.f64_const : Op.f32_const);
    f.out.bits(bits, size);
  }
  return true;
}
