import type { FunctionType } from '../codegen/module-format.ts';
import { BLOCK_VOID, MiscOp, Op } from '../codegen/wasm.ts';
import { type FunctionBody, MISC } from './function-body.ts';
import type { ModuleView } from './module-view.ts';

/** An address: so many bytes past the start of an object. */
export interface Pointer {
  readonly object: number;
  readonly offset: number;
}

/** What is known of a value on the stack: that it is an address, or this number; null if nothing is. */
export type Known = Pointer | number | null;

/** What is asked about, and told of, addresses in a body. Instructions are told by their numbers in the body. */
export interface FlowHandler {
  /** Whether addresses are followed through locals. */
  readonly followsLocals: boolean;
  /** What `local.get` of a local gives, if that is known without looking for what it was set to. */
  local(instruction: number, local: number): Pointer | null;
  /** Whether the call is one that is known here, and what it gives then; undefined if it is a call like others. */
  call(instruction: number, target: number, args: readonly Known[]): Known | undefined;
  /** A load or store, its offset included. */
  access(instruction: number, pointer: Pointer): void;
  /** `memory.copy` of which a side is an address that is known. Null: the size is not. */
  copy(instruction: number, to: Known, from: Known, size: number | null): void;
  /** `memory.fill`. Null: byte or size are not known. */
  fill(instruction: number, to: Pointer, byte: number | null, size: number | null): void;
  /** `i32.eqz` of an address. */
  isZero(instruction: number, pointer: Pointer): void;
  /** The address goes where nothing is known of it. */
  escape(pointer: Pointer): void;
}

interface Block {
  readonly op: number;
  readonly height: number;
  readonly type: FunctionType;
}

const NONE: FunctionType = { params: [], results: [] };

/**
 * Follows addresses through the code of a function, from where they are made to where they are used: on the stack, through locals that are set once, and through
 * sums with constants. Code that cannot be reached is passed over.
 */
export function followPointers(view: ModuleView, which: number, body: FunctionBody, handler: FlowHandler): void {
  new Flow(view, view.typeOf(view.importsLen + which), body, handler).run();
}

class Flow {
  private readonly view: ModuleView;
  private readonly body: FunctionBody;
  private readonly handler: FlowHandler;
  private readonly stack: Known[] = [];
  private readonly blocks: Block[];
  /** Of locals that are set once, before each use of them: what that is, once it is known. */
  private readonly locals: Known[];
  private readonly isFollowed: readonly boolean[];

  constructor(view: ModuleView, type: FunctionType, body: FunctionBody, handler: FlowHandler) {
    this.view = view;
    this.body = body;
    this.handler = handler;
    this.blocks = [{ op: Op.block, height: 0, type: { params: [], results: type.results } }];
    this.locals = body.locals.map(() => null);
    this.isFollowed = handler.followsLocals ? singleLocals(body) : [];
  }

  run(): void {
    const { instructions } = this.body;
    for (let i = 0; i < instructions.length; i++) {
      if (this.step(i)) continue;
      // What stands behind a jump, up to where the block that it is in ends.
      for (let depth = 0; ; ) {
        const { op } = instructions[++i];
        if (op === Op.block || op === Op.loop || op === Op.if) depth++;
        else if (depth === 0 && (op === Op.else || op === Op.end)) break;
        else if (op === Op.end) depth--;
      }
      this.stack.length = this.block(0).height;
      for (const _ of this.block(0).type.results) this.stack.push(null);
      i--;
    }
  }

  /** The block whose label is `label`. */
  private block(label: number): Block {
    return this.blocks[this.blocks.length - 1 - label];
  }

  /** Returns whether the next instruction can be reached from this one. */
  private step(i: number): boolean {
    const { op, first, second } = this.body.instructions[i];
    const { stack } = this;
    if (op >= Op.i32_load && op <= Op.i64_store32) {
      if (op >= Op.i32_store) this.lose(1);
      const base = stack.pop() as Known;
      if (isPointer(base)) this.handler.access(i, { object: base.object, offset: base.offset + second });
      if (op < Op.i32_store) stack.push(null);
      return true;
    }
    if (op >= Op.i32_eqz && op <= Op.i64_extend32_s) {
      this.calculate(i, op);
      return true;
    }
    switch (op) {
      case Op.nop:
        break;
      case Op.unreachable:
        return false;
      case Op.block:
      case Op.loop:
      case Op.if: {
        if (op === Op.if) this.lose(1);
        const type = this.blockType(first);
        this.lose(type.params.length);
        this.blocks.push({ op, height: stack.length, type });
        for (const _ of type.params) stack.push(null);
        break;
      }
      case Op.else: {
        const { height, type } = this.block(0);
        this.lose(type.results.length);
        stack.length = height;
        for (const _ of type.params) stack.push(null);
        break;
      }
      case Op.end: {
        const { height, type } = this.block(0);
        this.lose(type.results.length);
        stack.length = height;
        for (const _ of type.results) stack.push(null);
        this.blocks.pop();
        break;
      }
      case Op.br:
        this.lose(this.labelArity(first));
        return false;
      case Op.br_if: {
        this.lose(1);
        const values = stack.splice(stack.length - this.labelArity(first));
        for (const value of values) {
          this.escape(value);
          stack.push(null);
        }
        break;
      }
      case Op.br_table:
        // All labels take as many values as the innermost block that is asked for; there are none with values in code that is made here.
        this.lose(stack.length - this.block(0).height);
        return false;
      case Op.return:
        this.lose(this.blocks[0].type.results.length);
        return false;
      case Op.call: {
        const { params, results } = this.view.typeOf(first);
        const args = stack.splice(stack.length - params.length);
        const given = this.handler.call(i, first, args);
        if (given === undefined) {
          for (const arg of args) this.escape(arg);
          for (const _ of results) stack.push(null);
        } else if (results.length > 0) stack.push(given);
        break;
      }
      case Op.call_indirect: {
        const { params, results } = this.view.types[first];
        this.lose(params.length + 1);
        for (const _ of results) stack.push(null);
        break;
      }
      case Op.drop:
        stack.pop();
        break;
      case Op.select:
        this.lose(3);
        stack.push(null);
        break;
      case Op.local_get:
        stack.push(this.handler.local(i, first) ?? this.locals[first]);
        break;
      case Op.local_set:
        this.set(first, stack.pop() as Known);
        break;
      case Op.local_tee: {
        const value = stack[stack.length - 1];
        this.set(first, value);
        break;
      }
      case Op.global_get:
      case Op.memory_size:
      case Op.i64_const:
      case Op.f32_const:
      case Op.f64_const:
        stack.push(null);
        break;
      case Op.global_set:
        this.lose(1);
        break;
      case Op.memory_grow:
        this.lose(1);
        stack.push(null);
        break;
      case Op.i32_const:
        stack.push(first);
        break;
      case MISC + MiscOp.memory_copy: {
        const [to, from, size] = stack.splice(stack.length - 3);
        if (isPointer(to) || isPointer(from)) this.handler.copy(i, to, from, typeof size === 'number' ? size : null);
        break;
      }
      case MISC + MiscOp.memory_fill: {
        const [to, byte, size] = stack.splice(stack.length - 3);
        if (!isPointer(to)) break;
        this.handler.fill(i, to, typeof byte === 'number' ? byte : null, typeof size === 'number' ? size : null);
        break;
      }
      default:
        this.miscellaneous(op - MISC);
    }
    return true;
  }

  /** Conversions, and what is done with segments of data. */
  private miscellaneous(op: number): void {
    if (op <= MiscOp.i64_trunc_sat_f64_u) {
      this.lose(1);
      this.stack.push(null);
    } else if (op === 8) this.lose(3);
  }

  /** Numeric instructions. */
  private calculate(i: number, op: number): void {
    const { stack } = this;
    if (isUnary(op)) {
      const value = stack.pop() as Known;
      if (op === Op.i32_eqz && isPointer(value)) this.handler.isZero(i, value);
      else this.escape(value);
      stack.push(null);
      return;
    }
    const right = stack.pop() as Known;
    const left = stack.pop() as Known;
    const [base, more] = op === Op.i32_add && isPointer(right) ? [right, left] : [left, right];
    if ((op === Op.i32_add || op === Op.i32_sub) && isPointer(base) && typeof more === 'number') {
      stack.push({ object: base.object, offset: base.offset + (op === Op.i32_add ? more : -more) });
      return;
    }
    this.escape(left);
    this.escape(right);
    stack.push(null);
  }

  private set(local: number, value: Known): void {
    if (!isPointer(value)) return;
    if (this.isFollowed[local]) this.locals[local] = value;
    else this.escape(value);
  }

  private labelArity(label: number): number {
    const { op, type } = this.block(label);
    return op === Op.loop ? type.params.length : type.results.length;
  }

  private blockType(code: number): FunctionType {
    if (code >= 0) return this.view.types[code];
    // Of one byte: none, or the type of the one result.
    return (code & 0x7f) === BLOCK_VOID ? NONE : { params: [], results: [code & 0x7f] };
  }

  /** Takes values off the stack for something that nothing is known of. */
  private lose(count: number): void {
    for (let i = 0; i < count; i++) this.escape(this.stack.pop() as Known);
  }

  private escape(value: Known): void {
    if (isPointer(value)) this.handler.escape(value);
  }
}

export function isPointer(value: Known): value is Pointer {
  return value !== null && typeof value === 'object';
}

export function isUnary(op: number): boolean {
  return (
    op === Op.i32_eqz ||
    op === Op.i64_eqz ||
    (op >= Op.i32_clz && op <= Op.i32_popcnt) ||
    (op >= Op.i64_clz && op <= Op.i64_popcnt) ||
    (op >= Op.f32_abs && op <= Op.f32_sqrt) ||
    (op >= Op.f64_abs && op <= Op.f64_sqrt) ||
    op >= Op.i32_wrap_i64
  );
}

/** Which locals are set once, and used only where they have been: the block in which they are set is still open there. */
function singleLocals({ instructions, locals }: FunctionBody): boolean[] {
  const isSingle = locals.map(() => true);
  /** In which block each was set, by a number that no other has. */
  const setIn = locals.map(() => -1);
  const open = [0];
  let blocks = 1;
  for (const { op, first } of instructions) {
    switch (op) {
      case Op.block:
      case Op.loop:
      case Op.if:
        open.push(blocks++);
        break;
      case Op.else:
        open[open.length - 1] = blocks++;
        break;
      case Op.end:
        open.pop();
        break;
      case Op.local_set:
      case Op.local_tee:
        if (setIn[first] >= 0) isSingle[first] = false;
        else setIn[first] = open[open.length - 1];
        break;
      case Op.local_get:
        if (!open.includes(setIn[first])) isSingle[first] = false;
    }
  }
  return isSingle;
}
