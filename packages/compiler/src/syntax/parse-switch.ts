import { type NodeIndex, NodeTag } from './node.ts';
import { ParseErrorTag } from './parse-error.ts';
import { expectExpr, parseExpr } from './parse-expr.ts';
import { expectSingleAssignExpr } from './parse-statement.ts';
import { FAIL, type Parser } from './parser.ts';
import { TokenTag } from './token.ts';

/** `switch` at the keyword; `isLabeled` if the two tokens before are its label. */
export function parseSwitch(p: Parser, isLabeled: boolean): NodeIndex {
  const mainToken = isLabeled ? p.token - 2 : p.token;
  p.token++;
  if (p.expect(TokenTag.l_paren) < 0) return FAIL;
  const condition = expectExpr(p);
  if (condition < 0) return FAIL;
  if (p.expect(TokenTag.r_paren) < 0 || p.expect(TokenTag.l_brace) < 0) return FAIL;
  const top = p.scratch.length;
  for (;;) {
    const prong = parseProng(p);
    if (prong < 0) return FAIL;
    if (prong === 0) break;
    p.scratch.push(prong);
    if (p.eat(TokenTag.comma)) continue;
    if (isListEnd(p.tag())) break;
    p.warn(ParseErrorTag.expected_comma_after_switch_prong);
  }
  const cases = p.listToExtra(top);
  const end = p.extra.length;
  if (p.expect(TokenTag.r_brace) < 0) return FAIL;
  const tag = p.endedWith(TokenTag.comma) ? NodeTag.switch_comma : NodeTag.switch;
  return p.node(tag, mainToken, condition, p.extra2(cases, end));
}

/** Whether a list cannot go on at a token of kind `tag`, even if a comma is missing. */
export function isListEnd(tag: TokenTag): boolean {
  return tag === TokenTag.colon || tag === TokenTag.r_paren || tag === TokenTag.r_brace || tag === TokenTag.r_bracket;
}

/** `inline a, b...c => |payload| expr`. 0 if there is none. */
function parseProng(p: Parser): NodeIndex {
  const { scratch } = p;
  const top = scratch.length;
  const isInline = p.eat(TokenTag.keyword_inline);
  if (!p.eat(TokenTag.keyword_else)) {
    do {
      const item = parseItem(p);
      if (item < 0) return FAIL;
      if (item === 0) break;
      scratch.push(item);
    } while (p.eat(TokenTag.comma));
    if (scratch.length === top) {
      if (isInline) p.token--;
      return 0;
    }
  }
  const arrow = p.expect(TokenTag.equal_angle_bracket_right);
  if (arrow < 0 || !parseProngPayload(p)) return FAIL;
  if (scratch.length - top <= 1) {
    const item = scratch.length > top ? scratch.data[top] : 0;
    scratch.truncate(top);
    const target = expectSingleAssignExpr(p);
    if (target < 0) return FAIL;
    return p.node(isInline ? NodeTag.switch_case_inline_one : NodeTag.switch_case_one, arrow, item, target);
  }
  const items = p.rangeToExtra(top);
  const target = expectSingleAssignExpr(p);
  if (target < 0) return FAIL;
  return p.node(isInline ? NodeTag.switch_case_inline : NodeTag.switch_case, arrow, items, target);
}

function parseItem(p: Parser): NodeIndex {
  const first = parseExpr(p);
  const dots = p.token;
  if (first <= 0 || !p.eat(TokenTag.ellipsis3)) return first;
  const last = expectExpr(p);
  return last < 0 ? FAIL : p.node(NodeTag.switch_range, dots, first, last);
}

/** `|*value, tag|`, which may be absent. Returns false after an error. */
function parseProngPayload(p: Parser): boolean {
  if (!p.eat(TokenTag.pipe)) return true;
  p.eat(TokenTag.asterisk);
  if (p.expect(TokenTag.identifier) < 0) return false;
  if (p.eat(TokenTag.comma) && p.expect(TokenTag.identifier) < 0) return false;
  return p.expect(TokenTag.pipe) >= 0;
}
