/** An instance of a module: what it exports. */
export interface Exports {
  readonly [name: string]: unknown;
}

interface Instantiated {
  readonly instance: { readonly exports: Exports };
}

/** Instantiates the module `bytes`. The types that come with Node have none for the global. */
export async function instantiate(bytes: Uint8Array, imports: object = {}): Promise<Exports> {
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { instantiate(bytes: Uint8Array, imports: object): Promise<Instantiated> };
  };
  return (await WebAssembly.instantiate(bytes, imports)).instance.exports;
}
