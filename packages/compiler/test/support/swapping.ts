import { deepEqual, ok } from 'node:assert/strict';
import { Compilation } from '../../src/compilation/compilation.ts';
import { HotSwap } from '../../src/swap/hot-swap.ts';
import { applyPatch, type Imports, type RunningProgram, startProgram } from '../../src/swap/runtime.ts';
import type { Swap } from '../../src/swap/swap.ts';
import { libraryOptions, smallLib, TestHost } from './library.ts';

type Call = (...args: unknown[]) => unknown;

/** A library of exported functions that runs, and is edited meanwhile. */
export class SwappedProgram {
  readonly host: TestHost;
  readonly compilation: Compilation;
  readonly swap: HotSwap;
  program: RunningProgram | null = null;
  readonly #imports: Imports;

  /** `always`: whether tables are looked through before each update. */
  constructor(source: string, imports: Imports = {}, directory = smallLib, always = false) {
    this.host = new TestHost(source, directory);
    const options = libraryOptions(this.host, null);
    this.compilation = new Compilation({ ...options, collectsAlways: always, link: { isSwappable: true } });
    this.swap = new HotSwap(this.compilation);
    this.#imports = imports;
  }

  /** Builds it, and starts what that gives. */
  async start(): Promise<void> {
    deepEqual(this.compilation.update().errors, []);
    await this.restart();
  }

  /** Starts what the last update gave. */
  async restart(): Promise<void> {
    this.program = await startProgram(this.swap.start()!, this.#imports);
  }

  call(name: string, ...args: unknown[]): unknown {
    return (this.program!.exports[name] as Call)(...args);
  }

  /** What the program that runs has in memory. */
  get memory(): Uint8Array {
    return new Uint8Array((this.program!.exports.memory as { readonly buffer: ArrayBuffer }).buffer);
  }

  /** Has the source be `source`, and tells what that comes to. Fails where there are errors. */
  update(source: string): Swap {
    this.host.source = source;
    deepEqual(this.compilation.update(['main.zig']).errors, []);
    return this.swap.next()!;
  }

  /** The same for `from` in the source, which comes to be `to`. */
  edit(from: string, to: string): Swap {
    ok(this.host.source.includes(from), from);
    return this.update(this.host.source.replace(from, to));
  }

  /** An edit that can be swapped, and is. Returns the functions that have other code. */
  async swapTo(from: string, to: string): Promise<readonly string[]> {
    const swap = this.edit(from, to);
    if (swap.kind === 'same') return [];
    if (swap.kind === 'reload') throw new Error(`${to}: ${swap.reasons.join('; ')}`);
    await applyPatch(this.program!, swap.patch);
    return swap.patch.functions;
  }
}
