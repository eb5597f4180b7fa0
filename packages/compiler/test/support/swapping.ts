import { deepEqual, ok } from 'node:assert/strict';
import { Compilation } from '../../src/compilation/compilation.ts';
import type { CompilationOptions } from '../../src/compilation/options.ts';
import { HotSwap } from '../../src/swap/hot-swap.ts';
import { applyPatch, type Imports, type RunningProgram, startProgram } from '../../src/swap/runtime.ts';
import type { Swap } from '../../src/swap/swap.ts';
import { libraryOptions, smallLib, TestHost } from './library.ts';

type Call = (...args: unknown[]) => unknown;

/** How a program is other than usual. */
interface SwappedOptions {
  /** What the host gives it. */
  readonly imports?: Imports;
  /** Where its library is. */
  readonly directory?: URL;
  readonly options?: Partial<CompilationOptions>;
}

/** A library of exported functions that runs, and is edited meanwhile. */
export class SwappedProgram {
  readonly host: TestHost;
  readonly compilation: Compilation;
  readonly swap: HotSwap;
  program: RunningProgram | null = null;
  readonly #imports: Imports;

  constructor(source: string, { imports = {}, directory = smallLib, options = {} }: SwappedOptions = {}) {
    this.host = new TestHost(source, directory);
    const link = { ...options.link, isSwappable: true };
    this.compilation = new Compilation({ ...libraryOptions(this.host, null), ...options, link });
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
    if (swap.kind !== 'patch') throw new Error(`${to}: ${swap.kind}: ${swap.reasons.join('; ')}`);
    await applyPatch(this.program!, swap.patch);
    return swap.patch.functions;
  }
}
