import { childrenOf } from './match.ts';
import { isCountedToken } from './numbering.ts';
import type { ChunkIndex, Zir } from './zir.ts';

/**
 * The tokens of a file that are the chunk's own, by their numbers in it: what `placeToToken` finds of them, without a tree. `tags`: the kinds of all tokens
 * of the text that the ZIR is of.
 */
export function ownTokens(zir: Zir, chunk: ChunkIndex, tags: Uint8Array): Uint32Array {
  const firstToken = zir.chunks.firstToken.data;
  const endToken = zir.chunks.endToken.data;
  const found = new Uint32Array(endToken[chunk] - firstToken[chunk]);
  let count = 0;
  let token = firstToken[chunk];
  const take = (end: number): void => {
    for (; token < end; token++) if (isCountedToken(tags[token])) found[count++] = token;
  };
  for (const child of childrenOf(zir, chunk)
    .slice()
    .sort((a, b) => firstToken[a] - firstToken[b])) {
    take(firstToken[child]);
    token = endToken[child];
  }
  take(endToken[chunk]);
  return found.subarray(0, count);
}
