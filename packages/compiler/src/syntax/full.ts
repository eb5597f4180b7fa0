import type { NodeIndex, TokenIndex } from './node.ts';
import { NodeTag } from './node.ts';
import { firstToken, lastToken } from './span.ts';
import { TokenTag } from './token.ts';
import type { Tree } from './tree.ts';

/*
 * Views that put the variants of one construct into one shape. Nodes that are absent are 0, tokens that are absent are
 * null. The functions return null for a node of another construct.
 */

/** A variable or constant declaration. */
export interface FullVarDecl {
  readonly visibToken: TokenIndex | null;
  readonly externExportToken: TokenIndex | null;
  /** The string in `extern "name"`. */
  readonly libName: TokenIndex | null;
  readonly threadlocalToken: TokenIndex | null;
  readonly comptimeToken: TokenIndex | null;
  /** `var` or `const`; the name is the token after it. */
  readonly mutToken: TokenIndex;
  readonly typeNode: NodeIndex;
  readonly alignNode: NodeIndex;
  readonly addrspaceNode: NodeIndex;
  readonly sectionNode: NodeIndex;
  readonly initNode: NodeIndex;
}

/** `var`/`const` in any form. */
export function fullVarDecl(tree: Tree, node: NodeIndex): FullVarDecl | null {
  const { lhs, rhs, extra, tokenTags } = tree;
  let typeNode = 0;
  let alignNode = 0;
  let addrspaceNode = 0;
  let sectionNode = 0;
  const data = lhs[node];
  switch (tree.nodeTags[node]) {
    case NodeTag.global_var_decl:
      typeNode = extra[data];
      alignNode = extra[data + 1];
      addrspaceNode = extra[data + 2];
      sectionNode = extra[data + 3];
      break;
    case NodeTag.local_var_decl:
      typeNode = extra[data];
      alignNode = extra[data + 1];
      break;
    case NodeTag.simple_var_decl:
      typeNode = data;
      break;
    case NodeTag.aligned_var_decl:
      alignNode = data;
      break;
    default:
      return null;
  }
  const mutToken = tree.mainTokens[node];
  let visibToken: TokenIndex | null = null;
  let externExportToken: TokenIndex | null = null;
  let libName: TokenIndex | null = null;
  let threadlocalToken: TokenIndex | null = null;
  let comptimeToken: TokenIndex | null = null;
  scan: for (let token = mutToken - 1; token >= 0; token--) {
    switch (tokenTags[token]) {
      case TokenTag.keyword_extern:
      case TokenTag.keyword_export:
        externExportToken = token;
        break;
      case TokenTag.keyword_comptime:
        comptimeToken = token;
        break;
      case TokenTag.keyword_pub:
        visibToken = token;
        break;
      case TokenTag.keyword_threadlocal:
        threadlocalToken = token;
        break;
      case TokenTag.string_literal:
        libName = token;
        break;
      default:
        break scan;
    }
  }
  return {
    visibToken,
    externExportToken,
    libName,
    threadlocalToken,
    comptimeToken,
    mutToken,
    typeNode,
    alignNode,
    addrspaceNode,
    sectionNode,
    initNode: rhs[node],
  };
}

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

/** A field of a container, or an element of a tuple type. */
export interface FullContainerField {
  readonly comptimeToken: TokenIndex | null;
  /** The name; the first token of the type if `tupleLike`. */
  readonly mainToken: TokenIndex;
  readonly typeExpr: NodeIndex;
  readonly alignExpr: NodeIndex;
  readonly valueExpr: NodeIndex;
  /** Written without `name:`. In an enum or union, `a` alone looks like this and is a name all the same. */
  readonly tupleLike: boolean;
}

/** A container field in any form. */
export function fullContainerField(tree: Tree, node: NodeIndex): FullContainerField | null {
  let alignExpr = 0;
  let valueExpr = 0;
  const data = tree.rhs[node];
  switch (tree.nodeTags[node]) {
    case NodeTag.container_field_init:
      valueExpr = data;
      break;
    case NodeTag.container_field_align:
      alignExpr = data;
      break;
    case NodeTag.container_field:
      alignExpr = tree.extra[data];
      valueExpr = tree.extra[data + 1];
      break;
    default:
      return null;
  }
  const mainToken = tree.mainTokens[node];
  const { tokenTags } = tree;
  return {
    comptimeToken: tokenTags[mainToken - 1] === TokenTag.keyword_comptime ? mainToken - 1 : null,
    mainToken,
    typeExpr: tree.lhs[node],
    alignExpr,
    valueExpr,
    tupleLike: tokenTags[mainToken] !== TokenTag.identifier || tokenTags[mainToken + 1] !== TokenTag.colon,
  };
}

/** A function prototype. */
export interface FullFnProto {
  /** The prototype node: for a `fn_decl`, its lhs. */
  readonly protoNode: NodeIndex;
  readonly visibToken: TokenIndex | null;
  /** `extern`, `export`, `inline` or `noinline`. */
  readonly externExportInlineToken: TokenIndex | null;
  /** The string in `extern "name"`. */
  readonly libName: TokenIndex | null;
  readonly fnToken: TokenIndex;
  readonly nameToken: TokenIndex | null;
  readonly lparen: TokenIndex;
  /** Types of the parameters that have one as a node: not of `anytype` and `...`. `fnParams` gives all of them. */
  readonly params: Uint32Array;
  readonly returnType: NodeIndex;
  readonly alignExpr: NodeIndex;
  readonly addrspaceExpr: NodeIndex;
  readonly sectionExpr: NodeIndex;
  readonly callconvExpr: NodeIndex;
}

/** A prototype in any form, or that of a `fn_decl`. */
export function fullFnProto(tree: Tree, node: NodeIndex): FullFnProto | null {
  const { extra, tokenTags } = tree;
  if (tree.nodeTags[node] === NodeTag.fn_decl) node = tree.lhs[node];
  const data = tree.lhs[node];
  let params = tree.extra.subarray(0, 0);
  let qualifiers = 0;
  switch (tree.nodeTags[node]) {
    case NodeTag.fn_proto_simple:
      if (data !== 0) params = tree.lhs.subarray(node, node + 1);
      break;
    case NodeTag.fn_proto_multi:
      params = extra.subarray(extra[data], extra[data + 1]);
      break;
    case NodeTag.fn_proto_one:
      if (extra[data] !== 0) params = extra.subarray(data, data + 1);
      qualifiers = data + 1;
      break;
    case NodeTag.fn_proto:
      params = extra.subarray(extra[data], extra[data + 1]);
      qualifiers = data + 2;
      break;
    default:
      return null;
  }
  const fnToken = tree.mainTokens[node];
  let visibToken: TokenIndex | null = null;
  let externExportInlineToken: TokenIndex | null = null;
  let libName: TokenIndex | null = null;
  scan: for (let token = fnToken - 1; token >= 0; token--) {
    switch (tokenTags[token]) {
      case TokenTag.keyword_extern:
      case TokenTag.keyword_export:
      case TokenTag.keyword_inline:
      case TokenTag.keyword_noinline:
        externExportInlineToken = token;
        break;
      case TokenTag.keyword_pub:
        visibToken = token;
        break;
      case TokenTag.string_literal:
        libName = token;
        break;
      default:
        break scan;
    }
  }
  const named = tokenTags[fnToken + 1] === TokenTag.identifier;
  return {
    protoNode: node,
    visibToken,
    externExportInlineToken,
    libName,
    fnToken,
    nameToken: named ? fnToken + 1 : null,
    lparen: fnToken + (named ? 2 : 1),
    params,
    returnType: tree.rhs[node],
    alignExpr: qualifiers === 0 ? 0 : extra[qualifiers],
    addrspaceExpr: qualifiers === 0 ? 0 : extra[qualifiers + 1],
    sectionExpr: qualifiers === 0 ? 0 : extra[qualifiers + 2],
    callconvExpr: qualifiers === 0 ? 0 : extra[qualifiers + 3],
  };
}

/** A parameter of a function prototype. */
export interface FnParam {
  readonly firstDocComment: TokenIndex | null;
  readonly comptimeNoalias: TokenIndex | null;
  readonly nameToken: TokenIndex | null;
  /** The `anytype` or the `...`, for a parameter without `typeExpr`. */
  readonly anytypeEllipsis3: TokenIndex | null;
  readonly typeExpr: NodeIndex;
}

/** All parameters of a prototype in order, with `anytype` and `...`. */
export function fnParams(tree: Tree, proto: FullFnProto): FnParam[] {
  const { tokenTags } = tree;
  const result: FnParam[] = [];
  let token = proto.lparen + 1;
  let nextType = 0;
  for (;;) {
    if (tokenTags[token] === TokenTag.comma) token++;
    let firstDocComment: TokenIndex | null = null;
    if (tokenTags[token] === TokenTag.doc_comment) firstDocComment = token;
    while (tokenTags[token] === TokenTag.doc_comment) token++;
    if (tokenTags[token] === TokenTag.r_paren) return result;
    let comptimeNoalias: TokenIndex | null = null;
    if (tokenTags[token] === TokenTag.keyword_comptime || tokenTags[token] === TokenTag.keyword_noalias) {
      comptimeNoalias = token++;
    }
    let nameToken: TokenIndex | null = null;
    if (tokenTags[token] === TokenTag.identifier && tokenTags[token + 1] === TokenTag.colon) {
      nameToken = token;
      token += 2;
    }
    let anytypeEllipsis3: TokenIndex | null = null;
    let typeExpr = 0;
    if (tokenTags[token] === TokenTag.ellipsis3 || tokenTags[token] === TokenTag.keyword_anytype) {
      anytypeEllipsis3 = token++;
    } else if (nextType < proto.params.length) {
      typeExpr = proto.params[nextType++];
      token = lastToken(tree, typeExpr) + 1;
    } else {
      return result;
    }
    result.push({ firstDocComment, comptimeNoalias, nameToken, anytypeEllipsis3, typeExpr });
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

/** `[count:sentinel]elem`. */
export interface FullArrayType {
  readonly lbracket: TokenIndex;
  readonly elemCount: NodeIndex;
  readonly sentinel: NodeIndex;
  readonly elemType: NodeIndex;
}

/** An array type, with or without sentinel. */
export function fullArrayType(tree: Tree, node: NodeIndex): FullArrayType | null {
  const lbracket = tree.mainTokens[node];
  const elemCount = tree.lhs[node];
  const data = tree.rhs[node];
  switch (tree.nodeTags[node]) {
    case NodeTag.array_type:
      return { lbracket, elemCount, sentinel: 0, elemType: data };
    case NodeTag.array_type_sentinel:
      return { lbracket, elemCount, sentinel: tree.extra[data], elemType: tree.extra[data + 1] };
    default:
      return null;
  }
}

/** How many items a pointer refers to. */
export enum PointerSize {
  One,
  Many,
  Slice,
  C,
}

/** A pointer type. */
export interface FullPtrType {
  /** `*` or `[`; a `**` for both pointers it stands for. */
  readonly mainToken: TokenIndex;
  readonly size: PointerSize;
  readonly allowzeroToken: TokenIndex | null;
  readonly constToken: TokenIndex | null;
  readonly volatileToken: TokenIndex | null;
  readonly alignNode: NodeIndex;
  readonly addrspaceNode: NodeIndex;
  readonly sentinel: NodeIndex;
  readonly bitRangeStart: NodeIndex;
  readonly bitRangeEnd: NodeIndex;
  readonly childType: NodeIndex;
}

/** A pointer type in any form. */
export function fullPtrType(tree: Tree, node: NodeIndex): FullPtrType | null {
  const { extra, tokenTags } = tree;
  const data = tree.lhs[node];
  let sentinel = 0;
  let alignNode = 0;
  let addrspaceNode = 0;
  let bitRangeStart = 0;
  let bitRangeEnd = 0;
  switch (tree.nodeTags[node]) {
    case NodeTag.ptr_type_aligned:
      alignNode = data;
      break;
    case NodeTag.ptr_type_sentinel:
      sentinel = data;
      break;
    case NodeTag.ptr_type_bit_range:
      bitRangeStart = extra[data + 3];
      bitRangeEnd = extra[data + 4];
    case NodeTag.ptr_type:
      sentinel = extra[data];
      alignNode = extra[data + 1];
      addrspaceNode = extra[data + 2];
      break;
    default:
      return null;
  }
  const mainToken = tree.mainTokens[node];
  const childType = tree.rhs[node];
  const size = pointerSize(tree, mainToken);
  let allowzeroToken: TokenIndex | null = null;
  let constToken: TokenIndex | null = null;
  let volatileToken: TokenIndex | null = null;
  // The search for modifiers must not enter an operand: it would find the modifiers of a pointer type in there.
  let token = sentinel === 0 ? mainToken + 1 : lastToken(tree, sentinel) + 1;
  const end = firstToken(tree, childType);
  for (; token < end; token++) {
    switch (tokenTags[token]) {
      case TokenTag.keyword_allowzero:
        allowzeroToken = token;
        break;
      case TokenTag.keyword_const:
        constToken = token;
        break;
      case TokenTag.keyword_volatile:
        volatileToken = token;
        break;
      case TokenTag.keyword_align:
        token = lastToken(tree, bitRangeEnd !== 0 ? bitRangeEnd : alignNode) + 1;
        break;
      case TokenTag.keyword_addrspace:
        token = lastToken(tree, addrspaceNode) + 1;
        break;
    }
  }
  return {
    mainToken,
    size,
    allowzeroToken,
    constToken,
    volatileToken,
    alignNode,
    addrspaceNode,
    sentinel,
    bitRangeStart,
    bitRangeEnd,
    childType,
  };
}

function pointerSize(tree: Tree, mainToken: TokenIndex): PointerSize {
  const { tokenTags } = tree;
  if (tokenTags[mainToken] !== TokenTag.l_bracket) return PointerSize.One;
  if (tokenTags[mainToken + 1] !== TokenTag.asterisk) return PointerSize.Slice;
  return tokenTags[mainToken + 2] === TokenTag.identifier ? PointerSize.C : PointerSize.Many;
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

/** A struct, union, enum, opaque, or a whole file. */
export interface FullContainerDecl {
  /** `extern` or `packed`. */
  readonly layoutToken: TokenIndex | null;
  /** `struct`, `union`, `enum` or `opaque`; 0 for a file, which is a struct. */
  readonly mainToken: TokenIndex;
  /** The `enum` in `union(enum)` and `union(enum(T))`. */
  readonly enumToken: TokenIndex | null;
  readonly members: Uint32Array;
  /** What is in parentheses after the keyword; `T` of `union(enum(T))`. */
  readonly arg: NodeIndex;
}

/** A container in any form, the root included. */
export function fullContainerDecl(tree: Tree, node: NodeIndex): FullContainerDecl | null {
  const { lhs, rhs, tokenTags } = tree;
  let members: Uint32Array;
  let arg = 0;
  let tagged = false;
  switch (tree.nodeTags[node]) {
    case NodeTag.root:
      members = tree.extra.subarray(lhs[0], rhs[0]);
      return { layoutToken: null, mainToken: 0, enumToken: null, members, arg };
    case NodeTag.tagged_union:
    case NodeTag.tagged_union_trailing:
      tagged = true;
    case NodeTag.container_decl:
    case NodeTag.container_decl_trailing:
      members = tree.extra.subarray(lhs[node], rhs[node]);
      break;
    case NodeTag.tagged_union_two:
    case NodeTag.tagged_union_two_trailing:
      tagged = true;
    case NodeTag.container_decl_two:
    case NodeTag.container_decl_two_trailing:
      members = upToTwo(tree, node);
      break;
    case NodeTag.tagged_union_enum_tag:
    case NodeTag.tagged_union_enum_tag_trailing:
      tagged = true;
    case NodeTag.container_decl_arg:
    case NodeTag.container_decl_arg_trailing:
      members = extraRange(tree, rhs[node]);
      arg = lhs[node];
      break;
    default:
      return null;
  }
  const mainToken = tree.mainTokens[node];
  const before: TokenTag = tokenTags[mainToken - 1];
  const hasLayout = before === TokenTag.keyword_extern || before === TokenTag.keyword_packed;
  return {
    layoutToken: hasLayout ? mainToken - 1 : null,
    mainToken,
    enumToken: tagged ? mainToken + 2 : null,
    members,
    arg,
  };
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
function extraRange(tree: Tree, index: number): Uint32Array {
  return tree.extra.subarray(tree.extra[index], tree.extra[index + 1]);
}

function upToOne(tree: Tree, node: NodeIndex): Uint32Array {
  return tree.rhs.subarray(node, tree.rhs[node] === 0 ? node : node + 1);
}

function upToTwo(tree: Tree, node: NodeIndex): Uint32Array {
  const first = tree.lhs[node];
  const second = tree.rhs[node];
  if (second !== 0) return Uint32Array.of(first, second);
  return first === 0 ? tree.extra.subarray(0, 0) : Uint32Array.of(first);
}
