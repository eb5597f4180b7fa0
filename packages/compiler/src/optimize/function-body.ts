import { Cursor } from '../codegen/module-format.ts';
import { ByteWriter, Op, type ValType } from '../codegen/wasm.ts';
import { ModuleView } from './module-view.ts';

/** An instruction of a body. */
export interface Instruction {
  /** The opcode; of one behind the prefix byte, `MISC` and that opcode. */
  readonly op: number;
  readonly start: number;
  readonly end: number;
  /** The first number behind the opcode: a constant's low 32 bits, an index, a label, a block type, the alignment of an access; of `br_table` how many labels there are. */
  readonly first: number;
  /** The second number: the offset of an access. */
  readonly second: number;
}

/** Added to opcodes that stand behind the prefix byte 0xfc. */
export const MISC = 0x100;

const MISC_PREFIX = 0xfc;

/** The body of a function, as a list of instructions; null if there are some that are not known here, such as those of vectors. */
export interface FunctionBody {
  readonly bytes: Uint8Array;
  /** Where the code starts, behind the declarations of locals. */
  readonly codeStart: number;
  /** The type of each local, parameters first. */
  readonly locals: readonly number[];
  readonly paramsLen: number;
  readonly instructions: readonly Instruction[];
}

/** Reads the body of the function that is defined as the `which`-th. */
export function readBody(view: ModuleView, which: number): FunctionBody | null {
  const { start, end } = view.bodies[which];
  const { params } = view.typeOf(view.importsLen + which);
  const cursor = new Cursor(view.bytes, start);
  const locals = [...params];
  for (let runs = cursor.uleb(); runs > 0; runs--) {
    const length = cursor.uleb();
    const type = cursor.byte();
    for (let i = 0; i < length; i++) locals.push(type);
  }
  const codeStart = cursor.at;
  const instructions: Instruction[] = [];
  while (cursor.at < end) {
    const instruction = readInstruction(cursor);
    if (instruction === null) return null;
    instructions.push(instruction);
  }
  return { bytes: view.bytes, codeStart, locals, paramsLen: params.length, instructions };
}

function readInstruction(cursor: Cursor): Instruction | null {
  const start = cursor.at;
  let op = cursor.byte();
  let first = 0;
  let second = 0;
  if (op === MISC_PREFIX) {
    op = MISC + cursor.uleb();
    // Those up to 7 are conversions, 8 and 9 are of segments, 10 and 11 copy and fill.
    if (op > MISC + 11) return null;
    if (op === MISC + 8 || op === MISC + 10) cursor.at += 2;
    else if (op === MISC + 9 || op === MISC + 11) cursor.at += 1;
  } else if (op >= Op.i32_load && op <= Op.i64_store32) {
    first = cursor.uleb();
    second = cursor.uleb();
  } else if (op >= Op.i32_eqz && op <= Op.i64_extend32_s) {
    // They have nothing behind them.
  } else
    switch (op) {
      case Op.unreachable:
      case Op.nop:
      case Op.else:
      case Op.end:
      case Op.return:
      case Op.drop:
      case Op.select:
        break;
      case Op.block:
      case Op.loop:
      case Op.if:
      case Op.i32_const:
      case Op.i64_const:
        first = cursor.sleb();
        break;
      case Op.br:
      case Op.br_if:
      case Op.call:
      case Op.local_get:
      case Op.local_set:
      case Op.local_tee:
      case Op.global_get:
      case Op.global_set:
      case Op.memory_size:
      case Op.memory_grow:
        first = cursor.uleb();
        break;
      case Op.call_indirect:
        first = cursor.uleb();
        second = cursor.uleb();
        break;
      case Op.br_table:
        first = cursor.uleb();
        for (let left = first; left >= 0; left--) cursor.uleb();
        break;
      case Op.f32_const:
        cursor.at += 4;
        break;
      case Op.f64_const:
        cursor.at += 8;
        break;
      default:
        return null;
    }
  return { op, start, end: cursor.at, first, second };
}

/** A body with changes: bytes that come in the place of others, and locals behind those that there are. */
export class BodyEditor {
  private readonly body: FunctionBody;
  private readonly edits: { readonly start: number; readonly end: number; readonly code: Uint8Array }[] = [];
  private readonly added: ValType[] = [];

  constructor(body: FunctionBody) {
    this.body = body;
  }

  get isEmpty(): boolean {
    return this.edits.length === 0;
  }

  /** A new local. */
  addLocal(type: ValType): number {
    this.added.push(type);
    return this.body.locals.length + this.added.length - 1;
  }

  /** Has `code` stand in the place of the bytes from `start` to `end`. Edits do not overlap; of those at one place the first stands first. */
  replace(start: number, end: number, code: ByteWriter): void {
    this.edits.push({ start, end, code: code.toBytes() });
  }

  /** Declarations of locals, then code. */
  write(): Uint8Array {
    const { bytes, codeStart, locals, paramsLen, instructions } = this.body;
    const out = new ByteWriter(instructions.length * 4);
    const declared = [...locals.slice(paramsLen), ...this.added];
    const starts = declared.flatMap((type, i) => (i > 0 && declared[i - 1] === type ? [] : [i]));
    out.uleb(starts.length);
    starts.forEach((start, i) => {
      out.uleb((starts[i + 1] ?? declared.length) - start);
      out.byte(declared[start]);
    });
    let at = codeStart;
    for (const { start, end, code } of [...this.edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
      out.append(bytes.subarray(at, start));
      out.append(code);
      at = end;
    }
    out.append(bytes.subarray(at, instructions[instructions.length - 1].end));
    return out.toBytes();
  }
}

/** `module` with what `edit` changes in each of its bodies, but for those with instructions that are not known here. */
export function editBodies(module: Uint8Array, edit: (body: FunctionBody, editor: BodyEditor) => void): Uint8Array {
  const view = new ModuleView(module);
  const bodies = new Map<number, Uint8Array>();
  for (let which = 0; which < view.bodies.length; which++) {
    const body = readBody(view, which);
    if (body === null) continue;
    const editor = new BodyEditor(body);
    edit(body, editor);
    if (!editor.isEmpty) bodies.set(which, editor.write());
  }
  return bodies.size === 0 ? module : view.withBodies(bodies, []);
}
