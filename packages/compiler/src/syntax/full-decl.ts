import { extraRange, upToTwo } from './full.ts';
import type { NodeIndex, TokenIndex } from './node.ts';
import { NodeTag } from './node.ts';
import { firstToken, lastToken } from './span.ts';
import { TokenTag } from './token.ts';
import type { Tree } from './tree.ts';

/*
 * Views of declarations and types, as those of `full.ts`.
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
