import type { GenZir } from './block.ts';
import { BuiltinTag } from './builtin-fn.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import { expr, typeExpr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { Ref, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_NONE, resCoerced, resTy, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** `@atomicLoad`, `@atomicStore`, `@atomicRmw`. */
export function atomic(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  params: Uint32Array,
  builtin: BuiltinTag.atomic_load | BuiltinTag.atomic_rmw | BuiltinTag.atomic_store,
): ZirRef {
  const { chunk } = gz;
  const orderType = addBuiltinValue(gz, BuiltinValue.atomic_order, node);
  const opType = builtin === BuiltinTag.atomic_rmw ? addBuiltinValue(gz, BuiltinValue.atomic_rmw_op, node) : orderType;
  const type = typeExpr(gz, scope, params[0]);
  const pointer = expr(gz, scope, RI_NONE, params[1]);
  if (builtin === BuiltinTag.atomic_load) {
    const order = expr(gz, scope, resCoerced(orderType), params[2]);
    return rvalue(gz, ri, gz.addPlNode(Tag.atomic_load, node, chunk.extra3(type, pointer, order)), node);
  }
  if (builtin === BuiltinTag.atomic_rmw) {
    const op = expr(gz, scope, resCoerced(opType), params[2]);
    const operand = expr(gz, scope, resTy(type), params[3]);
    const order = expr(gz, scope, resCoerced(orderType), params[4]);
    return rvalue(gz, ri, gz.addPlNode(Tag.atomic_rmw, node, chunk.extra4(pointer, op, operand, order)), node);
  }
  const operand = expr(gz, scope, resTy(type), params[2]);
  const order = expr(gz, scope, resCoerced(orderType), params[3]);
  gz.addPlNode(Tag.atomic_store, node, chunk.extra3(pointer, operand, order));
  return rvalue(gz, ri, Ref.void_value, node);
}

/** `@cmpxchgWeak`, `@cmpxchgStrong`. `small` is 1 for the strong form. */
export function cmpxchg(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  params: Uint32Array,
  small: number,
): ZirRef {
  const type = typeExpr(gz, scope, params[0]);
  const orderType = addBuiltinValue(gz, BuiltinValue.atomic_order, node);
  const pointer = expr(gz, scope, RI_NONE, params[1]);
  const expected = expr(gz, scope, resTy(type), params[2]);
  const value = expr(gz, scope, resCoerced(type), params[3]);
  const success = expr(gz, scope, resCoerced(orderType), params[4]);
  const failure = expr(gz, scope, resCoerced(orderType), params[5]);
  const payload = gz.chunk.extra.pushAll([pointer, expected, value, success, failure]);
  const result = gz.addExtended(Extended.cmpxchg, small, payload, node);
  return rvalue(gz, ri, result, node);
}
