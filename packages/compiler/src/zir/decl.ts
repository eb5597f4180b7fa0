import { fullFnProto, fullVarDecl } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { GenZir, NameStrategy } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import { acquireChild } from './chunk-tree.ts';
import { expr, nameStrategyExpr } from './expr.ts';
import { checkFnDecl, fnDecl, libraryName, testFunction } from './function.ts';
import { Extended, Tag } from './inst.ts';
import { LOWERING_FAILED, type Lowering, noteNode, noteToken } from './lowering.ts';
import { NAME_EMPTY, type NameId } from './names.ts';
import { isPrimitiveToken } from './primitive.ts';
import { instRef, Ref, type ZirIndex, type ZirRef } from './ref.ts';
import { RI_ALIGN, RI_LINKSECTION, RI_NONE, RI_TYPE, resCoerced } from './result.ts';
import { type Scope, ScopeKind } from './scope.ts';
import { stringName } from './string-text.ts';
import { isUnderscoreToken } from './underscore.ts';
import { ChunkKind, DECL_BLOCK, DeclFlag, DeclKind } from './zir.ts';

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
  builder.extra3(0, 0, 0);
  builder.extra4(0, 0, 1, inst);
}

/** Sets kind, flags and name of a declaration; false for a test, whose name may be malformed. */
function setSignature(lo: Lowering, builder: ChunkBuilder, node: number): boolean {
  const { tree } = lo;
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.comptime:
      builder.declKind = DeclKind.comptime;
      return true;
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
  const bodies = new DeclBodies(builder);
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.global_var_decl:
    case NodeTag.local_var_decl:
    case NodeTag.simple_var_decl:
    case NodeTag.aligned_var_decl:
      globalVarDecl(gz, scope, node, bodies);
      break;
    case NodeTag.comptime: {
      const result = fullBodyExpr(gz, gz, RI_NONE, tree.lhs[node], false);
      if (gz.isEmpty() || !gz.refIsNoReturn(result)) addEnd(gz, Ref.void_value as ZirRef);
      break;
    }
    case NodeTag.test_decl:
      setTestName(lo, builder, scope, tree.mainTokens[node] + 1);
      addEnd(gz, testFunction(gz, node));
      break;
    default: {
      const full = fullFnProto(tree, node)!;
      bodies.libName = checkFnDecl(gz, node, full);
      lowerQualifiers(gz, scope, node, bodies, full.alignExpr, full.sectionExpr, full.addrspaceExpr);
      addEnd(gz, fnDecl(gz, scope, node), node);
      break;
    }
  }
  bodies.add(DeclBody.value, gz);
  bodies.write();
}

/** The bodies of a declaration, in the order of the header. */
enum DeclBody {
  type,
  align,
  linksection,
  addrspace,
  value,
}

/** Gathers the bodies of a declaration in the scratch column of its chunk. They have to come in the order of `DeclBody`. */
class DeclBodies {
  libName = 0;
  readonly #builder: ChunkBuilder;
  readonly #top: number;
  readonly #lengths = [0, 0, 0, 0, 0];

  constructor(builder: ChunkBuilder) {
    this.#builder = builder;
    this.#top = builder.scratch.length;
  }

  /** Takes the instructions of `gz`, which is empty afterwards. */
  add(body: DeclBody, gz: GenZir): void {
    const { scratch, stack } = this.#builder;
    const start = scratch.length;
    this.#builder.appendBody(gz.start, stack.length, scratch);
    stack.truncate(gz.start);
    this.#lengths[body] = scratch.length - start;
  }

  /** Writes the header of the declaration's chunk and the bodies behind it. */
  write(): void {
    const { scratch, extra } = this.#builder;
    this.#builder.beginHeader();
    extra.push(this.libName);
    extra.pushAll(this.#lengths);
    extra.pushAll(scratch.data.subarray(this.#top, scratch.length));
    scratch.truncate(this.#top);
  }
}

function addEnd(gz: GenZir, value: ZirRef, node = 0): void {
  gz.addBreak(Tag.break_inline, DECL_BLOCK as ZirIndex, value, node);
}

/** Lowers the initializer into `gz` and all before it into `bodies`. */
function globalVarDecl(gz: GenZir, scope: Scope, node: number, bodies: DeclBodies): void {
  const { lo, chunk } = gz;
  const { tree } = lo;
  const full = fullVarDecl(tree, node)!;
  const isMutable = tree.tokenTags[full.mutToken] === TokenTag.keyword_var;
  const isExtern = (chunk.flags & DeclFlag.extern) !== 0;
  if (full.threadlocalToken !== null && !isMutable) {
    lo.failToken(full.threadlocalToken, 'threadlocal variable cannot be constant');
  }
  bodies.libName = libraryName(gz, full.libName);
  if (full.initNode !== 0 && isExtern) lo.failNode(full.initNode, 'extern variables have no initializers');
  if (full.initNode === 0 && !isExtern) lo.failNode(node, 'variables must be initialized');
  if (full.typeNode === 0 && isExtern) lo.failNode(node, 'unable to infer variable type');

  let valueRi = RI_NONE;
  if (full.typeNode !== 0) {
    valueRi = resCoerced(instRef(chunk.appendPlaceholder(gz.srcNode(node))));
    addEnd(gz, expr(gz, gz, RI_TYPE, full.typeNode), node);
    bodies.add(DeclBody.type, gz);
  }
  lowerQualifiers(gz, scope, node, bodies, full.alignNode, full.sectionNode, full.addrspaceNode);
  if (full.initNode === 0) return;
  const value =
    nameStrategyExpr(gz, gz, valueRi, full.initNode, NameStrategy.parent) ?? expr(gz, gz, valueRi, full.initNode);
  addEnd(gz, value, node);
}

/** Lowers `align`, `linksection` and `addrspace` of the declaration `node`, each 0 if it has none, with the help of `gz`, which is empty. */
function lowerQualifiers(
  gz: GenZir,
  scope: Scope,
  node: number,
  bodies: DeclBodies,
  alignNode: number,
  sectionNode: number,
  addrspaceNode: number,
): void {
  if (alignNode !== 0) {
    const part = gz.makeSubBlock(scope);
    addEnd(part, expr(part, part, RI_ALIGN, alignNode), node);
    bodies.add(DeclBody.align, part);
  }
  if (sectionNode !== 0) {
    const part = gz.makeSubBlock(scope);
    addEnd(part, expr(part, part, RI_LINKSECTION, sectionNode), node);
    bodies.add(DeclBody.linksection, part);
  }
  if (addrspaceNode !== 0) {
    const part = gz.makeSubBlock(scope);
    const type = addBuiltinValue(part, BuiltinValue.address_space, addrspaceNode);
    addEnd(part, expr(part, part, resCoerced(type), addrspaceNode), node);
    bodies.add(DeclBody.addrspace, part);
  }
}

/** Sets kind and name of a test from the token after `test`. */
function setTestName(lo: Lowering, builder: ChunkBuilder, scope: Scope, token: number): void {
  const { tree } = lo;
  builder.declKind = DeclKind.unnamed_test;
  if (tree.tokenTags[token] === TokenTag.string_literal) {
    const name = stringName(lo, token, 0);
    if (lo.names.bytes(name).includes(0)) lo.failToken(token, 'test name cannot contain null bytes');
    if (name === NAME_EMPTY) lo.failToken(token, 'empty test name must be omitted');
    builder.declKind = DeclKind.named_test;
    builder.name = builder.string(lo.names, name);
  } else if (tree.tokenTags[token] === TokenTag.identifier) {
    if (isUnderscoreToken(tree, token)) lo.failToken(token, `'_' used as an identifier without @"_" syntax`);
    if (isPrimitiveToken(tree, token)) lo.failToken(token, 'cannot test a primitive');
    const name = lo.identName(token);
    checkTested(lo, scope, token, name);
    builder.declKind = DeclKind.decltest;
    builder.name = builder.string(lo.names, name);
  }
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
