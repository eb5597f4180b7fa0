import { InternalFault } from '../intern/ids.ts';
import { Tag } from '../zir/inst.ts';
import { REF_NONE, Ref, type ZirIndex, type ZirRef } from '../zir/ref.ts';
import type { Frame } from './block.ts';

/** Bits of `func_fancy`. */
enum Fancy {
  is_var_args = 1 << 0,
  is_inferred_error = 1 << 1,
  is_test = 1 << 2,
  is_extern = 1 << 3,
  is_noinline = 1 << 4,
  has_lib_name = 1 << 15,
  has_any_noalias = 1 << 16,
}

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
  readonly align: FuncPart;
  readonly addrspace: FuncPart;
  readonly section: FuncPart;
  readonly cc: FuncPart;
  readonly ret: FuncPart;
  /** Offset in the chunk's bytes of the library name of an extern function; 0 for none. */
  readonly libName: number;
  readonly noaliasBits: number;
  readonly isVarArgs: boolean;
  readonly isInferred: boolean;
  readonly isExtern: boolean;
  readonly isNoinline: boolean;
}

const ABSENT: FuncPart = { ref: REF_NONE, bodyStart: 0, bodyLen: 0 };
const VOID: FuncPart = { ref: Ref.void_type as number as ZirRef, bodyStart: 0, bodyLen: 0 };

/** Takes the function instruction `inst` of `frame` apart. */
export function readFunc(frame: Frame, inst: ZirIndex): FuncZir {
  const extra = frame.extra;
  const tag = frame.tags[inst];
  let at = frame.a[inst] + 3;
  if (tag !== Tag.func_fancy) {
    const retLen = extra[at - 3];
    const ret =
      retLen === 0
        ? VOID
        : retLen === 1
          ? { ref: extra[at] as ZirRef, bodyStart: 0, bodyLen: 0 }
          : { ref: REF_NONE, bodyStart: at, bodyLen: retLen };
    return {
      bodyChild: extra[at - 1],
      align: ABSENT,
      addrspace: ABSENT,
      section: ABSENT,
      cc: ABSENT,
      ret,
      libName: 0,
      noaliasBits: 0,
      isVarArgs: false,
      isInferred: tag === Tag.func_inferred,
      isExtern: false,
      isNoinline: false,
    };
  }
  const bits = extra[at - 1];
  const bodyChild = extra[at - 2];
  const libName = (bits & Fancy.has_lib_name) !== 0 ? extra[at++] : 0;
  const parts: FuncPart[] = [];
  for (let i = 0; i < 5; i++) {
    if ((bits & (1 << (6 + 2 * i))) !== 0) {
      const bodyLen = extra[at++];
      parts.push({ ref: REF_NONE, bodyStart: at, bodyLen });
      at += bodyLen;
    } else if ((bits & (1 << (5 + 2 * i))) !== 0) {
      parts.push({ ref: extra[at++] as ZirRef, bodyStart: 0, bodyLen: 0 });
    } else {
      parts.push(ABSENT);
    }
  }
  const ret = parts[4];
  return {
    bodyChild,
    align: parts[0],
    addrspace: parts[1],
    section: parts[2],
    cc: parts[3],
    ret: ret === ABSENT ? VOID : ret,
    libName,
    noaliasBits: (bits & Fancy.has_any_noalias) !== 0 ? extra[at] : 0,
    isVarArgs: (bits & Fancy.is_var_args) !== 0,
    isInferred: (bits & Fancy.is_inferred_error) !== 0,
    isExtern: (bits & Fancy.is_extern) !== 0,
    isNoinline: (bits & Fancy.is_noinline) !== 0,
  };
}

/** The parameters and the function instruction in the value body of the declaration chunk of `frame`. */
export function findSignature(frame: Frame): { readonly params: readonly ZirIndex[]; readonly func: ZirIndex } {
  const { extra, header, tags } = frame;
  const params: ZirIndex[] = [];
  const len = extra[header];
  for (let i = 0; i < len; i++) {
    const inst = extra[header + 4 + i] as ZirIndex;
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

/** Whether a parameter instruction is one whose argument must be known at compile time. */
export function isComptimeParam(frame: Frame, param: ZirIndex): boolean {
  const tag = frame.tags[param];
  return tag === Tag.param_comptime || tag === Tag.param_anytype_comptime;
}

/** Whether a parameter instruction is an `anytype` one. */
export function isAnytypeParam(frame: Frame, param: ZirIndex): boolean {
  const tag = frame.tags[param];
  return tag === Tag.param_anytype || tag === Tag.param_anytype_comptime;
}
