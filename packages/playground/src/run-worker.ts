import { type Fd, File, type Inode, PreopenDirectory, WASI, WASIProcExit } from '@bjorn3/browser_wasi_shim';
import { OutputStream } from './output-stream.ts';
import type { MoreInput, Order, RunEvent, World } from './protocol.ts';
import { promising, StandardInput, Suspending } from './standard-input.ts';
import { runTests } from './test-run.ts';

/* Runs a module under WASI, in a thread that is ended where the program does not end. */

function tell(event: RunEvent): void {
  postMessage(event);
}

/** Output goes to the page in pieces of some size: a message for each write would take longer than the program. */
const PIECE = 1 << 14;
let pending: { readonly isError: boolean; readonly parts: Uint8Array[]; length: number } | null = null;

function flush(): void {
  if (pending === null) return;
  const bytes = new Uint8Array(pending.length);
  let at = 0;
  for (const part of pending.parts) {
    bytes.set(part, at);
    at += part.length;
  }
  tell({ kind: 'wrote', isError: pending.isError, bytes });
  pending = null;
}

function write(isError: boolean, bytes: Uint8Array): void {
  if (pending?.isError !== isError) flush();
  pending ??= { isError, parts: [], length: 0 };
  pending.parts.push(bytes.slice());
  pending.length += bytes.length;
  if (pending.length >= PIECE) flush();
}

const encoder = new TextEncoder();

/** Takes the input that was asked for. */
let answered: (text: string | null) => void = () => undefined;

/** The functions of WASI, of which reading waits for more input where that is used up. */
function withQuestions(functions: WASI['wasiImport'], input: StandardInput): WASI['wasiImport'] {
  if (Suspending === undefined) return functions;
  let hasEnded = false;
  const read = async (...args: number[]): Promise<number> => {
    if (args[0] === 0 && input.isUsedUp && !hasEnded) {
      flush();
      const more = new Promise<string | null>((resolve) => {
        answered = resolve;
      });
      tell({ kind: 'asked' });
      const text = await more;
      if (text === null) hasEnded = true;
      else input.add(encoder.encode(text));
    }
    return functions.fd_read(...args) as number;
  };
  return { ...functions, fd_read: new Suspending(read) };
}

async function runProgram(bytes: Uint8Array<ArrayBuffer>, { args, stdin, asks, files }: World): Promise<void> {
  const input = new StandardInput(encoder.encode(stdin));
  const given = new Map(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)]));
  const contents = new Map<string, Inode>([...given].map(([name, data]) => [name, new File(data.slice())]));
  const fds: Fd[] = [
    input,
    new OutputStream((part) => write(false, part)),
    new OutputStream((part) => write(true, part)),
    new PreopenDirectory('.', contents),
  ];
  const wasi = new WASI(['main', ...args], [], fds, { debug: false });
  const functions = asks ? withQuestions(wasi.wasiImport, input) : wasi.wasiImport;
  const { instance } = await WebAssembly.instantiate(bytes, { wasi_snapshot_preview1: functions });
  let code: number | null = null;
  try {
    code = asks && promising !== undefined ? await startWaiting(wasi, instance) : wasi.start(instance as Started);
  } catch (error) {
    flush();
    trapped(error);
  }
  flush();
  tell({ kind: 'exited', code, files: Object.fromEntries(writtenFiles(contents, given)) });
}

type Started = Parameters<WASI['start']>[0];

/** As `WASI.start`, of a program that may wait. */
async function startWaiting(wasi: WASI, instance: WebAssembly.Instance): Promise<number> {
  wasi.inst = instance as Started;
  try {
    await promising!(instance.exports._start)();
    return 0;
  } catch (error) {
    if (error instanceof WASIProcExit) return error.code;
    throw error;
  }
}

function writtenFiles(contents: Map<string, Inode>, given: Map<string, Uint8Array>): [string, Uint8Array][] {
  return [...contents].flatMap(([name, inode]): [string, Uint8Array][] => {
    if (!(inode instanceof File)) return [];
    const before = given.get(name);
    const isSame = before?.length === inode.data.length && inode.data.every((byte, i) => byte === before[i]);
    return isSame ? [] : [[name, inode.data]];
  });
}

function trapped(error: unknown): void {
  const stack = (error instanceof Error ? error.stack : null) ?? '';
  const offsets = [...stack.matchAll(/:0x([0-9a-f]+)/g)].map(([, at]) => Number.parseInt(at, 16));
  tell({ kind: 'trapped', text: error instanceof Error ? error.message : String(error), offsets });
}

addEventListener('message', ({ data }: MessageEvent<Order | MoreInput>) => {
  if (data.kind === 'input') {
    answered(data.text);
    return;
  }
  const work =
    data.kind === 'run' ? runProgram(data.module, data.world) : runTests(data, { tell, write, flush, trapped });
  work.catch((error: unknown) => {
    flush();
    if (!(error instanceof WASIProcExit)) trapped(error);
    tell({ kind: 'exited', code: null, files: {} });
  });
});
