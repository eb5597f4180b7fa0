import { bytesOfString } from '../util/utf8.ts';
import { codeOfError, NOTE_CODE } from './message-codes.ts';
import type { SourceFile, Span } from './source-file.ts';

/** Where a message points. Lines and columns are zero-based, columns and spans count bytes. */
export interface MessageLocation {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What is underlined, in bytes relative to the start of the file; the caret is at `span.main`. */
  readonly span: Span;
  /** The line without its newline, or null if it is not to be shown. */
  readonly sourceLine: string | null;
}

/** One line of "referenced by". */
export type ReferenceTraceEntry =
  | (MessageLocation & { readonly kind: 'reference'; readonly name: string })
  /** `count` further references exist and are not listed. Last in the list. */
  | { readonly kind: 'hidden'; readonly count: number }
  /** Further references exist and were not counted. Last in the list. */
  | { readonly kind: 'uncounted' };

/** An error, or a note of one: a place that has to do with it, and how. */
export interface Message {
  readonly severity: 'error' | 'note';
  /**
   * What kind of message it is, in words with `-` between them, such as `unused-local-constant`: for programs that do something about it. It stays the same
   * as long as the official text does. `compile-error` where the program made the text, `error` for texts of no known kind, `note` for notes.
   */
  readonly code: string;
  /** The official text. May have several lines. */
  readonly text: string;
  /** Null for a message about the compilation as a whole. */
  readonly location: MessageLocation | null;
  /** How often the message occurred in the same place; 1 is not shown. */
  readonly count: number;
  readonly notes: readonly Message[];
  readonly referenceTrace: readonly ReferenceTraceEntry[];
}

/** How messages are shown. */
export interface RenderOptions {
  /** With terminal escape codes. */
  readonly color: boolean;
  /** With the line of source and the caret. By default they are shown. */
  readonly sourceLines?: boolean;
  /** With the lines of "referenced by". By default they are shown. */
  readonly referenceTrace?: boolean;
}

/** An error at `span` of `file`, with that line of source. */
export function messageAt(file: SourceFile, span: Span, text: string, notes: readonly Message[] = []): Message {
  return errorMessage(text, locationAt(file, span), notes);
}

/** An error that has no place. */
export function messageWithoutPlace(text: string, notes: readonly Message[] = []): Message {
  return errorMessage(text, null, notes);
}

/** An error at `location`; `notes` as its notes, whatever they were made as. */
export function errorMessage(text: string, location: MessageLocation | null, notes: readonly Message[]): Message {
  const asNotes = notes.map((note): Message => ({ ...note, severity: 'note', code: NOTE_CODE }));
  const shown = beforeZero(text);
  return {
    severity: 'error',
    code: codeOfError(shown),
    text: shown,
    location,
    count: 1,
    notes: asNotes,
    referenceTrace: [],
  };
}

/** The location of `span` in `file`. */
export function locationAt(file: SourceFile, span: Span): MessageLocation {
  const { line, column } = file.lineColumn(span.main);
  return { path: file.path, line, column, span, sourceLine: beforeZero(file.lineText(line)) };
}

/** `text` as the official compiler shows it, whose messages end at a zero byte. */
function beforeZero(text: string): string {
  const zero = text.indexOf('\0');
  return zero < 0 ? text : text.slice(0, zero);
}

/**
 * `messages` as the official compiler prints them, each ending in a newline; the empty string if there are none.
 * A note at the very place of its error does not show the source line again.
 */
export function renderMessages(messages: readonly Message[], options: RenderOptions): string {
  const out = new Renderer(options);
  for (const message of messages) out.message(message, 'error', '\x1b[31m', 0, []);
  return out.text;
}

const BOLD = '\x1b[1m';
const DIM = '\x1b[2m';
const GREEN = '\x1b[32m';
const CYAN = '\x1b[36m';
const RESET = '\x1b[0m';

class Renderer {
  text = '';
  private readonly color: boolean;
  private readonly sourceLines: boolean;
  private readonly referenceTrace: boolean;

  constructor(options: RenderOptions) {
    this.color = options.color;
    this.sourceLines = options.sourceLines ?? true;
    this.referenceTrace = options.referenceTrace ?? true;
  }

  /** `shown`: the places of which no source line is to be shown again: of the message that this one is a note to, and of the note before. */
  message(
    message: Message,
    kind: string,
    color: string,
    indent: number,
    shown: readonly (MessageLocation | null)[],
  ): void {
    const { location } = message;
    if (location === null) {
      this.style(color);
      this.text += ' '.repeat(indent) + kind + ': ';
      this.style(RESET);
      this.text += message.text;
      this.count(message);
      this.style(RESET);
    } else {
      this.text += ' '.repeat(indent);
      this.style(BOLD);
      const place = `${location.path}:${location.line + 1}:${location.column + 1}: `;
      this.text += place;
      this.style(color);
      this.text += kind + ': ';
      this.style(RESET);
      this.style(BOLD);
      const prefixLength = indent + bytesOfString(place).length + kind.length + 2;
      this.text += message.text.replaceAll('\n', '\n' + ' '.repeat(prefixLength));
      this.count(message);
      this.style(RESET);
      if (this.sourceLines && location.sourceLine !== null && !shown.some((place) => samePlace(location, place))) {
        this.sourceLine(location, location.sourceLine, ' '.repeat(indent));
      }
    }
    const noteIndent = location === null ? indent + 4 : indent;
    let before: MessageLocation | null = null;
    for (const note of message.notes) {
      this.message(note, 'note', CYAN, noteIndent, [location, before]);
      before = note.location;
    }
    if (this.referenceTrace && message.referenceTrace.length > 0)
      this.trace(message.referenceTrace, ' '.repeat(indent));
  }

  private count(message: Message): void {
    if (message.count !== 1) {
      this.style(DIM);
      this.text += ` (${message.count} times)`;
    }
    this.text += '\n';
  }

  private sourceLine(location: MessageLocation, sourceLine: string, indent: string): void {
    const { column, span } = location;
    const before = span.main - span.start;
    const after = Math.max(0, span.end - span.main - 1);
    this.text += `${indent}${sourceLine.replaceAll('\t', ' ')}\n${indent}${' '.repeat(Math.max(0, column - before))}`;
    this.style(GREEN);
    this.text += '~'.repeat(before) + '^' + '~'.repeat(after) + '\n';
    this.style(RESET);
  }

  private trace(entries: readonly ReferenceTraceEntry[], indent: string): void {
    this.style(RESET);
    this.style(DIM);
    this.text += `${indent}referenced by:\n`;
    for (const entry of entries) {
      this.text += indent;
      switch (entry.kind) {
        case 'reference':
          this.text += `    ${entry.name}: ${entry.path}:${entry.line + 1}:${entry.column + 1}\n`;
          break;
        case 'hidden': {
          const all = entry.count + entries.length - 1;
          this.text += `    ${entry.count} reference(s) hidden; use '-freference-trace=${all}' to see all references\n`;
          break;
        }
        case 'uncounted':
          this.text += "    remaining reference traces hidden; use '-freference-trace' to see all reference traces\n";
          break;
      }
    }
    this.style(RESET);
  }

  private style(code: string): void {
    if (this.color) this.text += code;
  }
}

function samePlace(a: MessageLocation, b: MessageLocation | null): boolean {
  return b !== null && a.line === b.line && a.column === b.column && a.sourceLine === b.sourceLine;
}
