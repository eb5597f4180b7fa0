import { fullFnProto } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstParseError, type ParseError, parseErrorOffset, renderParseError } from '../syntax/parse-error.ts';
import { TokenTag } from '../syntax/token.ts';
import { rootMembers, type Tree } from '../syntax/tree.ts';
import { acquireChild, finishChunk, placeFailures } from './chunk-tree.ts';
import { fileDecl } from './container.ts';
import { lowerMember } from './decl.ts';
import { type Failure, LOWERING_FAILED, Lowering, noteToken } from './lowering.ts';
import type { NameId } from './names.ts';
import { isPrimitiveToken } from './primitive.ts';
import { type DeclNames, Namespace, Top } from './scope.ts';
import { type ChunkIndex, ChunkKind, ContainerKind, type Zir } from './zir.ts';

/**
 * Lowers a file. Chunk 0 of the result is the file's root struct. Where there are errors, the declarations that have one are marked as
 * failed and the others are lowered. A tree with syntax errors is not lowered: the first of them is the only error, as officially.
 */
export function lowerFile(tree: Tree): Zir {
  const lo = new Lowering(tree);
  if (tree.errors.length > 0) {
    addParseError(lo, firstParseError(tree));
    return finish(lo, true);
  }
  try {
    finishChunk(lo, fileDecl(lo, new Top()));
  } catch (error) {
    if (error !== LOWERING_FAILED) throw error;
    return finish(lo, true);
  }
  return finish(lo, false);
}

/** The names of a file's declarations but for those that are lowered anew. */
export interface OtherNames {
  /** Whether another declaration has the name. */
  has(name: Uint8Array): boolean;
}

/**
 * Lowers the members of `tree`, whose text is a run of the declarations at the top level of a file; `others` has the names of all other
 * declarations there. Row `i` of the result's top-level rows, given in `rows`, is the chunk of member `i`; its chunks are those that lowering
 * the whole file would make. Null if there are syntax errors, if names are wrong, if a message refers to another declaration, or if a member is a field or has
 * no name.
 */
export function lowerMembers(
  tree: Tree,
  others: OtherNames,
): { readonly zir: Zir; readonly rows: readonly ChunkIndex[] } | null {
  const members = rootMembers(tree);
  if (tree.errors.length > 0 || !members.every((member) => isWholeDeclaration(tree, member))) return null;
  const lo = new Lowering(tree);
  const own = new Map<NameId, number>();
  const decls: DeclNames = {
    get: (name) => own.get(name) ?? (others.has(lo.names.bytes(name)) ? 0 : undefined),
    set: (name, node) => own.set(name, node),
  };
  const namespace = new Namespace(new Top(), 0, false, null, decls);
  if (!declareMembers(lo, namespace, members)) return null;
  const rows: ChunkIndex[] = [];
  for (const member of members) {
    const builder = lowerMember(lo, namespace, member, null);
    rows.push(builder.row);
    finishChunk(lo, builder);
  }
  if (lo.failures.some(refersToOthers)) return null;
  return { zir: { ...lo.zir, errors: placeFailures(lo) }, rows };
}

/** Whether a message or a note of it is about a declaration that is not in the tree: for lowering that is the root, node 0. */
function refersToOthers({ node, notes }: Failure): boolean {
  return node === 0 || notes.some(refersToOthers);
}

/** Declares the names of `members`. Returns whether all are right. */
function declareMembers(lo: Lowering, namespace: Namespace, members: Uint32Array): boolean {
  try {
    for (const member of members) {
      const tag: NodeTag = lo.tree.nodeTags[member];
      if (tag === NodeTag.comptime || tag === NodeTag.test_decl) continue;
      const token = lo.tree.mainTokens[member] + 1;
      const name = lo.identName(token);
      if (namespace.decls.get(name) !== undefined || isPrimitiveToken(lo.tree, token)) return false;
      namespace.decls.set(name, member);
    }
    return true;
  } catch (error) {
    if (error !== LOWERING_FAILED) throw error;
    return false;
  }
}

function isWholeDeclaration(tree: Tree, node: number): boolean {
  const tag: NodeTag = tree.nodeTags[node];
  if (tag >= NodeTag.container_field_init && tag <= NodeTag.container_field) return false;
  const isFunction = fullFnProto(tree, node) !== null;
  return !isFunction || tree.tokenTags[tree.mainTokens[node] + 1] === TokenTag.identifier;
}

/** Adds a syntax error, which its notes follow. */
export function addParseError(lo: Lowering, [error, ...others]: readonly ParseError[]): void {
  const { tree } = lo;
  const notes = others.map((note) => noteToken(note.token, renderParseError(tree, note)));
  const offset = parseErrorOffset(tree, error) - tree.tokenStarts[error.token];
  lo.errorToken(error.token, renderParseError(tree, error), notes, offset);
}

/** The result; `isEmpty`: with a root that has nothing in it. */
function finish(lo: Lowering, isEmpty: boolean): Zir {
  if (!isEmpty) return { ...lo.zir, errors: placeFailures(lo) };
  const failed = new Lowering(lo.tree);
  const root = acquireChild(failed, ChunkKind.container, 0, null);
  root.beginHeader();
  root.extra4(ContainerKind.struct, 0, 0, 0);
  finishChunk(failed, root);
  failed.failures.push(...lo.failures);
  return { ...failed.zir, errors: placeFailures(failed), loweringFailed: true };
}
