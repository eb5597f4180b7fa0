import type { AirRef } from '../../air/air.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';

/** Async functions and their types: neither this compiler nor the official one of this version has them. */
function zirAsync(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const text = 'async has not been implemented in the self-hosted compiler yet';
  return sema.fail(block, block.frame.src[inst]!, text);
}

export const asyncHandlers: Handlers = {
  [Tag.anyframe_type]: zirAsync,
  [Tag.suspend_block]: zirAsync,
  [Tag.resume]: zirAsync,
  [Tag.frame_type]: zirAsync,
  extended: {
    [Extended.frame]: zirAsync,
  },
};
