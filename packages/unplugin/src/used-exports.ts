import { compile } from './compiler-thread.ts';
import type { Compiled, CompileRequest } from './protocol.ts';

/** A module that a bundle may have, and what of it can be left out. */
interface Emitted {
  readonly request: Omit<CompileRequest, 'id'>;
  readonly module: Uint8Array;
  readonly exports: ReadonlyMap<string, string>;
}

/**
 * Makes modules smaller that are in a bundle, by what the bundler left of the code that uses them: so it is the bundler that finds out what is used, also of what is
 * imported as a whole.
 */
export class UsedExports {
  readonly #emitted = new Map<string, Emitted>();

  /** The module that `request` gave may become part of a bundle. */
  add(request: Omit<CompileRequest, 'id'>, { module, exports }: Compiled): void {
    if (module !== null && exports.size > 0)
      this.#emitted.set(`${request.path} ${request.mode}`, { request, module, exports });
  }

  /**
   * Pairs of modules of which something is not used in `codes`, all the code of a bundle, and of what is to take their places. `has`: whether the bundle has a module.
   */
  async smaller(
    codes: readonly string[],
    has: (module: Uint8Array) => boolean,
  ): Promise<(readonly [before: Uint8Array, after: Uint8Array])[]> {
    const found: (readonly [Uint8Array, Uint8Array])[] = [];
    for (const { request, module, exports } of this.#emitted.values()) {
      if (!has(module)) continue;
      const used = [...exports].flatMap(([path, name]) => (codes.some((code) => code.includes(name)) ? [path] : []));
      if (used.length === exports.size) continue;
      const compiled = await compile({ ...request, used });
      if (compiled.module !== null) found.push([module, compiled.module]);
    }
    return found;
  }
}
