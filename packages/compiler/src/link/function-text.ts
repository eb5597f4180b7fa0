import { Cursor, External, FUNCTION_NAMES, HEADER, NAME_SECTION, Section } from '../codegen/module-format.ts';
import { BLOCK_VOID, MiscOp, Op, ValType } from '../codegen/wasm.ts';
import { stringOfBytes } from '../util/utf8.ts';

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
  return new ModuleReader(module).functions(isWanted);
}

interface Signature {
  readonly params: readonly string[];
  readonly results: readonly string[];
}

class ModuleReader {
  readonly #cursor: Cursor;
  readonly #view: DataView;
  readonly #types: Signature[] = [];
  /** By function, those that are imported first: its type. */
  readonly #functions: number[] = [];
  #imported = 0;
  readonly #names = new Map<number, string>();
  /** By function with code: where that stands. */
  readonly #code: (readonly [start: number, end: number])[] = [];

  constructor(bytes: Uint8Array) {
    this.#cursor = new Cursor(bytes, HEADER.length);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    while (this.#cursor.at < bytes.length) {
      const id: Section = this.#cursor.byte();
      const size = this.#cursor.uleb();
      const end = this.#cursor.at + size;
      this.#section(id, end);
      this.#cursor.at = end;
    }
  }

  functions(isWanted: (name: string) => boolean): FunctionText[] {
    return this.#code.flatMap(([start, end], i): FunctionText[] => {
      const name = this.#names.get(this.#imported + i) ?? '';
      return isWanted(name) ? [{ name, text: this.#text(this.#imported + i, start, end), bytes: end - start }] : [];
    });
  }

  #section(id: Section, end: number): void {
    switch (id) {
      case Section.type:
        for (let count = this.#cursor.uleb(); count > 0; count--) {
          this.#cursor.byte();
          this.#types.push({ params: this.#valTypes(), results: this.#valTypes() });
        }
        break;
      case Section.import:
        for (let count = this.#cursor.uleb(); count > 0; count--) this.#import();
        break;
      case Section.function:
        for (let count = this.#cursor.uleb(); count > 0; count--) this.#functions.push(this.#cursor.uleb());
        break;
      case Section.code:
        for (let count = this.#cursor.uleb(); count > 0; count--) {
          const size = this.#cursor.uleb();
          this.#code.push([this.#cursor.at, this.#cursor.at + size]);
          this.#cursor.at += size;
        }
        break;
      case Section.custom:
        if (stringOfBytes(this.#cursor.name()) === NAME_SECTION) this.#readNames(end);
        break;
      default:
    }
  }

  #import(): void {
    this.#cursor.name();
    this.#cursor.name();
    const kind: External = this.#cursor.byte();
    if (kind === External.function) {
      this.#functions.push(this.#cursor.uleb());
      this.#imported++;
      return;
    }
    // A table has the type of its elements before its limits, a global its type before whether it changes.
    if (kind !== External.memory) this.#cursor.byte();
    const flags = this.#cursor.byte();
    if (kind === External.global) return;
    this.#cursor.uleb();
    if ((flags & 1) !== 0) this.#cursor.uleb();
  }

  #readNames(end: number): void {
    while (this.#cursor.at < end) {
      const kind = this.#cursor.byte();
      const size = this.#cursor.uleb();
      const next = this.#cursor.at + size;
      if (kind === FUNCTION_NAMES)
        for (let count = this.#cursor.uleb(); count > 0; count--)
          this.#names.set(this.#cursor.uleb(), stringOfBytes(this.#cursor.name()));
      this.#cursor.at = next;
    }
  }

  /** The code from `start` to `end`, which is that of function `index`. */
  #text(index: number, start: number, end: number): string {
    const { params, results } = this.#types[this.#functions[index]];
    const part = (word: string, types: readonly string[]): string =>
      types.length > 0 ? ` (${word} ${types.join(' ')})` : '';
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
      case Op.call: {
        const index = this.#cursor.uleb();
        return `${name} $${this.#names.get(index) ?? index}`;
      }
      case Op.call_indirect: {
        const { params, results } = this.#types[this.#cursor.uleb()];
        this.#cursor.uleb();
        return `${name} (${params.join(' ')}) -> (${results.join(' ')})`;
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

  #valTypes(): string[] {
    return Array.from({ length: this.#cursor.uleb() }, () => ValType[this.#cursor.byte()]);
  }
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
