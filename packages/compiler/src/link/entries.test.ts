import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteWriter } from '../codegen/wasm.ts';
import { type Entries, NUMBER_SIZE, replaceEntries } from './entries.ts';
import type { ByteRange } from './input.ts';

/** A size, the entries that it counts, and a byte behind them. */
function moduleOf(entries: readonly Uint8Array[]): { readonly out: ByteWriter; readonly part: Entries } {
  const out = new ByteWriter(16);
  const at = out.paddedLeb(entries.reduce((sum, { length }) => sum + length, 0));
  const starts = [out.length];
  for (const entry of entries) {
    for (const byte of entry) out.byte(byte);
    starts.push(out.length);
  }
  out.byte(0xff);
  const value = starts[entries.length] - NUMBER_SIZE;
  return { out, part: { starts: Uint32Array.from(starts), sizes: [{ at, value }] } };
}

const bytes = (out: ByteWriter): Uint8Array => out.bytes.slice(0, out.length);

test('entries are replaced as if all were written anew, also those without bytes', () => {
  const entry = fc.uint8Array({ maxLength: 3, max: 0x7f });
  const step = fc.array(fc.option(entry, { nil: undefined }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 6, maxLength: 6 }), fc.array(step, { maxLength: 4 }), (first, steps) => {
      const entries = [...first];
      const { out, part } = moduleOf(entries);
      for (const others of steps) {
        const numbers = others.flatMap((other, number) => (other === undefined ? [] : [number]));
        const before = bytes(out);
        const written: ByteRange[] = [];
        replaceEntries(
          out,
          part,
          numbers,
          numbers.map((number) => others[number]!),
          written,
        );
        for (const number of numbers) entries[number] = others[number]!;
        const anew = moduleOf(entries);
        deepEqual(bytes(out), bytes(anew.out));
        deepEqual(part.starts, anew.part.starts);
        for (let at = 0; at < out.length; at++)
          if (!written.some(({ start, end }) => start <= at && at < end)) equal(out.bytes[at], before[at]);
      }
    }),
    { numRuns: 500 },
  );
});
