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
 * an abort.
 */
export async function runWasiProgram(module: Uint8Array, args: readonly string[]): Promise<number> {
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
    const instance = await WebAssembly.instantiate(compiled, wasi.getImportObject());
    return wasi.start(instance);
  } catch (error) {
    process.stderr.write(trapReport(error));
    return ABORT_EXIT_CODE;
  }
}

/** Node says of its WASI that it is experimental. Who runs a program has no use for that. */
async function importWasi(): Promise<typeof import('node:wasi')> {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return await import('node:wasi');
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** What the user is told of a trap: what it was and, from the module's names, where. */
function trapReport(error: unknown): string {
  if (!(error instanceof Error)) return `error: ${String(error)}\n`;
  const isTrap = error.name === 'RuntimeError' || error.name === 'RangeError';
  const lines = [
    isTrap ? `error: the program trapped: ${error.message}` : `error: unable to run the program: ${error.message}`,
  ];
  for (const match of (error.stack ?? '').matchAll(/^ {4}at (.+) \(wasm:.*\)$/gm)) lines.push(`    in ${match[1]}`);
  return `${lines.join('\n')}\n`;
}
