import { type NodeIndex, NodeTag, type TokenIndex } from './node.ts';
import { BodyKind, parseFor, parseIf, parseWhile } from './parse-branch.ts';
import { parseCStyleContainer } from './parse-container.ts';
import { parseVarDeclProto } from './parse-decl.ts';
import { ParseErrorTag } from './parse-error.ts';
import { expectExpr, parseExpr } from './parse-expr.ts';
import { parseSwitch } from './parse-switch.ts';
import { parseParenthesized, parseTypeExpr } from './parse-type.ts';
import { FAIL, type Parser } from './parser.ts';
import { TOKEN_TAG_COUNT, TokenTag } from './token.ts';

/** `{ statements }`, or 0 if the next token is no brace. */
export function parseBlock(p: Parser): NodeIndex {
  const lbrace = p.token;
  if (!p.eat(TokenTag.l_brace)) return 0;
  const { scratch } = p;
  const top = scratch.length;
  while (p.tag() !== TokenTag.r_brace) {
    const statement = parseStatementOrSkip(p);
    if (statement < 0) return FAIL;
    if (statement === 0) break;
    scratch.push(statement);
  }
  if (p.expect(TokenTag.r_brace) < 0) return FAIL;
  const count = scratch.length - top;
  const semicolon = count > 0 && p.endedWith(TokenTag.semicolon);
  if (count <= 2) {
    const first = count > 0 ? scratch.data[top] : 0;
    const second = count > 1 ? scratch.data[top + 1] : 0;
    scratch.truncate(top);
    const tag = semicolon ? NodeTag.block_two_semicolon : NodeTag.block_two;
    return p.node(tag, lbrace, first, second);
  }
  const start = p.listToExtra(top);
  return p.node(semicolon ? NodeTag.block_semicolon : NodeTag.block, lbrace, start, p.extra.length);
}

/** A block with or without label, or 0 if there is none. */
export function parseBlockExpr(p: Parser): NodeIndex {
  const isLabeled = p.tag() === TokenTag.identifier && p.peek(1) === TokenTag.colon && p.peek(2) === TokenTag.l_brace;
  if (isLabeled) p.token += 2;
  return parseBlock(p);
}

/**
 * A statement; after an error the next one that has none. Returns 0 if the block ends before there is one, `FAIL` at the
 * end of the text.
 */
function parseStatementOrSkip(p: Parser): NodeIndex {
  const top = p.scratch.length;
  const nesting = p.saveNesting();
  const ranges = p.rangeCount;
  for (;;) {
    const statement = parseStatement(p, true);
    if (statement >= 0) return statement;
    p.scratch.truncate(top);
    p.restoreNesting(nesting);
    p.dropRanges(ranges);
    skipToNextStatement(p);
    if (p.tag() === TokenTag.r_brace) return 0;
    if (p.tag() === TokenTag.eof) return FAIL;
  }
}

function skipToNextStatement(p: Parser): void {
  let level = 0;
  for (;;) {
    switch (p.tag()) {
      case TokenTag.eof:
        return;
      case TokenTag.l_brace:
        level++;
        break;
      case TokenTag.r_brace:
        if (level === 0) return;
        level--;
        break;
      case TokenTag.semicolon:
        if (level === 0) {
          p.token++;
          return;
        }
        break;
    }
    p.token++;
  }
}

/** A statement, which has to be there. Behind `else` of a statement, `defer` and declarations are not allowed. */
export function parseStatement(p: Parser, allowDeferVar: boolean): NodeIndex {
  if (!p.enter()) return FAIL;
  const node = parseStatementInside(p, allowDeferVar);
  p.leave();
  return node;
}

function parseStatementInside(p: Parser, allowDeferVar: boolean): NodeIndex {
  const { token } = p;
  switch (p.tag()) {
    case TokenTag.keyword_comptime: {
      p.token++;
      const block = parseBlockExpr(p);
      if (block < 0) return FAIL;
      if (block > 0) return p.node(NodeTag.comptime, token, block, 0);
      if (allowDeferVar) return parseVarDeclOrExpr(p, token);
      const expr = parseAssignStatement(p);
      // A destructuring assignment finds the keyword before it by itself.
      if (expr < 0 || p.nodeTags[expr] === NodeTag.assign_destructure) return expr;
      return p.node(NodeTag.comptime, token, expr, 0);
    }
    case TokenTag.keyword_nosuspend:
    case TokenTag.keyword_suspend: {
      const tag = p.tag() === TokenTag.keyword_suspend ? NodeTag.suspend : NodeTag.nosuspend;
      p.token++;
      const body = parseBlockExprStatement(p);
      return body < 0 ? FAIL : p.node(tag, token, body, 0);
    }
    case TokenTag.keyword_defer: {
      if (!allowDeferVar) break;
      p.token++;
      const body = parseBlockExprStatement(p);
      return body < 0 ? FAIL : p.node(NodeTag.defer, token, 0, body);
    }
    case TokenTag.keyword_errdefer: {
      if (!allowDeferVar) break;
      p.token++;
      const payload = parsePayload(p);
      if (payload < 0) return FAIL;
      const body = parseBlockExprStatement(p);
      return body < 0 ? FAIL : p.node(NodeTag.errdefer, token, payload, body);
    }
    case TokenTag.keyword_if:
      return parseIf(p, BodyKind.statement);
    case TokenTag.keyword_enum:
    case TokenTag.keyword_struct:
    case TokenTag.keyword_union: {
      const top = p.scratch.length;
      const name = parseCStyleContainer(p);
      p.scratch.truncate(top);
      if (name < 0) return FAIL;
      if (name > 0) return p.node(NodeTag.identifier, name, 0, 0);
      break;
    }
  }
  const labeled = parseLabeledStatement(p);
  if (labeled !== 0) return labeled;
  return allowDeferVar ? parseVarDeclOrExpr(p, null) : parseAssignStatement(p);
}

function parseAssignStatement(p: Parser): NodeIndex {
  const expr = expectAssignExpr(p);
  return expr < 0 ? FAIL : endStatement(p, expr);
}

function endStatement(p: Parser, node: NodeIndex): NodeIndex {
  if (!p.eat(TokenTag.semicolon)) p.warn(ParseErrorTag.expected_semi_after_stmt);
  return node;
}

/** A block, or an expression or assignment with its `;`. */
function parseBlockExprStatement(p: Parser): NodeIndex {
  const block = parseBlockExpr(p);
  if (block !== 0) return block;
  const expr = parseAssignExpr(p);
  if (expr < 0) return FAIL;
  return expr === 0 ? p.fail(ParseErrorTag.expected_block_or_expr) : endStatement(p, expr);
}

/** A block, loop or switch, with or without label. 0 if there is none of them. */
function parseLabeledStatement(p: Parser): NodeIndex {
  let label: TokenIndex = 0;
  if (p.tag() === TokenTag.identifier && p.peek(1) === TokenTag.colon) {
    label = p.token;
    p.token += 2;
  }
  switch (p.tag()) {
    case TokenTag.l_brace:
      return parseBlock(p);
    case TokenTag.keyword_inline:
      p.token++;
      if (p.tag() === TokenTag.keyword_for) return parseFor(p, BodyKind.statement);
      if (p.tag() === TokenTag.keyword_while) return parseWhile(p, BodyKind.statement);
      return p.fail(ParseErrorTag.expected_inlinable);
    case TokenTag.keyword_for:
      return parseFor(p, BodyKind.statement);
    case TokenTag.keyword_while:
      return parseWhile(p, BodyKind.statement);
    case TokenTag.keyword_switch:
      return parseSwitch(p, label !== 0);
  }
  return label === 0 ? 0 : failLabel(p, label);
}

/** After a label before which it does not belong. `name: type = value` looks like a declaration without its keyword. */
function failLabel(p: Parser, label: TokenIndex): typeof FAIL {
  const afterColon = p.token;
  const type = parseTypeExpr(p);
  if (type < 0) return FAIL;
  if (type > 0) {
    const align = parseParenthesized(p, TokenTag.keyword_align);
    if (align < 0) return FAIL;
    const addrspace = parseParenthesized(p, TokenTag.keyword_addrspace);
    if (addrspace < 0) return FAIL;
    const section = parseParenthesized(p, TokenTag.keyword_linksection);
    if (section < 0) return FAIL;
    const init = p.eat(TokenTag.equal) ? expectExpr(p) : 0;
    if (init < 0) return FAIL;
    if (align + addrspace + section + init > 0) return p.failAt(ParseErrorTag.expected_var_const, label);
  }
  return p.failAt(ParseErrorTag.expected_labelable, afterColon);
}

/** A declaration, a destructuring assignment, an assignment or an expression, with its `;`. */
function parseVarDeclOrExpr(p: Parser, comptimeToken: TokenIndex | null): NodeIndex {
  const { scratch } = p;
  const top = scratch.length;
  do {
    const isDecl = p.tag() === TokenTag.keyword_const || p.tag() === TokenTag.keyword_var;
    const target = isDecl ? parseVarDeclProto(p) : parseExpr(p);
    if (target < 0) return FAIL;
    if (target === 0) {
      return p.fail(
        scratch.length === top ? ParseErrorTag.expected_statement : ParseErrorTag.expected_expr_or_var_decl,
      );
    }
    scratch.push(target);
  } while (p.eat(TokenTag.comma));

  const count = scratch.length - top;
  const first = scratch.data[top];
  const firstIsDecl = isVarDecl(p.nodeTags[first]);
  const equal = p.token;
  if (!p.eat(TokenTag.equal)) {
    if (count === 1 && !firstIsDecl) {
      scratch.truncate(top);
      const expr = finishAssignExpr(p, first);
      if (expr < 0) return FAIL;
      endStatement(p, expr);
      return comptimeToken === null ? expr : p.node(NodeTag.comptime, comptimeToken, expr, 0);
    }
    if (!p.eat(TokenTag.equal_equal)) return p.failExpected(TokenTag.equal);
    p.warnAt(ParseErrorTag.wrong_equal_var_decl, equal);
  }
  const value = expectExpr(p);
  if (value < 0) return FAIL;
  endStatement(p, value);
  if (count > 1) return finishDestructure(p, top, equal, value);
  scratch.truncate(top);
  if (firstIsDecl) {
    p.rhs[first] = value;
    return first;
  }
  const assign = p.node(NodeTag.assign, equal, first, value);
  return comptimeToken === null ? assign : p.node(NodeTag.comptime, comptimeToken, assign, 0);
}

function isVarDecl(tag: NodeTag): boolean {
  return tag >= NodeTag.global_var_decl && tag <= NodeTag.aligned_var_decl;
}

/** The targets are the scratch items from `top` on. */
function finishDestructure(p: Parser, top: number, equal: TokenIndex, value: NodeIndex): NodeIndex {
  const extra = p.extra.push(p.scratch.length - top);
  p.listToExtra(top);
  return p.node(NodeTag.assign_destructure, equal, extra, value);
}

const assignTags = new Uint8Array(TOKEN_TAG_COUNT);
assignTags[TokenTag.asterisk_equal] = NodeTag.assign_mul;
assignTags[TokenTag.slash_equal] = NodeTag.assign_div;
assignTags[TokenTag.percent_equal] = NodeTag.assign_mod;
assignTags[TokenTag.plus_equal] = NodeTag.assign_add;
assignTags[TokenTag.minus_equal] = NodeTag.assign_sub;
assignTags[TokenTag.angle_bracket_angle_bracket_left_equal] = NodeTag.assign_shl;
assignTags[TokenTag.angle_bracket_angle_bracket_left_pipe_equal] = NodeTag.assign_shl_sat;
assignTags[TokenTag.angle_bracket_angle_bracket_right_equal] = NodeTag.assign_shr;
assignTags[TokenTag.ampersand_equal] = NodeTag.assign_bit_and;
assignTags[TokenTag.caret_equal] = NodeTag.assign_bit_xor;
assignTags[TokenTag.pipe_equal] = NodeTag.assign_bit_or;
assignTags[TokenTag.asterisk_percent_equal] = NodeTag.assign_mul_wrap;
assignTags[TokenTag.plus_percent_equal] = NodeTag.assign_add_wrap;
assignTags[TokenTag.minus_percent_equal] = NodeTag.assign_sub_wrap;
assignTags[TokenTag.asterisk_pipe_equal] = NodeTag.assign_mul_sat;
assignTags[TokenTag.plus_pipe_equal] = NodeTag.assign_add_sat;
assignTags[TokenTag.minus_pipe_equal] = NodeTag.assign_sub_sat;
assignTags[TokenTag.equal] = NodeTag.assign;

/** An expression, an assignment or a destructuring assignment to expressions. 0 if there is no expression. */
export function parseAssignExpr(p: Parser): NodeIndex {
  const expr = parseExpr(p);
  return expr > 0 ? finishAssignExpr(p, expr) : expr;
}

function expectAssignExpr(p: Parser): NodeIndex {
  const expr = parseAssignExpr(p);
  return expr === 0 ? p.fail(ParseErrorTag.expected_expr_or_assignment) : expr;
}

/** An expression or an assignment to one, which has to be there. */
export function expectSingleAssignExpr(p: Parser): NodeIndex {
  const expr = parseExpr(p);
  if (expr < 0) return FAIL;
  return expr === 0 ? p.fail(ParseErrorTag.expected_expr_or_assignment) : finishSingleAssign(p, expr);
}

function finishSingleAssign(p: Parser, target: NodeIndex): NodeIndex {
  const tag = assignTags[p.tag()];
  if (tag === 0) return target;
  const operator = p.token++;
  const value = expectExpr(p);
  return value < 0 ? FAIL : p.node(tag, operator, target, value);
}

function finishAssignExpr(p: Parser, first: NodeIndex): NodeIndex {
  if (p.tag() !== TokenTag.comma) return finishSingleAssign(p, first);
  const top = p.scratch.length;
  p.scratch.push(first);
  while (p.eat(TokenTag.comma)) {
    const target = expectExpr(p);
    if (target < 0) return FAIL;
    p.scratch.push(target);
  }
  const equal = p.expect(TokenTag.equal);
  if (equal < 0) return FAIL;
  const value = expectExpr(p);
  return value < 0 ? FAIL : finishDestructure(p, top, equal, value);
}

/** `|name|`: returns the token of the name, 0 if there is no bar. */
export function parsePayload(p: Parser): TokenIndex {
  if (!p.eat(TokenTag.pipe)) return 0;
  const name = p.expect(TokenTag.identifier);
  return name < 0 || p.expect(TokenTag.pipe) < 0 ? FAIL : name;
}

/** `|*name|`: returns the token of the name, 0 if there is no bar. */
export function parsePtrPayload(p: Parser): TokenIndex {
  if (!p.eat(TokenTag.pipe)) return 0;
  p.eat(TokenTag.asterisk);
  const name = p.expect(TokenTag.identifier);
  return name < 0 || p.expect(TokenTag.pipe) < 0 ? FAIL : name;
}
