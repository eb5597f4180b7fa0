import { parseTokens, parseZonTokens } from '../syntax/parse.ts';
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

/** Parses the file at `path` as what it is. */
export function parseSource(path: string, source: Uint8Array, tokens: Tokens): Tree {
  return isZonPath(path) ? parseZonTokens(source, tokens) : parseTokens(source, tokens);
}

/** Lowers the tree of the file at `path`, which `parseSource` gave. */
export function lowerSource(path: string, tree: Tree): Zir {
  return isZonPath(path) ? lowerZon(tree) : lowerFile(tree);
}
