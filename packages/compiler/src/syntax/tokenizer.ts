import type { Tokens } from './tree.ts';

/** Tokens of `source`, which may hold any bytes. */
export function tokenize(source: Uint8Array): Tokens {
  return { tags: new Uint8Array(0), starts: new Uint32Array(source.length) };
}

/** Byte offset one past the token that starts at `start`. */
export function tokenEnd(source: Uint8Array, start: number): number {
  return source.length - start;
}
