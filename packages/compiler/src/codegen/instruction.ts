import { type AirIndex, AirTag } from '../air/air.ts';
import {
  genAggregateInit,
  genArrayElemVal,
  genArrayToSlice,
  genFieldParentPtr,
  genFieldPtr,
  genFieldVal,
  genGetUnionTag,
  genMemcpy,
  genMemset,
  genPtrElemPtr,
  genPtrElemVal,
  genSetUnionTag,
  genSlice,
  genSliceElemPtr,
  genSliceElemVal,
  genSlicePart,
  genSlicePartPtr,
  genUnionInit,
} from './aggregates.ts';
import { genBinary, genCompare, genMulAdd, genOverflow, genPtrArithmetic, genUnary } from './arithmetic.ts';
import { genAssembly } from './assembly.ts';
import { genAtomicLoad, genAtomicRmw, genAtomicStore, genCmpxchg } from './atomics.ts';
import { emitMemoryOp, genArg, genCall, genTailCall } from './calls.ts';
import {
  genBlock,
  genBr,
  genCondBr,
  genDispatch,
  genLoop,
  genRepeat,
  genRet,
  genRetLoad,
  genSwitch,
  genTry,
  genTryPtr,
} from './control.ts';
import { genBitcast, genConversion } from './conversions.ts';
import {
  genBeginErrReturnTrace,
  genErrReturnTrace,
  genRestoreErrReturnTraceIndex,
  genReturnError,
  genSaveErrReturnTraceIndex,
} from './error-trace.ts';
import type { FunctionState } from './function.ts';
import { genAlloc, genLoad, genRetPtr, genStore } from './memory.ts';
import { genCmpLtErrorsLen, genErrorName, genErrorSetHas, genIsNamedEnumValue, genTagName } from './names.ts';
import {
  genIsErr,
  genIsNull,
  genIsNullPtr,
  genOptionalPayload,
  genOptionalPayloadPtr,
  genUnwrapErr,
  genUnwrapPayload,
  genUnwrapPayloadPtr,
  genWrapErrorUnion,
  genWrapOptional,
} from './optionals-errors.ts';
import { genVaArg, genVaCopy, genVaStart } from './var-args.ts';
import { genReduce, genSelect, genShuffle, genSplat, genVectorUnary, isVector } from './vectors.ts';
import { Op } from './wasm.ts';

/** Generates the code of one instruction, and counts its operands down. */
export function genInstruction(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  handlers[tag](f, inst);
  if (tag !== AirTag.cond_br && tag !== AirTag.switch_br && tag !== AirTag.loop_switch_br) f.releaseOperands(inst);
  f.releaseTemporaries();
}

type Handler = (f: FunctionState, inst: AirIndex) => void;

/** What generates an instruction, by tag. */
const handlers: Handler[] = [];

function on(handler: Handler, ...tags: AirTag[]): void {
  for (const tag of tags) handlers[tag] = handler;
}

/** Vectors are converted element by element, all else by `handler`. */
function orVector(handler: Handler): Handler {
  return (f, inst) => {
    if (isVector(f.pool, f.ty(inst))) genVectorUnary(f, inst);
    else handler(f, inst);
  };
}

on(genArg, AirTag.arg);
on(
  genBinary,
  AirTag.add,
  AirTag.add_wrap,
  AirTag.add_sat,
  AirTag.sub,
  AirTag.sub_wrap,
  AirTag.sub_sat,
  AirTag.mul,
  AirTag.mul_wrap,
  AirTag.mul_sat,
  AirTag.div_float,
  AirTag.div_trunc,
  AirTag.div_floor,
  AirTag.div_exact,
  AirTag.rem,
  AirTag.mod,
  AirTag.min,
  AirTag.max,
  AirTag.shl,
  AirTag.shl_exact,
  AirTag.shl_sat,
  AirTag.shr,
  AirTag.shr_exact,
  AirTag.bit_and,
  AirTag.bit_or,
  AirTag.xor,
  AirTag.bool_and,
  AirTag.bool_or,
);
on(genPtrArithmetic, AirTag.ptr_add, AirTag.ptr_sub);
on(genCompare, AirTag.cmp_lt, AirTag.cmp_lte, AirTag.cmp_eq, AirTag.cmp_gte, AirTag.cmp_gt, AirTag.cmp_neq);
on(genOverflow, AirTag.add_with_overflow, AirTag.sub_with_overflow, AirTag.mul_with_overflow, AirTag.shl_with_overflow);
on(
  genUnary,
  AirTag.not,
  AirTag.neg,
  AirTag.abs,
  AirTag.sqrt,
  AirTag.sin,
  AirTag.cos,
  AirTag.tan,
  AirTag.exp,
  AirTag.exp2,
  AirTag.log,
  AirTag.log2,
  AirTag.log10,
  AirTag.floor,
  AirTag.ceil,
  AirTag.round,
  AirTag.trunc_float,
  AirTag.clz,
  AirTag.ctz,
  AirTag.popcount,
  AirTag.byte_swap,
  AirTag.bit_reverse,
);
on(genBitcast, AirTag.bitcast);
on(
  orVector(genConversion),
  AirTag.intcast,
  AirTag.trunc,
  AirTag.fptrunc,
  AirTag.fpext,
  AirTag.int_from_float,
  AirTag.float_from_int,
  AirTag.int_from_ptr,
  AirTag.int_from_bool,
);
on(genArrayToSlice, AirTag.array_to_slice);
on(genErrorSetHas, AirTag.error_set_has_value);
on(genSame, AirTag.addrspace_cast);
on(genSplat, AirTag.splat);
on(genIsNull, AirTag.is_null, AirTag.is_non_null);
on(genIsNullPtr, AirTag.is_null_ptr, AirTag.is_non_null_ptr);
on(genIsErr, AirTag.is_err, AirTag.is_non_err, AirTag.is_err_ptr, AirTag.is_non_err_ptr);
on(genOptionalPayload, AirTag.optional_payload);
on(genOptionalPayloadPtr, AirTag.optional_payload_ptr, AirTag.optional_payload_ptr_set);
on(genWrapOptional, AirTag.wrap_optional);
on(genUnwrapPayload, AirTag.unwrap_errunion_payload);
on(genUnwrapErr, AirTag.unwrap_errunion_err, AirTag.unwrap_errunion_err_ptr);
on(genUnwrapPayloadPtr, AirTag.unwrap_errunion_payload_ptr, AirTag.errunion_payload_ptr_set);
on(genWrapErrorUnion, AirTag.wrap_errunion_payload, AirTag.wrap_errunion_err);
on(genAlloc, AirTag.alloc);
on(genRetPtr, AirTag.ret_ptr);
on(genLoad, AirTag.load);
on(genStore, AirTag.store, AirTag.store_safe);
on(genMemset, AirTag.memset, AirTag.memset_safe);
on(genMemcpy, AirTag.memcpy);
on(genFieldPtr, AirTag.struct_field_ptr);
on(genFieldVal, AirTag.struct_field_val);
on(genFieldParentPtr, AirTag.field_parent_ptr);
on(genSetUnionTag, AirTag.set_union_tag);
on(genGetUnionTag, AirTag.get_union_tag);
on(genSlice, AirTag.slice);
on(genSlicePart, AirTag.slice_len, AirTag.slice_ptr);
on(genSlicePartPtr, AirTag.ptr_slice_len_ptr, AirTag.ptr_slice_ptr_ptr);
on(genArrayElemVal, AirTag.array_elem_val);
on(genSliceElemVal, AirTag.slice_elem_val);
on(genSliceElemPtr, AirTag.slice_elem_ptr);
on(genPtrElemVal, AirTag.ptr_elem_val);
on(genPtrElemPtr, AirTag.ptr_elem_ptr);
on(genAggregateInit, AirTag.aggregate_init);
on(genUnionInit, AirTag.union_init);
on(genBlock, AirTag.block, AirTag.dbg_inline_block);
on(genBr, AirTag.br);
on(genLoop, AirTag.loop);
on(genRepeat, AirTag.repeat);
on(genCondBr, AirTag.cond_br);
on(genSwitch, AirTag.switch_br, AirTag.loop_switch_br);
on(genDispatch, AirTag.switch_dispatch);
on(genTry, AirTag.try);
on(genTryPtr, AirTag.try_ptr);
on(genRet, AirTag.ret, AirTag.ret_safe);
on(genRetLoad, AirTag.ret_load);
on(genCall, AirTag.call, AirTag.call_never_tail, AirTag.call_never_inline);
on(genTailCall, AirTag.call_always_tail);
on(genTrap, AirTag.unreach, AirTag.trap, AirTag.breakpoint);
on(genTagName, AirTag.tag_name);
on(genErrorName, AirTag.error_name);
on(genIsNamedEnumValue, AirTag.is_named_enum_value);
on(genCmpLtErrorsLen, AirTag.cmp_lt_errors_len);
on(genSelect, AirTag.select);
on(genShuffle, AirTag.shuffle);
on(genReduce, AirTag.reduce);
on(genMulAdd, AirTag.mul_add);
on(genAtomicLoad, AirTag.atomic_load);
on(genAtomicStore, AirTag.atomic_store);
on(genAtomicRmw, AirTag.atomic_rmw);
on(genCmpxchg, AirTag.cmpxchg);
on(genMemorySize, AirTag.wasm_memory_size);
on(genMemoryGrow, AirTag.wasm_memory_grow);
on(genRetAddr, AirTag.ret_addr);
on(genFrameAddr, AirTag.frame_addr);
on(genAssembly, AirTag.assembly);
on(genErrReturnTrace, AirTag.err_return_trace);
on(genBeginErrReturnTrace, AirTag.begin_err_return_trace);
on(genSaveErrReturnTraceIndex, AirTag.save_err_return_trace_index);
on(genRestoreErrReturnTraceIndex, AirTag.restore_err_return_trace_index);
on(genReturnError, AirTag.return_error);
on(genVaStart, AirTag.c_va_start);
on(genVaArg, AirTag.c_va_arg);
on(genVaCopy, AirTag.c_va_copy);
on(genNothing, AirTag.c_va_end);
on(genStatement, AirTag.dbg_stmt);
on(genNothing, AirTag.dbg_var_ptr, AirTag.dbg_var_val, AirTag.dbg_arg_inline);

function genNothing(): void {}

function genTrap(f: FunctionState): void {
  f.op(Op.unreachable);
}

function genSame(f: FunctionState, inst: AirIndex): void {
  f.defineAs(inst, f.a(inst));
}

function genMemorySize(f: FunctionState, inst: AirIndex): void {
  emitMemoryOp(f, Op.memory_size);
  f.define(inst);
}

function genMemoryGrow(f: FunctionState, inst: AirIndex): void {
  f.push(f.b(inst));
  emitMemoryOp(f, Op.memory_grow);
  f.define(inst);
}

function genRetAddr(f: FunctionState, inst: AirIndex): void {
  f.i32(0);
  f.define(inst);
}

function genFrameAddr(f: FunctionState, inst: AirIndex): void {
  f.localGet(f.frameLocal);
  f.define(inst);
}

/** `dbg_stmt`: (own token, tracked chunk) */
function genStatement(f: FunctionState, inst: AirIndex): void {
  f.lines.push(f.out.length);
  f.lines.push(f.a(inst));
  f.lines.push(f.b(inst));
}
