import { accessSize, isFloatAccess } from '../codegen/frame-access.ts';
import { carryParts, SlotParts, type SlotPlace } from '../codegen/frame-parts.ts';
import type { FunctionBody } from './function-body.ts';
import { FRAME, LEAVE, SCRATCH, SLOT } from './mark-frames.ts';
import type { ModuleView } from './module-view.ts';
import { followPointers, isPointer, type Known, type Pointer } from './pointer-flow.ts';

/** A frame that a function takes, its own or one of a function that was put into it. */
export interface FrameUse {
  /** The call that takes it. */
  readonly instruction: number;
  readonly size: number;
  /** Calls that give it back. */
  readonly leaves: number[];
  /** Whether its address goes elsewhere than to slots: then it stays as it is. */
  isPinned: boolean;
}

/** A slot of a frame. */
export interface SlotUse {
  /** The call that gives its address. */
  readonly instruction: number;
  readonly frame: FrameUse;
  readonly start: number;
  /** What is in it, where no more than that is done with its address; null where the address goes anywhere. */
  parts: SlotParts | null;
}

/** What a function does with frames. Objects of addresses are numbers of the instructions that gave them. */
export interface FunctionUse {
  readonly frames: ReadonlyMap<number, FrameUse>;
  readonly slots: ReadonlyMap<number, SlotUse>;
}

/** The numbers of the functions that `markFrames` added. */
export interface Markers {
  readonly frame: number;
  readonly scratch: number;
  readonly leave: number;
  readonly slot: number;
}

export function markersOf(view: ModuleView): Markers | null {
  const functions = view.functionExports();
  const [frame, scratch, leave, slot] = [FRAME, SCRATCH, LEAVE, SLOT].map((name) => functions.get(name) ?? -1);
  return Math.min(frame, scratch, leave, slot) < 0 ? null : { frame, scratch, leave, slot };
}

/** Slots of more bytes stay in memory. */
const MAX_SLOT = 1024;
/** Slots of more parts stay in memory. */
const MAX_PARTS = 96;

interface Copy {
  readonly to: Known;
  readonly from: Known;
  readonly size: number;
}

/** What the call at `instruction` of a marker gives; undefined if it is no such call, or not as `markFrames` writes them. */
export function markerResult(
  { frame, scratch, slot, leave }: Markers,
  instruction: number,
  target: number,
  args: readonly Known[],
): Known | undefined {
  if (target === frame || target === scratch) return { object: instruction, offset: 0 };
  if (target === slot)
    return isPointer(args[0]) && typeof args[1] === 'number' ? { object: instruction, offset: 0 } : undefined;
  if (target === leave) return isPointer(args[0]) ? null : undefined;
  return undefined;
}

/** Finds what a function does with frames and slots, and which of these need no address. */
export function findUses(view: ModuleView, which: number, body: FunctionBody, markers: Markers): FunctionUse {
  const frames = new Map<number, FrameUse>();
  const slots = new Map<number, SlotUse>();
  const escaped = new Set<number>();
  const accesses: { readonly op: number; readonly pointer: Pointer }[] = [];
  const copies: Copy[] = [];
  const fills: { readonly pointer: Pointer; readonly size: number }[] = [];
  const lose = ({ object }: Pointer): void => {
    const frame = frames.get(object);
    if (frame !== undefined) frame.isPinned = true;
    escaped.add(object);
  };
  const loseAll = (values: readonly Known[]): void => {
    for (const value of values) if (isPointer(value)) lose(value);
  };
  followPointers(view, which, body, {
    followsLocals: true,
    local: () => null,
    call: (instruction, target, args) => {
      const given = markerResult(markers, instruction, target, args);
      if (target === markers.frame || target === markers.scratch) {
        const [size] = args;
        const isPinned = typeof size !== 'number';
        frames.set(instruction, { instruction, size: isPinned ? 0 : size, leaves: [], isPinned });
        return given;
      }
      const frame = isPointer(args[0]) ? frames.get(args[0].object) : undefined;
      if (given === undefined || frame === undefined || !isPointer(args[0]) || args[0].offset !== 0) {
        loseAll(args);
        return given === undefined ? undefined : null;
      }
      if (target === markers.slot)
        slots.set(instruction, { instruction, frame, start: args[1] as number, parts: null });
      else frame.leaves.push(instruction);
      return given;
    },
    access: (instruction, pointer) => {
      if (frames.has(pointer.object)) lose(pointer);
      else accesses.push({ op: body.instructions[instruction].op, pointer });
    },
    copy: (_, to, from, size) => {
      const isSame = isPointer(to) && isPointer(from) && to.object === from.object;
      if (size === null || isSame) loseAll([to, from]);
      else copies.push({ to, from, size });
    },
    fill: (_, pointer, byte, size) => {
      if (byte === null || size === null) lose(pointer);
      else fills.push({ pointer, size });
    },
    isZero: () => {},
    escape: lose,
  });
  allotParts(frames, slots, escaped);
  const placeOf = (value: Known): SlotPlace | null => {
    const slot = isPointer(value) ? slots.get(value.object)?.parts : null;
    return slot == null ? null : { slot, offset: (value as Pointer).offset };
  };
  for (const { op, pointer } of accesses)
    placeOf(pointer)?.slot.access(pointer.offset, accessSize(op), isFloatAccess(op));
  carryParts(copies.map(({ to, from, size }) => ({ to: placeOf(to), from: placeOf(from), size })));
  for (const { pointer, size } of fills) placeOf(pointer)?.slot.cover(pointer.offset, size);
  for (const slot of slots.values()) if (slot.parts?.fits === false) slot.parts = null;
  return { frames, slots };
}

/** Gives parts to the slots of which no address escaped. A slot ends where the next one of its frame begins. */
function allotParts(
  frames: ReadonlyMap<number, FrameUse>,
  slots: ReadonlyMap<number, SlotUse>,
  escaped: ReadonlySet<number>,
): void {
  for (const frame of frames.values()) {
    const own = [...slots.values()].filter((slot) => slot.frame === frame).sort((a, b) => a.start - b.start);
    for (const slot of own) {
      const size = slotEnd(frame, own, slot.start) - slot.start;
      // Where two calls give the same slot, nothing is known of either.
      const isShared = own.some((other) => other !== slot && other.start === slot.start);
      if (frame.isPinned || isShared || escaped.has(slot.instruction) || size > MAX_SLOT) continue;
      slot.parts = new SlotParts({ start: slot.start, size }, MAX_PARTS);
    }
  }
}

/** Where the slot at `start` ends: where the next one of `slots`, which are those of a frame in order, begins. */
export function slotEnd(frame: FrameUse, slots: readonly SlotUse[], start: number): number {
  return slots.find((slot) => slot.start > start)?.start ?? frame.size;
}
