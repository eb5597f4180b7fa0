import { type ByteWriter, patchUleb } from '../codegen/wasm.ts';
import type { ByteRange } from './input.ts';

/** Bytes of a number that is written so that it can be written again. */
export const NUMBER_SIZE = 5;

/** A size of some part of a module, in bytes, and where it stands: in `NUMBER_SIZE` bytes. */
export interface SizeAt {
  at: number;
  value: number;
}

/** A part of a module that is many entries, one after the other. */
export interface Entries {
  /** Where each entry starts, and the last one ends, in the module. */
  readonly starts: Uint32Array;
  /** The sizes that the entries count for. */
  readonly sizes: readonly SizeAt[];
}

/** What is in front of the entries came to be so many bytes longer. */
export function shiftEntries({ starts, sizes }: Entries, shift: number): void {
  if (shift === 0) return;
  for (let i = 0; i < starts.length; i++) starts[i] += shift;
  for (const size of sizes) size.at += shift;
}

/**
 * Puts `replaced` in the place of the entries `numbers`, which are in order, and moves what is behind them. Adds what it wrote to `written`. Returns by how
 * many bytes what is behind the entries was moved.
 */
export function replaceEntries(
  out: ByteWriter,
  { starts, sizes }: Entries,
  numbers: readonly number[],
  replaced: readonly Uint8Array[],
  written: ByteRange[],
): number {
  if (numbers.length === 0) return 0;
  const first = numbers[0];
  const behind = numbers[numbers.length - 1] + 1;
  const [from, end] = [starts[first], starts[behind]];
  let shift = 0;
  numbers.forEach((number, i) => {
    shift += replaced[i].length - (starts[number + 1] - starts[number]);
  });
  // Entries between those that are others may move either way.
  const old = out.bytes.slice(from, end);
  if (shift !== 0) {
    out.reserve(Math.max(shift, 0));
    out.bytes.copyWithin(end + shift, end, out.length);
    out.length += shift;
    for (let i = behind; i < starts.length; i++) starts[i] += shift;
    for (const size of sizes) {
      size.value += shift;
      patchUleb(out.bytes, size.at, size.value);
      written.push({ start: size.at, end: size.at + NUMBER_SIZE });
    }
    written.push({ start: end + shift, end: out.length });
  }
  let at = from;
  numbers.forEach((number, i) => {
    const keptFrom = number + 1 < behind ? starts[number + 1] : end;
    starts[number] = at;
    out.bytes.set(replaced[i], at);
    written.push({ start: at, end: at + replaced[i].length });
    at += replaced[i].length;
    // Those up to the next that is another move as one.
    const next = numbers[i + 1] ?? behind;
    const keptEnd = next < behind ? starts[next] : end;
    const move = at - keptFrom;
    if (move !== 0) {
      out.bytes.set(old.subarray(keptFrom - from, keptEnd - from), at);
      if (keptEnd > keptFrom) written.push({ start: at, end: keptEnd + move });
      // Also of those without bytes.
      for (let kept = number + 1; kept < next; kept++) starts[kept] += move;
    }
    at += keptEnd - keptFrom;
  });
  return shift;
}
