import { Cursor } from '../codegen/module-format.ts';
import { ByteWriter, MiscOp, Op } from '../codegen/wasm.ts';
import {
  type Bits,
  binaryBits,
  constantBits,
  isKnown,
  pushRoute,
  routeOf,
  sourceBits,
  unaryBits,
  widthOfType,
} from './bit-routes.ts';
import { pushLocal } from './emit.ts';
import { type BodyEditor, editBodies, type FunctionBody, type Instruction, MISC } from './function-body.ts';
import { isUnary } from './pointer-flow.ts';

/**
 * `module` with numbers that are put together out of bits of one other, by shifts and masks, taken from that at once: rotations, and numbers that were taken apart into bytes.
 */
export function joinBits(module: Uint8Array): Uint8Array {
  // First of what is at hand: a rotation of a local need not be one of what that was made of.
  return editBodies(
    editBodies(module, (body, editor) => new BitJoiner(body, false).run(editor)),
    (body, editor) => new BitJoiner(body, true).run(editor),
  );
}

/** A value on the stack. */
interface Entry {
  /** The first instruction of the code that pushes it; -1 where that is not known. */
  readonly start: number;
  readonly end: number;
  /** Null: of no integer, or not known at all. */
  readonly bits: Bits | null;
  /** How many instructions calculate it, but for those of `sets`. */
  readonly operations: number;
  /** What is set meanwhile, in order. */
  readonly sets: readonly Tee[];
  /** Whether nothing else happens meanwhile that matters. */
  readonly isPure: boolean;
}

/** `local.tee`, with the code of its value. */
interface Tee {
  readonly start: number;
  readonly tee: number;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly code: Uint8Array;
}

class BitJoiner {
  private readonly body: FunctionBody;
  /** Whether bits are followed through locals. */
  private readonly followsLocals: boolean;
  private readonly stack: Entry[] = [];
  /** Sources: values of locals, each from where it is set to where it may be another. */
  private readonly sources: { readonly local: number; readonly width: number }[] = [];
  /** The source that each local is now; -1 if it is not met yet. */
  private readonly current: Int32Array;
  /** What locals were set to, where nothing came together since. */
  private readonly known = new Map<number, Bits>();
  private edits: Edit[] = [];

  constructor(body: FunctionBody, followsLocals: boolean) {
    this.body = body;
    this.followsLocals = followsLocals;
    this.current = new Int32Array(body.locals.length).fill(-1);
  }

  run(editor: BodyEditor): void {
    const { instructions } = this.body;
    for (let i = 0; i < instructions.length; i++) this.step(i, instructions[i]);
    for (const { start, end, code } of this.edits) {
      const out = new ByteWriter(code.length);
      out.append(code);
      editor.replace(start, end, out);
    }
  }

  private step(i: number, { op, first, start }: Instruction): void {
    if (op >= Op.i32_load && op <= Op.i64_load32_u) return this.opaque(i, 1, 1);
    if (op >= Op.i32_store && op <= Op.i64_store32) return this.opaque(i, 2, 0);
    if (op >= Op.i32_eqz && op <= Op.i64_extend32_s) return this.calculate(i, op);
    switch (op) {
      case Op.local_get: {
        this.push({ ...leaf(i), bits: this.bitsOf(first) });
        break;
      }
      case Op.i32_const:
        this.push({ ...leaf(i), bits: constantBits(first, 0, 32) });
        break;
      case Op.i64_const: {
        const high = Number(new Cursor(this.body.bytes, start + 1).sleb64() >> 32n);
        this.push({ ...leaf(i), bits: constantBits(first, high, 64) });
        break;
      }
      case Op.local_tee: {
        const value = this.pop();
        this.settle(value);
        this.set(first, value.bits);
        const set: Tee = { start: value.start, tee: i };
        this.push({ ...leaf(i), start: value.start, bits: this.bitsOf(first), sets: [set], isPure: value.start >= 0 });
        break;
      }
      case Op.local_set: {
        const value = this.pop();
        this.settle(value);
        this.set(first, value.bits);
        break;
      }
      case Op.global_get:
      case Op.memory_size:
      case Op.f32_const:
      case Op.f64_const:
        this.opaque(i, 0, 1);
        break;
      case Op.drop:
      case Op.global_set:
        this.opaque(i, 1, 0);
        break;
      case Op.select:
        this.opaque(i, 3, 1);
        break;
      case Op.memory_grow:
        this.opaque(i, 1, 1);
        break;
      default:
        if (op >= MISC && op - MISC <= MiscOp.i64_trunc_sat_f64_u) this.opaque(i, 1, 1);
        else this.leave(op);
    }
  }

  /** Numeric instructions. */
  private calculate(i: number, op: Op): void {
    const right = this.pop();
    const left = isUnary(op) ? null : this.pop();
    const operations = this.settle(right) + (left === null ? 0 : this.settle(left)) + 1;
    const bits = bitsOfResult(op, left, right);
    const start = left === null || right.start < 0 ? right.start : left.start;
    if (bits === null) this.push({ ...NOTHING_KNOWN, start, end: i });
    else {
      const sets = left === null ? right.sets : [...left.sets, ...right.sets];
      // Something may be done between the two, and before they are used, that leaves nothing on the stack.
      const isAlone = right.end + 1 === i && (left === null || left.end + 1 === right.start);
      const isPure = isAlone && right.isPure && left?.isPure !== false;
      this.push({ start, end: i, bits, operations, sets, isPure });
    }
  }

  /** An instruction of which no more is known than how many values it takes and gives. */
  private opaque(i: number, taken: number, given: number): void {
    const operands: Entry[] = [];
    for (let left = taken; left > 0; left--) operands.unshift(this.pop());
    if (given > 0) this.pushOpaque(i, operands);
    else for (const operand of operands) this.settle(operand);
  }

  private pushOpaque(i: number, operands: readonly Entry[]): void {
    for (const operand of operands) this.settle(operand);
    const start = operands.some((operand) => operand.start < 0) ? -1 : (operands[0]?.start ?? i);
    this.push({ ...NOTHING_KNOWN, start, end: i });
  }

  /** Blocks, jumps and calls: what is on the stack stays there. */
  private leave(op: number): void {
    for (const entry of this.stack) this.settle(entry);
    this.stack.length = 0;
    if (op === Op.loop || op === Op.else || op === Op.end) {
      this.known.clear();
      this.current.fill(-1);
    }
  }

  private push(entry: Entry): void {
    this.stack.push(entry);
  }

  private pop(): Entry {
    return this.stack.pop() ?? NOTHING_KNOWN;
  }

  private set(local: number, bits: Bits | null): void {
    this.current[local] = -1;
    this.known.delete(local);
    if (this.followsLocals && bits !== null && isKnown(bits)) this.known.set(local, bits);
  }

  private bitsOf(local: number): Bits | null {
    const width = widthOfType(this.body.locals[local]);
    if (width === 0) return null;
    const known = this.known.get(local);
    if (known !== undefined) return known;
    if (this.current[local] < 0) this.current[local] = this.sources.push({ local, width }) - 1;
    return sourceBits(this.current[local], width);
  }

  private isCurrent(source: number): boolean {
    return this.current[this.sources[source].local] === source;
  }

  /** Writes the value anew, if it takes fewer instructions so; returns how many it takes then. Where it is used for another that is written anew, that has been in vain. */
  private settle({ start, end, bits, operations, sets, isPure }: Entry): number {
    if (bits === null || !isPure || start < 0 || operations < 2) return operations;
    const route = routeOf(bits, (source) => this.sources[source].width);
    if (route === null || !this.isCurrent(route.source)) return operations;
    const { local, width } = this.sources[route.source];
    const out = new ByteWriter(64);
    let isPushed = false;
    sets.forEach(({ start: first, tee }, i) => {
      const { first: target } = this.body.instructions[tee];
      isPushed = i === sets.length - 1 && target === local;
      this.render(out, first, tee - 1);
      pushLocal(out, isPushed ? Op.local_tee : Op.local_set, target);
    });
    if (!isPushed) pushLocal(out, Op.local_get, local);
    const count = pushRoute(out, route, width, bits.length);
    if (count >= operations) return operations;
    const { instructions } = this.body;
    const edit = { start: instructions[start].start, end: instructions[end].end, code: out.toBytes() };
    this.edits = this.edits.filter((other) => other.start < edit.start || other.end > edit.end);
    this.edits.push(edit);
    return count;
  }

  /** The code of these instructions, as it is by now. */
  private render(out: ByteWriter, first: number, last: number): void {
    const { instructions, bytes } = this.body;
    const [start, end] = [instructions[first].start, instructions[last].end];
    let at = start;
    const inside = this.edits.filter((edit) => edit.start >= start && edit.end <= end);
    for (const edit of inside.sort((a, b) => a.start - b.start)) {
      out.append(bytes.subarray(at, edit.start));
      out.append(edit.code);
      at = edit.end;
    }
    out.append(bytes.subarray(at, end));
  }
}

const NOTHING_KNOWN: Entry = { start: -1, end: -1, bits: null, operations: 0, sets: [], isPure: false };

/** `left`: null where `op` takes one value. */
function bitsOfResult(op: Op, left: Entry | null, right: Entry): Bits | null {
  if (right.bits === null) return null;
  if (left === null) return unaryBits(op, right.bits);
  return left.bits === null ? null : binaryBits(op, left.bits, right.bits);
}

function leaf(i: number): Entry {
  return { start: i, end: i, bits: null, operations: 0, sets: [], isPure: true };
}
