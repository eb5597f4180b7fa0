/** The bodies of a declaration chunk, in their order (see `zir/zir.ts`). */
export enum DeclBody {
  type,
  align,
  linksection,
  addrspace,
  value,
}

/** The words of a declaration chunk from its header on. */
interface DeclChunk {
  readonly extra: Uint32Array;
  readonly header: number;
}

const HEADER = 6;

/** Where body `which` of the declaration chunk is in its `extra`. A `len` of 0 is a body that is not there. */
export function declBody(
  { extra, header }: DeclChunk,
  which: DeclBody,
): { readonly start: number; readonly len: number } {
  let start = header + HEADER;
  for (let body = DeclBody.type; body < which; body++) start += extra[header + 1 + body]!;
  return { start, len: extra[header + 1 + which]! };
}

/** Offset in the chunk's bytes of the name of the library that the `extern` declaration is of; 0 where it says none. */
export function declLibName({ extra, header }: DeclChunk): number {
  return extra[header]!;
}
