import { type DeclarationCost, type DocumentSymbol, documentSymbols, syntaxTree } from '@rezig/compiler/editor';
import type { CodeLens, Position } from 'vscode-languageserver-types';
import { RUN_TESTS } from '../capabilities.ts';
import { commandLine } from '../command-line.ts';
import type { Document } from '../document.ts';
import type { RequestHandler } from '../request-handler.ts';
import type { KnownTest } from '../tests.ts';
import type { Workspace } from '../workspace.ts';
import { locationsOf } from './conversions.ts';
import { referencesOf } from './navigation.ts';
import { fileOf, type PlaceParams, placeOf } from './place.ts';

/* Commands that editors carry out, since only they can show what comes of it: see `docs/language-server.md`. */
const RUN = 'rezig.run';
const DEBUG = 'rezig.debug';
const EXPLAIN = 'rezig.explain';
const SHOW_REFERENCES = 'rezig.showReferences';
const SHOW_COST = 'rezig.showCost';

/** What a lens has whose title takes the program to know: where its declaration is. */
interface LensData extends PlaceParams {
  readonly counts: 'references' | 'cost';
}

/** `textDocument/codeLens`: at each test how it ended and what runs and debugs it, the same at what a program begins with, at declarations how much they are used and cost, and why they were analysed. */
export const lenses: RequestHandler = {
  needs: 'text',
  answer: (workspace, params): CodeLens[] => {
    const file = fileOf(workspace, params);
    if (file === null || !file.path.endsWith('.zig')) return [];
    const { path, document } = file;
    const found: CodeLens[] = [];
    const name = path.slice(path.lastIndexOf('/') + 1, -'.zig'.length);
    const symbols = documentSymbols(syntaxTree(path, document.bytes));
    const command = commandLine('test', workspace.testsAround(path));
    addLenses({ workspace, document, path, tests: workspace.testsOf(path), command, found }, symbols, name);
    return found;
  },
};

/** `codeLens/resolve`: what `lenses` left to be counted. */
export const resolvedLens: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): CodeLens => {
    const lens = params as CodeLens;
    const data = lens.data as LensData;
    const place = placeOf(workspace, data);
    if (data.counts === 'cost') {
      const cost = place?.queries.cost(place.path, place.offset) ?? null;
      const title = cost === null ? 'no cost known' : costText(cost);
      return { range: lens.range, command: { title, command: SHOW_COST, arguments: [data.textDocument.uri, cost] } };
    }
    const places = referencesOf(workspace, data, false);
    const { textDocument, position } = data;
    const args = [textDocument.uri, position, locationsOf(workspace, places)];
    return {
      range: lens.range,
      command: { title: counted(places.length, 'reference'), command: SHOW_REFERENCES, arguments: args },
    };
  },
};

interface LensContext {
  readonly workspace: Workspace;
  readonly document: Document;
  readonly path: string;
  /** What is known of the tests of the file, in the order of its text. */
  readonly tests: readonly KnownTest[];
  /** The arguments that run all of them. */
  readonly command: readonly string[];
  readonly found: CodeLens[];
}

/** `around`: the name of what has `symbols` as its members. `isRoot`: whether that is the file. */
function addLenses(context: LensContext, symbols: readonly DocumentSymbol[], around: string, isRoot = true): void {
  const { workspace, document, path, found, tests } = context;
  const isWanted = (kind: (typeof workspace.lenses)[number]): boolean => workspace.lenses.includes(kind);
  for (const { name, kind, nameRange, children } of symbols) {
    const range = document.range(nameRange.start, nameRange.end);
    const add = (title: string, command: string, ...args: readonly (string | readonly string[])[]): void => {
      found.push({ range, command: { title, command, arguments: [document.uri, ...args] } });
    };
    const count = (counts: LensData['counts'], position: Position): void => {
      const data: LensData = { textDocument: { uri: document.uri }, position, counts };
      found.push({ range, data });
    };
    const canRun = document.uri.startsWith('file:') && isWanted('tests');
    if (kind === 'test' && canRun) {
      const filter = filterOf(name);
      const command = filter === '' ? context.command : [...context.command, '--test-filter', filter];
      add('run test', RUN, command);
      add('debug', DEBUG, command);
      const known = tests.find(({ title }) => title === name);
      if (known !== undefined && known.state !== 'unknown') add(stateText(known), RUN_TESTS, name);
    }
    const isFunction = FUNCTIONS.has(kind);
    const program = isFunction && canRun && isRoot && name === 'main' ? workspace.programFrom(path) : null;
    if (program !== null) {
      const command = commandLine('run', program);
      add('run', RUN, command);
      add('debug', DEBUG, command);
    }
    if ((isFunction || (CONTAINERS.has(kind) && kind !== 'namespace')) && isWanted('references'))
      count('references', range.start);
    if (isFunction && isWanted('cost')) count('cost', range.start);
    if (isFunction && isWanted('explain')) add('why analysed', EXPLAIN, `${around}.${name}`);
    // What is in a type function has names with the arguments of its instances.
    if (CONTAINERS.has(kind)) addLenses(context, children, `${around}.${name}`, false);
  }
}

const FUNCTIONS = new Set<DocumentSymbol['kind']>(['function', 'method', 'typeFunction']);
const CONTAINERS = new Set<DocumentSymbol['kind']>(['struct', 'union', 'enum', 'opaque', 'namespace']);

/** What a declaration takes of what there is: for its lens. */
function costText({ instances, branches, codeBytes }: DeclarationCost): string {
  const parts = [
    instances === 0 ? '' : counted(instances, 'instance'),
    branches === 0 ? '' : counted(branches, 'branch', 'es'),
    codeBytes === null ? '' : counted(codeBytes, 'byte'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no cost' : parts.join(', ');
}

/** How a test stands, for its lens. */
function stateText({ state, outcome }: KnownTest): string {
  if (state === 'passed') return `passed (${outcome!.milliseconds.toFixed(0)} ms)`;
  return state === 'failed' ? `failed: ${outcome!.reason}` : state;
}

/** `count` of what is called `one`, and in the plural has `ending` behind it. */
function counted(count: number, one: string, ending = 's'): string {
  return `${count} ${one}${count === 1 ? '' : ending}`;
}

/** The text of `--test-filter` for the test called `name` in the source: its name as far as nothing in it is escaped; empty, which all names have, where it has none. */
function filterOf(name: string): string {
  return name === 'test' ? '' : name.split('\\')[0];
}
