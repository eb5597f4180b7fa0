import { StateKind } from '../../src/compilation/state-kind.ts';

/** What is not asked for where a source is another, or made again where it cannot be read. */
export const UNASKED: ReadonlySet<StateKind | null> = new Set([
  StateKind.result,
  StateKind.module,
  StateKind.linked,
  StateKind.link,
]);

const HEADER_WORDS = 12;
const SECTION_WORDS = 6;

/** What of a state file or library image, laid out as `state-file.ts` says, has its byte `at`; null for the header and the table of sections. */
export function sectionAt(file: Uint8Array, at: number): StateKind | null {
  const words = new Uint32Array(new Uint8Array(file).buffer);
  for (let i = 0; i < words[2]!; i++) {
    const [kind, , offset, length] = words.subarray(HEADER_WORDS + i * SECTION_WORDS);
    if (at >= offset! && at < offset! + Math.ceil(length! / 8) * 8) return kind!;
  }
  return null;
}
