import { type AirIndex, type AirRef, AirTag, airRef } from '../air/air.ts';
import { DeclSort } from '../intern/decl-table.ts';
import {
  type FuncTypeInfo,
  funcInstance,
  funcOwnerDecl,
  funcType,
  inferredErrorSetOfInstance,
  instanceKey,
} from '../intern/functions.ts';
import { EMPTY_STRING, type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { printValue } from '../intern/print-value.ts';
import { errorUnionType } from '../intern/types.ts';
import { hashWords } from '../util/map.ts';
import type { ZirIndex } from '../zir/ref.ts';
import { Block, type Frame } from './block.ts';
import { newMerges } from './blocks.ts';
import { resolveInlineBody } from './body.ts';
import { typeRequiresComptime } from './classify-types.ts';
import { explainComptimeOnly } from './comptime-only.ts';
import type { ErrorNote } from './errors.ts';
import { readSource } from './facts.ts';
import { newFrame } from './frame.ts';
import { evaluateReturnType } from './func-decl.ts';
import { type FuncZir, findSignature, isAnytypeParam, isComptimeParam, readFunc } from './func-zir.ts';
import { analyzeAsType, resolveValue } from './operands.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';

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
  block.isComptime = true;
  block.typeNameContext = pool.text(pool.decls.fqnOf(decl));
  block.inlining = {
    callBlock,
    callSrc,
    func,
    merges: newMerges(0 as AirIndex),
    isComptime: true,
    isGenericInstantiation: true,
    returnType: Ty.noreturn,
  };
  const { params, func: funcInst } = findSignature(frame);
  return { func, block, frame, params, funcInst, zir: readFunc(frame, funcInst) };
}

/** The type of parameter `i`, now that those before it are filled in; `generic_poison` for `anytype`. */
export function paramType(sema: Sema, signature: Signature, i: number): Index {
  const { frame, block, params } = signature;
  const inst = params[i];
  if (isAnytypeParam(frame, inst)) return Ty.genericPoison;
  const payload = frame.a[inst];
  const outer = sema.noPartialFuncType;
  sema.noPartialFuncType = false;
  const result = resolveInlineBody(sema, block, payload + 2, frame.extra[payload + 1], inst);
  const ty = analyzeAsType(sema, block, frame.src[inst], result);
  sema.noPartialFuncType = outer;
  return ty;
}

/** The return type as written, now that the parameters are filled in. */
export function returnType(sema: Sema, signature: Signature): Index {
  const outer = sema.noPartialFuncType;
  sema.noPartialFuncType = false;
  const ty = evaluateReturnType(sema, signature.block, signature.zir, signature.funcInst);
  sema.noPartialFuncType = outer;
  return ty;
}

/** Lets the rest of the signature see argument `i` as it is. */
export function fillParam(signature: Signature, i: number, arg: AirRef): void {
  signature.frame.instMap[signature.params[i]] = arg;
}

/**
 * Fills in parameter `i` for an instance: comptime parameters have their argument's value, others but their type. Returns the comptime
 * value, or NO_INDEX for a runtime parameter.
 */
export function fillInstanceParam(
  sema: Sema,
  signature: Signature,
  callBlock: Block,
  src: Src,
  i: number,
  arg: AirRef,
): Index {
  const { frame, params } = signature;
  const inst = params[i];
  const ty = sema.typeOf(arg);
  const declared = isComptimeParam(frame, inst);
  if (!declared && !typeRequiresComptime(sema, callBlock, src, ty)) {
    frame.instMap[inst] = airRef(sema.reserve(AirTag.arg, ty));
    return NO_INDEX;
  }
  const value = resolveValue(sema, arg);
  if (value !== NO_INDEX) {
    frame.instMap[inst] = value;
    return value;
  }
  const place = { chunk: frame.chunk, src: frame.src[inst] };
  if (declared) {
    return sema.fail(callBlock, src, 'runtime-known argument passed to comptime parameter', [
      { ...place, message: 'declared comptime here' },
    ]);
  }
  const notes: ErrorNote[] = [{ ...place, message: 'declared here' }];
  explainComptimeOnly(sema, callBlock, src, ty, notes);
  return sema.fail(callBlock, src, 'runtime-known argument passed to parameter of comptime-only type', notes);
}

/** The instance of the generic function of `signature` for these arguments: an ordinary function of its runtime parameters. */
export function instantiate(
  sema: Sema,
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
  const decl = funcOwnerDecl(pool, instance);
  const decls = pool.decls;
  decls.type.data[decl] = ty;
  decls.value.data[decl] = instance;
  if (!sema.zcu.namedInstances.has(decl)) {
    sema.zcu.namedInstances.add(decl);
    nameInstance(sema, signature.func, decl, comptimeArgs, paramTypes);
  }
  return instance;
}

/**
 * Names an instance `f__anon_<number>`, where the number is made from what its arguments are called: it must not depend on which
 * instances were made before.
 */
function nameInstance(
  sema: Sema,
  owner: Index,
  decl: ReturnType<typeof funcOwnerDecl>,
  comptimeArgs: readonly Index[],
  paramTypes: readonly Index[],
): void {
  const pool = sema.pool;
  const decls = pool.decls;
  let hash = 0;
  for (let i = 0; i < paramTypes.length; i++) {
    const value = comptimeArgs[i];
    const text = value === NO_INDEX ? printType(pool, paramTypes[i]) : printValue(pool, value, 3);
    for (let c = 0; c < text.length; c++) hash = hashWords(hash, text.charCodeAt(c));
    hash = hashWords(hash, i);
  }
  const ownerDecl = funcOwnerDecl(pool, owner);
  const suffix = `__anon_${hash % 100000}`;
  const fqn = pool.string(pool.text(decls.fqnOf(ownerDecl)) + suffix);
  if (decls.fqnOf(decl) !== EMPTY_STRING && decls.fqnOf(decl) !== fqn) sema.zcu.isRenamed = true;
  decls.name.data[decl] = pool.string(pool.text(decls.nameOf(ownerDecl)) + suffix);
  decls.fqn.data[decl] = fqn;
  decls.sort.data[decl] = DeclSort.instance;
}
