import { AIR_NONE, type AirIndex, type AirRef } from '../../air/air.ts';
import {
  type DeclIndex,
  type Index,
  type NamespaceIndex,
  NO_DECL,
  NO_INDEX,
  type TrackedIndex,
} from '../../intern/ids.ts';
import type { CallSite } from '../../query/call-sites.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import { type ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import type { Sema } from './sema.ts';

/** A `block_inline` that turned out to be left from under a runtime condition, and so needs an AIR block after all. */
interface LateBlock {
  readonly block: Block;
  readonly merges: Merges;
}

/**
 * The code of one chunk while it is analysed, and what its instructions have been mapped to. A call that is evaluated or
 * inlined gets a frame of its own, so that recursion works.
 */
export interface Frame {
  readonly chunk: TrackedIndex;
  /** Views of the chunk's part of the file's columns; see `zir/inst.ts`. */
  readonly tags: Uint8Array;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly src: Uint32Array;
  readonly extra: Uint32Array;
  readonly bytes: Uint8Array;
  /** Where in `extra` the chunk's header is. */
  readonly header: number;
  /** What each instruction has been mapped to; `UNMAPPED` where it has not been. */
  readonly instMap: Uint32Array;
  /** Body chunks: what `fn_arg` gives, by parameter. Runtime instructions, or values of comptime parameters. */
  readonly args: readonly AirRef[];
  /** By the `block_inline`; null as long as there is none. */
  lateBlocks: Map<number, LateBlock> | null;
}

/** In `Frame.instMap`: not analysed yet. */
export const UNMAPPED = 0x7fff_ffff;

/** What a block's `break`s have collected. */
export interface Merges {
  /** The AIR block that they leave. */
  readonly airBlock: AirIndex;
  /** Operand of each `br`. */
  readonly results: AirRef[];
  /** The `br` instructions, to be pointed at coerced operands. */
  readonly brs: AirIndex[];
  /** Where each came from, for messages of peer type resolution. */
  readonly srcs: (Src | null)[];
}

/** What a ZIR `break` can name. */
export interface Label {
  readonly frame: Frame;
  readonly zirBlock: ZirIndex;
  readonly merges: Merges;
  /** Of a labeled switch: goes on with what `continue` gives it. */
  readonly continueWith?: (sema: Sema, block: Block, operand: AirRef, src: Src) => void;
}

/** A parameter of a function type that is being made. */
export interface PendingParam {
  /** `generic_poison` for `anytype`, or where the type depends on another parameter. */
  readonly type: Index;
  readonly isComptime: boolean;
}

/** Set on the blocks of a call that is analysed in its caller: at compile time, or `inline`. */
export interface Inlining {
  readonly callBlock: Block;
  /** This call, and those around it, for references from within. */
  readonly site: CallSite;
  readonly callSrc: Src;
  /** The function value called. */
  readonly func: Index;
  /** Runtime inline call: where `ret` breaks to. */
  readonly merges: Merges;
  /** Whether the call is evaluated at compile time: `ret` then ends the body with `BODY_RETURN`. */
  readonly isComptime: boolean;
  readonly isGenericInstantiation: boolean;
  /** Whether an argument is known: without any, a call of the same function within has no end. */
  readonly hasComptimeArgs: boolean;
  /** Declared return type after evaluation, or 0 while it is the function's inferred one. */
  returnType: Index;
}

/** A place, for a note that may stand in the code of another declaration. */
export interface Spot {
  readonly chunk: TrackedIndex;
  readonly src: Src;
}

/** Why code is evaluated at compile time: what the notes under an error that comes of it say. */
export interface ComptimeCause {
  readonly chunk: TrackedIndex;
  readonly src: Src;
  /** Official wording, such as `types must be comptime-known`. `{}` in it is the name of `type`. */
  readonly text: string;
  /** The type that exists at compile time only, which is explained too; NO_INDEX where there is none. */
  readonly type: Index;
  /** Where the parameter or the return type of that type is declared. */
  readonly declared: ErrorNote | null;
}

/** What a type is called after: a declaration, or a container type. */
export type NameContext = { readonly decl: DeclIndex } | { readonly type: Index };

const NO_CONTEXT: NameContext = { decl: NO_DECL };

/** A scope of analysis: where AIR goes, and what holds for it. */
export class Block {
  readonly parent: Block | null;
  readonly frame: Frame;
  readonly namespace: NamespaceIndex;
  /** AIR instructions of this block's body, in order. */
  readonly insts: AirIndex[] = [];
  label: Label | null = null;
  inlining: Inlining | null;
  isComptime: boolean;
  /** Of a block at compile time: null where it is that of the caller, to whom its function returns. */
  comptimeCause: ComptimeCause | null;
  isTypeof: boolean;
  /** null: by the optimize mode. */
  wantSafety: boolean | null;
  /** Where the nearest runtime condition stands; a store to comptime memory from under it is an error. */
  runtimeCond: Spot | null;
  runtimeLoop: Spot | null;
  /** Distinguishes runtime branches: comptime memory made at a smaller depth may not be changed here. */
  runtimeIndex: number;
  /** What types that are declared here are called after: see `type-names.ts`. A declaration, or a container where that is given. */
  nameContext: NameContext;
  /** How long the error return trace is to be where an error was handled; AIR_NONE where none is kept. */
  errorTraceLength: AirRef;
  /** The parameters that a `func` instruction further on in the block takes. */
  params: PendingParam[] | null = null;

  constructor(parent: Block | null, frame: Frame, namespace: NamespaceIndex) {
    this.parent = parent;
    this.frame = frame;
    this.namespace = namespace;
    this.inlining = parent === null ? null : parent.inlining;
    this.isComptime = parent === null ? false : parent.isComptime;
    this.comptimeCause = parent === null ? null : parent.comptimeCause;
    this.isTypeof = parent === null ? false : parent.isTypeof;
    this.wantSafety = parent === null ? null : parent.wantSafety;
    this.runtimeCond = parent === null ? null : parent.runtimeCond;
    this.runtimeLoop = parent === null ? null : parent.runtimeLoop;
    this.runtimeIndex = parent === null ? 0 : parent.runtimeIndex;
    this.nameContext = parent === null ? NO_CONTEXT : parent.nameContext;
    this.errorTraceLength = parent === null ? AIR_NONE : parent.errorTraceLength;
  }

  /** Has the code of this block evaluated at compile time from here on, for the reason `reason` given at `src`. */
  beginComptime(src: Src, reason: ComptimeReason): void {
    const text = comptimeReasonMessage(reason);
    this.isComptime = true;
    this.comptimeCause = { chunk: this.frame.chunk, src, text, type: NO_INDEX, declared: null };
  }

  /** `src` as a place in the code of this block. */
  at(src: Src): Spot {
    return { chunk: this.frame.chunk, src };
  }

  /** A sub-block of the same code: same frame, namespace and properties, its own instructions. */
  sub(): Block {
    return new Block(this, this.frame, this.namespace);
  }
}
