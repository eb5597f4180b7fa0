import { ByteWriter, Op, ValType } from '../codegen/wasm.ts';
import { pushConstant, pushLocal } from './emit.ts';
import { BodyEditor, type FunctionBody, readBody } from './function-body.ts';
import { type AddedFunction, ModuleView } from './module-view.ts';
import { followPointers } from './pointer-flow.ts';

/*
 * Code takes its frame from the stack pointer, and names what is in it by sums with constants. Once an optimizer has put one function into another, that does
 * not tell any more which bytes are of one variable. So before it, frames and the slots in them are written as calls of functions that are added for that: what
 * these give is followed afterwards.
 */

/** (size) Takes a frame of so many bytes from the stack; gives its address. */
export const FRAME = 'rezig-frames.frame';
/** (size) The address of bytes that are free for as long as nothing is called. */
export const SCRATCH = 'rezig-frames.scratch';
/** (frame, size) Gives a frame back. */
export const LEAVE = 'rezig-frames.leave';
/** (frame, start) The address of the slot that begins there. */
export const SLOT = 'rezig-frames.slot';

const STACK_POINTER = 0;
const POINTER = ValType.i32;
const TAKE = [Op.global_get, STACK_POINTER, Op.local_get, 0, Op.i32_sub];

/** They are to be kept from being inlined, so that they can be found. */
const MARKERS: readonly AddedFunction[] = [
  {
    name: FRAME,
    type: { params: [POINTER], results: [POINTER] },
    code: [...TAKE, Op.global_set, STACK_POINTER, Op.global_get, STACK_POINTER],
  },
  { name: SCRATCH, type: { params: [POINTER], results: [POINTER] }, code: TAKE },
  {
    name: LEAVE,
    type: { params: [POINTER, POINTER], results: [] },
    code: [Op.local_get, 0, Op.local_get, 1, Op.i32_add, Op.global_set, STACK_POINTER],
  },
  {
    name: SLOT,
    type: { params: [POINTER, POINTER], results: [POINTER] },
    code: [Op.local_get, 0, Op.local_get, 1, Op.i32_add],
  },
];

/** What the names of all of them fit. */
export const MARKERS_PATTERN = 'rezig-frames.*';

/** Names of the functions that `markFrames` adds and exports. */
export const MARKER_NAMES: ReadonlySet<string> = new Set(MARKERS.map(({ name }) => name));

/** A module as the linker makes it in release modes, with its frames marked; null if none of its functions has one. */
export function markFrames(module: Uint8Array): Uint8Array | null {
  const view = new ModuleView(module);
  const first = view.importsLen + view.bodies.length;
  const numbers = new Map(MARKERS.map(({ name }, i) => [name, first + i]));
  const bodies = new Map<number, Uint8Array>();
  for (let which = 0; which < view.bodies.length; which++) {
    const body = readBody(view, which);
    const frame = body === null ? null : findFrame(body);
    if (body !== null && frame !== null) bodies.set(which, mark(view, which, body, frame, numbers));
  }
  return bodies.size === 0 ? null : view.withBodies(bodies, MARKERS);
}

interface Frame {
  readonly local: number;
  readonly size: number;
  /** Whether the stack pointer is moved. */
  readonly isTaken: boolean;
  /** Where its slots begin, in order; the first is 0. */
  readonly starts: readonly number[];
  /** The first instruction behind what takes it. */
  readonly next: number;
}

/** What `enterFrame` and `describeSlots` of code generation write. */
function findFrame({ instructions }: FunctionBody): Frame | null {
  const [get, size, sub, tee, set] = instructions;
  if (instructions.length < 6 || get.op !== Op.global_get || get.first !== STACK_POINTER) return null;
  if (size.op !== Op.i32_const || sub.op !== Op.i32_sub || tee.op !== Op.local_tee) return null;
  const isTaken = set.op === Op.global_set && set.first === STACK_POINTER;
  if (!isTaken && set.op !== Op.drop) return null;
  const starts = [0];
  let next = 5;
  for (; instructions[next].op === Op.i32_const && instructions[next + 1].op === Op.drop; next += 2)
    starts.push(instructions[next].first);
  return { local: tee.first, size: size.first, isTaken, starts, next };
}

function mark(
  view: ModuleView,
  which: number,
  body: FunctionBody,
  frame: Frame,
  numbers: ReadonlyMap<string, number>,
): Uint8Array {
  const { instructions } = body;
  const editor = new BodyEditor(body);
  const call = (out: ByteWriter, name: string): void => {
    out.op(Op.call);
    out.uleb(numbers.get(name) as number);
  };
  const slots = frame.starts.map(() => editor.addLocal(ValType.i32));
  const entry = new ByteWriter();
  pushConstant(entry, frame.size);
  call(entry, frame.isTaken ? FRAME : SCRATCH);
  pushLocal(entry, Op.local_set, frame.local);
  frame.starts.forEach((start, i) => {
    pushLocal(entry, Op.local_get, frame.local);
    pushConstant(entry, start);
    call(entry, SLOT);
    pushLocal(entry, Op.local_set, slots[i]);
  });
  editor.replace(instructions[0].start, instructions[frame.next - 1].end, entry);
  const slotAt = (offset: number): number => {
    let slot = frame.starts.length - 1;
    while (frame.starts[slot] > offset) slot--;
    return slot;
  };
  /** The address `offset` bytes into the frame, from `start` to `end`. */
  const address = (start: number, end: number, offset: number): void => {
    const slot = slotAt(offset);
    const out = new ByteWriter(8);
    pushLocal(out, Op.local_get, slots[slot]);
    if (offset > frame.starts[slot]) {
      pushConstant(out, offset - frame.starts[slot]);
      out.op(Op.i32_add);
    }
    editor.replace(start, end, out);
  };
  /** What pushes the frame as an address with nothing added, by its number: until it is known that it is the base of an access, it is an address. */
  const bases = new Set<number>();
  followPointers(view, which, body, {
    followsLocals: false,
    local: (i, which) => {
      if (which !== frame.local || i < frame.next) return null;
      const [next, add, set] = instructions.slice(i + 1, i + 4);
      if (next.op !== Op.i32_const || add.op !== Op.i32_add) {
        bases.add(i);
        return { object: i, offset: 0 };
      }
      if (frame.isTaken && next.first === frame.size && set.op === Op.global_set && set.first === STACK_POINTER) {
        const out = new ByteWriter(16);
        pushLocal(out, Op.local_get, frame.local);
        pushConstant(out, frame.size);
        call(out, LEAVE);
        editor.replace(instructions[i].start, set.end, out);
      } else address(instructions[i].start, add.end, next.first);
      return null;
    },
    access: (i, pointer) => {
      const { op, first, second, start, end } = instructions[i];
      // Where code has added to the address before, it is one of a slot that stays what it was.
      if (pointer.offset !== second) return;
      const base = instructions[pointer.object];
      bases.delete(pointer.object);
      const slot = slotAt(pointer.offset);
      const get = new ByteWriter(8);
      pushLocal(get, Op.local_get, slots[slot]);
      editor.replace(base.start, base.end, get);
      const access = new ByteWriter(8);
      access.byte(op);
      access.uleb(first);
      access.uleb(pointer.offset - frame.starts[slot]);
      editor.replace(start, end, access);
    },
    call: () => undefined,
    copy: () => {},
    fill: () => {},
    isZero: () => {},
    escape: () => {},
  });
  for (const i of bases) address(instructions[i].start, instructions[i].end, 0);
  return editor.write();
}
