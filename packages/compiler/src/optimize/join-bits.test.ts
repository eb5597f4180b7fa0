import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { count, functionOf, moduleOf, number } from '../../test/support/one-function.ts';
import { ByteWriter, Op, ValType } from '../codegen/wasm.ts';
import { joinBits } from './join-bits.ts';

/* Each function takes two numbers, of 32 and of 64 bits, and gives one of 32. It has three locals of each kind. */

type Calculation = (narrow: number, wide: bigint) => number;

const [NARROW, WIDE] = [0, 1];
const NARROWS = [NARROW, 2, 3, 4];
const WIDES = [WIDE, 5, 6, 7];
const LOCALS = [...new Array(3).fill(ValType.i32), ...new Array(3).fill(ValType.i64)] as ValType[];

function compiled(code: readonly number[]): Uint8Array {
  return moduleOf([ValType.i32, ValType.i64], ValType.i32, LOCALS, code);
}

/** `code` as it is made, which does the same for some numbers. */
function joined(code: readonly number[]): Uint8Array {
  const module = compiled(code);
  const other = joinBits(module);
  const [before, after] = [module, other].map((one) => functionOf<Calculation>(one));
  for (const [narrow, wide] of VALUES)
    equal(after(narrow, wide), before(narrow, wide), `of ${narrow} and ${wide}: ${code.join(' ')}`);
  return other;
}

const VALUES: readonly [number, bigint][] = [
  [0, 0n],
  [-1, -1n],
  [0x12345678, 0x0fedcba987654321n],
  [0x80000001 | 0, -(1n << 63n) + 1n],
  [0x0f0ff0f0, 0x5555333300ff0f0fn],
];

function get(local: number): number[] {
  return [Op.local_get, local];
}

function wideNumber(value: bigint): number[] {
  const out = new ByteWriter();
  out.op(Op.i64_const);
  out.sleb64(value);
  return [...out.toBytes()];
}

const OPERATIONS = [Op.i32_and, Op.i32_or, Op.i32_shl, Op.i32_shr_u, Op.i64_and, Op.i64_or, Op.i64_shl, Op.i64_shr_u];

/** One value, shifted to the left, and another, shifted to the right. */
function shiftsOf(value: readonly number[], left: number, other: readonly number[], right: number): number[] {
  return [...value, ...number(left), Op.i32_shl, ...other, ...number(right), Op.i32_shr_u, Op.i32_or];
}

test('shifts of one number to both sides are a rotation', () => {
  const module = joined(shiftsOf(get(NARROW), 7, get(NARROW), 25));
  deepEqual([count(module, Op.i32_rotl, Op.i32_rotr), count(module, ...OPERATIONS)], [1, 0]);
  // Of what is calculated on the way.
  const sum = [...get(WIDE), ...wideNumber(5n), Op.i64_add];
  const wide = [
    ...[...sum, Op.local_tee, 5, ...wideNumber(41n), Op.i64_shr_u],
    ...[...get(5), ...wideNumber(23n), Op.i64_shl, Op.i64_or],
  ];
  const other = joined([...wide, ...wideNumber(20n), Op.i64_shr_u, Op.i32_wrap_i64]);
  deepEqual([count(other, Op.i64_rotl, Op.i64_rotr), count(other, Op.i64_or, Op.i64_shl)], [1, 0]);
});

test('shifts that together are no rotation stay', () => {
  equal(count(joined(shiftsOf(get(NARROW), 7, get(NARROW), 24)), ...OPERATIONS), 3);
  const other = [...get(WIDE), Op.i32_wrap_i64, Op.local_set, 2];
  equal(count(joined([...other, ...shiftsOf(get(NARROW), 7, get(2), 25)]), ...OPERATIONS), 3);
  // The high bits of one number, and the low ones of another above them.
  const wide = [
    ...[...get(NARROW), Op.i64_extend_i32_s, ...wideNumber(3n), Op.i64_mul, Op.local_set, 5],
    ...[...get(WIDE), ...wideNumber(44n), Op.i64_shr_u],
    ...[...get(5), ...wideNumber(20n), Op.i64_shl, Op.i64_or],
  ];
  equal(count(joined([...wide, Op.i32_wrap_i64]), Op.i64_shl), 1);
  // It is another number between the two.
  const changed = [...get(NARROW), ...number(3), Op.i32_add, Op.local_tee, NARROW];
  equal(count(joined(shiftsOf(get(NARROW), 7, changed, 25)), ...OPERATIONS), 3);
});

test('a number that is put together out of the bytes of another is that one', () => {
  const bytes = [0, 1, 2, 3].flatMap((i) => [
    // A local that loses its lowest byte in each turn, as it would be where it is taken apart.
    ...(i === 0
      ? [...get(WIDE), Op.local_set, 5]
      : [...get(4 + i), ...wideNumber(8n), Op.i64_shr_u, Op.local_set, 5 + i]),
    ...[...get(3), ...number(~(0xff << (8 * i))), Op.i32_and],
    ...[...get(5 + i), Op.i32_wrap_i64, ...number(0xff), Op.i32_and, ...number(8 * i), Op.i32_shl],
    ...[Op.i32_or, Op.local_set, 3],
  ]);
  const code = [...bytes, ...get(3)];
  const module = moduleOf([ValType.i32, ValType.i64], ValType.i32, [...LOCALS, ValType.i64], code);
  const other = joinBits(module);
  const calculate = functionOf<Calculation>(other);
  for (const [narrow, wide] of VALUES) equal(calculate(narrow, wide), Number(BigInt.asIntN(32, wide)));
  // The last of them needs none of those before it.
  deepEqual([count(other, Op.i32_shl), count(other, Op.i32_or)], [0, 3]);
});

/** Code that pushes a number. */
interface Term {
  readonly code: readonly number[];
}

const shift = fc.integer({ min: 0, max: 70 });
const byteMask = fc.integer({ min: 0, max: 15 }).map((bits) => {
  let mask = 0;
  for (let i = 0; i < 4; i++) if (bits & (1 << i)) mask |= 0xff << (8 * i);
  return mask;
});
const wideMask = fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n });

const { narrow: narrowTerm } = fc.letrec<{ narrow: Term; wide: Term }>((tie) => ({
  narrow: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(...NARROWS).map((local) => ({ code: get(local) })),
    fc
      .tuple(tie('narrow'), fc.constantFrom(Op.i32_shl, Op.i32_shr_u, Op.i32_shr_s, Op.i32_rotl, Op.i32_rotr), shift)
      .map(([{ code }, op, by]) => ({ code: [...code, ...number(by), op] })),
    fc.tuple(tie('narrow'), byteMask).map(([{ code }, mask]) => ({ code: [...code, ...number(mask), Op.i32_and] })),
    fc
      .tuple(tie('narrow'), tie('narrow'), fc.constantFrom(Op.i32_or, Op.i32_xor, Op.i32_and, Op.i32_add))
      .map(([left, right, op]) => ({ code: [...left.code, ...right.code, op] })),
    fc
      .tuple(tie('narrow'), fc.constantFrom(...NARROWS))
      .map(([{ code }, local]) => ({ code: [...code, Op.local_tee, local] })),
    fc
      .tuple(tie('narrow'), fc.constantFrom(...NARROWS), fc.integer({ min: 1, max: 31 }), fc.constantFrom(0, 0, 1))
      .map(([{ code }, local, by, more]) => ({
        code: shiftsOf([...code, Op.local_tee, local], by, get(local), 32 - by + more),
      })),
    tie('wide').map(({ code }) => ({ code: [...code, Op.i32_wrap_i64] })),
  ),
  wide: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(...WIDES).map((local) => ({ code: get(local) })),
    fc
      .tuple(tie('wide'), fc.constantFrom(Op.i64_shl, Op.i64_shr_u, Op.i64_shr_s, Op.i64_rotl), shift)
      .map(([{ code }, op, by]) => ({ code: [...code, ...wideNumber(BigInt(by)), op] })),
    fc.tuple(tie('wide'), wideMask).map(([{ code }, mask]) => ({ code: [...code, ...wideNumber(mask), Op.i64_and] })),
    fc
      .tuple(tie('wide'), tie('wide'), fc.constantFrom(Op.i64_or, Op.i64_xor))
      .map(([left, right, op]) => ({ code: [...left.code, ...right.code, op] })),
    fc
      .tuple(tie('wide'), fc.constantFrom(...WIDES))
      .map(([{ code }, local]) => ({ code: [...code, Op.local_tee, local] })),
    fc
      .tuple(tie('narrow'), fc.constantFrom(Op.i64_extend_i32_s, Op.i64_extend_i32_u))
      .map(([{ code }, op]) => ({ code: [...code, op] })),
  ),
}));

test('whatever bits are put together, they are the same ones', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(narrowTerm, fc.constantFrom(...NARROWS), fc.boolean()), { maxLength: 5 }),
      narrowTerm,
      (terms, last) => {
        const statements = terms.flatMap(([{ code }, local, isConditional]) => {
          const set = [...code, Op.local_set, local];
          return isConditional ? [...get(NARROW), Op.if, 0x40, ...set, Op.end] : set;
        });
        joined([...statements, ...last.code]);
      },
    ),
    { numRuns: 1000 },
  );
});
