import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { computeLayout } from './compute-layout.ts';
import { Layout } from './container-table.ts';
import { containerOf, declaredContainer } from './containers.ts';
import { type DeclIndex, type Index, NO_INDEX, type TrackedIndex } from './ids.ts';
import { maxInt, minInt } from './int-arith.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { abiSize } from './layout.ts';
import { imageAs, MemoryImage, readImage, writeImage } from './memory-image.ts';
import { singlePtr } from './pointers.ts';
import { InternPool, PoolTables } from './pool.ts';
import { ptrToDecl } from './ptr-values.ts';
import { arrayType, intType, vectorType } from './types.ts';
import { aggregate, intValue, undefValue } from './values.ts';

const tables = new PoolTables();
const pool = new InternPool(tables);
let chunks = 0;

function struct(layout: Layout, types: Index[]): Index {
  const ty = declaredContainer(pool, ItemTag.type_struct, chunks++ as TrackedIndex, []);
  const fields = types.map((type, i) => ({
    name: pool.string(`f${i}`),
    type,
    value: NO_INDEX,
    alignment: 0,
    isComptime: false,
  }));
  tables.containers.setFields(containerOf(pool, ty), layout, NO_INDEX, fields);
  computeLayout(pool, tables.containers, ty);
  return ty;
}

const bytesOf = (len: number): Index => arrayType(pool, len, Ty.u8);
const u8 = (value: number): Index => intValue(pool, Ty.u8, value);

const scalar = fc.oneof(
  fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 130 })).map(([signed, bits]) => intType(pool, signed, bits)),
  fc.constantFrom<Index>(Ty.bool, Ty.f16, Ty.f32, Ty.f64, Ty.f128, Ty.usize),
);
const fields = fc.array(scalar, { minLength: 1, maxLength: 4 });
const whole = fc.oneof(
  scalar,
  fc.tuple(scalar, fc.integer({ min: 1, max: 5 })).map(([ty, len]) => vectorType(pool, len, ty)),
  fc.tuple(scalar, fc.integer({ min: 1, max: 5 })).map(([ty, len]) => arrayType(pool, len, ty)),
  fields.map((types) => struct(Layout.packed, types)),
  fields.map((types) => struct(Layout.extern, types)),
);

test('what is written is what is read, at any byte', () => {
  fc.assert(
    fc.property(whole, fc.bigInt(0n, (1n << 800n) - 1n), fc.nat(3), (ty, seed, at) => {
      const size = abiSize(pool, ty);
      const random = new MemoryImage(size);
      random.putBits(0, size * 8, seed);
      const value = readImage(pool, random, 0, ty);
      const image = new MemoryImage(size + at);
      writeImage(pool, image, at * 8, value);
      assert.equal(readImage(pool, image, at * 8, ty), value);
    }),
    { numRuns: 300 },
  );
});

test('extremes of integers survive memory', () => {
  for (const [signed, bits] of [
    [true, 1],
    [true, 33],
    [false, 65],
    [true, 128],
  ] as const) {
    const ty = intType(pool, signed, bits);
    for (const extreme of [minInt(signed, bits), maxInt(signed, bits)]) {
      const value = intValue(pool, ty, extreme);
      assert.equal(imageAs(pool, imageAs(pool, value, bytesOf(abiSize(pool, ty))), ty), value);
    }
  }
});

test('padding is undefined, and undefined bits count as the others do where only some are', () => {
  const padded = struct(Layout.extern, [Ty.u8, Ty.u16]);
  const value = aggregate(pool, padded, [u8(1), intValue(pool, Ty.u16, 0x302)]);
  const undef = undefValue(pool, Ty.u8);
  assert.equal(imageAs(pool, value, bytesOf(4)), aggregate(pool, bytesOf(4), [u8(1), undef, u8(2), u8(3)]));
  assert.equal(imageAs(pool, value, Ty.u32), intValue(pool, Ty.u32, 0x0302aa01));
  assert.equal(imageAs(pool, intValue(pool, intType(pool, false, 3), 5), Ty.u8), u8(0xad));
  assert.equal(imageAs(pool, undefValue(pool, padded), Ty.f32), undefValue(pool, Ty.f32));
  assert.equal(imageAs(pool, Val.true, Ty.u8), u8(0xab));
});

test('the bits of a packed struct are one number', () => {
  const u4 = intType(pool, false, 4);
  const packed = struct(Layout.packed, [u4, intType(pool, false, 12)]);
  const image = new MemoryImage(2);
  image.putBits(0, 4, 1n);
  const rest = intValue(pool, intType(pool, false, 12), 0xaaa);
  assert.equal(readImage(pool, image, 0, packed), aggregate(pool, packed, [intValue(pool, u4, 1), rest]));
});

test('pointers are read as pointers only, and only whole', () => {
  const pointer = ptrToDecl(pool, singlePtr(pool, Ty.u8), 1 as DeclIndex, 3);
  const other = singlePtr(pool, Ty.i8);
  assert.equal(imageAs(pool, pointer, other), ptrToDecl(pool, other, 1 as DeclIndex, 3));
  assert.equal(imageAs(pool, pointer, Ty.usize), NO_INDEX);
  const image = new MemoryImage(8);
  writeImage(pool, image, 0, pointer);
  assert.equal(readImage(pool, image, 16, other), NO_INDEX);
  // What is stored over a part of it takes all of it away.
  image.putBits(8, 8, 0n);
  assert.notEqual(readImage(pool, image, 0, Ty.usize), NO_INDEX);
});
