import type { AirTag } from '../air/air.ts';
import { emitFloatBinary, emitFloatUnary } from './floats.ts';
import type { FunctionState, Operand } from './function.ts';
import { emitIntBinary, emitIntUnary } from './integers.ts';
import type { Repr } from './repr.ts';

/** Pushes the result of a binary operation on scalars of `repr`. `shiftRepr` is that of a shift amount. */
export function emitScalarBinary(
  f: FunctionState,
  tag: AirTag,
  repr: Repr,
  a: Operand,
  b: Operand,
  shiftRepr: Repr,
): void {
  if (repr.float !== 0) emitFloatBinary(f, tag, repr, a, b);
  else emitIntBinary(f, tag, repr, a, b, shiftRepr);
}

/** Pushes the result of a unary operation on a scalar of `repr`; the result is of `result`. */
export function emitScalarUnary(f: FunctionState, tag: AirTag, repr: Repr, a: Operand, result: Repr): void {
  if (repr.float !== 0) emitFloatUnary(f, tag, repr, a);
  else emitIntUnary(f, tag, repr, a, result);
}
