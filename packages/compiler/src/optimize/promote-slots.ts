import { accessSize, accessType, isSignedLoad, isStore } from '../codegen/frame-access.ts';
import { type Part, partAt, type SlotParts } from '../codegen/frame-parts.ts';
import {
  cutPieces,
  loadOf,
  localType,
  type PartCode,
  type Piece,
  pushPart,
  repeated,
  setPart,
  storeOf,
} from '../codegen/part-access.ts';
import { ByteWriter, Op, ValType } from '../codegen/wasm.ts';
import { BodyEditor, type FunctionBody, readBody } from './function-body.ts';
import { MARKER_NAMES } from './mark-frames.ts';
import { ModuleView } from './module-view.ts';
import { followPointers, isPointer, type Known, type Pointer } from './pointer-flow.ts';
import {
  type FrameUse,
  type FunctionUse,
  findUses,
  type Markers,
  markerResult,
  markersOf,
  type SlotUse,
  slotEnd,
} from './slot-use.ts';

/**
 * A module of `markFrames`, after functions were put into one another, with values in locals whose address goes nowhere. `isLast`: frames are then taken as
 * they were before they were marked, but for what is in locals now. The module is returned as it is where nothing is to be done.
 */
export function promoteSlots(module: Uint8Array, isLast: boolean): Uint8Array {
  const view = new ModuleView(module);
  const markers = markersOf(view);
  if (markers === null) return module;
  const bodies = new Map<number, Uint8Array>();
  for (let which = 0; which < view.bodies.length; which++) {
    const body = readBody(view, which);
    if (body === null) continue;
    const uses = findUses(view, which, body, markers);
    if ([...uses.slots.values()].every(({ parts }) => parts === null)) continue;
    bodies.set(which, new Promoter(view, which, body, markers, uses).run());
  }
  const promoted = bodies.size === 0 ? module : view.withBodies(bodies, []);
  return isLast ? new ModuleView(promoted).withoutExports(MARKER_NAMES) : promoted;
}

/** A slot in locals. */
interface Promoted {
  readonly slot: SlotParts;
  readonly locals: readonly number[];
}

/** One side of a copy: a slot in locals, or memory whose address a local has. */
type Side =
  | { readonly promoted: Promoted; readonly offset: number }
  | { readonly promoted: null; readonly local: number };

/** Alignment of frames. */
const FRAME_ALIGN = 16;

/** Writes one body with its slots in locals. */
class Promoter {
  private readonly view: ModuleView;
  private readonly which: number;
  private readonly body: FunctionBody;
  private readonly markers: Markers;
  private readonly uses: FunctionUse;
  private readonly editor: BodyEditor;
  private readonly promoted = new Map<number, Promoted>();

  constructor(view: ModuleView, which: number, body: FunctionBody, markers: Markers, uses: FunctionUse) {
    this.view = view;
    this.which = which;
    this.body = body;
    this.markers = markers;
    this.uses = uses;
    this.editor = new BodyEditor(body);
  }

  run(): Uint8Array {
    for (const { instruction, parts } of this.uses.slots.values()) {
      if (parts === null) continue;
      const locals = parts.parts.map((part) => this.editor.addLocal(localType(part)));
      this.promoted.set(instruction, { slot: parts, locals });
    }
    for (const frame of this.uses.frames.values()) this.shrink(frame);
    followPointers(this.view, this.which, this.body, {
      followsLocals: true,
      local: () => null,
      call: (instruction, target, args) => markerResult(this.markers, instruction, target, args),
      access: (i, pointer) => this.access(i, pointer),
      copy: (i, to, from, size) => this.copy(i, to, from, size ?? 0),
      fill: (i, to, byte, size) => this.fill(i, to, byte ?? 0, size ?? 0),
      isZero: (i, { object }) => {
        if (!this.promoted.has(object)) return;
        const code = new Code();
        code.op(Op.drop);
        code.int(false, 0n);
        this.replace(i, code);
      },
      escape: () => {},
    });
    return this.editor.write();
  }

  private replace(instruction: number, code: Code): void {
    const { start, end } = this.body.instructions[instruction];
    this.editor.replace(start, end, code.out);
  }

  /** Has a frame be as large as the slots that stay in it need it; takes none where none stays. */
  private shrink(frame: FrameUse): void {
    const slots = [...this.uses.slots.values()]
      .filter((slot) => slot.frame === frame)
      .sort((a, b) => a.start - b.start);
    const isEmpty = !frame.isPinned && slots.every(({ instruction }) => this.promoted.has(instruction));
    const size = frame.isPinned ? frame.size : this.place(frame, slots);
    for (const { instruction } of slots) {
      if (!this.promoted.has(instruction)) continue;
      const code = new Code();
      code.op(Op.drop);
      code.op(Op.drop);
      code.int(false, 0n);
      this.replace(instruction, code);
    }
    if (frame.isPinned) return;
    if (isEmpty) {
      const code = new Code();
      code.op(Op.drop);
      code.int(false, 0n);
      this.replace(frame.instruction, code);
      for (const leave of frame.leaves) {
        const drops = new Code();
        drops.op(Op.drop);
        drops.op(Op.drop);
        this.replace(leave, drops);
      }
    } else if (size !== frame.size)
      for (const call of [frame.instruction, ...frame.leaves]) this.withNumber(call, size);
  }

  /** Puts slots that stay behind one another. Returns how large their frame is then. Several calls can give the same slot, each a part of the code. */
  private place(frame: FrameUse, slots: readonly SlotUse[]): number {
    const places = new Map<number, number>();
    let end = 0;
    for (const { instruction, start } of slots) {
      if (this.promoted.has(instruction)) continue;
      let place = places.get(start);
      if (place === undefined) {
        // As far from where alignment begins as it was.
        place = end + ((((start - end) % FRAME_ALIGN) + FRAME_ALIGN) % FRAME_ALIGN);
        end = place + slotEnd(frame, slots, start) - start;
        places.set(start, place);
      }
      if (place !== start) this.withNumber(instruction, place);
    }
    return Math.ceil(end / FRAME_ALIGN) * FRAME_ALIGN;
  }

  /** Gives a call of a marker another number as its last argument. */
  private withNumber(call: number, value: number): void {
    const code = new Code();
    code.op(Op.drop);
    code.int(false, BigInt(value));
    const { start } = this.body.instructions[call];
    this.editor.replace(start, start, code.out);
  }

  private access(i: number, { object, offset }: Pointer): void {
    const promoted = this.promoted.get(object);
    if (promoted === undefined) return;
    const { op } = this.body.instructions[i] as { readonly op: Op };
    const code = new Code();
    if (isStore(op)) {
      setBytes(code, promoted, offset, accessSize(op), accessType(op));
      code.op(Op.drop);
    } else {
      code.op(Op.drop);
      pushBytes(code, promoted, offset, accessSize(op), accessType(op), isSignedLoad(op));
    }
    this.replace(i, code);
  }

  private copy(i: number, to: Known, from: Known, size: number): void {
    if (![to, from].some((side) => isPointer(side) && this.promoted.has(side.object))) return;
    const code = new Code();
    code.op(Op.drop);
    const source = this.side(code, from);
    const target = this.side(code, to);
    const pieces = piecesOf([source, target], size);
    for (const piece of pieces) {
      const type = typeOfPiece([source, target], piece.at, piece.size);
      if (target.promoted === null) code.localGet(target.local);
      if (source.promoted === null) {
        code.localGet(source.local);
        code.access(loadOf(type, piece.size), piece.at);
      } else pushBytes(code, source.promoted, source.offset + piece.at, piece.size, type, false);
    }
    for (const piece of pieces.reverse()) {
      const type = typeOfPiece([source, target], piece.at, piece.size);
      if (target.promoted === null) code.access(storeOf(type, piece.size), piece.at);
      else setBytes(code, target.promoted, target.offset + piece.at, piece.size, type);
    }
    this.replace(i, code);
  }

  /** Takes an address off the stack. */
  private side(code: Code, address: Known): Side {
    const promoted = isPointer(address) ? this.promoted.get(address.object) : undefined;
    if (promoted !== undefined) {
      code.op(Op.drop);
      return { promoted, offset: (address as Pointer).offset };
    }
    const local = this.editor.addLocal(ValType.i32);
    code.localSet(local);
    return { promoted: null, local };
  }

  private fill(i: number, { object, offset }: Pointer, byte: number, size: number): void {
    const promoted = this.promoted.get(object);
    if (promoted === undefined) return;
    const code = new Code();
    for (let arg = 0; arg < 3; arg++) code.op(Op.drop);
    for (const { at, size: piece } of piecesOf([{ promoted, offset }], size)) {
      code.int(piece === 8, repeated(byte & 0xff, piece));
      setBytes(code, promoted, offset + at, piece, piece === 8 ? ValType.i64 : ValType.i32);
    }
    this.replace(i, code);
  }
}

/** Code that comes in the place of other. */
class Code implements PartCode {
  /** What an optimizer makes of two shifts depends on what the engine has. */
  readonly hasSignExtension = false;
  readonly out = new ByteWriter(32);

  op(op: Op): void {
    this.out.op(op);
  }

  int(wide: boolean, value: bigint): void {
    this.out.op(wide ? Op.i64_const : Op.i32_const);
    this.out.sleb64(wide ? value : BigInt.asIntN(32, value));
  }

  localGet(local: number): void {
    this.out.op(Op.local_get);
    this.out.uleb(local);
  }

  localSet(local: number): void {
    this.out.op(Op.local_set);
    this.out.uleb(local);
  }

  /** A load or store of memory, which need not be aligned. */
  access(op: Op, offset: number): void {
    this.out.op(op);
    this.out.uleb(0);
    this.out.uleb(offset);
  }
}

function partOf({ slot, locals }: Promoted, offset: number): { readonly part: Part; readonly local: number } {
  const i = partAt(slot.parts, offset);
  if (i < 0) throw new RangeError('bytes of a slot that are in no part');
  return { part: slot.parts[i], local: locals[i] };
}

function pushBytes(
  code: Code,
  promoted: Promoted,
  offset: number,
  size: number,
  type: ValType,
  isSigned: boolean,
): void {
  const { part, local } = partOf(promoted, offset);
  pushPart(code, part, local, offset - part.start, size, type, isSigned);
}

function setBytes(code: Code, promoted: Promoted, offset: number, size: number, type: ValType): void {
  const { part, local } = partOf(promoted, offset);
  setPart(code, part, local, offset - part.start, size, type);
}

/** So many bytes, cut where a part of either side begins or ends into pieces that one access reaches. */
function piecesOf(sides: readonly Side[], size: number): Piece[] {
  const cuts: number[] = [];
  for (const side of sides) {
    if (side.promoted === null) continue;
    for (const part of side.promoted.slot.parts)
      cuts.push(part.start - side.offset, part.start + part.size - side.offset);
  }
  return cutPieces(cuts, size);
}

/** The type as which a piece is copied: that of the float that it is on a side, else an integer. */
function typeOfPiece(sides: readonly Side[], at: number, size: number): ValType {
  const isFloat = sides.some((side) => {
    if (side.promoted === null) return false;
    const { part } = partOf(side.promoted, side.offset + at);
    return part.isFloat && part.size === size;
  });
  if (isFloat) return size === 8 ? ValType.f64 : ValType.f32;
  return size === 8 ? ValType.i64 : ValType.i32;
}
