import { AIR_NONE, type Air, type AirIndex, type AirRef, AirTag, airInst, isInst } from '../air/air.ts';
import { collectOperands, OperandList } from '../air/operands.ts';
import type { Index } from '../intern/ids.ts';
import type { InternPool } from '../intern/pool.ts';
import { U32Column } from '../util/column.ts';
import type { Signature } from './abi.ts';
import { addressOfConstant, addressOfPointer, pushConstant } from './constants.ts';
import { FrameLog } from './frame-log.ts';
import { Relocations, RelocKind } from './relocation.ts';
import { type Repr, ReprKind, type ReprTable, valTypeOf } from './repr.ts';
import type { RuntimeFunction } from './runtime.ts';
import { BLOCK_VOID, ByteWriter, type MiscOp, Op, ulebLength, ValType } from './wasm.ts';

/**
 * A place in memory: a base and bytes past it. The base is what a local holds, or a relocated address, or zero. The offset is
 * never negative, so that it can be the immediate of a load or store.
 */
export interface Address {
  /** The local of the base; -1 if the base is none. */
  readonly local: number;
  readonly offset: number;
  /** The relocation that the base is; null if it is none. */
  readonly reloc: { readonly kind: RelocKind; readonly target: number; readonly detail: number } | null;
}

/** An operand of generic code: an AIR operand, or a local as `localOperand` encodes it. */
export type Operand = number;

/** The operand that is what `local` holds. */
export function localOperand(local: number): Operand {
  return -local - 1;
}

/** The address `bytes` past `address`. */
export function past(address: Address, bytes: number): Address {
  return bytes === 0 ? address : { local: address.local, offset: address.offset + bytes, reloc: address.reloc };
}

/** What is known of an instruction's result. */
enum Where {
  /** Nothing, or no bits. */
  nowhere,
  /** A scalar in a local of its own. */
  local,
  /** A pointer, or a value in memory: `offset` bytes past what local `base` holds. */
  address,
  /** A pointer that never escapes, to a variable that is a local. */
  variable,
  /** A value and its overflow bit, in locals `base` and `offset`. */
  pair,
}

const NO_INST = 0x7fff_ffff;
const NO_SLOT = 0x7fff_ffff;

/** What is known of each instruction of the function that is generated: room that all functions use, one after the other. */
class InstructionColumns {
  #capacity = 0;
  where!: Uint8Array;
  base!: Uint32Array;
  offset!: Int32Array;
  held!: Uint32Array;
  ownsBase!: Uint8Array;
  slot!: Uint32Array;
  uses!: Uint32Array;
  loopDepth!: Uint32Array;
  labels!: Uint32Array;
  variables!: Uint8Array;
  pairs!: Uint8Array;

  constructor() {
    this.reset(512);
  }

  /** Forgets what is known, and has room for `count` instructions. */
  reset(count: number): void {
    if (count > this.#capacity) {
      const capacity = Math.max(count, this.#capacity * 2);
      this.#capacity = capacity;
      this.where = new Uint8Array(capacity);
      this.base = new Uint32Array(capacity);
      this.offset = new Int32Array(capacity);
      this.held = new Uint32Array(capacity);
      this.ownsBase = new Uint8Array(capacity);
      this.slot = new Uint32Array(capacity);
      this.uses = new Uint32Array(capacity);
      this.loopDepth = new Uint32Array(capacity);
      this.labels = new Uint32Array(capacity);
      this.variables = new Uint8Array(capacity);
      this.pairs = new Uint8Array(capacity);
    }
    this.where.fill(0, 0, count);
    this.base.fill(0, 0, count);
    this.offset.fill(0, 0, count);
    this.held.fill(NO_INST, 0, count);
    this.ownsBase.fill(0, 0, count);
    this.slot.fill(NO_SLOT, 0, count);
    this.uses.fill(0, 0, count);
    this.loopDepth.fill(0, 0, count);
    this.labels.fill(0, 0, count);
    this.variables.fill(0, 0, count);
    this.pairs.fill(0, 0, count);
  }
}

const columns = new InstructionColumns();
const code = new ByteWriter(4096);

/**
 * The state of generating one function: code so far, locals, frame, and where each AIR instruction's result is.
 *
 * Results are counted down as they are used, so that locals and frame slots are used again. What was made outside a loop and is
 * last used inside lives to the loop's end. A value that is part of another one's memory keeps that one alive.
 *
 * One function is generated at a time: the next one takes over the arrays of this.
 */
export class FunctionState {
  readonly pool: InternPool;
  /** How many wasm parameters the function has. */
  readonly paramsLen: number;
  out = code;
  relocs = new Relocations();
  /** [code offset, own token, tracked chunk] of each statement; offsets count from the start of the body. */
  readonly lines = new U32Column(64);
  /** How many places of error return traces there are in it so far. */
  returnPlaces = 0;
  /** What this compiler cannot generate yet, if that was met: generation stops then. */
  unsupported: string | null = null;
  /** What code does with its frame, where slots of it may become locals: see `frame-code.ts`. Null otherwise, and once they have their places. */
  frame: FrameLog | null;
  /** Whether the function calls: what does not needs not move the stack pointer. */
  hasCalls = false;
  /** Whether inline assembly may have left values on the stack: a branch drops them, the end of a block does not. */
  mayLeaveValues = false;
  /** Bytes of the frame so far. */
  frameSize = 0;
  frameAlign = 16;
  /** Where slots of the frame begin, in order, if that is known: code reaches none by the address of another. */
  slotStarts: readonly number[] = [];
  /** Where code, before tail calls, gives the stack pointer what it was: [start, end] in `out` of each. Nops come there where it is not moved. */
  readonly restores: number[] = [];
  /** How many wasm blocks are open around the current position. */
  depth = 0;
  /** The local that holds the address of the frame. */
  readonly frameLocal: number;
  /** The first local that the result goes to; -1 if there is none. */
  resultLocal = -1;
  /** How many locals that are. */
  resultLocals = 0;
  /** The parameter that points to where the result is stored; -1 if there is none. */
  resultPointer = -1;
  /** The local that holds the caller's error return trace, where the function begins one of its own; -1 if it does not. */
  outerTrace = -1;
  /** Types of the locals behind the parameters. */
  readonly localTypes: ValType[] = [];
  /** The label of the end of the body. */
  exitLabel = 0;
  /** Depth of the label of each block and loop, by instruction. */
  readonly labels: Uint32Array;
  /** Where in `air.extra` the body being generated goes on after the current instruction, and where it ends. */
  bodyNext = 0;
  bodyEnd = 0;

  private readonly where: Uint8Array;
  private readonly base: Uint32Array;
  private readonly offset: Int32Array;
  /** Instruction whose local or slot this one's address is part of, and which is kept for it. */
  private readonly held: Uint32Array;
  /** Whether the base is a local that only this result uses. */
  private readonly ownsBase: Uint8Array;
  /** Frame slot that the result owns. */
  private readonly slot: Uint32Array;
  private readonly uses: Uint32Array;
  /** How many loops were open when the result was made. */
  private readonly loopDepth: Uint32Array;
  /** For each open loop, what is to be released at its end. */
  private readonly loopEnds: AirIndex[][] = [];
  private readonly freeLocals = new Map<ValType, number[]>();
  private readonly freeSlots = new Map<number, number[]>();
  private readonly slotKeys = new Map<number, number>();
  /** Of labeled switches: a local, or a frame slot. */
  private readonly switchLocals = new Map<AirIndex, number>();
  private readonly operands = new OperandList();
  private readonly temporaries: number[] = [];
  private readonly temporarySlots: number[] = [];
  private readonly variables: Uint8Array;
  private readonly pairs: Uint8Array;
  private lastSetEnd = -1;
  private lastSetLocal = -1;

  /**
   * @param signature how the function is called.
   */
  constructor(
    readonly reprs: ReprTable,
    readonly air: Air,
    readonly signature: Signature,
  ) {
    const count = air.tags.length;
    this.pool = reprs.pool;
    this.paramsLen = signature.params.length;
    code.length = 0;
    columns.reset(count);
    this.where = columns.where;
    this.base = columns.base;
    this.offset = columns.offset;
    this.held = columns.held;
    this.ownsBase = columns.ownsBase;
    this.slot = columns.slot;
    this.uses = columns.uses;
    this.loopDepth = columns.loopDepth;
    this.labels = columns.labels;
    this.variables = columns.variables;
    this.pairs = columns.pairs;
    this.frame = reprs.options.isOptimized ? new FrameLog() : null;
    this.frameLocal = this.newLocal(ValType.i32);
    this.countUses();
  }

  get hasSignExtension(): boolean {
    return this.reprs.options.hasSignExtension;
  }

  // Instructions

  tag(inst: AirIndex): AirTag {
    return this.air.tags.data[inst];
  }

  ty(inst: AirIndex): Index {
    return this.air.ty.data[inst] as Index;
  }

  a(inst: AirIndex): AirRef {
    return this.air.a.data[inst] as AirRef;
  }

  b(inst: AirIndex): AirRef {
    return this.air.b.data[inst] as AirRef;
  }

  extra(at: number): number {
    return this.air.extra.data[at];
  }

  repr(ty: Index): Repr {
    return this.reprs.of(ty);
  }

  /** Type of an operand. */
  typeOf(ref: AirRef): Index {
    return isInst(ref) ? this.ty(airInst(ref)) : this.reprs.typeOfValue(ref as number as Index);
  }

  reprOf(ref: AirRef): Repr {
    return this.repr(this.typeOf(ref));
  }

  /** Says that the function needs something that is not there yet. */
  fail(what: string): void {
    this.unsupported ??= what;
  }

  /** How many uses of the result are left. */
  usesLeft(inst: AirIndex): number {
    return this.uses[inst];
  }

  // Code

  op(op: Op): void {
    this.out.byte(op);
  }

  misc(op: MiscOp): void {
    this.out.misc(op);
  }

  i32(value: number): void {
    this.out.byte(Op.i32_const);
    this.out.sleb(value);
  }

  i64(value: bigint): void {
    this.out.byte(Op.i64_const);
    this.out.sleb64(value);
  }

  /** A constant of the type that `wide` says. */
  int(wide: boolean, value: bigint): void {
    if (wide) this.i64(value);
    else this.i32(Number(BigInt.asIntN(32, value)));
  }

  /** Opens a wasm block and returns its label for `br`. */
  open(op: Op.block | Op.loop | Op.if): number {
    this.out.byte(op);
    this.out.byte(BLOCK_VOID);
    return ++this.depth;
  }

  /** Closes the innermost wasm block. */
  close(): void {
    this.out.byte(Op.end);
    this.depth--;
  }

  /** `br`, `br_if` to a label that `open` gave. */
  br(op: Op.br | Op.br_if, label: number): void {
    this.out.byte(op);
    this.out.uleb(this.depth - label);
  }

  /** An instruction whose immediate is a relocated index. */
  relocated(
    op: Op.call | Op.return_call | Op.i32_const,
    kind: RelocKind,
    target: number,
    addend = 0,
    detail = 0,
  ): void {
    this.out.byte(op);
    this.relocs.add(kind, this.out.paddedLeb(0), target, addend, detail);
    if (op === Op.call && kind !== RelocKind.runtime) this.hasCalls = true;
  }

  /** Calls a function of `runtime/`; its arguments are on the stack. */
  callRuntime(kind: RelocKind.runtime, target: RuntimeFunction): void {
    this.relocated(Op.call, kind, target);
  }

  // Locals

  localGet(local: number): void {
    if (this.lastSetEnd === this.out.length && this.lastSetLocal === local) {
      this.out.bytes[this.lastSetEnd - ulebLength(local) - 1] = Op.local_tee;
      this.lastSetEnd = -1;
      return;
    }
    this.out.byte(Op.local_get);
    this.out.uleb(local);
  }

  localSet(local: number): void {
    this.out.byte(Op.local_set);
    this.out.uleb(local);
    this.lastSetEnd = this.out.length;
    this.lastSetLocal = local;
  }

  localTee(local: number): void {
    this.out.byte(Op.local_tee);
    this.out.uleb(local);
  }

  /** A local that is free. `releaseLocal` gives it back. */
  newLocal(type: ValType): number {
    const free = this.freeLocals.get(type);
    if (free !== undefined && free.length > 0) return free.pop() as number;
    return this.addLocal(type);
  }

  /** A local that nothing else has. */
  addLocal(type: ValType): number {
    return this.paramsLen + this.localTypes.push(type) - 1;
  }

  /** Code and relocations that are made from now on go there. */
  writeTo(out: ByteWriter, relocs: Relocations): void {
    this.out = out;
    this.relocs = relocs;
    this.lastSetEnd = -1;
  }

  /** Where the operand of labeled switch `inst`, which is in memory, is. */
  switchPlace(inst: AirIndex, repr: Repr): Address {
    let slot = this.switchLocals.get(inst);
    if (slot === undefined) {
      slot = this.newSlot(repr.size, repr.align);
      this.switchLocals.set(inst, slot);
    }
    return this.slotAddress(slot);
  }

  /** The local that holds the operand of labeled switch `inst`. */
  switchLocal(inst: AirIndex, repr: Repr): number {
    let local = this.switchLocals.get(inst);
    if (local === undefined) {
      local = this.newLocal(valTypeOf(repr));
      this.switchLocals.set(inst, local);
    }
    return local;
  }

  /** Gives back a local of `newLocal`. Its content is lost. */
  releaseLocal(local: number): void {
    const type = this.localTypes[local - this.paramsLen];
    const free = this.freeLocals.get(type);
    if (free === undefined) this.freeLocals.set(type, [local]);
    else free.push(local);
  }

  // Frame

  /** A place of the frame that is free. */
  newSlot(size: number, align: number): number {
    if (this.frame !== null) return this.frame.take(size, align);
    const key = slotKey(size, align);
    const free = this.freeSlots.get(key);
    if (free !== undefined && free.length > 0) return free.pop() as number;
    const at = this.extendFrame(size, align);
    this.slotKeys.set(at, key);
    return at;
  }

  /** A place of the frame that nothing else has. */
  extendFrame(size: number, align: number): number {
    const at = Math.ceil(this.frameSize / align) * align;
    this.frameSize = at + size;
    if (align > this.frameAlign) this.frameAlign = align;
    return at;
  }

  /** Gives back a slot of `newSlot`. */
  releaseSlot(slot: number): void {
    if (this.frame !== null) {
      this.frame.giveBack(slot);
      return;
    }
    const key = this.slotKeys.get(slot) as number;
    const free = this.freeSlots.get(key);
    if (free === undefined) this.freeSlots.set(key, [slot]);
    else free.push(slot);
  }

  slotAddress(slot: number): Address {
    return { local: this.frameLocal, offset: slot, reloc: null };
  }

  // Results

  /** Takes the scalar on the stack as the result of `inst`. */
  define(inst: AirIndex): void {
    if (this.uses[inst] === 0) {
      this.op(Op.drop);
      return;
    }
    this.localSet(this.defineLocal(inst));
  }

  /** The local that `defineLocal(inst)` gave. */
  localOf(inst: AirIndex): number {
    return this.base[inst];
  }

  /** A new local that is the result of `inst`: the caller sets it. */
  defineLocal(inst: AirIndex): number {
    const local = this.newLocal(valTypeOf(this.repr(this.ty(inst))));
    this.setWhere(inst, Where.local, local, 0);
    return local;
  }

  /** Memory of its own for the result of `inst`, which the caller fills. */
  defineSlot(inst: AirIndex): Address {
    const repr = this.repr(this.ty(inst));
    const slot = this.newSlot(repr.size, repr.align);
    this.setWhere(inst, Where.address, this.frameLocal, slot);
    this.slot[inst] = slot;
    return this.slotAddress(slot);
  }

  /** The memory value that is the result of `inst` is in frame slot `slot`, which becomes its own. */
  defineInSlot(inst: AirIndex, slot: number): void {
    if (this.uses[inst] === 0) {
      this.releaseSlot(slot);
      return;
    }
    this.setWhere(inst, Where.address, this.frameLocal, slot);
    this.slot[inst] = slot;
  }

  /** The frame memory that `alloc` gives a pointer to. It is the function's until it returns. */
  defineAlloc(inst: AirIndex, size: number, align: number): void {
    const at = this.frame === null ? this.extendFrame(size, align) : this.frame.take(size, align);
    this.setWhere(inst, Where.address, this.frameLocal, at);
  }

  /** The result of `inst` is a pointer to, or a value at, `address`; `from` are the operands whose memory that is. */
  defineAddress(inst: AirIndex, address: Address, from: AirRef): void {
    if (address.reloc !== null || address.local < 0) {
      if (this.uses[inst] === 0) return;
      this.pushAddress(address);
      const local = this.newLocal(ValType.i32);
      this.localSet(local);
      this.setWhere(inst, Where.address, local, 0);
      this.ownsBase[inst] = 1;
      return;
    }
    this.setWhere(inst, Where.address, address.local, address.offset);
    this.hold(inst, from);
  }

  /** Takes the address on the stack as the result of `inst`: a pointer, or a value in memory that is part of that of `from`. */
  definePointer(inst: AirIndex, from: AirRef = AIR_NONE): void {
    if (this.uses[inst] === 0) {
      this.op(Op.drop);
      return;
    }
    const local = this.newLocal(ValType.i32);
    this.localSet(local);
    this.setWhere(inst, Where.address, local, 0);
    this.ownsBase[inst] = 1;
    this.hold(inst, from);
  }

  /** The result of `inst` is that of `ref`, in another type of the same representation. */
  defineAs(inst: AirIndex, ref: AirRef): void {
    const repr = this.repr(this.ty(inst));
    if (repr.kind === ReprKind.none) return;
    if (repr.kind === ReprKind.memory) {
      this.defineAddress(inst, this.memoryOf(ref), ref);
      return;
    }
    if (isInst(ref) && this.where[airInst(ref)] === Where.address) {
      this.defineAddress(inst, this.addressOf(ref), ref);
      return;
    }
    this.push(ref);
    this.define(inst);
  }

  /** Whether nothing but field accesses use the tuple that `inst` gives: then it can be a pair of locals. */
  isPairable(inst: AirIndex): boolean {
    return this.pairs[inst] === 1;
  }

  /** The result of `inst` is a tuple of what the temporaries `value` and `bit` hold; they become its own. */
  definePair(inst: AirIndex, value: number, bit: number): void {
    this.setWhere(inst, Where.pair, value, bit);
    if (this.uses[inst] === 0) return;
    for (const local of [value, bit]) this.temporaries.splice(this.temporaries.indexOf(local), 1);
  }

  /** Whether an operand is what `definePair` made. */
  isPair(ref: AirRef): boolean {
    return isInst(ref) && this.where[airInst(ref)] === Where.pair;
  }

  /** The local of part 0 or 1 of a pair. */
  pairLocal(ref: AirRef, part: number): number {
    return part === 0 ? this.base[airInst(ref)] : this.offset[airInst(ref)];
  }

  /** The result of `inst` is what parameter `local` holds: a scalar, or the address of a value in memory. */
  defineParam(inst: AirIndex, local: number): void {
    const kind = this.repr(this.ty(inst)).kind;
    this.setWhere(inst, kind === ReprKind.memory ? Where.address : Where.local, local, 0);
  }

  /** Whether `alloc` instruction `inst` can be a local: nothing but loads and stores use the pointer. */
  isVariable(inst: AirIndex): boolean {
    return this.variables[inst] === 1;
  }

  /** The result of `alloc` instruction `inst` is a local of the type that it points to. */
  defineVariable(inst: AirIndex, repr: Repr): void {
    this.setWhere(inst, Where.variable, this.newLocal(valTypeOf(repr)), 0);
  }

  /** The local behind a pointer that `defineVariable` made; -1 for any other. */
  variableOf(ref: AirRef): number {
    if (!isInst(ref) || this.where[airInst(ref)] !== Where.variable) return -1;
    return this.base[airInst(ref)];
  }

  // Operands

  /** Pushes an operand: a scalar's value, or the address of a value in memory. At most once for each time it is an operand. */
  push(ref: AirRef): void {
    if (!isInst(ref)) {
      pushConstant(this, ref as number as Index);
      return;
    }
    const inst = airInst(ref);
    switch (this.where[inst] as Where) {
      case Where.local:
        if (this.uses[inst] === 1 && this.lastSetEnd === this.out.length && this.lastSetLocal === this.base[inst]) {
          this.out.length -= ulebLength(this.base[inst]) + 1;
          this.lastSetEnd = -1;
          return;
        }
        this.localGet(this.base[inst]);
        break;
      case Where.address:
        this.pushAddress({ local: this.base[inst], offset: this.offset[inst], reloc: null });
        break;
      case Where.variable:
      case Where.pair:
      case Where.nowhere:
        if (this.reprOf(ref).kind === ReprKind.none) return;
        this.fail('a value that has no place');
        this.op(Op.unreachable);
        break;
    }
  }

  /** Pushes a scalar operand of generic code: what `localOperand` made, or an AIR operand. */
  pushOperand(operand: Operand): void {
    if (operand < 0) this.localGet(-operand - 1);
    else this.push(operand as number as AirRef);
  }

  /** The operand as one that may be pushed as often as needed. */
  repeatable(operand: Operand, repr: Repr): Operand {
    if (operand < 0) return operand;
    const ref = operand as number as AirRef;
    if (!isInst(ref) && repr.kind !== ReprKind.memory) return operand;
    if (isInst(ref) && this.where[airInst(ref)] === Where.local) return localOperand(this.base[airInst(ref)]);
    const local = this.newLocal(valTypeOf(repr));
    this.push(ref);
    this.localSet(local);
    this.temporaries.push(local);
    return localOperand(local);
  }

  /** A local that is given back when the current instruction is done. */
  temporary(type: ValType): number {
    const local = this.newLocal(type);
    this.temporaries.push(local);
    return local;
  }

  /** A frame slot that is given back when the current instruction is done. */
  temporarySlot(size: number, align: number): Address {
    const slot = this.newSlot(size, align);
    this.temporarySlots.push(slot);
    return this.slotAddress(slot);
  }

  /** Gives back what `temporary`, `temporarySlot` and `repeatable` took. */
  releaseTemporaries(): void {
    while (this.temporaries.length > 0) this.releaseLocal(this.temporaries.pop() as number);
    while (this.temporarySlots.length > 0) this.releaseSlot(this.temporarySlots.pop() as number);
  }

  /** A local that holds the scalar operand until the current instruction is done. */
  asLocal(ref: AirRef): number {
    if (isInst(ref) && this.where[airInst(ref)] === Where.local) return this.base[airInst(ref)];
    const local = this.temporary(valTypeOf(this.reprOf(ref)));
    this.push(ref);
    this.localSet(local);
    return local;
  }

  /** Where a pointer operand points. */
  addressOf(ref: AirRef): Address {
    if (!isInst(ref)) return addressOfPointer(this, ref as number as Index);
    const inst = airInst(ref);
    return { local: this.base[inst], offset: this.where[inst] === Where.address ? this.offset[inst] : 0, reloc: null };
  }

  /** Where an operand that is a value in memory is. */
  memoryOf(ref: AirRef): Address {
    if (!isInst(ref)) return addressOfConstant(ref as number as Index);
    return this.addressOf(ref);
  }

  /** Pushes the base of an address: its offset is left to the load or store. */
  pushBase(address: Address): void {
    if (this.frame !== null) {
      const isFrame = address.local === this.frameLocal;
      this.frame.pushBase(isFrame);
      if (isFrame) {
        this.frame.events.push({ kind: 'base', at: this.out.length, offset: address.offset });
        this.op(Op.nop);
        return;
      }
    }
    if (address.local >= 0) this.localGet(address.local);
    else if (address.reloc !== null)
      this.relocated(Op.i32_const, address.reloc.kind, address.reloc.target, 0, address.reloc.detail);
    else this.i32(0);
  }

  /** Says that the base of an access is on the stack that `pushBase` did not push, nor is any part of the frame there. */
  basePushed(): void {
    this.frame?.pushBase(false);
  }

  /** Pushes a whole address. */
  pushAddress(address: Address): void {
    if (this.frame !== null && address.local === this.frameLocal) {
      this.frame.events.push({ kind: 'address', at: this.out.length, offset: address.offset });
      this.op(Op.nop);
      return;
    }
    if (address.local >= 0) {
      this.localGet(address.local);
      this.addOffset(address.offset);
    } else if (address.reloc !== null)
      this.relocated(Op.i32_const, address.reloc.kind, address.reloc.target, address.offset, address.reloc.detail);
    else this.i32(address.offset);
  }

  private addOffset(offset: number): void {
    if (offset === 0) return;
    this.i32(offset);
    this.op(Op.i32_add);
  }

  // Lifetimes

  /** Counts down the operands of `inst`, after its code. */
  releaseOperands(inst: AirIndex): void {
    const operands = this.operands;
    collectOperands(this.air, inst, operands);
    for (let i = 0; i < operands.count; i++) this.release(operands.items[i]);
  }

  /** Starts a loop: what was made before stays until it ends. */
  enterLoop(): void {
    this.loopEnds.push([]);
  }

  leaveLoop(): void {
    for (const inst of this.loopEnds.pop() as AirIndex[]) this.free(inst);
  }

  private release(inst: AirIndex): void {
    if (--this.uses[inst] === 0) this.free(inst);
  }

  private free(inst: AirIndex): void {
    const depth = this.loopDepth[inst];
    if (depth < this.loopEnds.length) {
      this.loopEnds[depth].push(inst);
      return;
    }
    const where = this.where[inst] as Where;
    if (this.slot[inst] !== NO_SLOT) this.releaseSlot(this.slot[inst]);
    else if (where === Where.local || where === Where.variable || this.ownsBase[inst] === 1) {
      if (this.base[inst] >= this.paramsLen) this.releaseLocal(this.base[inst]);
    } else if (where === Where.pair) {
      this.releaseLocal(this.base[inst]);
      this.releaseLocal(this.offset[inst]);
    }
    const held = this.held[inst];
    if (held !== NO_INST) this.release(held as AirIndex);
  }

  private setWhere(inst: AirIndex, where: Where, base: number, offset: number): void {
    this.where[inst] = where;
    this.base[inst] = base;
    this.offset[inst] = offset;
    this.loopDepth[inst] = this.loopEnds.length;
  }

  private hold(inst: AirIndex, from: AirRef): void {
    if (this.uses[inst] === 0 || !isInst(from)) return;
    this.held[inst] = airInst(from);
    this.uses[airInst(from)]++;
  }

  private countUses(): void {
    const { tags, a, b } = this.air;
    const { operands } = this;
    for (let i = 0; i < tags.length; i++) {
      const inst = i as AirIndex;
      const tag = tags.data[i] as AirTag;
      if (tag === AirTag.alloc || tag === AirTag.ret_ptr) this.variables[i] = 1;
      else if (tag >= AirTag.add_with_overflow && tag <= AirTag.shl_with_overflow) this.pairs[i] = 1;
      collectOperands(this.air, inst, operands);
      const pointer = isPlainAccess(tag) && isInst(a.data[i] as AirRef) ? airInst(a.data[i] as AirRef) : -1;
      const value = tag === AirTag.store || tag === AirTag.store_safe ? b.data[i] : 0;
      for (let k = 0; k < operands.count; k++) {
        const operand = operands.items[k];
        this.uses[operand]++;
        if (tag !== AirTag.struct_field_val) this.pairs[operand] = 0;
        if (operand !== pointer || (isInst(value as AirRef) && airInst(value as AirRef) === operand))
          this.variables[operand] = 0;
      }
    }
  }
}

function isPlainAccess(tag: AirTag): boolean {
  return tag === AirTag.load || tag === AirTag.store || tag === AirTag.store_safe || tag === AirTag.ret_load;
}

function slotKey(size: number, align: number): number {
  return size * 64 + align;
}
