import { parseErrorOffset, renderParseError } from '../syntax/parse-error.ts';
import { rootMembers, type Tree } from '../syntax/tree.ts';
import { acquireChild, finishChunk, placeFailures } from './chunk-tree.ts';
import { fileDecl } from './container.ts';
import { lowerMember } from './decl.ts';
import { LOWERING_FAILED, Lowering, noteToken } from './lowering.ts';
import { REF_NONE } from './ref.ts';
import { Namespace, Top } from './scope.ts';
import { ChunkKind, ContainerKind, type Zir } from './zir.ts';

/**
 * Lowers a file. Chunk 0 of the result is the file's root struct. Where there are errors, the declarations that have one are marked as
 * failed and the others are lowered. A tree with syntax errors is not lowered: the first of them is the only error, as officially.
 */
export function lowerFile(tree: Tree): Zir {
  const lo = new Lowering(tree);
  if (tree.errors.length > 0) {
    addParseError(lo);
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

/**
 * Lowers the one member of `tree`, which `parseMember` made of a declaration at the top level of a file, to a `Zir` whose chunk 0 is that
 * declaration: its chunks are those that lowering the whole file would make. `names` are the names of all declarations of the file.
 * Null if there are errors: messages refer to other declarations, so the file has to be lowered as a whole.
 */
export function lowerDeclaration(tree: Tree, names: readonly string[]): Zir | null {
  const members = rootMembers(tree);
  if (tree.errors.length > 0 || members.length !== 1) return null;
  const lo = new Lowering(tree);
  const namespace = new Namespace(new Top(), 0, false, null);
  for (const name of names) namespace.decls.set(lo.names.internText(name), 0);
  finishChunk(lo, lowerMember(lo, namespace, members[0], null));
  return lo.failures.length > 0 ? null : lo.zir;
}

function addParseError(lo: Lowering): void {
  const { tree } = lo;
  const [error, ...others] = tree.errors;
  const end = others.findIndex((other) => !other.isNote);
  const notes = (end < 0 ? others : others.slice(0, end)).map((note) =>
    noteToken(note.token, renderParseError(tree, note)),
  );
  const offset = parseErrorOffset(tree, error) - tree.tokenStarts[error.token];
  lo.errorToken(error.token, renderParseError(tree, error), notes, offset);
}

/** The result; `isEmpty`: with a root that has nothing in it. */
function finish(lo: Lowering, isEmpty: boolean): Zir {
  if (!isEmpty) return { ...lo.zir, errors: placeFailures(lo) };
  const failed = new Lowering(lo.tree);
  const root = acquireChild(failed, ChunkKind.container, 0, null);
  root.beginHeader();
  root.extra4(ContainerKind.struct, 0, 0, REF_NONE);
  root.extra1(0);
  finishChunk(failed, root);
  failed.failures.push(...lo.failures);
  return { ...failed.zir, errors: placeFailures(failed) };
}
