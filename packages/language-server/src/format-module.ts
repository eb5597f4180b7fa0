import type { Formatter } from './format.ts';

/** What the module of `packages/cli/zig/format.zig` exports. */
export interface FormatExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  allocate(length: number): number;
  format(isZon: number): Result;
  formattedAddress(): number;
  formattedLength(): number;
  release(): void;
}

enum Result {
  formatted,
  hasErrors,
  outOfMemory,
}

/** The library's own formatter, over what an instance of its module exports. */
export function formatterOf(module: FormatExports): Formatter {
  return {
    format: (source, isZon) => {
      const address = module.allocate(source.length);
      if (address === 0) throw new RangeError('OutOfMemory');
      new Uint8Array(module.memory.buffer, address, source.length).set(source);
      const result = module.format(isZon ? 1 : 0);
      if (result === Result.outOfMemory) throw new RangeError('OutOfMemory');
      if (result === Result.hasErrors) return null;
      const formatted = new Uint8Array(module.memory.buffer, module.formattedAddress(), module.formattedLength());
      const copy = formatted.slice();
      module.release();
      return copy;
    },
  };
}

/** How that module is compiled. */
export const FORMAT_OPTIONS = { target: 'wasm32-freestanding', link: { entry: null } } as const;
