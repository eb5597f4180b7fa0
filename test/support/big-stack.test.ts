import { equal, rejects } from 'node:assert/strict';
import { after, test } from 'node:test';
import { BigStack } from './big-stack.ts';

const thread = new BigStack(new URL('./recursion.ts', import.meta.url));
after(() => thread.close());

test('functions are called in a thread whose stack holds a million calls', async () => {
  equal(await thread.call('recurse', 1_000_000), 1_000_000);
});

test('what a function throws is thrown here, and the thread goes on', async () => {
  await rejects(thread.call('fail', 'on purpose'), /RangeError: on purpose/);
  equal(await thread.call('recurse', 5), 5);
});
