import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comptimeOnly, hasRuntimeBits, isUninhabited, onlyPossibleValue } from './classify.ts';
import { computeLayout } from './compute-layout.ts';
import { ContainerFlag, type FieldKey, Layout } from './container-table.ts';
import { type ContainerTag, containerOf, declaredContainer, fieldValue } from './containers.ts';
import { funcType } from './functions.ts';
import { type Index, NO_INDEX, type TrackedIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { abiAlign, abiSize, bitSize, fieldOffset } from './layout.ts';
import { ptrType, singleConstPtr, singlePtr } from './pointers.ts';
import { InternPool, PoolTables } from './pool.ts';
import { arrayType, errorSetType, errorUnionType, intType, optionalType, tupleType, vectorType } from './types.ts';
import { intValue } from './values.ts';

const tables = new PoolTables();
const pool = new InternPool(tables);
let chunks = 0;

function u(bits: number): Index {
  return intType(pool, false, bits);
}

interface Field {
  type: Index;
  align?: number;
  comptime?: Index;
}

function field(index: number, from: Field | Index): FieldKey {
  const of: Field = typeof from === 'number' ? { type: from } : from;
  return {
    name: pool.string(`f${index}`),
    type: of.type,
    value: of.comptime ?? NO_INDEX,
    alignment: of.align ?? 0,
    isComptime: of.comptime !== undefined,
  };
}

function container(tag: ContainerTag, layout: Layout, tagType: Index, fields: (Field | Index)[], flags = 0): Index {
  const ty = declaredContainer(pool, tag, chunks++ as TrackedIndex, []);
  tables.containers.setFlag(containerOf(pool, ty), flags, true);
  tables.containers.setFields(
    containerOf(pool, ty),
    layout,
    tagType,
    fields.map((from, i) => field(i, from)),
  );
  computeLayout(pool, tables.containers, ty);
  return ty;
}

function struct(fields: (Field | Index)[], layout = Layout.auto, backing = NO_INDEX): Index {
  return container(ItemTag.type_struct, layout, backing, fields);
}

function enumOf(intTy: Index, count: number, flags = 0): Index {
  const ty = declaredContainer(pool, ItemTag.type_enum, chunks++ as TrackedIndex, []);
  tables.containers.setFlag(containerOf(pool, ty), flags, true);
  const fields: FieldKey[] = [];
  for (let i = 0; i < count; i++)
    fields.push({ ...field(i, NO_INDEX), value: intValue(pool, intTy, i), isComptime: false });
  tables.containers.setFields(containerOf(pool, ty), Layout.auto, intTy, fields);
  computeLayout(pool, tables.containers, ty);
  return ty;
}

function taggedUnion(fields: (Field | Index)[], tagInt: Index): Index {
  return container(ItemTag.type_union, Layout.auto, enumOf(tagInt, fields.length), fields, ContainerFlag.tagged);
}

const A = pool.string('A');
const B = pool.string('B');
const err = errorSetType(pool, [A, B]);
const ptr = singlePtr(pool, Ty.u8);
const slice = ptrType(pool, { child: Ty.u8, size: 'slice' });
const allowzero = ptrType(pool, { child: Ty.u8, isAllowzero: true });

// Printed by the official compiler for wasm32-wasi: @sizeOf, @alignOf, @bitSizeOf.
const facts: [string, Index, number, number, number][] = [
  ['u0', u(0), 0, 1, 0],
  ['u1', u(1), 1, 1, 1],
  ['u9', u(9), 2, 2, 9],
  ['u24', u(24), 4, 4, 24],
  ['u33', u(33), 8, 8, 33],
  ['u65', u(65), 16, 16, 65],
  ['u128', u(128), 16, 16, 128],
  ['u129', u(129), 32, 16, 129],
  ['i1000', intType(pool, true, 1000), 128, 16, 1000],
  ['usize', Ty.usize, 4, 4, 32],
  ['c_char', Ty.c_char, 1, 1, 8],
  ['c_long', Ty.c_long, 4, 4, 32],
  ['c_longlong', Ty.c_longlong, 8, 8, 64],
  ['f16', Ty.f16, 2, 2, 16],
  ['f80', Ty.f80, 16, 16, 80],
  ['f128', Ty.f128, 16, 16, 128],
  ['c_longdouble', Ty.c_longdouble, 16, 16, 128],
  ['bool', Ty.bool, 1, 1, 1],
  ['void', Ty.void, 0, 1, 0],
  ['anyerror', Ty.anyerror, 2, 2, 16],
  ['[]u8', slice, 8, 4, 64],
  ['?*u8', optionalType(pool, ptr), 4, 4, 32],
  ['?[]u8', optionalType(pool, slice), 8, 4, 64],
  ['?*allowzero u8', optionalType(pool, allowzero), 8, 4, 64],
  ['[3]u24', arrayType(pool, 3, u(24)), 12, 4, 88],
  ['[3:0]u8', arrayType(pool, 3, Ty.u8, Val.zeroU8), 4, 1, 32],
  ['[0]u64', arrayType(pool, 0, Ty.u64), 0, 8, 0],
  ['[0:0]u8', arrayType(pool, 0, Ty.u8, Val.zeroU8), 1, 1, 8],
  ['[2]bool', arrayType(pool, 2, Ty.bool), 2, 1, 9],
  ['[3]void', arrayType(pool, 3, Ty.void), 0, 1, 16],
  ['[2]u129', arrayType(pool, 2, u(129)), 64, 16, 385],
  ['@Vector(3, u8)', vectorType(pool, 3, Ty.u8), 4, 4, 24],
  ['@Vector(3, f32)', vectorType(pool, 3, Ty.f32), 16, 16, 96],
  ['@Vector(9, bool)', vectorType(pool, 9, Ty.bool), 2, 2, 9],
  ['@Vector(3, u24)', vectorType(pool, 3, u(24)), 16, 16, 72],
  ['@Vector(4, u64)', vectorType(pool, 4, Ty.u64), 32, 32, 256],
  ['@Vector(2, *u8)', vectorType(pool, 2, ptr), 8, 8, 64],
  ['@Vector(0, u32)', vectorType(pool, 0, Ty.u32), 0, 1, 0],
  ['?u8', optionalType(pool, Ty.u8), 2, 1, 16],
  ['?u64', optionalType(pool, Ty.u64), 16, 8, 128],
  ['?u24', optionalType(pool, u(24)), 8, 4, 64],
  ['?void', optionalType(pool, Ty.void), 1, 1, 8],
  ['??u8', optionalType(pool, optionalType(pool, Ty.u8)), 3, 1, 24],
  ['?anyerror', optionalType(pool, Ty.anyerror), 2, 2, 16],
  ['?error{}', optionalType(pool, Ty.emptyErrorSet), 2, 2, 16],
  ['?noreturn', optionalType(pool, Ty.noreturn), 0, 1, 0],
  ['?enum{}', optionalType(pool, enumOf(u(0), 0)), 1, 1, 8],
  ['?[0]u64', optionalType(pool, arrayType(pool, 0, Ty.u64)), 8, 8, 64],
  ['E!u8', errorUnionType(pool, err, Ty.u8), 4, 2, 32],
  ['E!void', errorUnionType(pool, err, Ty.void), 2, 2, 16],
  ['E!u64', errorUnionType(pool, err, Ty.u64), 16, 8, 128],
  ['E!u24', errorUnionType(pool, err, u(24)), 8, 4, 64],
  ['E![3]u8', errorUnionType(pool, err, arrayType(pool, 3, Ty.u8)), 6, 2, 48],
  ['E![0]u64', errorUnionType(pool, err, arrayType(pool, 0, Ty.u64)), 8, 8, 64],
  ['error{}!u64', errorUnionType(pool, Ty.emptyErrorSet, Ty.u64), 16, 8, 128],
  ['E!type', errorUnionType(pool, err, Ty.type), 2, 2, 16],
  ['enum', enumOf(u(2), 3), 1, 1, 2],
  ['*type', singlePtr(pool, Ty.type), 4, 4, 32],
  ['packed struct { a: u3, b: u21 }', struct([u(3), u(21)], Layout.packed), 4, 4, 24],
  ['packed struct { a: u65 }', struct([u(65)], Layout.packed), 16, 16, 65],
  ['packed struct {}', struct([], Layout.packed), 0, 1, 0],
  ['union(enum) { u8, u32 }', taggedUnion([Ty.u8, Ty.u32], u(1)), 8, 4, 64],
  ['union(enum) { void, void }', taggedUnion([Ty.void, Ty.void], u(1)), 1, 1, 8],
  ['union(enum) { u8, [3]u8 }', taggedUnion([Ty.u8, arrayType(pool, 3, Ty.u8)], u(1)), 4, 1, 32],
  ['union(enum(u32)) { u8, u16 }', taggedUnion([Ty.u8, Ty.u16], Ty.u32), 8, 4, 64],
  ['union(enum) { u64, u8 }', taggedUnion([Ty.u64, Ty.u8], u(1)), 16, 8, 128],
  ['union(enum) { u64 }', taggedUnion([Ty.u64], u(0)), 8, 8, 64],
  ['union(enum) { [0]u64, u8 }', taggedUnion([arrayType(pool, 0, Ty.u64), Ty.u8], u(1)), 8, 8, 64],
  ['union(enum) { u8 align(8), u16 }', taggedUnion([{ type: Ty.u8, align: 8 }, Ty.u16], u(1)), 8, 8, 64],
  ['union(enum) { void, noreturn }', taggedUnion([Ty.void, Ty.noreturn], u(1)), 0, 1, 0],
  ['union(enum) { u128, [17]u8 }', taggedUnion([Ty.u128, arrayType(pool, 17, Ty.u8)], u(1)), 32, 16, 256],
  ['union(enum) { E, u0 }', taggedUnion([err, u(0)], u(1)), 4, 2, 32],
  [
    'extern union { u8, u32, [9]u8 }',
    container(ItemTag.type_union, Layout.extern, NO_INDEX, [Ty.u8, Ty.u32, arrayType(pool, 9, Ty.u8)]),
    12,
    4,
    96,
  ],
  ['packed union { u24, u24 }', container(ItemTag.type_union, Layout.packed, NO_INDEX, [u(24), u(24)]), 4, 4, 24],
  ['union(enum) { noreturn, u32 }', taggedUnion([Ty.noreturn, Ty.u32], u(1)), 4, 4, 32],
  ['union(enum(u8)) { void }', taggedUnion([Ty.void], Ty.u8), 0, 1, 0],
  ['enum(u8) { a }', enumOf(Ty.u8, 1), 1, 1, 8],
];

test('sizes, alignments and bit sizes are the official ones', () => {
  const wrong = facts
    .map(([name, ty, ...expected]) => ({
      name,
      got: [abiSize(pool, ty), abiAlign(pool, ty), bitSize(pool, ty)],
      expected,
    }))
    .filter((fact) => fact.got.join() !== fact.expected.join());
  assert.deepEqual(wrong, []);
});

// Printed by the official compiler for wasm32-wasi: @sizeOf, @alignOf, @offsetOf of each field.
const structFacts: [string, Index, number, number, number[]][] = [
  ['empty', struct([]), 0, 1, []],
  ['auto', struct([Ty.u8, Ty.u32, Ty.u16, Ty.u8]), 8, 4, [6, 0, 4, 7]],
  ['extern', struct([Ty.u8, Ty.u32, Ty.u16, Ty.u8, Ty.u64], Layout.extern), 24, 8, [0, 4, 8, 10, 16]],
  ['no bits', struct([Ty.u8, Ty.void, arrayType(pool, 0, Ty.u64), Ty.u16]), 8, 8, [2, 3, 0, 0]],
  ['written alignment', struct([{ type: Ty.u8, align: 8 }, Ty.u32, { type: Ty.u64, align: 2 }]), 16, 8, [0, 4, 8]],
  [
    'written alignment, extern',
    struct(
      [
        { type: Ty.u8, align: 8 },
        { type: Ty.u64, align: 2 },
      ],
      Layout.extern,
    ),
    16,
    8,
    [0, 2],
  ],
  [
    'many kinds',
    struct([slice, Ty.u128, Ty.f80, optionalType(pool, Ty.u64), Ty.bool, Ty.u16, err]),
    64,
    16,
    [48, 0, 16, 32, 60, 56, 58],
  ],
  ['comptime field', struct([Ty.u8, { type: Ty.u64, comptime: intValue(pool, Ty.u64, 3) }, Ty.u16]), 4, 2, [2, 0, 0]],
  ['comptime-only field', struct([Ty.u8, Ty.type]), 1, 1, [0, 0]],
  ['void with alignment', struct([{ type: Ty.void, align: 16 }, Ty.u8]), 16, 16, [0, 0]],
  ['extern, empty array', struct([arrayType(pool, 0, Ty.u64), Ty.u8], Layout.extern), 8, 8, [0, 0]],
  [
    'tuple',
    tupleType(pool, [Ty.u8, Ty.u32, Ty.u8, Ty.u16, Ty.u64], [NO_INDEX, NO_INDEX, Val.oneU8, NO_INDEX, NO_INDEX]),
    24,
    8,
    [0, 4, 0, 8, 16],
  ],
];

test('offsets of fields are the official ones', () => {
  const wrong = structFacts
    .map(([name, ty, size, alignment, offsets]) => ({
      name,
      got: [abiSize(pool, ty), abiAlign(pool, ty), ...offsets.map((_, i) => fieldOffset(pool, ty, i))],
      expected: [size, alignment, ...offsets],
    }))
    .filter((fact) => fact.got.join() !== fact.expected.join());
  assert.deepEqual(wrong, []);
});

test('a type is comptime-only through its fields, and not through pointers', () => {
  const node = declaredContainer(pool, ItemTag.type_struct, chunks++ as TrackedIndex, []);
  tables.containers.setFields(containerOf(pool, node), Layout.auto, NO_INDEX, [
    field(0, singlePtr(pool, node)),
    field(1, Ty.u8),
  ]);
  computeLayout(pool, tables.containers, node);
  assert.equal(comptimeOnly(pool, node), false);
  assert.equal(comptimeOnly(pool, struct([singlePtr(pool, Ty.type), Ty.u8])), false);
  assert.equal(comptimeOnly(pool, struct([optionalType(pool, struct([Ty.u8, Ty.type]))])), true);
  const plain = funcType(pool, { params: [Ty.u8], returnType: Ty.void });
  const generic = funcType(pool, { params: [Ty.genericPoison], returnType: Ty.void, isGeneric: true });
  assert.equal(comptimeOnly(pool, plain), true);
  assert.equal(comptimeOnly(pool, singleConstPtr(pool, generic)), false);
  assert.equal(hasRuntimeBits(pool, singleConstPtr(pool, Ty.comptimeInt)), true);
});

test('a type with a part that has no value has none', () => {
  const never = struct([Ty.u8, Ty.noreturn]);
  assert.deepEqual(
    [
      Ty.noreturn,
      never,
      taggedUnion([], u(0)),
      taggedUnion([never, Ty.noreturn], u(1)),
      arrayType(pool, 2, never),
      tupleType(pool, [never], [NO_INDEX]),
      taggedUnion([never, Ty.u8], u(1)),
      arrayType(pool, 0, never),
      optionalType(pool, never),
      errorUnionType(pool, err, never),
    ].map((ty) => isUninhabited(pool, ty)),
    [true, true, true, true, true, true, false, false, false, false],
  );
});

test('setting the same fields again is no change, another type or order is', () => {
  const ty = struct([Ty.u8, Ty.u16]);
  assert.equal(
    tables.containers.setFields(containerOf(pool, ty), Layout.auto, NO_INDEX, [field(0, Ty.u8), field(1, Ty.u16)]),
    false,
  );
  assert.equal(computeLayout(pool, tables.containers, ty), false);
  assert.equal(
    tables.containers.setFields(containerOf(pool, ty), Layout.auto, NO_INDEX, [field(0, Ty.u8), field(1, Ty.u32)]),
    true,
  );
  assert.equal(computeLayout(pool, tables.containers, ty), true);
  assert.equal(abiSize(pool, ty), 8);
  assert.equal(tables.containers.setFields(containerOf(pool, ty), Layout.auto, NO_INDEX, [field(0, Ty.u8)]), true);
  assert.equal(tables.containers.setFields(containerOf(pool, ty), Layout.extern, NO_INDEX, [field(0, Ty.u8)]), true);
});

test('a default value that is set later is no change of the fields, and says itself whether it changed', () => {
  const later = { ...field(0, Ty.u8), hasDefault: true };
  const ty = struct([Ty.u8]);
  tables.containers.setFields(containerOf(pool, ty), Layout.auto, NO_INDEX, [later]);
  assert.equal(tables.containers.setFieldValue(containerOf(pool, ty), 0, Val.oneU8), true);
  assert.equal(fieldValue(pool, ty, 0), Val.oneU8);
  assert.equal(tables.containers.setFields(containerOf(pool, ty), Layout.auto, NO_INDEX, [later]), false);
  assert.equal(fieldValue(pool, ty, 0), Val.oneU8);
  assert.equal(tables.containers.setFieldValue(containerOf(pool, ty), 0, Val.oneU8), false);
});

test('types with one value', () => {
  assert.equal(onlyPossibleValue(pool, Ty.void), Val.void);
  assert.notEqual(onlyPossibleValue(pool, struct([])), NO_INDEX);
  assert.notEqual(onlyPossibleValue(pool, struct([Ty.void, u(0)])), NO_INDEX);
  assert.notEqual(onlyPossibleValue(pool, enumOf(u(0), 1)), NO_INDEX);
  assert.notEqual(onlyPossibleValue(pool, arrayType(pool, 0, Ty.u8)), NO_INDEX);
  assert.notEqual(onlyPossibleValue(pool, taggedUnion([Ty.noreturn, Ty.void], u(1))), NO_INDEX);
  assert.equal(onlyPossibleValue(pool, enumOf(Ty.u8, 1)), NO_INDEX);
  assert.equal(onlyPossibleValue(pool, taggedUnion([Ty.void, Ty.void], u(1))), NO_INDEX);
  assert.equal(onlyPossibleValue(pool, struct([Ty.bool])), NO_INDEX);
  assert.equal(onlyPossibleValue(pool, Ty.noreturn), NO_INDEX);
});
