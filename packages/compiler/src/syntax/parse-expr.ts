import { type NodeIndex, NodeTag, type TokenIndex } from './node.ts';
import { parseAsm } from './parse-asm.ts';
import { BodyKind, parseFor, parseIf, parseWhile } from './parse-branch.ts';
import { ParseErrorTag } from './parse-error.ts';
import { parseInitList } from './parse-primary.ts';
import { parseBlock, parsePayload } from './parse-statement.ts';
import { parseTypeExpr } from './parse-type.ts';
import { FAIL, type Parser } from './parser.ts';
import { TOKEN_TAG_COUNT, TokenTag, tokenLexeme } from './token.ts';

/** Precedence of binary operators by token: higher binds tighter, 0 is no operator. */
const precedences = new Uint8Array(TOKEN_TAG_COUNT);
/** Node of binary operators by token. */
const operatorNodes = new Uint8Array(TOKEN_TAG_COUNT);
/** Length in bytes of binary operators by token. */
const operatorLengths = new Uint8Array(TOKEN_TAG_COUNT);

/** The precedence of comparisons, which cannot be chained. All other operators group to the left. */
const COMPARISON = 30;

for (const [token, precedence, node] of [
  [TokenTag.keyword_or, 10, NodeTag.bool_or],
  [TokenTag.keyword_and, 20, NodeTag.bool_and],
  [TokenTag.equal_equal, COMPARISON, NodeTag.equal_equal],
  [TokenTag.bang_equal, COMPARISON, NodeTag.bang_equal],
  [TokenTag.angle_bracket_left, COMPARISON, NodeTag.less_than],
  [TokenTag.angle_bracket_right, COMPARISON, NodeTag.greater_than],
  [TokenTag.angle_bracket_left_equal, COMPARISON, NodeTag.less_or_equal],
  [TokenTag.angle_bracket_right_equal, COMPARISON, NodeTag.greater_or_equal],
  [TokenTag.ampersand, 40, NodeTag.bit_and],
  [TokenTag.caret, 40, NodeTag.bit_xor],
  [TokenTag.pipe, 40, NodeTag.bit_or],
  [TokenTag.keyword_orelse, 40, NodeTag.orelse],
  [TokenTag.keyword_catch, 40, NodeTag.catch],
  [TokenTag.angle_bracket_angle_bracket_left, 50, NodeTag.shl],
  [TokenTag.angle_bracket_angle_bracket_left_pipe, 50, NodeTag.shl_sat],
  [TokenTag.angle_bracket_angle_bracket_right, 50, NodeTag.shr],
  [TokenTag.plus, 60, NodeTag.add],
  [TokenTag.minus, 60, NodeTag.sub],
  [TokenTag.plus_plus, 60, NodeTag.array_cat],
  [TokenTag.plus_percent, 60, NodeTag.add_wrap],
  [TokenTag.minus_percent, 60, NodeTag.sub_wrap],
  [TokenTag.plus_pipe, 60, NodeTag.add_sat],
  [TokenTag.minus_pipe, 60, NodeTag.sub_sat],
  [TokenTag.pipe_pipe, 70, NodeTag.merge_error_sets],
  [TokenTag.asterisk, 70, NodeTag.mul],
  [TokenTag.slash, 70, NodeTag.div],
  [TokenTag.percent, 70, NodeTag.mod],
  [TokenTag.asterisk_asterisk, 70, NodeTag.array_mult],
  [TokenTag.asterisk_percent, 70, NodeTag.mul_wrap],
  [TokenTag.asterisk_pipe, 70, NodeTag.mul_sat],
] as const) {
  precedences[token] = precedence;
  operatorNodes[token] = node;
  operatorLengths[token] = tokenLexeme(token)?.length ?? 0;
}

const prefixNodes = new Uint8Array(TOKEN_TAG_COUNT);
prefixNodes[TokenTag.bang] = NodeTag.bool_not;
prefixNodes[TokenTag.minus] = NodeTag.negation;
prefixNodes[TokenTag.tilde] = NodeTag.bit_not;
prefixNodes[TokenTag.minus_percent] = NodeTag.negation_wrap;
prefixNodes[TokenTag.ampersand] = NodeTag.address_of;
prefixNodes[TokenTag.keyword_try] = NodeTag.try;

/** An expression, or 0 if none begins at the next token. */
export function parseExpr(p: Parser): NodeIndex {
  return parseBinary(p, 1);
}

/** An expression, which has to be there. */
export function expectExpr(p: Parser): NodeIndex {
  const expr = parseBinary(p, 1);
  return expr === 0 ? p.fail(ParseErrorTag.expected_expr) : expr;
}

/** Operands joined by operators of precedence `min` and higher. */
function parseBinary(p: Parser, min: number): NodeIndex {
  if (!p.enter()) return FAIL;
  let left = parsePrefix(p);
  let comparison = false;
  while (left > 0) {
    const tag = p.tag();
    const precedence = precedences[tag];
    if (precedence < min) break;
    if (comparison && precedence === COMPARISON) return p.fail(ParseErrorTag.chained_comparison_operators);
    const operator = p.token++;
    if (tag === TokenTag.keyword_catch && parsePayload(p) < 0) return FAIL;
    const right = parseBinary(p, precedence + 1);
    if (right < 0) return FAIL;
    if (right === 0) {
      p.warn(ParseErrorTag.expected_expr);
      break;
    }
    checkOperatorSpacing(p, operator, tag);
    left = p.node(operatorNodes[tag], operator, left, right);
    if (precedence === COMPARISON) comparison = true;
  }
  p.leave();
  return left;
}

/** Reports an operator with a space on one side only, and `&&`, which means something else than in C. */
function checkOperatorSpacing(p: Parser, operator: number, tag: TokenTag): void {
  const { source } = p;
  const start = p.tokenStarts[operator];
  const end = start + operatorLengths[tag];
  const after = end < source.length ? source[end] : 0;
  if (tag === TokenTag.ampersand && after === 0x26) {
    p.warnAt(ParseErrorTag.invalid_ampersand_ampersand, operator);
  } else if (isWhitespace(source[start - 1]) !== isWhitespace(after)) {
    p.warnAt(ParseErrorTag.mismatched_binary_op_whitespace, operator);
  }
}

/** Whether `byte` is a space, tab, newline, vertical tab, form feed or carriage return. */
export function isWhitespace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Prefix operators and their operand, or 0. */
function parsePrefix(p: Parser): NodeIndex {
  const tag = prefixNodes[p.tag()];
  if (tag === 0) return parsePrimary(p);
  const operator = p.token++;
  if (!p.enter()) return FAIL;
  const operand = parsePrefix(p);
  if (operand < 0) return FAIL;
  if (operand === 0) return p.fail(ParseErrorTag.expected_prefix_expr);
  p.leave();
  return p.node(tag, operator, operand, 0);
}

function parsePrimary(p: Parser): NodeIndex {
  const { token } = p;
  switch (p.tag()) {
    case TokenTag.keyword_asm:
      return parseAsm(p);
    case TokenTag.keyword_if:
      return parseIf(p, BodyKind.expr);
    case TokenTag.keyword_break:
      return parseJump(p, NodeTag.break);
    case TokenTag.keyword_continue:
      return parseJump(p, NodeTag.continue);
    case TokenTag.keyword_comptime:
      return parseWrapped(p, NodeTag.comptime);
    case TokenTag.keyword_nosuspend:
      return parseWrapped(p, NodeTag.nosuspend);
    case TokenTag.keyword_resume:
      return parseWrapped(p, NodeTag.resume);
    case TokenTag.keyword_return: {
      p.token++;
      const value = parseExpr(p);
      return value < 0 ? FAIL : p.node(NodeTag.return, token, value, 0);
    }
    case TokenTag.identifier:
      return p.peek(1) === TokenTag.colon ? parseLabeled(p) : parseCurlySuffix(p);
    case TokenTag.keyword_inline:
      p.token++;
      return parseInlineLoop(p, BodyKind.expr);
    case TokenTag.keyword_for:
      return parseFor(p, BodyKind.expr);
    case TokenTag.keyword_while:
      return parseWhile(p, BodyKind.expr);
    case TokenTag.l_brace:
      return parseBlock(p);
    default:
      return parseCurlySuffix(p);
  }
}

/** At an identifier before a colon. */
function parseLabeled(p: Parser): NodeIndex {
  switch (p.peek(2)) {
    case TokenTag.keyword_inline:
      p.token += 3;
      return parseInlineLoop(p, BodyKind.expr);
    case TokenTag.keyword_for:
      p.token += 2;
      return parseFor(p, BodyKind.expr);
    case TokenTag.keyword_while:
      p.token += 2;
      return parseWhile(p, BodyKind.expr);
    default:
      return parseCurlySuffix(p);
  }
}

/** A loop behind `inline`. */
export function parseInlineLoop(p: Parser, kind: BodyKind): NodeIndex {
  if (p.tag() === TokenTag.keyword_for) return parseFor(p, kind);
  if (p.tag() === TokenTag.keyword_while) return parseWhile(p, kind);
  return p.fail(ParseErrorTag.expected_inlinable);
}

/** `break :label value` or `continue :label value`. */
function parseJump(p: Parser, tag: NodeTag): NodeIndex {
  const token = p.token++;
  let label: TokenIndex = 0;
  if (p.tag() === TokenTag.colon && p.peek(1) === TokenTag.identifier) {
    label = p.token + 1;
    p.token += 2;
  }
  const value = parseExpr(p);
  return value < 0 ? FAIL : p.node(tag, token, label, value);
}

/** A keyword before an expression. */
function parseWrapped(p: Parser, tag: NodeTag): NodeIndex {
  const token = p.token++;
  const expr = expectExpr(p);
  return expr < 0 ? FAIL : p.node(tag, token, expr, 0);
}

/** A type expression, or a value of it with its initializer in braces. */
function parseCurlySuffix(p: Parser): NodeIndex {
  const type = parseTypeExpr(p);
  if (type <= 0) return type;
  const lbrace = p.token;
  if (!p.eat(TokenTag.l_brace)) return type;
  const { scratch } = p;
  const top = scratch.length;
  const plain = parseInitList(p, NodeTag.struct_init_one, NodeTag.array_init_one);
  if (plain < 0) return FAIL;
  const count = scratch.length - top;
  const comma = p.endedWith(TokenTag.comma) ? 1 : 0;
  if (count <= 1) {
    const item = count > 0 ? scratch.data[top] : 0;
    scratch.truncate(top);
    return p.node(plain + comma, lbrace, type, item);
  }
  const many = plain === NodeTag.struct_init_one ? NodeTag.struct_init : NodeTag.array_init;
  return p.node(many + comma, lbrace, type, p.rangeToExtra(top));
}
