import { type NodeIndex, NodeTag } from './node.ts';
import { eatDocComments } from './parse-container.ts';
import { ParseErrorTag } from './parse-error.ts';
import { expectExpr } from './parse-expr.ts';
import { parseBlock } from './parse-statement.ts';
import { expectTypeExpr, parseParenthesized, parseTypeExpr } from './parse-type.ts';
import { FAIL, ListStep, type Parser } from './parser.ts';
import { TokenTag } from './token.ts';
import { RangeKind } from './tree.ts';

/** A function or variable, after `pub` if there is one. Returns 0 where it reported and parsing can go on. */
export function parseTopLevelDecl(p: Parser): NodeIndex {
  const firstToken = p.token;
  let isExtern = false;
  let wantsFn = false;
  let wantsVarOrFn = false;
  switch (p.tag()) {
    case TokenTag.keyword_extern:
      p.token++;
      p.eat(TokenTag.string_literal);
      isExtern = true;
      wantsVarOrFn = true;
      break;
    case TokenTag.keyword_export:
      p.token++;
      wantsVarOrFn = true;
      break;
    case TokenTag.keyword_inline:
    case TokenTag.keyword_noinline:
      p.token++;
      wantsFn = true;
      break;
  }
  if (p.tag() === TokenTag.keyword_fn) {
    const proto = parseFnProto(p);
    if (proto < 0) return FAIL;
    if (p.eat(TokenTag.semicolon)) return proto;
    if (p.tag() !== TokenTag.l_brace) {
      p.warn(ParseErrorTag.expected_semi_or_lbrace);
      return 0;
    }
    if (isExtern) {
      p.warnAt(ParseErrorTag.extern_fn_body, firstToken);
      return 0;
    }
    const decl = p.reserve();
    const row = p.beginRange(RangeKind.fn_body);
    const body = parseBlock(p);
    if (body < 0) return FAIL;
    p.endRange(row);
    p.setRangeNode(row, decl);
    return p.fill(decl, NodeTag.fn_decl, p.mainTokens[proto], proto, body);
  }
  if (wantsFn) return p.fail(ParseErrorTag.expected_fn);
  const isThreadlocal = p.eat(TokenTag.keyword_threadlocal);
  if (p.tag() === TokenTag.keyword_const || p.tag() === TokenTag.keyword_var) return parseGlobalVarDecl(p);
  if (isThreadlocal) return p.fail(ParseErrorTag.expected_var_decl);
  if (wantsVarOrFn) return p.fail(ParseErrorTag.expected_var_decl_or_fn);
  return p.fail(ParseErrorTag.expected_pub_item);
}

function parseGlobalVarDecl(p: Parser): NodeIndex {
  const decl = parseVarDeclProto(p);
  if (decl < 0) return FAIL;
  if (p.tag() === TokenTag.equal_equal) p.warn(ParseErrorTag.wrong_equal_var_decl);
  if (p.eat(TokenTag.equal) || p.eat(TokenTag.equal_equal)) {
    const init = expectExpr(p);
    if (init < 0) return FAIL;
    p.rhs[decl] = init;
  }
  if (!p.eat(TokenTag.semicolon)) return p.fail(ParseErrorTag.expected_semi_after_decl);
  return decl;
}

/** `const name: type align() addrspace() linksection()` at the keyword, without the initializer. */
export function parseVarDeclProto(p: Parser): NodeIndex {
  const mutToken = p.token++;
  if (p.expect(TokenTag.identifier) < 0) return FAIL;
  const type = p.eat(TokenTag.colon) ? expectTypeExpr(p) : 0;
  if (type < 0) return FAIL;
  const align = parseParenthesized(p, TokenTag.keyword_align);
  if (align < 0) return FAIL;
  const addrspace = parseParenthesized(p, TokenTag.keyword_addrspace);
  if (addrspace < 0) return FAIL;
  const section = parseParenthesized(p, TokenTag.keyword_linksection);
  if (section < 0) return FAIL;
  if (section !== 0 || addrspace !== 0) {
    const extra = p.extra2(type, align);
    p.extra2(addrspace, section);
    return p.node(NodeTag.global_var_decl, mutToken, extra, 0);
  }
  if (align === 0) return p.node(NodeTag.simple_var_decl, mutToken, type, 0);
  if (type === 0) return p.node(NodeTag.aligned_var_decl, mutToken, align, 0);
  return p.node(NodeTag.local_var_decl, mutToken, p.extra2(type, align), 0);
}

/** A function prototype at `fn`. Its node comes before those of its operands. */
export function parseFnProto(p: Parser): NodeIndex {
  const fnToken = p.token++;
  const proto = p.reserve();
  p.eat(TokenTag.identifier);
  const top = p.scratch.length;
  if (!parseParams(p)) return FAIL;
  const align = parseParenthesized(p, TokenTag.keyword_align);
  if (align < 0) return FAIL;
  const addrspace = parseParenthesized(p, TokenTag.keyword_addrspace);
  if (addrspace < 0) return FAIL;
  const section = parseParenthesized(p, TokenTag.keyword_linksection);
  if (section < 0) return FAIL;
  const callconv = parseParenthesized(p, TokenTag.keyword_callconv);
  if (callconv < 0) return FAIL;
  p.eat(TokenTag.bang);
  const returnType = parseTypeExpr(p);
  if (returnType < 0) return FAIL;
  if (returnType === 0) p.warn(ParseErrorTag.expected_return_type);

  const { scratch } = p;
  const isPlain = align === 0 && addrspace === 0 && section === 0 && callconv === 0;
  if (scratch.length - top <= 1) {
    const param = scratch.length > top ? scratch.data[top] : 0;
    scratch.truncate(top);
    if (isPlain) return p.fill(proto, NodeTag.fn_proto_simple, fnToken, param, returnType);
    const extra = p.extra3(param, align, addrspace);
    p.extra2(section, callconv);
    return p.fill(proto, NodeTag.fn_proto_one, fnToken, extra, returnType);
  }
  const params = p.rangeToExtra(top);
  if (isPlain) return p.fill(proto, NodeTag.fn_proto_multi, fnToken, params, returnType);
  p.extra2(align, addrspace);
  p.extra2(section, callconv);
  return p.fill(proto, NodeTag.fn_proto, fnToken, params, returnType);
}

/** `(a: b, ...)`. Leaves the parameter types that are nodes in the scratch list. Returns false after an error. */
function parseParams(p: Parser): boolean {
  if (p.expect(TokenTag.l_paren) < 0) return false;
  if (p.eat(TokenTag.r_paren)) return true;
  let sawVarargs = false;
  let afterVarargs = 0;
  for (;;) {
    if (sawVarargs && afterVarargs === 0) afterVarargs = p.token;
    const type = parseParam(p);
    if (type < 0) return false;
    if (type > 0) p.scratch.push(type);
    else if (p.tokenTags[p.token - 1] === TokenTag.ellipsis3) sawVarargs = true;
    const step = p.listStep(TokenTag.r_paren, ParseErrorTag.expected_comma_after_param);
    if (step === ListStep.fail) return false;
    if (step === ListStep.done) break;
  }
  if (afterVarargs !== 0) p.warnAt(ParseErrorTag.varargs_nonfinal, afterVarargs);
  return true;
}

/** Returns the type of a parameter, 0 for `anytype` and `...`. */
function parseParam(p: Parser): NodeIndex {
  eatDocComments(p);
  if (p.eat(TokenTag.ellipsis3)) return 0;
  if (p.tag() === TokenTag.keyword_noalias || p.tag() === TokenTag.keyword_comptime) p.token++;
  if (p.tag() === TokenTag.identifier && p.peek(1) === TokenTag.colon) p.token += 2;
  return p.eat(TokenTag.keyword_anytype) ? 0 : expectTypeExpr(p);
}
