import { deepStrictEqual, strictEqual } from 'node:assert';
import { test } from 'node:test';
import { constant, type Instance, TestProgram, testCode } from '../../test/support/air-program.ts';
import { type AirRef, AirTag } from '../air/air.ts';
import { computeLayout } from '../intern/compute-layout.ts';
import { ContainerFlag, Layout } from '../intern/container-table.ts';
import { type ContainerTag, containerOf, declaredContainer } from '../intern/containers.ts';
import { type Index, NO_INDEX, type TrackedIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { fieldOffset, packedFieldBitOffset } from '../intern/layout.ts';
import { ptrType, singlePtr } from '../intern/pointers.ts';
import { arrayType, intType, optionalType, vectorType } from '../intern/types.ts';
import { aggregate, enumTag, intValue, undefValue } from '../intern/values.ts';

let chunks = 0;

function container(
  program: TestProgram,
  tag: ContainerTag,
  layout: Layout,
  tagType: Index,
  types: Index[],
  flags = 0,
): Index {
  const { pool } = program;
  const ty = declaredContainer(pool, tag, chunks++ as TrackedIndex, []);
  program.tables.containers.setFlag(containerOf(pool, ty), flags, true);
  const fields = types.map((type, i) => ({
    name: pool.string(`f${i}`),
    type: tag === ItemTag.type_enum ? NO_INDEX : type,
    value: tag === ItemTag.type_enum ? type : NO_INDEX,
    alignment: 0,
    isComptime: false,
  }));
  program.tables.containers.setFields(containerOf(pool, ty), layout, tagType, fields);
  computeLayout(pool, program.tables.containers, ty);
  return ty;
}

function bytes(instance: Instance, at: number, length: number): number[] {
  return [...new Uint8Array(instance.memory.buffer, at, length)];
}

testCode('fields of structs are read and written in memory and as values', (program) => {
  const { pool } = program;
  const inner = container(program, ItemTag.type_struct, Layout.auto, NO_INDEX, [Ty.u16, Ty.i8]);
  const outer = container(program, ItemTag.type_struct, Layout.auto, NO_INDEX, [Ty.u8, inner, Ty.u64, Ty.bool]);
  const pointer = singlePtr(pool, outer);
  program.func('swap', [pointer, pointer], Ty.void, (b, [x, y]) => {
    const [first, second] = [b.add(AirTag.load, outer, x), b.add(AirTag.load, outer, y)];
    b.add(AirTag.store, Ty.void, x, second);
    b.add(AirTag.store, Ty.void, y, first);
    b.ret(constant(Val.void));
  });
  program.func('make', [pointer, Ty.u64], Ty.void, (b, [to, x]) => {
    const part = b.aggregate(inner, program.int(Ty.u16, 500), program.int(Ty.i8, -3));
    const whole = b.aggregate(outer, program.int(Ty.u8, 9), part, x, constant(Val.true));
    b.add(AirTag.store, Ty.void, to, whole);
    b.ret(constant(Val.void));
  });
  program.func('read', [pointer], Ty.i32, (b, [from]) => {
    const part = b.add(AirTag.struct_field_val, inner, b.add(AirTag.load, outer, from), 1);
    const low = b.add(AirTag.intcast, Ty.i32, b.add(AirTag.struct_field_val, Ty.i8, part, 1));
    const at = b.add(
      AirTag.struct_field_ptr,
      singlePtr(pool, Ty.u16),
      b.add(AirTag.struct_field_ptr, singlePtr(pool, inner), from, 1),
      0,
    );
    b.ret(b.add(AirTag.add, Ty.i32, low, b.add(AirTag.intcast, Ty.i32, b.add(AirTag.load, Ty.u16, at))));
  });
  program.func('parent', [singlePtr(pool, Ty.u64)], pointer, (b, [at]) => {
    b.ret(b.add(AirTag.field_parent_ptr, pointer, at, 2));
  });
  const instance = program.run();
  instance.make(64, 77n);
  strictEqual(new DataView(instance.memory.buffer).getBigUint64(64 + fieldOffset(pool, outer, 2), true), 77n);
  strictEqual(instance.read(64), 497);
  instance.make(96, 1n);
  instance.swap(64, 96);
  strictEqual(new DataView(instance.memory.buffer).getBigUint64(96 + fieldOffset(pool, outer, 2), true), 77n);
  strictEqual(instance.parent(64 + fieldOffset(pool, outer, 2)), 64);
});

function packedCase(widths: { signed: boolean; bits: number }[], values: bigint[]): void {
  const program = new TestProgram();
  const { pool } = program;
  const types = widths.map(({ signed, bits }) => intType(pool, signed, bits));
  const packed = container(program, ItemTag.type_struct, Layout.packed, NO_INDEX, types);
  const total = widths.reduce((sum, { bits }) => sum + bits, 0);
  const size = total <= 8 ? 1 : total <= 16 ? 2 : total <= 32 ? 4 : Math.ceil(total / 64) * 8;
  const pointer = singlePtr(pool, packed);
  program.func('make', [pointer], Ty.void, (b, [to]) => {
    const elements = values.map((value, i) => program.int(types[i], value));
    b.add(AirTag.store, Ty.void, to, b.aggregate(packed, ...elements));
    b.ret(constant(Val.void));
  });
  types.forEach((ty, i) => {
    if (widths[i].bits > 64) return;
    const bit = ptrType(pool, { child: ty, hostSize: size, bitOffset: packedFieldBitOffset(pool, packed, i) });
    program.func(`get${i}`, [pointer, singlePtr(pool, ty)], Ty.void, (b, [from, to]) => {
      b.add(AirTag.store, Ty.void, to, b.add(AirTag.struct_field_val, ty, b.add(AirTag.load, packed, from), i));
      b.ret(constant(Val.void));
    });
    program.func(`load${i}`, [pointer, singlePtr(pool, ty)], Ty.void, (b, [from, to]) => {
      b.add(AirTag.store, Ty.void, to, b.add(AirTag.load, ty, b.add(AirTag.struct_field_ptr, bit, from, i)));
      b.ret(constant(Val.void));
    });
    program.func(`put${i}`, [pointer], Ty.void, (b, [to]) => {
      b.add(AirTag.store, Ty.void, b.add(AirTag.struct_field_ptr, bit, to, i), program.int(ty, values[i]));
      b.ret(constant(Val.void));
    });
  });
  const instance = program.run();
  let bits = 0n;
  let at = 0n;
  widths.forEach((width, i) => {
    bits |= BigInt.asUintN(width.bits, values[i]) << at;
    at += BigInt(width.bits);
  });
  const expected = Array.from({ length: size }, (_, i) => Number((bits >> BigInt(8 * i)) & 0xffn));
  const number = (address: number, { signed, bits: width }: { signed: boolean; bits: number }) => {
    const field = width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : 8;
    const text = bytes(instance, address, field)
      .reverse()
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    const value = BigInt(`0x${text}`);
    // Bits above the width are zero.
    return signed && value >> BigInt(width) === 0n ? BigInt.asIntN(width, value) : value;
  };
  instance.make(64);
  deepStrictEqual(bytes(instance, 64, size), expected);
  new Uint8Array(instance.memory.buffer).fill(0xff, 128, 128 + size);
  widths.forEach((width, i) => {
    if (width.bits > 64) return;
    for (const way of ['get', 'load']) {
      instance[way + i](64, 256);
      strictEqual(number(256, width), values[i], `${way}${i}`);
    }
    instance[`put${i}`](128);
    instance[`load${i}`](128, 256);
    strictEqual(number(256, width), values[i], `put${i}`);
  });
  if (widths.every(({ bits: width }) => width <= 64))
    deepStrictEqual(
      bytes(instance, 128, size).slice(0, at === BigInt(size * 8) ? size : 0),
      at === BigInt(size * 8) ? expected : [],
    );
}

test('fields of packed structs are bits of an integer', () => {
  const u = (bits: number) => ({ signed: false, bits });
  const i = (bits: number) => ({ signed: true, bits });
  packedCase([u(3), i(5), u(8)], [5n, -7n, 200n]);
  packedCase([i(1), u(31)], [-1n, 0x2aaa_aaaan]);
  packedCase([u(7), u(50), i(7)], [100n, 0x3_1234_5678_9abcn, -20n]);
  packedCase([u(5), u(64), i(59)], [21n, 0xdead_beef_0123_4567n, -123456789n]);
  packedCase([u(1), u(62), u(2), i(63)], [1n, 0x2fff_ffff_ffff_fff1n, 2n, -1n]);
});

testCode('optionals are null or have a payload', (program) => {
  const { pool } = program;
  const some = optionalType(pool, Ty.u32);
  const maybePointer = optionalType(pool, singlePtr(pool, Ty.u32));
  const maybeVoid = optionalType(pool, Ty.void);
  const { func: even } = program.declare('even', [Ty.u32], some);
  program.define(even, [Ty.u32], (b, [x]) => {
    b.condBr(
      b.add(AirTag.cmp_eq, Ty.bool, b.add(AirTag.bit_and, Ty.u32, x, program.int(Ty.u32, 1)), program.int(Ty.u32, 0)),
      () => b.ret(b.add(AirTag.wrap_optional, some, x)),
      () => b.ret(constant(pool.intern1(ItemTag.opt_null, some))),
    );
  });
  program.func('orSeven', [Ty.u32], Ty.u32, (b, [x]) => {
    const result = b.call(some, constant(even), x);
    b.condBr(
      b.add(AirTag.is_null, Ty.bool, result),
      () => b.ret(program.int(Ty.u32, 7)),
      () => b.ret(b.add(AirTag.optional_payload, Ty.u32, result)),
    );
  });
  program.func('same', [Ty.u32, Ty.u32], Ty.bool, (b, [x, y]) => {
    b.ret(b.add(AirTag.cmp_eq, Ty.bool, b.call(some, constant(even), x), b.call(some, constant(even), y)));
  });
  program.func('deref', [maybePointer], Ty.u32, (b, [p]) => {
    b.condBr(
      b.add(AirTag.is_non_null, Ty.bool, p),
      () => b.ret(b.add(AirTag.load, Ty.u32, b.add(AirTag.optional_payload, singlePtr(pool, Ty.u32), p))),
      () => b.ret(program.int(Ty.u32, 5)),
    );
  });
  program.func('set', [singlePtr(pool, some), Ty.u32], Ty.bool, (b, [p, x]) => {
    const before = b.add(AirTag.is_null_ptr, Ty.bool, p);
    b.add(AirTag.store, Ty.void, b.add(AirTag.optional_payload_ptr_set, singlePtr(pool, Ty.u32), p), x);
    b.ret(before);
  });
  program.func('flag', [], Ty.bool, (b) => {
    const slot = b.add(AirTag.alloc, singlePtr(pool, maybeVoid));
    b.add(AirTag.store, Ty.void, slot, b.add(AirTag.wrap_optional, maybeVoid, constant(Val.void)));
    b.ret(b.add(AirTag.is_non_null, Ty.bool, b.add(AirTag.load, maybeVoid, slot)));
  });
  const instance = program.run();
  deepStrictEqual([instance.orSeven(4), instance.orSeven(5)], [4, 7]);
  deepStrictEqual([instance.same(4, 4), instance.same(4, 6), instance.same(3, 5), instance.same(3, 4)], [1, 0, 1, 0]);
  new Uint32Array(instance.memory.buffer)[16] = 1234;
  deepStrictEqual([instance.deref(64), instance.deref(0), instance.flag()], [1234, 5, 1]);
  deepStrictEqual([instance.set(128, 9), instance.set(128, 10)], [1, 0]);
  deepStrictEqual(bytes(instance, 128, 5), [10, 0, 0, 0, 1]);
});

testCode('tagged unions have a tag and a payload', (program) => {
  const { pool } = program;
  const tags = [0, 1, 2].map((n) => intValue(pool, Ty.u8, n));
  const tag = container(program, ItemTag.type_enum, Layout.auto, Ty.u8, tags);
  const union = container(
    program,
    ItemTag.type_union,
    Layout.auto,
    tag,
    [Ty.u32, Ty.u8, Ty.void],
    ContainerFlag.tagged,
  );
  const pointer = singlePtr(pool, union);
  program.func('make', [pointer, Ty.u32], Ty.void, (b, [to, x]) => {
    b.add(AirTag.store, Ty.void, to, b.add(AirTag.union_init, union, 0, x));
    b.ret(constant(Val.void));
  });
  program.func('become', [pointer, Ty.u8], Ty.void, (b, [to, x]) => {
    b.add(AirTag.set_union_tag, Ty.void, to, enumTag(pool, tag, tags[1]));
    b.add(AirTag.store, Ty.void, b.add(AirTag.struct_field_ptr, singlePtr(pool, Ty.u8), to, 1), x);
    b.ret(constant(Val.void));
  });
  program.func('read', [pointer], Ty.u32, (b, [from]) => {
    const value = b.add(AirTag.load, union, from);
    b.switchBr(
      AirTag.switch_br,
      b.add(AirTag.get_union_tag, tag, value),
      [
        { items: [enumTag(pool, tag, tags[0])], make: () => b.ret(b.add(AirTag.struct_field_val, Ty.u32, value, 0)) },
        {
          items: [enumTag(pool, tag, tags[1])],
          make: () => b.ret(b.add(AirTag.intcast, Ty.u32, b.add(AirTag.struct_field_val, Ty.u8, value, 1))),
        },
      ],
      () => b.ret(program.int(Ty.u32, 0)),
    );
  });
  const instance = program.run();
  instance.make(64, 70000);
  strictEqual(instance.read(64), 70000);
  instance.become(64, 33);
  strictEqual(instance.read(64), 33);
});

testCode('slices, arrays and pointers have elements', (program) => {
  const { pool } = program;
  const pair = container(program, ItemTag.type_struct, Layout.auto, NO_INDEX, [Ty.u32, Ty.u32]);
  const many = ptrType(pool, { child: Ty.u16, size: 'many' });
  const slice = ptrType(pool, { child: Ty.u16, size: 'slice' });
  const pairs = ptrType(pool, { child: pair, size: 'many' });
  const array = arrayType(pool, 4, Ty.u16);
  program.func('sum', [many, Ty.usize], Ty.u32, (b, [start, length]) => {
    const all = b.add(AirTag.slice, slice, start, length);
    const last = b.add(AirTag.sub, Ty.usize, b.add(AirTag.slice_len, Ty.usize, all), program.int(Ty.usize, 1));
    const first = b.add(AirTag.slice_elem_val, Ty.u16, all, program.int(Ty.usize, 0));
    const end = b.add(AirTag.load, Ty.u16, b.add(AirTag.slice_elem_ptr, singlePtr(pool, Ty.u16), all, last));
    b.ret(b.add(AirTag.add, Ty.u32, b.add(AirTag.intcast, Ty.u32, first), b.add(AirTag.intcast, Ty.u32, end)));
  });
  program.func('second', [pairs, Ty.usize], Ty.u32, (b, [start, i]) => {
    const before = b.add(AirTag.ptr_elem_val, pair, start, i);
    b.add(AirTag.store, Ty.void, b.add(AirTag.ptr_elem_ptr, singlePtr(pool, pair), start, i), undefValue(pool, pair));
    b.add(
      AirTag.store_safe,
      Ty.void,
      b.add(AirTag.ptr_elem_ptr, singlePtr(pool, pair), start, i),
      undefValue(pool, pair),
    );
    b.ret(b.add(AirTag.struct_field_val, Ty.u32, before, 1));
  });
  program.func('pick', [Ty.usize], Ty.u16, (b, [i]) => {
    const elements = [10, 20, 30, 40].map((n) => program.int(Ty.u16, n));
    b.ret(b.add(AirTag.array_elem_val, Ty.u16, b.aggregate(array, ...elements), i));
  });
  program.func('ahead', [many, Ty.usize], many, (b, [p, n]) => {
    b.ret(
      b.add(
        AirTag.ptr_sub,
        many,
        b.add(AirTag.ptr_add, many, b.add(AirTag.ptr_add, many, p, n), program.int(Ty.usize, 5)),
        n,
      ),
    );
  });
  program.func('fill', [many, Ty.usize, Ty.u16], Ty.void, (b, [p, n, x]) => {
    b.add(AirTag.memset, Ty.void, b.add(AirTag.slice, slice, p, n), x);
    b.ret(constant(Val.void));
  });
  program.func('copy', [singlePtr(pool, array), singlePtr(pool, array)], Ty.void, (b, [to, from]) => {
    b.add(AirTag.memcpy, Ty.void, b.add(AirTag.array_to_slice, slice, to), from);
    b.ret(constant(Val.void));
  });
  const instance = program.run();
  const shorts = new Uint16Array(instance.memory.buffer);
  const words = new Uint32Array(instance.memory.buffer);
  shorts.set([1, 2, 3], 32);
  strictEqual(instance.sum(64, 3), 4);
  words.set([1, 2, 3, 4], 32);
  deepStrictEqual([instance.second(128, 1), words[34]], [4, 0xaaaa_aaaa]);
  deepStrictEqual([instance.pick(0), instance.pick(3), instance.ahead(100, 7)], [10, 40, 110]);
  instance.fill(256, 3, 0x1234);
  deepStrictEqual([...shorts.subarray(128, 132)], [0x1234, 0x1234, 0x1234, 0]);
  instance.copy(512, 256);
  deepStrictEqual([...shorts.subarray(256, 260)], [0x1234, 0x1234, 0x1234, 0]);
});

testCode('a loaded value stays as it was when the memory changes', (program) => {
  const { pool } = program;
  const pair = container(program, ItemTag.type_struct, Layout.auto, NO_INDEX, [Ty.u32, Ty.u32]);
  program.func('old', [singlePtr(pool, pair)], Ty.u32, (b, [p]) => {
    const before = b.add(AirTag.load, pair, p);
    const changed = b.aggregate(pair, program.int(Ty.u32, 1), program.int(Ty.u32, 2));
    b.add(AirTag.store, Ty.void, p, changed);
    const reader = (value: AirRef, i: number) => b.add(AirTag.struct_field_val, Ty.u32, value, i);
    b.ret(b.add(AirTag.sub, Ty.u32, reader(before, 0), reader(b.add(AirTag.load, pair, p), 1)));
  });
  const instance = program.run();
  new Uint32Array(instance.memory.buffer)[16] = 50;
  strictEqual(instance.old(64), 48);
});

testCode('vectors are worked on element by element', (program) => {
  const { pool } = program;
  const vector = vectorType(pool, 5, Ty.i16);
  const bools = vectorType(pool, 5, Ty.bool);
  const pointer = singlePtr(pool, vector);
  program.func('largest', [pointer, pointer, pointer], Ty.i16, (b, [x, y, to]) => {
    const [left, right] = [b.add(AirTag.load, vector, x), b.add(AirTag.load, vector, y)];
    const greater = b.add(AirTag.cmp_gt, bools, left, right);
    const chosen = b.add(AirTag.select, vector, greater, b.payload(left, right));
    const mask = aggregate(
      pool,
      vectorType(pool, 5, Ty.i32),
      [-1, 0, 1, 2, 3].map((n) => intValue(pool, Ty.i32, n)),
    );
    b.add(
      AirTag.store,
      Ty.void,
      to,
      b.add(AirTag.shuffle, vector, b.payload(chosen, b.add(AirTag.splat, vector, program.int(Ty.i16, -9)), mask, 5)),
    );
    b.ret(b.add(AirTag.reduce, Ty.i16, chosen, 4));
  });
  program.func('count', [pointer], Ty.u8, (b, [x]) => {
    const positive = b.add(
      AirTag.cmp_gt,
      bools,
      b.add(AirTag.load, vector, x),
      b.add(AirTag.splat, vector, program.int(Ty.i16, 0)),
    );
    const bits = b.add(AirTag.bitcast, intType(pool, false, 5), positive);
    b.ret(b.add(AirTag.intcast, Ty.u8, bits));
  });
  const instance = program.run();
  const shorts = new Int16Array(instance.memory.buffer);
  shorts.set([1, -5, 300, 7, 0], 32);
  shorts.set([2, -6, 200, 8, 1], 64);
  strictEqual(instance.largest(64, 128, 256), 300);
  deepStrictEqual([...shorts.subarray(128, 133)], [-9, 2, -5, 300, 8]);
  strictEqual(instance.count(64), 0b01101);
});

testCode('atomic operations return what was there', (program) => {
  const { pool } = program;
  const some = optionalType(pool, Ty.i16);
  const pointer = singlePtr(pool, Ty.i16);
  const ops = ['Xchg', 'Add', 'Sub', 'And', 'Nand', 'Or', 'Xor', 'Max', 'Min'];
  ops.forEach((name, op) => {
    program.func(name, [pointer, Ty.i16], Ty.i16, (b, [p, x]) => {
      b.ret(b.add(AirTag.atomic_rmw, Ty.i16, p, b.payload(x, 5 | (op << 3))));
    });
  });
  program.func('exchange', [pointer, Ty.i16, Ty.i16], Ty.i16, (b, [p, expected, next]) => {
    const result = b.add(AirTag.cmpxchg, some, b.payload(p, expected, next));
    b.condBr(
      b.add(AirTag.is_null, Ty.bool, result),
      () => b.ret(program.int(Ty.i16, -1)),
      () => b.ret(b.add(AirTag.optional_payload, Ty.i16, result)),
    );
  });
  const instance = program.run();
  const shorts = new Int16Array(instance.memory.buffer);
  const results = ops.map((name) => {
    shorts[32] = 0x7ff0;
    return [instance[name](64, 0x0f1f), shorts[32]];
  });
  deepStrictEqual(
    results,
    [0x0f1f, -0x70f1, 0x70d1, 0x0f10, -0x0f11, 0x7fff, 0x70ef, 0x7ff0, 0x0f1f].map((n) => [0x7ff0, n]),
  );
  shorts[32] = 5;
  deepStrictEqual([instance.exchange(64, 5, 6), shorts[32], instance.exchange(64, 5, 7), shorts[32]], [-1, 6, 6, 6]);
});
