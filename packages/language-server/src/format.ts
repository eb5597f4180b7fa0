import type { TextEdit } from 'vscode-languageserver-types';
import type { Document } from './document.ts';

/** What brings texts into canonical form. */
export interface Formatter {
  /** `source` in canonical form; null if it has syntax errors. Throws a `RangeError` where memory or the stack does not suffice. */
  format(source: Uint8Array, isZon: boolean): Uint8Array | null;
}

const NEWLINE = 10;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What makes `formatted` of the text of `document`: one edit of the lines from the first to the last that is another, so that cursors elsewhere stay. */
export function formattingEdits(document: Document, formatted: Uint8Array): TextEdit[] {
  const before = document.bytes;
  const most = Math.min(before.length, formatted.length);
  let start = 0;
  while (start < most && before[start] === formatted[start]) start++;
  if (start === before.length && start === formatted.length) return [];
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === formatted[formatted.length - 1 - tail]) tail++;
  // Whole lines: no character is cut in the middle.
  while (start > 0 && before[start - 1] !== NEWLINE) start--;
  while (tail > 0 && before[before.length - 1 - tail] !== NEWLINE) tail--;
  const newText = decoder.decode(formatted.subarray(start, formatted.length - tail));
  return [{ range: document.range(start, before.length - tail), newText }];
}
