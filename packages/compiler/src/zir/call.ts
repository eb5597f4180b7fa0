import { type FullCall, fullCall } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { expr } from './expr.ts';
import { Tag } from './inst.ts';
import { instRef, REF_NONE, type ZirRef } from './ref.ts';
import { Ctx, type ResultInfo, RI_NONE, RI_REF, resCoerced, resultType, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** How a call is made: the numbers of `std.builtin.CallModifier`. */
enum CallModifier {
  auto,
  never_tail,
  never_inline,
  no_suspend,
  always_tail,
  always_inline,
  compile_time,
}

/** Flags of a call's payload, the first word of it. Bits 0..2 are the modifier, bits 5..31 the number of arguments. */
export enum CallFlag {
  ensure_result_used = 8,
  pop_error_return_trace = 16,
}

/**
 * `f(args)`, `a.f(args)`, `.f(args)`. `declType`: the type that the `f` of the last form is looked up in, or REF_NONE for that of the
 * result.
 */
export function callExpr(gz: GenZir, scope: Scope, ri: ResultInfo, declType: ZirRef, node: number): ZirRef {
  const call = fullCall(gz.lo.tree, node) as FullCall;
  const { chunk, lo } = gz;
  const callee = call.fnExpr;
  const isFieldCall = lo.tree.nodeTags[callee] === NodeTag.field_access;

  // `a.f()`: Sema looks for `f` in what the pointer refers to, and passes the pointer or the value as the method wants it.
  let object: ZirRef;
  let fieldName = 0;
  if (isFieldCall) {
    const dot = lo.tree.mainTokens[callee];
    fieldName = lo.identString(gz, dot + 1);
    object = expr(gz, scope, RI_REF, lo.tree.lhs[callee]);
    gz.emitDbgStmt(dot);
  } else {
    object = plainCallee(gz, scope, ri, declType, callee);
  }

  const modifier = gz.nosuspendNode !== 0 ? CallModifier.no_suspend : CallModifier.auto;
  gz.emitDbgStmtForceCurrentIndex(call.lparen);

  const tag = isFieldCall ? Tag.field_call : Tag.call;
  const callInst = gz.addIndex(tag, 0, 0, gz.srcNode(node));
  const callRef = instRef(callInst);

  // The bodies of the arguments follow one another in the payload, behind a table of where each ends.
  const { scratch } = chunk;
  const { params } = call;
  const top = scratch.pushZeros(params.length);
  // Within an argument the call itself stands for the parameter's type.
  const argInfo = resCoerced(callRef, Ctx.fn_arg);
  for (let i = 0; i < params.length; i++) {
    const argBlock = gz.makeSubBlock(scope);
    const value = fullBodyExpr(argBlock, argBlock, argInfo, params[i], false);
    argBlock.addBreak(Tag.break_inline, callInst, value, params[i]);
    chunk.appendBody(argBlock.start, chunk.stack.length, scratch);
    argBlock.unstack();
    scratch.data[top + i] = scratch.length - top;
  }

  const flags =
    (modifier | (propagatesErrorTrace(ri.ctx) ? 0 : CallFlag.pop_error_return_trace) | (params.length << 5)) >>> 0;
  chunk.a.data[callInst] = isFieldCall ? chunk.extra3(flags, object, fieldName) : chunk.extra2(flags, object);
  chunk.extra.pushAll(scratch.data.subarray(top, scratch.length));
  scratch.truncate(top);
  return rvalue(gz, ri, callRef, node);
}

/** The function of a call that is not of the form `a.f()`. `.f()` is looked up in `declType`, or the type that the call's result will have. */
function plainCallee(gz: GenZir, scope: Scope, ri: ResultInfo, declType: ZirRef, callee: number): ZirRef {
  const { lo } = gz;
  if (lo.tree.nodeTags[callee] === NodeTag.enum_literal) {
    const type = declType === REF_NONE ? resultType(gz, ri, callee) : declType;
    if (type !== REF_NONE) {
      const name = lo.identString(gz, lo.tree.mainTokens[callee]);
      return gz.addPlBin(Tag.decl_literal_no_coerce, callee, type, name);
    }
  }
  return expr(gz, scope, RI_NONE, callee);
}

/** Whether an error that the call returns keeps its trace because of what consumes it. */
function propagatesErrorTrace(ctx: Ctx): boolean {
  return ctx === Ctx.error_handling_expr || ctx === Ctx.return || ctx === Ctx.fn_arg || ctx === Ctx.const_init;
}
