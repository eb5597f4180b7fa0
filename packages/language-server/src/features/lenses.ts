import { type DocumentSymbol, documentSymbols, syntaxTree } from '@rezig/compiler/editor';
import type { CodeLens } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import type { RequestHandler } from '../request-handler.ts';
import { fileOf } from './place.ts';

/* Commands that editors carry out, since only they can show what comes of it: see `docs/language-server.md`. */
const RUN_TEST = 'rezig.runTest';
const EXPLAIN = 'rezig.explain';

/** `textDocument/codeLens`: at each test what runs it, at each function what tells why it was analysed. */
export const lenses: RequestHandler = {
  needs: 'text',
  answer: (workspace, params): CodeLens[] => {
    const file = fileOf(workspace, params);
    if (file === null || !file.path.endsWith('.zig')) return [];
    const { path, document } = file;
    const found: CodeLens[] = [];
    const name = path.slice(path.lastIndexOf('/') + 1, -'.zig'.length);
    addLenses(document, documentSymbols(syntaxTree(path, document.bytes)), name, found);
    return found;
  },
};

/** `around`: the name of what has `symbols` as its members. */
function addLenses(document: Document, symbols: readonly DocumentSymbol[], around: string, found: CodeLens[]): void {
  for (const { name, kind, nameRange, children } of symbols) {
    const range = document.range(nameRange.start, nameRange.end);
    const add = (title: string, command: string, argument: string): void => {
      found.push({ range, command: { title, command, arguments: [document.uri, argument] } });
    };
    if (kind === 'test' && document.uri.startsWith('file:')) add('run test', RUN_TEST, filterOf(name));
    if (FUNCTIONS.has(kind)) add('why analysed', EXPLAIN, `${around}.${name}`);
    // What is in a type function has names with the arguments of its instances.
    if (CONTAINERS.has(kind)) addLenses(document, children, `${around}.${name}`, found);
  }
}

const FUNCTIONS = new Set<DocumentSymbol['kind']>(['function', 'method', 'typeFunction']);
const CONTAINERS = new Set<DocumentSymbol['kind']>(['struct', 'union', 'enum', 'opaque', 'namespace']);

/** The text of `--test-filter` for the test called `name` in the source: its name as far as nothing in it is escaped; empty, which all names have, where it has none. */
function filterOf(name: string): string {
  return name === 'test' ? '' : name.split('\\')[0];
}
