import type { Span } from '../source/source-file.ts';
import { type NodeIndex, NodeTag, type TokenIndex } from './node.ts';
import { TokenTag } from './token.ts';
import { type Tree, tokenEndOffset } from './tree.ts';

/** Where the first token of a node is, by its tag. */
enum First {
  /** At the main token. */
  main,
  /** At the token before the main token. */
  beforeMain,
  /** Where that of the left operand is. */
  lhs,
  /** It takes looking at tokens or at `extra`. */
  other,
}

/** Where the last token of a node is, by its tag. */
enum Last {
  /** At the main token. */
  main,
  /** The right operand is its index. */
  rhsToken,
  /** Where that of the left operand is. */
  lhs,
  /** Where that of the right operand is. */
  rhs,
  /** It takes looking at tokens or at `extra`. */
  other,
}

const NODE_TAG_COUNT = NodeTag.error_union + 1;
const firsts = new Uint8Array(NODE_TAG_COUNT).fill(First.main);
const lasts = new Uint8Array(NODE_TAG_COUNT).fill(Last.other);

for (let tag = NodeTag.equal_equal; tag <= NodeTag.bool_or; tag++) {
  firsts[tag] = First.lhs;
  lasts[tag] = Last.rhs;
}
for (let tag = NodeTag.bool_not; tag <= NodeTag.optional_type; tag++) lasts[tag] = Last.lhs;
for (const tag of [
  NodeTag.catch,
  NodeTag.field_access,
  NodeTag.unwrap_optional,
  NodeTag.slice_open,
  NodeTag.slice,
  NodeTag.slice_sentinel,
  NodeTag.deref,
  NodeTag.array_access,
  NodeTag.array_init_one,
  NodeTag.array_init_one_comma,
  NodeTag.array_init,
  NodeTag.array_init_comma,
  NodeTag.struct_init_one,
  NodeTag.struct_init_one_comma,
  NodeTag.struct_init,
  NodeTag.struct_init_comma,
  NodeTag.call_one,
  NodeTag.call_one_comma,
  NodeTag.call,
  NodeTag.call_comma,
  NodeTag.switch_range,
  NodeTag.for_range,
  NodeTag.error_union,
]) {
  firsts[tag] = First.lhs;
}
for (const tag of [
  NodeTag.array_init_dot_two,
  NodeTag.array_init_dot_two_comma,
  NodeTag.array_init_dot,
  NodeTag.array_init_dot_comma,
  NodeTag.struct_init_dot_two,
  NodeTag.struct_init_dot_two_comma,
  NodeTag.struct_init_dot,
  NodeTag.struct_init_dot_comma,
  NodeTag.enum_literal,
  NodeTag.asm_output,
  NodeTag.asm_input,
]) {
  firsts[tag] = First.beforeMain;
}
for (const tag of [
  NodeTag.assign_destructure,
  NodeTag.global_var_decl,
  NodeTag.local_var_decl,
  NodeTag.simple_var_decl,
  NodeTag.aligned_var_decl,
  NodeTag.fn_decl,
  NodeTag.fn_proto_simple,
  NodeTag.fn_proto_multi,
  NodeTag.fn_proto_one,
  NodeTag.fn_proto,
  NodeTag.container_field_init,
  NodeTag.container_field_align,
  NodeTag.container_field,
  NodeTag.block_two,
  NodeTag.block_two_semicolon,
  NodeTag.block,
  NodeTag.block_semicolon,
  NodeTag.switch_case_one,
  NodeTag.switch_case_inline_one,
  NodeTag.switch_case,
  NodeTag.switch_case_inline,
  NodeTag.while_simple,
  NodeTag.while_cont,
  NodeTag.while,
  NodeTag.for_simple,
  NodeTag.for,
]) {
  firsts[tag] = First.other;
}
for (let tag = NodeTag.container_decl; tag <= NodeTag.tagged_union_enum_tag_trailing; tag++) firsts[tag] = First.other;
for (const tag of [NodeTag.suspend, NodeTag.resume, NodeTag.nosuspend, NodeTag.comptime]) {
  lasts[tag] = Last.lhs;
}
for (const tag of [
  NodeTag.test_decl,
  NodeTag.errdefer,
  NodeTag.defer,
  NodeTag.catch,
  NodeTag.anyframe_type,
  NodeTag.error_union,
  NodeTag.if_simple,
  NodeTag.while_simple,
  NodeTag.for_simple,
  NodeTag.fn_proto_simple,
  NodeTag.fn_proto_multi,
  NodeTag.fn_proto_one,
  NodeTag.fn_proto,
  NodeTag.fn_decl,
  NodeTag.ptr_type_aligned,
  NodeTag.ptr_type_sentinel,
  NodeTag.ptr_type,
  NodeTag.ptr_type_bit_range,
  NodeTag.array_type,
  NodeTag.switch_case_one,
  NodeTag.switch_case_inline_one,
  NodeTag.switch_case,
  NodeTag.switch_case_inline,
  NodeTag.switch_range,
]) {
  lasts[tag] = Last.rhs;
}
for (const tag of [
  NodeTag.field_access,
  NodeTag.unwrap_optional,
  NodeTag.grouped_expression,
  NodeTag.multiline_string_literal,
  NodeTag.error_set_decl,
  NodeTag.asm_simple,
  NodeTag.asm_output,
  NodeTag.asm_input,
  NodeTag.error_value,
]) {
  lasts[tag] = Last.rhsToken;
}
for (const tag of [
  NodeTag.anyframe_literal,
  NodeTag.char_literal,
  NodeTag.number_literal,
  NodeTag.unreachable_literal,
  NodeTag.identifier,
  NodeTag.deref,
  NodeTag.enum_literal,
  NodeTag.string_literal,
]) {
  lasts[tag] = Last.main;
}

/** First token of `node`. For a declaration this includes `pub`, `extern` and the like, not doc comments. */
export function firstToken(tree: Tree, node: NodeIndex): TokenIndex {
  const { nodeTags, mainTokens, lhs, extra, tokenTags } = tree;
  // Tokens that precede the node whose first token the loop looks for.
  let before = 0;
  for (;;) {
    const tag: NodeTag = nodeTags[node];
    const main = mainTokens[node];
    switch (firsts[tag]) {
      case First.main:
        return main - before;
      case First.beforeMain:
        return main - 1 - before;
      case First.lhs:
        node = lhs[node];
        continue;
    }
    switch (tag) {
      case NodeTag.assign_destructure:
        node = extra[lhs[node] + 1];
        continue;
      case NodeTag.switch_case_inline_one:
        before++;
      case NodeTag.switch_case_one:
        if (lhs[node] === 0) return main - 1 - before;
        node = lhs[node];
        continue;
      case NodeTag.switch_case_inline:
        before++;
      case NodeTag.switch_case:
        node = extra[extra[lhs[node]]];
        continue;
      case NodeTag.block_two:
      case NodeTag.block_two_semicolon:
      case NodeTag.block:
      case NodeTag.block_semicolon:
        return skipLabel(tokenTags, main) - before;
      case NodeTag.while_simple:
      case NodeTag.while_cont:
      case NodeTag.while:
      case NodeTag.for_simple:
      case NodeTag.for: {
        const isInline = tokenTags[main - 1] === TokenTag.keyword_inline;
        return skipLabel(tokenTags, isInline ? main - 1 : main) - before;
      }
      default:
        return skipModifiers(tokenTags, tag, main) - before;
    }
  }
}

function skipLabel(tokenTags: Uint8Array, token: TokenIndex): TokenIndex {
  const isLabeled =
    token >= 2 && tokenTags[token - 1] === TokenTag.colon && tokenTags[token - 2] === TokenTag.identifier;
  return isLabeled ? token - 2 : token;
}

/** Goes back from the main token of a declaration, field or container over the keywords that belong to it. */
function skipModifiers(tokenTags: Uint8Array, tag: NodeTag, token: TokenIndex): TokenIndex {
  while (token > 0 && isModifier(tag, tokenTags[token - 1])) token--;
  return token;
}

function isModifier(tag: NodeTag, token: TokenTag): boolean {
  switch (tag) {
    case NodeTag.container_field_init:
    case NodeTag.container_field_align:
    case NodeTag.container_field:
      return token === TokenTag.keyword_comptime;
    case NodeTag.global_var_decl:
    case NodeTag.local_var_decl:
    case NodeTag.simple_var_decl:
    case NodeTag.aligned_var_decl:
      return (
        token === TokenTag.keyword_comptime ||
        token === TokenTag.keyword_threadlocal ||
        token === TokenTag.keyword_extern ||
        token === TokenTag.keyword_export ||
        token === TokenTag.keyword_pub ||
        token === TokenTag.string_literal
      );
    case NodeTag.fn_decl:
    case NodeTag.fn_proto_simple:
    case NodeTag.fn_proto_multi:
    case NodeTag.fn_proto_one:
    case NodeTag.fn_proto:
      return (
        token === TokenTag.keyword_inline ||
        token === TokenTag.keyword_noinline ||
        token === TokenTag.keyword_extern ||
        token === TokenTag.keyword_export ||
        token === TokenTag.keyword_pub ||
        token === TokenTag.string_literal
      );
    default:
      return token === TokenTag.keyword_packed || token === TokenTag.keyword_extern;
  }
}

/** Last token of `node`. A statement does not include its `;`, a field not its comma. */
export function lastToken(tree: Tree, node: NodeIndex): TokenIndex {
  const { nodeTags, mainTokens, lhs, rhs, extra } = tree;
  // Tokens that follow the node whose last token the loop looks for.
  let after = 0;
  for (;;) {
    const tag: NodeTag = nodeTags[node];
    const left = lhs[node];
    const right = rhs[node];
    switch (lasts[tag]) {
      case Last.main:
        return mainTokens[node] + after;
      case Last.rhsToken:
        return right + after;
      case Last.lhs:
        node = left;
        continue;
      case Last.rhs:
        node = right;
        continue;
    }
    switch (tag) {
      case NodeTag.root:
        return tree.tokenTags.length - 1;

      // A list that ends with a closing bracket, and a separator before it.
      case NodeTag.array_init_dot_comma:
      case NodeTag.struct_init_dot_comma:
      case NodeTag.block_semicolon:
      case NodeTag.container_decl_trailing:
      case NodeTag.tagged_union_trailing:
      case NodeTag.builtin_call_comma:
        after++;
      case NodeTag.array_init_dot:
      case NodeTag.struct_init_dot:
      case NodeTag.block:
      case NodeTag.container_decl:
      case NodeTag.tagged_union:
      case NodeTag.builtin_call:
        after++;
        node = extra[right - 1];
        continue;

      case NodeTag.array_init_comma:
      case NodeTag.struct_init_comma:
      case NodeTag.call_comma:
      case NodeTag.switch_comma:
      case NodeTag.container_decl_arg_trailing:
      case NodeTag.tagged_union_enum_tag_trailing:
        after++;
      case NodeTag.array_init:
      case NodeTag.struct_init:
      case NodeTag.call:
      case NodeTag.switch:
      case NodeTag.container_decl_arg:
      case NodeTag.tagged_union_enum_tag: {
        const end = extra[right + 1];
        if (end > extra[right]) {
          after++;
          node = extra[end - 1];
          continue;
        }
        // `) {}`, and one more `)` for `union(enum(T))`: doc comments may stand between the braces.
        return skipEmptyBody(tree, lastToken(tree, left)) + after;
      }

      case NodeTag.array_init_dot_two_comma:
      case NodeTag.struct_init_dot_two_comma:
      case NodeTag.builtin_call_two_comma:
      case NodeTag.block_two_semicolon:
      case NodeTag.container_decl_two_trailing:
      case NodeTag.tagged_union_two_trailing:
        after++;
      case NodeTag.array_init_dot_two:
      case NodeTag.struct_init_dot_two:
      case NodeTag.builtin_call_two:
      case NodeTag.block_two:
      case NodeTag.container_decl_two:
      case NodeTag.tagged_union_two:
        if (left === 0) return lastOfEmpty(tree, tag, mainTokens[node]) + after;
        after++;
        node = right === 0 ? left : right;
        continue;

      case NodeTag.call_one_comma:
      case NodeTag.array_init_one_comma:
      case NodeTag.struct_init_one_comma:
      case NodeTag.slice_open:
        after++;
      case NodeTag.call_one:
      case NodeTag.array_init_one:
      case NodeTag.struct_init_one:
      case NodeTag.array_access:
        after++;
        if (right === 0) return mainTokens[node] + after;
        node = right;
        continue;

      case NodeTag.slice:
        after++;
        node = extra[right + 1];
        continue;
      case NodeTag.slice_sentinel:
        after++;
        node = extra[right + 2];
        continue;
      case NodeTag.asm:
        return extra[right + 3] + after;
      case NodeTag.array_type_sentinel:
      case NodeTag.while_cont:
      case NodeTag.if:
        node = extra[right + 1];
        continue;
      case NodeTag.while:
        node = extra[right + 2];
        continue;
      case NodeTag.for: {
        const hasElse = right >= 0x8000_0000;
        node = extra[left + (right & 0x7fff_ffff) + (hasElse ? 1 : 0)];
        continue;
      }
      case NodeTag.for_range:
        if (right === 0) return mainTokens[node] + after;
        node = right;
        continue;
      case NodeTag.return:
        if (left === 0) return mainTokens[node] + after;
        node = left;
        continue;
      case NodeTag.break:
      case NodeTag.continue:
        if (right === 0) return (left === 0 ? mainTokens[node] : left) + after;
        node = right;
        continue;

      case NodeTag.simple_var_decl:
        if (left === 0 && right === 0) return mainTokens[node] + 1 + after;
        node = right === 0 ? left : right;
        continue;
      case NodeTag.aligned_var_decl:
        if (right === 0) after++;
        node = right === 0 ? left : right;
        continue;
      case NodeTag.local_var_decl:
        if (right === 0) after++;
        node = right === 0 ? extra[left + 1] : right;
        continue;
      case NodeTag.global_var_decl:
        if (right !== 0) {
          node = right;
          continue;
        }
        // One of the two is there: else it would be a `local_var_decl`.
        after++;
        node = extra[left + 3] === 0 ? extra[left + 2] : extra[left + 3];
        continue;
      case NodeTag.container_field_init:
        node = right === 0 ? left : right;
        continue;
      case NodeTag.container_field_align:
        after++;
        node = right;
        continue;
      case NodeTag.container_field:
        node = extra[right + 1];
        continue;
      default:
        return mainTokens[node] + after;
    }
  }
}

/** The `}` of an empty body, `token` being the last token of what is in the parentheses before it. */
function skipEmptyBody(tree: Tree, token: TokenIndex): TokenIndex {
  const { tokenTags } = tree;
  do token++;
  while (tokenTags[token] === TokenTag.r_paren);
  if (tokenTags[token] !== TokenTag.l_brace) return token - 1;
  do token++;
  while (tokenTags[token] === TokenTag.container_doc_comment);
  return token;
}

/** The last token of a node with a list of at most two that has none. */
function lastOfEmpty(tree: Tree, tag: NodeTag, main: TokenIndex): TokenIndex {
  switch (tag) {
    case NodeTag.builtin_call_two:
      return main + 2;
    case NodeTag.container_decl_two:
      return skipEmptyBody(tree, main);
    case NodeTag.tagged_union_two:
      return skipEmptyBody(tree, main + 2);
    default:
      return main + 1;
  }
}

/** The span of `node` as messages show it: cut to the line of the main token if it has several lines. */
export function nodeSpan(tree: Tree, node: NodeIndex): Span {
  return tokenRangeSpan(tree, firstToken(tree, node), lastToken(tree, node), tree.mainTokens[node]);
}

/** The span from `first` to `last` with the caret at `main`, cut to the line of `main` if it has several lines. */
export function tokenRangeSpan(tree: Tree, first: TokenIndex, last: TokenIndex, main: TokenIndex): Span {
  if (!tokensOnSameLine(tree, first, last)) {
    const startsHere = tokensOnSameLine(tree, first, main);
    const endsHere = tokensOnSameLine(tree, main, last);
    if (!startsHere) first = main;
    if (startsHere || !endsHere) last = main;
  }
  return { start: tree.tokenStarts[first], main: tree.tokenStarts[main], end: tokenEndOffset(tree, last) };
}

const NEWLINE = 0x0a;

/** Whether there is no newline between the starts of two tokens in order. */
function tokensOnSameLine(tree: Tree, first: TokenIndex, second: TokenIndex): boolean {
  const newline = tree.source.indexOf(NEWLINE, tree.tokenStarts[first]);
  return newline < 0 || newline >= tree.tokenStarts[second];
}
