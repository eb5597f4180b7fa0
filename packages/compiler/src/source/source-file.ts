import { stringOfBytes } from '../util/utf8.ts';

/** A place in a text: the first byte to underline, the byte the caret is at, and one past the last byte. */
export interface Span {
  readonly start: number;
  readonly main: number;
  readonly end: number;
}

/** Zero-based line and byte column. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

const NEWLINE = 10;

/** The bytes of a file and the name that messages give it. The line table is made when a line is first asked for. */
export class SourceFile {
  /** As shown in messages. */
  readonly path: string;
  readonly bytes: Uint8Array;
  private lineStarts: Uint32Array | null = null;
  /** Lines that were asked for: a line of a megabyte may have thousands of errors. */
  private readonly lineTexts = new Map<number, string>();

  constructor(path: string, bytes: Uint8Array) {
    this.path = path;
    this.bytes = bytes;
  }

  /** Zero-based line of the byte at `offset`. A newline belongs to the line it ends. `offset` may be the length. */
  lineOf(offset: number): number {
    const starts = this.lines();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Zero-based line and byte column of the byte at `offset`. */
  lineColumn(offset: number): LineColumn {
    const line = this.lineOf(offset);
    return { line, column: offset - this.lines()[line] };
  }

  /** As `lineColumn`, with the column in UTF-16 units. */
  lineColumnUtf16(offset: number): LineColumn {
    const { line, column } = this.lineColumn(offset);
    return { line, column: stringOfBytes(this.bytes.subarray(offset - column, offset)).length };
  }

  /** Byte offset of the first byte of zero-based `line`. */
  lineStart(line: number): number {
    return this.lines()[line];
  }

  /** Text of zero-based `line` without its newline; a carriage return before it is kept. */
  lineText(line: number): string {
    const known = this.lineTexts.get(line);
    if (known !== undefined) return known;
    const starts = this.lines();
    const end = line + 1 < starts.length ? starts[line + 1] - 1 : this.bytes.length;
    const text = stringOfBytes(this.bytes.subarray(starts[line], end));
    this.lineTexts.set(line, text);
    return text;
  }

  private lines(): Uint32Array {
    return (this.lineStarts ??= findLineStarts(this.bytes));
  }
}

function findLineStarts(bytes: Uint8Array): Uint32Array {
  let count = 1;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  const starts = new Uint32Array(count);
  let line = 1;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) starts[line++] = at + 1;
  return starts;
}
