import { type AirIndex, type AirRef, AirTag } from '../../air/air.ts';
import { Ty } from '../../intern/known.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { addBody, newMerges } from '../core/air-bodies.ts';
import type { Block } from '../core/block.ts';
import { resolveInlineBody } from '../core/body.ts';
import { analyzeBodyRuntimeBreak } from '../core/breaks.ts';
import type { Handlers } from '../core/handlers.ts';
import { BODY_END, leaves, type Sema } from '../core/sema.ts';
import { placeBlock } from './blocks.ts';

/** `loop` */
function zirLoop(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const frame = parent.frame;
  const payload = frame.a[inst]!;
  const start = payload + 1;
  const len = frame.extra[payload]!;
  if (parent.isComptime) return resolveInlineBody(sema, parent, start, len, inst);
  const src = frame.src[inst]!;
  const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
  const child = parent.sub();
  child.label = { frame, zirBlock: inst, merges };
  child.runtimeCond = null;
  child.runtimeLoop = child.at(src);
  child.runtimeIndex = sema.nextRuntimeIndex();
  const body = child.sub();
  const loop = sema.reserve(AirTag.loop, Ty.noreturn);
  const result = analyzeBodyRuntimeBreak(sema, body, start, len);
  if (result === BODY_END) {
    // A `repeat` ends the body too; it has emitted itself.
  } else if (!leaves(result)) sema.emit(body, AirTag.repeat, Ty.noreturn, loop);
  else return result;
  for (const pending of body.insts) patchRepeat(sema, pending, loop);
  sema.air.a.data[loop] = addBody(sema, body.insts);
  child.insts.push(loop);
  return placeBlock(sema, parent, src, child, merges);
}

const REPEAT_UNSET = 0xffff_ffff;

/** The loop of a `repeat` is known only where the loop's body ends. */
function patchRepeat(sema: Sema, inst: AirIndex, loop: AirIndex): void {
  if (sema.air.tags.data[inst] === AirTag.repeat && sema.air.a.data[inst] === REPEAT_UNSET)
    sema.air.a.data[inst] = loop;
}

/** `repeat` at runtime: the last instruction of a loop's body. */
function zirRepeat(sema: Sema, block: Block): AirRef {
  sema.emit(block, AirTag.repeat, Ty.noreturn, REPEAT_UNSET);
  return BODY_END;
}

export const loopHandlers: Handlers = {
  [Tag.loop]: zirLoop,
  [Tag.repeat]: zirRepeat,
};
