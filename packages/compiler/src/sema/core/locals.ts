import { type AirIndex, type AirRef, AirTag, airInst, isInst } from '../../air/air.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from './block.ts';
import { validateRuntimeValue } from './comptime-var-refs.ts';
import type { Sema } from './sema.ts';

/** A local whose type follows from what is stored in it. */
export interface InferredAlloc {
  readonly isComptime: boolean;
  readonly isConst: boolean;
  readonly alignment: number;
  /** The values stored, where each came from, and the `store` that stands for it (runtime). */
  readonly stores: {
    readonly operand: AirRef;
    readonly src: Src;
    readonly inst: AirIndex | -1;
    readonly block: Block;
  }[];
}

/**
 * A constant local that is built by stores at run time and may turn out to be known at compile time: if every store to it was of a
 * known value, in the same straight line of code.
 */
export interface MaybeComptimeAlloc {
  readonly runtimeIndex: number;
  /** The `store` and `set_union_tag` instructions, in order. */
  readonly stores: AirIndex[];
  /** What was stored, and where; each value has yet to be one that there can be at run time if the constant turns out not to be known. */
  readonly operands: { readonly operand: AirRef; readonly src: Src; readonly block: Block }[];
  isRuntime: boolean;
}

/**
 * Takes note of the instruction `inst`, which writes through `ptr`: if that is into a constant local under construction, whether its
 * value can still turn out to be known. `value`: what is written, where the instruction says so.
 */
export function noteWrite(sema: Sema, block: Block, inst: AirIndex, ptr: AirRef, value: AirRef): void {
  const base = sema.maybeComptimeAllocs.get(baseOf(sema, ptr));
  if (base === undefined) return;
  if (block.runtimeIndex !== base.runtimeIndex || isInst(value)) makeRuntime(sema, base);
  else base.stores.push(inst);
}

/**
 * Called before `operand` at `src` is stored through `ptr`: it must be a value that there can be at run time, unless the store is into a
 * constant local that may turn out to be known.
 */
export function checkStoredOperand(sema: Sema, block: Block, src: Src, ptr: AirRef, operand: AirRef): void {
  if (isInst(operand)) return;
  const base = sema.maybeComptimeAllocs.get(baseOf(sema, ptr));
  if (base === undefined || base.isRuntime || base.runtimeIndex !== block.runtimeIndex) {
    validateRuntimeValue(sema, block, src, operand);
  } else base.operands.push({ operand, src, block });
}

export function makeRuntime(sema: Sema, local: MaybeComptimeAlloc): void {
  local.isRuntime = true;
  for (const { operand, src, block } of local.operands.splice(0)) validateRuntimeValue(sema, block, src, operand);
}

/** The local that a pointer is derived from step by step; any other instruction, or -1, where it is none. */
function baseOf(sema: Sema, ptr: AirRef): AirIndex {
  const air = sema.air;
  let at = ptr;
  while (isInst(at)) {
    const inst = airInst(at);
    switch (air.tags.data[inst] as AirTag) {
      case AirTag.struct_field_ptr:
      case AirTag.ptr_elem_ptr:
      case AirTag.bitcast:
      case AirTag.optional_payload_ptr_set:
      case AirTag.errunion_payload_ptr_set:
        at = air.a.data[inst]! as AirRef;
        break;
      default:
        return inst;
    }
  }
  return -1 as AirIndex;
}
