import type { AirIndex } from '../air/air.ts';
import { fieldName, fieldsLen, fieldValue, tagType } from '../intern/containers.ts';
import { resolvedErrorSet } from '../intern/functions.ts';
import { type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import type { InternPool } from '../intern/pool.ts';
import { arrayType, errorSetNames } from '../intern/types.ts';
import { aggregateBytes, intBig } from '../intern/values.ts';
import { pushError } from './constants.ts';
import type { FunctionState } from './function.ts';
import { intOp } from './integers.ts';
import { pushWideIs } from './limbs.ts';
import { copyMemory } from './memory.ts';
import { Relocations, RelocKind } from './relocation.ts';
import { ReprKind, type ReprTable, valTypeOf } from './repr.ts';
import { ByteWriter, Op, ValType } from './wasm.ts';

const SLICE_SIZE = 8;

/** `tag_name` */
export function genTagName(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const repr = f.reprOf(operand);
  const to = f.defineSlot(inst);
  f.pushAddress(to);
  if (repr.kind === ReprKind.memory) f.pushAddress(f.memoryOf(operand));
  else if (repr.kind !== ReprKind.none) f.push(operand);
  f.relocated(Op.call, RelocKind.tagName, f.typeOf(operand));
}

/** `error_name` */
export function genErrorName(f: FunctionState, inst: AirIndex): void {
  const entry = f.temporary(ValType.i32);
  f.push(f.a(inst));
  f.i32(SLICE_SIZE);
  f.op(Op.i32_mul);
  f.relocated(Op.i32_const, RelocKind.errorNameTable, 0);
  f.op(Op.i32_add);
  f.localSet(entry);
  copyMemory(f, f.defineSlot(inst), { local: entry, offset: 0, reloc: null }, SLICE_SIZE);
}

/** `cmp_lt_errors_len` */
export function genCmpLtErrorsLen(f: FunctionState, inst: AirIndex): void {
  f.push(f.a(inst));
  f.relocated(Op.i32_const, RelocKind.errorCount, 0);
  f.op(Op.i32_lt_u);
  f.define(inst);
}

/** `error_set_has_value`: whether the error is one of the set that is the instruction's type. */
export function genErrorSetHas(f: FunctionState, inst: AirIndex): void {
  const set = knownErrorSet(f.pool, f.ty(inst));
  if (set === Ty.anyerror || set === NO_INDEX) {
    f.i32(1);
    f.define(inst);
    return;
  }
  const local = f.asLocal(f.a(inst));
  f.i32(0);
  for (const name of Array.from(errorSetNames(f.pool, set)) as StringIndex[]) {
    f.localGet(local);
    pushError(f, name);
    f.op(Op.i32_eq);
    f.op(Op.i32_or);
  }
  f.define(inst);
}

/** The error set that `ty` is, inferred ones as they turned out. */
function knownErrorSet(pool: InternPool, ty: Index): Index {
  return pool.tag(ty) === ItemTag.type_inferred_error_set ? resolvedErrorSet(pool, ty) : ty;
}

/** The tag values of an enum type, in the order of its fields. */
function tagNumbers(pool: InternPool, ty: Index): bigint[] {
  const numbers: bigint[] = [];
  for (let i = 0; i < fieldsLen(pool, ty); i++) {
    const value = fieldValue(pool, ty, i);
    numbers.push(value === NO_INDEX ? BigInt(i) : intBig(pool, value));
  }
  return numbers;
}

/** `is_named_enum_value` */
export function genIsNamedEnumValue(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const repr = f.reprOf(operand);
  if (repr.kind === ReprKind.none) {
    f.i32(1);
    f.define(inst);
    return;
  }
  if (repr.kind === ReprKind.memory) {
    const address = f.memoryOf(operand);
    f.i32(0);
    for (const number of tagNumbers(f.pool, f.typeOf(operand))) {
      pushWideIs(f, repr, address, number);
      f.op(Op.i32_or);
    }
    f.define(inst);
    return;
  }
  const wide = repr.kind === ReprKind.i64;
  const local = f.asLocal(operand);
  f.i32(0);
  for (const [first, last] of ranges(tagNumbers(f.pool, f.typeOf(operand)))) {
    f.localGet(local);
    f.int(wide, first);
    f.op(intOp(wide, Op.i32_sub));
    f.int(wide, last - first);
    f.op(intOp(wide, Op.i32_le_u));
    f.op(Op.i32_or);
  }
  f.define(inst);
}

/** The numbers as runs without gaps: first and last of each. */
function ranges(numbers: readonly bigint[]): [bigint, bigint][] {
  const sorted = numbers.slice().sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const runs: [bigint, bigint][] = [];
  for (const number of sorted) {
    const last = runs[runs.length - 1];
    if (last !== undefined && number <= last[1] + 1n) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

/** A function that the compiler makes for a type. */
export interface MadeFunction {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
  /** Declarations of locals, then the body with its `end`. */
  readonly code: Uint8Array;
  readonly relocs: Relocations;
}

/**
 * The function that stores, where its first parameter points, the name of the tag of enum type `ty` that is its second; of one wider than 64
 * bits that its second points at.
 */
export function makeTagName(reprs: ReprTable, ty: Index): MadeFunction {
  const { pool } = reprs;
  const repr = reprs.of(tagType(pool, ty));
  const isWide = repr.kind === ReprKind.memory;
  const wide = repr.kind === ReprKind.i64 || isWide;
  const limbs = isWide ? repr.size / 8 : 1;
  const out = new ByteWriter(128);
  const relocs = new Relocations();
  out.uleb(0);
  tagNumbers(pool, ty).forEach((number, i) => {
    const name = fieldName(pool, ty, i);
    const length = pool.stringLen(name);
    const array = aggregateBytes(pool, arrayType(pool, length, Ty.u8, Val.zeroU8), name);
    if (repr.kind !== ReprKind.none) {
      for (let limb = 0; limb < limbs; limb++) {
        out.op(Op.local_get);
        out.uleb(1);
        if (isWide) {
          out.op(Op.i64_load);
          out.byte(3);
          out.uleb(limb * 8);
        }
        out.op(wide ? Op.i64_const : Op.i32_const);
        out.sleb64(BigInt.asIntN(wide ? 64 : 32, number >> BigInt(64 * limb)));
        out.op(wide ? Op.i64_eq : Op.i32_eq);
        if (limb > 0) out.op(Op.i32_and);
      }
      out.op(Op.if);
      out.byte(0x40);
    }
    out.op(Op.local_get);
    out.uleb(0);
    out.op(Op.i32_const);
    relocs.add(RelocKind.uavAddress, out.paddedLeb(0), array);
    out.op(Op.i32_store);
    out.byte(2);
    out.uleb(0);
    out.op(Op.local_get);
    out.uleb(0);
    out.op(Op.i32_const);
    out.sleb(length);
    out.op(Op.i32_store);
    out.byte(2);
    out.uleb(4);
    out.op(Op.return);
    if (repr.kind !== ReprKind.none) out.op(Op.end);
  });
  out.op(Op.unreachable);
  out.op(Op.end);
  const params = [ValType.i32];
  if (repr.kind !== ReprKind.none) params.push(isWide ? ValType.i32 : valTypeOf(repr));
  return { params, results: [], code: out.toBytes(), relocs };
}
