import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';

/** How a client counts the characters of a line: in bytes of UTF-8, units of UTF-16, or code points. */
export type PositionUnits = 'utf-8' | 'utf-16' | 'utf-32';

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

const encoder = new TextEncoder();

/** A text that a client has opened, or that is on the disk, in one version. It never changes: an edit gives another one. */
export class Document {
  readonly uri: string;
  /** As the client counts them; null for what is on the disk. */
  readonly version: number | null;
  /** In UTF-8. */
  readonly bytes: Uint8Array;
  readonly units: PositionUnits;
  #lines: Uint32Array | null = null;

  constructor(uri: string, version: number | null, bytes: Uint8Array, units: PositionUnits) {
    this.uri = uri;
    this.version = version;
    this.bytes = bytes;
    this.units = units;
  }

  get lineCount(): number {
    return this.#lineStarts().length;
  }

  /** The byte at `position`. What is behind the end of a line means that end, as the protocol has it; what is behind the last line the end of the text. */
  offsetAt({ line, character }: Position): number {
    const starts = this.#lineStarts();
    if (line >= starts.length) return this.bytes.length;
    const end = this.#lineEnd(line);
    let at = starts[line];
    if (this.units === 'utf-8') return Math.min(at + character, end);
    for (let left = character; left > 0 && at < end; ) {
      left -= this.#width(this.bytes[at]);
      do at++;
      while (at < end && isContinuation(this.bytes[at]));
    }
    return at;
  }

  /** The position of the byte at `offset`, which may be the length of the text. */
  positionAt(offset: number): Position {
    const line = this.#lineOf(offset);
    const start = this.#lineStarts()[line];
    if (this.units === 'utf-8') return { line, character: offset - start };
    let character = 0;
    for (let at = start; at < offset; at++) {
      if (!isContinuation(this.bytes[at])) character += this.#width(this.bytes[at]);
    }
    return { line, character };
  }

  /** The part from byte `start` to before byte `end`. */
  range(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The byte where zero-based `line` starts. */
  lineStart(line: number): number {
    return this.#lineStarts()[line];
  }

  /** The text after `changes`, each of which counts in the text that the one before gave. */
  edited(changes: readonly TextDocumentContentChangeEvent[], version: number): Document {
    let document: Document = this;
    for (const change of changes) {
      const inserted = encoder.encode(change.text);
      if (!('range' in change)) {
        document = new Document(this.uri, version, inserted, this.units);
        continue;
      }
      const start = document.offsetAt(change.range.start);
      const end = Math.max(start, document.offsetAt(change.range.end));
      document = new Document(this.uri, version, spliced(document.bytes, start, end, inserted), this.units);
    }
    return document;
  }

  #lineOf(offset: number): number {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Where the text of a line ends, before what ends the line. */
  #lineEnd(line: number): number {
    const starts = this.#lineStarts();
    const start = starts[line];
    if (line + 1 === starts.length) return this.bytes.length;
    let end = starts[line + 1];
    if (this.bytes[end - 1] === NEWLINE) end--;
    if (end > start && this.bytes[end - 1] === CARRIAGE_RETURN) end--;
    return end;
  }

  /** How many units the character has that starts with byte `first`. */
  #width(first: number): number {
    // What is outside of the basic plane has four bytes, and two units of UTF-16.
    return this.units === 'utf-16' && first >= 0xf0 ? 2 : 1;
  }

  #lineStarts(): Uint32Array {
    return (this.#lines ??= lineStarts(this.bytes));
  }
}

/** `bytes` with `inserted` in the place of what is from `start` to before `end`. */
export function spliced(bytes: Uint8Array, start: number, end: number, inserted: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length - (end - start) + inserted.length);
  result.set(bytes.subarray(0, start));
  result.set(inserted, start);
  result.set(bytes.subarray(end), start + inserted.length);
  return result;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** Where lines start, which end with a newline, a carriage return, or both, as the protocol has it. */
function lineStarts(bytes: Uint8Array): Uint32Array {
  const starts = [0];
  const hasReturns = bytes.includes(CARRIAGE_RETURN);
  for (let at = 0; at < bytes.length; at++) {
    if (!hasReturns) {
      at = bytes.indexOf(NEWLINE, at);
      if (at < 0) break;
    }
    const byte = bytes[at];
    if (byte === NEWLINE || (byte === CARRIAGE_RETURN && bytes[at + 1] !== NEWLINE)) starts.push(at + 1);
  }
  return Uint32Array.from(starts);
}
