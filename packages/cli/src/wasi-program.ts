import { setFlagsFromString } from 'node:v8';
import { displayPath } from './display-path.ts';
import type { Locations } from './protocol.ts';

/** As much of the global as is used here; the types that come with Node have none for it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
};

/** The exit code of a process that was ended by `abort`: what a trap amounts to. */
const ABORT_EXIT_CODE = 134;

/**
 * Runs `module` as a WASI program with this process's standard streams, environment and working directory (its one preopened
 * directory, `.`). `args`: its arguments, the program's name first. Returns the exit code; a trap is reported and gives that of
 * an abort. `locate` says where the code at bytes of the module comes from.
 */
export async function runWasiProgram(
  module: Uint8Array,
  args: readonly string[],
  locate?: (offsets: readonly number[]) => Promise<Locations>,
): Promise<number> {
  const { WASI } = await importWasi();
  const wasi = new WASI({
    version: 'preview1',
    args: [...args],
    env: process.env as Record<string, string>,
    preopens: { '.': '.' },
    returnOnExit: true,
  });
  try {
    const compiled = await WebAssembly.compile(module);
    const instance = await WebAssembly.instantiate(compiled, {
      wasi_snapshot_preview1: wasiFunctions(wasi.wasiImport),
    });
    return wasi.start(instance);
  } catch (error) {
    process.stderr.write(await trapReport(error, locate));
    return ABORT_EXIT_CODE;
  }
}

const ERRNO_SPIPE = 70;
const ERRNO_NOTCAPABLE = 76;

/** Of the first descriptors, the standard streams. */
const STANDARD_STREAMS = 3;

/**
 * Node's functions of WASI, but for what it says of a position in a stream that has none, such as a pipe: that the program lacks the
 * right to it, where other hosts say that it cannot be sought. Zig's library falls back to reading in order on that alone.
 */
function wasiFunctions(functions: NodeJS.Dict<unknown>): NodeJS.Dict<unknown> {
  const wrapped: NodeJS.Dict<unknown> = { ...functions };
  for (const name of ['fd_pread', 'fd_pwrite', 'fd_seek', 'fd_tell']) {
    const call = functions[name] as (descriptor: number, ...args: unknown[]) => number;
    wrapped[name] = (descriptor: number, ...args: unknown[]): number => {
      const errno = call(descriptor, ...args);
      return errno === ERRNO_NOTCAPABLE && descriptor < STANDARD_STREAMS ? ERRNO_SPIPE : errno;
    };
  }
  return wrapped;
}

/** Node says of its WASI that it is experimental. Who runs a program has no use for that. */
async function importWasi(): Promise<typeof import('node:wasi')> {
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

/** A function of the module in the stack of a trap: its name, and the byte of the module that it had come to. */
const FRAME = /^ {4}at (.+) \(wasm:.*:0x([0-9a-f]+)\)$/gm;

/** What the user is told of a trap: what it was and where, with source lines where they are known. */
async function trapReport(
  error: unknown,
  locate: ((offsets: readonly number[]) => Promise<Locations>) | undefined,
): Promise<string> {
  if (!(error instanceof Error)) return `error: ${String(error)}\n`;
  const isTrap = error.name === 'RuntimeError' || error.name === 'RangeError';
  const lines = [
    isTrap ? `error: the program trapped: ${error.message}` : `error: unable to run the program: ${error.message}`,
  ];
  const frames = [...(error.stack ?? '').matchAll(FRAME)];
  const locations = (await locate?.(frames.map(([, , offset]) => Number.parseInt(offset, 16)))) ?? [];
  frames.forEach(([, name], i) => {
    const place = locations[i]?.place ?? null;
    if (place === null) lines.push(`    in ${name}`);
    else {
      lines.push(
        `${displayPath(place.path)}:${place.line + 1}:${place.column + 1}: in ${name}`,
        place.text,
        `${' '.repeat(place.column)}^`,
      );
    }
  });
  return `${lines.join('\n')}\n`;
}
