import { File, OpenFile, wasi } from '@bjorn3/browser_wasi_shim';

/** What of the engine lets a program wait for a promise; undefined where it cannot. */
interface Waiting {
  readonly Suspending?: new (f: (...args: number[]) => Promise<number>) => (...args: number[]) => number;
  readonly promising?: (f: unknown) => () => Promise<unknown>;
}

export const { Suspending, promising } = WebAssembly as Waiting;

/** Whether programs can wait for input here. */
export const canWait = Suspending !== undefined && promising !== undefined;

/** A standard input to which can be added. It has no positions, as that of a terminal. */
export class StandardInput extends OpenFile {
  constructor(bytes: Uint8Array) {
    super(new File(bytes));
  }

  /** Whether all was read. */
  get isUsedUp(): boolean {
    return this.file_pos >= BigInt(this.file.data.length);
  }

  /** Adds to its end. */
  add(bytes: Uint8Array): void {
    const all = new Uint8Array(this.file.data.length + bytes.length);
    all.set(this.file.data);
    all.set(bytes, this.file.data.length);
    this.file.data = all;
  }

  override fd_fdstat_get(): { ret: number; fdstat: wasi.Fdstat } {
    return { ret: wasi.ERRNO_SUCCESS, fdstat: new wasi.Fdstat(wasi.FILETYPE_CHARACTER_DEVICE, 0) };
  }

  override fd_pread(): { ret: number; data: Uint8Array } {
    return { ret: wasi.ERRNO_SPIPE, data: new Uint8Array(0) };
  }

  override fd_seek(): { ret: number; offset: bigint } {
    return { ret: wasi.ERRNO_SPIPE, offset: 0n };
  }
}
