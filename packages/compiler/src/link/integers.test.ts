import { deepStrictEqual, strictEqual } from 'node:assert';
import { type Instance, type TestProgram, testCode } from '../../test/support/air-program.ts';
import { AirTag } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { NO_INDEX } from '../intern/ids.ts';
import { fitsInt, maxInt, minInt, saturateInt, wrapInt } from '../intern/int-arith.ts';
import { Ty } from '../intern/known.ts';
import { singlePtr } from '../intern/pointers.ts';
import { intType, tupleType } from '../intern/types.ts';

/*
 * Every operation is exported as a function of three pointers (result, operands), so that integers of any width go in and out
 * through memory.
 */

interface Width {
  signed: boolean;
  bits: number;
}

const WIDTHS: Width[] = [1, 7, 8, 24, 31, 32, 33, 48, 64, 65, 100, 127, 128, 130, 192, 256].flatMap((bits) => [
  { signed: false, bits },
  ...(bits > 1 ? [{ signed: true, bits }] : []),
]);

const BINARY = [
  AirTag.add_wrap,
  AirTag.sub_wrap,
  AirTag.mul_wrap,
  AirTag.add_sat,
  AirTag.sub_sat,
  AirTag.mul_sat,
  AirTag.div_trunc,
  AirTag.div_floor,
  AirTag.rem,
  AirTag.mod,
  AirTag.min,
  AirTag.max,
  AirTag.bit_and,
  AirTag.bit_or,
  AirTag.xor,
];
const OVERFLOW = [AirTag.add_with_overflow, AirTag.sub_with_overflow, AirTag.mul_with_overflow];
const COMPARE = [AirTag.cmp_lt, AirTag.cmp_lte, AirTag.cmp_eq, AirTag.cmp_gte, AirTag.cmp_gt, AirTag.cmp_neq];
const SHIFT = [AirTag.shl, AirTag.shr, AirTag.shl_sat];
const UNARY = [AirTag.not, AirTag.abs, AirTag.clz, AirTag.ctz, AirTag.popcount, AirTag.bit_reverse, AirTag.byte_swap];

function widthName({ signed, bits }: Width): string {
  return `${signed ? 'i' : 'u'}${bits}`;
}

function shiftBits(bits: number): number {
  return Math.max(1, Math.ceil(Math.log2(bits)));
}

function resultType(program: TestProgram, tag: AirTag, width: Width, ty: Index): Index {
  const { pool } = program;
  switch (tag) {
    case AirTag.clz:
    case AirTag.ctz:
    case AirTag.popcount:
      return intType(pool, false, shiftBits(width.bits + 1));
    case AirTag.abs:
      return intType(pool, false, width.bits);
    default:
      if (OVERFLOW.includes(tag) || tag === AirTag.shl_with_overflow)
        return tupleType(pool, [ty, Ty.u1], [NO_INDEX, NO_INDEX]);
      return COMPARE.includes(tag) ? Ty.bool : ty;
  }
}

/** By how many bits integers are shifted. */
function amountsOf({ bits }: Width): number[] {
  return [...new Set([0, 1, Math.floor(bits / 2), Math.min(64, bits - 1), bits - 1])];
}

function build(width: Width, program: TestProgram): Instance {
  const { pool } = program;
  const ty = intType(pool, width.signed, width.bits);
  const shiftTy = intType(pool, false, shiftBits(width.bits));
  const pointer = singlePtr(pool, ty);
  const export_ = (tag: AirTag, right: Index | null, split: boolean): void => {
    const result = resultType(program, tag, width, ty);
    const params = [
      split ? pointer : singlePtr(pool, result),
      pointer,
      ...(right === null ? [] : [singlePtr(pool, right)]),
    ];
    program.func(
      AirTag[tag] + (split ? '_split' : ''),
      split ? [...params, singlePtr(pool, Ty.u1)] : params,
      Ty.void,
      (b, args) => {
        const x = b.add(AirTag.load, ty, args[1]);
        const y = right === null ? 0 : b.add(AirTag.load, right, args[2]);
        const z = b.add(tag, result, x, y);
        if (split) {
          b.add(AirTag.store, Ty.void, args[0], b.add(AirTag.struct_field_val, ty, z, 0));
          b.add(AirTag.store, Ty.void, args[3], b.add(AirTag.struct_field_val, Ty.u1, z, 1));
        } else b.add(AirTag.store, Ty.void, args[0], z);
        b.ret(program.int(Ty.void, 0));
      },
    );
  };
  for (const tag of [...BINARY, ...COMPARE]) export_(tag, ty, false);
  for (const tag of OVERFLOW) {
    export_(tag, ty, false);
    export_(tag, ty, true);
  }
  for (const tag of SHIFT) export_(tag, shiftTy, false);
  for (const tag of SHIFT) {
    for (const amount of amountsOf(width)) {
      program.func(`${AirTag[tag]}_by_${amount}`, [pointer, pointer], Ty.void, (b, args) => {
        const x = b.add(AirTag.load, ty, args[1]);
        b.add(AirTag.store, Ty.void, args[0], b.add(tag, ty, x, program.int(shiftTy, amount)));
        b.ret(program.int(Ty.void, 0));
      });
    }
  }
  export_(AirTag.shl_with_overflow, shiftTy, true);
  for (const tag of UNARY) if (tag !== AirTag.byte_swap || width.bits % 8 === 0) export_(tag, null, false);
  return program.run();
}

const [RESULT, LEFT, RIGHT, BIT] = [0x100, 0x200, 0x300, 0x400];

function write(instance: Instance, at: number, value: bigint): void {
  const view = new DataView(instance.memory.buffer);
  for (let i = 0; i < 6; i++) view.setBigInt64(at + i * 8, BigInt.asIntN(64, value >> BigInt(64 * i)), true);
}

function sizeOf({ bits }: Width): number {
  if (bits > 64) return Math.ceil(bits / 128) * 16;
  return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
}

/** The integer at `at`, all its bytes: one that is not extended to its size is wrong. */
function read(instance: Instance, at: number, width: Width): bigint {
  const bytes = new Uint8Array(instance.memory.buffer, at, sizeOf(width));
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]);
  // Bits above the width are zero up to 64 bits, and copies of the sign beyond.
  const bits = width.bits > 64 ? bytes.length * 8 : width.bits;
  return width.signed && value >> BigInt(bits) === 0n ? BigInt.asIntN(bits, value) : value;
}

function divFloor(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}

function expected(tag: AirTag, a: bigint, b: bigint, { signed, bits }: Width): bigint | null {
  const wrap = (value: bigint) => wrapInt(value, signed, bits);
  const saturate = (value: bigint) => saturateInt(value, signed, bits);
  switch (tag) {
    case AirTag.add_wrap:
    case AirTag.add_with_overflow:
      return wrap(a + b);
    case AirTag.sub_wrap:
    case AirTag.sub_with_overflow:
      return wrap(a - b);
    case AirTag.mul_wrap:
    case AirTag.mul_with_overflow:
      return wrap(a * b);
    case AirTag.add_sat:
      return saturate(a + b);
    case AirTag.sub_sat:
      return saturate(a - b);
    case AirTag.mul_sat:
      return saturate(a * b);
    case AirTag.div_trunc:
      return b === 0n || !fitsInt(a / b, signed, bits) ? null : a / b;
    case AirTag.div_floor:
      return b === 0n || !fitsInt(divFloor(a, b), signed, bits) ? null : divFloor(a, b);
    case AirTag.rem:
      return b === 0n ? null : a % b;
    case AirTag.mod:
      return b === 0n ? null : a - divFloor(a, b) * b;
    case AirTag.min:
      return a < b ? a : b;
    case AirTag.max:
      return a > b ? a : b;
    case AirTag.bit_and:
      return a & b;
    case AirTag.bit_or:
      return a | b;
    case AirTag.xor:
      return a ^ b;
    case AirTag.cmp_lt:
      return a < b ? 1n : 0n;
    case AirTag.cmp_lte:
      return a <= b ? 1n : 0n;
    case AirTag.cmp_eq:
      return a === b ? 1n : 0n;
    case AirTag.cmp_gte:
      return a >= b ? 1n : 0n;
    case AirTag.cmp_gt:
      return a > b ? 1n : 0n;
    case AirTag.cmp_neq:
      return a !== b ? 1n : 0n;
    case AirTag.shl:
    case AirTag.shl_with_overflow:
      return wrap(a << b);
    case AirTag.shr:
      return a >> b;
    case AirTag.shl_sat:
      return saturate(a << b);
    case AirTag.not:
      return wrap(~a);
    case AirTag.abs:
      return a < 0n ? -a : a;
    default:
      return expectedBits(tag, BigInt.asUintN(bits, a).toString(2).padStart(bits, '0'), signed, bits);
  }
}

function expectedBits(tag: AirTag, text: string, signed: boolean, bits: number): bigint {
  const leading = text.indexOf('1');
  switch (tag) {
    case AirTag.clz:
      return BigInt(leading < 0 ? bits : leading);
    case AirTag.ctz:
      return BigInt(leading < 0 ? bits : bits - 1 - text.lastIndexOf('1'));
    case AirTag.popcount:
      return BigInt(text.split('1').length - 1);
    case AirTag.bit_reverse:
      return wrapInt(BigInt(`0b${[...text].reverse().join('')}`), signed, bits);
    default:
      return wrapInt(BigInt(`0b${(text.match(/.{8}/g) as string[]).reverse().join('')}`), signed, bits);
  }
}

let seed = 12345;
function random(): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return seed / 0x1_0000_0000;
}

/** Numbers at the edges of the range, and some between. */
function samples({ signed, bits }: Width): bigint[] {
  const edges = [
    minInt(signed, bits),
    maxInt(signed, bits),
    0n,
    1n,
    -1n,
    2n,
    10n,
    maxInt(signed, bits) - 1n,
    minInt(signed, bits) + 1n,
  ];
  for (let i = 0; i < 5; i++) {
    let value = 0n;
    const length = Math.ceil(random() * bits);
    for (let bit = 0; bit < length; bit += 24) value = (value << 24n) | BigInt(Math.floor(random() * 0x100_0000));
    edges.push(wrapInt(value, signed, bits));
  }
  return [...new Set(edges.filter((value) => fitsInt(value, signed, bits)))];
}

for (const width of WIDTHS) {
  testCode(`integer operations on ${widthName(width)}`, (program) => {
    const instance = build(width, program);
    const run = (tag: AirTag, a: bigint, b: bigint, suffix = ''): void => {
      write(instance, LEFT, a);
      write(instance, RIGHT, b);
      if (suffix !== '') instance[AirTag[tag] + suffix](RESULT, LEFT, RIGHT, BIT);
      else instance[AirTag[tag]](RESULT, LEFT, RIGHT);
    };
    const values = samples(width);
    for (const a of values) {
      for (const b of values) {
        for (const tag of [...BINARY, ...COMPARE]) {
          const want = expected(tag, a, b, width);
          if (want === null) continue;
          run(tag, a, b);
          const got = read(instance, RESULT, COMPARE.includes(tag) ? { signed: false, bits: 1 } : width);
          strictEqual(got, want, `${AirTag[tag]} ${a} ${b}`);
        }
        for (const tag of OVERFLOW) {
          const want = expected(tag, a, b, width) as bigint;
          const exact = tag === AirTag.add_with_overflow ? a + b : tag === AirTag.sub_with_overflow ? a - b : a * b;
          run(tag, a, b);
          const bit = new Uint8Array(instance.memory.buffer)[RESULT + sizeOf(width)];
          deepStrictEqual(
            [read(instance, RESULT, width), bit],
            [want, want === exact ? 0 : 1],
            `${AirTag[tag]} ${a} ${b}`,
          );
          run(tag, a, b, '_split');
          const split = new Uint8Array(instance.memory.buffer)[BIT];
          deepStrictEqual(
            [read(instance, RESULT, width), split],
            [want, want === exact ? 0 : 1],
            `${AirTag[tag]} ${a} ${b}`,
          );
        }
      }
      for (const amount of amountsOf(width)) {
        for (const tag of SHIFT) {
          run(tag, a, BigInt(amount));
          strictEqual(
            read(instance, RESULT, width),
            expected(tag, a, BigInt(amount), width),
            `${AirTag[tag]} ${a} ${amount}`,
          );
          instance[`${AirTag[tag]}_by_${amount}`](RESULT, LEFT);
          strictEqual(
            read(instance, RESULT, width),
            expected(tag, a, BigInt(amount), width),
            `${AirTag[tag]} ${a} by the constant ${amount}`,
          );
        }
        run(AirTag.shl_with_overflow, a, BigInt(amount), '_split');
        const want = expected(AirTag.shl, a, BigInt(amount), width);
        const bit = new Uint8Array(instance.memory.buffer)[BIT];
        deepStrictEqual(
          [read(instance, RESULT, width), bit],
          [want, want === a << BigInt(amount) ? 0 : 1],
          `shl ${a} ${amount}`,
        );
      }
      for (const tag of UNARY) {
        if (tag === AirTag.byte_swap && width.bits % 8 !== 0) continue;
        run(tag, a, 0n);
        const counts = tag === AirTag.clz || tag === AirTag.ctz || tag === AirTag.popcount;
        const shape = counts
          ? { signed: false, bits: shiftBits(width.bits + 1) }
          : tag === AirTag.abs
            ? { ...width, signed: false }
            : width;
        strictEqual(read(instance, RESULT, shape), expected(tag, a, 0n, width), `${AirTag[tag]} ${a}`);
      }
    }
  });
}
