import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { count, functionOf, moduleOf as moduleOfOne, number } from '../../test/support/one-function.ts';
import { BLOCK_VOID, Op, ValType } from '../codegen/wasm.ts';
import { joinComparisons } from './join-comparisons.ts';

/* Each function takes a number of 32 bits and gives one. */

/** A module with one function that has a local besides its parameter. */
function moduleOf(code: readonly number[]): Uint8Array {
  return moduleOfOne([ValType.i32], ValType.i32, [ValType.i32], code);
}

const GET = [Op.local_get, 0];

/** `module` with its comparisons joined, which does the same for `numbers` and what is next to them. */
function joined(module: Uint8Array, numbers: readonly number[]): Uint8Array {
  const other = joinComparisons(module);
  const [before, after] = [module, other].map((one) => functionOf<(x: number) => number>(one));
  for (const near of [...numbers, 0, 1 << 31])
    for (const x of [near - 1, near, near + 1, near + 31, near + 32, near + 63, near + 64])
      equal(after(x), before(x), `of ${x}`);
  return other;
}

/** A block that is left with 1 where `x` is one of the numbers, else with 0. `first`: how the first comparison comes to it. */
function jumps(numbers: readonly number[], first: readonly number[], tested: readonly number[] = GET): number[] {
  const tests = numbers.flatMap((one, i) => [
    ...number(1),
    ...(i === 0 ? first : tested),
    ...number(one),
    Op.i32_eq,
    ...[Op.br_if, 0, Op.drop],
  ]);
  return [Op.block, ValType.i32, ...tests, ...number(0), Op.end];
}

const DELIMITERS = [...' \t\r\n.,;:!?"()'].map((char) => char.charCodeAt(0));

test('jumps of a block with a value, where a local is one of some numbers, are one', () => {
  const module = joined(moduleOf(jumps(DELIMITERS, GET)), DELIMITERS);
  deepEqual([count(module, Op.br_if), count(module, Op.i32_eq)], [1, 0]);
  // Where the local is set on the way to the first comparison.
  const shifted = [...GET, ...number(3), Op.i32_add, Op.local_tee, 1];
  equal(count(joined(moduleOf(jumps(DELIMITERS, shifted, [Op.local_get, 1])), DELIMITERS), Op.br_if), 1);
});

test('jumps that differ in their value or label stay', () => {
  const jump = (value: number, equalTo: number, label: number): number[] => [
    ...[...number(value), ...GET, ...number(equalTo), Op.i32_eq],
    ...[Op.br_if, label, Op.drop],
  ];
  const jumpsOf = (...tests: readonly number[][]): number[] => [
    ...[Op.block, ValType.i32, Op.block, ValType.i32, ...tests.flat(), ...number(0), Op.end],
    ...[...number(9), Op.i32_add, Op.end],
  ];
  const numbers = [3, 6, 9, 13];
  const same = joined(moduleOf(jumpsOf(...numbers.map((one) => jump(5, one, 0)))), numbers);
  const values = joined(moduleOf(jumpsOf(...numbers.map((one, i) => jump(i, one, 0)))), numbers);
  const labels = joined(moduleOf(jumpsOf(...numbers.map((one, i) => jump(5, one, i % 2)))), numbers);
  deepEqual(
    [same, values, labels].map((module) => count(module, Op.br_if)),
    [1, 4, 4],
  );
});

/** A condition of the local, as code, and a number that matters to it. */
const comparison = fc
  .record({
    op: fc.constantFrom(
      ...[Op.i32_eq, Op.i32_eq, Op.i32_ne, Op.i32_lt_u, Op.i32_le_u, Op.i32_gt_u, Op.i32_ge_u],
      ...[Op.i32_lt_s, Op.i32_le_s, Op.i32_gt_s, Op.i32_ge_s, Op.i32_eqz],
    ),
    value: fc.oneof(fc.integer({ min: -3, max: 80 }), fc.constantFrom(-1, -(2 ** 31), 2 ** 31 - 1), fc.integer()),
    added: fc.option(fc.tuple(fc.constantFrom(Op.i32_add, Op.i32_sub), fc.integer({ min: -200, max: 200 }))),
  })
  .map(({ op, value, added }) => {
    if (op === Op.i32_eqz) return { code: [...GET, op], numbers: [0] };
    const sum = added === null ? [] : [...number(added[1]), added[0]];
    const by = added === null ? 0 : added[0] === Op.i32_add ? added[1] : -added[1];
    return { code: [...GET, ...sum, ...number(value), op], numbers: [value - by] };
  });

interface Condition {
  readonly code: readonly number[];
  readonly numbers: readonly number[];
}

const condition = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'medium' },
    comparison,
    fc.tuple(tie('condition'), tie('condition'), fc.constantFrom(Op.i32_or, Op.i32_and)).map(([left, right, op]) => ({
      code: [...left.code, ...right.code, op],
      numbers: [...left.numbers, ...right.numbers],
    })),
    tie('condition').map(({ code, numbers }) => ({ code: [...code, Op.i32_eqz], numbers })),
  ),
})).condition;

test('conditions of one local hold for the same numbers', () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 12 }), fc.boolean(), (conditions, hasValue) => {
      const numbers = conditions.flatMap((one) => one.numbers);
      const tests = conditions.flatMap(({ code }) =>
        hasValue ? [...number(1), ...code, Op.br_if, 0, Op.drop] : [...code, Op.br_if, 0],
      );
      const module = hasValue
        ? moduleOf([Op.block, ValType.i32, ...tests, ...number(0), Op.end])
        : moduleOf([Op.block, BLOCK_VOID, ...tests, ...number(0), Op.return, Op.end, ...number(1)]);
      const other = joined(module, numbers);
      ok(count(other, Op.br_if) <= conditions.length);
      // It is as it was from then on.
      equal(joinComparisons(other).length, other.length);
    }),
    { numRuns: 300 },
  );
});

test('a table of jumps that leads to two places is a comparison, if that is short', () => {
  const table = (labels: readonly number[], otherwise: number): Uint8Array => {
    const jump = [Op.br_table, labels.length, ...labels, otherwise];
    const ends = [1, 2, 3].flatMap((value) => [Op.end, ...number(value), Op.return]);
    return moduleOf([
      ...new Array(3).fill([Op.block, BLOCK_VOID]).flat(),
      ...GET,
      ...jump,
      ...ends.slice(0),
      ...number(0),
    ]);
  };
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 100 }),
      fc.integer({ min: 0, max: 2 }),
      fc.boolean(),
      (labels, otherwise, isOfTwo) => {
        const all = isOfTwo ? labels.map((label) => label % 2) : labels;
        const targets = new Set([...all, otherwise]);
        const module = joined(table(all, otherwise), [all.length, -1]);
        if (targets.size > 2) equal(count(module, Op.br_table), 1);
        else if (all.length <= 64 && targets.size === 2) equal(count(module, Op.br_table), 0);
      },
    ),
  );
});
