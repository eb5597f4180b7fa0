import { type AirRef, AirTag } from '../../air/air.ts';
import { Ty, Val } from '../../intern/known.ts';
import { isGpu } from '../../intern/target.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Extended } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveConstInt } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { requireRuntimeBlock } from '../values/operands.ts';

const MEMORY_INDEX = 'wasm memory size index must be comptime-known';

function requireWasm(sema: Sema, block: Block, src: Src, name: string): void {
  const { arch } = sema.pool.target;
  if (arch === 'wasm32' || arch === 'wasm64') return;
  const text = `builtin ${name} is available when targeting WebAssembly; targeted CPU architecture is ${arch}`;
  sema.fail(block, src, text);
}

/** `@wasmMemorySize` */
function zirMemorySize(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  requireWasm(sema, block, src, '@wasmMemorySize');
  const indexSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const index = resolveConstInt(sema, block, indexSrc, frame.extra[frame.b[inst]] as ZirRef, Ty.u32, MEMORY_INDEX);
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.wasm_memory_size, Ty.usize, Number(index));
}

/** `@wasmMemoryGrow` */
function zirMemoryGrow(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.b[inst];
  requireWasm(sema, block, src, '@wasmMemoryGrow');
  const indexSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const deltaSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const index = resolveConstInt(sema, block, indexSrc, frame.extra[payload] as ZirRef, Ty.u32, MEMORY_INDEX);
  const delta = coerce(sema, block, Ty.usize, resolveInst(block, frame.extra[payload + 1] as ZirRef), deltaSrc);
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.wasm_memory_grow, Ty.isize, Number(index), delta);
}

/** `@returnAddress()`: 0 at compile time. */
function zirReturnAddress(sema: Sema, block: Block): AirRef {
  if (block.isComptime) return Val.zeroUsize as number as AirRef;
  return sema.emit(block, AirTag.ret_addr, Ty.usize);
}

/** `@frameAddress()` */
function zirFrameAddress(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  requireRuntimeBlock(sema, block, block.frame.src[inst], null);
  return sema.emit(block, AirTag.frame_addr, Ty.usize);
}

/** `@breakpoint()` */
function zirBreakpoint(sema: Sema, block: Block): AirRef {
  // At compile time there is nothing to stop.
  if (!block.isComptime) sema.emit(block, AirTag.breakpoint, Ty.void);
  return VOID_VALUE;
}

/** `@workItemId`, `@workGroupSize`, `@workGroupId` */
function zirWorkItem(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const { arch } = sema.pool.target;
  if (!isGpu(arch)) sema.fail(block, src, `builtin only available on GPU targets; targeted architecture is ${arch}`);
  const dimensionSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const reason = comptimeReasonMessage(ComptimeReason.work_group_dim_index);
  resolveConstInt(sema, block, dimensionSrc, frame.extra[frame.b[inst]] as ZirRef, Ty.u32, reason);
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.work_item, Ty.u32);
}

export const machineHandlers: Handlers = {
  extended: {
    [Extended.wasm_memory_size]: zirMemorySize,
    [Extended.wasm_memory_grow]: zirMemoryGrow,
    [Extended.ret_addr]: zirReturnAddress,
    [Extended.frame_address]: zirFrameAddress,
    [Extended.breakpoint]: zirBreakpoint,
    [Extended.work_item_id]: zirWorkItem,
    [Extended.work_group_size]: zirWorkItem,
    [Extended.work_group_id]: zirWorkItem,
  },
};
