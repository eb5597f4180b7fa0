import { readFileSync } from 'node:fs';
import type {
  CallItem,
  CompletionItem,
  EditorQueries,
  LayoutInfo,
  Location,
  SignatureHelp,
} from '../../src/editor/index.ts';
import { smallLib } from './library.ts';

/** What the queries say of byte `at` of `text`, written as an answer of the marks is. `wanted`: what is expected, for questions about part of an answer. */
export function answerTo(queries: EditorQueries, text: string, at: number, question: string, wanted: string): string {
  const path = 'main.zig';
  switch (question) {
    case 'type': {
      const found = queries.typeAt(path, at);
      return found === null ? 'nothing' : found.type + (found.value === null ? '' : ` = ${found.value}`);
    }
    case 'expects':
      return queries.typeAt(path, at)?.expected ?? 'nothing';
    case 'range': {
      const found = queries.typeAt(path, at);
      return found === null ? 'nothing' : slice(text, found.range);
    }
    case 'hover':
      return queries.hover(path, at)?.signature ?? 'nothing';
    case 'kind':
      return queries.hover(path, at)?.kind ?? 'nothing';
    case 'doc':
      return (queries.hover(path, at)?.documentation ?? 'nothing').replaceAll('\n', ' / ');
    case 'layout':
      return layoutText(queries.hover(path, at)?.layout ?? null);
    case 'errors':
      return queries.hover(path, at)?.errors?.join(', ') ?? 'nothing';
    case 'def':
      return places(queries.definition(path, at), text);
    case 'decl':
      return places(queries.declaration(path, at), text);
    case 'typedef':
      return places(queries.typeDefinition(path, at), text);
    case 'impl':
      return places(queries.implementation(path, at), text);
    case 'refs':
      return columns(queries.references(path, at), text);
    case 'uses':
      return columns(queries.references(path, at, { includeDeclaration: false }), text);
    case 'renamable':
      return queries.prepareRename(path, at)?.name ?? 'nothing';
    case 'instances':
      return (
        queries
          .instances(path, at)
          .map(({ name }) => name)
          .join(' | ') || 'nothing'
      );
    case 'chosen': {
      const [instance, type] = wanted.split(' gives ');
      const found = queries.chooseInstance(path, at, instance) ? (queries.typeAt(path, at)?.type ?? 'nothing') : '';
      const first = queries.instances(path, at)[0]?.name;
      queries.chooseInstance(path, at, null);
      return found === type ? `${first} gives ${type}` : found;
    }
    case 'second': {
      const [, second] = queries.instances(path, at);
      return second === undefined ? 'nothing' : (queries.typeAt(path, at, { instance: second.id })?.type ?? 'nothing');
    }
    case 'callers':
      return callText(queries.incomingCalls(path, at));
    case 'callees':
      return callText(queries.outgoingCalls(path, at));
    case 'expand':
      return (queries.expandAtCompileTime(path, at) ?? 'nothing').replaceAll(/\n */g, ' ');
    case 'cost': {
      const cost = queries.cost(path, at);
      if (cost === null) return 'nothing';
      const code = (cost.codeBytes ?? 0) > 0 ? ' with code' : '';
      return `instances ${cost.instances} branches ${cost.branches}${code}`;
    }
    case 'hints':
      return hintText(queries, text, at);
    case 'tokens':
      return tokenText(queries, text, at);
    case 'completion':
      return itemTexts(queries.completion(path, at).items).join(' | ') || 'nothing';
    case 'proposes': {
      const items = itemTexts(queries.completion(path, at).items);
      return items.includes(wanted) ? wanted : items.join(' | ');
    }
    case 'signature':
      return signatureText(queries.signatureHelp(path, at));
    default:
      if (question.startsWith('rename to ')) return renamedText(queries, text, at, question.slice(10));
      if (question.startsWith('completion of '))
        return itemTexts(queries.completion(path, at).items)
          .slice(0, Number(question.slice(14)))
          .join(' | ');
      return `no such question, where ${wanted} is wanted`;
  }
}

function itemTexts(items: readonly CompletionItem[]): string[] {
  const sorted = [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
  return sorted.map(({ label, detail }) => (detail === '' ? label : `${label}: ${detail}`));
}

/** Line and column, from 1, of each place, with the path where it is of another file. */
function columns(found: readonly Location[], text: string): string {
  const bytes = Buffer.from(text);
  const shown = found.map(({ path, start }) => {
    const before = bytes.subarray(0, start).toString().split('\n');
    return path === 'main.zig' ? `${before.length}:${before[before.length - 1].length + 1}` : path;
  });
  return shown.join(' ') || 'nothing';
}

function callText(calls: readonly CallItem[]): string {
  return calls.map(({ item, calls: places }) => `${item.name} x${places.length}`).join(', ') || 'nothing';
}

/** The line of byte `at` as it is with its hints in it. */
function hintText(queries: EditorQueries, text: string, at: number): string {
  const bytes = Buffer.from(text);
  const { start, end } = lineAround(bytes, at);
  let shown = '';
  let from = start;
  for (const { offset, label } of queries.inlayHints('main.zig', { start, end })) {
    shown += `${bytes.subarray(from, offset).toString()}<${label}>`;
    from = offset;
  }
  return (shown + bytes.subarray(from, end).toString()).trim();
}

/** The names in the line of byte `at` with what they refer to. */
function tokenText(queries: EditorQueries, text: string, at: number): string {
  const bytes = Buffer.from(text);
  const tokens = queries.semanticKinds('main.zig', lineAround(bytes, at));
  return tokens.map((token) => `${slice(text, token)} ${token.kind}`).join(', ');
}

/** The lines that a rename changes, as they are then; or why it cannot be. */
function renamedText(queries: EditorQueries, text: string, at: number, name: string): string {
  const found = queries.rename('main.zig', at, name) ?? 'nothing';
  if (typeof found === 'string') return found;
  let bytes = Buffer.from(text);
  const changed = new Set<number>();
  for (const { start, end, text: replacement } of [...found].sort((a, b) => b.start - a.start)) {
    changed.add(bytes.subarray(0, start).toString().split('\n').length - 1);
    bytes = Buffer.concat([bytes.subarray(0, start), Buffer.from(replacement), bytes.subarray(end)]);
  }
  const lines = bytes.toString().split('\n');
  return [...changed]
    .sort((a, b) => a - b)
    .map((line) => lines[line].trim())
    .join(' | ');
}

function lineAround(bytes: Buffer, at: number): { start: number; end: number } {
  const start = at === 0 ? 0 : bytes.lastIndexOf('\n', at - 1) + 1;
  const end = bytes.indexOf('\n', at);
  return { start, end: end < 0 ? bytes.length : end };
}

/** The signature with the active parameter in brackets. */
function signatureText(help: SignatureHelp | null): string {
  if (help === null) return 'nothing';
  const { label, parameters, activeParameter } = help;
  const active = parameters[activeParameter];
  if (active === undefined) return label;
  return `${label.slice(0, active.start)}[${label.slice(active.start, active.end)}]${label.slice(active.end)}`;
}

function slice(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return Buffer.from(text).subarray(start, end).toString();
}

/** The lines in which the places are, without what is around their text; of other files with their names. */
function places(found: readonly Location[], text: string): string {
  if (found.length === 0) return 'nothing';
  return found
    .map(({ path, start, end }) => {
      const isOther = path !== 'main.zig';
      const of = isOther ? readFileSync(new URL(path.replace(/^lib\//, ''), smallLib), 'utf8') : text;
      if (end === 0) return path;
      const bytes = Buffer.from(of);
      const from = bytes.lastIndexOf('\n', start - 1) + 1;
      const to = bytes.indexOf('\n', start);
      return (
        (isOther ? `${path}: ` : '') +
        bytes
          .subarray(from, to < 0 ? bytes.length : to)
          .toString()
          .trim()
      );
    })
    .join(' | ');
}

function layoutText(layout: LayoutInfo | null): string {
  if (layout === null) return 'nothing';
  const { size, alignment, bits, offset, bitOffset } = layout;
  const parts = [`size ${size} align ${alignment}`];
  if (bits !== null) parts.push(`bits ${bits}`);
  if (offset !== null) parts.push(`at ${offset}`);
  if (bitOffset !== null) parts.push(`at bit ${bitOffset}`);
  return parts.join(' ');
}
