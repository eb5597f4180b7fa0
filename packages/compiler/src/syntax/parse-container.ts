import { type NodeIndex, NodeTag, type TokenIndex } from './node.ts';
import { parseTopLevelDecl } from './parse-decl.ts';
import { ParseErrorTag } from './parse-error.ts';
import { expectExpr } from './parse-expr.ts';
import { parseBlock } from './parse-statement.ts';
import { expectTypeExpr, parseParenthesized } from './parse-type.ts';
import { FAIL, type Parser } from './parser.ts';
import { TokenTag } from './token.ts';
import { RangeKind } from './tree.ts';

/** What kind of member a token begins. */
enum MemberKind {
  field,
  test,
  decl,
  pub,
  comptime,
  end,
}

const memberKinds = new Map<TokenTag, MemberKind>([
  [TokenTag.keyword_test, MemberKind.test],
  [TokenTag.keyword_comptime, MemberKind.comptime],
  [TokenTag.keyword_pub, MemberKind.pub],
  [TokenTag.keyword_const, MemberKind.decl],
  [TokenTag.keyword_var, MemberKind.decl],
  [TokenTag.keyword_threadlocal, MemberKind.decl],
  [TokenTag.keyword_export, MemberKind.decl],
  [TokenTag.keyword_extern, MemberKind.decl],
  [TokenTag.keyword_inline, MemberKind.decl],
  [TokenTag.keyword_noinline, MemberKind.decl],
  [TokenTag.keyword_fn, MemberKind.decl],
  [TokenTag.eof, MemberKind.end],
  [TokenTag.r_brace, MemberKind.end],
]);

/**
 * The kind of member that starts at the next token. A `comptime` not before a block, `extern` before a container and
 * `inline` before a loop begin a field.
 */
function nextMemberKind(p: Parser): MemberKind {
  const tag = p.tag();
  const kind = memberKinds.get(tag) ?? MemberKind.field;
  if (tag === TokenTag.keyword_comptime && p.peek(1) !== TokenTag.l_brace) return MemberKind.field;
  if (tag === TokenTag.keyword_extern && isContainerKeyword(p.peek(1))) return MemberKind.field;
  const isInlineLoop =
    tag === TokenTag.keyword_inline && (p.peek(1) === TokenTag.keyword_for || p.peek(1) === TokenTag.keyword_while);
  return isInlineLoop ? MemberKind.field : kind;
}

function isContainerKeyword(tag: TokenTag): boolean {
  switch (tag) {
    case TokenTag.keyword_struct:
    case TokenTag.keyword_union:
    case TokenTag.keyword_enum:
    case TokenTag.keyword_opaque:
      return true;
    default:
      return false;
  }
}

/** Whether a declaration came between fields: reported once per container. */
enum FieldState {
  none,
  seen,
  ended,
  reported,
}

/**
 * Reads the members of a container up to its `}` or the end of the text, and leaves them in the scratch list. Always goes
 * on after an error. Returns whether the last member is followed by a comma or a semicolon.
 */
export function parseMembers(p: Parser): boolean {
  let fieldState = FieldState.none;
  let lastField: TokenIndex = 0;
  let declAfterFields: NodeIndex = 0;
  let trailing = false;
  while (p.eat(TokenTag.container_doc_comment));
  for (;;) {
    const docComment = eatDocComments(p);
    const kind = nextMemberKind(p);
    if (kind === MemberKind.end) {
      if (docComment !== null) p.warnAt(ParseErrorTag.unattached_doc_comment, docComment);
      return trailing;
    }
    const top = p.scratch.length;
    const nesting = p.saveNesting();
    const ranges = p.rangeCount;
    if (kind === MemberKind.field) {
      if (skipCStyleContainer(p, top, nesting, ranges)) continue;
      const firstToken = p.token;
      const field = parseMember(p, kind);
      if (field === FAIL) {
        recover(p, top, nesting, ranges);
        lastField = firstToken;
        continue;
      }
      if (fieldState === FieldState.none) fieldState = FieldState.seen;
      if (fieldState === FieldState.ended) {
        p.warnAt(ParseErrorTag.decl_between_fields, p.mainTokens[declAfterFields]);
        p.note(ParseErrorTag.previous_field, lastField);
        p.note(ParseErrorTag.next_field, firstToken);
        fieldState = FieldState.reported;
      }
      lastField = firstToken;
      p.scratch.push(field);
      if (p.eat(TokenTag.comma)) {
        trailing = true;
        continue;
      }
      if (p.tag() === TokenTag.r_brace || p.tag() === TokenTag.eof) return false;
      p.warn(ParseErrorTag.expected_comma_after_field);
      if (p.tag() === TokenTag.semicolon && p.tokenTags[firstToken] === TokenTag.identifier) {
        p.note(ParseErrorTag.var_const_decl, firstToken);
      }
      skipToNextMember(p);
      continue;
    }
    if (docComment !== null && kind === MemberKind.test) p.warnAt(ParseErrorTag.test_doc_comment, docComment);
    if (docComment !== null && kind === MemberKind.comptime) p.warnAt(ParseErrorTag.comptime_doc_comment, docComment);
    const member = parseMember(p, kind);
    if (member > 0) {
      if (fieldState === FieldState.seen) {
        fieldState = FieldState.ended;
        declAfterFields = member;
      }
      p.scratch.push(member);
    } else if (member === FAIL) {
      recover(p, top, nesting, ranges);
    } else {
      p.dropRanges(ranges);
    }
    const mayTrail = kind !== MemberKind.test && kind !== MemberKind.comptime;
    trailing = mayTrail && p.tokenTags[p.token - 1] === TokenTag.semicolon;
  }
}

/** Reads a member that does not start with `eof` or `}` and records its range. */
function parseMember(p: Parser, kind: MemberKind): NodeIndex {
  const row = p.beginRange(RangeKind.member);
  const node = parseMemberOfKind(p, kind);
  if (node > 0) {
    p.endRange(row);
    p.setRangeNode(row, node);
  }
  return node;
}

function parseMemberOfKind(p: Parser, kind: MemberKind): NodeIndex {
  switch (kind) {
    case MemberKind.test:
      return parseTest(p);
    case MemberKind.comptime: {
      const token = p.token++;
      const block = parseBlock(p);
      return block > 0 ? p.node(NodeTag.comptime, token, block, 0) : block;
    }
    case MemberKind.pub:
      p.token++;
      return parseTopLevelDecl(p);
    case MemberKind.decl:
      return parseTopLevelDecl(p);
    default:
      return parseField(p);
  }
}

/** After a member that could not be parsed. */
function recover(p: Parser, top: number, nesting: number, ranges: number): void {
  p.scratch.truncate(top);
  p.restoreNesting(nesting);
  p.dropRanges(ranges);
  skipToNextMember(p);
}

function parseTest(p: Parser): NodeIndex {
  const testToken = p.token++;
  const named = p.tag() === TokenTag.string_literal || p.tag() === TokenTag.identifier;
  const name = named ? p.token++ : 0;
  const row = p.beginRange(RangeKind.fn_body);
  const block = parseBlock(p);
  if (block === FAIL) return FAIL;
  if (block === 0) return p.fail(ParseErrorTag.expected_block);
  p.endRange(row);
  const node = p.node(NodeTag.test_decl, testToken, name, block);
  p.setRangeNode(row, node);
  return node;
}

function parseField(p: Parser): NodeIndex {
  p.eat(TokenTag.keyword_comptime);
  const mainToken = p.token;
  if (p.tag() === TokenTag.identifier && p.peek(1) === TokenTag.colon) p.token += 2;
  const type = expectTypeExpr(p);
  if (type < 0) return FAIL;
  const align = parseParenthesized(p, TokenTag.keyword_align);
  if (align < 0) return FAIL;
  const value = p.eat(TokenTag.equal) ? expectExpr(p) : 0;
  if (value < 0) return FAIL;
  if (align === 0) return p.node(NodeTag.container_field_init, mainToken, type, value);
  if (value === 0) return p.node(NodeTag.container_field_align, mainToken, type, align);
  return p.node(NodeTag.container_field, mainToken, type, p.extra2(align, value));
}

/** Passes over doc comments and returns the first one that may document what follows, or null. */
export function eatDocComments(p: Parser): TokenIndex | null {
  if (p.tag() !== TokenTag.doc_comment) return null;
  let first = p.token++;
  if (first > 0 && p.onSameLine(first - 1, first)) {
    p.warnAt(ParseErrorTag.same_line_doc_comment, first);
    if (p.tag() !== TokenTag.doc_comment) return null;
    first = p.token++;
  }
  while (p.eat(TokenTag.doc_comment));
  return first;
}

/** Passes over what is not understood, up to what looks like the start of a member or like the end of one. */
function skipToNextMember(p: Parser): void {
  let level = 0;
  for (;;) {
    const tag = p.tag();
    if (tag === TokenTag.eof) return;
    if (level === 0) {
      if (tag === TokenTag.r_brace) return;
      const kind = memberKinds.get(tag);
      if (kind !== undefined) return;
      if (tag === TokenTag.identifier && p.peek(1) === TokenTag.comma) return;
    }
    p.token++;
    switch (tag) {
      case TokenTag.comma:
      case TokenTag.semicolon:
        if (level === 0) return;
        break;
      case TokenTag.l_paren:
      case TokenTag.l_bracket:
      case TokenTag.l_brace:
        level++;
        break;
      case TokenTag.r_paren:
      case TokenTag.r_bracket:
      case TokenTag.r_brace:
        if (level !== 0) level--;
        break;
    }
  }
}

/** `struct`, `union`, `enum` or `opaque` with what follows, at the keyword. */
export function parseContainer(p: Parser): NodeIndex {
  const mainToken = p.token++;
  let arg = 0;
  let tagged = false;
  switch (p.tokenTags[mainToken]) {
    case TokenTag.keyword_opaque:
      break;
    case TokenTag.keyword_struct:
    case TokenTag.keyword_enum:
      arg = parseContainerArg(p);
      break;
    case TokenTag.keyword_union:
      if (p.tag() === TokenTag.l_paren && p.peek(1) === TokenTag.keyword_enum) {
        tagged = true;
        p.token += 2;
        arg = parseContainerArg(p);
        if (arg >= 0 && p.expect(TokenTag.r_paren) < 0) return FAIL;
      } else {
        arg = parseContainerArg(p);
      }
      break;
    default:
      p.token--;
      return p.fail(ParseErrorTag.expected_container);
  }
  if (arg < 0 || p.expect(TokenTag.l_brace) < 0) return FAIL;
  const top = p.scratch.length;
  if (!p.enter()) return FAIL;
  const row = p.beginRange(RangeKind.container_body);
  const trailing = parseMembers(p);
  p.endRange(row);
  p.leave();
  if (p.expect(TokenTag.r_brace) < 0) return FAIL;
  const node = finishContainer(p, mainToken, top, arg, tagged, trailing);
  p.setRangeNode(row, node);
  return node;
}

/** `(expr)`, or nothing. */
function parseContainerArg(p: Parser): NodeIndex {
  if (!p.eat(TokenTag.l_paren)) return 0;
  const arg = expectExpr(p);
  if (arg < 0 || p.expect(TokenTag.r_paren) < 0) return FAIL;
  return arg;
}

function finishContainer(
  p: Parser,
  mainToken: TokenIndex,
  top: number,
  arg: NodeIndex,
  tagged: boolean,
  trailing: boolean,
): NodeIndex {
  if (arg !== 0) {
    const plain = tagged ? NodeTag.tagged_union_enum_tag : NodeTag.container_decl_arg;
    return p.node(trailing ? plain + 1 : plain, mainToken, arg, p.rangeToExtra(top));
  }
  const { scratch } = p;
  const count = scratch.length - top;
  if (count <= 2) {
    const plain = tagged ? NodeTag.tagged_union_two : NodeTag.container_decl_two;
    const first = count > 0 ? scratch.data[top] : 0;
    const second = count > 1 ? scratch.data[top + 1] : 0;
    scratch.truncate(top);
    return p.node(trailing ? plain + 1 : plain, mainToken, first, second);
  }
  const plain = tagged ? NodeTag.tagged_union : NodeTag.container_decl;
  const start = p.listToExtra(top);
  return p.node(trailing ? plain + 1 : plain, mainToken, start, p.extra.length);
}

/**
 * Reports and reads a C declaration `struct Name {...};` at the next token. Returns the token of the name if it was one,
 * 0 if it is something else, `FAIL` if it has further errors.
 */
export function parseCStyleContainer(p: Parser): TokenIndex {
  const keyword = p.tag();
  switch (keyword) {
    case TokenTag.keyword_enum:
    case TokenTag.keyword_union:
    case TokenTag.keyword_struct:
      break;
    default:
      return 0;
  }
  if (p.peek(1) !== TokenTag.identifier) return 0;
  const name = p.token + 1;
  p.token += 2;
  p.warnAt(ParseErrorTag.c_style_container, name, keyword);
  p.note(ParseErrorTag.zig_style_container, name, keyword);
  if (p.expect(TokenTag.l_brace) < 0) return FAIL;
  const top = p.scratch.length;
  const ranges = p.rangeCount;
  if (!p.enter()) return FAIL;
  parseMembers(p);
  p.leave();
  p.scratch.truncate(top);
  p.dropRanges(ranges);
  if (p.expect(TokenTag.r_brace) < 0) return FAIL;
  if (!p.eat(TokenTag.semicolon)) p.warn(ParseErrorTag.expected_semi_after_decl);
  return name;
}

/** Whether there was a C container declaration; if it was broken, parsing goes on behind its beginning. */
function skipCStyleContainer(p: Parser, top: number, nesting: number, ranges: number): boolean {
  const name = parseCStyleContainer(p);
  if (name === FAIL) {
    p.scratch.truncate(top);
    p.restoreNesting(nesting);
    p.dropRanges(ranges);
  }
  return name > 0;
}
