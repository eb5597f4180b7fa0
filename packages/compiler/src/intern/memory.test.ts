import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeLayout } from './compute-layout.ts';
import { ContainerFlag, Layout } from './container-table.ts';
import { containerOf, declaredContainer } from './containers.ts';
import { floatFromNumber } from './float.ts';
import { type DeclIndex, type Index, NO_INDEX, type TrackedIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { abiSize } from './layout.ts';
import { type MemoryHost, pointerRoot, writeValue } from './memory.ts';
import { ptrType, singlePtr } from './pointers.ts';
import { InternPool, PoolTables } from './pool.ts';
import { ptrToAddress, ptrToDecl, ptrToElem, ptrToField } from './ptr-values.ts';
import { arrayType, errorSetType, errorUnionType, intType, optionalType, vectorType } from './types.ts';
import {
  aggregate,
  enumTag,
  errorUnionError,
  errorUnionPayloadValue,
  floatValue,
  intValue,
  optNull,
  optSome,
  sliceValue,
  undefValue,
  unionValue,
} from './values.ts';

const tables = new PoolTables();
const pool = new InternPool(tables);
let chunks = 0;

function container(
  tag: ItemTag.type_struct | ItemTag.type_union,
  layout: Layout,
  tagType: Index,
  types: Index[],
): Index {
  const ty = declaredContainer(pool, tag, chunks++ as TrackedIndex, []);
  if (tagType !== NO_INDEX) tables.containers.setFlag(containerOf(pool, ty), ContainerFlag.tagged, true);
  const fields = types.map((type, i) => ({
    name: pool.string(`f${i}`),
    type,
    value: NO_INDEX,
    alignment: 0,
    isComptime: false,
  }));
  tables.containers.setFields(containerOf(pool, ty), layout, tagType, fields);
  computeLayout(pool, tables.containers, ty);
  return ty;
}

const pointers: [number, DeclIndex, number][] = [];
const host: MemoryHost = {
  errorCode: (name) => pool.text(name).length,
  pointerToDecl: (at, decl, addend) => pointers.push([at, decl, addend]),
  pointerToValue: () => assert.fail('no constant is pointed to'),
};

function written(value: Index, ty: Index): string {
  pointers.length = 0;
  const bytes = new Uint8Array(abiSize(pool, ty));
  writeValue(pool, value, bytes, 0, host);
  return Buffer.from(bytes).toString('hex');
}

test('values have the bytes that the target has', () => {
  const u24 = intType(pool, false, 24);
  const i9 = intType(pool, true, 9);
  assert.equal(written(intValue(pool, Ty.u32, 0x12345678), Ty.u32), '78563412');
  assert.equal(written(intValue(pool, u24, 0x123456), u24), '56341200');
  assert.equal(written(intValue(pool, i9, -2), i9), 'fe01');
  assert.equal(written(Val.true, Ty.bool), '01');
  assert.equal(written(floatValue(pool, Ty.f32, floatFromNumber(32, 1)), Ty.f32), '0000803f');
  assert.equal(written(undefValue(pool, Ty.u16), Ty.u16), 'aaaa');
  const optional = optionalType(pool, Ty.u16);
  assert.equal(written(optSome(pool, optional, intValue(pool, Ty.u16, 3)), optional), '03000100');
  assert.equal(written(optNull(pool, optional), optional), '00000000');
  const set = errorSetType(pool, [pool.string('Abc')]);
  const small = errorUnionType(pool, set, Ty.u8);
  assert.equal(written(errorUnionError(pool, small, pool.string('Abc')), small), '03000000');
  assert.equal(written(errorUnionPayloadValue(pool, small, Val.oneU8), small), '00000100');
  const large = errorUnionType(pool, set, Ty.u32);
  assert.equal(written(errorUnionPayloadValue(pool, large, intValue(pool, Ty.u32, 1)), large), '0100000000000000');
  assert.equal(written(errorUnionError(pool, large, pool.string('Abc')), large), '0000000003000000');
  const text = arrayType(pool, 2, Ty.u8, Val.zeroU8);
  assert.equal(written(aggregate(pool, text, [Val.oneU8, Val.fourU8]), text), '010400');
  const bools = vectorType(pool, 9, Ty.bool);
  const bits = [1, 0, 1, 0, 0, 0, 0, 0, 1].map((bit) => (bit ? Val.true : Val.false));
  assert.equal(written(aggregate(pool, bools, bits), bools), '0501');
  const packed = container(ItemTag.type_struct, Layout.packed, NO_INDEX, [
    intType(pool, false, 3),
    Ty.bool,
    intType(pool, true, 12),
  ]);
  tables.containers.setFlag(containerOf(pool, packed), ContainerFlag.tagged, false);
  const fields = [intValue(pool, intType(pool, false, 3), 5), Val.true, intValue(pool, intType(pool, true, 12), -1)];
  assert.equal(written(aggregate(pool, packed, fields), packed), 'fdff');
});

test('fields, tags and payloads are written where the layout has them', () => {
  const auto = container(ItemTag.type_struct, Layout.auto, NO_INDEX, [Ty.u8, Ty.u32]);
  assert.equal(written(aggregate(pool, auto, [Val.oneU8, intValue(pool, Ty.u32, 2)]), auto), '0200000001000000');
  const tag = declaredContainer(pool, ItemTag.type_enum, chunks++ as TrackedIndex, []);
  const names = [0, 1].map((value) => ({
    name: pool.string(`f${value}`),
    type: NO_INDEX,
    value: intValue(pool, Ty.u8, value),
    alignment: 0,
    isComptime: false,
  }));
  tables.containers.setFields(containerOf(pool, tag), Layout.auto, Ty.u8, names);
  computeLayout(pool, tables.containers, tag);
  const union = container(ItemTag.type_union, Layout.auto, tag, [Ty.u8, Ty.u16]);
  const second = enumTag(pool, tag, Val.oneU8);
  assert.equal(written(unionValue(pool, union, second, intValue(pool, Ty.u16, 0x102)), union), '02010100');
});

test('pointers come down to a declaration and a number of bytes', () => {
  const array = arrayType(pool, 4, Ty.u32);
  const struct = container(ItemTag.type_struct, Layout.extern, NO_INDEX, [Ty.u64, array]);
  const decl = 3 as DeclIndex;
  const base = ptrToDecl(pool, singlePtr(pool, struct), decl);
  const inArray = ptrToElem(pool, singlePtr(pool, Ty.u32), ptrToField(pool, singlePtr(pool, array), base, 1), 2);
  assert.equal(pointerRoot(pool, inArray).offset, 16);
  const sliceType = ptrType(pool, { child: Ty.u32, size: 'slice' });
  const slice = sliceValue(pool, sliceType, inArray, intValue(pool, Ty.usize, 2));
  assert.equal(written(slice, sliceType), '0000000002000000');
  assert.deepEqual(pointers, [[0, decl, 16]]);
  const address = ptrToAddress(pool, singlePtr(pool, Ty.u8), 0x1234);
  assert.equal(written(address, singlePtr(pool, Ty.u8)), '34120000');
});
