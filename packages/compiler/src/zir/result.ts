import { firstToken } from '../syntax/span.ts';
import type { GenZir } from './block.ts';
import { Extended, Tag } from './inst.ts';
import { noteNode } from './lowering.ts';
import { instRef, REF_NONE, Ref, refInst, type ZirIndex, type ZirRef } from './ref.ts';

/** What is done with the value of an expression: see "Result Location Semantics" in the language reference. */
export enum Loc {
  /** Right side of `_ =`: only side effects are wanted. */
  discard,
  /** A value of the type that the expression happens to have. */
  none,
  /** A value of type `ref`. */
  ty,
  /** A value that Sema will coerce to type `ref` anyway: no `as` is needed. */
  coerced_ty,
  /** A pointer to the value. */
  ref,
  /** A pointer to the value, which will be coerced to the pointer type `ref`. */
  ref_coerced_ty,
  /** A pointer to the value, through which nothing is stored: a variable is not mutated by it. */
  ref_const,
  /** The expression stores its value through the pointer `ref`; the result is ignored. */
  ptr,
  /** The expression stores its value into `ref`, an alloc whose type is inferred; the result is ignored. */
  inferred_ptr,
  /** The expression stores its elements into `components`; the result is ignored. */
  destructure,
}

/** What operator the value of an expression goes to. */
export enum Ctx {
  none,
  return,
  /** Operand of `try`, `catch`, or of an `if` or `while` with `else |err|`. */
  error_handling_expr,
  shift_op,
  fn_arg,
  const_init,
  assignment,
  /** Operand of an `&` that is the operand of `return`. */
  return_addrof,
}

/** A place that a destructure stores to: `typed_ptr`, `inferred_ptr` or `discard`. */
export interface DestructureComponent {
  readonly loc: Loc.ptr | Loc.inferred_ptr | Loc.discard;
  readonly inst: ZirRef;
  /** Node that the store is placed at; 0 for the value's. */
  readonly node: number;
}

const NO_COMPONENTS: readonly DestructureComponent[] = [];

/** What an expression is asked to do with its value. Immutable. */
export class ResultInfo {
  constructor(
    readonly loc: Loc,
    /** Type, pointer or alloc, as `loc` says. */
    readonly ref: ZirRef = REF_NONE,
    readonly ctx: Ctx = Ctx.none,
    /** `ptr`: node of the store, 0 for the value's. `destructure`: node of the destructure. */
    readonly node: number = 0,
    readonly components: readonly DestructureComponent[] = NO_COMPONENTS,
  ) {}
}

export const RI_NONE = new ResultInfo(Loc.none);
export const RI_REF = new ResultInfo(Loc.ref);
export const RI_REF_CONST = new ResultInfo(Loc.ref_const);
export const RI_DISCARD = new ResultInfo(Loc.discard);
export const RI_TYPE = new ResultInfo(Loc.coerced_ty, Ref.type_type as ZirRef);
export const RI_BOOL = new ResultInfo(Loc.coerced_ty, Ref.bool_type as ZirRef);
export const RI_USIZE = new ResultInfo(Loc.coerced_ty, Ref.usize_type as ZirRef);
export const RI_ALIGN = new ResultInfo(Loc.coerced_ty, Ref.u29_type as ZirRef);
export const RI_LINKSECTION = new ResultInfo(Loc.coerced_ty, Ref.slice_const_u8_type as ZirRef);

/** A value of type `ty`, coerced by an `as` instruction where it is not of that type for certain. */
export function resTy(ty: ZirRef | Ref, ctx: Ctx = Ctx.none): ResultInfo {
  return new ResultInfo(Loc.ty, ty as ZirRef, ctx);
}

/** A value of type `ty` that Sema coerces. */
export function resCoerced(ty: ZirRef | Ref, ctx: Ctx = Ctx.none): ResultInfo {
  return new ResultInfo(Loc.coerced_ty, ty as ZirRef, ctx);
}

/** A store through `ptr`. */
export function resPtr(ptr: ZirRef, ctx: Ctx = Ctx.none, node = 0): ResultInfo {
  return new ResultInfo(Loc.ptr, ptr, ctx, node);
}

/** The result of a branch: a type that Sema would coerce to is coerced to in each branch. */
export function branchResult(ri: ResultInfo): ResultInfo {
  return ri.loc === Loc.coerced_ty ? new ResultInfo(Loc.ty, ri.ref, ri.ctx) : ri;
}

/**
 * The result that the branches of `node`, a branching expression, are asked for: `ri` itself where one of them consumes its pointer.
 * Where the location that is returned is another one, the branching expression ends with an `rvalue`.
 */
export function blockResult(gz: GenZir, ri: ResultInfo, node: number): ResultInfo {
  if (gz.lo.needsResultLocation[node] !== 0) return ri;
  if (ri.loc === Loc.ptr) return new ResultInfo(Loc.ty, resultType(gz, ri, node), ri.ctx);
  if (ri.loc === Loc.inferred_ptr) return new ResultInfo(Loc.none, REF_NONE, ri.ctx);
  return ri;
}

/** Whether a pointer is asked for. */
export function isRefLoc(ri: ResultInfo): boolean {
  return ri.loc === Loc.ref || ri.loc === Loc.ref_coerced_ty || ri.loc === Loc.ref_const;
}

/** The pointer that an access asks its object for, of whose part a pointer is asked for by `ri`. */
export function refOperand(ri: ResultInfo): ResultInfo {
  return ri.loc === Loc.ref_const ? RI_REF_CONST : RI_REF;
}

/** The type that the value will have, or REF_NONE if the location does not know. May emit instructions. */
export function resultType(gz: GenZir, ri: ResultInfo, node: number): ZirRef {
  switch (ri.loc) {
    case Loc.ty:
    case Loc.coerced_ty:
      return ri.ref;
    case Loc.ref_coerced_ty:
      return gz.addUnNode(Tag.elem_type, ri.ref, node);
    case Loc.ptr:
      return gz.addUnNode(Tag.elem_type, gz.addUnNode(Tag.typeof, ri.ref, node), node);
    default:
      return REF_NONE;
  }
}

/** As `resultType`; fails where there is none, in the name of `builtinName`. */
export function resultTypeForCast(gz: GenZir, ri: ResultInfo, node: number, builtinName: string): ZirRef {
  const ty = resultType(gz, ri, node);
  if (ty !== REF_NONE) return ty;
  const notes = [noteNode(node, 'use @as to provide explicit result type')];
  if (ri.loc === Loc.destructure) {
    notes.unshift(noteNode(ri.node, 'destructure expressions do not provide a single result type'));
  }
  gz.lo.failNode(node, `${builtinName} must have a known result type`, notes);
}

/**
 * Does with `raw` what `ri` asks for. Every expression that does not see to its result location itself ends with this.
 * Nothing may be stacked on `gz`.
 */
export function rvalue(gz: GenZir, ri: ResultInfo, raw: ZirRef | Ref, node: number): ZirRef {
  return finish(gz, ri, raw as ZirRef, node, true);
}

/** As `rvalue`, without a coercion before a reference is taken: for locals, which must have one address. */
export function rvalueNoCoercePreRef(gz: GenZir, ri: ResultInfo, raw: ZirRef, node: number): ZirRef {
  return finish(gz, ri, raw, node, false);
}

function finish(gz: GenZir, ri: ResultInfo, raw: ZirRef, node: number, coercePreRef: boolean): ZirRef {
  const chunk = gz.chunk;
  const rawInst = refInst(raw);
  const result =
    rawInst >= 0 && isAlwaysVoid(chunk.tags.data[rawInst], chunk.a.data[rawInst]) ? (Ref.void_value as ZirRef) : raw;
  if (gz.endsWithNoReturn()) return result;
  switch (ri.loc) {
    case Loc.none:
    case Loc.coerced_ty:
      return result;
    case Loc.discard:
      gz.addUnNode(Tag.ensure_result_non_error, result, node);
      return Ref.void_value as ZirRef;
    case Loc.ref:
    case Loc.ref_const:
    case Loc.ref_coerced_ty: {
      const value =
        coercePreRef && ri.loc === Loc.ref_coerced_ty
          ? gz.addPlBin(Tag.coerce_ptr_elem_ty, node, ri.ref, result)
          : result;
      const token = firstToken(gz.lo.tree, node);
      const inst = refInst(value);
      if (inst < 0) return gz.addUnTok(Tag.ref, value, token);
      // Every `&x` of one local must be one address: the `ref` goes directly behind its operand, once.
      let ref = chunk.refs.get(inst);
      if (ref === undefined) {
        ref = gz.makeUnTok(Tag.ref, value, token);
        chunk.refs.set(inst, ref);
      }
      return instRef(ref as ZirIndex);
    }
    case Loc.ty: {
      const known = knownCoercion(ri.ref, result);
      if (known >= 0) return known as ZirRef;
      return gz.addPlBin(ri.ctx === Ctx.shift_op ? Tag.as_shift_operand : Tag.as_node, node, ri.ref, result);
    }
    case Loc.ptr:
      gz.addPlBin(Tag.store_node, ri.node || node, ri.ref, result);
      return Ref.void_value as ZirRef;
    case Loc.inferred_ptr:
      gz.addPlBin(Tag.store_to_inferred_ptr, node, ri.ref, result);
      return Ref.void_value as ZirRef;
    case Loc.destructure: {
      const components = ri.components;
      gz.addPlNode(Tag.validate_destructure, node, chunk.extra3(result, gz.srcNode(ri.node), components.length));
      for (let i = 0; i < components.length; i++) {
        const component = components[i];
        if (component.loc === Loc.discard) continue;
        const value = gz.add(Tag.elem_val_imm, result, i, gz.srcNode(node));
        if (component.loc === Loc.ptr) gz.addPlBin(Tag.store_node, component.node || node, component.inst, value);
        else gz.addPlBin(Tag.store_to_inferred_ptr, node, component.inst, value);
      }
      return Ref.void_value as ZirRef;
    }
  }
}

/** The well-known constant that `value` is when coerced to `ty`, or -1 if an instruction has to do it. */
function knownCoercion(ty: ZirRef, value: ZirRef): number {
  switch (ty as number) {
    case Ref.type_type:
      return isWellKnownType(value) ? value : -1;
    case Ref.bool_type:
      if (value === Ref.undef) return Ref.undef_bool;
      return value === Ref.undef_bool || value === Ref.bool_true || value === Ref.bool_false ? value : -1;
    case Ref.void_type:
      return value === Ref.void_value ? value : -1;
    case Ref.comptime_int_type:
      if (value === Ref.negative_one) return value;
      if (isZero(value)) return Ref.zero;
      return isOne(value) ? Ref.one : -1;
    case Ref.usize_type:
      if (value === Ref.undef || value === Ref.undef_u1 || value === Ref.undef_usize) return Ref.undef_usize;
      if (isZero(value)) return Ref.zero_usize;
      return isOne(value) ? Ref.one_usize : -1;
    case Ref.u1_type:
      if (value === Ref.undef || value === Ref.undef_u1) return Ref.undef_u1;
      if (isZero(value) && value !== Ref.zero_u8) return Ref.zero_u1;
      return isOne(value) && value !== Ref.one_u8 ? Ref.one_u1 : -1;
    case Ref.u8_type:
      if (isZero(value) && value !== Ref.zero_u1) return Ref.zero_u8;
      if (isOne(value) && value !== Ref.one_u1) return Ref.one_u8;
      return value === Ref.four_u8 ? value : -1;
    default:
      return -1;
  }
}

function isZero(value: ZirRef): boolean {
  return value === Ref.zero || value === Ref.zero_usize || value === Ref.zero_u1 || value === Ref.zero_u8;
}

function isOne(value: ZirRef): boolean {
  return value === Ref.one || value === Ref.one_usize || value === Ref.one_u1 || value === Ref.one_u8;
}

function isWellKnownType(value: ZirRef): boolean {
  switch (value as number) {
    case Ref.u0_type:
    case Ref.i0_type:
    case Ref.u80_type:
    case Ref.optional_noreturn_type:
    case Ref.adhoc_inferred_error_set_type:
      return false;
    default:
      return value <= Ref.empty_tuple_type;
  }
}

/** Whether an instruction has no value, so that `void_value` stands for it. `a` is its first word. */
export function isAlwaysVoid(tag: Tag, a: number): boolean {
  switch (tag) {
    case Tag.dbg_stmt:
    case Tag.dbg_var_ptr:
    case Tag.dbg_var_val:
    case Tag.ensure_result_used:
    case Tag.ensure_result_non_error:
    case Tag.ensure_err_union_payload_void:
    case Tag.set_eval_branch_quota:
    case Tag.atomic_store:
    case Tag.store_node:
    case Tag.store_to_inferred_ptr:
    case Tag.validate_deref:
    case Tag.validate_destructure:
    case Tag.export:
    case Tag.set_runtime_safety:
    case Tag.memcpy:
    case Tag.memset:
    case Tag.memmove:
    case Tag.check_comptime_control_flow:
    case Tag.defer:
    case Tag.defer_err_code:
    case Tag.save_err_ret_index:
    case Tag.restore_err_ret_index_unconditional:
    case Tag.restore_err_ret_index_fn_entry:
    case Tag.validate_struct_init_ty:
    case Tag.validate_struct_init_result_ty:
    case Tag.validate_ptr_struct_init:
    case Tag.validate_array_init_ty:
    case Tag.validate_array_init_result_ty:
    case Tag.validate_ptr_array_init:
    case Tag.validate_ref_ty:
    case Tag.validate_const:
      return true;
    case Tag.extended: {
      const opcode = a & 0xffff;
      return (
        opcode === Extended.branch_hint ||
        opcode === Extended.breakpoint ||
        opcode === Extended.disable_instrumentation ||
        opcode === Extended.disable_intrinsics
      );
    }
    default:
      return false;
  }
}
