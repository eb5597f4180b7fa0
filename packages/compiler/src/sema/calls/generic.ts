import { type AirIndex, type AirRef, AirTag, airRef } from '../../air/air.ts';
import type { FuncTypeInfo } from '../../intern/func-type.ts';
import {
  funcInstance,
  funcOwnerDecl,
  funcType,
  inferredErrorSetOfInstance,
  instanceKey,
} from '../../intern/functions.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { instanceArgNames } from '../../intern/names.ts';
import { errorUnionType } from '../../intern/types.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { analyzeAsType } from '../coercion/operands.ts';
import { newMerges } from '../core/air-bodies.ts';
import { Block, type Frame } from '../core/block.ts';
import { resolveInlineBody } from '../core/body.ts';
import { readSource, resolveLayout } from '../core/facts.ts';
import { newFrame } from '../core/frame.ts';
import { type FuncZir, findSignature, isAnytypeParam, paramTypeBody, readFunc } from '../core/func-zir.ts';
import { checkName } from '../core/limits.ts';
import { callSite } from '../core/references.ts';
import type { Sema } from '../core/sema.ts';
import { checkParamType, checkReturnType, evaluateReturnType } from '../declarations/func-decl.ts';
import { validateErrorUnionPayload } from '../declarations/type-expr.ts';

/** The signature of a generic function while a call fills in its parameters. */
export interface Signature {
  readonly func: Index;
  /** Where types are evaluated. */
  readonly block: Block;
  readonly frame: Frame;
  readonly params: readonly ZirIndex[];
  readonly funcInst: ZirIndex;
  readonly zir: FuncZir;
}

/** The signature of `func`, a function value with a declaration, for a call at `callSrc` of `callBlock`. */
export function openSignature(sema: Sema, func: Index, callBlock: Block, callSrc: Src): Signature {
  const pool = sema.pool;
  const decl = funcOwnerDecl(pool, func);
  const tracked = pool.decls.trackedOf(decl);
  readSource(sema, tracked);
  const frame = newFrame(sema.zcu, tracked);
  const block = new Block(null, frame, pool.decls.namespaceOf(decl));
  block.nameContext = { decl };
  block.inlining = {
    callBlock,
    site: callSite(callBlock, callSrc, func),
    callSrc,
    func,
    merges: newMerges(0 as AirIndex),
    isComptime: true,
    isGenericInstantiation: true,
    hasComptimeArgs: true,
    returnType: Ty.noreturn,
  };
  const { params, func: funcInst } = findSignature(frame);
  return { func, block, frame, params, funcInst, zir: readFunc(frame, funcInst) };
}

/** The type of parameter `i`, now that those before it are filled in; `generic_poison` for `anytype`. `callBlock` fails if it is none. */
export function paramType(sema: Sema, callBlock: Block, signature: Signature, i: number): Index {
  const { frame, block, params } = signature;
  const inst = params[i];
  if (isAnytypeParam(frame, inst)) return Ty.genericPoison;
  const src = frame.src[inst];
  const { start, len } = paramTypeBody(frame, inst);
  block.beginComptime(src, ComptimeReason.fn_param_types);
  const ty = analyzeAsType(sema, block, src, resolveInlineBody(sema, block, start, len, inst));
  checkParamType(sema, outsideCall(callBlock, block), src, ty);
  return ty;
}

/** The return type as written, now that the parameters are filled in. */
export function returnType(sema: Sema, callBlock: Block, signature: Signature): Index {
  const { block, zir, funcInst } = signature;
  const src = sub(CHUNK_NODE, SrcPart.fn_type_ret_ty);
  block.beginComptime(src, ComptimeReason.fn_ret_ty);
  const ty = evaluateReturnType(sema, block, zir, funcInst);
  const outside = outsideCall(callBlock, block);
  if (zir.isInferred) validateErrorUnionPayload(sema, outside, src, ty);
  checkReturnType(sema, outside, src, ty);
  resolveLayout(sema, outside, src, ty, 'function return type declared');
  return ty;
}

/** The code of `signature`, for an error that is told without the call at hand: only with those around `callBlock`. */
function outsideCall(callBlock: Block, signature: Block): Block {
  const block = new Block(null, signature.frame, signature.namespace);
  block.inlining = callBlock.inlining;
  return block;
}

/** Lets the rest of the signature see argument `i` as it is. */
export function fillParam(signature: Signature, i: number, arg: AirRef): void {
  signature.frame.instMap[signature.params[i]] = arg;
}

/** Lets the rest of the signature see the type of argument `i`, and no more. */
export function fillRuntimeParam(sema: Sema, signature: Signature, i: number, ty: Index): void {
  fillParam(signature, i, airRef(sema.reserve(AirTag.arg, ty)));
}

/** The instance of the generic function of `signature` for these arguments: an ordinary function of its runtime parameters. */
export function instantiate(
  sema: Sema,
  block: Block,
  src: Src,
  signature: Signature,
  info: FuncTypeInfo,
  comptimeArgs: readonly Index[],
  paramTypes: readonly Index[],
  bareReturnTy: Index,
): Index {
  const pool = sema.pool;
  const key = instanceKey(pool, signature.func, comptimeArgs, paramTypes);
  const params: Index[] = [];
  let noaliasBits = 0;
  for (let i = 0; i < paramTypes.length; i++) {
    if (comptimeArgs[i] !== NO_INDEX) continue;
    if (i < 32 && ((info.noaliasBits >>> i) & 1) !== 0 && params.length < 32) noaliasBits |= 1 << params.length;
    params.push(paramTypes[i]);
  }
  const ty = funcType(pool, {
    params,
    returnType: signature.zir.isInferred
      ? errorUnionType(pool, inferredErrorSetOfInstance(pool, key), bareReturnTy)
      : bareReturnTy,
    noaliasBits: noaliasBits >>> 0,
    callConv: info.callConv,
    callConvValue: info.callConvValue,
    isVarArgs: info.isVarArgs,
    isNoinline: info.isNoinline,
  });
  const instance = funcInstance(pool, key, ty);
  const { checkedInstances } = sema.zcu;
  const decl = funcOwnerDecl(pool, instance);
  if (!checkedInstances.has(decl)) {
    for (const name of instanceArgNames(pool, instance)) checkName(sema, block, src, name.length);
    checkedInstances.add(decl);
  }
  return instance;
}
