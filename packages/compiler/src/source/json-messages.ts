import { type Message, type MessageLocation, type ReferenceTraceEntry, renderMessages } from './messages.ts';
import { lineStart, sliceBytes, suggestionOf } from './suggestions.ts';

/** A place of a diagnostic. Lines and columns count from 1, columns in characters; the end is exclusive. */
export interface JsonSpan {
  readonly file_name: string;
  readonly byte_start: number;
  readonly byte_end: number;
  readonly line_start: number;
  readonly line_end: number;
  readonly column_start: number;
  readonly column_end: number;
  readonly is_primary: boolean;
  readonly text: readonly {
    readonly text: string;
    readonly highlight_start: number;
    readonly highlight_end: number;
  }[];
  readonly label: string | null;
  readonly suggested_replacement: string | null;
  readonly suggestion_applicability: 'MachineApplicable' | 'MaybeIncorrect' | null;
  readonly expansion: null;
}

/** A diagnostic in the shape that rustc made common. */
export interface JsonDiagnostic {
  readonly $message_type: 'diagnostic';
  readonly message: string;
  readonly code: { readonly code: string; readonly explanation: null } | null;
  readonly level: 'error' | 'note' | 'help';
  readonly spans: readonly JsonSpan[];
  readonly children: readonly JsonDiagnostic[];
  /** The text that is printed without this format; null for children. */
  readonly rendered: string | null;
}

/** `message` with all that is known of it. */
export function jsonDiagnostic(message: Message): JsonDiagnostic {
  const { text, code, location, notes, referenceTrace } = message;
  const children = notes.map((note) => child('note', note.text, note.location === null ? [] : [spanOf(note.location)]));
  for (const entry of referenceTrace) children.push(...referenceChildren(entry));
  const suggestion = suggestionOf(message);
  if (suggestion !== null && location !== null) {
    const { start, end, replacement, isCertain } = suggestion;
    const span = spanOf({ ...location, span: { start, end, main: start } }, lineStart(location));
    const suggestion_applicability = isCertain ? ('MachineApplicable' as const) : ('MaybeIncorrect' as const);
    children.push(
      child('help', suggestion.text, [{ ...span, suggested_replacement: replacement, suggestion_applicability }]),
    );
  }
  const placed = notes.filter((note) => note.location !== null);
  const secondary = placed.map((note) => ({ ...spanOf(note.location!), is_primary: false, label: note.text }));
  return {
    $message_type: 'diagnostic',
    message: text,
    code: { code, explanation: null },
    level: 'error',
    spans: location === null ? [] : [{ ...spanOf(location), label: text }, ...secondary],
    children,
    rendered: renderMessages([message], { color: false }),
  };
}

function child(level: 'note' | 'help', message: string, spans: readonly JsonSpan[]): JsonDiagnostic {
  return { $message_type: 'diagnostic', message, code: null, level, spans, children: [], rendered: null };
}

function referenceChildren(entry: ReferenceTraceEntry): JsonDiagnostic[] {
  if (entry.kind !== 'reference') return [];
  return [child('note', `referenced by: ${entry.name}`, [spanOf(entry)])];
}

/** `from`: where the line starts, in bytes from the start of the file. */
function spanOf(location: MessageLocation, from = lineStart(location)): JsonSpan {
  const { path, line, column, span, sourceLine } = location;
  const columnOf = (byte: number): number => {
    if (sourceLine === null) return column + 1 + byte - span.main;
    return [...sliceBytes(sourceLine, 0, byte - from)].length + 1;
  };
  const [start, end] = [columnOf(span.start), columnOf(span.end)];
  return {
    file_name: path,
    byte_start: span.start,
    byte_end: span.end,
    line_start: line + 1,
    line_end: line + 1,
    column_start: start,
    column_end: end,
    is_primary: true,
    text: sourceLine === null ? [] : [{ text: sourceLine, highlight_start: start, highlight_end: end }],
    label: null,
    suggested_replacement: null,
    suggestion_applicability: null,
    expansion: null,
  };
}
