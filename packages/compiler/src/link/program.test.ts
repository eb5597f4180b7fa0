import { deepStrictEqual, strictEqual } from 'node:assert';
import { test } from 'node:test';
import { constant, type Instance, TestProgram, testCode } from '../../test/support/air-program.ts';
import { type AirRef, AirTag } from '../air/air.ts';
import { computeLayout } from '../intern/compute-layout.ts';
import { Layout } from '../intern/container-table.ts';
import { containerOf, declaredContainer } from '../intern/containers.ts';
import { CallConv } from '../intern/func-type.ts';
import { funcType } from '../intern/functions.ts';
import { type Index, NO_INDEX, type TrackedIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { singleConstPtr, singlePtr } from '../intern/pointers.ts';
import { ptrToDecl, ptrToValue } from '../intern/ptr-values.ts';
import { arrayType, errorSetType } from '../intern/types.ts';
import {
  aggregateBytes,
  errValue,
  externValue,
  intValue,
  sliceValue,
  undefValue,
  variableValue,
} from '../intern/values.ts';

function struct(program: TestProgram, chunk: number, types: Index[], layout = Layout.auto): Index {
  const { pool } = program;
  const ty = declaredContainer(pool, ItemTag.type_struct, chunk as TrackedIndex, []);
  const fields = types.map((type, i) => ({
    name: pool.string(`f${i}`),
    type,
    value: NO_INDEX,
    alignment: 0,
    isComptime: false,
  }));
  program.tables.containers.setFields(containerOf(pool, ty), layout, NO_INDEX, fields);
  computeLayout(pool, program.tables.containers, ty);
  return ty;
}

/** A `[]const u8` of `text`. */
function text(program: TestProgram, value: string): AirRef {
  const { pool } = program;
  const array = aggregateBytes(pool, arrayType(pool, value.length, Ty.u8, Val.zeroU8), pool.string(value));
  const pointer = singleConstPtr(pool, pool.word(array, 0) as Index);
  const start = ptrToValue(pool, Ty.manyptrConstU8, array, pointer);
  return constant(sliceValue(pool, Ty.sliceConstU8, start, intValue(pool, Ty.usize, value.length)));
}

function readText(instance: Instance, at: number): string {
  const view = new DataView(instance.memory.buffer);
  const [start, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
  return new TextDecoder().decode(new Uint8Array(instance.memory.buffer, start, length));
}

testCode('aggregates go in and out of calls, and recursion has frames of its own', (program) => {
  const { pool } = program;
  const pair = struct(program, 0, [Ty.u32, Ty.u64]);
  const { func: fib } = program.declare('fib', [pair, Ty.u32], pair);
  program.define(fib, [pair, Ty.u32], (b, [state, n]) => {
    const first = b.add(AirTag.struct_field_val, Ty.u32, state, 0);
    const second = b.add(AirTag.struct_field_val, Ty.u64, state, 1);
    b.condBr(
      b.add(AirTag.cmp_eq, Ty.bool, n, program.int(Ty.u32, 0)),
      () => b.ret(state),
      () => {
        const next = b.add(AirTag.add, Ty.u64, second, b.add(AirTag.intcast, Ty.u64, first));
        const moved = b.aggregate(pair, b.add(AirTag.trunc, Ty.u32, second), next);
        const result = b.call(pair, constant(fib), moved, b.add(AirTag.sub, Ty.u32, n, program.int(Ty.u32, 1)));
        const pointer = b.add(AirTag.ret_ptr, singlePtr(pool, pair));
        b.add(AirTag.store, Ty.void, pointer, result);
        b.add(AirTag.ret_load, Ty.noreturn, pointer);
      },
    );
  });
  program.func('nth', [Ty.u32], Ty.u64, (b, [n]) => {
    const start = b.aggregate(pair, program.int(Ty.u32, 0), program.int(Ty.u64, 1));
    b.ret(b.add(AirTag.struct_field_val, Ty.u64, b.call(pair, constant(fib), start, n), 1));
  });
  const { nth } = program.run();
  deepStrictEqual([nth(0), nth(1), nth(40)], [1n, 1n, 165580141n]);
});

testCode('functions are called through pointers', (program) => {
  const { pool } = program;
  const ty = funcType(pool, { params: [Ty.u32], returnType: Ty.u32 });
  const pointer = singleConstPtr(pool, ty);
  const made = [10, 20].map((n) => {
    const { func, decl } = program.declare(`add${n}`, [Ty.u32], Ty.u32);
    program.define(func, [Ty.u32], (b, [x]) => b.ret(b.add(AirTag.add, Ty.u32, x, program.int(Ty.u32, n))));
    return ptrToDecl(pool, pointer, decl);
  });
  program.func('apply', [Ty.bool, Ty.u32], Ty.u32, (b, [flag, x]) => {
    const callee = b.block(pointer, (block) => {
      b.condBr(
        flag,
        () => b.br(block, constant(made[0])),
        () => b.br(block, constant(made[1])),
      );
    });
    b.ret(b.call(Ty.u32, callee, x));
  });
  program.func('isNull', [Ty.bool], Ty.bool, (b) => {
    b.ret(
      b.add(AirTag.cmp_eq, Ty.bool, b.add(AirTag.int_from_ptr, Ty.usize, constant(made[0])), program.int(Ty.usize, 0)),
    );
  });
  const { apply, isNull } = program.run();
  deepStrictEqual([apply(1, 5), apply(0, 5), isNull(0)], [15, 25, 0]);
});

testCode('extern functions are imported under their library', (program) => {
  const { pool } = program;
  const point = struct(program, 0, [Ty.i32, Ty.i32], Layout.extern);
  const wrapper = struct(program, 1, [Ty.f64], Layout.extern);
  const ty = funcType(pool, { params: [Ty.u32, point, wrapper, Ty.u128], returnType: wrapper, callConv: CallConv.c });
  const decl = program.decl('host', Ty.void);
  const host = externValue(pool, ty, decl, pool.string('host'), pool.string('lib'), 0);
  program.func('go', [Ty.u32], Ty.f64, (b, [x]) => {
    const at = b.aggregate(point, program.int(Ty.i32, -4), program.int(Ty.i32, 6));
    const half = b.add(AirTag.bitcast, Ty.f64, program.int(Ty.u64, 0x3fe0_0000_0000_0000n));
    const wrapped = b.aggregate(wrapper, half);
    const result = b.call(wrapper, constant(host), x, at, wrapped, program.int(Ty.u128, (5n << 64n) | 3n));
    b.ret(b.add(AirTag.struct_field_val, Ty.f64, result, 0));
  });
  let memory: { buffer: ArrayBuffer } | null = null;
  const instance = program.run({
    lib: {
      host: (x, at, half, low, high) => {
        const [a, c] = new Int32Array((memory as { buffer: ArrayBuffer }).buffer, Number(at), 2);
        return Number(x) + a * c + Number(half) + Number(low) + Number(high);
      },
    },
  });
  memory = instance.memory;
  strictEqual(instance.go(1000), 1000 - 24 + 0.5 + 3 + 5);
});

testCode('data has pointers to data, variables keep what is stored', (program) => {
  const { pool } = program;
  const word = program.decl('word', NO_INDEX);
  const counter = program.decl('counter', NO_INDEX);
  const zero = program.decl('zero', NO_INDEX);
  program.tables.decls.value.data[counter] = variableValue(pool, Ty.u32, counter, intValue(pool, Ty.u32, 41), 0);
  const big = arrayType(pool, 100_000, Ty.u8);
  program.tables.decls.value.data[zero] = variableValue(pool, big, zero, undefValue(pool, big), 0);
  const pointer = singlePtr(pool, Ty.u32);
  program.tables.decls.value.data[word] = variableValue(pool, pointer, word, ptrToDecl(pool, pointer, counter), 0);
  program.func('next', [], Ty.u32, (b) => {
    const at = b.add(AirTag.load, pointer, constant(ptrToDecl(pool, singlePtr(pool, pointer), word)));
    const value = b.add(AirTag.add, Ty.u32, b.add(AirTag.load, Ty.u32, at), program.int(Ty.u32, 1));
    b.add(AirTag.store, Ty.void, at, value);
    b.ret(b.add(AirTag.load, Ty.u32, constant(ptrToDecl(pool, pointer, counter))));
  });
  program.func('end', [], Ty.usize, (b) => {
    b.ret(b.add(AirTag.int_from_ptr, Ty.usize, constant(ptrToDecl(pool, singlePtr(pool, big), zero, 99_999))));
  });
  const module = program.link();
  strictEqual(module.length < 2000, true, 'memory without content needs no bytes');
  const instance = program.run();
  deepStrictEqual([instance.next(), instance.next()], [42, 43]);
  strictEqual(Number(instance.end()) < instance.memory.buffer.byteLength, true);
});

testCode('tags and errors have names', (program) => {
  const { pool } = program;
  const color = declaredContainer(pool, ItemTag.type_enum, 0 as TrackedIndex, []);
  const tags = [
    ['red', 3],
    ['green', 4],
    ['blue', 200],
  ] as const;
  program.tables.containers.setFields(
    containerOf(pool, color),
    Layout.auto,
    Ty.u8,
    tags.map(([name, n]) => ({
      name: pool.string(name),
      type: NO_INDEX,
      value: intValue(pool, Ty.u8, n),
      alignment: 0,
      isComptime: false,
    })),
  );
  computeLayout(pool, program.tables.containers, color);
  const names = ['Zebra', 'Apple', 'Mango'].map((name) => pool.string(name));
  const set = errorSetType(pool, names);
  const out = singlePtr(pool, Ty.sliceConstU8);
  program.func('tagName', [out, Ty.u8], Ty.bool, (b, [to, x]) => {
    const tag = b.add(AirTag.bitcast, color, x);
    const named = b.add(AirTag.is_named_enum_value, Ty.bool, tag);
    b.condBr(
      named,
      () => {
        b.add(AirTag.store, Ty.void, to, b.add(AirTag.tag_name, Ty.sliceConstU8, tag));
        b.ret(constant(Val.true));
      },
      () => b.ret(constant(Val.false)),
    );
  });
  program.func('errorName', [out, Ty.u8], Ty.u16, (b, [to, x]) => {
    const error = b.block(set, (block) => {
      b.switchBr(
        AirTag.switch_br,
        x,
        [0, 1].map((i) => ({
          items: [intValue(pool, Ty.u8, i)],
          make: () => b.br(block, constant(errValue(pool, set, names[i]))),
        })),
        () => b.br(block, constant(errValue(pool, set, names[2]))),
      );
    });
    b.add(AirTag.store, Ty.void, to, b.add(AirTag.error_name, Ty.sliceConstU8, error));
    b.ret(b.add(AirTag.bitcast, Ty.u16, error));
  });
  program.func('hello', [out], Ty.usize, (b, [to]) => {
    const slice = text(program, 'hello');
    b.add(AirTag.store, Ty.void, to, slice);
    b.ret(b.add(AirTag.slice_len, Ty.usize, slice));
  });
  const instance = program.run();
  deepStrictEqual(
    tags.map(([, n]) => [instance.tagName(64, n), readText(instance, 64)]),
    tags.map(([name]) => [1, name]),
  );
  strictEqual(instance.tagName(64, 5), 0);
  // Errors are numbered in the order of their names.
  deepStrictEqual(
    [0, 1, 2].map((i) => [instance.errorName(64, i), readText(instance, 64)]),
    [
      [3, 'Zebra'],
      [1, 'Apple'],
      [2, 'Mango'],
    ],
  );
  deepStrictEqual([instance.hello(64), readText(instance, 64)], [5, 'hello']);
});

test('the module does not depend on the order in which things were made', () => {
  const make = (early: boolean): Uint8Array => {
    const program = new TestProgram();
    const { pool } = program;
    if (early) {
      program.func('unused', [Ty.u64], Ty.u64, (b, [x]) => b.ret(x));
      program.exports.pop();
      for (let i = 0; i < 10; i++) intValue(pool, Ty.u128, 1n << BigInt(i + 70));
      errorSetType(pool, [pool.string('Other')]);
    }
    const set = errorSetType(pool, [pool.string('One')]);
    const callees = early ? ['b', 'a'] : ['a', 'b'];
    const funcs = new Map<string, Index>();
    for (const name of callees) {
      const { func } = program.declare(name, [Ty.u128], Ty.u128);
      program.define(func, [Ty.u128], (b, [x]) =>
        b.ret(b.add(AirTag.mul, Ty.u128, x, program.int(Ty.u128, name === 'a' ? 3 : 5))),
      );
      funcs.set(name, func);
    }
    program.func('main', [Ty.u64], Ty.u16, (b, [x]) => {
      const wide = b.add(AirTag.intcast, Ty.u128, x);
      const first = b.call(Ty.u128, constant(funcs.get('a') as Index), wide);
      b.call(Ty.u128, constant(funcs.get('b') as Index), first);
      b.ret(b.add(AirTag.bitcast, Ty.u16, constant(errValue(pool, set, pool.string('One')))));
    });
    return program.link();
  };
  deepStrictEqual(make(false), make(true));
});

testCode('floats are computed as their format says', (program) => {
  const binary = [
    AirTag.add,
    AirTag.div_float,
    AirTag.div_trunc,
    AirTag.div_floor,
    AirTag.rem,
    AirTag.mod,
    AirTag.min,
    AirTag.max,
  ];
  const types: [string, Index][] = [
    ['f64', Ty.f64],
    ['f32', Ty.f32],
  ];
  for (const [name, ty] of types) {
    for (const tag of binary)
      program.func(`${name}_${AirTag[tag]}`, [ty, ty], ty, (b, [x, y]) => b.ret(b.add(tag, ty, x, y)));
    for (const tag of [AirTag.round, AirTag.floor, AirTag.neg, AirTag.abs])
      program.func(`${name}_${AirTag[tag]}`, [ty], ty, (b, [x]) => b.ret(b.add(tag, ty, x)));
  }
  program.func('half', [Ty.f64], Ty.u16, (b, [x]) =>
    b.ret(b.add(AirTag.bitcast, Ty.u16, b.add(AirTag.fptrunc, Ty.f16, x))),
  );
  program.func('whole', [Ty.u16], Ty.f64, (b, [x]) =>
    b.ret(b.add(AirTag.fpext, Ty.f64, b.add(AirTag.bitcast, Ty.f16, x))),
  );
  program.func('halfSum', [Ty.f64, Ty.f64], Ty.f64, (b, [x, y]) => {
    const [left, right] = [x, y].map((value) => b.add(AirTag.fptrunc, Ty.f16, value));
    b.ret(b.add(AirTag.fpext, Ty.f64, b.add(AirTag.add, Ty.f16, left, right)));
  });
  program.func('fromWide', [singlePtr(program.pool, Ty.i128)], Ty.f64, (b, [p]) => {
    b.ret(b.add(AirTag.float_from_int, Ty.f64, b.add(AirTag.load, Ty.i128, p)));
  });
  program.func('toWide', [singlePtr(program.pool, Ty.i128), Ty.f64], Ty.void, (b, [p, x]) => {
    b.add(AirTag.store, Ty.void, p, b.add(AirTag.int_from_float, Ty.i128, x));
    b.ret(constant(Val.void));
  });
  const instance = program.run();
  const numbers = [0.1, -7.5, 3, -0.5, 2.5, 1e300, 5e-324, -1e-310, 0.3];
  for (const x of numbers) {
    for (const y of numbers) {
      const floorMod = x < 0 ? ((x % y) + y) % y : x % y;
      deepStrictEqual(
        binary.map((tag) => instance[`f64_${AirTag[tag]}`](x, y)),
        [x + y, x / y, Math.trunc(x / y), Math.floor(x / y), x % y, floorMod, Math.min(x, y), Math.max(x, y)],
        `${x} ${y}`,
      );
      const [p, q] = [Math.fround(x), Math.fround(y)];
      strictEqual(instance.f32_add(p, q), Math.fround(p + q));
      strictEqual(instance.f32_rem(p, q), Math.fround(p % q), `${p} ${q}`);
    }
  }
  deepStrictEqual(
    [instance.f64_min(Number.NaN, 3), instance.f64_max(3, Number.NaN), instance.f64_rem(1, 0)],
    [3, 3, Number.NaN],
  );
  deepStrictEqual(
    [0.5, -0.5, 0.5 - 2 ** -54, 2.5, -2.5].map((x) => instance.f64_round(x)),
    [1, -1, 0, 3, -3],
  );
  deepStrictEqual(
    [1, -2, 65504, 65520, 2 ** -24, 2.9e-8, 0.333251953125, 1.00048828125, 1.00146484375, -0].map((x) =>
      instance.half(x),
    ),
    [0x3c00, 0xc000, 0x7bff, 0x7c00, 0x0001, 0x0000, 0x3555, 0x3c00, 0x3c02, 0x8000],
  );
  deepStrictEqual(
    [0x3c00, 0xc000, 0x7bff, 0x7c00, 0x0001, 0x3555].map((bits) => instance.whole(bits)),
    [1, -2, 65504, Number.POSITIVE_INFINITY, 2 ** -24, 0.333251953125],
  );
  strictEqual(instance.halfSum(2048, 1), 2048);
  const words = new BigInt64Array(instance.memory.buffer, 64, 2);
  for (const value of [
    0n,
    1n,
    -1n,
    (1n << 126n) + 1n,
    -(1n << 70n) - 12345678901234567n,
    (1n << 64n) + (1n << 11n),
    3n << 62n,
  ]) {
    words[0] = BigInt.asIntN(64, value);
    words[1] = BigInt.asIntN(64, value >> 64n);
    strictEqual(instance.fromWide(64), Number(value), `${value}`);
    instance.toWide(64, Number(value));
    strictEqual((words[1] << 64n) | BigInt.asUintN(64, words[0]), BigInt(Number(value)));
  }
});
