import { SyntaxIndex } from '../../src/editor/syntax-index.ts';
import { blockStatements, fullIf, fullWhile } from '../../src/syntax/full.ts';
import { fullContainerDecl } from '../../src/syntax/full-decl.ts';
import { NodeTag } from '../../src/syntax/node.ts';
import { firstToken, lastToken } from '../../src/syntax/span.ts';
import { TokenTag } from '../../src/syntax/token.ts';
import { type Tree, tokenEndOffset, tokenString } from '../../src/syntax/tree.ts';

/** An expression of a file that can stand by itself before the statement that it is in. */
export interface Sample {
  /** Where a question is asked to be about it. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where the statement begins, and the text of the names in the expression. */
  readonly statement: number;
  readonly names: readonly string[];
  /** The member of the file that it is in. */
  readonly memberStart: number;
  readonly memberEnd: number;
  /** It calls nothing, so that it can be evaluated twice. */
  readonly isPure: boolean;
}

/** Expressions whose type is that of where they stand, or that are no expressions. */
const NOT_ASKED = new Set<NodeTag>([
  NodeTag.enum_literal,
  NodeTag.grouped_expression,
  NodeTag.number_literal,
  NodeTag.string_literal,
  NodeTag.multiline_string_literal,
  NodeTag.char_literal,
  NodeTag.unreachable_literal,
  NodeTag.error_value,
  NodeTag.comptime,
  NodeTag.nosuspend,
]);

/** Whether nodes with `tag` are asked about. */
function isAsked(tag: NodeTag): boolean {
  if (NOT_ASKED.has(tag)) return false;
  if (tag === NodeTag.field_access || tag === NodeTag.identifier || tag === NodeTag.deref) return true;
  if (tag === NodeTag.unwrap_optional || tag === NodeTag.array_access || tag === NodeTag.address_of) return true;
  if (tag >= NodeTag.slice_open && tag <= NodeTag.slice_sentinel) return true;
  if (tag >= NodeTag.call_one && tag <= NodeTag.call_comma) return true;
  if (tag >= NodeTag.equal_equal && tag <= NodeTag.greater_or_equal) return true;
  return tag >= NodeTag.merge_error_sets && tag <= NodeTag.bit_not;
}

/** What an expression must not have in it: it would not be the same elsewhere. */
function isFixed(tree: Tree, node: number): boolean {
  const tag: NodeTag = tree.nodeTags[node];
  if (tag === NodeTag.try || tag === NodeTag.return || tag === NodeTag.break || tag === NodeTag.continue) return true;
  if (tag === NodeTag.unreachable_literal || blockStatements(tree, node) !== null) return true;
  return tag === NodeTag.fn_decl || (tag >= NodeTag.switch && tag <= NodeTag.if);
}

/** At most `count` expressions of the file, by `random`, which gives a number below another. */
export function samplesOf(tree: Tree, count: number, random: (below: number) => number): Sample[] {
  const index = new SyntaxIndex(tree);
  const all: Sample[] = [];
  for (let node = 1; node < tree.nodeTags.length; node++) {
    if (!isAsked(tree.nodeTags[node])) continue;
    const sample = sampleOf(tree, index, node);
    if (sample !== null) all.push(sample);
  }
  for (let i = all.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all.slice(0, count);
}

function sampleOf(tree: Tree, index: SyntaxIndex, node: number): Sample | null {
  const [first, last] = [firstToken(tree, node), lastToken(tree, node)];
  let child = node;
  let statement = -1;
  let member = node;
  for (const around of index.ancestors(node)) {
    const tag: NodeTag = tree.nodeTags[around];
    if (statement < 0) {
      if (blockStatements(tree, around)?.includes(child)) statement = tree.tokenStarts[firstToken(tree, child)];
      else if (captures(tree, around, child) || tag === NodeTag.fn_decl || tag === NodeTag.test_decl) return null;
      else if (fullContainerDecl(tree, around) !== null) return null;
      else if (tag === NodeTag.defer || tag === NodeTag.errdefer || (isAssignment(tag) && tree.lhs[around] === child))
        return null;
    }
    if (tag === NodeTag.test_decl) return null;
    child = around;
    member = around;
  }
  if (statement < 0) return null;
  const names: string[] = [];
  let isPure = true;
  for (let token = first; token <= last; token++) {
    const tag: TokenTag = tree.tokenTags[token];
    if (tag === TokenTag.keyword_try || tag === TokenTag.keyword_return || tag === TokenTag.l_brace) return null;
    if (tag === TokenTag.keyword_unreachable || tag === TokenTag.keyword_orelse || tag === TokenTag.keyword_catch)
      return null;
    if (tag === TokenTag.keyword_if || tag === TokenTag.keyword_switch || tag === TokenTag.builtin) return null;
    if (tag === TokenTag.l_paren) isPure = false;
    if (tag === TokenTag.identifier) names.push(tokenString(tree, token));
  }
  for (const inner of index.nodesBetween(first, last)) {
    const isInside = firstToken(tree, inner) >= first && lastToken(tree, inner) <= last;
    if (isInside && isFixed(tree, inner)) return null;
  }
  const [start, end] = [tree.tokenStarts[first], tokenEndOffset(tree, last)];
  const text = Buffer.from(tree.source.subarray(start, end)).toString();
  if (text.includes('\n') || names.includes('_')) return null;
  return {
    at: tree.tokenStarts[tree.mainTokens[node]],
    start,
    end,
    text,
    statement,
    names,
    memberStart: tree.tokenStarts[firstToken(tree, member)],
    memberEnd: tokenEndOffset(tree, lastToken(tree, member)),
    isPure,
  };
}

function isAssignment(tag: NodeTag): boolean {
  return tag >= NodeTag.assign_mul && tag <= NodeTag.assign_destructure;
}

/** Whether `around` has names for its part `child` that the statement around does not have, or may not come to it. */
function captures(tree: Tree, around: number, child: number): boolean {
  const branch = fullIf(tree, around) ?? fullWhile(tree, around);
  if (branch !== null) return branch.condExpr !== child;
  const tag: NodeTag = tree.nodeTags[around];
  if (tag >= NodeTag.switch_case_one && tag <= NodeTag.switch_case_inline) return true;
  if (tag === NodeTag.for || tag === NodeTag.for_simple) return true;
  const isSecond = tree.rhs[around] === child;
  return (
    isSecond && (tag === NodeTag.catch || tag === NodeTag.orelse || tag === NodeTag.bool_and || tag === NodeTag.bool_or)
  );
}

/**
 * The text of the file with the types and values of `samples` logged before their statements, each with twice the number of the sample, which is its place
 * unless it says another, and one more for the value.
 */
export function withLogs(source: Uint8Array, samples: readonly (Sample & { readonly number?: number })[]): Uint8Array {
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  samples.forEach(({ text, statement, isPure, number: given }, i) => {
    const number = given ?? i;
    const value = isPure ? ` @compileLog(${2 * number + 1}, ${text});` : '';
    edits.push({ start: statement, end: statement, text: `@compileLog(${2 * number}, @TypeOf(${text}));${value} ` });
  });
  const all = Buffer.from(source).toString('latin1');
  // What is used must not be discarded.
  for (const { memberStart, memberEnd } of samples) {
    for (const match of all.slice(memberStart, memberEnd).matchAll(/\b_ = ([A-Za-z_]\w*);/g)) {
      const start = memberStart + match.index;
      const isUsed = samples.some((sample) => sample.memberStart === memberStart && sample.names.includes(match[1]!));
      if (isUsed && !edits.some((edit) => edit.start === start && edit.end > start))
        edits.push({ start, end: start + match[0].length, text: '' });
    }
  }
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let from = 0;
  for (const { start, end, text } of edits) {
    out += all.slice(from, Math.max(start, from)) + Buffer.from(text).toString('latin1');
    from = Math.max(end, from);
  }
  return Buffer.from(out + all.slice(from), 'latin1');
}
