import { REF_START, Ref } from '../zir/ref.ts';
import { type Index, InternalFault, NO_INDEX, type StringIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { ptrType } from './pointers.ts';
import type { InternPool } from './pool.ts';
import { anyframeType, errorSetType, errorUnionType, intType, optionalType, tupleType, vectorType } from './types.ts';
import { aggregate, intValue, undefValue } from './values.ts';

/** `vector_4_u8_type`: length, and the name of the element type. */
const VECTOR = /^vector_(\d+)_(\w+)$/;

/** Adds the items at fixed indices to a pool that has none. */
export function addKnownItems(pool: InternPool): void {
  for (let index = 0; index < REF_START; index++) {
    const made = addKnownItem(pool, index);
    if (made !== index) throw new InternalFault(`known item ${Ref[index] ?? index} landed at ${made}`);
  }
}

function addKnownItem(pool: InternPool, index: number): number {
  const many = { size: 'many' } as const;
  const vector = VECTOR.exec(Ref[index] ?? '');
  if (vector !== null)
    return vectorType(pool, Number(vector[1]), Ref[vector[2] as keyof typeof Ref] as number as Index);
  switch (index as Ref) {
    case Ref.u0_type:
      return intType(pool, false, 0);
    case Ref.i0_type:
      return intType(pool, true, 0);
    case Ref.u1_type:
      return intType(pool, false, 1);
    case Ref.u8_type:
      return intType(pool, false, 8);
    case Ref.i8_type:
      return intType(pool, true, 8);
    case Ref.u16_type:
      return intType(pool, false, 16);
    case Ref.i16_type:
      return intType(pool, true, 16);
    case Ref.u29_type:
      return intType(pool, false, 29);
    case Ref.u32_type:
      return intType(pool, false, 32);
    case Ref.i32_type:
      return intType(pool, true, 32);
    case Ref.u64_type:
      return intType(pool, false, 64);
    case Ref.i64_type:
      return intType(pool, true, 64);
    case Ref.u80_type:
      return intType(pool, false, 80);
    case Ref.u128_type:
      return intType(pool, false, 128);
    case Ref.i128_type:
      return intType(pool, true, 128);
    case Ref.u256_type:
      return intType(pool, false, 256);
    case Ref.ptr_usize_type:
      return ptrType(pool, { child: Ty.usize });
    case Ref.manyptr_u8_type:
      return ptrType(pool, { child: Ty.u8, ...many });
    case Ref.manyptr_const_u8_type:
      return ptrType(pool, { child: Ty.u8, ...many, isConst: true });
    // The sentinel has an index of its own, which does not exist yet.
    case Ref.manyptr_const_u8_sentinel_0_type:
      return ptrType(pool, { child: Ty.u8, ...many, isConst: true, sentinel: Val.zeroU8 });
    case Ref.ptr_const_comptime_int_type:
      return ptrType(pool, { child: Ty.comptimeInt, isConst: true });
    case Ref.slice_const_u8_type:
      return ptrType(pool, { child: Ty.u8, size: 'slice', isConst: true });
    case Ref.slice_const_u8_sentinel_0_type:
      return ptrType(pool, { child: Ty.u8, size: 'slice', isConst: true, sentinel: Val.zeroU8 });
    case Ref.manyptr_const_slice_const_u8_type:
      return ptrType(pool, { child: Ty.sliceConstU8, ...many, isConst: true });
    case Ref.slice_const_slice_const_u8_type:
      return ptrType(pool, { child: Ty.sliceConstU8, size: 'slice', isConst: true });
    case Ref.optional_type_type:
      return optionalType(pool, Ty.type);
    case Ref.manyptr_const_type_type:
      return ptrType(pool, { child: Ty.type, ...many, isConst: true });
    case Ref.slice_const_type_type:
      return ptrType(pool, { child: Ty.type, size: 'slice', isConst: true });
    case Ref.optional_noreturn_type:
      return optionalType(pool, Ty.noreturn);
    case Ref.anyerror_void_error_union_type:
      return errorUnionType(pool, Ty.anyerror, Ty.void);
    case Ref.anyframe_type:
      return anyframeType(pool, NO_INDEX);
    case Ref.empty_tuple_type:
      return tupleType(pool, [], []);
    case Ref.undef:
      return undefValue(pool, Ty.undefined);
    case Ref.undef_bool:
      return undefValue(pool, Ty.bool);
    case Ref.undef_usize:
      return undefValue(pool, Ty.usize);
    case Ref.undef_u1:
      return undefValue(pool, Ty.u1);
    case Ref.zero:
      return intValue(pool, Ty.comptimeInt, 0);
    case Ref.zero_usize:
      return intValue(pool, Ty.usize, 0);
    case Ref.zero_u1:
      return intValue(pool, Ty.u1, 0);
    case Ref.zero_u8:
      return intValue(pool, Ty.u8, 0);
    case Ref.one:
      return intValue(pool, Ty.comptimeInt, 1);
    case Ref.one_usize:
      return intValue(pool, Ty.usize, 1);
    case Ref.one_u1:
      return intValue(pool, Ty.u1, 1);
    case Ref.one_u8:
      return intValue(pool, Ty.u8, 1);
    case Ref.four_u8:
      return intValue(pool, Ty.u8, 4);
    case Ref.negative_one:
      return intValue(pool, Ty.comptimeInt, -1);
    case Ref.void_value:
    case Ref.unreachable_value:
    case Ref.null_value:
    case Ref.bool_true:
    case Ref.bool_false:
      return pool.intern1(ItemTag.simple_value, index);
    case Ref.empty_tuple:
      return aggregate(pool, Ty.emptyTuple, []);
  }
  switch (index) {
    case Ty.ptrAnyopaque:
      return ptrType(pool, { child: Ty.anyopaque });
    case Ty.constPtrAnyopaque:
      return ptrType(pool, { child: Ty.anyopaque, isConst: true });
    case Ty.emptyErrorSet:
      return errorSetType(pool, [] as StringIndex[]);
  }
  return pool.intern1(index <= Ref.empty_tuple ? ItemTag.type_simple : ItemTag.reserved, index);
}
