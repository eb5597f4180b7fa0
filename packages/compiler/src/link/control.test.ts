import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { test } from 'node:test';
import { constant, TestProgram, testCode } from '../../test/support/air-program.ts';
import { AIR_NONE, type AirRef, AirTag } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { Ty, Val } from '../intern/known.ts';
import { singlePtr } from '../intern/pointers.ts';
import { errorSetType, errorUnionType, intType } from '../intern/types.ts';
import { errValue, intValue } from '../intern/values.ts';

testCode('blocks give the value of the br that leaves them', (program) => {
  program.func('pick', [Ty.bool, Ty.i32], Ty.i32, (b, [flag, x]) => {
    const result = b.block(Ty.i32, (outer) => {
      const inner = b.block(Ty.i32, (block) => {
        b.condBr(
          flag,
          () => b.br(outer, b.add(AirTag.add, Ty.i32, x, program.int(Ty.i32, 100))),
          () => b.br(block, x),
        );
      });
      b.br(outer, b.add(AirTag.sub, Ty.i32, inner, program.int(Ty.i32, 1)));
    });
    b.ret(b.add(AirTag.mul, Ty.i32, result, program.int(Ty.i32, 2)));
  });
  const { pick } = program.run();
  deepStrictEqual([pick(1, 5), pick(0, 5)], [210, 8]);
});

testCode('blocks give values in memory', (program) => {
  const wide = Ty.u128;
  program.func(
    'pick',
    [Ty.bool, singlePtr(program.pool, wide), singlePtr(program.pool, wide)],
    Ty.void,
    (b, [flag, to, from]) => {
      const result = b.block(wide, (block) => {
        b.condBr(
          flag,
          () => b.br(block, b.add(AirTag.load, wide, from)),
          () => b.br(block, program.int(wide, 1n << 100n)),
        );
      });
      b.add(AirTag.store, Ty.void, to, result);
      b.ret(constant(Val.void));
    },
  );
  const { pick, memory } = program.run();
  const words = new BigUint64Array(memory.buffer, 64, 4);
  words[2] = 7n;
  words[3] = 8n;
  pick(1, 64, 80);
  deepStrictEqual([...words.subarray(0, 2)], [7n, 8n]);
  pick(0, 64, 80);
  deepStrictEqual([...words.subarray(0, 2)], [0n, 1n << 36n]);
});

/** sum of i * i for i below n, with both variables in memory or in locals */
function sumLoop(program: TestProgram, name: string, escapes: boolean): void {
  const pointer = singlePtr(program.pool, Ty.u32);
  program.func(name, [Ty.u32], Ty.u32, (b, [n]) => {
    const i = b.add(AirTag.alloc, pointer);
    const sum = b.add(AirTag.alloc, pointer);
    if (escapes) b.add(AirTag.int_from_ptr, Ty.usize, sum);
    b.add(AirTag.store, Ty.void, i, program.int(Ty.u32, 0));
    b.add(AirTag.store, Ty.void, sum, program.int(Ty.u32, 0));
    const factor = b.add(AirTag.add, Ty.u32, n, program.int(Ty.u32, 0));
    b.block(Ty.void, (done) => {
      b.loop((loop) => {
        const current = b.add(AirTag.load, Ty.u32, i);
        b.condBr(
          b.add(AirTag.cmp_lt, Ty.bool, current, factor),
          () => {
            const square = b.add(AirTag.mul, Ty.u32, current, current);
            const old = b.add(AirTag.load, Ty.u32, sum);
            b.add(AirTag.store, Ty.void, sum, b.add(AirTag.add, Ty.u32, old, square));
            b.add(AirTag.store, Ty.void, i, b.add(AirTag.add, Ty.u32, current, program.int(Ty.u32, 1)));
            b.add(AirTag.repeat, Ty.noreturn, loop);
          },
          () => b.br(done),
        );
      });
    });
    b.ret(b.add(AirTag.load, Ty.u32, sum));
  });
}

testCode('loops run until they are left', (program) => {
  sumLoop(program, 'inLocals', false);
  sumLoop(program, 'inMemory', true);
  const { inLocals, inMemory } = program.run();
  deepStrictEqual(
    [0, 1, 10].map((n) => [inLocals(n), inMemory(n)]),
    [
      [0, 0],
      [0, 0],
      [285, 285],
    ],
  );
});

function switchOn(ty: 'u8' | 'i64' | 'u128', items: bigint[], range: [bigint, bigint], probes: bigint[]): unknown[] {
  const program = new TestProgram();
  const { pool } = program;
  const operandTy = ty === 'u8' ? Ty.u8 : ty === 'i64' ? Ty.i64 : Ty.u128;
  const value = (number: bigint): Index => intValue(pool, operandTy, number);
  program.func('choose', [operandTy], Ty.u32, (b, [x]) => {
    b.switchBr(
      AirTag.switch_br,
      x,
      [
        ...items.map((item, i) => ({ items: [value(item)], make: () => b.ret(program.int(Ty.u32, i)) })),
        { ranges: [[value(range[0]), value(range[1])]], make: () => b.ret(program.int(Ty.u32, 100)) },
      ],
      () => b.ret(program.int(Ty.u32, 200)),
    );
  });
  const { choose } = program.run();
  if (ty === 'u8') return probes.map((probe) => choose(Number(probe)));
  return probes.map((probe) =>
    ty === 'i64' ? choose(probe) : choose(BigInt.asIntN(64, probe), BigInt.asIntN(64, probe >> 64n)),
  );
}

test('switches find items and ranges, close together or far apart', () => {
  deepStrictEqual(
    switchOn('u8', [10n, 11n, 13n], [20n, 22n], [9n, 10n, 11n, 12n, 13n, 19n, 20n, 22n, 23n, 255n, 0n]),
    [200, 0, 1, 200, 2, 200, 100, 100, 200, 200, 200],
  );
  deepStrictEqual(
    switchOn(
      'i64',
      [-2n, -1n, 0n],
      [5n, 6n],
      [-3n, -2n, -1n, 0n, 4n, 5n, 6n, 7n, 0x1_0000_0005n, -0x8000_0000_0000_0000n],
    ),
    [200, 0, 1, 2, 200, 100, 100, 200, 200, 200],
  );
  deepStrictEqual(
    switchOn('i64', [-(2n ** 63n), 2n ** 40n], [3n, 9n], [2n ** 40n, -(2n ** 63n), 2n, 3n, 9n]),
    [1, 0, 200, 100, 100],
  );
  const big = 2n ** 100n;
  deepStrictEqual(
    switchOn('u128', [big, 1n], [big + 5n, big + 9n], [big, 1n, big + 4n, big + 5n, big + 9n, big + 10n]),
    [0, 1, 200, 100, 100, 200],
  );
});

testCode('a labeled switch goes on with the operand that it is given', (program) => {
  const state = (n: number): Index => intValue(program.pool, Ty.u8, n);
  const pointer = singlePtr(program.pool, Ty.u32);
  program.func('walk', [Ty.u8], Ty.u32, (b, [start]) => {
    const steps = b.add(AirTag.alloc, pointer);
    b.add(AirTag.store, Ty.void, steps, program.int(Ty.u32, 0));
    const count = () =>
      b.add(
        AirTag.store,
        Ty.void,
        steps,
        b.add(AirTag.add, Ty.u32, b.add(AirTag.load, Ty.u32, steps), program.int(Ty.u32, 1)),
      );
    b.switchBr(
      AirTag.loop_switch_br,
      start,
      [
        {
          items: [state(0)],
          make: (self) => {
            count();
            b.add(AirTag.switch_dispatch, Ty.noreturn, self, constant(state(1)));
          },
        },
        {
          items: [state(1)],
          make: (self) => {
            count();
            b.add(AirTag.switch_dispatch, Ty.noreturn, self, constant(state(9)));
          },
        },
      ],
      () => b.ret(b.add(AirTag.load, Ty.u32, steps)),
    );
  });
  const { walk } = program.run();
  deepStrictEqual([walk(0), walk(1), walk(2)], [2, 1, 0]);
});

testCode('try gives the payload or runs its body', (program) => {
  const { pool } = program;
  const name = pool.string('Odd');
  const set = errorSetType(pool, [name]);
  const union = errorUnionType(pool, set, Ty.u32);
  const { func: half } = program.declare('half', [Ty.u32], union);
  program.define(half, [Ty.u32], (b, [x]) => {
    b.condBr(
      b.add(AirTag.cmp_eq, Ty.bool, b.add(AirTag.bit_and, Ty.u32, x, program.int(Ty.u32, 1)), program.int(Ty.u32, 0)),
      () =>
        b.ret(
          b.add(
            AirTag.wrap_errunion_payload,
            union,
            b.add(AirTag.shr, Ty.u32, x, program.int(intType(pool, false, 5), 1)),
          ),
        ),
      () => b.ret(b.add(AirTag.wrap_errunion_err, union, constant(errValue(pool, set, name)))),
    );
  });
  program.func('quarter', [Ty.u32], Ty.u32, (b, [x]) => {
    const halfOf = (operand: AirRef) =>
      b.try(AirTag.try, Ty.u32, b.call(union, constant(half), operand), () => b.ret(program.int(Ty.u32, 999)));
    b.ret(halfOf(halfOf(x)));
  });
  program.func('code', [Ty.u32], Ty.u16, (b, [x]) => {
    const result = b.call(union, constant(half), x);
    b.condBr(
      b.add(AirTag.is_err, Ty.bool, result),
      () => b.ret(b.add(AirTag.bitcast, Ty.u16, b.add(AirTag.unwrap_errunion_err, set, result))),
      () => b.ret(program.int(Ty.u16, 0)),
    );
  });
  const { quarter, code } = program.run();
  deepStrictEqual([quarter(8), quarter(6), quarter(3), code(2), code(3)], [2, 999, 999, 0, 1]);
});

testCode('what is unreachable traps', (program) => {
  program.func('stop', [], Ty.void, (b) => {
    b.add(AirTag.unreach, Ty.noreturn);
  });
  const { stop } = program.run();
  throws(() => stop(), { name: 'RuntimeError' });
});

testCode('locals are not shared by values that live at the same time', (program) => {
  program.func('poly', [Ty.u32], Ty.u32, (b, [x]) => {
    const values: AirRef[] = [];
    for (let i = 1; i <= 40; i++) values.push(b.add(AirTag.add_wrap, Ty.u32, x, program.int(Ty.u32, i)));
    // Those made before the loop are used in it, again and again.
    const pointer = singlePtr(program.pool, Ty.u32);
    const [i, sum] = [b.add(AirTag.alloc, pointer), b.add(AirTag.alloc, pointer)];
    b.add(AirTag.store, Ty.void, i, program.int(Ty.u32, 0));
    b.add(AirTag.store, Ty.void, sum, program.int(Ty.u32, 0));
    b.block(Ty.void, (done) => {
      b.loop((loop) => {
        let total = b.add(AirTag.load, Ty.u32, sum);
        for (const value of values) {
          const temporary = b.add(AirTag.mul_wrap, Ty.u32, value, program.int(Ty.u32, 3));
          total = b.add(AirTag.add_wrap, Ty.u32, total, temporary);
        }
        b.add(AirTag.store, Ty.void, sum, total);
        const next = b.add(AirTag.add, Ty.u32, b.add(AirTag.load, Ty.u32, i), program.int(Ty.u32, 1));
        b.add(AirTag.store, Ty.void, i, next);
        b.condBr(
          b.add(AirTag.cmp_lt, Ty.bool, next, program.int(Ty.u32, 3)),
          () => b.add(AirTag.repeat, Ty.noreturn, loop),
          () => b.br(done, AIR_NONE),
        );
      });
    });
    b.ret(b.add(AirTag.load, Ty.u32, sum));
  });
  const { poly } = program.run();
  strictEqual(poly(1), 3 * 3 * (40 + 820));
});
