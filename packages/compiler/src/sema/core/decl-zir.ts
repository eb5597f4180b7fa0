import type { Frame } from './block.ts';

/** The bodies of a declaration chunk, in their order (see `zir/zir.ts`). */
export enum DeclBody {
  type,
  align,
  linksection,
  addrspace,
  value,
}

const HEADER = 6;

/** Where body `which` of the declaration chunk of `frame` is in `extra`. A `len` of 0 is a body that is not there. */
export function declBody(frame: Frame, which: DeclBody): { readonly start: number; readonly len: number } {
  const { extra, header } = frame;
  let start = header + HEADER;
  for (let body = DeclBody.type; body < which; body++) start += extra[header + 1 + body];
  return { start, len: extra[header + 1 + which] };
}

/** Offset in the chunk's bytes of the name of the library that the `extern` declaration of `frame` is of; 0 where it says none. */
export function declLibName(frame: Frame): number {
  return frame.extra[frame.header];
}
