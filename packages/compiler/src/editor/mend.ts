import { noteTree } from '../compilation/source-kind.ts';
import { printIdentifier } from '../intern/print-value.ts';
import { fullContainerField } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken, lastToken } from '../syntax/span.ts';
import { rootMembers, type Tree, tokenEndOffset } from '../syntax/tree.ts';
import { bytesOfString } from '../util/utf8.ts';
import { chunkNode } from '../zir/places.ts';
import { isPrimitiveToken } from '../zir/primitive.ts';
import { nameAt } from './names.ts';
import type { FileView } from './program.ts';
import { findName } from './scopes.ts';
import { type SyntaxIndex, syntaxIndex } from './syntax-index.ts';

/** How the error of a name that nothing declares begins: no declaration that has one is lowered. */
const UNDECLARED = 'use of undeclared identifier';

/** A text with declarations that were added to it, which are bytes `start` to `end`. */
export interface MendedText {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * The text of a file, some declarations of which could not be lowered for names that nothing declares, with declarations of these at its end, which fail
 * where they are used: so all else in such code is known. Null where there are no such names.
 */
export function mendedText({ zir, tree, index }: FileView): MendedText | null {
  const names = new Set<string>();
  for (const { chunk, message } of zir.errors) {
    if (!message.startsWith(UNDECLARED)) continue;
    const node = chunkNode(zir, chunk, tree);
    if (node >= 0) addUndeclared(names, index, firstToken(tree, node), lastToken(tree, node));
  }
  return names.size === 0 ? null : withDeclared(tree, names, tree.source.length);
}

/**
 * The text of `tree`, which parses, with declarations of the names that nothing declares in the member in which byte `at` is, and in the file's own fields: right behind that, so that what is edited is in one place,
 * or behind all where fields may be around it.
 */
export function mendedAt(path: string, tree: Tree, at: number): MendedText {
  const index = syntaxIndex(tree);
  const token = index.tokenAt(at);
  const names = new Set<string>();
  addUndeclared(names, index, token, token);
  // Nothing is known of a file whose own fields have errors.
  for (const member of rootMembers(tree))
    if (fullContainerField(tree, member) !== null)
      addUndeclared(names, index, firstToken(tree, member), lastToken(tree, member));
  noteTree(path, tree);
  const end = index.endOfMember(token);
  const isField = fullContainerField(tree, index.memberNode(token)) !== null;
  const behind = end <= 0 || isField ? tree.source.length : tokenEndOffset(tree, end - 1);
  return withDeclared(tree, names, behind);
}

/** The names in the members between two tokens that nothing declares. */
function addUndeclared(names: Set<string>, index: SyntaxIndex, first: number, last: number): void {
  const { tree } = index;
  for (const node of index.nodesBetween(first, last)) {
    if (tree.nodeTags[node] !== NodeTag.identifier) continue;
    const token = tree.mainTokens[node];
    const name = nameAt(tree, token);
    if (name !== '_' && !isPrimitiveToken(tree, token) && findName(index, node, token, name) === null) names.add(name);
  }
}

/** The text of a tree with declarations of `names` at byte `start`. */
function withDeclared({ source }: Tree, names: ReadonlySet<string>, start: number): MendedText {
  // The text itself has been parsed already.
  if (names.size === 0) return { bytes: source, start, end: start };
  const lines = [...names].map((name) => `\nconst ${printIdentifier(name)} = @compileError("it is not declared");`);
  const added = bytesOfString(`${lines.join('')}\n`);
  const bytes = new Uint8Array(source.length + added.length);
  bytes.set(source.subarray(0, start));
  bytes.set(added, start);
  bytes.set(source.subarray(start), start + added.length);
  return { bytes, start, end: start + added.length };
}
