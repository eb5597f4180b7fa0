import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { count, functionOf, moduleOf, number } from '../../test/support/one-function.ts';
import { Op, ValType } from '../codegen/wasm.ts';
import { withoutUnusedLoads } from './unused-loads.ts';

const LOAD = [Op.i32_load, 0, 4];

function without(code: readonly number[]): Uint8Array {
  return withoutUnusedLoads(moduleOf([ValType.i32], ValType.i32, [ValType.i32], code));
}

test('a load whose value is dropped is not made', () => {
  const module = without([Op.local_get, 0, ...LOAD, ...LOAD, Op.drop, Op.local_get, 0, ...LOAD]);
  deepEqual([count(module, Op.i32_load), count(module, Op.drop)], [1, 0]);
  equal(functionOf<(at: number) => number>(module)(0), 0);
});

test('what its address does is done', () => {
  const module = without([...number(8), Op.local_tee, 1, ...LOAD, Op.drop, Op.local_get, 1]);
  equal(count(module, Op.i32_load), 0);
  equal(functionOf<(at: number) => number>(module)(0), 8);
});
