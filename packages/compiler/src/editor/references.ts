import type { FileIndex } from '../intern/ids.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { nameAt } from './names.ts';
import type { FileView, Program } from './program.ts';
import { identityOf, type Site, type Sym, siteOf, symbolAt } from './symbols.ts';

/** A name in the text that refers to what is looked for. */
export interface Mention extends Site {
  readonly isDeclaration: boolean;
}

/** All names in the program's own files, and in the file that declares it, that stand for `symbol` itself: by path and place. */
export function mentionsOf(program: Program, symbol: Sym): Mention[] {
  const identity = identityOf(program, symbol);
  if (identity === null) return [];
  const site = siteOf(program, symbol);
  const name =
    symbol.kind === 'error'
      ? symbol.name
      : site === null || site.token === 0
        ? null
        : nameAt(site.view.tree, site.token);
  const found: Mention[] = [];
  for (const view of filesFor(program, symbol, site)) {
    for (const token of candidates(view, name)) {
      const other = symbolAt(program, view, token);
      if (other === null || identityOf(program, other) !== identity) continue;
      found.push({ view, token, isDeclaration: isDeclaration(view, site, token, symbol) });
    }
  }
  return found;
}

/** The files in which a symbol can be named: for what is local that of its declaration. */
function filesFor(program: Program, symbol: Sym, site: Site | null): FileView[] {
  if (symbol.kind === 'declared' && symbol.declared.kind !== 'member') return [symbol.view];
  const own: FileIndex[] = program.ownFiles();
  if (site !== null && !own.includes(site.view.file)) own.push(site.view.file);
  const views = own.map((file) => program.view(file));
  return views.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The tokens that may stand for what is called `name`; null for a file, which imports name. */
function* candidates({ tree }: FileView, name: string | null): Iterable<number> {
  const { tokenTags } = tree;
  for (let token = 0; token < tokenTags.length; token++) {
    if (name === null ? tokenTags[token] === TokenTag.string_literal : isNamed(tree, token, name)) yield token;
  }
}

function isNamed(tree: FileView['tree'], token: number, name: string): boolean {
  if (tree.tokenTags[token] !== TokenTag.identifier) return false;
  const start = tree.tokenStarts[token];
  // Most names differ in their first letter.
  if (tree.source[start] !== AT && tree.source[start] !== name.charCodeAt(0) && name.charCodeAt(0) < 0x80) return false;
  return nameAt(tree, token) === name;
}

const AT = 0x40;

function isDeclaration(view: FileView, site: Site | null, token: number, symbol: Sym): boolean {
  if (site !== null) return view === site.view && token === site.token;
  return symbol.kind === 'error' && view.tree.nodeTags[view.index.nodeAt(token)] === NodeTag.error_set_decl;
}
