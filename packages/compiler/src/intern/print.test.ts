import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeLayout } from './compute-layout.ts';
import { ContainerFlag, type FieldKey, Layout } from './container-table.ts';
import { containerNamespace, containerOf, declaredContainer, generatedTagType } from './containers.ts';
import { DeclSort, STORAGE_SORT_SHIFT } from './decl-table.ts';
import { convertFloat, floatFromNumber } from './float.ts';
import { CallConv, type FuncTypeKey } from './func-type.ts';
import { funcDecl, funcType, inferredErrorSetOfDecl } from './functions.ts';
import { type DeclIndex, type FileIndex, type Index, NO_INDEX, NO_NAMESPACE, type TrackedIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { type PtrKey, ptrType, singleConstPtr, singlePtr } from './pointers.ts';
import { InternPool, PoolTables } from './pool.ts';
import { printType } from './print-type.ts';
import { printIdentifier, printNumber, printValue } from './print-value.ts';
import { ptrToAddress, ptrToDecl, ptrToField, ptrToOptPayload, ptrToValue } from './ptr-values.ts';
import {
  arrayType,
  errorSetType,
  errorUnionType,
  floatBits,
  intType,
  optionalType,
  tupleType,
  vectorType,
} from './types.ts';
import {
  aggregate,
  aggregateBytes,
  aggregateRepeated,
  enumLiteral,
  enumTag,
  errorUnionError,
  errValue,
  externValue,
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

function field(name: string, type: Index, value: Index = NO_INDEX): FieldKey {
  return { name: pool.string(name), type, value, alignment: 0, isComptime: false };
}

function named(tag: ItemTag.type_struct | ItemTag.type_enum | ItemTag.type_union, name: string): Index {
  const ty = declaredContainer(pool, tag, chunks++ as TrackedIndex, []);
  tables.containers.name.data[containerOf(pool, ty)] = pool.string(name);
  return ty;
}

function declNamed(name: string, type: Index, namespace = NO_NAMESPACE): DeclIndex {
  const decl = tables.decls.member(namespace, chunks++ as TrackedIndex);
  tables.decls.name.data[decl] = pool.string(name);
  tables.decls.type.data[decl] = type;
  return decl;
}

const S = named(ItemTag.type_struct, 't.S');
tables.containers.setFields(containerOf(pool, S), Layout.auto, NO_INDEX, [field('x', Ty.u8)]);
computeLayout(pool, tables.containers, S);
const E = named(ItemTag.type_enum, 't.E');
tables.containers.setFields(containerOf(pool, E), Layout.auto, Ty.u8, [
  field('a', NO_INDEX, intValue(pool, Ty.u8, 0)),
  field('@b', NO_INDEX, intValue(pool, Ty.u8, 1)),
]);
computeLayout(pool, tables.containers, E);
const U = named(ItemTag.type_union, 't.U');
tables.containers.setFlag(containerOf(pool, U), ContainerFlag.tagged, true);
tables.containers.setFields(containerOf(pool, U), Layout.auto, E, [field('a', Ty.u8), field('@b', Ty.u8)]);
computeLayout(pool, tables.containers, U);

const pointer = (key: PtrKey) => ptrType(pool, key);
const fn = (key: Partial<FuncTypeKey>) => funcType(pool, { params: [], returnType: Ty.void, ...key });
const err = (...names: string[]) =>
  errorSetType(
    pool,
    names.map((name) => pool.string(name)),
  );
const load = declNamed('load', NO_INDEX, containerNamespace(pool, S, NO_NAMESPACE, 0 as FileIndex));
const inferred = inferredErrorSetOfDecl(pool, load);
const loadType = fn({ returnType: errorUnionType(pool, inferred, Ty.void) });
tables.decls.type.data[load] = loadType;
const loadFunc = funcDecl(pool, loadType, load, 0 as TrackedIndex);
const u = (bits: number) => intType(pool, false, bits);
const none = NO_INDEX;

const types: [string, Index][] = [
  ['u8', Ty.u8],
  ['c_int', Ty.c_int],
  [
    '*allowzero align(2) const volatile u8',
    pointer({ child: Ty.u8, isAllowzero: true, alignment: 2, isConst: true, isVolatile: true }),
  ],
  ['[]u8', pointer({ child: Ty.u8, size: 'slice' })],
  ['[:0]const u8', Ty.sliceConstU8Sentinel0],
  ['[*:0]const u8', Ty.manyptrConstU8Sentinel0],
  ['[*c]const u8', pointer({ child: Ty.u8, size: 'c', isConst: true })],
  [
    '[*:null]?*u8',
    pointer({
      child: optionalType(pool, singlePtr(pool, Ty.u8)),
      size: 'many',
      sentinel: optNull(pool, optionalType(pool, singlePtr(pool, Ty.u8))),
    }),
  ],
  ['*align(4:3:2) u4', pointer({ child: u(4), alignment: 4, bitOffset: 3, hostSize: 2 })],
  ['[3:0]u8', arrayType(pool, 3, Ty.u8, Val.zeroU8)],
  ['@Vector(4, u8)', vectorType(pool, 4, Ty.u8)],
  ['?anyerror!?u8', optionalType(pool, errorUnionType(pool, Ty.anyerror, optionalType(pool, Ty.u8)))],
  ['error{}', Ty.emptyErrorSet],
  ['error{A,B}!u8', errorUnionType(pool, err('A', 'B'), Ty.u8)],
  ['t.S', S],
  ['@typeInfo(t.U).@"union".tag_type.?', generatedTagType(pool, U)],
  ['fn () @typeInfo(@typeInfo(@TypeOf(t.S.load)).@"fn".return_type.?).error_union.error_set!void', loadType],
  [
    'fn (comptime type, anytype) anytype',
    fn({ params: [Ty.type, Ty.genericPoison], returnType: Ty.genericPoison, comptimeBits: 1 }),
  ],
  ['fn () callconv(.@"inline") void', fn({ callConv: CallConv.inline })],
  [
    'fn (noalias *u8, u8) noreturn',
    fn({ params: [singlePtr(pool, Ty.u8), Ty.u8], noaliasBits: 1, returnType: Ty.noreturn }),
  ],
  ['fn (u8, ...) callconv(.c) void', fn({ params: [Ty.u8], isVarArgs: true, callConv: CallConv.c })],
  ['*const fn () error{A}!void', singleConstPtr(pool, fn({ returnType: errorUnionType(pool, err('A'), Ty.void) }))],
  ['@TypeOf(null)', Ty.null],
  ['@TypeOf(undefined)', Ty.undefined],
  ['@EnumLiteral()', Ty.enumLiteral],
  ['anyframe', Ty.anyframe],
  ['@TypeOf(.{})', Ty.emptyTuple],
  ['struct { u8, comptime u8 = 1 }', tupleType(pool, [Ty.u8, Ty.u8], [none, Val.oneU8])],
];

test('types are printed as the official compiler prints them', () => {
  assert.deepEqual(
    types.map(([, ty]) => printType(pool, ty)),
    types.map(([text]) => text),
  );
});

const c = (value: number) => intValue(pool, Ty.comptimeInt, value);
const string = (text: string) =>
  aggregateBytes(pool, arrayType(pool, text.length, Ty.u8, Val.zeroU8), pool.string(text));
const stringPtr = (text: string) => {
  const value = string(text);
  const ty = singleConstPtr(pool, arrayType(pool, text.length, Ty.u8, Val.zeroU8));
  return ptrToValue(pool, ty, value, ty);
};
const f = (ty: Index, value: number) => floatValue(pool, ty, floatFromNumber(floatBits(pool, ty), value));
const nest = (depth: number): Index => {
  const value = depth === 0 ? c(1) : nest(depth - 1);
  return aggregate(pool, tupleType(pool, [Ty.comptimeInt], [value]), [value]);
};
const arr = declNamed('t.arr', arrayType(pool, 3, Ty.u16));
const st = declNamed('t.st', S);
const gv = declNamed('t.gv', Ty.u32);
for (const decl of [st, gv]) tables.decls.storage.data[decl] = DeclSort.var << STORAGE_SORT_SHIFT;
const constU16 = singleConstPtr(pool, Ty.u16);
const optionalU8 = optionalType(pool, Ty.u8);
const u16x3 = arrayType(pool, 3, Ty.u16);
const three = aggregate(
  pool,
  u16x3,
  [1, 2, 3].map((value) => intValue(pool, Ty.u16, value)),
);
const four = optSome(pool, optionalU8, intValue(pool, Ty.u8, 4));
const X = pool.string('X');

const values: [string, Index][] = [
  ['-5', c(-5)],
  ['1427247692705959881058285969449495136382746624', intValue(pool, Ty.comptimeInt, 1n << 150n)],
  ['null', Val.null],
  ['{}', Val.void],
  ['undefined', undefValue(pool, Ty.u8)],
  ['"abc"', stringPtr('abc')],
  ['&.{ 97, 97 }', stringPtr('aa')],
  [
    '"a\\n\\"b\\xc3\\xbf"',
    ptrToValue(pool, singleConstPtr(pool, Ty.u8), string('a\n"b\u00ff'), singleConstPtr(pool, Ty.u8)),
  ],
  ['"abc".*', string('abc')],
  ['"abc"[0..3]', sliceValue(pool, Ty.sliceConstU8, stringPtr('abc'), intValue(pool, Ty.usize, 3))],
  ['.{ 1, 2, 3 }', three],
  ['&.{ 1, 2, 3 }', ptrToValue(pool, singleConstPtr(pool, u16x3), three, singleConstPtr(pool, u16x3))],
  ['.{}', Val.emptyTuple],
  ['.{ .x = 1 }', aggregate(pool, S, [Val.oneU8])],
  ['.{.{.{1}}}', nest(2)],
  ['.{.{.{.{ ... }}}}', nest(4)],
  [`.{ ${'1, '.repeat(100)}... }`, aggregateRepeated(pool, arrayType(pool, 200, Ty.u8), Val.oneU8)],
  ['.a', enumTag(pool, E, intValue(pool, Ty.u8, 0))],
  ['.@b', enumTag(pool, E, intValue(pool, Ty.u8, 1))],
  ['@enumFromInt(7)', enumTag(pool, E, intValue(pool, Ty.u8, 7))],
  ['.{ .a = 1 }', unionValue(pool, U, enumTag(pool, E, intValue(pool, Ty.u8, 0)), Val.oneU8)],
  ['.foo', enumLiteral(pool, pool.string('foo'))],
  ['error.X', errValue(pool, err('X'), X)],
  ['error.X', errorUnionError(pool, errorUnionType(pool, err('X'), Ty.u8), X)],
  ['4', four],
  ['null', optNull(pool, optionalU8)],
  ["(function 'load')", loadFunc],
  ["(extern 'ext')", externValue(pool, fn({}), load, pool.string('ext'), pool.string(''), 0)],
  ['u8', Ty.u8],
  ['&t.S.load', ptrToDecl(pool, singleConstPtr(pool, loadType), load)],
  ['&t.gv', ptrToDecl(pool, singlePtr(pool, Ty.u32), gv)],
  ['&t.arr[1]', ptrToDecl(pool, constU16, arr, 2)],
  [
    '@as(*const [2]u16, @ptrCast(&t.arr[1]))',
    ptrToDecl(pool, singleConstPtr(pool, arrayType(pool, 2, Ty.u16)), arr, 2),
  ],
  ['&t.st.x', ptrToField(pool, singleConstPtr(pool, Ty.u8), ptrToDecl(pool, singlePtr(pool, S), st), 0)],
  ['@as([*]const u8, @ptrFromInt(@intFromPtr(&t.gv) + 2))', ptrToDecl(pool, Ty.manyptrConstU8, gv, 2)],
  ['@as(*u8, @ptrFromInt(0x10))', ptrToAddress(pool, singlePtr(pool, Ty.u8), 16)],
  ['&@as(?u8, 4)', ptrToValue(pool, singleConstPtr(pool, optionalU8), four, singleConstPtr(pool, optionalU8))],
  [
    '&@as(?u8, 4).?',
    ptrToOptPayload(
      pool,
      singleConstPtr(pool, Ty.u8),
      ptrToValue(pool, singleConstPtr(pool, optionalU8), four, singleConstPtr(pool, optionalU8)),
    ),
  ],
  ['1.5', f(Ty.comptimeFloat, 1.5)],
  ['0.10000000149011612', floatValue(pool, Ty.f32, convertFloat(64, 32, floatFromNumber(64, 0.1)))],
  ['0.0999755859375', f(Ty.f16, 0.1)],
  ['-inf', f(Ty.f32, Number.NEGATIVE_INFINITY)],
];

test('values are printed as the official compiler prints them', () => {
  assert.deepEqual(
    values.map(([, value]) => printValue(pool, value)),
    values.map(([text]) => text),
  );
});

test('numbers have no exponent', () => {
  const numbers: [string, number][] = [
    ['0.0000001', 1e-7],
    ['-0', -0],
    ['123456789012345680', 123456789012345680],
    [`1${'0'.repeat(30)}`, 1e30],
    ['12345.678', 12345.678],
    ['nan', Number.NaN],
    [`0.${'0'.repeat(323)}5`, 5e-324],
  ];
  for (const [text, number] of numbers) assert.equal(printNumber(number), text);
});

test('names that are no identifiers are quoted', () => {
  assert.deepEqual(['a_1', '1a', 'fn', 'a b', 'a"'].map(printIdentifier), [
    'a_1',
    '@"1a"',
    '@"fn"',
    '@"a b"',
    '@"a\\""',
  ]);
});
