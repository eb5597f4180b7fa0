import { type FileIndex, NO_DECL } from '../intern/ids.ts';
import { printIdentifier } from '../intern/print-value.ts';
import { NodeTag } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString } from '../syntax/tree.ts';
import { bytesOfString } from '../util/utf8.ts';
import { hasWord } from '../zir/outline.ts';
import { isPrimitiveToken } from '../zir/primitive.ts';
import { declNamed, fieldNamed } from './members.ts';
import { nameAt } from './names.ts';
import type { FileView, Program } from './program.ts';
import { type Mention, mentionsOf } from './references.ts';
import { type DeclaredName, declarationAt, visibleNames } from './scopes.ts';
import { type Sym, siteOf } from './symbols.ts';

/** A name, and what is to stand in its place. */
export interface Renaming {
  readonly mention: Mention;
  readonly text: string;
}

/** Why what `symbol` stands for cannot be renamed, as a sentence; null where it can. */
export function whyFixed(program: Program, symbol: Sym): string | null {
  if (symbol.kind === 'error')
    return isInLibrary(program, symbol.name) ? `the library names 'error.${symbol.name}' too` : null;
  if (symbol.kind === 'file') return 'a file is renamed where it is';
  const site = siteOf(program, symbol);
  if (site === null || site.token === 0) return 'it has no declaration in the text';
  if (!program.files.isOwn(site.view.file)) return 'it is declared in the library';
  if (isUnderscore(site.view, site.token)) return "'_' is no name";
  const isOfRoot =
    symbol.kind === 'declared' &&
    symbol.declared.kind === 'member' &&
    symbol.declared.container === 0 &&
    site.view.file === program.files.root;
  return isOfRoot && FROM_OUTSIDE.has(nameAt(site.view.tree, site.token))
    ? 'the library asks for it by this name'
    : null;
}

function isUnderscore({ tree }: FileView, token: number): boolean {
  return tree.tokenTags[token] === TokenTag.identifier && tokenString(tree, token) === '_';
}

/** Declarations of the root file that the library looks for. */
const FROM_OUTSIDE: ReadonlySet<string> = new Set(['main', '_start', 'panic', 'std_options', 'os']);

/** Whether a file of the library that the program reaches has the word `name`. */
function isInLibrary({ files }: Program, name: string): boolean {
  const word = bytesOfString(name);
  for (let file = 0 as FileIndex; file < files.length; file++) {
    if (files.isOwn(file) || !files.hasGood(file)) continue;
    const { bytes } = files.source(file);
    if (hasWord(bytes, word, 0, bytes.length)) return true;
  }
  return false;
}

/** All that renames `symbol` to `name`; or, as a sentence, why that cannot be. */
export function renamings(program: Program, symbol: Sym, name: string): Renaming[] | string {
  const fixed = whyFixed(program, symbol);
  if (fixed !== null) return fixed;
  if (name === '' || name.includes('\0')) return 'a name has at least one character, and no null bytes';
  if (name === '_' && symbol.kind === 'declared') return "'_' is no name";
  const isOfMember = symbol.kind !== 'declared' || symbol.declared.kind === 'label';
  if (!isOfMember && isPrimitiveName(name)) return `'${name}' is a primitive`;
  const text = printIdentifier(name);
  const mentions = mentionsOf(program, symbol);
  for (const mention of mentions) {
    const other = clash(program, symbol, mention, name);
    if (other !== null) return other;
  }
  return mentions.map((mention) => ({ mention, text }));
}

/** Why `name` cannot stand where `mention` does, for it means something else there; null where it can. */
function clash(program: Program, symbol: Sym, { view, token, isDeclaration }: Mention, name: string): string | null {
  if (symbol.kind !== 'declared') return memberClash(program, symbol, name);
  const { tree, index } = view;
  const node = index.nodeAt(token);
  // Behind a dot names of the scope do not count.
  if (symbol.declared.kind === 'label' || (!isDeclaration && tree.nodeTags[node] === NodeTag.field_access)) return null;
  for (const visible of visibleNames(index, node, token)) {
    if (visible.token !== symbol.declared.token && nameAt(tree, visible.token) === name)
      return `'${name}' is declared there already`;
  }
  return isDeclaration && isDeclaredWithin(view, symbol.declared, name)
    ? `'${name}' is declared within its scope`
    : null;
}

/** Whether code in which `declared` can be named declares a local called `name`. */
function isDeclaredWithin({ tree, index }: FileView, declared: DeclaredName, name: string): boolean {
  const scope = declared.kind === 'member' ? declared.container : index.parent(declared.node) || declared.node;
  for (let token = 0; token < tree.tokenTags.length; token++) {
    if (tree.tokenTags[token] !== TokenTag.identifier || nameAt(tree, token) !== name) continue;
    const other = declarationAt(index, token);
    if (other === null || other.kind === 'member' || other.kind === 'label') continue;
    if (scope === 0 || other.node === scope || [...index.ancestors(other.node)].includes(scope)) return true;
  }
  return false;
}

function memberClash(program: Program, symbol: Sym, name: string): string | null {
  if (symbol.kind !== 'field') return null;
  const { owner } = symbol;
  const isMember = fieldNamed(program, owner, name) >= 0 || declNamed(program, owner, name) !== NO_DECL;
  return isMember ? `'${name}' is a member already` : null;
}

/** Whether `name` is a primitive, so that nothing else in scope can be called so. */
function isPrimitiveName(name: string): boolean {
  return /^[A-Za-z]\w*$/.test(name) && isPrimitiveToken(parse(bytesOfString(name)), 0);
}
