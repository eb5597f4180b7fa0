import { InternalFault } from '../../intern/ids.ts';
import { DeclBody, declBody } from '../../zir/decl-bodies.ts';
import { FuncFancyBit, TYPE_IS_GENERIC } from '../../zir/function.ts';
import { Tag } from '../../zir/inst.ts';
import { REF_NONE, Ref, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import type { Frame } from './block.ts';

/** A part of a function's type: a reference, or instructions that end in a break with it. */
export interface FuncPart {
  /** REF_NONE where the part is not written, or has a body. */
  readonly ref: ZirRef;
  readonly bodyStart: number;
  /** 0 where it has no body. */
  readonly bodyLen: number;
}

/** A `func`, `func_inferred` or `func_fancy` taken apart. */
export interface FuncZir {
  /** Ordinal of the chunk of its body; NO_CHILD for one without. */
  readonly bodyChild: number;
  readonly cc: FuncPart;
  readonly ret: FuncPart;
  /** Whether the return type refers to a parameter. */
  readonly isRetGeneric: boolean;
  readonly noaliasBits: number;
  readonly isVarArgs: boolean;
  readonly isInferred: boolean;
  readonly isNoinline: boolean;
}

const ABSENT: FuncPart = { ref: REF_NONE, bodyStart: 0, bodyLen: 0 };
const VOID: FuncPart = { ref: Ref.void_type as number as ZirRef, bodyStart: 0, bodyLen: 0 };

function refPart(ref: number): FuncPart {
  return { ref: ref as ZirRef, bodyStart: 0, bodyLen: 0 };
}

/** Takes the function instruction `inst` of `frame` apart. */
export function readFunc(frame: Frame, inst: ZirIndex): FuncZir {
  const { extra } = frame;
  const tag = frame.tags[inst];
  if (tag === Tag.func_fancy) return readFancy(frame, inst);
  const at = frame.a[inst];
  const bodyLen = (extra[at] & ~TYPE_IS_GENERIC) >>> 0;
  let ret: FuncPart = { ref: REF_NONE, bodyStart: at + 3, bodyLen };
  if (bodyLen === 0) ret = VOID;
  else if (bodyLen === 1) ret = refPart(extra[at + 3]);
  return {
    bodyChild: extra[at + 2],
    cc: ABSENT,
    ret,
    isRetGeneric: (extra[at] & TYPE_IS_GENERIC) !== 0,
    noaliasBits: 0,
    isVarArgs: false,
    isInferred: tag === Tag.func_inferred,
    isNoinline: false,
  };
}

function readFancy(frame: Frame, inst: ZirIndex): FuncZir {
  const { extra } = frame;
  let at = frame.a[inst];
  const bodyChild = extra[at + 1];
  const bits = extra[at + 2];
  at += 3;
  const part = (ref: FuncFancyBit, body: FuncFancyBit): FuncPart => {
    if ((bits & body) !== 0) {
      const bodyLen = extra[at];
      const bodyStart = at + 1;
      at = bodyStart + bodyLen;
      return { ref: REF_NONE, bodyStart, bodyLen };
    }
    return (bits & ref) !== 0 ? refPart(extra[at++]) : ABSENT;
  };
  const cc = part(FuncFancyBit.has_cc_ref, FuncFancyBit.has_cc_body);
  const ret = part(FuncFancyBit.has_ret_ty_ref, FuncFancyBit.has_ret_ty_body);
  return {
    bodyChild,
    cc,
    ret: ret === ABSENT ? VOID : ret,
    isRetGeneric: (bits & FuncFancyBit.ret_ty_is_generic) !== 0,
    noaliasBits: (bits & FuncFancyBit.has_any_noalias) !== 0 ? extra[at] : 0,
    isVarArgs: (bits & FuncFancyBit.is_var_args) !== 0,
    isInferred: (bits & FuncFancyBit.is_inferred_error) !== 0,
    isNoinline: (bits & FuncFancyBit.is_noinline) !== 0,
  };
}

/** Where the type of the parameter `inst` (`param`, `param_comptime`) is. */
export function paramTypeBody(
  frame: Frame,
  inst: ZirIndex,
): { readonly start: number; readonly len: number; readonly isGeneric: boolean } {
  const payload = frame.a[inst];
  const word = frame.extra[payload + 1];
  return { start: payload + 2, len: (word & ~TYPE_IS_GENERIC) >>> 0, isGeneric: (word & TYPE_IS_GENERIC) !== 0 };
}

/** The parameters and the function instruction in the value body of the declaration chunk of `frame`. */
export function findSignature(frame: Frame): { readonly params: readonly ZirIndex[]; readonly func: ZirIndex } {
  const { extra, tags } = frame;
  const params: ZirIndex[] = [];
  const { start, len } = declBody(frame, DeclBody.value);
  for (let i = 0; i < len; i++) {
    const inst = extra[start + i] as ZirIndex;
    switch (tags[inst] as Tag) {
      case Tag.param:
      case Tag.param_comptime:
      case Tag.param_anytype:
      case Tag.param_anytype_comptime:
        params.push(inst);
        break;
      case Tag.func:
      case Tag.func_inferred:
      case Tag.func_fancy:
        return { params, func: inst };
      default:
        break;
    }
  }
  throw new InternalFault('a declaration of a function has no function');
}

/** Whether a parameter instruction is an `anytype` one. */
export function isAnytypeParam(frame: Frame, param: ZirIndex): boolean {
  const tag = frame.tags[param];
  return tag === Tag.param_anytype || tag === Tag.param_anytype_comptime;
}
