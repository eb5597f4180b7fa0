import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Ref } from '../zir/ref.ts';
import { Layout } from './container-table.ts';
import {
  type Capture,
  CaptureKind,
  capture,
  captureKind,
  captureOf,
  containerCapture,
  containerOf,
  declaredContainer,
  fieldIndex,
  generatedTagType,
  reifiedContainer,
} from './containers.ts';
import {
  funcComptimeArgs,
  funcDecl,
  funcGenericOwner,
  funcInstance,
  funcOwnerDecl,
  funcRow,
  funcType,
  funcTypeInfo,
  inferredErrorSetFunc,
  inferredErrorSetOfDecl,
  inferredErrorSetOfInstance,
  instanceKey,
  memoizedCall,
  resolvedErrorSet,
} from './functions.ts';
import {
  type DeclIndex,
  type FileIndex,
  type Index,
  NO_DECL,
  NO_INDEX,
  NO_NAMESPACE,
  type StringIndex,
  type TrackedIndex,
} from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { NO_VECTOR_INDEX, ptrInfo, ptrType, singlePtr } from './pointers.ts';
import { InternPool, PoolTables } from './pool.ts';
import { ptrToDecl, ptrToElem, ptrToField, ptrValueInfo, ptrValueWith } from './ptr-values.ts';
import {
  arrayLen,
  arrayType,
  errorSetHas,
  errorSetType,
  errorUnionType,
  intType,
  isType,
  mergeErrorSets,
  optionalType,
  TypeKind,
  typeKind,
} from './types.ts';
import {
  aggregate,
  aggregateBytes,
  aggregateElem,
  aggregateElems,
  aggregateRepeated,
  bytesOfArray,
  floatValue,
  floatValueBits,
  intBig,
  intNumber,
  intValue,
  isUndef,
  optSome,
  sliceValue,
  typeOf,
  undefValue,
} from './values.ts';

test('known items are at the numbers of Ref', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  assert.equal(intType(pool, false, 8), Ref.u8_type);
  assert.equal(intValue(pool, Ty.comptimeInt, -1), Ref.negative_one);
  assert.equal(ptrType(pool, { child: Ty.u8, size: 'slice', isConst: true }), Ref.slice_const_u8_type);
  assert.equal(optionalType(pool, Ty.noreturn), Ref.optional_noreturn_type);
  assert.equal(errorSetType(pool, []), Ty.emptyErrorSet);
  for (let ref = 0; ref <= Ref.empty_tuple; ref++) {
    const index = ref as Index;
    assert.equal(isType(pool, index), ref < Ref.undef, Ref[ref]);
    if (ref < Ref.undef) assert.equal(typeOf(pool, index), Ty.type);
  }
  assert.equal(typeOf(pool, Val.true), Ty.bool);
  assert.equal(typeOf(pool, Val.emptyTuple), Ty.emptyTuple);
  assert.equal(typeOf(pool, Val.zeroUsize), Ty.usize);
  assert.equal(typeKind(pool, Ty.anyerror), TypeKind.error_set);
  assert.equal(typeKind(pool, Ty.c_long), TypeKind.int);
});

test('an integer is one item whatever it was made from, and reads back', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  fc.assert(
    fc.property(fc.bigInt(-(1n << 100n), 1n << 100n), (value) => {
      const index = intValue(pool, Ty.comptimeInt, value);
      assert.equal(intBig(pool, index), value);
      assert.equal(intValue(pool, Ty.comptimeInt, value), index);
      assert.notEqual(intValue(pool, Ty.i128, value), index);
      if (Number.isSafeInteger(Number(value))) {
        assert.equal(intValue(pool, Ty.comptimeInt, Number(value)), index);
        assert.equal(intNumber(pool, index), Number(value));
      }
    }),
  );
  for (const edge of [0xffff_ffff, 0x1_0000_0000, -0xffff_ffff, -0x1_0000_0000])
    assert.equal(intBig(pool, intValue(pool, Ty.i64, edge)), BigInt(edge));
});

test('equal strings are one, and bytes come back', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
      const string = pool.stringOfBytes(bytes);
      assert.deepEqual(Array.from(pool.stringBytes(string)), Array.from(bytes));
      assert.equal(pool.stringOfBytes(bytes), string);
    }),
  );
  assert.equal(pool.text(pool.string('naïve')), 'naïve');
  assert.ok(pool.compareStrings(pool.string('ab'), pool.string('abc')) < 0);
  assert.ok(pool.compareStrings(pool.string('b'), pool.string('abc')) > 0);
});

test('an array is one item whether given by bytes, elements or repetition', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const byte = (value: number) => intValue(pool, Ty.u8, value);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 4 }), (values) => {
      const ty = arrayType(pool, values.length, Ty.u8, Val.zeroU8);
      const elems = values.map(byte);
      const index = aggregate(pool, ty, elems);
      assert.equal(aggregate(pool, ty, [...elems, Val.zeroU8]), index);
      assert.equal(aggregateBytes(pool, ty, pool.stringOfBytes(Uint8Array.from(values))), index);
      if (new Set(values).size === 1) assert.equal(aggregateRepeated(pool, ty, elems[0]), index);
      assert.deepEqual(aggregateElems(pool, index), elems);
      assert.deepEqual(Array.from(bytesOfArray(pool, index) ?? []), values);
      assert.equal(aggregateElem(pool, index, values.length), Val.zeroU8);
    }),
  );
  const pair = arrayType(pool, 2, Ty.u8);
  const undef = undefValue(pool, Ty.u8);
  assert.equal(aggregate(pool, pair, [undef, undef]), undefValue(pool, pair));
  assert.equal(bytesOfArray(pool, aggregate(pool, pair, [byte(1), undef])), undefined);
  assert.ok(isUndef(pool, aggregateElem(pool, aggregate(pool, pair, [byte(1), undef]), 1)));
});

test('types keep what they were made of', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const long = arrayType(pool, 2 ** 40, Ty.u8);
  assert.equal(arrayLen(pool, long), 2 ** 40);
  const key = {
    child: Ty.u8,
    size: 'many',
    isConst: true,
    isVolatile: true,
    isAllowzero: false,
    sentinel: Val.zeroU8,
    alignment: 16,
    addressSpace: 3,
    hostSize: 4,
    bitOffset: 13,
    vectorIndex: NO_VECTOR_INDEX,
  } as const;
  assert.deepEqual(ptrInfo(pool, ptrType(pool, key)), key);
  assert.notEqual(ptrType(pool, { child: Ty.u32, alignment: 4 }), singlePtr(pool, Ty.u32));
  assert.notEqual(ptrType(pool, { child: Ty.u32, alignment: 2 }), singlePtr(pool, Ty.u32));
  const func = funcType(pool, { params: [Ty.u8, Ty.type], returnType: Ty.void, comptimeBits: 2, isGeneric: true });
  const info = funcTypeInfo(pool, func);
  assert.deepEqual(
    [info.params, info.comptimeBits, info.isGeneric, info.isVarArgs],
    [[Ty.u8, Ty.type], 2, true, false],
  );
});

test('an error set does not depend on the order or repetition of its names', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const [a, b, c] = ['A', 'B', 'C'].map((name) => pool.string(name)) as [StringIndex, StringIndex, StringIndex];
  const set = errorSetType(pool, [b, a, b]);
  assert.equal(set, errorSetType(pool, [a, b]));
  assert.ok(errorSetHas(pool, set, a) && !errorSetHas(pool, set, c));
  assert.equal(mergeErrorSets(pool, errorSetType(pool, [c]), set), errorSetType(pool, [a, b, c]));
});

test('a container is its chunk and captures, and nothing else', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const chunk = 7 as TrackedIndex;
  const of = (ty: Index): Capture[] => [
    capture(CaptureKind.comptime_value, ty),
    capture(CaptureKind.decl_ref, 3 as DeclIndex),
  ];
  const list = declaredContainer(pool, ItemTag.type_struct, chunk, of(Ty.u8));
  assert.equal(declaredContainer(pool, ItemTag.type_struct, chunk, of(Ty.u8)), list);
  assert.notEqual(declaredContainer(pool, ItemTag.type_struct, chunk, of(Ty.u16)), list);
  assert.notEqual(declaredContainer(pool, ItemTag.type_enum, chunk, of(Ty.u8)), list);
  const captures = [0, 1].map((i) => containerCapture(pool, list, i));
  assert.deepEqual(
    captures.map((each) => [captureKind(each), captureOf(each)]),
    [
      [CaptureKind.comptime_value, Ty.u8],
      [CaptureKind.decl_ref, 3],
    ],
  );
  const reified = reifiedContainer(pool, ItemTag.type_struct, chunk, 4, [1, 2]);
  assert.equal(reifiedContainer(pool, ItemTag.type_struct, chunk, 4, [1, 2]), reified);
  assert.notEqual(reifiedContainer(pool, ItemTag.type_struct, chunk, 4, [1, 3]), reified);
  const union = declaredContainer(pool, ItemTag.type_union, chunk, []);
  assert.equal(generatedTagType(pool, union), generatedTagType(pool, union));
});

test('fields are found by name, few or many, before and after they change', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const ty = declaredContainer(pool, ItemTag.type_struct, 1 as TrackedIndex, []);
  const field = (name: string) => ({
    name: pool.string(name),
    type: Ty.u8,
    value: NO_INDEX,
    alignment: 0,
    isComptime: false,
  });
  for (const count of [3, 40]) {
    const names = Array.from({ length: count }, (_, i) => `field${i}`);
    tables.containers.setFields(containerOf(pool, ty), Layout.auto, NO_INDEX, names.map(field));
    for (const [i, name] of names.entries()) assert.equal(fieldIndex(pool, ty, pool.string(name)), i);
    assert.equal(fieldIndex(pool, ty, pool.string('other')), -1);
    tables.containers.setFields(containerOf(pool, ty), Layout.auto, NO_INDEX, names.reverse().map(field));
    assert.equal(fieldIndex(pool, ty, pool.string('field0')), count - 1);
  }
  assert.equal(pool.containers.typeOf(containerOf(pool, ty)), ty);
});

test('a function and its inferred error set find each other', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const root = declaredContainer(pool, ItemTag.type_struct, 0 as TrackedIndex, []);
  const namespace = pool.namespaces.add(NO_NAMESPACE, 0 as FileIndex, root);
  const decl = tables.decls.member(namespace, 5 as TrackedIndex);
  const set = inferredErrorSetOfDecl(pool, decl);
  assert.equal(resolvedErrorSet(pool, set), NO_INDEX);
  const ty = funcType(pool, { params: [], returnType: errorUnionType(pool, set, Ty.void) });
  const func = funcDecl(pool, ty, decl, 6 as TrackedIndex);
  assert.equal(funcDecl(pool, ty, decl, 6 as TrackedIndex), func);
  assert.equal(inferredErrorSetFunc(pool, set), func);
  assert.equal(typeOf(pool, func), ty);
  const errors = errorSetType(pool, [pool.string('A')]);
  tables.funcs.errorSet.data[funcRow(pool, func)] = errors;
  assert.equal(resolvedErrorSet(pool, set), errors);
});

test('an instance is its generic function, arguments and type, and has a declaration of its own', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const decl = tables.decls.member(NO_NAMESPACE, 5 as TrackedIndex);
  const generic = funcType(pool, {
    params: [Ty.type, Ty.genericPoison],
    returnType: Ty.void,
    isGeneric: true,
    comptimeBits: 1,
  });
  const owner = funcDecl(pool, generic, decl, 6 as TrackedIndex);
  const key = (ty: Index) => instanceKey(pool, owner, [ty, NO_INDEX], [Ty.type, ty]);
  const set = inferredErrorSetOfInstance(pool, key(Ty.u8));
  const ty = funcType(pool, { params: [Ty.u8], returnType: errorUnionType(pool, set, Ty.void) });
  const func = funcInstance(pool, key(Ty.u8), ty);
  assert.equal(funcInstance(pool, key(Ty.u8), ty), func);
  assert.notEqual(funcInstance(pool, key(Ty.u16), ty), func);
  assert.deepEqual(funcComptimeArgs(pool, func), [Ty.u8, NO_INDEX]);
  assert.equal(funcGenericOwner(pool, func), owner);
  assert.notEqual(funcOwnerDecl(pool, func), decl);
  assert.notEqual(funcOwnerDecl(pool, func), funcOwnerDecl(pool, funcInstance(pool, key(Ty.u16), ty)));
});

test('a memoized call is one item for one function and arguments', () => {
  const pool = new InternPool(new PoolTables());
  const call = memoizedCall(pool, Val.oneU8, [Ty.u8]);
  assert.equal(memoizedCall(pool, Val.oneU8, [Ty.u8]), call);
  assert.notEqual(memoizedCall(pool, Val.oneU8, [Ty.u16]), call);
  assert.notEqual(memoizedCall(pool, Val.oneU8, [Ty.u8, Ty.u8]), call);
});

test('pointers are one item for one base, offset and type, and read back', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const ty = singlePtr(pool, Ty.u8);
  const decl = 9 as DeclIndex;
  for (const offset of [0, 5, -4, 2 ** 33]) {
    const info = ptrValueInfo(pool, ptrToDecl(pool, ty, decl, offset));
    assert.deepEqual([info.type, info.tag, info.base, info.offset], [ty, ItemTag.ptr_decl, decl, offset]);
  }
  const base = ptrToDecl(pool, ty, decl);
  assert.notEqual(ptrToField(pool, ty, base, 1), ptrToElem(pool, ty, base, 1));
  assert.equal(ptrValueInfo(pool, ptrToField(pool, ty, base, 1)).index, 1);
  assert.equal(ptrValueWith(pool, ptrValueWith(pool, base, Ty.constPtrAnyopaque, 8), ty, -8), base);
});

test('values of one content and different types differ', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const one = intValue(pool, Ty.u8, 1);
  const optional = optSome(pool, optionalType(pool, Ty.u8), one);
  assert.equal(typeOf(pool, optional), optionalType(pool, Ty.u8));
  assert.notEqual(floatValue(pool, Ty.f128, 5n), floatValue(pool, Ty.comptimeFloat, 5n));
  assert.equal(floatValueBits(pool, floatValue(pool, Ty.f80, (1n << 79n) | 3n)), (1n << 79n) | 3n);
  const slice = sliceValue(pool, Ty.sliceConstU8, undefValue(pool, Ty.manyptrConstU8), Val.oneUsize);
  assert.equal(typeOf(pool, slice), Ty.sliceConstU8);
});

test('a namespace finds its members, and after it was scanned again only the new ones', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const namespace = pool.namespaces.add(NO_NAMESPACE, 0 as FileIndex, Ty.u8);
  const other = pool.namespaces.add(namespace, 0 as FileIndex, Ty.u16);
  const name = (text: string) => pool.string(text);
  const decl = (chunk: number) => tables.decls.member(namespace, chunk as TrackedIndex);
  const lists = { comptimes: [decl(11), decl(12)], tests: [] };
  tables.namespaces.setMembers(namespace, { names: [name('a'), name('b')], decls: [decl(1), decl(2)], ...lists });
  assert.equal(pool.namespaces.lookup(namespace, name('b')), decl(2));
  assert.equal(pool.namespaces.lookup(other, name('b')), NO_DECL);
  assert.deepEqual(Array.from(pool.namespaces.comptimes(namespace)), [decl(11), decl(12)]);
  const names = ['c', 'a', 'd', 'e', 'f', 'g', 'h'].map(name);
  tables.namespaces.setMembers(namespace, {
    names,
    decls: names.map((_, i) => decl(20 + i)),
    ...lists,
    tests: [decl(13)],
  });
  assert.equal(pool.namespaces.lookup(namespace, name('b')), NO_DECL);
  assert.equal(pool.namespaces.lookup(namespace, name('a')), decl(21));
  assert.deepEqual(
    Array.from(pool.namespaces.decls(namespace)),
    names.map((_, i) => decl(20 + i)),
  );
  assert.deepEqual(Array.from(pool.namespaces.tests(namespace)), [decl(13)]);
  assert.equal(decl(1), tables.decls.member(namespace, 1 as TrackedIndex));
});

test('every column is listed once, and a pool over copies of them answers the same', () => {
  const tables = new PoolTables();
  const pool = new InternPool(tables);
  const before = intValue(pool, Ty.u64, 1n << 60n);
  const names = tables.columns().map((each) => each.name);
  assert.equal(new Set(names).size, names.length);
  const copies = new PoolTables();
  const copy = new InternPool(copies);
  const targets = copies.columns();
  tables.columns().forEach(({ column }, i) => {
    targets[i].column.data = column.data.slice();
    targets[i].column.length = column.length;
  });
  copies.columnsReplaced();
  assert.equal(intValue(copy, Ty.u64, 1n << 60n), before);
  assert.equal(intValue(copy, Ty.u64, 1n << 61n), intValue(pool, Ty.u64, 1n << 61n));
});
