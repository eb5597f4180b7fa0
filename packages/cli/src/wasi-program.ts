import { writeSync } from 'node:fs';
import { setProgramFlags } from './engine-flags.ts';
import { hostPaths, type PathRecord, type ProgramMemory } from './host-paths.ts';
import { type Exports, type Locate, ProgramTraces } from './program-traces.ts';
import { directoriesOf, environmentOf, type ProgramWorld } from './program-world.ts';
import type { CodePlaces, Locations } from './protocol.ts';
import type { TraceStyle } from './stack-trace.ts';
import { Errno } from './wasi-errno.ts';
import { gatherBytes, setWord, type WasiFunctions } from './wasi-memory.ts';
import { confinePaths } from './wasi-paths.ts';
import { WebAssembly } from './webassembly.ts';

/** The exit code of a process that was ended by `abort`: what a trap amounts to. */
const ABORT_EXIT_CODE = 134;

/**
 * Runs `module` as a WASI program with this process's standard streams and what `world` gives it. Returns the exit code; a trap is reported and gives that of
 * an abort. `locate` says where code of the module comes from. `optimize` is done with the module before it runs: then no place in it is one of `module`.
 * `record`: takes what paths the program names, if `world` has its places.
 */
export async function runWasiProgram(
  module: Uint8Array,
  world: ProgramWorld,
  locate: Locate,
  style: TraceStyle,
  optimize: ((module: Uint8Array) => Promise<Uint8Array>) | null = null,
  record: PathRecord | null = null,
): Promise<number> {
  const traces = new ProgramTraces(module, optimize === null ? locate : nowhere, style);
  const program = optimize === null ? traces.module : await optimize(traces.module);
  const wasi = await openWasi(world, () => traces.exports.memory, record);
  const writeError = (text: string): void => {
    if (world.streams === undefined) process.stderr.write(text);
    else writeSync(world.streams.stderr, text);
  };
  try {
    const compiled = await WebAssembly.compile(program);
    const functions = withTraces(wasi.functions, traces, writeError);
    const instance = await WebAssembly.instantiate<Exports>(compiled, { wasi_snapshot_preview1: functions });
    traces.attach(instance.exports);
    return wasi.start(instance);
  } catch (error) {
    writeError(traces.report(error));
    return ABORT_EXIT_CODE;
  }
}

/** WASI for one instance of a program. */
export interface OpenedWasi {
  readonly functions: WasiFunctions;
  /** Starts the instance. Returns its exit code; throws what it traps with. */
  start(instance: object): number;
}

/** Node's WASI, with what `world` gives a program and no way out of its directories. `memory`: that of the instance. `record`: see `runWasiProgram`. */
export async function openWasi(
  world: ProgramWorld,
  memory: () => ProgramMemory,
  record: PathRecord | null = null,
): Promise<OpenedWasi> {
  const { WASI } = await importWasi();
  const { places, streams = {} } = world;
  const directories: Record<string, string> = places === undefined ? directoriesOf(world) : { '/': '/' };
  const wasi = new WASI({
    version: 'preview1',
    args: [...world.args],
    env: environmentOf(world),
    preopens: directories,
    returnOnExit: true,
    ...streams,
  });
  const own = wasiFunctions(wasi.wasiImport);
  const functions =
    places === undefined
      ? confinePaths(own, Object.values(directories), () => memory().buffer)
      : hostPaths(own, places, record, memory);
  return { functions, start: (instance) => wasi.start(instance) };
}

function nowhere({ places }: CodePlaces): Locations {
  return places.map(() => null);
}

const STDERR = 2;

/** Of the first descriptors, the standard streams. */
const STANDARD_STREAMS = 3;

/** Flag of a descriptor whose program does not want to wait. */
const NONBLOCK = 4;

/** Milliseconds between two tries to write to a stream that takes no more, or to read from one that has nothing. */
const MIN_WAIT = 1;
const MAX_WAIT = 16;
const sleeping = new Int32Array(new SharedArrayBuffer(4));

/**
 * Node's functions of WASI, but for two things that it says of the standard streams. Of a position in one that has none, such as a pipe, it says that the program
 * lacks the right to it, where other hosts say that it cannot be sought: Zig's library falls back to reading in order on that alone. And where this process
 * uses a pipe too, Node has made it one that does not wait: the program, which knows nothing of that, waits here until all is written, or something is there.
 */
function wasiFunctions(wasiImport: NodeJS.Dict<unknown>): WasiFunctions {
  const functions = wasiImport as WasiFunctions;
  const wrapped = { ...functions };
  for (const name of ['fd_pread', 'fd_pwrite', 'fd_seek', 'fd_tell']) {
    const call = functions[name];
    wrapped[name] = (descriptor, ...args) => {
      const errno = call(descriptor, ...args);
      return errno === Errno.notcapable && descriptor < STANDARD_STREAMS ? Errno.spipe : errno;
    };
  }
  /** Standard streams that the program does not want to wait for. */
  const impatient = new Set<number>();
  wrapped.fd_fdstat_set_flags = (descriptor, flags) => {
    const errno = functions.fd_fdstat_set_flags(descriptor, flags);
    if (errno === Errno.success && (flags & NONBLOCK) !== 0) impatient.add(descriptor);
    return errno;
  };
  for (const name of ['fd_read', 'fd_write']) {
    const call = functions[name];
    wrapped[name] = (descriptor, ...args) => {
      for (let wait = MIN_WAIT; ; wait = Math.min(2 * wait, MAX_WAIT)) {
        const errno = call(descriptor, ...args);
        if (errno !== Errno.again || descriptor >= STANDARD_STREAMS || impatient.has(descriptor)) return errno;
        Atomics.wait(sleeping, 0, 0, wait);
      }
    };
  }
  return wrapped;
}

/** `functions`, which write a trace where the library says that there is none. */
function withTraces(
  functions: WasiFunctions,
  traces: ProgramTraces,
  writeError: (text: string) => void,
): WasiFunctions {
  const write = functions.fd_write;
  const fdWrite = (fd: number, vectors: number, count: number, written: number): number => {
    const { buffer } = traces.exports.memory;
    const bytes = fd === STDERR ? gatherBytes(buffer, vectors, count) : null;
    const trace = bytes === null ? null : traces.inPlaceOf(bytes);
    if (bytes === null || trace === null) return write(fd, vectors, count, written);
    writeError(trace);
    setWord(buffer, written, bytes.length);
    return 0;
  };
  return { ...functions, fd_write: fdWrite };
}

/** Node says of its WASI that it is experimental. Who runs a program has no use for that. */
export async function importWasi(): Promise<typeof import('node:wasi')> {
  setProgramFlags();
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return await import('node:wasi');
  } finally {
    process.emitWarning = emitWarning;
  }
}
