import { WebAssembly } from '../src/webassembly.ts';

/** An instance of a module: what it exports. */
export interface Exports {
  readonly [name: string]: unknown;
}

/** Instantiates the module `bytes`. */
export async function instantiate(bytes: Uint8Array, imports: object = {}): Promise<Exports> {
  return (await WebAssembly.instantiate<Exports>(await WebAssembly.compile(bytes), imports)).exports;
}
