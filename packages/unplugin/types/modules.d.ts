/* For TypeScript: the modules of `.zig` files without bindings. Named in `types` of a tsconfig.json, or by a reference. */

declare module '*.zig?url' {
  /** Where the module is. */
  const url: string;
  export default url;
}

declare module '*.zig?init' {
  /** Instantiates the module with what it imports. */
  const init: (
    imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => Promise<{ readonly exports: Readonly<Record<string, unknown>> }>;
  export default init;
}
