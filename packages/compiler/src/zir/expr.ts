import { blockStatements, builtinCallArgs, type FullSwitch, fullIf, fullSwitch } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset } from '../syntax/tree.ts';
import { asmExpr } from './asm.ts';
import { assign, assignDestructure, assignOp, assignShift, assignShiftSat } from './assign.ts';
import { nosuspendExpr, resumeExpr, suspendExpr } from './async.ts';
import { type GenZir, NameStrategy } from './block.ts';
import { blockExpr } from './block-expr.ts';
import { ifExpr } from './branch.ts';
import { builtinCall } from './builtin-call.ts';
import { BuiltinTag, builtinAllowsLvalue, findBuiltin } from './builtin-fn.ts';
import { callExpr } from './call.ts';
import { comptimeExpr, comptimeExprAst } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { containerDecl } from './container.ts';
import { catchExpr, orelseExpr, tryExpr } from './error-expr.ts';
import { fnProtoExpr } from './function.ts';
import { identifier } from './identifier.ts';
import { arrayInitExpr, structInitExpr } from './init.ts';
import { Tag } from './inst.ts';
import { breakExpr, continueExpr, returnExpr } from './jump.ts';
import {
  charLiteral,
  enumLiteral,
  errorSetDecl,
  errorValue,
  multilineStringLiteral,
  numberLiteral,
  stringLiteral,
} from './literal.ts';
import { forExpr, whileExpr } from './loop.ts';
import { noteNode } from './lowering.ts';
import { arrayMult, binOpTag, boolBinOp, negation, shiftOp, simpleBinOp, simpleUnOp, typeBinOp } from './operator.ts';
import { REF_NONE, Ref, type ZirRef } from './ref.ts';
import {
  branchResult,
  Ctx,
  isRefLoc,
  Loc,
  ResultInfo,
  RI_NONE,
  RI_REF,
  RI_TYPE,
  refOperand,
  resultType,
  rvalue,
} from './result.ts';
import type { Scope } from './scope.ts';
import { arrayAccess, fieldAccess, sliceExpr } from './slice-index.ts';
import { switchExpr } from './switch.ts';
import { CATCH_SWITCH, PLAIN_SWITCH } from './switch-form.ts';
import { arrayType, arrayTypeSentinel, ptrType } from './type-expr.ts';

/** Lowers a type. */
export function typeExpr(gz: GenZir, scope: Scope, node: number): ZirRef {
  return comptimeExpr(gz, scope, RI_TYPE, node, ComptimeReason.type);
}

/** As `typeExpr`; an error at `reachableNode` if the evaluation never ends. */
export function reachableTypeExpr(gz: GenZir, scope: Scope, node: number, reachableNode: number): ZirRef {
  return reachable(gz, typeExpr(gz, scope, node), node, reachableNode);
}

/** Lowers an expression; an error at `reachableNode` if its evaluation never ends. */
export function reachableExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, reachableNode: number): ZirRef {
  return reachable(gz, expr(gz, scope, ri, node), node, reachableNode);
}

/** As `reachableExpr`, at compile time because of `reason` unless that is null. */
export function reachableExprComptime(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  reachableNode: number,
  reason: ComptimeReason | null,
): ZirRef {
  const result = reason === null ? expr(gz, scope, ri, node) : comptimeExpr(gz, scope, ri, node, reason);
  return reachable(gz, result, node, reachableNode);
}

/** Reports an error at `reachableNode` if `result`, which is that of `node`, is that of something that never ends. */
export function reachable(gz: GenZir, result: ZirRef, node: number, reachableNode: number): ZirRef {
  if (gz.refIsNoReturn(result)) {
    gz.lo.errorNode(reachableNode, 'unreachable code', [noteNode(node, 'control flow is diverted here')]);
  }
  return result;
}

/** Lowers the left side of an assignment to a pointer. */
export function lvalExpr(gz: GenZir, scope: Scope, node: number): ZirRef {
  const lo = gz.lo;
  switch (lo.tree.nodeTags[node] as NodeTag) {
    case NodeTag.unwrap_optional:
    case NodeTag.deref:
    case NodeTag.field_access:
    case NodeTag.array_access:
    case NodeTag.identifier:
    case NodeTag.grouped_expression:
    case NodeTag.orelse:
      break;
    case NodeTag.builtin_call:
    case NodeTag.builtin_call_comma:
    case NodeTag.builtin_call_two:
    case NodeTag.builtin_call_two_comma: {
      // A builtin that does not exist is reported when it is lowered.
      const builtin = builtinOf(lo.tree, node);
      if (builtin !== -1 && !builtinAllowsLvalue(builtin)) lo.failNode(node, 'invalid left-hand side to assignment');
      break;
    }
    default:
      lo.failNode(node, 'invalid left-hand side to assignment');
  }
  return expr(gz, scope, RI_REF, node);
}

/**
 * Lowers the expression `node`, doing with its value what `ri` asks for. Where `ri` is a discard or a store, the result may only be
 * asked whether it is noreturn.
 */
export function expr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { lo } = gz;
  if (++lo.depth > lo.maxDepth) lo.failNode(node, 'not supported yet: nesting this deep');
  const result = exprInner(gz, scope, ri, node);
  lo.depth--;
  return result;
}

/**
 * Lowers `node` if it is itself a type that gets its name as `strategy` says, written or reified; null if it is none, and nothing has
 * been lowered.
 */
export function nameStrategyExpr(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  strategy: NameStrategy,
): ZirRef | null {
  const tree = gz.lo.tree;
  const tag = tree.nodeTags[node] as NodeTag;
  if (tag >= NodeTag.container_decl && tag <= NodeTag.tagged_union_enum_tag_trailing) {
    return containerDecl(gz, scope, ri, node, strategy);
  }
  if (tag < NodeTag.builtin_call_two || tag > NodeTag.builtin_call_comma) return null;
  const builtin = builtinOf(tree, node);
  if (builtin !== BuiltinTag.Enum && builtin !== BuiltinTag.Struct && builtin !== BuiltinTag.Union) return null;
  return builtinCall(gz, scope, ri, node, builtinCallArgs(tree, node)!, false, strategy);
}

function builtinOf(tree: Tree, node: number): BuiltinTag | -1 {
  const token = tree.mainTokens[node];
  return findBuiltin(tree.source, tree.tokenStarts[token], tokenEndOffset(tree, token));
}

const VOID = Ref.void_value;

function exprInner(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const tree = gz.lo.tree;
  const tag = tree.nodeTags[node] as NodeTag;
  const lhs = tree.lhs[node];
  const rhs = tree.rhs[node];
  switch (tag) {
    case NodeTag.assign:
      assign(gz, scope, node);
      return rvalue(gz, ri, VOID, node);
    case NodeTag.assign_destructure:
      assignDestructure(gz, scope, node);
      return rvalue(gz, ri, VOID, node);
    case NodeTag.assign_shl:
      assignShift(gz, scope, node, Tag.shl);
      return rvalue(gz, ri, VOID, node);
    case NodeTag.assign_shr:
      assignShift(gz, scope, node, Tag.shr);
      return rvalue(gz, ri, VOID, node);
    case NodeTag.assign_shl_sat:
      assignShiftSat(gz, scope, node);
      return rvalue(gz, ri, VOID, node);
    case NodeTag.assign_bit_and:
    case NodeTag.assign_bit_or:
    case NodeTag.assign_bit_xor:
    case NodeTag.assign_div:
    case NodeTag.assign_sub:
    case NodeTag.assign_sub_wrap:
    case NodeTag.assign_sub_sat:
    case NodeTag.assign_mod:
    case NodeTag.assign_add:
    case NodeTag.assign_add_wrap:
    case NodeTag.assign_add_sat:
    case NodeTag.assign_mul:
    case NodeTag.assign_mul_wrap:
    case NodeTag.assign_mul_sat:
      assignOp(gz, scope, node, binOpTag(tag));
      return rvalue(gz, ri, VOID, node);

    case NodeTag.shl:
      return shiftOp(gz, scope, ri, node, lhs, rhs, Tag.shl);
    case NodeTag.shr:
      return shiftOp(gz, scope, ri, node, lhs, rhs, Tag.shr);
    case NodeTag.add:
    case NodeTag.add_wrap:
    case NodeTag.add_sat:
    case NodeTag.sub:
    case NodeTag.sub_wrap:
    case NodeTag.sub_sat:
    case NodeTag.mul:
    case NodeTag.mul_wrap:
    case NodeTag.mul_sat:
    case NodeTag.div:
    case NodeTag.mod:
    case NodeTag.shl_sat:
    case NodeTag.bit_and:
    case NodeTag.bit_or:
    case NodeTag.bit_xor:
    case NodeTag.bang_equal:
    case NodeTag.equal_equal:
    case NodeTag.greater_than:
    case NodeTag.greater_or_equal:
    case NodeTag.less_than:
    case NodeTag.less_or_equal:
    case NodeTag.array_cat:
      return simpleBinOp(gz, scope, ri, node);
    case NodeTag.error_union:
      return typeBinOp(gz, scope, ri, node, Tag.error_union_type);
    case NodeTag.merge_error_sets:
      return typeBinOp(gz, scope, ri, node, Tag.merge_error_sets);
    case NodeTag.array_mult:
      return arrayMult(gz, scope, ri, node);
    case NodeTag.bool_and:
      return boolBinOp(gz, scope, ri, node, Tag.bool_br_and);
    case NodeTag.bool_or:
      return boolBinOp(gz, scope, ri, node, Tag.bool_br_or);
    case NodeTag.bool_not:
      return simpleUnOp(gz, scope, ri, node, RI_NONE, lhs, Tag.bool_not);
    case NodeTag.bit_not:
      return simpleUnOp(gz, scope, ri, node, RI_NONE, lhs, Tag.bit_not);
    case NodeTag.negation:
      return negation(gz, scope, ri, node);
    case NodeTag.negation_wrap:
      return simpleUnOp(gz, scope, ri, node, RI_NONE, lhs, Tag.negate_wrap);

    case NodeTag.identifier:
      return identifier(gz, scope, ri, node);
    case NodeTag.grouped_expression:
      return expr(gz, scope, ri, lhs);
    case NodeTag.field_access:
      return fieldAccess(gz, scope, ri, node);
    case NodeTag.array_access:
      return arrayAccess(gz, scope, ri, node);
    case NodeTag.slice_open:
    case NodeTag.slice:
    case NodeTag.slice_sentinel:
      return sliceExpr(gz, scope, ri, node);
    case NodeTag.deref: {
      const operand = expr(gz, scope, RI_NONE, lhs);
      gz.addUnNode(Tag.validate_deref, operand, node);
      return isRefLoc(ri) ? operand : rvalue(gz, ri, gz.addUnNode(Tag.load, operand, node), node);
    }
    case NodeTag.address_of: {
      const ty = resultType(gz, ri, node);
      const ctx = ri.ctx === Ctx.return ? Ctx.return_addrof : Ctx.none;
      if (ty !== REF_NONE) gz.addUnTok(Tag.validate_ref_ty, ty, firstToken(tree, node));
      const operandRi = new ResultInfo(ty === REF_NONE ? Loc.ref : Loc.ref_coerced_ty, ty, ctx);
      return rvalue(gz, ri, expr(gz, scope, operandRi, lhs), node);
    }
    case NodeTag.unwrap_optional: {
      const byRef = isRefLoc(ri);
      const operand = expr(gz, scope, byRef ? refOperand(ri) : RI_NONE, lhs);
      gz.emitDbgMainToken(node);
      if (byRef) return gz.addUnNode(Tag.optional_payload_safe_ptr, operand, node);
      return rvalue(gz, ri, gz.addUnNode(Tag.optional_payload_safe, operand, node), node);
    }

    case NodeTag.string_literal:
      return stringLiteral(gz, ri, node);
    case NodeTag.multiline_string_literal:
      return multilineStringLiteral(gz, ri, node);
    case NodeTag.number_literal:
      return numberLiteral(gz, ri, node, node, false);
    case NodeTag.char_literal:
      return charLiteral(gz, ri, node);
    case NodeTag.enum_literal:
      return enumLiteral(gz, ri, node);
    case NodeTag.error_value:
      return errorValue(gz, ri, node);
    case NodeTag.error_set_decl:
      return errorSetDecl(gz, ri, node);
    case NodeTag.unreachable_literal:
      gz.emitDbgNode(node);
      gz.addNode(Tag.unreachable, node);
      return Ref.unreachable_value as ZirRef;

    case NodeTag.builtin_call_two:
    case NodeTag.builtin_call_two_comma:
    case NodeTag.builtin_call:
    case NodeTag.builtin_call_comma:
      return builtinCall(gz, scope, ri, node, builtinCallArgs(tree, node)!, false, NameStrategy.anon);
    case NodeTag.call_one:
    case NodeTag.call_one_comma:
    case NodeTag.call:
    case NodeTag.call_comma:
      return callExpr(gz, scope, ri, REF_NONE, node);

    case NodeTag.array_init_one:
    case NodeTag.array_init_one_comma:
    case NodeTag.array_init_dot_two:
    case NodeTag.array_init_dot_two_comma:
    case NodeTag.array_init_dot:
    case NodeTag.array_init_dot_comma:
    case NodeTag.array_init:
    case NodeTag.array_init_comma:
      return arrayInitExpr(gz, scope, ri, node);
    case NodeTag.struct_init_one:
    case NodeTag.struct_init_one_comma:
    case NodeTag.struct_init_dot_two:
    case NodeTag.struct_init_dot_two_comma:
    case NodeTag.struct_init_dot:
    case NodeTag.struct_init_dot_comma:
    case NodeTag.struct_init:
    case NodeTag.struct_init_comma:
      return structInitExpr(gz, scope, ri, node);

    case NodeTag.block_two:
    case NodeTag.block_two_semicolon:
    case NodeTag.block:
    case NodeTag.block_semicolon:
      return blockExpr(gz, scope, ri, node, blockStatements(tree, node)!, false);
    case NodeTag.if_simple:
      return ifExpr(gz, scope, branchResult(ri), node);
    case NodeTag.if: {
      const full = fullIf(tree, node)!;
      const onError = switchOnCapture(gz, full.errorToken, full.elseExpr);
      if (onError !== null && onError.labelToken === null) {
        return switchExpr(gz, scope, branchResult(ri), node, { form: 'if', full });
      }
      return ifExpr(gz, scope, branchResult(ri), node);
    }
    case NodeTag.while_simple:
    case NodeTag.while_cont:
    case NodeTag.while:
      return whileExpr(gz, scope, branchResult(ri), node, false);
    case NodeTag.for_simple:
    case NodeTag.for:
      return forExpr(gz, scope, branchResult(ri), node, false);
    case NodeTag.switch:
    case NodeTag.switch_comma:
      return switchExpr(gz, scope, branchResult(ri), node, PLAIN_SWITCH);
    case NodeTag.catch: {
      const payload = catchPayloadToken(gz, node);
      const onError = switchOnCapture(gz, payload, rhs);
      if (onError !== null && onError.labelToken === null) {
        return switchExpr(gz, scope, branchResult(ri), node, CATCH_SWITCH);
      }
      return catchExpr(gz, scope, ri, node, payload);
    }
    case NodeTag.orelse:
      return orelseExpr(gz, scope, ri, node);
    case NodeTag.try:
      return tryExpr(gz, scope, ri, node, lhs);
    case NodeTag.return:
      return returnExpr(gz, scope, node);
    case NodeTag.break:
      return breakExpr(gz, scope, node);
    case NodeTag.continue:
      return continueExpr(gz, scope, node);
    case NodeTag.comptime:
      return comptimeExprAst(gz, scope, ri, node);
    case NodeTag.nosuspend:
      return nosuspendExpr(gz, scope, ri, node);
    case NodeTag.suspend:
      return suspendExpr(gz, scope, node);
    case NodeTag.resume:
      return resumeExpr(gz, scope, ri, node);

    case NodeTag.optional_type:
      return rvalue(gz, ri, gz.addUnNode(Tag.optional_type, typeExpr(gz, scope, lhs), node), node);
    case NodeTag.ptr_type_aligned:
    case NodeTag.ptr_type_sentinel:
    case NodeTag.ptr_type:
    case NodeTag.ptr_type_bit_range:
      return ptrType(gz, scope, ri, node);
    case NodeTag.array_type:
      return arrayType(gz, scope, ri, node);
    case NodeTag.array_type_sentinel:
      return arrayTypeSentinel(gz, scope, ri, node);
    case NodeTag.anyframe_literal:
      return rvalue(gz, ri, gz.addUnNode(Tag.anyframe_type, Ref.void_type as ZirRef, node), node);
    case NodeTag.anyframe_type:
      return rvalue(gz, ri, gz.addUnNode(Tag.anyframe_type, typeExpr(gz, scope, rhs), node), node);
    case NodeTag.container_decl:
    case NodeTag.container_decl_trailing:
    case NodeTag.container_decl_arg:
    case NodeTag.container_decl_arg_trailing:
    case NodeTag.container_decl_two:
    case NodeTag.container_decl_two_trailing:
    case NodeTag.tagged_union:
    case NodeTag.tagged_union_trailing:
    case NodeTag.tagged_union_enum_tag:
    case NodeTag.tagged_union_enum_tag_trailing:
    case NodeTag.tagged_union_two:
    case NodeTag.tagged_union_two_trailing:
      return containerDecl(gz, scope, ri, node, NameStrategy.anon);
    case NodeTag.fn_proto_simple:
    case NodeTag.fn_proto_multi:
    case NodeTag.fn_proto_one:
    case NodeTag.fn_proto:
      return fnProtoExpr(gz, scope, ri, node);
    case NodeTag.asm_simple:
    case NodeTag.asm:
      return asmExpr(gz, scope, ri, node);
    default:
      throw new RangeError(`${NodeTag[tag]} is not an expression`);
  }
}

/** The identifier in `catch |err|`, or null. */
function catchPayloadToken(gz: GenZir, node: number): number | null {
  const tree = gz.lo.tree;
  const token = tree.mainTokens[node];
  return tree.tokenTags[token + 1] === TokenTag.pipe ? token + 2 : null;
}

/** `body` if it is a `switch` on exactly the identifier that was captured at `captureToken`. */
export function switchOnCapture(gz: GenZir, captureToken: number | null, body: number): FullSwitch | null {
  if (captureToken === null || body === 0) return null;
  const { lo } = gz;
  const full = fullSwitch(lo.tree, body);
  if (full === null || lo.tree.nodeTags[full.condition] !== NodeTag.identifier) return null;
  return lo.identName(captureToken) === lo.identName(lo.tree.mainTokens[full.condition]) ? full : null;
}
