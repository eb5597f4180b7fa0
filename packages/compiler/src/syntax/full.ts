import type { NodeIndex, TokenIndex } from './node.ts';
import { NodeTag } from './node.ts';
import { firstToken, lastToken } from './span.ts';
import { TokenTag } from './token.ts';
import type { Tree } from './tree.ts';

/*
 * Views that put the variants of one construct into one shape: of statements and expressions here, of declarations and types in
 * `full-decl.ts`. Nodes that are absent are 0, tokens that are absent are null. The functions return null for a node of another construct.
 */

/** `a, const b = value`. */
export interface FullAssignDestructure {
  readonly comptimeToken: TokenIndex | null;
  /** Expressions, and var decls without initializer. */
  readonly variables: Uint32Array;
  readonly equalToken: TokenIndex;
  readonly valueExpr: NodeIndex;
}

/** `assign_destructure`. */
export function fullAssignDestructure(tree: Tree, node: NodeIndex): FullAssignDestructure | null {
  if (tree.nodeTags[node] !== NodeTag.assign_destructure) return null;
  const start = tree.lhs[node];
  const variables = tree.extra.subarray(start + 1, start + 1 + tree.extra[start]);
  const first = firstToken(tree, variables[0]);
  const tag: NodeTag = tree.nodeTags[variables[0]];
  const isVarDecl = tag >= NodeTag.global_var_decl && tag <= NodeTag.aligned_var_decl;
  const candidate = isVarDecl ? first : first - 1;
  return {
    comptimeToken: tree.tokenTags[candidate] === TokenTag.keyword_comptime ? candidate : null,
    variables,
    equalToken: tree.mainTokens[node],
    valueExpr: tree.rhs[node],
  };
}

/** `if (cond) |payload| then else |err| other`. */
export interface FullIf {
  readonly ifToken: TokenIndex;
  readonly condExpr: NodeIndex;
  /** The token after the first `|`: an identifier, or a `*` before one. */
  readonly payloadToken: TokenIndex | null;
  readonly thenExpr: NodeIndex;
  readonly elseToken: TokenIndex | null;
  /** The identifier between the bars after `else`. */
  readonly errorToken: TokenIndex | null;
  readonly elseExpr: NodeIndex;
}

/** `if`, with or without `else`. */
export function fullIf(tree: Tree, node: NodeIndex): FullIf | null {
  let thenExpr = tree.rhs[node];
  let elseExpr = 0;
  switch (tree.nodeTags[node]) {
    case NodeTag.if_simple:
      break;
    case NodeTag.if:
      elseExpr = tree.extra[thenExpr + 1];
      thenExpr = tree.extra[thenExpr];
      break;
    default:
      return null;
  }
  const condExpr = tree.lhs[node];
  const bar = lastToken(tree, condExpr) + 2;
  const elseToken = elseExpr === 0 ? null : lastToken(tree, thenExpr) + 1;
  return {
    ifToken: tree.mainTokens[node],
    condExpr,
    payloadToken: tree.tokenTags[bar] === TokenTag.pipe ? bar + 1 : null,
    thenExpr,
    elseToken,
    errorToken: elseToken !== null && tree.tokenTags[elseToken + 1] === TokenTag.pipe ? elseToken + 2 : null,
    elseExpr,
  };
}

/** `label: inline while (cond) |payload| : (continue) then else |err| other`. */
export interface FullWhile {
  readonly labelToken: TokenIndex | null;
  readonly inlineToken: TokenIndex | null;
  readonly whileToken: TokenIndex;
  readonly condExpr: NodeIndex;
  /** The token after the first `|`: an identifier, or a `*` before one. */
  readonly payloadToken: TokenIndex | null;
  readonly contExpr: NodeIndex;
  readonly thenExpr: NodeIndex;
  readonly elseToken: TokenIndex | null;
  /** The identifier between the bars after `else`. */
  readonly errorToken: TokenIndex | null;
  readonly elseExpr: NodeIndex;
}

/** `while` in any form. */
export function fullWhile(tree: Tree, node: NodeIndex): FullWhile | null {
  const { extra, tokenTags } = tree;
  const data = tree.rhs[node];
  let contExpr = 0;
  let thenExpr = data;
  let elseExpr = 0;
  switch (tree.nodeTags[node]) {
    case NodeTag.while_simple:
      break;
    case NodeTag.while_cont:
      contExpr = extra[data];
      thenExpr = extra[data + 1];
      break;
    case NodeTag.while:
      contExpr = extra[data];
      thenExpr = extra[data + 1];
      elseExpr = extra[data + 2];
      break;
    default:
      return null;
  }
  const whileToken = tree.mainTokens[node];
  const condExpr = tree.lhs[node];
  const inlineToken = tokenTags[whileToken - 1] === TokenTag.keyword_inline ? whileToken - 1 : null;
  const afterCond = lastToken(tree, condExpr) + 2;
  const elseToken = elseExpr === 0 ? null : lastToken(tree, thenExpr) + 1;
  return {
    labelToken: labelBefore(tree, inlineToken ?? whileToken),
    inlineToken,
    whileToken,
    condExpr,
    payloadToken: tokenTags[afterCond] === TokenTag.pipe ? afterCond + 1 : null,
    contExpr,
    thenExpr,
    elseToken,
    errorToken: elseToken !== null && tokenTags[elseToken + 1] === TokenTag.pipe ? elseToken + 2 : null,
    elseExpr,
  };
}

/** `label: inline for (inputs) |payloads| then else other`. */
export interface FullFor {
  readonly labelToken: TokenIndex | null;
  readonly inlineToken: TokenIndex | null;
  readonly forToken: TokenIndex;
  /** Expressions and `for_range` nodes, at least one. */
  readonly inputs: Uint32Array;
  /** The token after the `|`: an identifier, or a `*` before one. The captures are separated by commas. */
  readonly payloadToken: TokenIndex;
  readonly thenExpr: NodeIndex;
  readonly elseToken: TokenIndex | null;
  readonly elseExpr: NodeIndex;
}

/** `for` in any form. */
export function fullFor(tree: Tree, node: NodeIndex): FullFor | null {
  const { extra, tokenTags } = tree;
  const data = tree.lhs[node];
  let inputs: Uint32Array;
  let thenExpr = tree.rhs[node];
  let elseExpr = 0;
  switch (tree.nodeTags[node]) {
    case NodeTag.for_simple:
      inputs = tree.lhs.subarray(node, node + 1);
      break;
    case NodeTag.for: {
      const count = thenExpr & 0x7fff_ffff;
      const hasElse = thenExpr >= 0x8000_0000;
      inputs = extra.subarray(data, data + count);
      thenExpr = extra[data + count];
      elseExpr = hasElse ? extra[data + count + 1] : 0;
      break;
    }
    default:
      return null;
  }
  const forToken = tree.mainTokens[node];
  const inlineToken = tokenTags[forToken - 1] === TokenTag.keyword_inline ? forToken - 1 : null;
  const last = lastToken(tree, inputs[inputs.length - 1]);
  return {
    labelToken: labelBefore(tree, inlineToken ?? forToken),
    inlineToken,
    forToken,
    inputs,
    payloadToken: last + (tokenTags[last + 1] === TokenTag.comma ? 4 : 3),
    thenExpr,
    elseToken: elseExpr === 0 ? null : lastToken(tree, thenExpr) + 1,
    elseExpr,
  };
}

/** The identifier of `label:` right before `token`. */
function labelBefore(tree: Tree, token: TokenIndex): TokenIndex | null {
  const { tokenTags } = tree;
  return token >= 2 && tokenTags[token - 1] === TokenTag.colon && tokenTags[token - 2] === TokenTag.identifier
    ? token - 2
    : null;
}

/** The label of a block node, `label: {`, or null. */
export function blockLabel(tree: Tree, node: NodeIndex): TokenIndex | null {
  return labelBefore(tree, tree.mainTokens[node]);
}

/** Statements of a block node of any form. Null for other nodes. */
export function blockStatements(tree: Tree, node: NodeIndex): Uint32Array | null {
  switch (tree.nodeTags[node]) {
    case NodeTag.block_two:
    case NodeTag.block_two_semicolon:
      return upToTwo(tree, node);
    case NodeTag.block:
    case NodeTag.block_semicolon:
      return tree.extra.subarray(tree.lhs[node], tree.rhs[node]);
    default:
      return null;
  }
}

/** Arguments of a builtin call node of any form. Null for other nodes. */
export function builtinCallArgs(tree: Tree, node: NodeIndex): Uint32Array | null {
  switch (tree.nodeTags[node]) {
    case NodeTag.builtin_call_two:
    case NodeTag.builtin_call_two_comma:
      return upToTwo(tree, node);
    case NodeTag.builtin_call:
    case NodeTag.builtin_call_comma:
      return tree.extra.subarray(tree.lhs[node], tree.rhs[node]);
    default:
      return null;
  }
}

/** `type{ .a = x }`, `.{ .a = x }`. */
export interface FullStructInit {
  readonly lbrace: TokenIndex;
  /** Values of the fields. A name is the token two before the first token of the value. */
  readonly fields: Uint32Array;
  readonly typeExpr: NodeIndex;
}

/** A struct initializer in any form. */
export function fullStructInit(tree: Tree, node: NodeIndex): FullStructInit | null {
  const lbrace = tree.mainTokens[node];
  switch (tree.nodeTags[node]) {
    case NodeTag.struct_init_one:
    case NodeTag.struct_init_one_comma:
      return { lbrace, fields: upToOne(tree, node), typeExpr: tree.lhs[node] };
    case NodeTag.struct_init_dot_two:
    case NodeTag.struct_init_dot_two_comma:
      return { lbrace, fields: upToTwo(tree, node), typeExpr: 0 };
    case NodeTag.struct_init_dot:
    case NodeTag.struct_init_dot_comma:
      return { lbrace, fields: tree.extra.subarray(tree.lhs[node], tree.rhs[node]), typeExpr: 0 };
    case NodeTag.struct_init:
    case NodeTag.struct_init_comma:
      return { lbrace, fields: extraRange(tree, tree.rhs[node]), typeExpr: tree.lhs[node] };
    default:
      return null;
  }
}

/** `type{ x, y }`, `.{ x, y }`. */
export interface FullArrayInit {
  readonly lbrace: TokenIndex;
  readonly elements: Uint32Array;
  readonly typeExpr: NodeIndex;
}

/** An array initializer in any form. `.{}` is a struct initializer. */
export function fullArrayInit(tree: Tree, node: NodeIndex): FullArrayInit | null {
  const lbrace = tree.mainTokens[node];
  switch (tree.nodeTags[node]) {
    case NodeTag.array_init_one:
    case NodeTag.array_init_one_comma:
      return { lbrace, elements: upToOne(tree, node), typeExpr: tree.lhs[node] };
    case NodeTag.array_init_dot_two:
    case NodeTag.array_init_dot_two_comma:
      return { lbrace, elements: upToTwo(tree, node), typeExpr: 0 };
    case NodeTag.array_init_dot:
    case NodeTag.array_init_dot_comma:
      return { lbrace, elements: tree.extra.subarray(tree.lhs[node], tree.rhs[node]), typeExpr: 0 };
    case NodeTag.array_init:
    case NodeTag.array_init_comma:
      return { lbrace, elements: extraRange(tree, tree.rhs[node]), typeExpr: tree.lhs[node] };
    default:
      return null;
  }
}

/** `sliced[start..end :sentinel]`. */
export interface FullSlice {
  readonly sliced: NodeIndex;
  readonly lbracket: TokenIndex;
  readonly start: NodeIndex;
  readonly end: NodeIndex;
  readonly sentinel: NodeIndex;
}

/** A slice expression in any form. */
export function fullSlice(tree: Tree, node: NodeIndex): FullSlice | null {
  const { extra } = tree;
  const lbracket = tree.mainTokens[node];
  const sliced = tree.lhs[node];
  const data = tree.rhs[node];
  switch (tree.nodeTags[node]) {
    case NodeTag.slice_open:
      return { sliced, lbracket, start: data, end: 0, sentinel: 0 };
    case NodeTag.slice:
      return { sliced, lbracket, start: extra[data], end: extra[data + 1], sentinel: 0 };
    case NodeTag.slice_sentinel:
      return { sliced, lbracket, start: extra[data], end: extra[data + 1], sentinel: extra[data + 2] };
    default:
      return null;
  }
}

/** `label: switch (condition) { cases }`. */
export interface FullSwitch {
  readonly labelToken: TokenIndex | null;
  readonly switchToken: TokenIndex;
  readonly condition: NodeIndex;
  readonly cases: Uint32Array;
}

/** A switch in any form. */
export function fullSwitch(tree: Tree, node: NodeIndex): FullSwitch | null {
  const tag: NodeTag = tree.nodeTags[node];
  if (tag !== NodeTag.switch && tag !== NodeTag.switch_comma) return null;
  const main = tree.mainTokens[node];
  const labeled = tree.tokenTags[main] === TokenTag.identifier;
  return {
    labelToken: labeled ? main : null,
    switchToken: labeled ? main + 2 : main,
    condition: tree.lhs[node],
    cases: extraRange(tree, tree.rhs[node]),
  };
}

/** `inline values => |payload| target`. */
export interface FullSwitchCase {
  readonly inlineToken: TokenIndex | null;
  /** Expressions and `switch_range` nodes. Empty for `else`. */
  readonly values: Uint32Array;
  readonly arrowToken: TokenIndex;
  /** The token after the `|`: an identifier, or a `*` before one. */
  readonly payloadToken: TokenIndex | null;
  readonly targetExpr: NodeIndex;
}

/** A switch case in any form. */
export function fullSwitchCase(tree: Tree, node: NodeIndex): FullSwitchCase | null {
  let isInline = false;
  let values: Uint32Array;
  const data = tree.lhs[node];
  switch (tree.nodeTags[node]) {
    case NodeTag.switch_case_inline_one:
      isInline = true;
    case NodeTag.switch_case_one:
      values = tree.lhs.subarray(node, data === 0 ? node : node + 1);
      break;
    case NodeTag.switch_case_inline:
      isInline = true;
    case NodeTag.switch_case:
      values = extraRange(tree, data);
      break;
    default:
      return null;
  }
  const arrowToken = tree.mainTokens[node];
  return {
    inlineToken: isInline ? firstToken(tree, node) : null,
    values,
    arrowToken,
    payloadToken: tree.tokenTags[arrowToken + 1] === TokenTag.pipe ? arrowToken + 2 : null,
    targetExpr: tree.rhs[node],
  };
}

/** `asm volatile (template : outputs : inputs : clobbers)`. */
export interface FullAsm {
  readonly asmToken: TokenIndex;
  readonly volatileToken: TokenIndex | null;
  readonly template: NodeIndex;
  readonly outputs: Uint32Array;
  readonly inputs: Uint32Array;
  readonly clobbers: NodeIndex;
  readonly rparen: TokenIndex;
}

/** Inline assembly in any form. */
export function fullAsm(tree: Tree, node: NodeIndex): FullAsm | null {
  const { extra, tokenTags } = tree;
  const data = tree.rhs[node];
  let items = extra.subarray(0, 0);
  let clobbers: NodeIndex = 0;
  let rparen = data;
  switch (tree.nodeTags[node]) {
    case NodeTag.asm_simple:
      break;
    case NodeTag.asm:
      items = extra.subarray(extra[data], extra[data + 1]);
      clobbers = extra[data + 2];
      rparen = extra[data + 3];
      break;
    default:
      return null;
  }
  const asmToken = tree.mainTokens[node];
  let split = 0;
  while (split < items.length && tree.nodeTags[items[split]] === NodeTag.asm_output) split++;
  return {
    asmToken,
    volatileToken: tokenTags[asmToken + 1] === TokenTag.keyword_volatile ? asmToken + 1 : null,
    template: tree.lhs[node],
    outputs: items.subarray(0, split),
    inputs: items.subarray(split),
    clobbers,
    rparen,
  };
}

/** `fnExpr(params)`. */
export interface FullCall {
  readonly lparen: TokenIndex;
  readonly fnExpr: NodeIndex;
  readonly params: Uint32Array;
}

/** A call in any form. */
export function fullCall(tree: Tree, node: NodeIndex): FullCall | null {
  let params: Uint32Array;
  switch (tree.nodeTags[node]) {
    case NodeTag.call:
    case NodeTag.call_comma:
      params = extraRange(tree, tree.rhs[node]);
      break;
    case NodeTag.call_one:
    case NodeTag.call_one_comma:
      params = upToOne(tree, node);
      break;
    default:
      return null;
  }
  return { lparen: tree.mainTokens[node], fnExpr: tree.lhs[node], params };
}

/** The list whose bounds are `extra[index]` and `extra[index + 1]`. */
export function extraRange(tree: Tree, index: number): Uint32Array {
  return tree.extra.subarray(tree.extra[index], tree.extra[index + 1]);
}

function upToOne(tree: Tree, node: NodeIndex): Uint32Array {
  return tree.rhs.subarray(node, tree.rhs[node] === 0 ? node : node + 1);
}

/** The operands of a node that has up to two. */
export function upToTwo(tree: Tree, node: NodeIndex): Uint32Array {
  const first = tree.lhs[node];
  const second = tree.rhs[node];
  if (second !== 0) return Uint32Array.of(first, second);
  return first === 0 ? tree.extra.subarray(0, 0) : Uint32Array.of(first);
}
