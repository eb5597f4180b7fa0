import type { AirRef } from '../../air/air.ts';
import type { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import type { Block } from './block.ts';
import type { Sema } from './sema.ts';

/** Analyses one ZIR instruction: emits AIR to `block` and returns what the instruction stands for, or why the body ends. */
export type Handler = (sema: Sema, block: Block, inst: ZirIndex) => AirRef;

/** The handlers of one area of the language. */
export type Handlers = Partial<Record<Tag, Handler>>;

/** The handlers of `Tag.extended`, by opcode. */
export type ExtendedHandlers = Partial<Record<Extended, Handler>>;
