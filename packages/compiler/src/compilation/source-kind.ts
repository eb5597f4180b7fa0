import { parseTokens, parseZonTokens } from '../syntax/parse.ts';
import { tokenize } from '../syntax/tokenizer.ts';
import type { Tokens, Tree } from '../syntax/tree.ts';
import { lowerFile } from '../zir/lower.ts';
import type { Zir } from '../zir/zir.ts';
import { lowerZon } from '../zir/zon.ts';

/** Whether a file is one of data (`.zon`) rather than of code. */
export function isZonPath(path: string): boolean {
  return path.endsWith('.zon');
}

/** Whether an import's name is that of a file rather than of a module. */
export function isSourcePath(name: string): boolean {
  return name.endsWith('.zig') || isZonPath(name);
}

/** Trees of texts, of code and of data, as long as the texts live. */
const trees = { code: new WeakMap<Uint8Array, Tree>(), data: new WeakMap<Uint8Array, Tree>() };

function treesFor(path: string): WeakMap<Uint8Array, Tree> {
  return isZonPath(path) ? trees.data : trees.code;
}

/**
 * The syntax tree of a text that does not change any more, parsed when it is first asked for. Of a text with errors parts are missing. `path` tells whether it is
 * one of data (`.zon`). `tokens`: its tokens, where they are known.
 */
export function syntaxTree(path: string, source: Uint8Array, tokens?: Tokens | null): Tree {
  const known = treesFor(path).get(source);
  if (known !== undefined) return known;
  const tree = parseSource(path, source, tokens ?? tokenize(source));
  noteTree(path, tree);
  return tree;
}

/** `tree` is that of its text, from now on: whoever asks for it has it. */
export function noteTree(path: string, tree: Tree): void {
  treesFor(path).set(tree.source, tree);
}

/** Parses the file at `path` as what it is. */
export function parseSource(path: string, source: Uint8Array, tokens: Tokens): Tree {
  return isZonPath(path) ? parseZonTokens(source, tokens) : parseTokens(source, tokens);
}

/** Lowers the tree of the file at `path`, which `parseSource` gave. */
export function lowerSource(path: string, tree: Tree): Zir {
  return isZonPath(path) ? lowerZon(tree) : lowerFile(tree);
}
