/**
 * What is no more reached in a graph whose nodes, by number, were all reached from some roots before edges went. `suspects` are the nodes that those led
 * to, as far as they are still in the graph; `countOf` gives how many edges lead to a node now, one more for each root that it is; `targetsOf` what edges
 * of a node lead to, once for each edge.
 *
 * It looks at what is reached from the suspects, and at nothing else: a node elsewhere was not reached by what went. Null where that is more than `most`
 * nodes.
 */
export function unreached(
  suspects: Iterable<number>,
  countOf: (node: number) => number,
  targetsOf: (node: number) => Iterable<number>,
  most: number,
): Set<number> | null {
  /** By node that is reached from the suspects: how many edges lead to it from such nodes. */
  const inner = new Map<number, number>();
  for (const suspect of suspects) inner.set(suspect, 0);
  for (const node of inner.keys()) {
    for (const target of targetsOf(node)) inner.set(target, (inner.get(target) ?? 0) + 1);
    if (inner.size > most) return null;
  }
  const held: number[] = [];
  const left = new Set<number>();
  for (const [node, count] of inner) {
    if (countOf(node) > count) held.push(node);
    else left.add(node);
  }
  for (let node = held.pop(); node !== undefined; node = held.pop())
    for (const target of targetsOf(node)) if (left.delete(target)) held.push(target);
  return left;
}
