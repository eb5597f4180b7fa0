import type { AirRef } from '../../air/air.ts';
import { enumFieldByValue, fieldName, fieldsLen } from '../../intern/containers.ts';
import { DeclTableFlag } from '../../intern/decl-table.ts';
import { CallConv, type FuncTypeInfo } from '../../intern/func-type.ts';
import { funcDecl, funcType, inferredErrorSetOfDecl } from '../../intern/functions.ts';
import { type Index, NO_DECL, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printType } from '../../intern/print-type.ts';
import { errorUnionType, TypeKind, typeKind } from '../../intern/types.ts';
import {
  aggregateElem,
  enumTagInt,
  intBig,
  intNumber,
  isAggregate,
  typeOf,
  unionPayload,
  unionTag,
} from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Tag } from '../../zir/inst.ts';
import { REF_NONE, type ZirIndex } from '../../zir/ref.ts';
import { NO_CHILD } from '../../zir/zir.ts';
import { coerce } from '../coercion/coerce.ts';
import { analyzeAsType } from '../coercion/operands.ts';
import type { Block, PendingParam } from '../core/block.ts';
import { resolveInlineBody, resolveInst } from '../core/body.ts';
import { builtinDecl, resolveLayout } from '../core/facts.ts';
import { type FuncPart, type FuncZir, paramTypeBody, readFunc } from '../core/func-zir.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import {
  checkConvention,
  checkConventionParam,
  checkConventionReturn,
  checkStackAlignment,
  checkVariadic,
} from '../types/calling-conventions.ts';
import { typeRequiresComptime } from '../types/classify-types.ts';
import { explainNotExtern, validateExternType } from '../types/extern-types.ts';
import { addDeclaredHere, failWithType } from '../types/type-notes.ts';
import { resolveConstDefinedValue } from '../values/operands.ts';
import { childChunk } from './containers.ts';
import { validateErrorUnionPayload } from './type-expr.ts';

/** `param`, `param_comptime`: evaluates the type, unless it refers to a parameter: then each call does. */
function zirParam(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const { start, len, isGeneric } = paramTypeBody(frame, inst);
  let ty: Index = Ty.genericPoison;
  if (!isGeneric) {
    const outer = block.params;
    block.params = null;
    const result = resolveInlineBody(sema, block, start, len, inst);
    ty = analyzeAsType(sema, block, frame.src[inst], result);
    block.params = outer;
  }
  return addParam(block, { type: ty, isComptime: frame.tags[inst] === Tag.param_comptime });
}

/** `param_anytype`, `param_anytype_comptime` */
function zirParamAnytype(_sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return addParam(block, { type: Ty.genericPoison, isComptime: block.frame.tags[inst] === Tag.param_anytype_comptime });
}

/** Nothing refers to a parameter but what is generic, and that is not evaluated here. */
function addParam(block: Block, param: PendingParam): AirRef {
  block.params ??= [];
  block.params.push(param);
  return VOID_VALUE;
}

/** Whether a parameter of type `ty` makes its function generic, as far as can be told without looking at fields: calls look at the rest. */
export function isKnownComptimeOnly(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  switch (sema.pool.tag(ty)) {
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_tuple:
    case ItemTag.type_pointer:
    case ItemTag.type_optional:
    case ItemTag.type_array:
    case ItemTag.type_error_union:
      return false;
    default:
      return typeRequiresComptime(sema, block, src, ty);
  }
}

/** The value of a part of a signature; null where it is not written. */
function evaluatePart(sema: Sema, block: Block, part: FuncPart, funcInst: ZirIndex): AirRef | null {
  if (part.bodyLen > 0) return resolveInlineBody(sema, block, part.bodyStart, part.bodyLen, funcInst);
  return part.ref === REF_NONE ? null : resolveInst(block, part.ref);
}

/** The return type as written, without the inferred error set. Parameters that it refers to are known. */
export function evaluateReturnType(sema: Sema, block: Block, func: FuncZir, funcInst: ZirIndex): Index {
  const src = sub(block.frame.src[funcInst], SrcPart.fn_type_ret_ty);
  const result = evaluatePart(sema, block, func.ret, funcInst);
  return result === null ? Ty.void : analyzeAsType(sema, block, src, result);
}

/** A calling convention: what this target makes of it, and the value as written where that matters. */
export interface Convention {
  readonly callConv: CallConv;
  readonly value: Index;
  readonly name: string;
}

const AUTO: Convention = { callConv: CallConv.auto, value: NO_INDEX, name: 'auto' };

/** The calling convention that the value `value` of `std.builtin.CallingConvention` is. */
export function conventionOf(sema: Sema, value: Index): Convention {
  const pool = sema.pool;
  const tag = unionTag(pool, value);
  const tagTy = sema.typeOf(tag as number as AirRef);
  const field = enumFieldByValue(pool, tagTy, enumTagInt(pool, tag));
  const name = field < 0 ? String(intNumber(pool, enumTagInt(pool, tag))) : pool.text(fieldName(pool, tagTy, field));
  if (name === pool.target.cCallConv)
    return { callConv: CallConv.c, value: saysMore(pool, value) ? value : NO_INDEX, name };
  switch (name) {
    case 'auto':
      return AUTO;
    case 'naked':
      return { callConv: CallConv.naked, value: NO_INDEX, name };
    case 'inline':
      return { callConv: CallConv.inline, value: NO_INDEX, name };
    default:
      return { callConv: CallConv.other, value, name };
  }
}

/** Whether `value`, a calling convention with options, has others than those that it has where nothing is said. */
function saysMore(pool: InternPool, value: Index): boolean {
  const options = unionPayload(pool, value);
  if (!isAggregate(pool, options)) return false;
  for (let i = 0; i < fieldsLen(pool, typeOf(pool, options)); i++) {
    const option = aggregateElem(pool, options, i);
    const tag = pool.tag(option);
    if (tag === ItemTag.opt_some || (tag !== ItemTag.opt_null && intBig(pool, option) !== 0n)) return true;
  }
  return false;
}

/** What the calling convention of a function type is called in `std.builtin.CallingConvention`. */
export function conventionName(sema: Sema, { callConv, callConvValue }: FuncTypeInfo): string {
  if (callConvValue !== NO_INDEX) return conventionOf(sema, callConvValue).name;
  return callConv === CallConv.c ? sema.pool.target.cCallConv! : CallConv[callConv];
}

function evaluateConvention(sema: Sema, block: Block, func: FuncZir, inst: ZirIndex, isExported: boolean): Convention {
  const src = sub(block.frame.src[inst], SrcPart.fn_type_cc);
  const written = evaluatePart(sema, block, func.cc, inst);
  if (written !== null) {
    const ty = builtinDecl(sema, block, src, 'CallingConvention');
    const coerced = coerce(sema, block, ty, written, src);
    const reason = comptimeReasonMessage(ComptimeReason.callconv);
    return conventionOf(sema, resolveConstDefinedValue(sema, block, src, coerced, reason));
  }
  if (!isExported) return AUTO;
  const name = sema.pool.target.cCallConv;
  if (name !== null) return { callConv: CallConv.c, value: NO_INDEX, name };
  return conventionOf(sema, builtinDecl(sema, block, src, 'CallingConvention.c'));
}

/** `func`, `func_inferred`, `func_fancy`: a function type, or a function that has it. */
function zirFunc(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const { pool } = sema;
  const func = readFunc(frame, inst);
  const params = block.params ?? [];
  block.params = null;
  const hasBody = func.bodyChild !== NO_CHILD;
  const decl = sema.zcu.declOf(sema.owner);
  const evaluateReturn = (): Index =>
    func.isRetGeneric ? Ty.genericPoison : evaluateReturnType(sema, block, func, inst);
  const isExported = hasBody && decl !== NO_DECL && pool.decls.has(decl, DeclTableFlag.export);
  // A type begins with what it returns, a function with its convention.
  const typeReturnTy = hasBody ? NO_INDEX : evaluateReturn();
  const convention = evaluateConvention(sema, block, func, inst, isExported);
  const returnTy = hasBody ? evaluateReturn() : typeReturnTy;
  checkSignature(sema, block, inst, func, params, returnTy, convention);
  if (hasBody) resolveSignature(sema, block, frame.src[inst]!, params, returnTy);
  if (hasBody && !allowsZigTypes(convention.callConv)) {
    const src = frame.src[inst];
    for (let i = 0; i < params.length; i++)
      checkExternParam(sema, block, sub(src, SrcPart.fn_param, i), params[i].type, convention.name);
    checkExternReturn(sema, block, sub(src, SrcPart.fn_type_ret_ty), returnTy, convention.name);
  }
  const isGeneric =
    returnTy === Ty.genericPoison ||
    params.some(
      ({ type, isComptime }) =>
        isComptime || type === Ty.genericPoison || isKnownComptimeOnly(sema, block, frame.src[inst], type),
    );
  let fullReturnTy = returnTy;
  if (func.isInferred) fullReturnTy = errorUnionType(pool, inferredErrorSetOfDecl(pool, decl), returnTy);
  let comptimeBits = 0;
  for (let i = 0; i < params.length && i < 32; i++) if (params[i].isComptime) comptimeBits |= 1 << i;
  const ty = funcType(pool, {
    params: params.map((param) => param.type),
    returnType: fullReturnTy,
    comptimeBits: comptimeBits >>> 0,
    noaliasBits: func.noaliasBits,
    callConv: convention.callConv,
    callConvValue: convention.value,
    isVarArgs: func.isVarArgs,
    isGeneric,
    isNoinline: func.isNoinline,
  });
  if (!hasBody) return ty as number as AirRef;
  return funcDecl(pool, ty, decl, childChunk(sema, block, func.bodyChild)) as number as AirRef;
}

/** A function, as opposed to its type, knows the layouts of what it takes and returns. */
function resolveSignature(sema: Sema, block: Block, src: Src, params: readonly PendingParam[], returnTy: Index): void {
  for (const [i, { type }] of params.entries())
    resolveLayout(sema, block, sub(src, SrcPart.fn_param, i), type, 'function parameter declared');
  resolveLayout(sema, block, sub(src, SrcPart.fn_type_ret_ty), returnTy, 'function return type declared');
}

/** Checks what can be said of a signature without arguments, whether it is of a function or a type. */
function checkSignature(
  sema: Sema,
  block: Block,
  inst: ZirIndex,
  func: FuncZir,
  params: readonly PendingParam[],
  returnTy: Index,
  convention: Convention,
): void {
  const src = block.frame.src[inst];
  for (let i = 0; i < params.length; i++) {
    const paramSrc = sub(src, SrcPart.fn_param, i);
    checkParam(sema, block, paramSrc, params[i], convention);
    checkConventionParam(sema, block, paramSrc, convention.name, i, params[i].type);
    if (i < 32 && ((func.noaliasBits >>> i) & 1) !== 0) checkNoalias(sema, block, paramSrc, params[i].type);
  }
  if (func.isVarArgs) checkVariadic(sema, block, sub(src, SrcPart.fn_param, params.length), convention.name);
  const retSrc = sub(src, SrcPart.fn_type_ret_ty);
  const ccSrc = sub(src, SrcPart.fn_type_cc);
  if (func.isInferred && !func.isRetGeneric) validateErrorUnionPayload(sema, block, retSrc, returnTy);
  if (!allowsZigTypes(convention.callConv)) {
    if (func.isInferred) failInferredReturn(sema, block, retSrc, returnTy, convention.name);
    const text = `generic return type not allowed in function with calling convention '${convention.name}'`;
    if (func.isRetGeneric) sema.fail(block, retSrc, text);
  }
  if (!func.isRetGeneric) checkReturnType(sema, block, retSrc, returnTy);
  checkStackAlignment(sema, block, ccSrc, convention.value);
  if (returnTy !== Ty.genericPoison) checkConventionReturn(sema, block, retSrc, convention.name, returnTy);
  checkConvention(sema, block, ccSrc, convention.name);
  if (func.isNoinline && convention.callConv === CallConv.inline) {
    sema.fail(block, ccSrc, "'noinline' function cannot have calling convention 'inline'");
  }
}

/** Whether functions with the calling convention take and return values of any type. */
export function allowsZigTypes(callConv: CallConv): boolean {
  return callConv === CallConv.auto || callConv === CallConv.inline;
}

/** Fails where no function can return a `ty`. */
export function checkReturnType(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (typeKind(sema.pool, ty) !== TypeKind.opaque) return;
  failWithType(sema, block, src, 'opaque return type', ty, 'not allowed');
}

/** Fails where no function can have a parameter of type `ty`. */
export function checkParamType(sema: Sema, block: Block, src: Src, ty: Index): void {
  const kind = typeKind(sema.pool, ty);
  if (kind !== TypeKind.opaque && kind !== TypeKind.noreturn) return;
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  const prefix = kind === TypeKind.opaque ? 'opaque ' : '';
  sema.fail(block, src, `parameter of ${prefix}type '${printType(sema.pool, ty)}' not allowed`, notes);
}

function checkParam(sema: Sema, block: Block, src: Src, param: PendingParam, convention: Convention): void {
  const { type, isComptime } = param;
  if (type !== Ty.genericPoison) checkParamType(sema, block, src, type);
  const suffix = `parameters not allowed in function with calling convention '${convention.name}'`;
  if (!allowsZigTypes(convention.callConv)) {
    if (isComptime) sema.fail(block, src, `comptime ${suffix}`);
    if (type === Ty.genericPoison) sema.fail(block, src, `generic ${suffix}`);
  }
}

/** Fails where a function with the calling convention called `convention` cannot have a parameter of type `ty`. */
export function checkExternParam(sema: Sema, block: Block, src: Src, ty: Index, convention: string): void {
  if (validateExternType(sema, block, src, ty, 'param_ty')) return;
  const notes: ErrorNote[] = [];
  explainNotExtern(sema, block, src, ty, 'param_ty', notes);
  addDeclaredHere(sema, ty, notes);
  const name = printType(sema.pool, ty);
  const text = `parameter of type '${name}' not allowed in function with calling convention '${convention}'`;
  sema.fail(block, src, text, notes);
}

/** Fails where a function with the calling convention called `convention` cannot return a `ty`. */
export function checkExternReturn(sema: Sema, block: Block, src: Src, ty: Index, convention: string): void {
  if (validateExternType(sema, block, src, ty, 'ret_ty')) return;
  const notes: ErrorNote[] = [];
  explainNotExtern(sema, block, src, ty, 'ret_ty', notes);
  addDeclaredHere(sema, ty, notes);
  sema.fail(block, src, externReturnText(printType(sema.pool, ty), convention), notes);
}

/** Fails since the errors of what is returned, whose payload is a `ty`, are those that the body gives. */
function failInferredReturn(sema: Sema, block: Block, src: Src, ty: Index, convention: string): never {
  const isGeneric = ty === Ty.genericPoison;
  const notes: ErrorNote[] = [];
  if (!isGeneric) addDeclaredHere(sema, ty, notes);
  const payload = isGeneric ? 'generic_poison' : printType(sema.pool, ty);
  return sema.fail(block, src, externReturnText(`!${payload}`, convention), notes);
}

function externReturnText(type: string, convention: string): string {
  return `return type '${type}' not allowed in function with calling convention '${convention}'`;
}

function checkNoalias(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (ty === Ty.genericPoison) return;
  const kind = typeKind(sema.pool, ty);
  if (kind === TypeKind.pointer) return;
  if (kind === TypeKind.optional && typeKind(sema.pool, sema.pool.word(ty, 0) as Index) === TypeKind.pointer) return;
  sema.fail(block, src, 'non-pointer parameter declared noalias');
}

export const funcHandlers: Handlers = {
  [Tag.param]: zirParam,
  [Tag.param_comptime]: zirParam,
  [Tag.param_anytype]: zirParamAnytype,
  [Tag.param_anytype_comptime]: zirParamAnytype,
  [Tag.func]: zirFunc,
  [Tag.func_inferred]: zirFunc,
  [Tag.func_fancy]: zirFunc,
};
