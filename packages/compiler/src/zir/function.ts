import { type FnParam, type FullFnProto, fnParams, fullFnProto } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken, lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString } from '../syntax/tree.ts';
import { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import { acquireChild, finishChild } from './chunk-tree.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr } from './expr.ts';
import { Tag } from './inst.ts';
import { addRestoreErrRetIndex } from './jump.ts';
import { type Lowering, noteNode } from './lowering.ts';
import { NAME_EMPTY } from './names.ts';
import { isPrimitiveToken } from './primitive.ts';
import { instRef, REF_NONE, Ref, refInst, type ZirIndex, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_NONE, RI_TYPE, resCoerced, rvalue } from './result.ts';
import { LocalVal, type ParamUsage, type Scope } from './scope.ts';
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
  is_noinline = 1 << 2,
  has_cc_ref = 1 << 3,
  has_cc_body = 1 << 4,
  has_ret_ty_ref = 1 << 5,
  has_ret_ty_body = 1 << 6,
  has_any_noalias = 1 << 7,
  ret_ty_is_generic = 1 << 8,
}

/** In the length of a body that is the type of a parameter or result: the type refers to parameters. */
export const TYPE_IS_GENERIC = 0x8000_0000;

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
  readonly usage: ParamUsage;
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
  readonly cc: TypePart;
  readonly ret: TypePart;
  readonly retIsGeneric: boolean;
  readonly noaliasBits: number;
  /** Bits `is_*` of `FuncFancyBit`. */
  readonly bits: number;
}

function addFunc(gz: GenZir, args: FuncArgs): ZirRef {
  const { chunk } = gz;
  const { cc, noaliasBits } = args;
  const ret = args.ret.ref === Ref.void_type ? { ref: REF_NONE, body: args.ret.body } : args.ret;
  const inst = chunk.make(Tag.func, 0, 0, gz.srcNode(args.node));
  const plain = args.bits === 0 || args.bits === FuncFancyBit.is_inferred_error;
  const { extra } = chunk;
  if (plain && noaliasBits === 0 && cc.ref === REF_NONE) {
    if (args.bits !== 0) chunk.tags.data[inst] = Tag.func_inferred;
    const retLen = ret.body.length > 0 ? ret.body.length : ret.ref === REF_NONE ? 0 : 1;
    const retWord = (retLen | (args.retIsGeneric ? TYPE_IS_GENERIC : 0)) >>> 0;
    chunk.a.data[inst] = chunk.extra3(retWord, args.paramBlock, args.bodyChild);
    if (ret.body.length > 0) writePartBody(chunk, inst, ret);
    else if (ret.ref !== REF_NONE) extra.push(ret.ref);
  } else {
    chunk.tags.data[inst] = Tag.func_fancy;
    const bits =
      args.bits |
      partBits(cc, FuncFancyBit.has_cc_ref) |
      partBits(ret, FuncFancyBit.has_ret_ty_ref) |
      (noaliasBits !== 0 ? FuncFancyBit.has_any_noalias : 0) |
      (args.retIsGeneric ? FuncFancyBit.ret_ty_is_generic : 0);
    chunk.a.data[inst] = chunk.extra3(args.paramBlock, args.bodyChild, bits);
    for (const part of [cc, ret]) {
      if (part.body.length > 0) {
        extra.push(part.body.length);
        writePartBody(chunk, inst, part);
      } else if (part.ref !== REF_NONE) {
        extra.push(part.ref);
      }
    }
    if (noaliasBits !== 0) extra.push(noaliasBits);
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
  const proto = fullFnProto(lo.tree, node)!;
  if (proto.nameToken !== null) lo.failToken(proto.nameToken, 'function type cannot have a name');
  if (proto.alignExpr !== 0) lo.failNode(proto.alignExpr, 'function type cannot have an alignment');
  if (proto.addrspaceExpr !== 0) lo.failNode(proto.addrspaceExpr, 'function type cannot have an addrspace');
  if (proto.sectionExpr !== 0) lo.failNode(proto.sectionExpr, 'function type cannot have a linksection');
  const bang = inferredErrorToken(lo, proto);
  if (bang !== null) lo.failToken(bang, 'function type cannot have an inferred error set');

  const blockGz = gz.makeSubBlock(scope);
  const block = gz.makeBlockInst(Tag.block_inline, node);
  const func = prototype(blockGz, scope, node, proto, block, false);
  blockGz.addBreak(Tag.break_inline, block, func);
  blockGz.setBlockBody(block);
  gz.append(block);
  return rvalue(gz, ri, instRef(block), proto.protoNode);
}

/** Lowers the parameters and the type of a function without a body into `gz`, the block `block`. `isExtern`: the calling convention is C's. */
function prototype(
  gz: GenZir,
  scope: Scope,
  node: number,
  proto: FullFnProto,
  block: number,
  isExtern: boolean,
): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
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
      gz.addStrTok(tag, name, nameToken ?? param.anytypeEllipsis3);
    } else {
      const paramGz = gz.makeSubBlock(scope);
      paramGz.isComptime = true;
      addParam(gz, paramGz, scope, param, name, isComptime, [], null);
    }
  }
  let cc = REF_NONE;
  if (proto.callconvExpr !== 0) {
    const type = addBuiltinValue(gz, BuiltinValue.calling_convention, proto.callconvExpr);
    cc = comptimeExpr(gz, scope, resCoerced(type), proto.callconvExpr, ComptimeReason.callconv);
  } else if (isExtern) {
    cc = addBuiltinValue(gz, BuiltinValue.calling_convention_c, node);
  }
  const ret = comptimeExpr(gz, scope, RI_TYPE, proto.returnType, ComptimeReason.fn_ret_ty);
  return addFunc(gz, {
    node: proto.protoNode,
    paramBlock: block,
    bodyChild: NO_CHILD,
    cc: { ref: cc, body: [] },
    ret: { ref: ret, body: [] },
    retIsGeneric: false,
    noaliasBits,
    bits: isVarArgs ? FuncFancyBit.is_var_args : 0,
  });
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

/**
 * Lowers the type of a parameter in `paramGz` and appends the parameter to `gz`. `previous`: the parameters that the type may refer to;
 * `usage` tells whether it does.
 */
function addParam(
  gz: GenZir,
  paramGz: GenZir,
  scope: Scope,
  param: FnParam,
  name: number,
  isComptime: boolean,
  previous: readonly number[],
  usage: ParamUsage | null,
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
  const length = chunk.extra.length - payload - 2;
  chunk.extra.data[payload + 1] = (length | (usage?.any ? TYPE_IS_GENERIC : 0)) >>> 0;
  paramGz.unstack();
  const token = param.nameToken ?? gz.lo.tree.mainTokens[typeNode];
  return gz.addIndex(isComptime ? Tag.param_comptime : Tag.param, payload, 0, gz.srcToken(token));
}

function declParams(declGz: GenZir, fnGz: GenZir, scope: Scope, proto: FullFnProto): Params {
  const { lo } = declGz;
  const { tree } = lo;
  const insts: number[] = [];
  const locals: LocalVal[] = [];
  const usage: ParamUsage = { any: false };
  let paramsScope: Scope = fnGz;
  let noaliasBits = 0;
  let count = 0;
  for (const param of fnParams(tree, proto)) {
    const isComptime = isComptimeParam(lo, param);
    noaliasBits = addNoalias(lo, param, count, noaliasBits);
    if (param.anytypeEllipsis3 !== null && tree.tokenTags[param.anytypeEllipsis3] === TokenTag.ellipsis3) {
      return { insts, locals, scope: paramsScope, usage, noaliasBits, isVarArgs: true, count };
    }
    const { nameToken } = param;
    let name = NAME_EMPTY;
    if (nameToken === null) {
      failMissingName(lo, param);
    } else if (!isUnderscoreToken(tree, nameToken)) {
      name = lo.identName(nameToken);
      detectLocalShadowing(lo, paramsScope, name, nameToken, 'function parameter');
    }
    const string = declGz.chunk.string(lo.names, name);
    let inst: ZirIndex;
    if (param.anytypeEllipsis3 !== null) {
      const tag = isComptime ? Tag.param_anytype_comptime : Tag.param_anytype;
      inst = declGz.addIndex(tag, string, 0, declGz.srcToken(nameToken));
    } else {
      const paramGz = declGz.makeSubBlock(scope);
      usage.any = false;
      inst = addParam(declGz, paramGz, paramsScope, param, string, isComptime, insts, usage);
    }
    const index = count++;
    if (name === NAME_EMPTY) continue;
    const local = new LocalVal(paramsScope, instRef(inst), nameToken, name, 'function parameter');
    local.paramIndex = index;
    local.usage = usage;
    paramsScope = local;
    locals.push(local);
    insts.push(inst);
  }
  return { insts, locals, scope: paramsScope, usage, noaliasBits, isVarArgs: false, count };
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
    noteNode(node, `if this is a name, annotate its type: '${text}: T'`),
    noteNode(node, `if this is a type, give it a name: 'name: ${text}'`),
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

/** Fails if a function is declared in a way that is none; returns the name of its library, as `libraryName` does. */
export function checkFnDecl(declGz: GenZir, node: number, proto: FullFnProto): number {
  const { lo } = declGz;
  const { tree } = lo;
  const qualifier = qualifierTag(lo, proto);
  const libName = libraryName(declGz, proto.libName);
  if (proto.callconvExpr !== 0 && qualifier === TokenTag.keyword_inline) {
    lo.failNode(proto.callconvExpr, 'explicit callconv incompatible with inline keyword');
  }
  if (tree.nodeTags[node] !== NodeTag.fn_decl) {
    if (qualifier !== TokenTag.keyword_extern) lo.failToken(proto.fnToken, 'non-extern function has no body');
    const bang = inferredErrorToken(lo, proto);
    if (bang !== null) lo.failToken(bang, 'function prototype may not have inferred error set');
  }
  return libName;
}

/** The `extern`, `export`, `inline` or `noinline` of a function; -1 if it has none. */
function qualifierTag(lo: Lowering, proto: FullFnProto): TokenTag | -1 {
  const token = proto.externExportInlineToken;
  return token === null ? -1 : lo.tree.tokenTags[token];
}

/** Lowers the function `node`, which `checkFnDecl` has passed, into the declaration chunk of `declGz`, whose value it is. */
export function fnDecl(declGz: GenZir, scope: Scope, node: number): ZirRef {
  const { lo, chunk } = declGz;
  const { tree } = lo;
  const proto = fullFnProto(tree, node)!;
  // Parameter types and the return type may be generic, so containers in them capture.
  lo.withinFn = true;
  if (tree.nodeTags[node] !== NodeTag.fn_decl) return prototype(declGz, declGz, node, proto, DECL_BLOCK, true);

  const bodyBuilder = acquireChild(lo, ChunkKind.body, lo.numbering.bodyRange(node), chunk);
  const fnGz = new GenZir(lo, bodyBuilder, declGz);
  const params = declParams(declGz, fnGz, scope, proto);
  const isInferredError = inferredErrorToken(lo, proto) !== null;

  params.usage.any = false;
  const retGz = declGz.makeSubBlock(params.scope);
  const retRef = fullBodyExpr(retGz, params.scope, RI_TYPE, proto.returnType, false);
  const ret = finishPart(retGz, retRef, params);
  const retIsGeneric = params.usage.any;

  // Parameters are not in scope in the calling convention.
  let cc = NO_PART;
  const qualifier = qualifierTag(lo, proto);
  if (proto.callconvExpr !== 0) {
    const partGz = declGz.makeSubBlock(scope);
    const type = addBuiltinValue(partGz, BuiltinValue.calling_convention, proto.callconvExpr);
    cc = finishPart(partGz, expr(partGz, scope, resCoerced(type), proto.callconvExpr), params);
  } else if (qualifier === TokenTag.keyword_inline) {
    const partGz = declGz.makeSubBlock(scope);
    cc = finishPart(partGz, addBuiltinValue(partGz, BuiltinValue.calling_convention_inline, node), params);
  }

  const needsRetType = isInferredError || refInst(retRef) >= 0;
  const bodyChild = lowerFnBody(fnGz, chunk, node, tree.rhs[node], params, needsRetType, retRef);
  return addFunc(declGz, {
    node,
    paramBlock: DECL_BLOCK,
    bodyChild,
    cc,
    ret,
    retIsGeneric,
    noaliasBits: params.noaliasBits,
    bits:
      (params.isVarArgs ? FuncFancyBit.is_var_args : 0) |
      (isInferredError ? FuncFancyBit.is_inferred_error : 0) |
      (qualifier === TokenTag.keyword_noinline ? FuncFancyBit.is_noinline : 0),
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
  for (let i = 0; i < params.count; i++) chunk.make(Tag.fn_arg, i, 0, SRC_OUTER | SRC_OUTER_BIAS);
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
    cc: NO_PART,
    ret: { ref: Ref.anyerror_void_error_union_type as ZirRef, body: [] },
    retIsGeneric: false,
    noaliasBits: 0,
    bits: 0,
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
