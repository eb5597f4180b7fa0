import { type NodeIndex, NodeTag } from './node.ts';
import { expectExpr } from './parse-expr.ts';
import { isListEnd } from './parse-switch.ts';
import { expectTypeExpr } from './parse-type.ts';
import { FAIL, type Parser } from './parser.ts';
import { TokenTag } from './token.ts';

/** `asm volatile (template : outputs : inputs : clobbers)` at the keyword. */
export function parseAsm(p: Parser): NodeIndex {
  const asmToken = p.token++;
  p.eat(TokenTag.keyword_volatile);
  if (p.expect(TokenTag.l_paren) < 0) return FAIL;
  const template = expectExpr(p);
  if (template < 0) return FAIL;
  if (p.tag() === TokenTag.r_paren) return p.node(NodeTag.asm_simple, asmToken, template, p.token++);
  if (p.expect(TokenTag.colon) < 0) return FAIL;
  const top = p.scratch.length;
  let clobbers = 0;
  if (!parseItems(p, NodeTag.asm_output)) return FAIL;
  if (p.eat(TokenTag.colon)) {
    if (!parseItems(p, NodeTag.asm_input)) return FAIL;
    if (p.eat(TokenTag.colon)) clobbers = expectExpr(p);
    if (clobbers < 0) return FAIL;
  }
  const rparen = p.expect(TokenTag.r_paren);
  if (rparen < 0) return FAIL;
  const start = p.listToExtra(top);
  const extra = p.extra2(start, p.extra.length);
  p.extra2(clobbers, rparen);
  return p.node(NodeTag.asm, asmToken, template, extra);
}

/** Passes over the comma after an item. Returns false at what ends the list. */
function listGoesOn(p: Parser): boolean {
  if (p.eat(TokenTag.comma)) return true;
  if (isListEnd(p.tag())) return false;
  p.warnExpected(TokenTag.comma);
  return true;
}

/** Outputs or inputs up to the next colon or the end. Leaves them in the scratch list. Returns false after an error. */
function parseItems(p: Parser, tag: NodeTag.asm_output | NodeTag.asm_input): boolean {
  while (p.eat(TokenTag.l_bracket)) {
    const item = parseItem(p, tag);
    if (item < 0) return false;
    p.scratch.push(item);
    if (!listGoesOn(p)) break;
  }
  return true;
}

/** `name] "constraint" (operand)`. */
function parseItem(p: Parser, tag: NodeTag.asm_output | NodeTag.asm_input): NodeIndex {
  const name = p.expect(TokenTag.identifier);
  if (name < 0 || p.expect(TokenTag.r_bracket) < 0 || p.expect(TokenTag.string_literal) < 0) return FAIL;
  if (p.expect(TokenTag.l_paren) < 0) return FAIL;
  let operand = 0;
  if (tag === NodeTag.asm_input) operand = expectExpr(p);
  else if (p.eat(TokenTag.arrow)) operand = expectTypeExpr(p);
  else if (p.expect(TokenTag.identifier) < 0) return FAIL;
  if (operand < 0) return FAIL;
  const rparen = p.expect(TokenTag.r_paren);
  return rparen < 0 ? FAIL : p.node(tag, name, operand, rparen);
}
