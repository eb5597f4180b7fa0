import { setFlagsFromString } from 'node:v8';
import { type Exports, type Locate, ProgramTraces } from './program-traces.ts';
import { directoriesOf, environmentOf, type ProgramWorld } from './program-world.ts';
import type { TraceStyle } from './stack-trace.ts';
import { gatherBytes, setWord, type WasiFunctions } from './wasi-memory.ts';
import { confinePaths } from './wasi-paths.ts';

/** As much of the global as is used here; the types that come with Node have none for it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: Exports }>;
};

/** The exit code of a process that was ended by `abort`: what a trap amounts to. */
const ABORT_EXIT_CODE = 134;

/**
 * Runs `module` as a WASI program with this process's standard streams and what `world` gives it. Returns the exit code; a trap is reported and gives that of
 * an abort. `locate` says where code of the module comes from.
 */
export async function runWasiProgram(
  module: Uint8Array,
  world: ProgramWorld,
  locate: Locate,
  style: TraceStyle,
): Promise<number> {
  const { WASI } = await importWasi();
  const directories = directoriesOf(world);
  const wasi = new WASI({
    version: 'preview1',
    args: [...world.args],
    env: environmentOf(world),
    preopens: directories,
    returnOnExit: true,
  });
  const traces = new ProgramTraces(module, locate, style);
  try {
    const compiled = await WebAssembly.compile(traces.module);
    const own = wasiFunctions(wasi.wasiImport);
    const confined = confinePaths(own, Object.values(directories), () => traces.exports.memory.buffer);
    const functions = withTraces(confined, traces);
    const instance = await WebAssembly.instantiate(compiled, { wasi_snapshot_preview1: functions });
    traces.attach(instance.exports);
    return wasi.start(instance);
  } catch (error) {
    process.stderr.write(traces.report(error));
    return ABORT_EXIT_CODE;
  }
}

const STDERR = 2;

const ERRNO_SPIPE = 70;
const ERRNO_NOTCAPABLE = 76;

/** Of the first descriptors, the standard streams. */
const STANDARD_STREAMS = 3;

/**
 * Node's functions of WASI, but for what it says of a position in a stream that has none, such as a pipe: that the program lacks the
 * right to it, where other hosts say that it cannot be sought. Zig's library falls back to reading in order on that alone.
 */
export function wasiFunctions(wasiImport: NodeJS.Dict<unknown>): WasiFunctions {
  const functions = wasiImport as WasiFunctions;
  const wrapped = { ...functions };
  for (const name of ['fd_pread', 'fd_pwrite', 'fd_seek', 'fd_tell']) {
    const call = functions[name];
    wrapped[name] = (descriptor, ...args) => {
      const errno = call(descriptor, ...args);
      return errno === ERRNO_NOTCAPABLE && descriptor < STANDARD_STREAMS ? ERRNO_SPIPE : errno;
    };
  }
  return wrapped;
}

/** `functions`, which write a trace where the library says that there is none. */
function withTraces(functions: WasiFunctions, traces: ProgramTraces): WasiFunctions {
  const write = functions.fd_write;
  const fdWrite = (fd: number, vectors: number, count: number, written: number): number => {
    const { buffer } = traces.exports.memory;
    const bytes = fd === STDERR ? gatherBytes(buffer, vectors, count) : null;
    const trace = bytes === null ? null : traces.inPlaceOf(bytes);
    if (bytes === null || trace === null) return write(fd, vectors, count, written);
    process.stderr.write(trace);
    setWord(buffer, written, bytes.length);
    return 0;
  };
  return { ...functions, fd_write: fdWrite };
}

/** Node says of its WASI that it is experimental. Who runs a program has no use for that. */
export async function importWasi(): Promise<typeof import('node:wasi')> {
  // Node 20 crashes where a program's memory grows in such a call.
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--no-turbo-fast-api-calls');
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return await import('node:wasi');
  } finally {
    process.emitWarning = emitWarning;
  }
}
