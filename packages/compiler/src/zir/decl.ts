import { fullFnProto, fullVarDecl } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { GenZir, NameStrategy } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import { acquireChild } from './chunk-tree.ts';
import { expr, typeExpr } from './expr.ts';
import { fnDecl, libraryName, testFunction } from './function.ts';
import { Extended, Tag } from './inst.ts';
import { LOWERING_FAILED, type Lowering, noteNode, noteToken } from './lowering.ts';
import { NAME_EMPTY, type NameId } from './names.ts';
import { isPrimitiveToken } from './primitive.ts';
import { Ref, REF_NONE, type ZirIndex, type ZirRef } from './ref.ts';
import { RI_ALIGN, RI_LINKSECTION, RI_NONE, RI_TYPE, resCoerced, resTy } from './result.ts';
import { type Scope, ScopeKind } from './scope.ts';
import { stringName } from './string-text.ts';
import { isUnderscoreToken } from './underscore.ts';
import { ChunkKind, DECL_BLOCK, DeclFlag, DeclKind } from './zir.ts';

/** Bits of `small` of `Extended.variable`. */
export enum VariableFlag {
  has_lib_name = 1,
  has_align = 2,
  has_init = 4,
  is_extern = 8,
  is_const = 16,
  is_threadlocal = 32,
}

/**
 * Lowers the member declaration `node` of a container to a chunk, which the caller has to complete. If it cannot be lowered, the errors
 * say why and the chunk's value is `Extended.astgen_error`.
 */
export function lowerMember(lo: Lowering, scope: Scope, node: number, parent: ChunkBuilder | null): ChunkBuilder {
  const builder = acquireChild(lo, ChunkKind.declaration, lo.numbering.rangeOf(node), parent);
  const { fnBlock, fnVarArgs, withinFn, fnRetTy, depth } = lo;
  lo.fnVarArgs = false;
  try {
    lowerMemberInto(lo, builder, scope, node);
  } catch (error) {
    if (error !== LOWERING_FAILED) throw error;
    fail(lo, builder, node);
  }
  lo.fnBlock = fnBlock;
  lo.fnVarArgs = fnVarArgs;
  lo.withinFn = withinFn;
  lo.fnRetTy = fnRetTy;
  lo.depth = depth;
  return builder;
}

/** Replaces what has been lowered of a declaration by an instruction that says that it failed. */
function fail(lo: Lowering, builder: ChunkBuilder, node: number): void {
  builder.reset(builder.kind, builder.row, builder.range);
  if (!setSignature(lo, builder, node)) builder.declKind = DeclKind.unnamed_test;
  const inst = builder.make(Tag.extended, Extended.astgen_error, 0, lo.numbering.srcNode(builder.range, node));
  builder.beginHeader();
  builder.extra4(1, 0, 0, 0);
  builder.extra.push(inst);
}

/** Sets kind, flags and name of a declaration; false for a test, whose name may be malformed. */
function setSignature(lo: Lowering, builder: ChunkBuilder, node: number): boolean {
  const { tree } = lo;
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.comptime:
      builder.declKind = DeclKind.comptime;
      return true;
    case NodeTag.usingnamespace: {
      builder.declKind = DeclKind.usingnamespace;
      const main = tree.mainTokens[node];
      if (main > 0 && tree.tokenTags[main - 1] === TokenTag.keyword_pub) builder.flags = DeclFlag.pub;
      return true;
    }
    case NodeTag.test_decl:
      return false;
    case NodeTag.global_var_decl:
    case NodeTag.local_var_decl:
    case NodeTag.simple_var_decl:
    case NodeTag.aligned_var_decl: {
      const full = fullVarDecl(tree, node)!;
      builder.declKind = tree.tokenTags[full.mutToken] === TokenTag.keyword_var ? DeclKind.var : DeclKind.const;
      builder.flags =
        (full.visibToken === null ? 0 : DeclFlag.pub) |
        linkage(lo, full.externExportToken) |
        (full.threadlocalToken === null ? 0 : DeclFlag.threadlocal);
      builder.name = builder.string(lo.names, lo.identName(full.mutToken + 1));
      return true;
    }
    default: {
      const proto = fullFnProto(tree, node)!;
      builder.declKind = DeclKind.fn;
      builder.flags = (proto.visibToken === null ? 0 : DeclFlag.pub) | linkage(lo, proto.externExportInlineToken);
      builder.name = builder.string(lo.names, lo.identName(proto.nameToken!));
      return true;
    }
  }
}

function linkage(lo: Lowering, token: number | null): number {
  if (token === null) return 0;
  const tag: TokenTag = lo.tree.tokenTags[token];
  if (tag === TokenTag.keyword_export) return DeclFlag.export;
  return tag === TokenTag.keyword_extern ? DeclFlag.extern : 0;
}

function lowerMemberInto(lo: Lowering, builder: ChunkBuilder, scope: Scope, node: number): void {
  const { tree } = lo;
  const gz = new GenZir(lo, builder, scope);
  gz.isComptime = true;
  setSignature(lo, builder, node);
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.global_var_decl:
    case NodeTag.local_var_decl:
    case NodeTag.simple_var_decl:
    case NodeTag.aligned_var_decl:
      globalVarDecl(gz, scope, node);
      return;
    case NodeTag.comptime: {
      const result = fullBodyExpr(gz, gz, RI_NONE, tree.lhs[node], false);
      if (gz.isEmpty() || !gz.refIsNoReturn(result)) addEnd(gz, Ref.void_value as ZirRef);
      break;
    }
    case NodeTag.usingnamespace:
      addEnd(gz, typeExpr(gz, gz, tree.lhs[node]));
      break;
    case NodeTag.test_decl:
      setTestedName(lo, builder, scope, tree.mainTokens[node] + 1);
      addEnd(gz, testFunction(gz, node));
      setTestText(lo, builder, tree.mainTokens[node] + 1);
      break;
    default:
      addEnd(gz, fnDecl(gz, scope, node));
      break;
  }
  builder.beginHeader();
  const header = builder.extra4(0, 0, 0, 0);
  builder.appendBody(gz.start, builder.stack.length);
  builder.extra.data[header] = builder.extra.length - header - 4;
  gz.unstack();
}

function addEnd(gz: GenZir, value: ZirRef, node = 0): void {
  gz.addBreak(Tag.break_inline, DECL_BLOCK as ZirIndex, value, node);
}

function globalVarDecl(gz: GenZir, scope: Scope, node: number): void {
  const { lo, chunk } = gz;
  const { tree } = lo;
  const full = fullVarDecl(tree, node)!;
  const isMutable = tree.tokenTags[full.mutToken] === TokenTag.keyword_var;
  const isExtern = (chunk.flags & DeclFlag.extern) !== 0;
  if (full.threadlocalToken !== null && !isMutable) {
    lo.failToken(full.threadlocalToken, 'threadlocal variable cannot be constant');
  }
  const libName = libraryName(gz, full.libName);

  let value: ZirRef;
  if (full.initNode !== 0) {
    if (isExtern) lo.failNode(full.initNode, 'extern variables have no initializers');
    const type = full.typeNode === 0 ? REF_NONE : expr(gz, gz, RI_TYPE, full.typeNode);
    gz.anonNameStrategy = NameStrategy.parent;
    value = expr(gz, gz, type === REF_NONE ? RI_NONE : resTy(type), full.initNode);
    if (isMutable) value = addVariable(gz, node, type, 0, value, isExtern, isMutable);
  } else {
    if (!isExtern) lo.failNode(node, 'variables must be initialized');
    if (full.typeNode === 0) lo.failNode(node, 'unable to infer variable type');
    const type = typeExpr(gz, gz, full.typeNode);
    gz.anonNameStrategy = NameStrategy.parent;
    value = addVariable(gz, node, type, libName, REF_NONE, isExtern, isMutable);
  }
  addEnd(gz, value, node);

  const { scratch } = chunk;
  const top = scratch.length;
  const valueLen = finishPart(gz, top);
  let alignLen = 0;
  if (full.alignNode !== 0) {
    const part = gz.makeSubBlock(scope);
    addEnd(part, fullBodyExpr(part, part, RI_ALIGN, full.alignNode, false), node);
    alignLen = finishPart(part, scratch.length);
  }
  let sectionLen = 0;
  if (full.sectionNode !== 0) {
    const part = gz.makeSubBlock(scope);
    addEnd(part, fullBodyExpr(part, part, RI_LINKSECTION, full.sectionNode, false), node);
    sectionLen = finishPart(part, scratch.length);
  }
  let addrspaceLen = 0;
  if (full.addrspaceNode !== 0) {
    const part = gz.makeSubBlock(scope);
    const type = addBuiltinValue(part, BuiltinValue.address_space, full.addrspaceNode);
    addEnd(part, fullBodyExpr(part, part, resCoerced(type), full.addrspaceNode, false), node);
    addrspaceLen = finishPart(part, scratch.length);
  }
  if (alignLen !== 0 || sectionLen !== 0 || addrspaceLen !== 0) {
    chunk.flags |= DeclFlag.has_align_linksection_addrspace;
  }
  chunk.beginHeader();
  chunk.extra4(valueLen, alignLen, sectionLen, addrspaceLen);
  chunk.extra.pushAll(scratch.data.subarray(top, scratch.length));
  scratch.truncate(top);
}

/** Appends the body of `gz` to the chunk's scratch, whose length is `top`. Unstacks. Returns the body's length. */
function finishPart(gz: GenZir, top: number): number {
  const { chunk } = gz;
  chunk.appendBody(gz.start, chunk.stack.length, chunk.scratch);
  gz.unstack();
  return chunk.scratch.length - top;
}

function addVariable(
  gz: GenZir,
  node: number,
  type: ZirRef,
  libName: number,
  init: ZirRef,
  isExtern: boolean,
  isMutable: boolean,
): ZirRef {
  const { extra, flags } = gz.chunk;
  const payload = extra.push(type);
  if (libName !== 0) extra.push(libName);
  if (init !== REF_NONE) extra.push(init);
  const small =
    (libName === 0 ? 0 : VariableFlag.has_lib_name) |
    (init === REF_NONE ? 0 : VariableFlag.has_init) |
    (isExtern ? VariableFlag.is_extern : 0) |
    (isMutable ? 0 : VariableFlag.is_const) |
    ((flags & DeclFlag.threadlocal) !== 0 ? VariableFlag.is_threadlocal : 0);
  return gz.addExtended(Extended.variable, small, payload, node);
}

/** `test name {}`: sets kind and name from the token after `test`. */
function setTestedName(lo: Lowering, builder: ChunkBuilder, scope: Scope, token: number): void {
  const { tree } = lo;
  builder.declKind = DeclKind.unnamed_test;
  if (tree.tokenTags[token] !== TokenTag.identifier) return;
  if (isUnderscoreToken(tree, token)) lo.failToken(token, `'_' used as an identifier without @"_" syntax`);
  if (isPrimitiveToken(tree, token)) lo.failToken(token, 'cannot test a primitive');
  const name = lo.identName(token);
  checkTested(lo, scope, token, name);
  builder.declKind = DeclKind.decltest;
  builder.name = builder.string(lo.names, name);
}

/** `test "name" {}`: sets kind and name from the token after `test`. */
function setTestText(lo: Lowering, builder: ChunkBuilder, token: number): void {
  if (lo.tree.tokenTags[token] !== TokenTag.string_literal) return;
  const name = stringName(lo, token, 0);
  if (lo.names.bytes(name).includes(0)) lo.failToken(token, 'test name cannot contain null bytes');
  if (name === NAME_EMPTY) lo.failToken(token, 'empty test name must be omitted');
  builder.declKind = DeclKind.named_test;
  builder.name = builder.string(lo.names, name);
}

/** Fails unless `name` is a declaration that can be seen, and only one. */
function checkTested(lo: Lowering, scope: Scope, token: number, name: NameId): void {
  let found = -1;
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    if (s.kind === ScopeKind.namespace) {
      const decl = s.decls.get(name);
      if (decl === undefined) continue;
      if (found >= 0) {
        lo.failToken(token, 'ambiguous reference', [
          noteNode(found, 'declared here'),
          noteNode(decl, 'also declared here'),
        ]);
      }
      found = decl;
    } else if ((s.kind === ScopeKind.local_val || s.kind === ScopeKind.local_ptr) && s.name === name) {
      s.used = token;
      lo.failToken(token, `cannot test a ${s.idCat}`, [noteToken(s.token, `${s.idCat} declared here`)]);
    }
  }
  if (found < 0) lo.failToken(token, `use of undeclared identifier '${lo.names.text(name)}'`);
}
