import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Compilation } from '../../src/compilation/compilation.ts';
import type { Host } from '../../src/compilation/host.ts';
import { type CompilationOptions, OptimizeMode } from '../../src/compilation/options.ts';
import type { StateSource } from '../../src/compilation/state-file.ts';
import type { UpdateResult } from '../../src/compilation/update-result.ts';

/** As much of the host's WebAssembly as is needed here. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
};

type Exports = Record<string, (...args: unknown[]) => unknown> & { readonly memory: { readonly buffer: ArrayBuffer } };

/** A library directory with what analysis itself refers to, and nothing more. */
export const smallLib = new URL('../sema/lib/', import.meta.url);

/** The Zig library directory. */
export const lib = new URL('../../../zig-lib/lib/', import.meta.url);

/** One source file and Zig's own library; says which files of that were read. */
export class TestHost implements Host {
  readonly read: string[] = [];
  constructor(
    public source: string,
    private readonly directory: URL,
  ) {}

  readFile(path: string): Uint8Array {
    if (path === 'main.zig') return new TextEncoder().encode(this.source);
    this.read.push(path);
    return new Uint8Array(readFileSync(new URL(path.replace(/^lib\//, ''), this.directory)));
  }
}

/** Options of a library of exported functions on `host`. */
export function libraryOptions(
  host: TestHost,
  state: StateSource | null,
): CompilationOptions & { readonly host: TestHost } {
  const { Debug } = OptimizeMode;
  const program = { rootPath: 'main.zig', zigLibDir: 'lib', host, target: 'wasm32-freestanding', mode: Debug } as const;
  return { ...program, isLibrary: true, emit: true, state };
}

/** A compilation of the library of exported functions `source`, before its first update; `state`: what it starts from. */
export function openLibrary(
  source: string,
  directory = lib,
  state: StateSource | null = null,
  settings: Pick<CompilationOptions, 'collectsAlways' | 'link'> = {},
): { readonly host: TestHost; readonly compilation: Compilation } {
  const host = new TestHost(source, directory);
  return { host, compilation: new Compilation({ ...libraryOptions(host, state), ...settings }) };
}

/** What an instance of the module that an update gave exports. Fails if there were errors. */
export function instantiate({ errors, faults, module }: UpdateResult, imports: object = {}): Exports {
  deepEqual([errors, faults], [[], []]);
  return new WebAssembly.Instance(new WebAssembly.Module(module as Uint8Array), imports).exports;
}

/** Calls an exported function of a new instance of what an update gave. */
export function call(result: UpdateResult, name: string, ...args: unknown[]): unknown {
  return instantiate(result)[name]!(...args);
}
