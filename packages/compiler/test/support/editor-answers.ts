import { readFileSync } from 'node:fs';
import type { CompletionItem, EditorQueries, LayoutInfo, Location, SignatureHelp } from '../../src/editor/index.ts';
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
    case 'completion':
      return itemTexts(queries.completion(path, at).items).join(' | ') || 'nothing';
    case 'proposes': {
      const items = itemTexts(queries.completion(path, at).items);
      return items.includes(wanted) ? wanted : items.join(' | ');
    }
    case 'signature':
      return signatureText(queries.signatureHelp(path, at));
    default:
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
