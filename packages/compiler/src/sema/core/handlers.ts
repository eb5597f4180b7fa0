import type { AirRef } from '../../air/air.ts';
import type { Src } from '../../query/src.ts';
import type { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import type { Block } from './block.ts';
import type { Sema } from './sema.ts';

/** Analyses one ZIR instruction: emits AIR to `block` and returns what the instruction stands for, or why the body ends. */
export type Handler = (sema: Sema, block: Block, inst: ZirIndex) => AirRef;

/** The handlers of one area of the language: by tag, and those of `Tag.extended` by opcode. */
export type Handlers = Partial<Record<Tag, Handler>> & { readonly extended?: Partial<Record<Extended, Handler>> };

/** What every room needs of those after it, since the language is recursive: any instruction may hold any other. */
export interface Language {
  /** By `Tag`. There is one for every number that a tag could be. */
  readonly handlers: readonly Handler[];
  /**
   * Emits the call of the function `callee` of `std.builtin` with `args`. `operation` names what the compiler makes the call for, in
   * messages.
   */
  callBuiltin(sema: Sema, block: Block, src: Src, callee: AirRef, args: readonly AirRef[], operation: string): AirRef;
}
