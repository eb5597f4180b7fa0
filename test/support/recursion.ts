/** How deep calls went: `depth`. */
export function recurse(depth: number): number {
  return depth === 0 ? 0 : 1 + recurse(depth - 1);
}

/** Throws. */
export function fail(text: string): never {
  throw new RangeError(text);
}
