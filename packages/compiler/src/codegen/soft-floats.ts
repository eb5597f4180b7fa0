import { AirTag } from '../air/air.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { pushLimb } from './limbs.ts';
import { access, copyMemory } from './memory.ts';
import { RelocKind } from './relocation.ts';
import { isScalar, isWide, type Repr, ReprKind } from './repr.ts';
import type { Value } from './values.ts';
import { Op } from './wasm.ts';

/*
 * WebAssembly has no f80 and no f128: they are in memory, and functions of compiler_rt compute with them. Those follow the C calling
 * convention (`abi.ts`): they come as two i64, and are returned where the first parameter points.
 */

/** Whether values are floats that compiler_rt computes with. */
export function isSoftFloat(repr: Repr): boolean {
  return repr.float > 64;
}

/** The part of a compiler_rt name that says which floats it is about. */
function modeOf(repr: Repr): string {
  switch (repr.float) {
    case 16:
      return 'hf';
    case 32:
      return 'sf';
    case 64:
      return 'df';
    case 80:
      return 'xf';
    default:
      return 'tf';
  }
}

/** The name that compiler_rt has for function `name` of the C library. */
function mathName(repr: Repr, name: string): string {
  return repr.float === 80 ? `__${name}x` : `${name}q`;
}

/** Calls the function that compiler_rt defines under `name`; its arguments are on the stack. */
export function callSymbol(f: FunctionState, name: string): void {
  f.relocated(Op.call, RelocKind.symbol, f.pool.string(name));
}

/** Pushes the float at `address` as an argument. */
function pushArgument(f: FunctionState, address: Address): void {
  pushLimb(f, address, 0);
  pushLimb(f, address, 1);
}

/** Writes the result of function `name` of floats `args` to `to`. */
function emitCall(f: FunctionState, name: string, to: Address, args: readonly Address[]): void {
  f.pushAddress(to);
  for (const arg of args) pushArgument(f, arg);
  callSymbol(f, name);
}

/** Writes the result of a binary operation on floats of `repr` to `to`, which is neither operand. */
export function emitSoftBinary(f: FunctionState, tag: AirTag, repr: Repr, to: Address, a: Address, b: Address): void {
  const mode = modeOf(repr);
  switch (tag) {
    case AirTag.add:
      emitCall(f, `__add${mode}3`, to, [a, b]);
      return;
    case AirTag.sub:
      emitCall(f, `__sub${mode}3`, to, [a, b]);
      return;
    case AirTag.mul:
      emitCall(f, `__mul${mode}3`, to, [a, b]);
      return;
    case AirTag.div_float:
    case AirTag.div_exact:
      emitCall(f, `__div${mode}3`, to, [a, b]);
      return;
    case AirTag.div_trunc:
    case AirTag.div_floor: {
      const quotient = f.temporarySlot(repr.size, repr.align);
      emitCall(f, `__div${mode}3`, quotient, [a, b]);
      emitCall(f, mathName(repr, tag === AirTag.div_trunc ? 'trunc' : 'floor'), to, [quotient]);
      return;
    }
    case AirTag.rem:
      emitCall(f, mathName(repr, 'fmod'), to, [a, b]);
      return;
    case AirTag.mod:
      emitMod(f, repr, to, a, b);
      return;
    case AirTag.min:
      emitCall(f, mathName(repr, 'fmin'), to, [a, b]);
      return;
    case AirTag.max:
      emitCall(f, mathName(repr, 'fmax'), to, [a, b]);
      return;
    default:
      f.fail(`${AirTag[tag]} of f${repr.float}`);
  }
}

/** rem(a, b) where a is not negative, rem(rem(a, b) + b, b) where it is. */
function emitMod(f: FunctionState, repr: Repr, to: Address, a: Address, b: Address): void {
  const fmod = mathName(repr, 'fmod');
  const sum = f.temporarySlot(repr.size, repr.align);
  const zero = f.temporarySlot(repr.size, repr.align);
  for (const limb of [0, 8]) {
    f.pushBase(zero);
    f.i64(0n);
    access(f, Op.i64_store, zero.offset + limb);
  }
  emitCall(f, fmod, to, [a, b]);
  pushSoftCompare(f, AirTag.cmp_lt, repr, a, zero);
  f.open(Op.if);
  emitCall(f, `__add${modeOf(repr)}3`, sum, [to, b]);
  emitCall(f, fmod, to, [sum, b]);
  f.close();
}

/** Pushes whether the comparison `tag` of two floats holds. */
export function pushSoftCompare(f: FunctionState, tag: AirTag, repr: Repr, a: Address, b: Address): void {
  const { name, op } = comparison(tag);
  pushArgument(f, a);
  pushArgument(f, b);
  callSymbol(f, `__${name}${modeOf(repr)}2`);
  f.i32(0);
  f.op(op);
}

/** Each function's result compares with zero as the operands do, so that nothing but `cmp_neq` holds of what is no number. */
function comparison(tag: AirTag): { readonly name: string; readonly op: Op } {
  switch (tag) {
    case AirTag.cmp_lt:
      return { name: 'lt', op: Op.i32_lt_s };
    case AirTag.cmp_lte:
      return { name: 'le', op: Op.i32_le_s };
    case AirTag.cmp_eq:
      return { name: 'eq', op: Op.i32_eq };
    case AirTag.cmp_gte:
      return { name: 'ge', op: Op.i32_ge_s };
    case AirTag.cmp_gt:
      return { name: 'gt', op: Op.i32_gt_s };
    default:
      return { name: 'ne', op: Op.i32_ne };
  }
}

/** Writes the result of a unary operation on a float of `repr` to `to`. */
export function emitSoftUnary(f: FunctionState, tag: AirTag, repr: Repr, to: Address, a: Address): void {
  switch (tag) {
    case AirTag.neg:
    case AirTag.abs: {
      copyMemory(f, to, a, repr.size);
      const at = past(to, repr.float / 8 - 2);
      f.pushBase(at);
      f.pushBase(at);
      access(f, Op.i32_load16_u, at.offset);
      f.i32(tag === AirTag.neg ? 0x8000 : 0x7fff);
      f.op(tag === AirTag.neg ? Op.i32_xor : Op.i32_and);
      access(f, Op.i32_store16, at.offset);
      return;
    }
    case AirTag.trunc_float:
      emitCall(f, mathName(repr, 'trunc'), to, [a]);
      return;
    default:
      emitCall(f, mathName(repr, AirTag[tag]), to, [a]);
  }
}

/** Writes a * b + c, rounded once, to `to`. */
export function emitSoftMulAdd(f: FunctionState, repr: Repr, to: Address, a: Address, b: Address, c: Address): void {
  emitCall(f, mathName(repr, 'fma'), to, [a, b, c]);
}

/** `fptrunc`, `fpext` from or to an f80 or f128; the two are not the same. */
export function emitSoftFloatCast(f: FunctionState, to: Repr, a: Value, at: Address): void {
  const from = a.repr;
  const widens = to.float > from.float;
  if (isSoftFloat(to)) f.pushAddress(at);
  if (isSoftFloat(from)) pushArgument(f, a.at);
  else f.pushOperand(a.operand);
  callSymbol(f, `__${widens ? 'extend' : 'trunc'}${modeOf(from)}${modeOf(to)}2`);
}

/** The part of a compiler_rt name that says which integers it is about. */
function integerMode(f: FunctionState, repr: Repr): string {
  if (repr.bits > 128) f.fail('conversions between f80 or f128 and integers of more than 128 bits');
  return repr.kind === ReprKind.i32 ? 'si' : repr.kind === ReprKind.i64 ? 'di' : 'ti';
}

/** `int_from_float` of an f80 or f128. */
export function emitIntFromSoftFloat(f: FunctionState, to: Repr, a: Value, at: Address): void {
  if (!isScalar(to)) f.pushAddress(at);
  pushArgument(f, a.at);
  callSymbol(f, `__fix${to.signed ? '' : 'uns'}${modeOf(a.repr)}${integerMode(f, to)}`);
}

/** `float_from_int` that gives an f80 or f128; the operand may be an integer without bits. */
export function emitSoftFloatFromInt(f: FunctionState, to: Repr, a: Value, at: Address): void {
  const from = a.repr;
  const mode = from.kind === ReprKind.none ? 'si' : integerMode(f, from);
  f.pushAddress(at);
  if (isWide(from)) {
    pushLimb(f, a.at, 0);
    pushLimb(f, a.at, 1);
  } else if (from.kind === ReprKind.none) f.i32(0);
  else f.pushOperand(a.operand);
  callSymbol(f, `__float${from.signed ? '' : 'un'}${mode}${modeOf(to)}`);
}
