/**
 * How deeply expressions, types, statements and containers may nest in what is parsed. A level takes up to 1.8 KB of stack, so the first is safe
 * with the 984 KB that Node has by default, and browsers about; the second is what nobody gets to who writes for the official compiler, which runs
 * out of its own stack. The standard library gets to 94.
 */
const PARSED = { small: 400, large: 16_000 };

/** How deeply expressions may nest that are lowered, a chain such as `a.b.c` included, which has no depth to the parser. */
const LOWERED = { small: 800, large: 40_000 };

let hasLargeStack = false;

/**
 * Tells that this thread has a stack of some hundred megabytes, or that somebody is there to begin again in one that has where it overflows: from now
 * on, what it reads may nest as deep as that stack carries.
 */
export function allowDeepNesting(): void {
  hasLargeStack = true;
}

/** How deeply what is parsed in this thread may nest. */
export function maxParsedNesting(): number {
  return hasLargeStack ? PARSED.large : PARSED.small;
}

/** How deeply expressions may nest that are lowered in this thread. */
export function maxLoweredNesting(): number {
  return hasLargeStack ? LOWERED.large : LOWERED.small;
}
