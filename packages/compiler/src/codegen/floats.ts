import { AirTag } from '../air/air.ts';
import { type FunctionState, localOperand, type Operand } from './function.ts';
import { RelocKind } from './relocation.ts';
import type { Repr } from './repr.ts';
import { RuntimeFunction } from './runtime.ts';
import { callSymbol } from './soft-floats.ts';
import { type MiscOp, Op, ValType } from './wasm.ts';

/*
 * f32 and f64 are WebAssembly's own. An f16 is computed as an f32 and rounded: the result is the same, since an f32 has more than
 * twice its precision. What takes several steps is rounded after each, as it officially is.
 */

const F32_TO_F64_COMPARE = Op.f64_eq - Op.f32_eq;
const F32_TO_F64_ARITHMETIC = Op.f64_abs - Op.f32_abs;

function floatOp(double: boolean, op: Op): Op {
  if (!double) return op;
  return op >= Op.f32_abs ? op + F32_TO_F64_ARITHMETIC : op + F32_TO_F64_COMPARE;
}

/** Pushes a float operand as an f32 or f64 to compute with. */
function pushFloat(f: FunctionState, repr: Repr, operand: Operand): void {
  f.pushOperand(operand);
  if (repr.float === 16) f.callRuntime(RelocKind.runtime, RuntimeFunction.halfToFloat);
}

/** Rounds the f32 on the stack to an f16, if that is what `repr` is. */
function finishFloat(f: FunctionState, repr: Repr): void {
  if (repr.float !== 16) return;
  f.op(Op.f64_promote_f32);
  f.callRuntime(RelocKind.runtime, RuntimeFunction.doubleToHalf);
}

/** Rounds the f32 on the stack to what an f16 can be, if that is what `repr` is, to compute on with it. */
function roundStep(f: FunctionState, repr: Repr): void {
  if (repr.float !== 16) return;
  finishFloat(f, repr);
  f.callRuntime(RelocKind.runtime, RuntimeFunction.halfToFloat);
}

function pushConstantFloat(f: FunctionState, double: boolean, value: number): void {
  f.op(double ? Op.f64_const : Op.f32_const);
  if (double) f.out.f64(value);
  else f.out.f32(value);
}

/** Pushes the result of a binary operation on floats of `repr`. */
export function emitFloatBinary(f: FunctionState, tag: AirTag, repr: Repr, a: Operand, b: Operand): void {
  const double = repr.float === 64;
  const op = plainOp(tag);
  if (op !== null) {
    pushFloat(f, repr, a);
    pushFloat(f, repr, b);
    f.op(floatOp(double, op));
    if (op >= Op.f32_abs) finishFloat(f, repr);
    return;
  }
  switch (tag) {
    case AirTag.div_trunc:
    case AirTag.div_floor:
      pushFloat(f, repr, a);
      pushFloat(f, repr, b);
      f.op(floatOp(double, Op.f32_div));
      roundStep(f, repr);
      f.op(floatOp(double, tag === AirTag.div_trunc ? Op.f32_trunc : Op.f32_floor));
      break;
    case AirTag.min:
    case AirTag.max:
      emitMinMax(f, tag, repr, a, b);
      break;
    case AirTag.rem:
      pushRem(f, repr, a, b);
      break;
    case AirTag.mod:
      emitMod(f, repr, a, b);
      break;
    default:
      f.fail(`${AirTag[tag]} of floats`);
      return;
  }
  finishFloat(f, repr);
}

function plainOp(tag: AirTag): Op | null {
  switch (tag) {
    case AirTag.add:
      return Op.f32_add;
    case AirTag.sub:
      return Op.f32_sub;
    case AirTag.mul:
      return Op.f32_mul;
    case AirTag.div_float:
    case AirTag.div_exact:
      return Op.f32_div;
    case AirTag.cmp_lt:
      return Op.f32_lt;
    case AirTag.cmp_lte:
      return Op.f32_le;
    case AirTag.cmp_eq:
      return Op.f32_eq;
    case AirTag.cmp_gte:
      return Op.f32_ge;
    case AirTag.cmp_gt:
      return Op.f32_gt;
    case AirTag.cmp_neq:
      return Op.f32_ne;
    default:
      return null;
  }
}

/** The other operand where one is not a number. */
function emitMinMax(f: FunctionState, tag: AirTag, repr: Repr, a: Operand, b: Operand): void {
  const double = repr.float === 64;
  const type = double ? ValType.f64 : ValType.f32;
  const x = f.temporary(type);
  const y = f.temporary(type);
  pushFloat(f, repr, a);
  f.localSet(x);
  pushFloat(f, repr, b);
  f.localSet(y);
  f.localGet(y);
  f.localGet(x);
  f.localGet(x);
  f.localGet(y);
  f.op(floatOp(double, tag === AirTag.min ? Op.f32_min : Op.f32_max));
  f.localGet(y);
  f.localGet(y);
  f.op(floatOp(double, Op.f32_ne));
  f.op(Op.select);
  f.localGet(x);
  f.localGet(x);
  f.op(floatOp(double, Op.f32_ne));
  f.op(Op.select);
}

/** Pushes the exact remainder with the sign of `a`, not yet rounded to an f16. */
function pushRem(f: FunctionState, repr: Repr, a: Operand, b: Operand): void {
  const double = repr.float === 64;
  for (const operand of [a, b]) {
    pushFloat(f, repr, operand);
    if (!double) f.op(Op.f64_promote_f32);
  }
  f.callRuntime(RelocKind.runtime, RuntimeFunction.floatRem);
  if (!double) f.op(Op.f32_demote_f64);
}

/** rem(a, b) where a is not negative, rem(rem(a, b) + b, b) where it is. */
function emitMod(f: FunctionState, repr: Repr, a: Operand, b: Operand): void {
  const double = repr.float === 64;
  const type = double ? ValType.f64 : ValType.f32;
  const computed: Repr = double ? repr : { ...repr, float: 32 };
  const x = f.temporary(type);
  const y = f.temporary(type);
  const rest = f.temporary(type);
  pushFloat(f, repr, a);
  f.localSet(x);
  pushFloat(f, repr, b);
  f.localSet(y);
  pushRem(f, computed, localOperand(x), localOperand(y));
  f.localTee(rest);
  f.localGet(y);
  f.op(floatOp(double, Op.f32_add));
  roundStep(f, repr);
  f.localSet(rest);
  pushRem(f, computed, localOperand(rest), localOperand(y));
  pushRem(f, computed, localOperand(x), localOperand(y));
  f.localGet(x);
  pushConstantFloat(f, double, 0);
  f.op(floatOp(double, Op.f32_lt));
  f.op(Op.select);
}

/** Pushes the result of a unary operation on a float of `repr`. */
export function emitFloatUnary(f: FunctionState, tag: AirTag, repr: Repr, a: Operand): void {
  const double = repr.float === 64;
  const op = unaryOp(tag);
  if (repr.float === 16 && (tag === AirTag.neg || tag === AirTag.abs)) {
    f.pushOperand(a);
    f.i32(tag === AirTag.neg ? 0x8000 : 0x7fff);
    f.op(tag === AirTag.neg ? Op.i32_xor : Op.i32_and);
    return;
  }
  pushFloat(f, repr, a);
  if (op !== null) f.op(floatOp(double, op));
  else if (tag === AirTag.round) emitRound(f, double);
  else callMath(f, double, AirTag[tag]);
  finishFloat(f, repr);
}

function unaryOp(tag: AirTag): Op | null {
  switch (tag) {
    case AirTag.neg:
      return Op.f32_neg;
    case AirTag.abs:
      return Op.f32_abs;
    case AirTag.sqrt:
      return Op.f32_sqrt;
    case AirTag.floor:
      return Op.f32_floor;
    case AirTag.ceil:
      return Op.f32_ceil;
    case AirTag.trunc_float:
      return Op.f32_trunc;
    default:
      return null;
  }
}

/** Halves are rounded away from zero. */
function emitRound(f: FunctionState, double: boolean): void {
  const type = double ? ValType.f64 : ValType.f32;
  const x = f.temporary(type);
  const whole = f.temporary(type);
  f.localTee(x);
  f.op(floatOp(double, Op.f32_trunc));
  f.localTee(whole);
  pushConstantFloat(f, double, 1);
  pushConstantFloat(f, double, 0);
  f.localGet(x);
  f.localGet(whole);
  f.op(floatOp(double, Op.f32_sub));
  f.op(floatOp(double, Op.f32_abs));
  pushConstantFloat(f, double, 0.5);
  f.op(floatOp(double, Op.f32_ge));
  f.op(Op.select);
  f.localGet(x);
  f.op(floatOp(double, Op.f32_copysign));
  f.op(floatOp(double, Op.f32_add));
  f.localGet(x);
  f.op(floatOp(double, Op.f32_copysign));
}

/** Calls the function of compiler_rt for `name`, such as `sin` or `sinf`. */
function callMath(f: FunctionState, double: boolean, name: string): void {
  callSymbol(f, double ? name : `${name}f`);
}

/** Pushes a * b + c, rounded once. */
export function emitMulAdd(f: FunctionState, repr: Repr, a: Operand, b: Operand, c: Operand): void {
  for (const operand of [a, b, c]) pushFloat(f, repr, operand);
  callMath(f, repr.float === 64, 'fma');
  finishFloat(f, repr);
}

/** Pushes float operand `a` of `from` as one of `to`. */
export function emitFloatCast(f: FunctionState, to: Repr, a: Operand, from: Repr): void {
  if (to.float === from.float) {
    f.pushOperand(a);
    return;
  }
  pushFloat(f, from, a);
  if (to.float === 16) {
    if (from.float !== 64) f.op(Op.f64_promote_f32);
    f.callRuntime(RelocKind.runtime, RuntimeFunction.doubleToHalf);
  } else if (to.float === 64) {
    f.op(Op.f64_promote_f32);
  } else if (from.float === 64) f.op(Op.f32_demote_f64);
}

/** Pushes float operand `a` as an f64 or f32 that is at least as precise, and says whether it is an f64. */
export function pushComputable(f: FunctionState, repr: Repr, a: Operand): boolean {
  pushFloat(f, repr, a);
  return repr.float === 64;
}

/** Rounds the f64 (if `double`) or f32 on the stack to a float of `to`. */
export function emitRoundTo(f: FunctionState, to: Repr, double: boolean): void {
  if (to.float === 16) {
    if (!double) f.op(Op.f64_promote_f32);
    f.callRuntime(RelocKind.runtime, RuntimeFunction.doubleToHalf);
  } else if (to.float === 64 && !double) f.op(Op.f64_promote_f32);
  else if (to.float === 32 && double) f.op(Op.f32_demote_f64);
}

/** A conversion of the float on the stack to an integer that gives the nearest where it is out of range. */
export function emitSaturating(f: FunctionState, op: MiscOp): void {
  if (f.reprs.options.hasSaturatingConversions) f.misc(op);
  else f.callRuntime(RelocKind.runtime, RuntimeFunction.i32_trunc_sat_f32_s + op);
}
