import { type AirIndex, AirTag } from '../air/air.ts';
import type { StringIndex } from '../intern/ids.ts';
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
import {
  genBinary,
  genCompare,
  genMulAdd,
  genOverflow,
  genPtrArithmetic,
  genSameBits,
  genUnary,
} from './arithmetic.ts';
import { genAtomicLoad, genAtomicRmw, genAtomicStore, genCmpxchg } from './atomics.ts';
import { emitMemoryOp, genArg, genCall } from './calls.ts';
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
import { genBitcast, genFloatCast, genFloatFromInt, genIntCast, genIntFromFloat } from './conversions.ts';
import type { FunctionState } from './function.ts';
import { genAlloc, genLoad, genRetPtr, genStore } from './memory.ts';
import { genCmpLtErrorsLen, genErrorName, genIsNamedEnumValue, genTagName } from './names.ts';
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
import { genReduce, genSelect, genShuffle, genSplat, genVectorUnary, isVector } from './vectors.ts';
import { Op } from './wasm.ts';

/** Generates the code of one instruction, and counts its operands down. */
export function genInstruction(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  dispatch(f, inst, tag);
  if (tag !== AirTag.cond_br && tag !== AirTag.switch_br && tag !== AirTag.loop_switch_br) f.releaseOperands(inst);
  f.releaseTemporaries();
}

function dispatch(f: FunctionState, inst: AirIndex, tag: AirTag): void {
  switch (tag) {
    case AirTag.arg:
      return genArg(f, inst);
    case AirTag.add:
    case AirTag.add_wrap:
    case AirTag.add_sat:
    case AirTag.sub:
    case AirTag.sub_wrap:
    case AirTag.sub_sat:
    case AirTag.mul:
    case AirTag.mul_wrap:
    case AirTag.mul_sat:
    case AirTag.div_float:
    case AirTag.div_trunc:
    case AirTag.div_floor:
    case AirTag.div_exact:
    case AirTag.rem:
    case AirTag.mod:
    case AirTag.min:
    case AirTag.max:
    case AirTag.shl:
    case AirTag.shl_exact:
    case AirTag.shl_sat:
    case AirTag.shr:
    case AirTag.shr_exact:
    case AirTag.bit_and:
    case AirTag.bit_or:
    case AirTag.xor:
    case AirTag.bool_and:
    case AirTag.bool_or:
      return genBinary(f, inst);
    case AirTag.ptr_add:
    case AirTag.ptr_sub:
      return genPtrArithmetic(f, inst);
    case AirTag.cmp_lt:
    case AirTag.cmp_lte:
    case AirTag.cmp_eq:
    case AirTag.cmp_gte:
    case AirTag.cmp_gt:
    case AirTag.cmp_neq:
      return genCompare(f, inst);
    case AirTag.add_with_overflow:
    case AirTag.sub_with_overflow:
    case AirTag.mul_with_overflow:
    case AirTag.shl_with_overflow:
      return genOverflow(f, inst);
    case AirTag.not:
    case AirTag.neg:
    case AirTag.abs:
    case AirTag.sqrt:
    case AirTag.sin:
    case AirTag.cos:
    case AirTag.tan:
    case AirTag.exp:
    case AirTag.exp2:
    case AirTag.log:
    case AirTag.log2:
    case AirTag.log10:
    case AirTag.floor:
    case AirTag.ceil:
    case AirTag.round:
    case AirTag.trunc_float:
    case AirTag.clz:
    case AirTag.ctz:
    case AirTag.popcount:
    case AirTag.byte_swap:
    case AirTag.bit_reverse:
      return genUnary(f, inst);
    case AirTag.bitcast:
      return genBitcast(f, inst);
    case AirTag.intcast:
    case AirTag.trunc:
      return isVector(f.pool, f.ty(inst)) ? genVectorUnary(f, inst) : genIntCast(f, inst);
    case AirTag.fptrunc:
    case AirTag.fpext:
      return isVector(f.pool, f.ty(inst)) ? genVectorUnary(f, inst) : genFloatCast(f, inst);
    case AirTag.int_from_float:
      return isVector(f.pool, f.ty(inst)) ? genVectorUnary(f, inst) : genIntFromFloat(f, inst);
    case AirTag.float_from_int:
      return isVector(f.pool, f.ty(inst)) ? genVectorUnary(f, inst) : genFloatFromInt(f, inst);
    case AirTag.int_from_ptr:
    case AirTag.int_from_bool:
      return isVector(f.pool, f.ty(inst)) ? genVectorUnary(f, inst) : genSameBits(f, inst);
    case AirTag.array_to_slice:
      return genArrayToSlice(f, inst);
    case AirTag.error_set_has_value:
      return f.fail('a check of an error against an error set');
    case AirTag.addrspace_cast:
      return f.defineAs(inst, f.a(inst));
    case AirTag.splat:
      return genSplat(f, inst);
    case AirTag.is_null:
    case AirTag.is_non_null:
      return genIsNull(f, inst);
    case AirTag.is_null_ptr:
    case AirTag.is_non_null_ptr:
      return genIsNullPtr(f, inst);
    case AirTag.is_err:
    case AirTag.is_non_err:
    case AirTag.is_err_ptr:
    case AirTag.is_non_err_ptr:
      return genIsErr(f, inst);
    case AirTag.optional_payload:
      return genOptionalPayload(f, inst);
    case AirTag.optional_payload_ptr:
    case AirTag.optional_payload_ptr_set:
      return genOptionalPayloadPtr(f, inst);
    case AirTag.wrap_optional:
      return genWrapOptional(f, inst);
    case AirTag.unwrap_errunion_payload:
      return genUnwrapPayload(f, inst);
    case AirTag.unwrap_errunion_err:
    case AirTag.unwrap_errunion_err_ptr:
      return genUnwrapErr(f, inst);
    case AirTag.unwrap_errunion_payload_ptr:
    case AirTag.errunion_payload_ptr_set:
      return genUnwrapPayloadPtr(f, inst);
    case AirTag.wrap_errunion_payload:
    case AirTag.wrap_errunion_err:
      return genWrapErrorUnion(f, inst);
    case AirTag.alloc:
      return genAlloc(f, inst);
    case AirTag.ret_ptr:
      return genRetPtr(f, inst);
    case AirTag.load:
      return genLoad(f, inst);
    case AirTag.store:
    case AirTag.store_safe:
      return genStore(f, inst);
    case AirTag.memset:
    case AirTag.memset_safe:
      return genMemset(f, inst);
    case AirTag.memcpy:
      return genMemcpy(f, inst);
    case AirTag.struct_field_ptr:
      return genFieldPtr(f, inst);
    case AirTag.struct_field_val:
      return genFieldVal(f, inst);
    case AirTag.field_parent_ptr:
      return genFieldParentPtr(f, inst);
    case AirTag.set_union_tag:
      return genSetUnionTag(f, inst);
    case AirTag.get_union_tag:
      return genGetUnionTag(f, inst);
    case AirTag.slice:
      return genSlice(f, inst);
    case AirTag.slice_len:
    case AirTag.slice_ptr:
      return genSlicePart(f, inst);
    case AirTag.ptr_slice_len_ptr:
    case AirTag.ptr_slice_ptr_ptr:
      return genSlicePartPtr(f, inst);
    case AirTag.array_elem_val:
      return genArrayElemVal(f, inst);
    case AirTag.slice_elem_val:
      return genSliceElemVal(f, inst);
    case AirTag.slice_elem_ptr:
      return genSliceElemPtr(f, inst);
    case AirTag.ptr_elem_val:
      return genPtrElemVal(f, inst);
    case AirTag.ptr_elem_ptr:
      return genPtrElemPtr(f, inst);
    case AirTag.aggregate_init:
      return genAggregateInit(f, inst);
    case AirTag.union_init:
      return genUnionInit(f, inst);
    case AirTag.block:
    case AirTag.dbg_inline_block:
      return genBlock(f, inst);
    case AirTag.br:
      return genBr(f, inst);
    case AirTag.loop:
      return genLoop(f, inst);
    case AirTag.repeat:
      return genRepeat(f, inst);
    case AirTag.cond_br:
      return genCondBr(f, inst);
    case AirTag.switch_br:
    case AirTag.loop_switch_br:
      return genSwitch(f, inst);
    case AirTag.switch_dispatch:
      return genDispatch(f, inst);
    case AirTag.try:
      return genTry(f, inst);
    case AirTag.try_ptr:
      return genTryPtr(f, inst);
    case AirTag.ret:
      return genRet(f, inst);
    case AirTag.ret_load:
      return genRetLoad(f, inst);
    case AirTag.call:
    case AirTag.call_never_tail:
    case AirTag.call_never_inline:
      return genCall(f, inst);
    case AirTag.call_always_tail:
      return f.fail('a call that must be a tail call');
    case AirTag.unreach:
    case AirTag.trap:
      return f.op(Op.unreachable);
    case AirTag.breakpoint:
      return;
    case AirTag.tag_name:
      return genTagName(f, inst);
    case AirTag.error_name:
      return genErrorName(f, inst);
    case AirTag.is_named_enum_value:
      return genIsNamedEnumValue(f, inst);
    case AirTag.cmp_lt_errors_len:
      return genCmpLtErrorsLen(f, inst);
    case AirTag.select:
      return genSelect(f, inst);
    case AirTag.shuffle:
      return genShuffle(f, inst);
    case AirTag.reduce:
      return genReduce(f, inst);
    case AirTag.mul_add:
      return genMulAdd(f, inst);
    case AirTag.atomic_load:
      return genAtomicLoad(f, inst);
    case AirTag.atomic_store:
      return genAtomicStore(f, inst);
    case AirTag.atomic_rmw:
      return genAtomicRmw(f, inst);
    case AirTag.cmpxchg:
      return genCmpxchg(f, inst);
    case AirTag.wasm_memory_size:
      emitMemoryOp(f, Op.memory_size);
      return f.define(inst);
    case AirTag.wasm_memory_grow:
      f.push(f.b(inst));
      emitMemoryOp(f, Op.memory_grow);
      return f.define(inst);
    case AirTag.ret_addr:
      f.i32(0);
      return f.define(inst);
    case AirTag.frame_addr:
      f.localGet(f.frameLocal);
      return f.define(inst);
    case AirTag.assembly:
      return genAssembly(f, inst);
    case AirTag.dbg_stmt:
      f.lines.push(f.out.length);
      f.lines.push(f.a(inst));
      f.lines.push(f.b(inst));
      return;
    case AirTag.dbg_var_ptr:
    case AirTag.dbg_var_val:
    case AirTag.dbg_arg_inline:
      return;
  }
}

/** Empty assembly is a barrier to an optimizer, and there is none. */
function genAssembly(f: FunctionState, inst: AirIndex): void {
  const at = f.a(inst) as number;
  const source = f.extra(at) as StringIndex;
  if (f.pool.stringLen(source) > 0 || f.extra(at + 1) > 0) f.fail('inline assembly');
}
