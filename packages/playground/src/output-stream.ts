import { ConsoleStdout, wasi } from '@bjorn3/browser_wasi_shim';

/** A stream that a program writes to. It has no positions, and says so in the way that has the library of Zig write without. */
export class OutputStream extends ConsoleStdout {
  override fd_pwrite(): { ret: number; nwritten: number } {
    return { ret: wasi.ERRNO_SPIPE, nwritten: 0 };
  }
}
