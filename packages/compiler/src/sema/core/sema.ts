import { AIR_NONE, type Air, type AirIndex, type AirRef, AirTag, airInst, airRef, isInst } from '../../air/air.ts';
import type { DependeeKind } from '../../incremental/dependee.ts';
import type { Depender } from '../../incremental/depender.ts';
import type { Index, TrackedIndex } from '../../intern/ids.ts';
import type { InternPool } from '../../intern/pool.ts';
import { typeOf } from '../../intern/values.ts';
import type { CompileError, ErrorNote } from '../../query/errors.ts';
import { newOutcome, type Outcome } from '../../query/outcome.ts';
import type { Products } from '../../query/products.ts';
import type { Src } from '../../query/src.ts';
import { COMPILE_ERROR } from '../../query/throws.ts';
import type { SharedState } from '../../query/zcu.ts';
import { Ref } from '../../zir/ref.ts';
import type { Block } from './block.ts';
import { BranchQuota } from './branch-quota.ts';
import type { CallScope, ErroneousCalls } from './calls-as-units.ts';
import { MutableMemory } from './comptime-memory.ts';
import { callerNotes, countRepeated } from './error-notes.ts';
import type { Language } from './handlers.ts';
import { type InferredErrors, newInferredErrors } from './inferred-errors.ts';
import { type InferredAlloc, type MaybeComptimeAlloc, noteWrite } from './locals.ts';
import type { Recorder } from './recorder.ts';

/*
 * What a handler returns besides an ordinary reference. A body's analysis ends at the first of these, and hands it on: they
 * are the only way control leaves a body, so that breaking out of an inline loop costs no exception.
 */

/** The body ended in an instruction that does not return; AIR for it has been emitted. */
export const BODY_END = 0x7fff_fffe as AirRef;
/** A `break` at compile time is on its way to its block: `sema.breakFrame`, `sema.breakBlock`, `sema.breakOperand`. */
export const BODY_BREAK = 0x7fff_fffd as AirRef;
/** A `return` at compile time is on its way to its call: `sema.returnValue`. */
export const BODY_RETURN = 0x7fff_fffc as AirRef;

/** Whether `result` of a handler or body is one of BODY_END, BODY_BREAK, BODY_RETURN: pass it on unless it is meant for you. */
export function leaves(result: AirRef): boolean {
  return result >= BODY_RETURN && result !== AIR_NONE;
}

/** By tag: 1 for the instructions that write through their first operand. */
const WRITES = new Uint8Array(256);
for (const tag of [AirTag.store, AirTag.store_safe, AirTag.set_union_tag]) WRITES[tag] = 1;

export const VOID_VALUE = Ref.void_value as number as AirRef;

/**
 * The analysis of one unit (`owner`), with the compile-time and inline calls within it. It is thrown away when the unit is
 * done; what lasts has been interned or put in a table by then.
 */
export class Sema {
  readonly zcu: SharedState;
  /** What is read here the unit relies on. */
  readonly pool: InternPool;
  readonly language: Language;
  /** What the unit gives. */
  readonly products: Products;
  /** The unit that is analysed. */
  readonly owner: Depender;
  /** The unit that relies on what is read: `owner`, or a call that is evaluated in it. */
  unit: Depender;
  /** The function whose body is analysed; 0 in other units. */
  func: Index = 0 as Index;
  /** Its return type; `noreturn_type` in other units. */
  fnRetTy: Index = Ref.noreturn_type as number as Index;
  /** How long the error return trace was where the function, or the one that is inlined, began. */
  errorTraceLengthAtEntry: AirRef = AIR_NONE;
  /** Whether the function has called one that shares its error return trace. */
  needsErrorTrace = false;
  /** What officially code generation cannot do of the function, the first thing; null if nothing is known. */
  refusedCode: string | null = null;
  /** Whether an argument of the call that is being analysed was an error or error union. */
  hasErrorArg = false;
  /** What the analysis comes to. */
  readonly outcome: Outcome = newOutcome();
  /** Instructions emitted so far, of all blocks. */
  readonly air: Air;
  /** What the analysis is made for, if it is not for what the unit gives: then nothing that others see is another for it. */
  readonly recorder: Recorder | null;
  /** What the function whose body is analysed has been seen to return, if its error set is inferred. */
  readonly inferred = newInferredErrors();
  /** The same for the innermost call with an inferred error set that is being inlined or evaluated. */
  adhocInferred: InferredErrors | null = null;
  /** Compile-time memory that can still change. Its values are interned when they leave. */
  readonly memory = new MutableMemory();
  /** Locals whose types are inferred, by the AIR instruction of each. */
  readonly inferredAllocs = new Map<AirIndex, InferredAlloc>();
  /** Constant locals that may turn out to be known at compile time: see locals.ts. */
  readonly maybeComptimeAllocs = new Map<AirIndex, MaybeComptimeAlloc>();
  readonly branches = new BranchQuota();
  /** Bytes of the long values that were made so far: see limits.ts. */
  bytesMade = 0;
  /** The innermost call at compile time whose evaluation may be kept. */
  scope: CallScope | null = null;
  /** The `break` that is on its way (BODY_BREAK). */
  breakFrame: Block['frame'] | null = null;
  breakBlock = 0;
  breakOperand: AirRef = VOID_VALUE;
  /** The index of the ZIR break instruction itself, for its payload's place. */
  breakInst = 0;
  /** The result of the compile-time call that returns (BODY_RETURN). */
  returnValue: AirRef = VOID_VALUE;
  /** Where calls at compile time returned errors, the first first. */
  readonly errorTrace: { readonly chunk: TrackedIndex; readonly src: Src }[] = [];
  /** How deep calls are nested in this unit: recursion is bounded, and answered with an error. */
  callDepth = 0;
  /** How deep they came to be in the innermost call that is evaluated, or in the unit itself where there is none. */
  deepestCall = 0;
  private readonly ownErroneousCalls: ErroneousCalls = new Map();
  private runtimeIndices = 0;
  /** The fact that was declared last; -1 where it counts no more. */
  private lastKind: DependeeKind | -1 = -1;
  private lastA = 0;
  private lastB = 0;

  /** `air` has no instructions yet. Who analyses another unit when this is done may take it again. */
  constructor(
    zcu: SharedState,
    products: Products,
    language: Language,
    owner: Depender,
    air: Air,
    recorder: Recorder | null = null,
  ) {
    this.zcu = zcu;
    this.pool = zcu.reader.pool;
    this.products = products;
    this.language = language;
    this.owner = owner;
    this.unit = owner;
    this.air = air;
    this.recorder = recorder;
  }

  /** Records that the unit relies on a fact. Only for `facts.ts`, and for results of calls. Returns false where that is known already. */
  declareDependency(kind: DependeeKind, a: number, b: number): boolean {
    if (this.recorder !== null) return false;
    // What was asked for is read next.
    if (kind === this.lastKind && a === this.lastA && b === this.lastB) return false;
    this.lastKind = kind;
    this.lastA = a;
    this.lastB = b;
    return this.zcu.schedule.addDependency(this.unit, kind, a, b);
  }

  /** From here on `unit` relies on what is read. */
  relyAs(unit: Depender): void {
    this.unit = unit;
    this.lastKind = -1;
  }

  /** Whether `producer` is the unit that is analysed: what it gives is as far as it got, and so is what any call comes to that reads it. */
  isOwn(producer: Depender): boolean {
    if (producer !== this.owner) return false;
    for (let { scope } = this; scope !== null; scope = scope.outer) scope.isSettled = false;
    return true;
  }

  /** The calls at compile time that returned errors. */
  get erroneousCalls(): ErroneousCalls {
    return this.scope === null ? this.ownErroneousCalls : this.scope.erroneousCalls;
  }

  /** Appends an AIR instruction to `block`. `ty` is the type of its result. */
  emit(block: Block, tag: AirTag, ty: Index, a = 0, b = 0): AirRef {
    const inst = this.reserve(tag, ty, a, b);
    block.insts.push(inst);
    if (WRITES[tag] === 1) noteWrite(this, block, inst, a as AirRef, b as AirRef);
    return airRef(inst);
  }

  /** Adds an AIR instruction that no block has yet. */
  reserve(tag: AirTag, ty: Index, a = 0, b = 0): AirIndex {
    const air = this.air;
    const inst = air.tags.push(tag) as AirIndex;
    air.ty.push(ty);
    air.a.push(a);
    air.b.push(b);
    return inst;
  }

  /** Type of an operand. */
  typeOf(ref: AirRef): Index {
    return isInst(ref) ? (this.air.ty.data[airInst(ref)] as Index) : typeOf(this.pool, ref as number as Index);
  }

  /** A number for a runtime branch that no other has: see `Block.runtimeIndex`. */
  nextRuntimeIndex(): number {
    return ++this.runtimeIndices;
  }

  /** Ends the analysis of the unit with a compile error at `src` of `block`'s chunk. */
  fail(block: Block, src: Src, message: string, notes: readonly ErrorNote[] = []): never {
    return this.failAt(block.frame.chunk, src, message, notes, block);
  }

  /** The same, with more to be said of the error than where it is and its words. A loop is told without the calls around it. */
  failAs(
    kind: Pick<CompileError, 'namesPlace' | 'isUsers' | 'isLoop'>,
    block: Block,
    src: Src,
    message: string,
    notes: readonly ErrorNote[] = [],
  ): never {
    const { chunk } = block.frame;
    const callers = kind.isLoop ? [] : callerNotes(block);
    this.outcome.error = { chunk, src, message, notes: countRepeated([...notes, ...callers]), ...kind };
    throw COMPILE_ERROR;
  }

  /** The same, for a place in any chunk. `hints` are notes behind those that tell the calls around it. */
  failAt(
    chunk: TrackedIndex,
    src: Src,
    message: string,
    notes: readonly ErrorNote[] = [],
    block: Block | null = null,
    hints: readonly ErrorNote[] = [],
  ): never {
    const callers = block === null ? [] : callerNotes(block);
    this.outcome.error = { chunk, src, message, notes: countRepeated([...notes, ...callers, ...hints]) };
    throw COMPILE_ERROR;
  }

  /** Ends the analysis with a compile error that says what is missing in this compiler. */
  unsupported(block: Block, src: Src, what: string): never {
    return this.fail(block, src, `not supported yet: ${what}`);
  }
}
