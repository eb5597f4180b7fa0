import { type Compilation, explanationText, journalText, type UpdateJournal } from '@rezig/compiler';
import { type DocumentSymbol, documentSymbols, functionTexts, syntaxTree } from '@rezig/compiler/editor';
import type { Insight } from './protocol.ts';
import { byteOffset } from './text-places.ts';

/** Instances of a generic function whose code is told. */
const MOST_INSTANCES = 4;
/** What of the journal is told, in lines: the first update analyses the library. */
const MOST_LINES = 60;

/** What is known of the function at `offset`, a character of the file at `path`, after an update, which gave `module` and is told by `updateJournal`. */
export function insightOf(
  compilation: Compilation,
  module: Uint8Array | null,
  updateJournal: UpdateJournal | null,
  { path, text, offset }: { readonly path: string; readonly text: string; readonly offset: number },
): Insight {
  const names = namesAt(documentSymbols(syntaxTree(path, new TextEncoder().encode(text))), byteOffset(text, offset));
  const name = names === null ? null : [path.replace(/\.zig$/, '').replaceAll('/', '.'), ...names].join('.');
  const lines = updateJournal === null ? [] : journalText(updateJournal).trimEnd().split('\n');
  const more = lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} lines more`] : [];
  const journal = [...lines.slice(0, MOST_LINES), ...more].join('\n');
  if (name === null) return { name, code: [], why: '', journal };
  const isIt = (found: string): boolean => found === name || found.startsWith(`${name}__anon`);
  const code = module === null ? [] : functionTexts(module, isIt).slice(0, MOST_INSTANCES);
  return { name, code, why: explanationText(compilation.explain(name)), journal };
}

/** The names, the outermost first, of the containers around a place and of the function that it is in; null where it is in none. */
function namesAt(symbols: readonly DocumentSymbol[], at: number): string[] | null {
  for (const { name, kind, range, children } of symbols) {
    if (at < range.start || at > range.end) continue;
    if (kind === 'function' || kind === 'method' || kind === 'typeFunction') return [name];
    const inner = namesAt(children, at);
    if (inner !== null) return [name, ...inner];
  }
  return null;
}
