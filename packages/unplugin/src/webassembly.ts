/** As much of the engine as is used here. */
interface Engine {
  readonly Module: {
    new (bytes: Uint8Array): object;
    /** What the module imports. */
    imports(module: object): readonly { readonly module: string; readonly name: string; readonly kind: string }[];
  };
}

/** The global of that name, for which the types that come with Node have none. */
export const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Engine };
