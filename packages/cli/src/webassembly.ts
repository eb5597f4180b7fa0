/** As much of the engine as is used here. `Exports`: what the module is known to export. */
interface Engine {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate<Exports>(module: object, imports: object): Promise<{ readonly exports: Exports }>;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new <Exports>(module: object, imports: object) => { readonly exports: Exports };
}

/** The global of that name, for which the types that come with Node have none. */
export const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Engine };

/** What a module that imports nothing exports. */
export async function instantiate<Exports>(bytes: Uint8Array): Promise<Exports> {
  return (await WebAssembly.instantiate<Exports>(await WebAssembly.compile(bytes), {})).exports;
}
