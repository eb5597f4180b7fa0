import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Board } from '../src/life.zig';

test('three cells in a row turn', () => {
  const board = Board.init(5, 5, 1);
  for (let i = 0; i < 25; i++) board.set(i % 5, Math.floor(i / 5), i >= 11 && i <= 13);
  board.step();
  const alive = [...board.cellBytes()].flatMap((cell, i) => (cell === 0 ? [] : [i]));
  assert.deepEqual(alive, [7, 12, 17]);
  assert.equal(board.generation, 1);
  board.free();
});
