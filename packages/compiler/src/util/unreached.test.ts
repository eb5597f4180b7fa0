import { deepStrictEqual } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { unreached } from './unreached.ts';

const NODES = 12;

/** The nodes that `edges` lead to from node 0, which is one of them. */
function reachedBy(edges: readonly (readonly [number, number])[]): Set<number> {
  const reached = new Set([0]);
  for (const node of reached) for (const [from, to] of edges) if (from === node) reached.add(to);
  return reached;
}

test('what edges that went held alone is unreached, circles too', () => {
  const node = fc.nat({ max: NODES - 1 });
  const edges = fc.array(fc.tuple(node, node), { maxLength: 30 });
  fc.assert(
    fc.property(edges, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (all, goes) => {
      const before = reachedBy(all);
      const known = all.filter(([from]) => before.has(from));
      const kept = known.filter((_, i) => !goes[i]);
      const suspects = new Set(known.filter((_, i) => goes[i]).map(([, to]) => to));
      const found = unreached(
        suspects,
        (of) => kept.filter(([, to]) => to === of).length + (of === 0 ? 1 : 0),
        (of) => kept.filter(([from]) => from === of).map(([, to]) => to),
        NODES,
      );
      const after = reachedBy(kept);
      deepStrictEqual(
        [...found!].sort((a, b) => a - b),
        [...before].filter((of) => !after.has(of)).sort((a, b) => a - b),
      );
    }),
  );
});
