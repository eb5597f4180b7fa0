import { Cursor } from '../codegen/module-format.ts';
import { BLOCK_VOID, MiscOp, Op, ValType } from '../codegen/wasm.ts';
import { ModuleView } from '../optimize/module-view.ts';

/*
 * Code of functions as text, for those who look at it: the instructions that the compiler makes, one a line, as WebAssembly's text format has them.
 */

/** A function as text. */
export interface FunctionText {
  readonly name: string;
  readonly text: string;
  /** How many bytes its code has. */
  readonly bytes: number;
}

const MISC_PREFIX = 0xfc;
/** What an instruction's name begins with that has a `.` behind. */
const SPACES = /^(i32|i64|f32|f64|local|global|memory)_/;

/** The functions of `module` whose names `isWanted` says are, in the order of their code. `module` is one of this compiler's, with the names of its functions. */
export function functionTexts(module: Uint8Array, isWanted: (name: string) => boolean): FunctionText[] {
  return new ModuleText(module).functions(isWanted);
}

class ModuleText {
  readonly #module: ModuleView;
  readonly #cursor: Cursor;
  readonly #view: DataView;
  readonly #names: ReadonlyMap<number, string>;

  constructor(bytes: Uint8Array) {
    this.#module = new ModuleView(bytes);
    this.#cursor = new Cursor(bytes, 0);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#names = this.#module.functionNames();
  }

  functions(isWanted: (name: string) => boolean): FunctionText[] {
    const { bodies, importsLen } = this.#module;
    return bodies.flatMap(({ start, end }, i): FunctionText[] => {
      const name = this.#names.get(importsLen + i) ?? '';
      return isWanted(name) ? [{ name, text: this.#text(importsLen + i, start, end), bytes: end - start }] : [];
    });
  }

  /** The code from `start` to `end`, which is that of function `index`. */
  #text(index: number, start: number, end: number): string {
    const { params, results } = this.#module.typeOf(index);
    const part = (word: string, types: readonly ValType[]): string =>
      types.length > 0 ? ` (${word} ${typeNames(types)})` : '';
    const lines = [`(func $${this.#names.get(index) ?? index}${part('param', params)}${part('result', results)}`];
    this.#cursor.at = start;
    for (let count = this.#cursor.uleb(); count > 0; count--) {
      const many = this.#cursor.uleb();
      const type = ValType[this.#cursor.byte()];
      lines.push(`  (local ${Array.from({ length: many }, () => type).join(' ')})`);
    }
    let depth = 1;
    while (this.#cursor.at < end) {
      const op: Op = this.#cursor.byte();
      if (op === Op.end || op === Op.else) depth--;
      if (depth > 0) lines.push(`${'  '.repeat(depth)}${this.#instruction(op)}`);
      if (op === Op.block || op === Op.loop || op === Op.if || op === Op.else) depth++;
    }
    return `${lines.join('\n')})`;
  }

  #instruction(op: Op): string {
    const name = nameOf(op === (MISC_PREFIX as Op) ? MiscOp[this.#cursor.uleb()] : Op[op]);
    switch (op) {
      case Op.block:
      case Op.loop:
      case Op.if: {
        const type = this.#cursor.byte();
        return type === BLOCK_VOID ? name : `${name} (result ${ValType[type]})`;
      }
      case Op.br:
      case Op.br_if:
      case Op.local_get:
      case Op.local_set:
      case Op.local_tee:
      case Op.global_get:
      case Op.global_set:
        return `${name} ${this.#cursor.uleb()}`;
      case Op.br_table: {
        const labels = Array.from({ length: this.#cursor.uleb() + 1 }, () => this.#cursor.uleb());
        return `${name} ${labels.join(' ')}`;
      }
      case Op.call:
      case Op.return_call: {
        const index = this.#cursor.uleb();
        return `${name} $${this.#names.get(index) ?? index}`;
      }
      case Op.call_indirect:
      case Op.return_call_indirect: {
        const { params, results } = this.#module.types[this.#cursor.uleb()];
        this.#cursor.uleb();
        return `${name} (${typeNames(params)}) -> (${typeNames(results)})`;
      }
      case Op.i32_const:
      case Op.i64_const:
        return `${name} ${this.#cursor.sleb64()}`;
      case Op.f32_const:
        this.#cursor.at += 4;
        return `${name} ${floatText(this.#view.getFloat32(this.#cursor.at - 4, true))}`;
      case Op.f64_const:
        this.#cursor.at += 8;
        return `${name} ${floatText(this.#view.getFloat64(this.#cursor.at - 8, true))}`;
      case Op.memory_size:
      case Op.memory_grow:
        this.#cursor.byte();
        return name;
      case MISC_PREFIX as Op:
        // Bulk instructions have the numbers of their memories behind them.
        if (name === 'memory.copy') this.#cursor.at += 2;
        if (name === 'memory.fill') this.#cursor.at += 1;
        return name;
      default:
        return op >= Op.i32_load && op <= Op.i64_store32 ? `${name}${this.#memoryPlace()}` : name;
    }
  }

  #memoryPlace(): string {
    const alignment = this.#cursor.uleb();
    const offset = this.#cursor.uleb();
    return `${offset > 0 ? ` offset=${offset}` : ''} align=${2 ** alignment}`;
  }
}

function typeNames(types: readonly ValType[]): string {
  return types.map((type) => ValType[type]).join(' ');
}

/** An instruction as the text format has it. */
function nameOf(op: string): string {
  return op.replace(SPACES, '$1.');
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
