import { type FullFnProto, type FnParam, fnParams, fullFnProto } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken, lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString } from '../syntax/tree.ts';
import { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import { acquireChild, finishChild } from './chunk-tree.ts';
import { expr } from './expr.ts';
import { Tag } from './inst.ts';
import { addRestoreErrRetIndex } from './jump.ts';
import { type Lowering, noteNode } from './lowering.ts';
import { NAME_EMPTY } from './names.ts';
import { isPrimitiveToken } from './primitive.ts';
import { instRef, Ref, REF_NONE, refInst, type ZirIndex, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_ALIGN, RI_LINKSECTION, RI_NONE, RI_TYPE, resCoerced, rvalue } from './result.ts';
import { LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { stringName } from './string-text.ts';
import { isUnderscoreToken } from './underscore.ts';
import { checkUsed } from './usage.ts';
import { ChunkKind, DECL_BLOCK, NO_CHILD, SRC_OUTER, SRC_OUTER_BIAS } from './zir.ts';

const MAX_NOALIAS = 32;

/** Flags of the payload of `func_fancy`. */
export enum FuncFancyBit {
  is_var_args = 1 << 0,
  is_inferred_error = 1 << 1,
  is_test = 1 << 2,
  is_extern = 1 << 3,
  is_noinline = 1 << 4,
  has_align_ref = 1 << 5,
  has_align_body = 1 << 6,
  has_addrspace_ref = 1 << 7,
  has_addrspace_body = 1 << 8,
  has_section_ref = 1 << 9,
  has_section_body = 1 << 10,
  has_cc_ref = 1 << 11,
  has_cc_body = 1 << 12,
  has_ret_ty_ref = 1 << 13,
  has_ret_ty_body = 1 << 14,
  has_lib_name = 1 << 15,
  has_any_noalias = 1 << 16,
}

/** Part of a function's type: a ref and, where it takes instructions to evaluate it, their list, which ends in a break. */
interface TypePart {
  readonly ref: ZirRef;
  readonly body: readonly number[];
}

const NO_PART: TypePart = { ref: REF_NONE, body: [] };

interface Params {
  readonly insts: number[];
  readonly locals: LocalVal[];
  readonly scope: Scope;
  readonly noaliasBits: number;
  readonly isVarArgs: boolean;
  /** Parameters, `...` not counted. */
  readonly count: number;
}

/** What a `func` instruction says. */
interface FuncArgs {
  readonly node: number;
  readonly paramBlock: number;
  readonly bodyChild: number;
  readonly align: TypePart;
  readonly addrspace: TypePart;
  readonly section: TypePart;
  readonly cc: TypePart;
  readonly ret: TypePart;
  readonly libName: number;
  readonly noaliasBits: number;
  /** Bits `is_*` of `FuncFancyBit`. */
  readonly bits: number;
}

function addFunc(gz: GenZir, args: FuncArgs): ZirRef {
  const { chunk } = gz;
  const ret = args.ret.ref === Ref.void_type ? NO_PART : args.ret;
  const inst = chunk.make(Tag.func, 0, 0, gz.srcNode(args.node));
  const plain = args.bits === 0 || args.bits === FuncFancyBit.is_inferred_error;
  const fancy =
    !plain ||
    args.libName !== 0 ||
    args.noaliasBits !== 0 ||
    args.cc.ref !== REF_NONE ||
    args.align.ref !== REF_NONE ||
    args.section.ref !== REF_NONE ||
    args.addrspace.ref !== REF_NONE;
  const { extra } = chunk;
  if (!fancy) {
    if (args.bits !== 0) chunk.tags.data[inst] = Tag.func_inferred;
    const retLen = ret.body.length > 0 ? ret.body.length : ret.ref === REF_NONE ? 0 : 1;
    chunk.a.data[inst] = chunk.extra3(retLen, args.paramBlock, args.bodyChild);
    if (ret.body.length > 0) writePartBody(chunk, inst, ret);
    else if (ret.ref !== REF_NONE) extra.push(ret.ref);
  } else {
    chunk.tags.data[inst] = Tag.func_fancy;
    const bits =
      args.bits |
      partBits(args.align, FuncFancyBit.has_align_ref) |
      partBits(args.addrspace, FuncFancyBit.has_addrspace_ref) |
      partBits(args.section, FuncFancyBit.has_section_ref) |
      partBits(args.cc, FuncFancyBit.has_cc_ref) |
      partBits(ret, FuncFancyBit.has_ret_ty_ref) |
      (args.libName !== 0 ? FuncFancyBit.has_lib_name : 0) |
      (args.noaliasBits !== 0 ? FuncFancyBit.has_any_noalias : 0);
    chunk.a.data[inst] = chunk.extra3(args.paramBlock, args.bodyChild, bits);
    if (args.libName !== 0) extra.push(args.libName);
    for (const part of [args.align, args.addrspace, args.section, args.cc, ret]) {
      if (part.body.length > 0) {
        extra.push(part.body.length);
        writePartBody(chunk, inst, part);
      } else if (part.ref !== REF_NONE) {
        extra.push(part.ref);
      }
    }
    if (args.noaliasBits !== 0) extra.push(args.noaliasBits);
  }
  gz.append(inst);
  return instRef(inst);
}

/** The `has_*_ref` bit, and the `has_*_body` bit next to it. */
function partBits(part: TypePart, refBit: number): number {
  return (part.ref === REF_NONE ? 0 : refBit) | (part.body.length === 0 ? 0 : refBit << 1);
}

/** Writes the body of a part, whose last instruction breaks to the function's instruction. */
function writePartBody(chunk: ChunkBuilder, inst: ZirIndex, part: TypePart): void {
  chunk.extra.pushAll(part.body);
  chunk.extra.data[chunk.b.data[part.body[part.body.length - 1]] + 1] = inst;
}

/** Lowers a function type. */
export function fnProtoExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  const proto = fullFnProto(tree, node)!;
  if (proto.nameToken !== null) lo.failToken(proto.nameToken, 'function type cannot have a name');

  const blockGz = gz.makeSubBlock(scope);
  const block = gz.makeBlockInst(Tag.block_inline, node);
  let noaliasBits = 0;
  let isVarArgs = false;
  for (const [i, param] of fnParams(tree, proto).entries()) {
    const isComptime = isComptimeParam(lo, param);
    noaliasBits = addNoalias(lo, param, i, noaliasBits);
    if (param.anytypeEllipsis3 !== null && tree.tokenTags[param.anytypeEllipsis3] === TokenTag.ellipsis3) {
      isVarArgs = true;
      break;
    }
    const { nameToken } = param;
    const named = nameToken !== null && !isUnderscoreToken(tree, nameToken);
    const name = named ? lo.identString(gz, nameToken) : 0;
    if (param.anytypeEllipsis3 !== null) {
      const tag = isComptime ? Tag.param_anytype_comptime : Tag.param_anytype;
      blockGz.addStrTok(tag, name, nameToken ?? param.anytypeEllipsis3);
    } else {
      const paramGz = blockGz.makeSubBlock(scope);
      addParam(blockGz, paramGz, scope, param, name, isComptime, []);
    }
  }
  if (proto.alignExpr !== 0) lo.failNode(proto.alignExpr, 'function type cannot have an alignment');
  if (proto.addrspaceExpr !== 0) lo.failNode(proto.addrspaceExpr, 'function type cannot have an addrspace');
  if (proto.sectionExpr !== 0) lo.failNode(proto.sectionExpr, 'function type cannot have a linksection');
  let cc = REF_NONE;
  if (proto.callconvExpr !== 0) {
    const type = addBuiltinValue(blockGz, BuiltinValue.calling_convention, proto.callconvExpr);
    cc = expr(blockGz, scope, resCoerced(type), proto.callconvExpr);
  }
  const bang = inferredErrorToken(lo, proto);
  if (bang !== null) lo.failToken(bang, 'function type cannot have an inferred error set');
  const ret = expr(blockGz, scope, RI_TYPE, proto.returnType);

  const func = addFunc(blockGz, {
    node: proto.protoNode,
    paramBlock: block,
    bodyChild: NO_CHILD,
    align: NO_PART,
    addrspace: NO_PART,
    section: NO_PART,
    cc: { ref: cc, body: [] },
    ret: { ref: ret, body: [] },
    libName: 0,
    noaliasBits,
    bits: isVarArgs ? FuncFancyBit.is_var_args : 0,
  });
  blockGz.addBreak(Tag.break_inline, block, func);
  blockGz.setBlockBody(block);
  gz.append(block);
  return rvalue(gz, ri, instRef(block), proto.protoNode);
}

function isComptimeParam(lo: Lowering, param: FnParam): boolean {
  return param.comptimeNoalias !== null && lo.tree.tokenTags[param.comptimeNoalias] === TokenTag.keyword_comptime;
}

function addNoalias(lo: Lowering, param: FnParam, index: number, bits: number): number {
  const token = param.comptimeNoalias;
  if (token === null || lo.tree.tokenTags[token] !== TokenTag.keyword_noalias) return bits;
  if (index >= MAX_NOALIAS) {
    lo.failToken(token, "this compiler implementation only supports 'noalias' on the first 32 parameters");
  }
  return (bits | (1 << index)) >>> 0;
}

/** The `!` before the return type, if the error set is inferred. */
function inferredErrorToken(lo: Lowering, proto: FullFnProto): number | null {
  const token = firstToken(lo.tree, proto.returnType) - 1;
  return lo.tree.tokenTags[token] === TokenTag.bang ? token : null;
}

/** Lowers the type of a parameter in `paramGz` and appends the parameter to `gz`. `previous`: those that the type may refer to. */
function addParam(
  gz: GenZir,
  paramGz: GenZir,
  scope: Scope,
  param: FnParam,
  name: number,
  isComptime: boolean,
  previous: readonly number[],
): ZirIndex {
  const { chunk } = gz;
  const typeNode = param.typeExpr;
  const type = fullBodyExpr(paramGz, scope, RI_TYPE, typeNode, false);
  const inst = (chunk.length + 1) as ZirIndex;
  paramGz.addBreak(Tag.break_inline, inst, type, typeNode);
  const start = paramGz.start;
  const end = chunk.stack.length;
  const payload = chunk.extra2(name, 0);
  for (const earlier of previous) chunk.appendRefsOf(earlier);
  chunk.appendBody(start, end);
  chunk.extra.data[payload + 1] = chunk.extra.length - payload - 2;
  paramGz.unstack();
  const token = param.nameToken ?? gz.lo.tree.mainTokens[typeNode];
  return gz.addIndex(isComptime ? Tag.param_comptime : Tag.param, payload, 0, gz.srcToken(token));
}

function declParams(declGz: GenZir, fnGz: GenZir, scope: Scope, proto: FullFnProto, isExtern: boolean): Params {
  const { lo } = declGz;
  const { tree } = lo;
  const insts: number[] = [];
  const locals: LocalVal[] = [];
  let paramsScope: Scope = fnGz;
  let noaliasBits = 0;
  let count = 0;
  for (const param of fnParams(tree, proto)) {
    const isComptime = isComptimeParam(lo, param);
    noaliasBits = addNoalias(lo, param, count, noaliasBits);
    if (param.anytypeEllipsis3 !== null && tree.tokenTags[param.anytypeEllipsis3] === TokenTag.ellipsis3) {
      return { insts, locals, scope: paramsScope, noaliasBits, isVarArgs: true, count };
    }
    const { nameToken } = param;
    let name = NAME_EMPTY;
    if (nameToken !== null && !isUnderscoreToken(tree, nameToken)) {
      name = lo.identName(nameToken);
      if (!isExtern) detectLocalShadowing(lo, paramsScope, name, nameToken, 'function parameter');
    } else if (nameToken === null && !isExtern) {
      failMissingName(lo, param);
    }
    const string = declGz.chunk.string(lo.names, name);
    let inst: ZirIndex;
    if (param.anytypeEllipsis3 !== null) {
      const tag = isComptime ? Tag.param_anytype_comptime : Tag.param_anytype;
      const token = nameToken ?? param.anytypeEllipsis3;
      inst = declGz.addIndex(tag, string, 0, declGz.srcToken(token));
    } else {
      const paramGz = declGz.makeSubBlock(scope);
      inst = addParam(declGz, paramGz, paramsScope, param, string, isComptime, insts);
    }
    const index = count++;
    if (name === NAME_EMPTY || isExtern) continue;
    const local = new LocalVal(paramsScope, instRef(inst), nameToken!, name, 'function parameter');
    local.paramIndex = index;
    paramsScope = local;
    locals.push(local);
    insts.push(inst);
  }
  return { insts, locals, scope: paramsScope, noaliasBits, isVarArgs: false, count };
}

function failMissingName(lo: Lowering, param: FnParam): never {
  const { tree } = lo;
  if (param.anytypeEllipsis3 !== null) lo.failToken(param.anytypeEllipsis3, 'missing parameter name');
  const node = param.typeExpr;
  const token = tree.mainTokens[node];
  if (tree.nodeTags[node] !== NodeTag.identifier || isPrimitiveToken(tree, token)) {
    lo.failNode(node, 'missing parameter name');
  }
  const text = tokenString(tree, token);
  lo.failNode(node, 'missing parameter name or type', [
    noteNode(node, `if this is a name, annotate its type '${text}: T'`),
    noteNode(node, `if this is a type, give it a name '<name>: ${text}'`),
  ]);
}

/**
 * Makes the instructions of `partGz`, whose value is `ref`, a part of the function's type, with the `ref`s of parameters that were
 * taken in it. Unstacks.
 */
function finishPart(partGz: GenZir, ref: ZirRef, params: Params): TypePart {
  const { chunk } = partGz;
  const body: number[] = [];
  if (!partGz.isEmpty()) {
    partGz.addBreak(Tag.break_inline, DECL_BLOCK as ZirIndex, ref);
    const { scratch } = chunk;
    const top = scratch.length;
    for (const inst of params.insts) chunk.appendRefsOf(inst, scratch);
    chunk.appendBody(partGz.start, chunk.stack.length, scratch);
    for (let i = top; i < scratch.length; i++) body.push(scratch.data[i]);
    scratch.truncate(top);
  }
  partGz.unstack();
  return { ref, body };
}

/** The name in `extern "name"`, as an offset in the chunk's bytes; 0 if there is none. */
export function libraryName(gz: GenZir, token: number | null): number {
  if (token === null) return 0;
  const { lo } = gz;
  const name = stringName(lo, token, 0);
  if (lo.names.bytes(name).includes(0)) lo.failToken(token, 'library name cannot contain null bytes');
  if (name === NAME_EMPTY) lo.failToken(token, 'library name cannot be empty');
  return gz.chunk.string(lo.names, name);
}

/** Lowers the function `node` into the declaration chunk of `declGz`, whose value it is. */
export function fnDecl(declGz: GenZir, scope: Scope, node: number): ZirRef {
  const { lo, chunk } = declGz;
  const { tree } = lo;
  const proto = fullFnProto(tree, node)!;
  const bodyNode = tree.nodeTags[node] === NodeTag.fn_decl ? tree.rhs[node] : 0;
  const qualifier = proto.externExportInlineToken;
  const qualifierTag: TokenTag | -1 = qualifier === null ? -1 : tree.tokenTags[qualifier];
  const isExtern = qualifierTag === TokenTag.keyword_extern;
  const isInline = qualifierTag === TokenTag.keyword_inline;
  const isNoinline = qualifierTag === TokenTag.keyword_noinline;

  // Parameter types and the return type may be generic, so containers in them capture.
  lo.withinFn = true;
  const bodyBuilder = bodyNode === 0 ? null : acquireChild(lo, ChunkKind.body, lo.numbering.bodyRange(node), chunk);
  const fnGz = new GenZir(lo, bodyBuilder ?? chunk, declGz);
  const params = declParams(declGz, fnGz, scope, proto, isExtern);
  const libName = libraryName(declGz, proto.libName);
  const bang = inferredErrorToken(lo, proto);

  let align = NO_PART;
  if (proto.alignExpr !== 0) {
    const partGz = declGz.makeSubBlock(params.scope);
    align = finishPart(partGz, expr(partGz, params.scope, RI_ALIGN, proto.alignExpr), params);
  }
  let addrspace = NO_PART;
  if (proto.addrspaceExpr !== 0) {
    const partGz = declGz.makeSubBlock(params.scope);
    const type = addBuiltinValue(partGz, BuiltinValue.address_space, proto.addrspaceExpr);
    addrspace = finishPart(partGz, expr(partGz, params.scope, resCoerced(type), proto.addrspaceExpr), params);
  }
  let section = NO_PART;
  if (proto.sectionExpr !== 0) {
    const partGz = declGz.makeSubBlock(params.scope);
    section = finishPart(partGz, expr(partGz, params.scope, RI_LINKSECTION, proto.sectionExpr), params);
  }
  let cc = NO_PART;
  if (proto.callconvExpr !== 0) {
    if (isInline) lo.failNode(proto.callconvExpr, 'explicit callconv incompatible with inline keyword');
    const partGz = declGz.makeSubBlock(params.scope);
    const type = addBuiltinValue(partGz, BuiltinValue.calling_convention, proto.callconvExpr);
    cc = finishPart(partGz, expr(partGz, params.scope, resCoerced(type), proto.callconvExpr), params);
  } else if (isExtern || isInline) {
    const partGz = declGz.makeSubBlock(params.scope);
    const value = isExtern ? BuiltinValue.calling_convention_c : BuiltinValue.calling_convention_inline;
    cc = finishPart(partGz, addBuiltinValue(partGz, value, node), params);
  }
  const retGz = declGz.makeSubBlock(params.scope);
  const retRef = fullBodyExpr(retGz, params.scope, RI_TYPE, proto.returnType, false);
  const ret = finishPart(retGz, retRef, params);

  let bits = (params.isVarArgs ? FuncFancyBit.is_var_args : 0) | (isNoinline ? FuncFancyBit.is_noinline : 0);
  let bodyChild = NO_CHILD;
  if (bodyBuilder === null) {
    if (!isExtern) lo.failToken(proto.fnToken, 'non-extern function has no body');
    if (bang !== null) lo.failToken(bang, 'function prototype may not have inferred error set');
    bits |= FuncFancyBit.is_extern;
  } else {
    if (bang !== null) bits |= FuncFancyBit.is_inferred_error;
    bodyChild = lowerFnBody(fnGz, chunk, node, bodyNode, params, bang !== null || refInst(retRef) >= 0, retRef);
  }
  return addFunc(declGz, {
    node,
    paramBlock: DECL_BLOCK,
    bodyChild,
    align,
    addrspace,
    section,
    cc,
    ret,
    libName,
    noaliasBits: params.noaliasBits,
    bits,
  });
}

/** Lowers the body of a function in the chunk of `fnGz` and makes it a child of `parent`; returns its ordinal. */
function lowerFnBody(
  fnGz: GenZir,
  parent: ChunkBuilder,
  node: number,
  bodyNode: number,
  params: Params,
  needsRetType: boolean,
  retRef: ZirRef,
): number {
  const { lo, chunk } = fnGz;
  for (let i = 0; i < params.count; i++) chunk.make(Tag.fn_arg, i, 0, (SRC_OUTER | SRC_OUTER_BIAS) >>> 0);
  for (const local of params.locals) {
    local.inst = instRef(local.paramIndex as ZirIndex);
  }
  lo.fnBlock = fnGz;
  lo.fnVarArgs = params.isVarArgs;
  lo.fnRetTy = needsRetType ? fnGz.addNode(Tag.ret_type, node) : retRef;

  fullBodyExpr(fnGz, params.scope, RI_NONE, bodyNode, true);
  checkUsed(lo, fnGz, params.scope);
  if (!fnGz.endsWithNoReturn()) {
    addRestoreErrRetIndex(fnGz, REF_NONE, REF_NONE, true, node);
    fnGz.addUnTok(Tag.ret_implicit, Ref.void_value as ZirRef, lastToken(lo.tree, bodyNode));
  }
  return finishBody(fnGz, parent, params.count);
}

/** Lowers the body of the test `node`, as the value of the declaration chunk of `declGz`. */
export function testFunction(declGz: GenZir, node: number): ZirRef {
  const { lo, chunk } = declGz;
  const bodyNode = lo.tree.rhs[node];
  const builder = acquireChild(lo, ChunkKind.body, lo.numbering.bodyRange(node), chunk);
  const fnGz = new GenZir(lo, builder, declGz);
  lo.withinFn = true;
  lo.fnBlock = fnGz;
  lo.fnRetTy = Ref.anyerror_void_error_union_type as ZirRef;

  const result = fullBodyExpr(fnGz, fnGz, RI_NONE, bodyNode, false);
  if (fnGz.isEmpty() || !fnGz.refIsNoReturn(result)) {
    addRestoreErrRetIndex(fnGz, REF_NONE, REF_NONE, true, node);
    fnGz.addUnTok(Tag.ret_implicit, Ref.void_value as ZirRef, lastToken(lo.tree, bodyNode));
  }
  const bodyChild = finishBody(fnGz, chunk, 0);
  return addFunc(declGz, {
    node,
    paramBlock: DECL_BLOCK,
    bodyChild,
    align: NO_PART,
    addrspace: NO_PART,
    section: NO_PART,
    cc: NO_PART,
    ret: { ref: Ref.anyerror_void_error_union_type as ZirRef, body: [] },
    libName: 0,
    noaliasBits: 0,
    bits: FuncFancyBit.is_test,
  });
}

/** Completes a body chunk, whose instructions `fnGz` has. Returns its ordinal in `parent`. */
function finishBody(fnGz: GenZir, parent: ChunkBuilder, paramsLen: number): number {
  const { chunk } = fnGz;
  chunk.beginHeader();
  const header = chunk.extra2(paramsLen, 0);
  for (let i = 0; i < paramsLen; i++) chunk.appendRefsOf(i);
  chunk.appendBody(fnGz.start, chunk.stack.length);
  chunk.extra.data[header + 1] = chunk.extra.length - header - 2;
  fnGz.unstack();
  return finishChild(fnGz.lo, chunk, parent);
}
