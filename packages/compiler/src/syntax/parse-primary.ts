import { type NodeIndex, NodeTag } from './node.ts';
import { BodyKind, parseFor, parseIf, parseWhile } from './parse-branch.ts';
import { eatDocComments, parseContainer } from './parse-container.ts';
import { parseFnProto } from './parse-decl.ts';
import { ParseErrorTag } from './parse-error.ts';
import { expectExpr, parseInlineLoop } from './parse-expr.ts';
import { parseBlock } from './parse-statement.ts';
import { parseSwitch } from './parse-switch.ts';
import { expectTypeExpr } from './parse-type.ts';
import { FAIL, ListStep, type Parser } from './parser.ts';
import { TokenTag } from './token.ts';

/** What an expression begins with if it is neither an operator nor a statement-like form. 0 if nothing begins here. */
export function parsePrimaryType(p: Parser): NodeIndex {
  const { token } = p;
  switch (p.tag()) {
    case TokenTag.identifier:
      return p.peek(1) === TokenTag.colon ? parseLabeledType(p) : parseLeaf(p, NodeTag.identifier);
    case TokenTag.char_literal:
      return parseLeaf(p, NodeTag.char_literal);
    case TokenTag.number_literal:
      return parseLeaf(p, NodeTag.number_literal);
    case TokenTag.keyword_unreachable:
      return parseLeaf(p, NodeTag.unreachable_literal);
    case TokenTag.keyword_anyframe:
      return parseLeaf(p, NodeTag.anyframe_literal);
    case TokenTag.string_literal:
      return parseLeaf(p, NodeTag.string_literal);
    case TokenTag.multiline_string_literal_line:
      while (p.eat(TokenTag.multiline_string_literal_line));
      return p.node(NodeTag.multiline_string_literal, token, token, p.token - 1);
    case TokenTag.builtin:
      return parseBuiltinCall(p);
    case TokenTag.keyword_fn: {
      if (!p.enter()) return FAIL;
      const proto = parseFnProto(p);
      p.leave();
      return proto;
    }
    case TokenTag.keyword_if:
      return parseIf(p, BodyKind.type);
    case TokenTag.keyword_switch:
      return parseSwitch(p, false);
    case TokenTag.keyword_extern:
    case TokenTag.keyword_packed:
      p.token++;
      return parseContainer(p);
    case TokenTag.keyword_struct:
    case TokenTag.keyword_opaque:
    case TokenTag.keyword_enum:
    case TokenTag.keyword_union:
      return parseContainer(p);
    case TokenTag.keyword_comptime: {
      p.token++;
      const type = expectTypeExpr(p);
      return type < 0 ? FAIL : p.node(NodeTag.comptime, token, type, 0);
    }
    case TokenTag.keyword_inline:
      p.token++;
      return parseInlineLoop(p, BodyKind.type);
    case TokenTag.keyword_for:
      return parseFor(p, BodyKind.type);
    case TokenTag.keyword_while:
      return parseWhile(p, BodyKind.type);
    case TokenTag.period:
      if (p.peek(1) === TokenTag.identifier) {
        p.token += 2;
        return p.node(NodeTag.enum_literal, token + 1, 0, 0);
      }
      return p.peek(1) === TokenTag.l_brace ? parseDotInit(p) : 0;
    case TokenTag.keyword_error:
      return p.peek(1) === TokenTag.l_brace ? parseErrorSet(p) : parseErrorValue(p);
    case TokenTag.l_paren: {
      p.token++;
      const expr = expectExpr(p);
      if (expr < 0) return FAIL;
      const rparen = p.expect(TokenTag.r_paren);
      return rparen < 0 ? FAIL : p.node(NodeTag.grouped_expression, token, expr, rparen);
    }
    default:
      return 0;
  }
}

function parseLeaf(p: Parser, tag: NodeTag): NodeIndex {
  return p.node(tag, p.token++, 0, 0);
}

/** At an identifier before a colon. */
function parseLabeledType(p: Parser): NodeIndex {
  switch (p.peek(2)) {
    case TokenTag.keyword_inline:
      p.token += 3;
      return parseInlineLoop(p, BodyKind.type);
    case TokenTag.keyword_for:
      p.token += 2;
      return parseFor(p, BodyKind.type);
    case TokenTag.keyword_while:
      p.token += 2;
      return parseWhile(p, BodyKind.type);
    case TokenTag.keyword_switch:
      p.token += 2;
      return parseSwitch(p, true);
    case TokenTag.l_brace:
      p.token += 2;
      return parseBlock(p);
    default:
      return parseLeaf(p, NodeTag.identifier);
  }
}

/** `.{...}` at the dot. */
function parseDotInit(p: Parser): NodeIndex {
  const lbrace = p.token + 1;
  p.token += 2;
  const { scratch } = p;
  const top = scratch.length;
  const plain = parseInitList(p, NodeTag.struct_init_dot_two, NodeTag.array_init_dot_two);
  if (plain < 0) return FAIL;
  const count = scratch.length - top;
  const comma = p.endedWith(TokenTag.comma) ? 1 : 0;
  if (count <= 2) {
    const first = count > 0 ? scratch.data[top] : 0;
    const second = count > 1 ? scratch.data[top + 1] : 0;
    scratch.truncate(top);
    return p.node(plain + comma, lbrace, first, second);
  }
  const many = plain === NodeTag.struct_init_dot_two ? NodeTag.struct_init_dot : NodeTag.array_init_dot;
  const start = p.listToExtra(top);
  return p.node(many + comma, lbrace, start, p.extra.length);
}

/**
 * An initializer behind its `{`. Leaves the values in the scratch list and returns `structTag` for one with field names
 * and for an empty one, `arrayTag` for one without, `FAIL` after an error.
 */
export function parseInitList(p: Parser, structTag: NodeTag, arrayTag: NodeTag): NodeTag | typeof FAIL {
  if (p.eat(TokenTag.r_brace)) return structTag;
  const isStruct = isFieldInit(p);
  for (;;) {
    if (isStruct) {
      if (!isFieldInit(p)) return p.fail(ParseErrorTag.expected_initializer);
      p.token += 3;
    }
    const value = expectExpr(p);
    if (value < 0) return FAIL;
    p.scratch.push(value);
    const step = p.listStep(TokenTag.r_brace, ParseErrorTag.expected_comma_after_initializer);
    if (step === ListStep.fail) return FAIL;
    if (step === ListStep.done) return isStruct ? structTag : arrayTag;
  }
}

/** Whether `.name =` is next. */
function isFieldInit(p: Parser): boolean {
  return p.tag() === TokenTag.period && p.peek(1) === TokenTag.identifier && p.peek(2) === TokenTag.equal;
}

function parseErrorSet(p: Parser): NodeIndex {
  const errorToken = p.token;
  p.token += 2;
  if (!p.eat(TokenTag.r_brace)) {
    let step = ListStep.more;
    while (step === ListStep.more) {
      eatDocComments(p);
      if (p.expect(TokenTag.identifier) < 0) return FAIL;
      step = p.listStep(TokenTag.r_brace, ParseErrorTag.expected_comma_after_field);
    }
    if (step === ListStep.fail) return FAIL;
  }
  return p.node(NodeTag.error_set_decl, errorToken, 0, p.token - 1);
}

function parseErrorValue(p: Parser): NodeIndex {
  const errorToken = p.token++;
  const period = p.expect(TokenTag.period);
  if (period < 0) return FAIL;
  const name = p.expect(TokenTag.identifier);
  return name < 0 ? FAIL : p.node(NodeTag.error_value, errorToken, period, name);
}

function parseBuiltinCall(p: Parser): NodeIndex {
  const builtin = p.token++;
  if (!p.eat(TokenTag.l_paren)) {
    p.warn(ParseErrorTag.expected_param_list);
    return p.node(NodeTag.identifier, builtin, 0, 0);
  }
  const { scratch } = p;
  const top = scratch.length;
  while (!p.eat(TokenTag.r_paren)) {
    const arg = expectExpr(p);
    if (arg < 0) return FAIL;
    scratch.push(arg);
    if (!p.eat(TokenTag.comma) && p.tag() !== TokenTag.r_paren) p.warn(ParseErrorTag.expected_comma_after_arg);
  }
  const count = scratch.length - top;
  const comma = count > 0 && p.endedWith(TokenTag.comma) ? 1 : 0;
  if (count <= 2) {
    const first = count > 0 ? scratch.data[top] : 0;
    const second = count > 1 ? scratch.data[top + 1] : 0;
    scratch.truncate(top);
    return p.node(NodeTag.builtin_call_two + comma, builtin, first, second);
  }
  const start = p.listToExtra(top);
  return p.node(NodeTag.builtin_call + comma, builtin, start, p.extra.length);
}
