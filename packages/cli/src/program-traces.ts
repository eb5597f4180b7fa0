import { External } from '@rezig/compiler/state';
import type { ProgramMemory } from './host-paths.ts';
import { type AddedExport, type ExtendedModule, withExports } from './module-exports.ts';
import type { CodePlaces, Locations } from './protocol.ts';
import {
  type Frame,
  isPanicking,
  MAX_FRAMES,
  renderTrace,
  type TraceStyle,
  type WasmStack,
  wasmStack,
} from './stack-trace.ts';

/** Says where code of the module comes from, at once. */
export type Locate = (places: CodePlaces) => Locations;

/** What an instance exports, as far as it is looked at here. */
export interface Exports {
  readonly memory: ProgramMemory;
  readonly [name: string]: unknown;
}

/** Number of the module's global that holds the address of the error return trace. */
const ERROR_TRACE_GLOBAL = 1;
const ERROR_TRACE = 'rezig:error_trace';

/** What the library says where it cannot know what we do. */
const NO_TRACE = 'Cannot print stack trace: debug info unavailable for target\n';

/** Functions of the library that say so: of the stack as it is, and of the error return trace. */
const STACK_WRITER = 'debug.writeCurrentStackTrace';
const ERROR_WRITER = 'debug.writeErrorReturnTrace';

/** What a panic ends with, after its message. */
const ABORT = 'process.abort';

/**
 * Traces of a running program. The library finds none on this target, and says so: the host, which can see the stack and the memory of the
 * program, writes the trace in the place of that sentence.
 */
export class ProgramTraces {
  readonly #locate: Locate;
  readonly #style: TraceStyle;
  readonly #module: ExtendedModule;
  #exports: Exports | null = null;
  #wroteStack = false;

  /** Of a program made from `module`, which is to export `exports` too. */
  constructor(module: Uint8Array, locate: Locate, style: TraceStyle, exports: readonly AddedExport[] = []) {
    this.#locate = locate;
    this.#style = style;
    this.#module = withExports(module, [
      ...exports,
      { name: ERROR_TRACE, kind: External.global, index: ERROR_TRACE_GLOBAL },
    ]);
  }

  /** The module to be instantiated in the place of the program's own. */
  get module(): Uint8Array {
    return this.#module.bytes;
  }

  /** Says what the instance exports that runs from now on. */
  attach(exports: Exports): void {
    this.#exports = exports;
    this.#wroteStack = false;
  }

  /** What the running instance exports. */
  get exports(): Exports {
    if (this.#exports === null) throw new RangeError('no instance is attached');
    return this.#exports;
  }

  /** The trace to write in the place of `bytes`, which the program is writing to its standard error; null where those are to be written. */
  inPlaceOf(bytes: Uint8Array): string | null {
    if (bytes.length !== NO_TRACE.length && bytes.length !== NO_TRACE.length + 1) return null;
    if (new TextDecoder().decode(bytes).trimEnd() !== NO_TRACE.trimEnd()) return null;
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = MAX_FRAMES;
    const stack = wasmStack(new Error().stack ?? '');
    Error.stackTraceLimit = limit;
    const writer = stack.names.findIndex((name) => name === STACK_WRITER || name === ERROR_WRITER);
    if (writer < 0) return null;
    if (stack.names[writer] === ERROR_WRITER) return this.#errorTrace();
    this.#wroteStack = true;
    return this.#stackTrace(stack, writer + 1);
  }

  /** What the user is told of `error`, which ended the program: what it was and where. */
  report(error: unknown): string {
    if (!(error instanceof Error)) return `error: ${String(error)}\n`;
    if (error.name !== 'RuntimeError' && error.name !== 'RangeError')
      return `error: unable to run the program: ${error.message}\n`;
    const stack = wasmStack(error.stack ?? '');
    // A panic has said all.
    if (this.#wroteStack && stack.names[0] === ABORT) return '';
    return `error: the program trapped: ${error.message}\n${this.#stackTrace(stack, 0)}`;
  }

  #stackTrace({ names, offsets }: WasmStack, first: number): string {
    const places = offsets.slice(first).map((offset) => offset - this.#module.shift);
    const locations = this.#locate({ kind: 'code', places });
    const frames = names.slice(first).map((name, i): Frame => ({ name, location: locations[i] ?? null }));
    return renderTrace(frames, this.#style);
  }

  /** The `std.builtin.StackTrace` in the program's memory: `index`, then the slice `instruction_addresses`. */
  #errorTrace(): string {
    const { memory, [ERROR_TRACE]: address } = this.exports;
    const words = new DataView(memory.buffer);
    const trace = (address as { readonly value: number }).value >>> 0;
    const [index, start, length] = [0, 4, 8].map((offset) => words.getUint32(trace + offset, true));
    const places = Array.from({ length: Math.min(index, length) }, (_, i) => words.getUint32(start + 4 * i, true));
    const frames = this.#locate({ kind: 'return', places }).map((location): Frame => ({ name: null, location }));
    // The library's own error, for which it says that there is no trace, is the last one by now.
    return renderTrace(frames.slice(0, frames.findLastIndex((frame) => !isPanicking(frame)) + 1), this.#style);
  }
}
