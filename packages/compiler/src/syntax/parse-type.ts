import { type NodeIndex, NodeTag, type TokenIndex } from './node.ts';
import { ParseErrorTag } from './parse-error.ts';
import { expectExpr, isWhitespace, parseExpr } from './parse-expr.ts';
import { parsePrimaryType } from './parse-primary.ts';
import { FAIL, ListStep, type Parser } from './parser.ts';
import { TokenTag } from './token.ts';

/** A type expression: what can stand where a type is wanted, which includes values. 0 if none begins at the next token. */
export function parseTypeExpr(p: Parser): NodeIndex {
  const { token } = p;
  switch (p.tag()) {
    case TokenTag.question_mark: {
      p.token++;
      const child = expectTypeExpr(p);
      return child < 0 ? FAIL : p.node(NodeTag.optional_type, token, child, 0);
    }
    case TokenTag.keyword_anyframe: {
      if (p.peek(1) !== TokenTag.arrow) return parseErrorUnion(p);
      p.token += 2;
      const result = expectTypeExpr(p);
      return result < 0 ? FAIL : p.node(NodeTag.anyframe_type, token, token + 1, result);
    }
    case TokenTag.asterisk:
      p.token++;
      return parsePointer(p, token, 0, false);
    case TokenTag.asterisk_asterisk: {
      p.token++;
      const inner = parsePointer(p, token, 0, false);
      return inner < 0 ? FAIL : p.node(NodeTag.ptr_type_aligned, token, 0, inner);
    }
    case TokenTag.l_bracket:
      return p.peek(1) === TokenTag.asterisk ? parseManyPointer(p) : parseArrayOrSlice(p);
    default:
      return parseErrorUnion(p);
  }
}

/** A type expression, which has to be there. */
export function expectTypeExpr(p: Parser): NodeIndex {
  if (!p.enter()) return FAIL;
  const type = parseTypeExpr(p);
  if (type === 0) return p.fail(ParseErrorTag.expected_type_expr);
  p.leave();
  return type;
}

/** `keyword(expr)`: the expression, or 0 if the keyword is not there. */
export function parseParenthesized(p: Parser, keyword: TokenTag): NodeIndex {
  if (!p.eat(keyword)) return 0;
  if (p.expect(TokenTag.l_paren) < 0) return FAIL;
  const expr = expectExpr(p);
  return expr < 0 || p.expect(TokenTag.r_paren) < 0 ? FAIL : expr;
}

/** `[*]T`, `[*c]T`, `[*:s]T` at the bracket. */
function parseManyPointer(p: Parser): NodeIndex {
  const lbracket = p.token;
  p.token += 2;
  let sentinel = 0;
  if (p.tag() === TokenTag.identifier) {
    if (isLetterC(p)) p.token++;
  } else if (p.eat(TokenTag.colon)) {
    sentinel = expectExpr(p);
  }
  if (sentinel < 0 || p.expect(TokenTag.r_bracket) < 0) return FAIL;
  return parsePointer(p, lbracket, sentinel, true);
}

/** Whether the next token is `c`, with nothing but white space up to the token after it. */
function isLetterC(p: Parser): boolean {
  const { source } = p;
  const start = p.tokenStarts[p.token];
  if (source[start] !== 0x63) return false;
  const end = p.tokenStarts[p.token + 1];
  for (let i = start + 1; i < end; i++) {
    if (!isWhitespace(source[i])) return false;
  }
  return true;
}

/** `[n]T`, `[n:s]T`, `[]T`, `[:s]T` at the bracket. */
function parseArrayOrSlice(p: Parser): NodeIndex {
  const lbracket = p.token++;
  const length = parseExpr(p);
  if (length < 0) return FAIL;
  const sentinel = p.eat(TokenTag.colon) ? expectExpr(p) : 0;
  if (sentinel < 0 || p.expect(TokenTag.r_bracket) < 0) return FAIL;
  if (length === 0) return parsePointer(p, lbracket, sentinel, true);
  switch (p.tag()) {
    case TokenTag.keyword_align:
    case TokenTag.keyword_const:
    case TokenTag.keyword_volatile:
    case TokenTag.keyword_allowzero:
    case TokenTag.keyword_addrspace:
      return p.fail(ParseErrorTag.ptr_mod_on_array_child_type);
  }
  const element = expectTypeExpr(p);
  if (element < 0) return FAIL;
  if (sentinel === 0) return p.node(NodeTag.array_type, lbracket, length, element);
  return p.node(NodeTag.array_type_sentinel, lbracket, length, p.extra2(sentinel, element));
}

/** Modifiers and element type of a pointer or slice. */
function parsePointer(p: Parser, mainToken: TokenIndex, sentinel: NodeIndex, toMany: boolean): NodeIndex {
  let align = 0;
  let addrspace = 0;
  let bitStart = 0;
  let bitEnd = 0;
  let sawConst = false;
  let sawVolatile = false;
  let sawAllowzero = false;
  modifiers: for (;;) {
    switch (p.tag()) {
      case TokenTag.keyword_align:
        if (align !== 0) p.warn(ParseErrorTag.extra_align_qualifier);
        p.token++;
        if (p.expect(TokenTag.l_paren) < 0) return FAIL;
        align = expectExpr(p);
        if (align < 0) return FAIL;
        if (p.eat(TokenTag.colon)) {
          bitStart = expectExpr(p);
          if (bitStart < 0 || p.expect(TokenTag.colon) < 0) return FAIL;
          bitEnd = expectExpr(p);
          if (bitEnd < 0) return FAIL;
        }
        if (p.expect(TokenTag.r_paren) < 0) return FAIL;
        break;
      case TokenTag.keyword_const:
        if (sawConst) p.warn(ParseErrorTag.extra_const_qualifier);
        sawConst = true;
        p.token++;
        break;
      case TokenTag.keyword_volatile:
        if (sawVolatile) p.warn(ParseErrorTag.extra_volatile_qualifier);
        sawVolatile = true;
        p.token++;
        break;
      case TokenTag.keyword_allowzero:
        if (sawAllowzero) p.warn(ParseErrorTag.extra_allowzero_qualifier);
        sawAllowzero = true;
        p.token++;
        break;
      case TokenTag.keyword_addrspace:
        if (addrspace !== 0) p.warn(ParseErrorTag.extra_addrspace_qualifier);
        addrspace = parseParenthesized(p, TokenTag.keyword_addrspace);
        if (addrspace < 0) return FAIL;
        break;
      default:
        break modifiers;
    }
  }
  const element = expectTypeExpr(p);
  if (element < 0) return FAIL;
  if (bitStart !== 0 && toMany) {
    p.warnAt(ParseErrorTag.invalid_bit_range, p.mainTokens[bitStart]);
  } else if (bitStart !== 0) {
    const extra = p.extra3(sentinel, align, addrspace);
    p.extra2(bitStart, bitEnd);
    return p.node(NodeTag.ptr_type_bit_range, mainToken, extra, element);
  }
  if (sentinel === 0 && addrspace === 0) return p.node(NodeTag.ptr_type_aligned, mainToken, align, element);
  if (align === 0 && addrspace === 0) return p.node(NodeTag.ptr_type_sentinel, mainToken, sentinel, element);
  return p.node(NodeTag.ptr_type, mainToken, p.extra3(sentinel, align, addrspace), element);
}

function parseErrorUnion(p: Parser): NodeIndex {
  const set = parseSuffixed(p);
  if (set <= 0) return set;
  const bang = p.token;
  if (!p.eat(TokenTag.bang)) return set;
  const payload = expectTypeExpr(p);
  return payload < 0 ? FAIL : p.node(NodeTag.error_union, bang, set, payload);
}

/** A primary expression with field accesses, indexing, dereferencing and calls. */
function parseSuffixed(p: Parser): NodeIndex {
  let left = parsePrimaryType(p);
  while (left > 0) {
    const suffixed = parseSuffix(p, left);
    if (suffixed < 0) return FAIL;
    if (suffixed > 0) left = suffixed;
    else if (p.tag() === TokenTag.l_paren) left = parseCall(p, left);
    else break;
  }
  return left;
}

/** The arguments of a call of `callee`, at the parenthesis. */
function parseCall(p: Parser, callee: NodeIndex): NodeIndex {
  const lparen = p.token++;
  const { scratch } = p;
  const top = scratch.length;
  if (!p.eat(TokenTag.r_paren)) {
    let step = ListStep.more;
    while (step === ListStep.more) {
      const arg = expectExpr(p);
      if (arg < 0) return FAIL;
      scratch.push(arg);
      step = p.listStep(TokenTag.r_paren, ParseErrorTag.expected_comma_after_arg);
    }
    if (step === ListStep.fail) return FAIL;
  }
  const comma = p.endedWith(TokenTag.comma) ? 1 : 0;
  if (scratch.length - top <= 1) {
    const arg = scratch.length > top ? scratch.data[top] : 0;
    scratch.truncate(top);
    return p.node(NodeTag.call_one + comma, lparen, callee, arg);
  }
  return p.node(NodeTag.call + comma, lparen, callee, p.rangeToExtra(top));
}

/** One suffix of `left` other than a call, or 0. */
function parseSuffix(p: Parser, left: NodeIndex): NodeIndex {
  const { token } = p;
  switch (p.tag()) {
    case TokenTag.l_bracket:
      return parseIndex(p, left);
    case TokenTag.period_asterisk:
      p.token++;
      return p.node(NodeTag.deref, token, left, 0);
    case TokenTag.invalid_periodasterisks:
      p.warn(ParseErrorTag.asterisk_after_ptr_deref);
      p.token++;
      return p.node(NodeTag.deref, token, left, 0);
    case TokenTag.period:
      switch (p.peek(1)) {
        case TokenTag.identifier:
          p.token += 2;
          return p.node(NodeTag.field_access, token, left, token + 1);
        case TokenTag.question_mark:
          p.token += 2;
          return p.node(NodeTag.unwrap_optional, token, left, token + 1);
        case TokenTag.l_brace:
          return 0;
      }
      p.token++;
      p.warn(ParseErrorTag.expected_suffix_op);
      return 0;
    default:
      return 0;
  }
}

/** `[index]`, `[start..]`, `[start..end]`, `[start..end :sentinel]` at the bracket. */
function parseIndex(p: Parser, left: NodeIndex): NodeIndex {
  const lbracket = p.token++;
  const start = expectExpr(p);
  if (start < 0) return FAIL;
  if (!p.eat(TokenTag.ellipsis2)) {
    return p.expect(TokenTag.r_bracket) < 0 ? FAIL : p.node(NodeTag.array_access, lbracket, left, start);
  }
  const end = parseExpr(p);
  if (end < 0) return FAIL;
  const sentinel = p.eat(TokenTag.colon) ? expectExpr(p) : 0;
  if (sentinel < 0 || p.expect(TokenTag.r_bracket) < 0) return FAIL;
  if (sentinel !== 0) return p.node(NodeTag.slice_sentinel, lbracket, left, p.extra3(start, end, sentinel));
  if (end === 0) return p.node(NodeTag.slice_open, lbracket, left, start);
  return p.node(NodeTag.slice, lbracket, left, p.extra2(start, end));
}
