import { NodeTag } from '../syntax/node.ts';
import { tokenString, tokenText } from '../syntax/tree.ts';
import { atomic, cmpxchg } from './atomic-builtin.ts';
import type { GenZir, NameStrategy } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { BuiltinTag, builtinIsFunctionOnly, builtinParamCount, findBuiltin, VARIADIC } from './builtin-fn.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr, reachableExpr, typeExpr } from './expr.ts';
import { floatRoundOp, floatUnOp } from './float-builtin.ts';
import { Extended, Tag } from './inst.ts';
import { stringOfToken } from './literal.ts';
import { shiftOp, simpleUnOp } from './operator.ts';
import { ptrCast } from './pointer-cast.ts';
import { instRef, Ref, refInst, type ZirIndex, type ZirRef } from './ref.ts';
import { reify } from './reify-builtin.ts';
import {
  isRefLoc,
  type ResultInfo,
  RI_BOOL,
  RI_NONE,
  RI_USIZE,
  resCoerced,
  resTy,
  resultType,
  resultTypeForCast,
  rvalue,
} from './result.ts';
import type { Scope } from './scope.ts';
import { accessedBy } from './slice-index.ts';

const RI_NAME = resCoerced(Ref.slice_const_u8_type);
const RI_U32 = resCoerced(Ref.u32_type);
const RI_ANYERROR = resCoerced(Ref.anyerror_type);

/** Flags of the payload of `builtin_call`. */
enum BuiltinCallFlag {
  is_nosuspend = 1,
  ensure_result_used = 2,
}

/**
 * `@name(params)`. `allowBranchHint`: the call is the first statement of a body, where `@branchHint` may stand. `strategy`: how the type gets
 * its name that is made.
 */
export function builtinCall(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  params: Uint32Array,
  allowBranchHint: boolean,
  strategy: NameStrategy,
): ZirRef {
  const { lo } = gz;
  const token = lo.tree.mainTokens[node];
  const text = tokenText(lo.tree, token);
  const tag = findBuiltin(text, 0, text.length);
  if (tag < 0) lo.failNode(node, `invalid builtin function: '${tokenString(lo.tree, token)}'`);
  const builtin = tag as BuiltinTag;
  const expected = builtinParamCount(builtin);
  if (expected !== VARIADIC && expected !== params.length) {
    lo.failNode(node, `expected ${expected} argument${expected === 1 ? '' : 's'}, found ${params.length}`);
  }
  if (lo.fnBlock === null && builtinIsFunctionOnly(builtin)) {
    lo.failNode(node, `'${tokenString(lo.tree, token)}' outside function scope`);
  }

  switch (builtin) {
    case BuiltinTag.as:
      return as(gz, scope, ri, node, params[0], params[1]);
    case BuiltinTag.import:
      return importFile(gz, ri, node, params[0]);
    case BuiltinTag.field: {
      const byRef = isRefLoc(ri);
      const object = expr(gz, scope, accessedBy(ri), params[0]);
      const name = comptimeExpr(gz, scope, RI_NAME, params[1], ComptimeReason.field_name);
      const access = gz.addPlBin(byRef ? Tag.field_ptr_named : Tag.field_ptr_named_load, node, object, name);
      return byRef ? access : rvalue(gz, ri, access, node);
    }
    case BuiltinTag.bit_cast: {
      const type = resultTypeForCast(gz, ri, node, '@bitCast');
      const operand = reachableExpr(gz, scope, RI_NONE, params[0], node);
      return rvalue(gz, ri, gz.addPlBin(Tag.bitcast, node, type, operand), node);
    }
    case BuiltinTag.TypeOf:
      return typeOf(gz, scope, ri, node, params);
    case BuiltinTag.union_init:
      return unionInit(gz, scope, ri, node, params);
    case BuiltinTag.min:
      return minMax(gz, scope, ri, node, params, Tag.min, Extended.min_multi);
    case BuiltinTag.max:
      return minMax(gz, scope, ri, node, params, Tag.max, Extended.max_multi);
    case BuiltinTag.EnumLiteral:
      return rvalue(gz, ri, Ref.enum_literal_type, node);
    case BuiltinTag.Int:
    case BuiltinTag.Tuple:
    case BuiltinTag.Pointer:
    case BuiltinTag.Fn:
    case BuiltinTag.Struct:
    case BuiltinTag.Union:
    case BuiltinTag.Enum:
      return reify(gz, scope, ri, node, params, builtin, strategy);
    case BuiltinTag.compile_log: {
      const operands: ZirRef[] = [];
      for (let i = 0; i < params.length; i++) operands.push(expr(gz, scope, RI_NONE, params[i]));
      return rvalue(gz, ri, gz.addExtendedMulti(Extended.compile_log, node, operands), node);
    }
    case BuiltinTag.branch_hint: {
      if (!allowBranchHint) {
        lo.failNode(node, "'@branchHint' must appear as the first statement in a function or conditional branch");
      }
      const type = addBuiltinValue(gz, BuiltinValue.branch_hint, node);
      extended(gz, Extended.branch_hint, node, [
        comptimeExpr(gz, scope, resCoerced(type), params[0], ComptimeReason.operand_branchHint),
      ]);
      return rvalue(gz, ri, Ref.void_value, node);
    }

    case BuiltinTag.This:
    case BuiltinTag.return_address:
    case BuiltinTag.error_return_trace:
    case BuiltinTag.frame:
    case BuiltinTag.frame_address:
    case BuiltinTag.breakpoint:
    case BuiltinTag.disable_instrumentation:
    case BuiltinTag.disable_intrinsics:
    case BuiltinTag.src:
      return rvalue(gz, ri, gz.addExtended(operandlessOpcode(builtin), 0, 0, node), node);
    case BuiltinTag.in_comptime:
      if (gz.isComptime) lo.failNode(node, "redundant '@inComptime' in comptime scope");
      return rvalue(gz, ri, gz.addExtended(Extended.in_comptime, 0, 0, node), node);
    case BuiltinTag.c_va_start:
      if (!lo.fnVarArgs) lo.failNode(node, "'@cVaStart' in a non-variadic function");
      return rvalue(gz, ri, gz.addExtended(Extended.c_va_start, 0, 0, node), node);
    case BuiltinTag.trap:
      gz.emitDbgNode(node);
      gz.addNode(Tag.trap, node);
      return rvalue(gz, ri, Ref.unreachable_value, node);
    case BuiltinTag.panic:
      gz.emitDbgNode(node);
      return simpleUnOp(gz, scope, ri, node, RI_NAME, params[0], Tag.panic);

    case BuiltinTag.type_info:
    case BuiltinTag.size_of:
    case BuiltinTag.bit_size_of:
    case BuiltinTag.align_of: {
      const type = typeExpr(gz, scope, params[0]);
      return rvalue(gz, ri, gz.addUnNode(plainTag(builtin), type, node), node);
    }
    case BuiltinTag.compile_error:
    case BuiltinTag.embed_file:
      return simpleUnOp(gz, scope, ri, node, RI_NAME, params[0], plainTag(builtin));
    case BuiltinTag.set_eval_branch_quota:
      return simpleUnOp(gz, scope, ri, node, RI_U32, params[0], Tag.set_eval_branch_quota);
    case BuiltinTag.error_name:
      return simpleUnOp(gz, scope, ri, node, RI_ANYERROR, params[0], Tag.error_name);
    case BuiltinTag.set_runtime_safety:
      return simpleUnOp(gz, scope, ri, node, RI_BOOL, params[0], Tag.set_runtime_safety);
    case BuiltinTag.int_from_ptr:
    case BuiltinTag.int_from_enum:
    case BuiltinTag.int_from_bool:
    case BuiltinTag.abs:
    case BuiltinTag.tag_name:
    case BuiltinTag.type_name:
    case BuiltinTag.Frame:
    case BuiltinTag.clz:
    case BuiltinTag.ctz:
    case BuiltinTag.pop_count:
    case BuiltinTag.byte_swap:
    case BuiltinTag.bit_reverse:
      return simpleUnOp(gz, scope, ri, node, RI_NONE, params[0], plainTag(builtin));

    case BuiltinTag.sqrt:
    case BuiltinTag.sin:
    case BuiltinTag.cos:
    case BuiltinTag.tan:
    case BuiltinTag.exp:
    case BuiltinTag.exp2:
    case BuiltinTag.log:
    case BuiltinTag.log2:
    case BuiltinTag.log10:
      return floatUnOp(gz, scope, ri, node, params[0], plainTag(builtin));
    case BuiltinTag.floor:
      return floatRoundOp(gz, scope, ri, node, params[0], Tag.floor);
    case BuiltinTag.ceil:
      return floatRoundOp(gz, scope, ri, node, params[0], Tag.ceil);
    case BuiltinTag.trunc:
      return floatRoundOp(gz, scope, ri, node, params[0], Tag.trunc);
    case BuiltinTag.round:
      return floatRoundOp(gz, scope, ri, node, params[0], Tag.round);

    case BuiltinTag.int_from_float:
    case BuiltinTag.float_from_int:
    case BuiltinTag.ptr_from_int:
    case BuiltinTag.enum_from_int:
    case BuiltinTag.float_cast:
    case BuiltinTag.int_cast:
    case BuiltinTag.truncate:
      return typeCast(gz, scope, ri, node, params[0], plainTag(builtin), tokenString(lo.tree, token));
    case BuiltinTag.ptr_cast:
    case BuiltinTag.align_cast:
    case BuiltinTag.addrspace_cast:
    case BuiltinTag.const_cast:
    case BuiltinTag.volatile_cast:
      return ptrCast(gz, scope, ri, node);
    case BuiltinTag.field_parent_ptr: {
      const type = resultTypeForCast(gz, ri, node, '@fieldParentPtr');
      const name = comptimeExpr(gz, scope, RI_NAME, params[0], ComptimeReason.field_name);
      const pointer = expr(gz, scope, RI_NONE, params[1]);
      return rvalue(gz, ri, extended(gz, Extended.field_parent_ptr, node, [type, name, pointer]), node);
    }
    case BuiltinTag.error_cast: {
      gz.emitDbgNode(node);
      const type = resultTypeForCast(gz, ri, node, '@errorCast');
      const operand = expr(gz, scope, RI_NONE, params[0]);
      return rvalue(gz, ri, extended(gz, Extended.error_cast, node, [type, operand]), node);
    }
    case BuiltinTag.int_from_error:
    case BuiltinTag.error_from_int: {
      const opcode = builtin === BuiltinTag.int_from_error ? Extended.int_from_error : Extended.error_from_int;
      return rvalue(gz, ri, extended(gz, opcode, node, [expr(gz, scope, RI_NONE, params[0])]), node);
    }

    case BuiltinTag.has_decl:
    case BuiltinTag.has_field:
    case BuiltinTag.bit_offset_of:
    case BuiltinTag.offset_of:
    case BuiltinTag.FieldType: {
      const type = typeExpr(gz, scope, params[0]);
      const reason = builtin === BuiltinTag.has_decl ? ComptimeReason.decl_name : ComptimeReason.field_name;
      const name = comptimeExpr(gz, scope, RI_NAME, params[1], reason);
      return rvalue(gz, ri, gz.addPlBin(plainTag(builtin), node, type, name), node);
    }

    case BuiltinTag.div_exact:
      return divBuiltin(gz, scope, ri, node, params, Tag.div_exact);
    case BuiltinTag.div_floor:
      return divBuiltin(gz, scope, ri, node, params, Tag.div_floor);
    case BuiltinTag.div_trunc:
      return divBuiltin(gz, scope, ri, node, params, Tag.div_trunc);
    case BuiltinTag.mod:
      return divBuiltin(gz, scope, ri, node, params, Tag.mod);
    case BuiltinTag.rem:
      return divBuiltin(gz, scope, ri, node, params, Tag.rem);
    case BuiltinTag.shl_exact:
      return shiftOp(gz, scope, ri, node, params[0], params[1], Tag.shl_exact);
    case BuiltinTag.shr_exact:
      return shiftOp(gz, scope, ri, node, params[0], params[1], Tag.shr_exact);
    case BuiltinTag.add_with_overflow:
      return values(gz, scope, ri, node, params, Extended.add_with_overflow);
    case BuiltinTag.sub_with_overflow:
      return values(gz, scope, ri, node, params, Extended.sub_with_overflow);
    case BuiltinTag.mul_with_overflow:
      return values(gz, scope, ri, node, params, Extended.mul_with_overflow);
    case BuiltinTag.shl_with_overflow:
      return values(gz, scope, ri, node, params, Extended.shl_with_overflow);
    case BuiltinTag.mul_add: {
      const type = typeExpr(gz, scope, params[0]);
      const a = expr(gz, scope, resCoerced(type), params[1]);
      const b = expr(gz, scope, resCoerced(type), params[2]);
      const addend = expr(gz, scope, resTy(type), params[3]);
      return rvalue(gz, ri, gz.addPlNode(Tag.mul_add, node, gz.chunk.extra3(a, b, addend)), node);
    }

    case BuiltinTag.memcpy:
    case BuiltinTag.memmove: {
      const dest = expr(gz, scope, RI_NONE, params[0]);
      const source = expr(gz, scope, RI_NONE, params[1]);
      gz.addPlBin(builtin === BuiltinTag.memcpy ? Tag.memcpy : Tag.memmove, node, dest, source);
      return rvalue(gz, ri, Ref.void_value, node);
    }
    case BuiltinTag.memset: {
      const dest = expr(gz, scope, RI_NONE, params[0]);
      const destType = gz.addUnNode(Tag.typeof, dest, params[0]);
      const elemType = gz.addUnNode(Tag.indexable_ptr_elem_type, destType, params[0]);
      gz.addPlBin(Tag.memset, node, dest, expr(gz, scope, resCoerced(elemType), params[1]));
      return rvalue(gz, ri, Ref.void_value, node);
    }
    case BuiltinTag.atomic_load:
    case BuiltinTag.atomic_rmw:
    case BuiltinTag.atomic_store:
      return atomic(gz, scope, ri, node, params, builtin);
    case BuiltinTag.cmpxchg_strong:
      return cmpxchg(gz, scope, ri, node, params, 1);
    case BuiltinTag.cmpxchg_weak:
      return cmpxchg(gz, scope, ri, node, params, 0);
    case BuiltinTag.prefetch: {
      const type = addBuiltinValue(gz, BuiltinValue.prefetch_options, node);
      const pointer = expr(gz, scope, RI_NONE, params[0]);
      const options = comptimeExpr(gz, scope, resCoerced(type), params[1], ComptimeReason.prefetch_options);
      extended(gz, Extended.prefetch, node, [pointer, options]);
      return rvalue(gz, ri, Ref.void_value, node);
    }

    case BuiltinTag.Vector: {
      const len = comptimeExpr(gz, scope, RI_U32, params[0], ComptimeReason.type);
      const elem = typeExpr(gz, scope, params[1]);
      return rvalue(gz, ri, gz.addPlBin(Tag.vector_type, node, len, elem), node);
    }
    case BuiltinTag.splat: {
      const type = resultTypeForCast(gz, ri, node, '@splat');
      const elemType = gz.addUnNode(Tag.splat_op_result_ty, type, node);
      const scalar = expr(gz, scope, resTy(elemType), params[0]);
      return rvalue(gz, ri, gz.addPlBin(Tag.splat, node, type, scalar), node);
    }
    case BuiltinTag.reduce: {
      const type = addBuiltinValue(gz, BuiltinValue.reduce_op, node);
      const op = expr(gz, scope, resCoerced(type), params[0]);
      const operand = expr(gz, scope, RI_NONE, params[1]);
      return rvalue(gz, ri, gz.addPlBin(Tag.reduce, node, op, operand), node);
    }
    case BuiltinTag.shuffle: {
      const type = typeExpr(gz, scope, params[0]);
      const a = expr(gz, scope, RI_NONE, params[1]);
      const b = expr(gz, scope, RI_NONE, params[2]);
      const mask = comptimeExpr(gz, scope, RI_NONE, params[3], ComptimeReason.operand_shuffle_mask);
      return rvalue(gz, ri, gz.addPlNode(Tag.shuffle, node, gz.chunk.extra4(type, a, b, mask)), node);
    }
    case BuiltinTag.select: {
      const type = typeExpr(gz, scope, params[0]);
      const mask = expr(gz, scope, RI_NONE, params[1]);
      const a = expr(gz, scope, RI_NONE, params[2]);
      const b = expr(gz, scope, RI_NONE, params[3]);
      return rvalue(gz, ri, extended(gz, Extended.select, node, [type, mask, a, b]), node);
    }

    case BuiltinTag.call: {
      const type = addBuiltinValue(gz, BuiltinValue.call_modifier, node);
      const modifier = comptimeExpr(gz, scope, resCoerced(type), params[0], ComptimeReason.call_modifier);
      const callee = expr(gz, scope, RI_NONE, params[1]);
      const args = expr(gz, scope, RI_NONE, params[2]);
      const flags = gz.nosuspendNode !== 0 ? BuiltinCallFlag.is_nosuspend : 0;
      const result = gz.addPlNode(Tag.builtin_call, node, gz.chunk.extra4(flags, modifier, callee, args));
      return rvalue(gz, ri, result, node);
    }
    case BuiltinTag.export: {
      const exported = expr(gz, scope, RI_NONE, params[0]);
      const type = addBuiltinValue(gz, BuiltinValue.export_options, node);
      const options = comptimeExpr(gz, scope, resCoerced(type), params[1], ComptimeReason.export_options);
      gz.addPlBin(Tag.export, node, exported, options);
      return rvalue(gz, ri, Ref.void_value, node);
    }
    case BuiltinTag.extern: {
      const type = typeExpr(gz, scope, params[0]);
      const optionsType = addBuiltinValue(gz, BuiltinValue.extern_options, node);
      const options = comptimeExpr(gz, scope, resCoerced(optionsType), params[1], ComptimeReason.extern_options);
      return rvalue(gz, ri, extended(gz, Extended.builtin_extern, node, [type, options]), node);
    }
    case BuiltinTag.set_float_mode: {
      const type = addBuiltinValue(gz, BuiltinValue.float_mode, node);
      extended(gz, Extended.set_float_mode, node, [expr(gz, scope, resCoerced(type), params[0])]);
      return rvalue(gz, ri, Ref.void_value, node);
    }

    case BuiltinTag.c_import:
      return cImport(gz, scope, node, params[0]);
    case BuiltinTag.c_undef:
    case BuiltinTag.c_include: {
      const isUndef = builtin === BuiltinTag.c_undef;
      checkInCImport(gz, node, isUndef ? 'C undef' : 'C include');
      const reason = isUndef ? ComptimeReason.operand_cUndef_macro_name : ComptimeReason.operand_cInclude_file_name;
      const name = comptimeExpr(gz, scope, RI_NAME, params[0], reason);
      extended(gz, isUndef ? Extended.c_undef : Extended.c_include, node, [name]);
      return rvalue(gz, ri, Ref.void_value, node);
    }
    case BuiltinTag.c_define: {
      checkInCImport(gz, node, 'C define');
      const name = comptimeExpr(gz, scope, RI_NAME, params[0], ComptimeReason.operand_cDefine_macro_name);
      const value = comptimeExpr(gz, scope, RI_NONE, params[1], ComptimeReason.operand_cDefine_macro_value);
      return rvalue(gz, ri, extended(gz, Extended.c_define, node, [name, value]), node);
    }
    case BuiltinTag.c_va_arg: {
      const list = expr(gz, scope, RI_NONE, params[0]);
      const type = typeExpr(gz, scope, params[1]);
      return rvalue(gz, ri, extended(gz, Extended.c_va_arg, node, [list, type]), node);
    }
    case BuiltinTag.c_va_copy:
      return values(gz, scope, ri, node, params, Extended.c_va_copy);
    case BuiltinTag.c_va_end:
      return values(gz, scope, ri, node, params, Extended.c_va_end);

    case BuiltinTag.wasm_memory_size:
      return index(gz, scope, ri, node, params[0], Extended.wasm_memory_size, ComptimeReason.wasm_memory_index);
    case BuiltinTag.wasm_memory_grow: {
      const memory = comptimeExpr(gz, scope, RI_U32, params[0], ComptimeReason.wasm_memory_index);
      const delta = expr(gz, scope, RI_USIZE, params[1]);
      return rvalue(gz, ri, extended(gz, Extended.wasm_memory_grow, node, [memory, delta]), node);
    }
    case BuiltinTag.work_item_id:
      return index(gz, scope, ri, node, params[0], Extended.work_item_id, ComptimeReason.work_group_dim_index);
    case BuiltinTag.work_group_size:
      return index(gz, scope, ri, node, params[0], Extended.work_group_size, ComptimeReason.work_group_dim_index);
    case BuiltinTag.work_group_id:
      return index(gz, scope, ri, node, params[0], Extended.work_group_id, ComptimeReason.work_group_dim_index);
  }
}

/** Appends an extended instruction whose payload is `operands`. */
function extended(gz: GenZir, opcode: Extended, node: number, operands: readonly ZirRef[], small = 0): ZirRef {
  return gz.addExtended(opcode, small, gz.chunk.extra.pushAll(operands), node);
}

/** A builtin all of whose parameters are plain values. */
function values(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, params: Uint32Array, opcode: Extended): ZirRef {
  const operands: ZirRef[] = [];
  for (let i = 0; i < params.length; i++) operands.push(expr(gz, scope, RI_NONE, params[i]));
  return rvalue(gz, ri, extended(gz, opcode, node, operands), node);
}

/** A builtin whose parameter is a compile-time `u32`. */
function index(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  param: number,
  opcode: Extended,
  reason: ComptimeReason,
): ZirRef {
  return rvalue(gz, ri, extended(gz, opcode, node, [comptimeExpr(gz, scope, RI_U32, param, reason)]), node);
}

function as(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, typeNode: number, valueNode: number): ZirRef {
  const type = typeExpr(gz, scope, typeNode);
  return rvalue(gz, ri, reachableExpr(gz, scope, resTy(type), valueNode, node), node);
}

function importFile(gz: GenZir, ri: ResultInfo, node: number, operandNode: number): ZirRef {
  const { lo } = gz;
  if (lo.tree.nodeTags[operandNode] !== NodeTag.string_literal) {
    lo.failNode(operandNode, '@import operand must be a string literal');
  }
  const token = lo.tree.mainTokens[operandNode];
  const path = stringOfToken(gz, token);
  const bytes = gz.chunk.bytes.data.subarray(path.offset, path.offset + path.length);
  if (bytes.includes(0)) lo.failToken(token, 'import path cannot contain null bytes');
  if (path.length === 0) lo.failToken(token, 'import path cannot be empty');
  const type = resultType(gz, ri, node);
  const result = gz.add(Tag.import, gz.chunk.extra2(type, path.offset), 0, gz.srcToken(token));
  return rvalue(gz, ri, result, node);
}

/** Of one operand: `typeof_builtin`, with a body. Of several: `typeof_peer` { bodyLen, bodyIndex, operands }. */
function typeOf(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, params: Uint32Array): ZirRef {
  const { chunk, lo } = gz;
  if (params.length === 0) lo.failNode(node, 'expected at least 1 argument, found 0');
  if (params.length === 1) {
    const inst = gz.makeBlockInst(Tag.typeof_builtin, node);
    const inner = gz.makeSubBlock(scope);
    inner.isComptime = false;
    inner.isTypeof = true;
    inner.cImport = false;
    const operand = reachableExpr(inner, inner, RI_NONE, params[0], node);
    if (!gz.refIsNoReturn(operand)) inner.addBreak(Tag.break_inline, inst, operand);
    inner.setBlockBody(inst);
    gz.append(inst);
    return rvalue(gz, ri, instRef(inst), node);
  }
  const { extra } = chunk;
  const payload = extra.pushZeros(2 + params.length);
  const result = gz.addExtended(Extended.typeof_peer, params.length, payload, node);
  const inner = gz.makeSubBlock(scope);
  inner.isComptime = false;
  for (let i = 0; i < params.length; i++) {
    const operand = reachableExpr(inner, inner, RI_NONE, params[i], node);
    extra.data[payload + 2 + i] = operand;
  }
  inner.addBreak(Tag.break_inline, refInst(result) as ZirIndex, Ref.void_value as ZirRef);
  const start = extra.length;
  chunk.appendBody(inner.start, chunk.stack.length);
  extra.data[payload] = extra.length - start;
  extra.data[payload + 1] = start;
  inner.unstack();
  return rvalue(gz, ri, result, node);
}

function unionInit(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, params: Uint32Array): ZirRef {
  const type = typeExpr(gz, scope, params[0]);
  const name = comptimeExpr(gz, scope, RI_NAME, params[1], ComptimeReason.union_field_names);
  const fieldType = gz.addPlBin(Tag.field_type_ref, node, type, name);
  const init = reachableExpr(gz, scope, resTy(fieldType), params[2], node);
  return rvalue(gz, ri, gz.addPlNode(Tag.union_init, node, gz.chunk.extra3(type, name, init)), node);
}

function minMax(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  params: Uint32Array,
  tag: Tag,
  opcode: Extended,
): ZirRef {
  if (params.length < 2) gz.lo.failNode(node, `expected at least 2 arguments, found ${params.length}`);
  const operands: ZirRef[] = [];
  for (let i = 0; i < params.length; i++) operands.push(expr(gz, scope, RI_NONE, params[i]));
  const result =
    operands.length === 2
      ? gz.addPlBin(tag, node, operands[0], operands[1])
      : gz.addExtendedMulti(opcode, node, operands);
  return rvalue(gz, ri, result, node);
}

/** A cast to the type of the result location. */
export function typeCast(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  operandNode: number,
  tag: Tag,
  name: string,
): ZirRef {
  const type = resultTypeForCast(gz, ri, node, name);
  const operand = expr(gz, scope, RI_NONE, operandNode);
  gz.emitDbgMainToken(node);
  return rvalue(gz, ri, gz.addPlBin(tag, node, type, operand), node);
}

function divBuiltin(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, params: Uint32Array, tag: Tag): ZirRef {
  const lhs = expr(gz, scope, RI_NONE, params[0]);
  const rhs = expr(gz, scope, RI_NONE, params[1]);
  gz.emitDbgMainToken(node);
  return rvalue(gz, ri, gz.addPlBin(tag, node, lhs, rhs), node);
}

function cImport(gz: GenZir, scope: Scope, node: number, bodyNode: number): ZirRef {
  if (gz.cImport) gz.lo.failNode(node, 'cannot nest @cImport');
  const inst = gz.makeBlockInst(Tag.c_import, node);
  const block = gz.makeSubBlock(scope);
  block.isComptime = true;
  block.cImport = true;
  const result = fullBodyExpr(block, block, RI_NONE, bodyNode, false);
  block.addUnNode(Tag.ensure_result_used, result, node);
  if (!gz.refIsNoReturn(result)) block.addBreak(Tag.break_inline, inst, Ref.void_value as ZirRef);
  block.setBlockBody(inst);
  gz.append(inst);
  return instRef(inst);
}

function checkInCImport(gz: GenZir, node: number, what: string): void {
  if (!gz.cImport) gz.lo.failNode(node, `${what} valid only inside C import block`);
}

/** Builtins that are an instruction of the same meaning and operands. */
const plainTags: { readonly [builtin in BuiltinTag]?: Tag } = {
  [BuiltinTag.type_info]: Tag.type_info,
  [BuiltinTag.size_of]: Tag.size_of,
  [BuiltinTag.bit_size_of]: Tag.bit_size_of,
  [BuiltinTag.align_of]: Tag.align_of,
  [BuiltinTag.compile_error]: Tag.compile_error,
  [BuiltinTag.embed_file]: Tag.embed_file,
  [BuiltinTag.int_from_ptr]: Tag.int_from_ptr,
  [BuiltinTag.int_from_enum]: Tag.int_from_enum,
  [BuiltinTag.int_from_bool]: Tag.int_from_bool,
  [BuiltinTag.sqrt]: Tag.sqrt,
  [BuiltinTag.sin]: Tag.sin,
  [BuiltinTag.cos]: Tag.cos,
  [BuiltinTag.tan]: Tag.tan,
  [BuiltinTag.exp]: Tag.exp,
  [BuiltinTag.exp2]: Tag.exp2,
  [BuiltinTag.log]: Tag.log,
  [BuiltinTag.log2]: Tag.log2,
  [BuiltinTag.log10]: Tag.log10,
  [BuiltinTag.abs]: Tag.abs,
  [BuiltinTag.tag_name]: Tag.tag_name,
  [BuiltinTag.type_name]: Tag.type_name,
  [BuiltinTag.clz]: Tag.clz,
  [BuiltinTag.ctz]: Tag.ctz,
  [BuiltinTag.pop_count]: Tag.pop_count,
  [BuiltinTag.byte_swap]: Tag.byte_swap,
  [BuiltinTag.bit_reverse]: Tag.bit_reverse,
  [BuiltinTag.int_from_float]: Tag.int_from_float,
  [BuiltinTag.float_from_int]: Tag.float_from_int,
  [BuiltinTag.ptr_from_int]: Tag.ptr_from_int,
  [BuiltinTag.enum_from_int]: Tag.enum_from_int,
  [BuiltinTag.float_cast]: Tag.float_cast,
  [BuiltinTag.int_cast]: Tag.int_cast,
  [BuiltinTag.truncate]: Tag.truncate,
  [BuiltinTag.has_decl]: Tag.has_decl,
  [BuiltinTag.has_field]: Tag.has_field,
  [BuiltinTag.bit_offset_of]: Tag.bit_offset_of,
  [BuiltinTag.offset_of]: Tag.offset_of,
  [BuiltinTag.Frame]: Tag.frame_type,
  [BuiltinTag.FieldType]: Tag.field_type_ref,
};

/** Tag of a builtin that is in `plainTags`. */
function plainTag(builtin: BuiltinTag): Tag {
  return plainTags[builtin] as Tag;
}

function operandlessOpcode(builtin: BuiltinTag): Extended {
  switch (builtin) {
    case BuiltinTag.This:
      return Extended.this;
    case BuiltinTag.return_address:
      return Extended.ret_addr;
    case BuiltinTag.error_return_trace:
      return Extended.error_return_trace;
    case BuiltinTag.frame:
      return Extended.frame;
    case BuiltinTag.frame_address:
      return Extended.frame_address;
    case BuiltinTag.breakpoint:
      return Extended.breakpoint;
    case BuiltinTag.disable_instrumentation:
      return Extended.disable_instrumentation;
    case BuiltinTag.disable_intrinsics:
      return Extended.disable_intrinsics;
    default:
      return Extended.builtin_src;
  }
}
