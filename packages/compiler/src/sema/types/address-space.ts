import type { AirRef } from '../../air/air.ts';
import { AddressSpace } from '../../intern/pointers.ts';
import type { Src } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { analyzeAsBuiltinEnum } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/**
 * The address space that `operand` stands for. `what`, as the message calls it, is to be there: WebAssembly has the generic one alone.
 */
export function analyzeAsAddressSpace(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  what: 'functions' | 'mutable values' | 'constant values' | 'pointers',
): AddressSpace {
  const reason = comptimeReasonMessage(ComptimeReason.addrspace);
  const space: AddressSpace = analyzeAsBuiltinEnum(sema, block, src, operand, 'AddressSpace', reason);
  if (space !== AddressSpace.generic) {
    sema.fail(block, src, `${what} with address space '${AddressSpace[space]}' are not supported on wasm`);
  }
  return space;
}
