import type { AirRef } from '../../air/air.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';

/** The operands of an instruction with payload `{ lhs, rhs }`, and where they stand. */
export interface Operands {
  readonly lhs: AirRef;
  readonly rhs: AirRef;
  readonly src: Src;
  readonly lhsSrc: Src;
  readonly rhsSrc: Src;
}

/** The operands of a binary operator. */
export function operatorOperands(block: Block, inst: ZirIndex): Operands {
  return operandsAt(block, inst, false);
}

/** The first two arguments of a builtin. */
export function builtinOperands(block: Block, inst: ZirIndex): Operands {
  return operandsAt(block, inst, true);
}

function operandsAt(block: Block, inst: ZirIndex, isBuiltin: boolean): Operands {
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  return {
    lhs: resolveInst(block, frame.extra[payload] as ZirRef),
    rhs: resolveInst(block, frame.extra[payload + 1] as ZirRef),
    src,
    lhsSrc: isBuiltin ? sub(src, SrcPart.builtin_call_arg, 0) : sub(src, SrcPart.bin_lhs),
    rhsSrc: isBuiltin ? sub(src, SrcPart.builtin_call_arg, 1) : sub(src, SrcPart.bin_rhs),
  };
}
