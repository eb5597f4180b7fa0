import { builtinCallArgs } from '../../syntax/full.ts';
import { fullVarDecl } from '../../syntax/full-decl.ts';
import { type NodeIndex, NodeTag } from '../../syntax/node.ts';
import { firstToken, lastToken } from '../../syntax/span.ts';
import { rootMembers, type Tree, tokenEndOffset, tokenString } from '../../syntax/tree.ts';
import { stringAt } from '../names.ts';
import { type FixEdit, lineStart, startsLine } from './fix.ts';

/** What a member of a file imports that is `const name = @import("...")`; null where it is something else. */
export function importOf(tree: Tree, member: NodeIndex): string | null {
  const variable = fullVarDecl(tree, member);
  if (variable === null || variable.initNode === 0) return null;
  // Also `@import("std").mem`.
  let node = variable.initNode;
  while (tree.nodeTags[node] === NodeTag.field_access) node = tree.lhs[node];
  const args = builtinCallArgs(tree, node);
  if (args === null || args.length !== 1 || tokenString(tree, tree.mainTokens[node]) !== '@import') return null;
  return tree.nodeTags[args[0]] === NodeTag.string_literal ? stringAt(tree, tree.mainTokens[args[0]]) : null;
}

const NEWLINE = 0x0a;

/**
 * What sorts each run of imports that follow one another line by line: `std` first, then `builtin`, `root` and other modules, then files, each in order of what is imported.
 * Null where they are sorted. Imports with comments of their own are left where they are.
 */
export function organizeImports(tree: Tree): FixEdit[] | null {
  const edits: FixEdit[] = [];
  let run: { readonly target: string; readonly text: string; readonly start: number; readonly end: number }[] = [];
  const finish = (): void => {
    const sorted = [...run].sort(
      (a, b) => rank(a.target) - rank(b.target) || (a.target < b.target ? -1 : a.target > b.target ? 1 : 0),
    );
    if (sorted.some((one, i) => one !== run[i]))
      edits.push({
        start: run[0].start,
        end: run[run.length - 1].end,
        text: sorted.map(({ text }) => text).join('\n'),
      });
    run = [];
  };
  for (const member of rootMembers(tree)) {
    const target = importOf(tree, member);
    const start = tree.tokenStarts[firstToken(tree, member)];
    const end = tokenEndOffset(tree, lastToken(tree, member) + 1);
    const isLine = startsLine(tree, start) && (tree.source[end] === NEWLINE || end === tree.source.length);
    const follows = run.length > 0 && lineStart(tree, start) === run[run.length - 1].end + 1;
    if (target === null || !isLine || !follows) finish();
    if (target !== null && isLine)
      run.push({ target, text: new TextDecoder().decode(tree.source.subarray(start, end)), start, end });
  }
  finish();
  return edits.length === 0 ? null : edits;
}

function rank(target: string): number {
  if (/\.(zig|zon)$/.test(target)) return 3;
  return target === 'std' ? 0 : target === 'builtin' || target === 'root' ? 1 : 2;
}
