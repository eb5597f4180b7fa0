import { isBareName, type Message, readZon, SourceFile, type ZonField, type ZonValue } from '@rezig/compiler/zon-data';
import { zigString } from '../build/zig-text.ts';

/** What is written of a dependency. */
export type SavedDependency =
  | { readonly url: string; readonly hash: string }
  /** Relative to the manifest, with `/` between names. */
  | { readonly path: string };

/** A manifest with a dependency. */
export interface SavedManifest {
  readonly text: string;
  /** Whether it had the dependency before, by this name: as it is now, or otherwise. */
  readonly before: 'same' | 'other' | 'none';
}

type Edit = readonly [start: number, end: number, text: string];

/** How much more than what is around it a line is indented. */
const INDENT = '    ';

/**
 * The manifest `bytes`, called `path` in messages, with `dependency` by the name `name`. All else stays as it is written, comments too: where the name is known, only
 * what changes is replaced, and a new one is the last. Returns the errors of a text that cannot be read.
 */
export function saveDependency(
  path: string,
  bytes: Uint8Array,
  name: string,
  dependency: SavedDependency,
): SavedManifest | { readonly errors: readonly Message[] } {
  const zon = readZon(new SourceFile(path, bytes));
  if ('errors' in zon) return zon;
  const fields = fieldsOf(zon.value);
  const list = fields.find((field) => field.name === 'dependencies');
  const known = list === undefined ? undefined : fieldsOf(list.value).find((field) => field.name === name);
  const edits =
    known === undefined
      ? insertion(bytes, zon.value, list, name, dependency)
      : replacement(bytes, known.value, dependency);
  const text = applied(bytes, edits);
  return { text, before: known === undefined ? 'none' : text === decode(bytes) ? 'same' : 'other' };
}

function fieldsOf(value: ZonValue): readonly ZonField[] {
  return value.kind === 'struct' ? value.fields : [];
}

const decode = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** `edits` are in the order of their places. */
function applied(bytes: Uint8Array, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const [start, end, inserted] of edits) {
    text += decode(bytes.subarray(at, start)) + inserted;
    at = end;
  }
  return text + decode(bytes.subarray(at));
}

/** What changes of a dependency that is there. */
function replacement(bytes: Uint8Array, value: ZonValue, dependency: SavedDependency): Edit[] {
  const fields = fieldsOf(value);
  const find = (name: string): ZonValue | undefined => fields.find((field) => field.name === name)?.value;
  const [url, hash, path] = [find('url'), find('hash'), find('path')];
  const over = (old: ZonValue, text: string): Edit => [old.main.start, old.end, zigString(text)];
  if ('url' in dependency && url !== undefined) {
    const after: Edit =
      hash === undefined ? [url.end, url.end, `, .hash = ${zigString(dependency.hash)}`] : over(hash, dependency.hash);
    return [over(url, dependency.url), after].sort(([a], [b]) => a - b);
  }
  if ('path' in dependency && path !== undefined) return [over(path, dependency.path)];
  // An aggregate begins with a dot.
  const start = value.kind === 'struct' || value.kind === 'empty' ? value.main.start - 1 : value.main.start;
  return [[start, value.end, structText(dependency, indentAt(bytes, start))]];
}

/** A dependency that is not there yet. */
function insertion(
  bytes: Uint8Array,
  root: ZonValue,
  list: ZonField | undefined,
  name: string,
  dependency: SavedDependency,
): Edit[] {
  if (list === undefined) {
    const last = fieldsOf(root).find((field) => field.name === 'version') ?? fieldsOf(root).at(-1);
    const indent = last === undefined ? INDENT : indentAt(bytes, last.nameSpan.start);
    const entry = entryText(name, dependency, indent + INDENT);
    const text = `\n${indent}.dependencies = .{\n${entry}${indent}},`;
    if (last === undefined) return [[root.end - 1, root.end - 1, `${text}\n`]];
    const comma = afterComma(bytes, last.value.end);
    return [comma === null ? [last.value.end, last.value.end, `,${text}`] : [comma, comma, text]];
  }
  const { value } = list;
  const indent = indentAt(bytes, list.nameSpan.start);
  const entry = entryText(name, dependency, indent + INDENT);
  const close = value.end - 1;
  const last = fieldsOf(value).at(-1);
  const lineStart = bytes.lastIndexOf(NEWLINE, close) + 1;
  if (lineStart > value.main.start && isBlank(bytes, lineStart, close)) {
    // The brace is on a line of its own.
    const comma: Edit[] =
      last === undefined || afterComma(bytes, last.value.end) !== null ? [] : [[last.value.end, last.value.end, ',']];
    return [...comma, [lineStart, lineStart, entry]];
  }
  if (last === undefined) return [[close, close, `\n${entry}${indent}`]];
  return [[last.value.end, close, `, .${nameText(name)} = ${inlineText(dependency)} `]];
}

const NEWLINE = 0x0a;
const COMMA = 0x2c;

/** One past the comma that follows the byte at `end`, maybe after blanks; null if none does. */
function afterComma(bytes: Uint8Array, end: number): number | null {
  let at = end;
  while (at < bytes.length && bytes[at] <= 0x20) at++;
  return bytes[at] === COMMA ? at + 1 : null;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes.subarray(start, end).every((byte) => byte === 0x20 || byte === 0x09);
}

/** The blanks at the start of the line of the byte at `offset`. */
function indentAt(bytes: Uint8Array, offset: number): string {
  const start = bytes.lastIndexOf(NEWLINE, offset) + 1;
  return /^[ \t]*/.exec(decode(bytes.subarray(start, offset)))![0];
}

function entryText(name: string, dependency: SavedDependency, indent: string): string {
  return `${indent}.${nameText(name)} = ${structText(dependency, indent)},\n`;
}

function structText(dependency: SavedDependency, indent: string): string {
  const lines = fieldTexts(dependency).map((field) => `${indent}${INDENT}${field},\n`);
  return `.{\n${lines.join('')}${indent}}`;
}

function inlineText(dependency: SavedDependency): string {
  return `.{ ${fieldTexts(dependency).join(', ')} }`;
}

function fieldTexts(dependency: SavedDependency): string[] {
  if ('path' in dependency) return [`.path = ${zigString(dependency.path)}`];
  return [`.url = ${zigString(dependency.url)}`, `.hash = ${zigString(dependency.hash)}`];
}

function nameText(name: string): string {
  return isBareName(name) ? name : `@${zigString(name)}`;
}
