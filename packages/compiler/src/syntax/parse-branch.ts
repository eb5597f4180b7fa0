import { type NodeIndex, NodeTag } from './node.ts';
import { ParseErrorTag } from './parse-error.ts';
import { expectExpr, parseExpr } from './parse-expr.ts';
import { parseAssignExpr, parseBlockExpr, parsePayload, parsePtrPayload, parseStatement } from './parse-statement.ts';
import { expectTypeExpr } from './parse-type.ts';
import { FAIL, ListStep, type Parser } from './parser.ts';
import { TokenTag } from './token.ts';

/** What the branches of an `if` and the bodies of a loop are. */
export enum BodyKind {
  expr,
  type,
  /** A block, or an expression or assignment that ends with `;` or before `else`. */
  statement,
}

/** What may come after a body. */
enum AfterBody {
  /** `else`, or nothing. */
  anything,
  /** Nothing: a semicolon ended the statement. */
  nothing,
  /** `else`: there was no semicolon. */
  needsElse,
}

/** `if` at the keyword. */
export function parseIf(p: Parser, kind: BodyKind): NodeIndex {
  const ifToken = p.token++;
  const condition = parseCondition(p);
  if (condition < 0) return FAIL;
  const body = parseBody(p, kind);
  if (body < 0) return FAIL;
  const after = afterBody(p, kind, body);
  if (!eatElse(p, after)) return p.node(NodeTag.if_simple, ifToken, condition, body);
  if (parsePayload(p) < 0) return FAIL;
  const other = parseElse(p, kind);
  return other < 0 ? FAIL : p.node(NodeTag.if, ifToken, condition, p.extra2(body, other));
}

/** `while` at the keyword. */
export function parseWhile(p: Parser, kind: BodyKind): NodeIndex {
  const whileToken = p.token++;
  const condition = parseCondition(p);
  if (condition < 0) return FAIL;
  const cont = parseContinueExpr(p);
  if (cont < 0) return FAIL;
  const body = parseBody(p, kind);
  if (body < 0) return FAIL;
  const after = afterBody(p, kind, body);
  if (!eatElse(p, after)) {
    return cont === 0
      ? p.node(NodeTag.while_simple, whileToken, condition, body)
      : p.node(NodeTag.while_cont, whileToken, condition, p.extra2(cont, body));
  }
  if (parsePayload(p) < 0) return FAIL;
  const other = parseElse(p, kind);
  return other < 0 ? FAIL : p.node(NodeTag.while, whileToken, condition, p.extra3(cont, body, other));
}

/** `for` at the keyword. */
export function parseFor(p: Parser, kind: BodyKind): NodeIndex {
  const forToken = p.token++;
  const { scratch } = p;
  const top = scratch.length;
  if (!parseForInputs(p)) return FAIL;
  const inputs = scratch.length - top;
  if (!parseForCaptures(p, top)) return FAIL;
  const body = parseBody(p, kind);
  if (body < 0) return FAIL;
  scratch.push(body);
  const hasElse = eatElse(p, afterBody(p, kind, body));
  if (hasElse) {
    const other = parseElse(p, kind);
    if (other < 0) return FAIL;
    scratch.push(other);
  } else if (inputs === 1) {
    const input = scratch.data[top];
    scratch.truncate(top);
    return p.node(NodeTag.for_simple, forToken, input, body);
  }
  return p.node(NodeTag.for, forToken, p.listToExtra(top), hasElse ? inputs + 0x8000_0000 : inputs);
}

/** `(condition) |payload|`: returns the condition. */
function parseCondition(p: Parser): NodeIndex {
  if (p.expect(TokenTag.l_paren) < 0) return FAIL;
  const condition = expectExpr(p);
  if (condition < 0 || p.expect(TokenTag.r_paren) < 0) return FAIL;
  return parsePtrPayload(p) < 0 ? FAIL : condition;
}

function parseBody(p: Parser, kind: BodyKind): NodeIndex {
  if (kind === BodyKind.expr) return expectExpr(p);
  if (kind === BodyKind.type) return expectTypeExpr(p);
  const block = parseBlockExpr(p);
  if (block !== 0) return block;
  const expr = parseAssignExpr(p);
  return expr === 0 ? p.fail(ParseErrorTag.expected_block_or_assignment) : expr;
}

/** Passes over the `;` of a body that is a statement. Only what began as a block can do without. */
function afterBody(p: Parser, kind: BodyKind, body: NodeIndex): AfterBody {
  if (kind !== BodyKind.statement || isBlockBody(p, body)) return AfterBody.anything;
  return p.eat(TokenTag.semicolon) ? AfterBody.nothing : AfterBody.needsElse;
}

/**
 * Whether a statement body was read as a block. An expression statement never is a bare block node: what starts with a
 * brace or a label before a brace is taken as a block first, and nothing is appended to it.
 */
function isBlockBody(p: Parser, body: NodeIndex): boolean {
  switch (p.nodeTags[body]) {
    case NodeTag.block_two:
    case NodeTag.block_two_semicolon:
    case NodeTag.block:
    case NodeTag.block_semicolon:
      return true;
    default:
      return false;
  }
}

function eatElse(p: Parser, after: AfterBody): boolean {
  if (after === AfterBody.nothing) return false;
  if (p.eat(TokenTag.keyword_else)) return true;
  if (after === AfterBody.needsElse) p.warn(ParseErrorTag.expected_semi_or_else);
  return false;
}

function parseElse(p: Parser, kind: BodyKind): NodeIndex {
  if (kind === BodyKind.expr) return expectExpr(p);
  return kind === BodyKind.type ? expectTypeExpr(p) : parseStatement(p, false);
}

/** `: (expr)` of a `while`, or 0. */
function parseContinueExpr(p: Parser): NodeIndex {
  if (!p.eat(TokenTag.colon)) return 0;
  if (p.expect(TokenTag.l_paren) < 0) return FAIL;
  const expr = parseAssignExpr(p);
  if (expr < 0) return FAIL;
  if (expr === 0) return p.fail(ParseErrorTag.expected_expr_or_assignment);
  return p.expect(TokenTag.r_paren) < 0 ? FAIL : expr;
}

/** `(a, b..c)`: leaves the inputs in the scratch list. Returns false after an error. */
function parseForInputs(p: Parser): boolean {
  if (p.expect(TokenTag.l_paren) < 0) return false;
  for (;;) {
    let input = expectExpr(p);
    if (input < 0) return false;
    const dots = p.token;
    if (p.eat(TokenTag.ellipsis2)) {
      const end = parseExpr(p);
      if (end < 0) return false;
      input = p.node(NodeTag.for_range, dots, input, end);
    }
    p.scratch.push(input);
    const step = p.listStep(TokenTag.r_paren, ParseErrorTag.expected_comma_after_for_operand);
    if (step !== ListStep.more) return step === ListStep.done;
  }
}

/** `|x, *y|` for the inputs that are the scratch items from `top` on. Returns false after an error. */
function parseForCaptures(p: Parser, top: number): boolean {
  const inputs = p.scratch.length - top;
  if (!p.eat(TokenTag.pipe)) {
    p.warn(ParseErrorTag.expected_loop_payload);
    return true;
  }
  let captures = 0;
  do {
    p.eat(TokenTag.asterisk);
    const name = p.expect(TokenTag.identifier);
    if (name < 0) return false;
    captures++;
    if (captures === inputs + 1) p.warnAt(ParseErrorTag.extra_for_capture, name);
    if (!p.eat(TokenTag.comma) && p.tag() !== TokenTag.pipe) p.warn(ParseErrorTag.expected_comma_after_capture);
  } while (!p.eat(TokenTag.pipe));
  if (captures < inputs) {
    const input = p.scratch.data[p.scratch.length - captures];
    p.warnAt(ParseErrorTag.for_input_not_captured, p.mainTokens[input]);
  }
  return true;
}
