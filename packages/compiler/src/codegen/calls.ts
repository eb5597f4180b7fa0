import { type AirIndex, type AirRef, isInst } from '../air/air.ts';
import { CallConv } from '../intern/func-type.ts';
import { funcCallConv, funcTypeInfo } from '../intern/functions.ts';
import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { ptrChild } from '../intern/pointers.ts';
import { TypeKind, typeKind } from '../intern/types.ts';
import { typeOf } from '../intern/values.ts';
import { Pass, type Passed, signatureOf } from './abi.ts';
import { pushParts } from './constant-parts.ts';
import { calledFunction } from './constants.ts';
import { ElementReader, elementsOf, storeElement } from './elements.ts';
import { endErrorTrace } from './error-trace.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { accessGlobal, STACK_POINTER, savedPointer } from './globals.ts';
import { pushLimb } from './limbs.ts';
import { access, emitStore, fillMemory, pushCopy, pushLoad } from './memory.ts';
import { RelocKind } from './relocation.ts';
import { type Repr, ReprKind, valTypeOf } from './repr.ts';
import { pushVarArgs } from './var-args.ts';
import { Op } from './wasm.ts';

/** `call` and its like: (callee, arguments) */
export function genCall(f: FunctionState, inst: AirIndex): void {
  const { target, ty } = calleeOf(f, inst);
  const { passed, result } = signatureOf(f.reprs, ty);
  if (result.pass === Pass.pointer)
    f.pushAddress(f.usesLeft(inst) > 0 ? f.defineSlot(inst) : f.temporarySlot(result.repr.size, result.repr.align));
  pushArguments(f, inst, passed, mayBeForeign(f, target, ty));
  const at = f.b(inst) as number;
  const argsLen = f.extra(at);
  if (funcTypeInfo(f.pool, ty).isVarArgs) {
    const first = at + 1 + passed.length;
    pushVarArgs(
      f,
      Array.from({ length: argsLen - passed.length }, (_, i) => f.extra(first + i) as AirRef),
    );
  }
  if (target !== undefined) f.relocated(Op.call, RelocKind.func, target);
  else {
    f.push(f.a(inst));
    callIndirect(f, Op.call_indirect, ty);
    f.hasCalls = true;
  }
  if (result.pass === Pass.direct) f.define(inst);
  else if (result.pass === Pass.parts) storeParts(f, inst, result);
  else if (result.pass === Pass.unwrapped) storeUnwrapped(f, inst, result);
}

/**
 * `call_always_tail`: (callee, arguments). The frame is given back before the callee runs, so nothing that it is given can be there; where the result is
 * in memory, it is where this function's own is.
 */
export function genTailCall(f: FunctionState, inst: AirIndex): void {
  const { target, ty } = calleeOf(f, inst);
  const { passed, result } = signatureOf(f.reprs, ty);
  if (passed.some((param) => param.pass === Pass.pointer)) return f.fail('a tail call with an argument in memory');
  if (funcTypeInfo(f.pool, ty).isVarArgs) return f.fail('a tail call of a variadic function');
  if (result.pass === Pass.pointer) f.localGet(f.resultPointer);
  pushArguments(f, inst, passed, false);
  if (target === undefined) f.push(f.a(inst));
  endErrorTrace(f);
  restoreStackPointer(f);
  if (target === undefined) callIndirect(f, Op.return_call_indirect, ty);
  else f.relocated(Op.return_call, RelocKind.func, target);
}

/** Gives the stack pointer what it was when the function was called. */
function restoreStackPointer(f: FunctionState): void {
  f.restores.push(f.out.length);
  f.localGet(savedPointer(f));
  accessGlobal(f, Op.global_set, STACK_POINTER);
  f.restores.push(f.out.length);
}

/** The function that `inst` calls, where it is known, and its type. */
function calleeOf(f: FunctionState, inst: AirIndex): { readonly target: Index | undefined; readonly ty: Index } {
  const callee = f.a(inst);
  const target = isInst(callee) ? undefined : calledFunction(f.pool, callee as number as Index);
  const functionType = (ty: Index): Index => (typeKind(f.pool, ty) === TypeKind.pointer ? ptrChild(f.pool, ty) : ty);
  const ty = functionType(f.typeOf(callee));
  if (target === undefined) return { target, ty };
  // A coerced function is called the way it was made.
  const made = functionType(typeOf(f.pool, target));
  return takesTheSame(f, made, ty) ? { target, ty: made } : { target: undefined, ty };
}

/** Whether arguments are passed in the same way to functions of both types: not where a pointer to one was cast. */
function takesTheSame({ reprs }: FunctionState, a: Index, b: Index): boolean {
  if (a === b) return true;
  const [left, right] = [signatureOf(reprs, a).passed, signatureOf(reprs, b).passed];
  return (
    left.length === right.length &&
    left.every(({ pass, repr }, i) => pass === right[i]!.pass && repr.kind === right[i]!.repr.kind)
  );
}

/** Calls the function of type `ty` whose number is on the stack. */
function callIndirect(f: FunctionState, op: Op.call_indirect | Op.return_call_indirect, ty: Index): void {
  f.op(op);
  f.relocs.add(RelocKind.typeIndex, f.out.paddedLeb(0), ty);
  f.out.byte(0);
}

/** Whether a callee of type `ty` may be one that is not Zig, to which a parameter is a variable. */
function mayBeForeign({ pool }: FunctionState, target: Index | undefined, ty: Index): boolean {
  const convention = funcCallConv(pool, ty);
  if (convention !== CallConv.c && convention !== CallConv.other) return false;
  return target === undefined || pool.tag(target) === ItemTag.extern;
}

/** Pushes the arguments of `inst` that the callee has parameters for. */
function pushArguments(f: FunctionState, inst: AirIndex, passed: readonly Passed[], isForeign: boolean): void {
  const at = f.b(inst) as number;
  const argsLen = f.extra(at);
  for (const [i, param] of passed.entries()) {
    if (i === argsLen) break;
    const arg = f.extra(at + 1 + i) as AirRef;
    if (isForeign && param.pass === Pass.pointer) pushCopy(f, arg);
    else if (param.pass !== Pass.none) pushArgument(f, arg, param);
  }
}

function pushArgument(f: FunctionState, arg: AirRef, param: Passed): void {
  switch (param.pass) {
    case Pass.direct:
    case Pass.pointer:
      f.push(arg);
      return;
    case Pass.halves: {
      const address = f.memoryOf(arg);
      pushLimb(f, address, 0);
      pushLimb(f, address, 1);
      return;
    }
    case Pass.elements: {
      const reader = new ElementReader(f, elementsOf(f, param.vector), f.memoryOf(arg));
      for (let i = 0; i < reader.elements.len; i++) reader.push(i);
      reader.close();
      return;
    }
    case Pass.unwrapped:
      pushLoad(f, f.memoryOf(arg), param.repr);
      return;
    case Pass.parts:
      pushParts(f, arg, param.parts);
      return;
    case Pass.none:
      return;
  }
}

/** The parts on the stack are the result of `inst`. */
function storeParts(f: FunctionState, inst: AirIndex, { parts }: Passed): void {
  if (f.usesLeft(inst) === 0) {
    for (let i = 0; i < parts.length; i++) f.op(Op.drop);
    return;
  }
  const locals = parts.map(({ repr }) => f.temporary(valTypeOf(repr)));
  for (let i = locals.length - 1; i >= 0; i--) f.localSet(locals[i]);
  const to = f.defineSlot(inst);
  for (const [i, { offset, repr }] of parts.entries()) storePart(f, past(to, offset), repr, locals[i]);
}

function storePart(f: FunctionState, to: Address, repr: Repr, local: number): void {
  f.pushBase(to);
  f.localGet(local);
  emitStore(f, repr, to.offset);
}

/** The scalar on the stack is the struct that is the result of `inst`. */
function storeUnwrapped(f: FunctionState, inst: AirIndex, result: Passed): void {
  if (f.usesLeft(inst) === 0) {
    f.op(Op.drop);
    return;
  }
  const local = f.temporary(valTypeOf(result.repr));
  f.localSet(local);
  const to = f.defineSlot(inst);
  f.pushBase(to);
  f.localGet(local);
  emitStore(f, result.repr, to.offset);
}

/** `arg` */
export function genArg(f: FunctionState, inst: AirIndex): void {
  const param = f.signature.passed[f.a(inst) as number];
  if (param === undefined || f.repr(f.ty(inst)).kind === ReprKind.none) return;
  switch (param.pass) {
    case Pass.direct:
    case Pass.pointer:
      f.defineParam(inst, param.local);
      return;
    case Pass.halves: {
      const to = f.defineSlot(inst);
      for (const half of [0, 1]) {
        const at = past(to, half * 8);
        f.pushBase(at);
        f.localGet(param.local + half);
        access(f, Op.i64_store, at.offset);
      }
      return;
    }
    case Pass.elements: {
      const to = f.defineSlot(inst);
      const elements = elementsOf(f, param.vector);
      if (elements.packed) fillMemory(f, to, 0, elements.size);
      for (let i = 0; i < elements.len; i++) storeElement(f, to, elements, i, param.local + i);
      return;
    }
    case Pass.unwrapped:
      storePart(f, f.defineSlot(inst), param.repr, param.local);
      return;
    case Pass.parts: {
      const to = f.defineSlot(inst);
      for (const [i, { offset, repr }] of param.parts.entries()) storePart(f, past(to, offset), repr, param.local + i);
      return;
    }
    case Pass.none:
      return;
  }
}

/** `wasm_memory_size`, and `wasm_memory_grow` whose delta is on the stack: memory 0 is the only one. */
export function emitMemoryOp(f: FunctionState, op: Op.memory_size | Op.memory_grow): void {
  f.op(op);
  f.out.byte(0);
}
