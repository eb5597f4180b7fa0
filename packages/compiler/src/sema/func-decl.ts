import { type AirRef, AirTag, airRef } from '../air/air.ts';
import { enumFieldByValue, fieldName } from '../intern/containers.ts';
import { DeclTableFlag } from '../intern/decl-table.ts';
import { CallConv, funcDecl, funcType, inferredErrorSetOfDecl } from '../intern/functions.ts';
import { EMPTY_STRING, type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { errorUnionType, TypeKind, typeKind } from '../intern/types.ts';
import { enumTagInt, externValue, intNumber, unionTag, VariableFlag } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import { REF_NONE, type ZirIndex } from '../zir/ref.ts';
import { NO_CHILD } from '../zir/zir.ts';
import type { Block, PendingParam } from './block.ts';
import { resolveInlineBody, resolveInst } from './body.ts';
import { typeRequiresComptime } from './classify-types.ts';
import { coerce } from './coerce.ts';
import { childChunk } from './containers.ts';
import { type ErrorNote, GENERIC_POISON } from './errors.ts';
import { explainNotExtern, validateExternType } from './extern-types.ts';
import { builtinDecl, resolveFields } from './facts.ts';
import { type FuncPart, type FuncZir, readFunc } from './func-zir.ts';
import type { Handlers } from './handlers.ts';
import { analyzeAsAlign, analyzeAsType, resolveConstDefinedValue } from './operands.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { frameString } from './strings.ts';
import { addDeclaredHere } from './type-notes.ts';

const POISON = Val.genericPoison as number as AirRef;

function addParam(block: Block, param: PendingParam): void {
  if (block.params === null) block.params = [];
  block.params.push(param);
}

/** `param`, `param_comptime`: evaluates the type. What refers to the parameter in the rest of the signature gets its type, no value. */
function zirParam(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const isComptimeSyntax = frame.tags[inst] === Tag.param_comptime;
  const outer = block.params;
  const isNested = sema.noPartialFuncType;
  block.params = null;
  sema.noPartialFuncType = true;
  let ty: Index;
  try {
    const result = resolveInlineBody(sema, block, payload + 2, frame.extra[payload + 1], inst);
    ty = analyzeAsType(sema, block, src, result);
  } catch (thrown) {
    sema.noPartialFuncType = isNested;
    if (thrown !== GENERIC_POISON || isNested) throw thrown;
    ty = Ty.genericPoison;
  }
  sema.noPartialFuncType = isNested;
  block.params = outer;
  if (ty === Ty.genericPoison) {
    addParam(block, { type: ty, isComptime: isComptimeSyntax, requiresComptime: false });
    return POISON;
  }
  const isComptime = isComptimeSyntax || paramRequiresComptime(sema, block, src, ty);
  addParam(block, { type: ty, isComptime: isComptimeSyntax, requiresComptime: isComptime });
  if (isComptime) return POISON;
  return airRef(sema.reserve(AirTag.arg, ty));
}

/**
 * Whether a parameter of type `ty` is comptime without saying so, as far as can be told without looking at fields: calls look at the
 * rest, so that a signature depends on nothing but what it says.
 */
function paramRequiresComptime(sema: Sema, block: Block, src: Src, ty: Index): boolean {
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

/** `param_anytype`, `param_anytype_comptime` */
function zirParamAnytype(_sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const isComptime = block.frame.tags[inst] === Tag.param_anytype_comptime;
  addParam(block, { type: Ty.genericPoison, isComptime, requiresComptime: false });
  return POISON;
}

/** The value of a part of a signature; null where it is not written. Throws GENERIC_POISON where it depends on a parameter. */
export function evaluatePart(sema: Sema, block: Block, part: FuncPart, funcInst: ZirIndex): AirRef | null {
  if (part.bodyLen > 0) {
    const result = resolveInlineBody(sema, block, part.bodyStart, part.bodyLen, funcInst);
    if (result === POISON) throw GENERIC_POISON;
    return result;
  }
  if (part.ref === REF_NONE) return null;
  const result = resolveInst(block, part.ref);
  if (result === POISON) throw GENERIC_POISON;
  return result;
}

/** The return type as written, without the inferred error set. Throws GENERIC_POISON where it depends on a parameter. */
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
  switch (name) {
    case 'auto':
      return AUTO;
    case 'async':
      return { callConv: CallConv.async, value: NO_INDEX, name };
    case 'naked':
      return { callConv: CallConv.naked, value: NO_INDEX, name };
    case 'inline':
      return { callConv: CallConv.inline, value: NO_INDEX, name };
    case 'wasm_watc':
      return { callConv: CallConv.c, value, name };
    default:
      return { callConv: CallConv.other, value, name };
  }
}

function evaluateConvention(sema: Sema, block: Block, func: FuncZir, inst: ZirIndex, isExported: boolean): Convention {
  const src = sub(block.frame.src[inst], SrcPart.fn_type_cc);
  const written = evaluatePart(sema, block, func.cc, inst);
  if (written !== null) {
    const ty = builtinDecl(sema, block, src, 'CallingConvention');
    resolveFields(sema, block, src, ty);
    const coerced = coerce(sema, block, ty, written, src);
    const value = resolveConstDefinedValue(sema, block, src, coerced, 'calling convention must be comptime-known');
    return conventionOf(sema, value);
  }
  if (!func.isExtern && !isExported) return AUTO;
  return conventionOf(sema, builtinDecl(sema, block, src, 'CallingConvention.c'));
}

/** `func`, `func_inferred`, `func_fancy`: a function type, or a function that has it. */
function zirFunc(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const func = readFunc(frame, inst);
  const params = block.params ?? [];
  block.params = null;
  const hasBody = func.bodyChild !== NO_CHILD;
  const align = evaluatePart(sema, block, func.align, inst);
  const alignSrc = sub(frame.src[inst], SrcPart.var_decl_align);
  if (align !== null && analyzeAsAlign(sema, block, alignSrc, align) > 1) {
    sema.fail(block, alignSrc, 'target does not support function alignment');
  }
  let returnTy: Index;
  let isGeneric = params.some((param) => param.isComptime || param.type === Ty.genericPoison || param.requiresComptime);
  const decl = sema.zcu.declOf(sema.owner);
  try {
    returnTy = evaluateReturnType(sema, block, func, inst);
  } catch (thrown) {
    if (thrown !== GENERIC_POISON) throw thrown;
    returnTy = Ty.genericPoison;
  }
  if (returnTy === Ty.genericPoison) isGeneric = true;
  if (isGeneric && sema.noPartialFuncType) throw GENERIC_POISON;
  const convention = evaluateConvention(sema, block, func, inst, hasBody && pool.decls.has(decl, DeclTableFlag.export));
  checkSignature(sema, block, inst, func, params, returnTy, convention, isGeneric);
  let comptimeBits = 0;
  for (let i = 0; i < params.length && i < 32; i++) if (params[i].isComptime) comptimeBits |= 1 << i;
  let fullReturnTy = returnTy;
  if (func.isInferred) {
    fullReturnTy =
      returnTy === Ty.genericPoison || isGeneric
        ? returnTy === Ty.genericPoison
          ? returnTy
          : errorUnionType(pool, Ty.adhocInferredErrorSet, returnTy)
        : errorUnionType(pool, inferredErrorSetOfDecl(pool, decl), returnTy);
  }
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
  if (func.isExtern) {
    const lib = func.libName === 0 ? EMPTY_STRING : frameString(pool, frame, func.libName);
    const name = pool.decls.nameOf(decl);
    return externValue(pool, ty, decl, name, lib, VariableFlag.const) as number as AirRef;
  }
  if (!hasBody) return ty as number as AirRef;
  const body = childChunk(sema, block, func.bodyChild);
  return funcDecl(pool, ty, decl, body) as number as AirRef;
}

/** Checks what can be said of a signature without arguments. */
function checkSignature(
  sema: Sema,
  block: Block,
  inst: ZirIndex,
  func: FuncZir,
  params: readonly PendingParam[],
  returnTy: Index,
  convention: Convention,
  isGeneric: boolean,
): void {
  const src = block.frame.src[inst];
  const allowsZigTypes =
    convention.callConv === CallConv.auto ||
    convention.callConv === CallConv.async ||
    convention.callConv === CallConv.inline;
  if (func.isVarArgs) {
    if (isGeneric) sema.fail(block, src, 'generic function cannot be variadic');
    if (convention.callConv !== CallConv.c) {
      const ccSrc = sub(src, SrcPart.fn_type_cc);
      sema.fail(block, ccSrc, `variadic function does not support '${convention.name}' calling convention`, [
        { chunk: block.frame.chunk, src: ccSrc, message: "supported calling conventions: 'wasm_watc'" },
      ]);
    }
  }
  if (convention.callConv === CallConv.naked) {
    const message = "calling convention 'naked' not supported by compiler backend 'stage2_wasm'";
    sema.fail(block, sub(src, SrcPart.fn_type_cc), message);
  }
  for (let i = 0; i < params.length; i++) {
    checkParam(sema, block, sub(src, SrcPart.fn_param, i), params[i], convention, allowsZigTypes);
    if (((func.noaliasBits >>> i) & 1) !== 0 && i < 32)
      checkNoalias(sema, block, sub(src, SrcPart.fn_param, i), params[i].type);
  }
  if (returnTy === Ty.genericPoison) return;
  const retSrc = sub(src, SrcPart.fn_type_ret_ty);
  const kind = typeKind(sema.pool, returnTy);
  if (kind === TypeKind.opaque || kind === TypeKind.null || kind === TypeKind.undefined) {
    const notes: ErrorNote[] = [];
    addDeclaredHere(sema, returnTy, notes);
    const prefix = kind === TypeKind.opaque ? 'opaque ' : '';
    sema.fail(block, retSrc, `${prefix}return type '${printType(sema.pool, returnTy)}' not allowed`, notes);
  }
  if (!allowsZigTypes && !func.isInferred) {
    if (!validateExternType(sema, block, retSrc, returnTy, 'ret_ty')) {
      const notes: ErrorNote[] = [];
      explainNotExtern(sema, block, retSrc, returnTy, 'ret_ty', notes);
      addDeclaredHere(sema, returnTy, notes);
      const name = printType(sema.pool, returnTy);
      sema.fail(
        block,
        retSrc,
        `return type '${name}' not allowed in function with calling convention '${convention.name}'`,
        notes,
      );
    }
  }
}

function checkParam(
  sema: Sema,
  block: Block,
  src: Src,
  param: PendingParam,
  convention: Convention,
  allowsZigTypes: boolean,
): void {
  const { type: ty, isComptime } = param;
  if (!allowsZigTypes && isComptime) {
    sema.fail(block, src, `comptime parameters not allowed in function with calling convention '${convention.name}'`);
  }
  if (ty === Ty.genericPoison) {
    if (!allowsZigTypes) {
      sema.fail(block, src, `generic parameters not allowed in function with calling convention '${convention.name}'`);
    }
    return;
  }
  const kind = typeKind(sema.pool, ty);
  if (kind === TypeKind.opaque || kind === TypeKind.noreturn || kind === TypeKind.null || kind === TypeKind.undefined) {
    if (!(kind === TypeKind.null || kind === TypeKind.undefined) || !isComptime) {
      const notes: ErrorNote[] = [];
      addDeclaredHere(sema, ty, notes);
      const prefix = kind === TypeKind.opaque ? 'opaque ' : '';
      sema.fail(block, src, `parameter of ${prefix}type '${printType(sema.pool, ty)}' not allowed`, notes);
    }
  }
  if (!allowsZigTypes && convention.callConv !== CallConv.naked) {
    if (!validateExternType(sema, block, src, ty, 'param_ty')) {
      const notes: ErrorNote[] = [];
      explainNotExtern(sema, block, src, ty, 'param_ty', notes);
      addDeclaredHere(sema, ty, notes);
      const name = printType(sema.pool, ty);
      sema.fail(
        block,
        src,
        `parameter of type '${name}' not allowed in function with calling convention '${convention.name}'`,
        notes,
      );
    }
  }
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
