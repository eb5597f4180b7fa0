import type { Index } from '../intern/ids.ts';
import { pushData } from './constant-parts.ts';
import { type DataBlock, generateData } from './data.ts';
import { accessSize, accessType, isFrame, isSignedLoad, isStore } from './frame-access.ts';
import type { FrameEvent, FrameLog } from './frame-log.ts';
import { type Part, partAt, partsOfFrame } from './frame-parts.ts';
import type { Address, FunctionState } from './function.ts';
import { access, copyMemory, fillMemory } from './memory.ts';
import {
  cutPieces,
  loadOf,
  localType,
  type Piece,
  pieceSize,
  pushPart,
  repeated,
  setPart,
  storeOf,
} from './part-access.ts';
import { Relocations, RelocKind } from './relocation.ts';
import { ByteWriter, Op, ValType } from './wasm.ts';

/*
 * What code does with its frame, written once it is known which slots are locals. A local holds the bytes of its part as an integer, with zeros above them, or
 * as a float.
 */

/** The code that is written: room that all functions use, one after the other. */
const placed = new ByteWriter(4096);

/** Constants of so many bytes are written rather than copied. */
const MAX_WRITTEN = 16;

/** Gives the slots of the frame of `f`, whose code is complete, their places, and writes what was left open. */
export function placeFrame(f: FunctionState, log: FrameLog): void {
  f.frame = null;
  new FramePlacer(f, log).run();
}

/** One side of a copy. */
type Side =
  | { readonly kind: 'parts'; readonly slot: number; readonly offset: number }
  | { readonly kind: 'memory'; readonly address: Address }
  | { readonly kind: 'data'; readonly address: Address; readonly data: DataBlock; readonly offset: number };

class FramePlacer {
  private readonly f: FunctionState;
  private readonly log: FrameLog;
  private readonly parts: readonly (readonly Part[] | null)[];
  /** The local of each part of each slot. */
  private readonly locals: number[][] = [];
  /** Where slots that stay in memory are in the frame. */
  private readonly places: number[] = [];
  private readonly data = new Map<number, DataBlock>();

  constructor(f: FunctionState, log: FrameLog) {
    this.f = f;
    this.log = log;
    this.parts = partsOfFrame(log, f.frameLocal);
    this.allot();
    if (!this.pointsPastSlots()) f.slotStarts = [...new Set(this.places.flat())].sort((a, b) => a - b);
  }

  /** Gives slots their locals and places, which those have again whose lifetimes do not meet. */
  private allot(): void {
    const { f, log, parts } = this;
    const freeLocals = new Map<ValType, number[]>();
    const freePlaces = new Map<string, number[]>();
    for (const which of log.lifetimes) {
      const isEnd = which < 0;
      const number = isEnd ? -which - 1 : which;
      const { size, align } = log.slots[number];
      const own = parts[number];
      if (own === null) {
        const key = `${size}/${align}`;
        if (isEnd) pushTo(freePlaces, key, this.places[number]);
        else this.places[number] = freePlaces.get(key)?.pop() ?? f.extendFrame(size, align);
      } else if (isEnd) {
        for (let i = 0; i < own.length; i++) pushTo(freeLocals, localType(own[i]), this.locals[number][i]);
      } else
        this.locals[number] = own.map((part) => freeLocals.get(localType(part))?.pop() ?? f.addLocal(localType(part)));
    }
  }

  /** Whether an address is that of what is behind a slot that stays in memory: it would be taken for one of the next slot. */
  private pointsPastSlots(): boolean {
    const { slots } = this.log;
    return this.log.events.some((event) => {
      if (event.kind !== 'address') return false;
      const { start, size } = slots[this.log.slotAt(event.offset)];
      return event.offset >= start + size;
    });
  }

  run(): void {
    const { f } = this;
    const from = f.out;
    const { relocs, lines } = f;
    const { restores } = f;
    let nextReloc = 0;
    let nextRestore = 0;
    let nextLine = 0;
    placed.length = 0;
    f.writeTo(placed, new Relocations());
    let at = 0;
    const keep = (end: number): void => {
      const shift = placed.length - at;
      placed.append(from.bytes.subarray(at, end));
      for (; nextReloc < relocs.length && relocs.offset.data[nextReloc] < end; nextReloc++) {
        const { kind, offset, target, addend, detail } = relocs;
        f.relocs.add(
          kind.data[nextReloc],
          offset.data[nextReloc] + shift,
          target.data[nextReloc],
          addend.data[nextReloc],
          detail.data[nextReloc],
        );
      }
      for (; nextLine < lines.length && lines.data[nextLine] <= end; nextLine += 3) lines.data[nextLine] += shift;
      for (; nextRestore < restores.length && restores[nextRestore] <= end; nextRestore++)
        restores[nextRestore] += shift;
      at = end;
    };
    for (const event of this.log.events) {
      keep(event.at);
      this.write(event);
      at = event.kind === 'access' ? event.end : event.at + 1;
    }
    keep(from.length);
  }

  private write(event: FrameEvent): void {
    const { f } = this;
    switch (event.kind) {
      case 'base':
        if (this.partsAt(event.offset) === null) f.localGet(f.frameLocal);
        return;
      case 'address':
        f.pushAddress(this.placeOf(event.offset));
        return;
      case 'access': {
        const slot = this.log.slotAt(event.offset);
        const offset = event.offset - this.log.slots[slot].start;
        if (this.parts[slot] === null) access(f, event.op, this.placeOf(event.offset).offset);
        else if (isStore(event.op)) this.set(slot, offset, accessSize(event.op), accessType(event.op));
        else this.get(slot, offset, accessSize(event.op), accessType(event.op), isSignedLoad(event.op));
        return;
      }
      case 'copy':
        this.copy(event.to, event.from, event.size);
        return;
      case 'fill':
        this.fill(event.offset, event.byte, event.size);
        return;
    }
  }

  private partsAt(offset: number): readonly Part[] | null {
    return this.parts[this.log.slotAt(offset)];
  }

  /** Where in memory what the log has at `offset` is. */
  private placeOf(offset: number): Address {
    const slot = this.log.slotAt(offset);
    return {
      local: this.f.frameLocal,
      offset: this.places[slot] + offset - this.log.slots[slot].start,
      reloc: null,
    };
  }

  // Parts

  /** Pushes `size` bytes from `offset` on of a slot, as a load of them does. */
  private get(slot: number, offset: number, size: number, type: ValType, isSigned: boolean): void {
    const { part, local } = this.partOf(slot, offset);
    pushPart(this.f, part, local, offset - part.start, size, type, isSigned);
  }

  /** Sets `size` bytes from `offset` on of a slot to the value on the stack, as a store of it does. */
  private set(slot: number, offset: number, size: number, type: ValType): void {
    const { part, local } = this.partOf(slot, offset);
    if (part.isRead) setPart(this.f, part, local, offset - part.start, size, type);
    else this.f.op(Op.drop);
  }

  private partOf(slot: number, offset: number): { readonly part: Part; readonly local: number } {
    const parts = this.parts[slot] as readonly Part[];
    const i = partAt(parts, offset);
    if (i < 0) throw new RangeError('bytes of a frame that are in no part');
    return { part: parts[i], local: this.locals[slot][i] };
  }

  private fill(offset: number, byte: number, size: number): void {
    const { f } = this;
    const slot = this.log.slotAt(offset);
    const parts = this.parts[slot];
    if (parts === null) {
      fillMemory(f, this.placeOf(offset), byte, size);
      return;
    }
    const start = offset - this.log.slots[slot].start;
    for (let at = start; at < start + size; ) {
      const part = parts[partAt(parts, at)];
      const end = Math.min(start + size, part.start + part.size);
      for (let piece = 0; at < end; at += piece) {
        piece = pieceSize(end - at);
        if (!part.isRead) continue;
        f.int(piece === 8, repeated(byte, piece));
        this.set(slot, at, piece, piece === 8 ? ValType.i64 : ValType.i32);
      }
    }
  }

  // Copies

  private copy(to: Address, from: Address, size: number): void {
    const { f } = this;
    const target = this.sideOf(to, size);
    const source = this.sideOf(from, size);
    if (target.kind === 'data') throw new RangeError('a constant is no place to copy to');
    if (target.kind === 'memory' && (source.kind === 'memory' || (source.kind === 'data' && size > MAX_WRITTEN))) {
      copyMemory(f, target.address, source.address, size);
      return;
    }
    const pieces = this.piecesOf([target, source], size).filter(
      ({ at }) => target.kind === 'memory' || this.partOf(target.slot, target.offset + at).part.isRead,
    );
    for (const { at, size: piece } of pieces) {
      if (target.kind === 'memory') f.pushBase(target.address);
      this.pushPiece(source, at, piece, this.typeOfPiece(target, source, at, piece));
    }
    for (const { at, size: piece } of pieces.reverse()) {
      const type = this.typeOfPiece(target, source, at, piece);
      if (target.kind === 'memory') access(f, storeOf(type, piece), target.address.offset + at);
      else this.set(target.slot, target.offset + at, piece, type);
    }
  }

  private sideOf(address: Address, size: number): Side {
    if (isFrame(address, this.f.frameLocal)) {
      const slot = this.log.slotAt(address.offset);
      return this.parts[slot] === null
        ? { kind: 'memory', address: this.placeOf(address.offset) }
        : { kind: 'parts', slot, offset: address.offset - this.log.slots[slot].start };
    }
    const { reloc, offset } = address;
    if (reloc?.kind !== RelocKind.uavAddress) return { kind: 'memory', address };
    let data = this.data.get(reloc.target);
    if (data === undefined) {
      data = generateData(this.f.reprs, reloc.target as Index);
      this.data.set(reloc.target, data);
    }
    if (offset < 0 || offset + size > data.bytes.length) return { kind: 'memory', address };
    return { kind: 'data', address, data, offset };
  }

  /** The bytes of a copy, cut where a part of either side begins or ends, into pieces that one access reaches. */
  private piecesOf(sides: readonly Side[], size: number): Piece[] {
    const cuts: number[] = [];
    for (const side of sides) {
      if (side.kind !== 'parts') continue;
      for (const part of this.parts[side.slot] as readonly Part[])
        cuts.push(part.start - side.offset, part.start + part.size - side.offset);
    }
    return cutPieces(cuts, size);
  }

  private typeOfPiece(to: Side, from: Side, at: number, size: number): ValType {
    const isFloat = [to, from].some((side) => {
      if (side.kind !== 'parts') return false;
      const { part } = this.partOf(side.slot, side.offset + at);
      return part.isFloat && part.size === size;
    });
    if (isFloat) return size === 8 ? ValType.f64 : ValType.f32;
    return size === 8 ? ValType.i64 : ValType.i32;
  }

  private pushPiece(side: Side, at: number, size: number, type: ValType): void {
    const { f } = this;
    if (side.kind === 'parts') {
      this.get(side.slot, side.offset + at, size, type, false);
      return;
    }
    if (side.kind === 'data' && pushData(f, side.data, side.offset + at, size, type)) return;
    f.pushBase(side.address);
    access(f, loadOf(type, size), side.address.offset + at);
  }
}

function pushTo<Key>(map: Map<Key, number[]>, key: Key, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
