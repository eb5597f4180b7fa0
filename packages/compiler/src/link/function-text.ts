import { BLOCK_VOID, MiscOp, Op, ValType } from '../codegen/wasm.ts';
import { stringOfBytes } from '../util/utf8.ts';
import { External, Section } from './module.ts';

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
const FUNCTION_NAMES = 1;
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
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 8;
  readonly #types: Signature[] = [];
  /** By function, those that are imported first: its type. */
  readonly #functions: number[] = [];
  #imported = 0;
  readonly #names = new Map<number, string>();
  /** By function with code: where that stands. */
  readonly #code: (readonly [start: number, end: number])[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    while (this.#at < bytes.length) {
      const id: Section = this.#byte();
      const size = this.#uleb();
      const end = this.#at + size;
      this.#section(id, end);
      this.#at = end;
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
        for (let count = this.#uleb(); count > 0; count--) {
          this.#byte();
          this.#types.push({ params: this.#valTypes(), results: this.#valTypes() });
        }
        break;
      case Section.import:
        for (let count = this.#uleb(); count > 0; count--) this.#import();
        break;
      case Section.function:
        for (let count = this.#uleb(); count > 0; count--) this.#functions.push(this.#uleb());
        break;
      case Section.code:
        for (let count = this.#uleb(); count > 0; count--) {
          const size = this.#uleb();
          this.#code.push([this.#at, this.#at + size]);
          this.#at += size;
        }
        break;
      case Section.custom:
        if (this.#string() === 'name') this.#readNames(end);
        break;
      default:
    }
  }

  #import(): void {
    this.#string();
    this.#string();
    const kind: External = this.#byte();
    if (kind === External.function) {
      this.#functions.push(this.#uleb());
      this.#imported++;
      return;
    }
    // A table has the type of its elements before its limits, a global its type before whether it changes.
    if (kind !== External.memory) this.#byte();
    const flags = this.#byte();
    if (kind === External.global) return;
    this.#uleb();
    if ((flags & 1) !== 0) this.#uleb();
  }

  #readNames(end: number): void {
    while (this.#at < end) {
      const kind = this.#byte();
      const size = this.#uleb();
      const next = this.#at + size;
      if (kind === FUNCTION_NAMES)
        for (let count = this.#uleb(); count > 0; count--) this.#names.set(this.#uleb(), this.#string());
      this.#at = next;
    }
  }

  /** The code from `start` to `end`, which is that of function `index`. */
  #text(index: number, start: number, end: number): string {
    const { params, results } = this.#types[this.#functions[index]];
    const part = (word: string, types: readonly string[]): string =>
      types.length > 0 ? ` (${word} ${types.join(' ')})` : '';
    const lines = [`(func $${this.#names.get(index) ?? index}${part('param', params)}${part('result', results)}`];
    this.#at = start;
    for (let count = this.#uleb(); count > 0; count--) {
      const many = this.#uleb();
      const type = ValType[this.#byte()];
      lines.push(`  (local ${Array.from({ length: many }, () => type).join(' ')})`);
    }
    let depth = 1;
    while (this.#at < end) {
      const op: Op = this.#byte();
      if (op === Op.end || op === Op.else) depth--;
      if (depth > 0) lines.push(`${'  '.repeat(depth)}${this.#instruction(op)}`);
      if (op === Op.block || op === Op.loop || op === Op.if || op === Op.else) depth++;
    }
    return `${lines.join('\n')})`;
  }

  #instruction(op: Op): string {
    const name = nameOf(op === (MISC_PREFIX as Op) ? MiscOp[this.#uleb()] : Op[op]);
    switch (op) {
      case Op.block:
      case Op.loop:
      case Op.if: {
        const type = this.#byte();
        return type === BLOCK_VOID ? name : `${name} (result ${ValType[type]})`;
      }
      case Op.br:
      case Op.br_if:
      case Op.local_get:
      case Op.local_set:
      case Op.local_tee:
      case Op.global_get:
      case Op.global_set:
        return `${name} ${this.#uleb()}`;
      case Op.br_table: {
        const labels = Array.from({ length: this.#uleb() + 1 }, () => this.#uleb());
        return `${name} ${labels.join(' ')}`;
      }
      case Op.call: {
        const index = this.#uleb();
        return `${name} $${this.#names.get(index) ?? index}`;
      }
      case Op.call_indirect: {
        const { params, results } = this.#types[this.#uleb()];
        this.#uleb();
        return `${name} (${params.join(' ')}) -> (${results.join(' ')})`;
      }
      case Op.i32_const:
      case Op.i64_const:
        return `${name} ${this.#sleb()}`;
      case Op.f32_const:
        this.#at += 4;
        return `${name} ${floatText(this.#view.getFloat32(this.#at - 4, true))}`;
      case Op.f64_const:
        this.#at += 8;
        return `${name} ${floatText(this.#view.getFloat64(this.#at - 8, true))}`;
      case Op.memory_size:
      case Op.memory_grow:
        this.#byte();
        return name;
      case MISC_PREFIX as Op:
        // Bulk instructions have the numbers of their memories behind them.
        if (name === 'memory.copy') this.#at += 2;
        if (name === 'memory.fill') this.#at += 1;
        return name;
      default:
        return op >= Op.i32_load && op <= Op.i64_store32 ? `${name}${this.#memoryPlace()}` : name;
    }
  }

  #memoryPlace(): string {
    const alignment = this.#uleb();
    const offset = this.#uleb();
    return `${offset > 0 ? ` offset=${offset}` : ''} align=${2 ** alignment}`;
  }

  #valTypes(): string[] {
    return Array.from({ length: this.#uleb() }, () => ValType[this.#byte()]);
  }

  #byte(): number {
    return this.#bytes[this.#at++];
  }

  #uleb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  #sleb(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(Number(shift) + 7, value);
    }
  }

  #string(): string {
    const length = this.#uleb();
    this.#at += length;
    return stringOfBytes(this.#bytes.subarray(this.#at - length, this.#at));
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
