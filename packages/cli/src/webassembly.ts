/** As much of the global as is used here; the types that come with Node have none for it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: object }>;
};

/** What a module that imports nothing exports. */
export async function instantiate(bytes: Uint8Array): Promise<object> {
  return (await WebAssembly.instantiate(await WebAssembly.compile(bytes), {})).exports;
}
