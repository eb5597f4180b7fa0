import { uncoercedFunc } from '../intern/functions.ts';
import { type DeclIndex, type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Val } from '../intern/known.ts';
import { abiSize } from '../intern/layout.ts';
import { pointerRoot, valueToBits } from '../intern/memory.ts';
import { ptrAlign, ptrChild } from '../intern/pointers.ts';
import type { InternPool } from '../intern/pool.ts';
import { ptrValueInfo } from '../intern/ptr-values.ts';
import { TypeKind, typeKind } from '../intern/types.ts';
import { errName, floatValueBits, intBig, intNumber, typeOf } from '../intern/values.ts';
import type { Address, FunctionState } from './function.ts';
import { RelocKind } from './relocation.ts';
import { type Repr, ReprKind } from './repr.ts';
import { Op } from './wasm.ts';

/** Where a constant pointer points: what a relocation needs, or a number. */
interface ConstantAddress {
  /** null: `offset` is the whole address. */
  readonly reloc: { readonly kind: RelocKind; readonly target: number; readonly detail: number } | null;
  readonly offset: number;
}

/** Where the pointer value `value` (not a slice) points; null if that is known at comptime only. */
function constantAddress(pool: InternPool, value: Index): ConstantAddress | null {
  switch (pool.tag(value)) {
    case ItemTag.undef:
      return { reloc: null, offset: 0xaaaa_aaaa | 0 };
    case ItemTag.opt_null:
      return { reloc: null, offset: 0 };
    case ItemTag.opt_some:
      return constantAddress(pool, pool.word(value, 1) as Index);
    case ItemTag.func_decl:
    case ItemTag.func_instance:
    case ItemTag.func_coerced:
    case ItemTag.extern:
      return { reloc: { kind: RelocKind.uavAddress, target: value, detail: 0 }, offset: 0 };
    case ItemTag.int_u32:
      return { reloc: null, offset: intNumber(pool, value) };
    default:
      break;
  }
  const root = pointerRoot(pool, value);
  switch (root.tag) {
    case ItemTag.ptr_int:
      return { reloc: null, offset: root.offset };
    case ItemTag.ptr_decl:
      return { reloc: { kind: RelocKind.declAddress, target: root.base, detail: 0 }, offset: root.offset };
    case ItemTag.ptr_uav:
    case ItemTag.ptr_comptime_field: {
      const detail = alignOf(pool, root.baseType);
      return { reloc: { kind: RelocKind.uavAddress, target: root.base, detail }, offset: root.offset };
    }
    case ItemTag.ptr_comptime_alloc:
      return null;
  }
}

/** Alignment that a pointer type promises for a constant; 0 where it is the natural one, or that of a function or opaque type. */
export function alignOf(pool: InternPool, pointer: Index): number {
  if (pool.tag(pointer) !== ItemTag.type_pointer) return 0;
  const kind = typeKind(pool, ptrChild(pool, pointer));
  return kind === TypeKind.fn || kind === TypeKind.opaque ? 0 : ptrAlign(pool, pointer);
}

/** Where a pointer constant that code uses points. */
export function addressOfPointer(f: FunctionState, value: Index): Address {
  const address = constantAddress(f.pool, value);
  if (address === null) {
    f.fail('a pointer to comptime memory at run time');
    return { local: -1, offset: 0, reloc: null };
  }
  return { local: -1, offset: address.offset, reloc: address.reloc };
}

/** Where the constant `value`, whose type lives in memory, is. */
export function addressOfConstant(value: Index): Address {
  return { local: -1, offset: 0, reloc: { kind: RelocKind.uavAddress, target: value, detail: 0 } };
}

/** Pushes the interned `value`: a scalar, or the address of a constant in memory. Nothing for a value without bits. */
export function pushConstant(f: FunctionState, value: Index): void {
  const ty = typeOf(f.pool, value);
  const repr = f.repr(ty);
  if (repr.kind === ReprKind.none) return;
  if (repr.kind === ReprKind.memory) {
    f.pushAddress(addressOfConstant(value));
    return;
  }
  pushScalar(f, value, repr);
}

function pushScalar(f: FunctionState, value: Index, repr: Repr): void {
  const pool = f.pool;
  switch (pool.tag(value)) {
    case ItemTag.undef:
      pushBits(f, repr, UNDEFINED);
      return;
    case ItemTag.simple_value:
      f.i32(value === Val.true ? 1 : 0);
      return;
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
    case ItemTag.enum_tag:
      pushBits(f, repr, intBig(pool, value));
      return;
    case ItemTag.float:
      pushBits(f, repr, floatValueBits(pool, value));
      return;
    case ItemTag.err:
    case ItemTag.error_union_error:
      pushError(f, errName(pool, value));
      return;
    case ItemTag.error_union_payload:
    case ItemTag.opt_null:
      pushBits(f, repr, 0n);
      return;
    case ItemTag.opt_some: {
      const payload = pool.word(value, 1) as Index;
      const inner = f.repr(typeOf(pool, payload));
      if (inner.kind === ReprKind.none) f.i32(1);
      else pushScalar(f, payload, inner);
      return;
    }
    case ItemTag.union_value: {
      const bits = valueToBitsOrTag(pool, value);
      if (bits === undefined) f.fail('a packed union of this kind as a constant');
      pushBits(f, repr, bits ?? 0n);
      return;
    }
    case ItemTag.aggregate_elems:
    case ItemTag.aggregate_bytes:
    case ItemTag.aggregate_repeated: {
      const bits = valueToBits(pool, value);
      if (bits === undefined) f.fail('a packed struct of this kind as a constant');
      pushBits(f, repr, bits ?? 0n);
      return;
    }
    default:
      f.pushAddress(addressOfPointer(f, value));
  }
}

function valueToBitsOrTag(pool: InternPool, value: Index): bigint | undefined {
  const tag = pool.word(value, 1) as Index;
  const payload = pool.word(value, 2) as Index;
  if (
    typeKind(pool, typeOf(pool, value)) === TypeKind.union &&
    tag !== NO_INDEX &&
    abiSize(pool, typeOf(pool, payload)) === 0
  )
    return intBig(pool, tag);
  return valueToBits(pool, value);
}

/** All bytes 0xaa. */
const UNDEFINED = 0xaaaa_aaaa_aaaa_aaaan;

/** Pushes a scalar constant of `repr` whose bits, cut to its width, are those of `bits`. */
export function pushBits(f: FunctionState, repr: Repr, bits: bigint): void {
  switch (repr.kind) {
    case ReprKind.f32:
      f.op(Op.f32_const);
      f.out.bits(bits, 4);
      return;
    case ReprKind.f64:
      f.op(Op.f64_const);
      f.out.bits(bits, 8);
      return;
    default:
      f.int(repr.kind === ReprKind.i64, repr.signed ? BigInt.asIntN(repr.bits, bits) : BigInt.asUintN(repr.bits, bits));
  }
}

/** Pushes the number of an error. */
export function pushError(f: FunctionState, name: StringIndex): void {
  f.relocated(Op.i32_const, RelocKind.errorValue, name);
}

/** The function that an interned callee is, and its kind; undefined if it is none that can be called by name. */
export function calledFunction(pool: InternPool, value: Index): Index | undefined {
  switch (pool.tag(value)) {
    case ItemTag.func_decl:
    case ItemTag.func_instance:
    case ItemTag.func_coerced:
      return uncoercedFunc(pool, value);
    case ItemTag.extern:
      return value;
    case ItemTag.ptr_decl: {
      const info = ptrValueInfo(pool, value);
      const target = pool.decls.valueOf(info.base as DeclIndex);
      return info.offset === 0 && target !== NO_INDEX ? calledFunction(pool, target) : undefined;
    }
    case ItemTag.ptr_uav: {
      const info = ptrValueInfo(pool, value);
      return info.offset === 0 ? calledFunction(pool, info.base as Index) : undefined;
    }
    default:
      return undefined;
  }
}
