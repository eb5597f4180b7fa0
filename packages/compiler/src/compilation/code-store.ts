import { type DataBlock, generateData } from '../codegen/data.ts';
import { type FunctionCode, generateFunction } from '../codegen/generate.ts';
import { ReprTable } from '../codegen/repr.ts';
import { DependerKind, dependerKind } from '../incremental/depender.ts';
import { funcRow } from '../intern/functions.ts';
import { type DeclIndex, type FuncIndex, type Index, NO_DECL, type TrackedIndex } from '../intern/ids.ts';
import { typeOf } from '../intern/values.ts';
import { DEFAULT_LINK_OPTIONS, type LinkExport } from '../link/input.ts';
import { link } from '../link/module.ts';
import type { CompileError } from '../sema/errors.ts';
import type { Reached } from '../sema/reach.ts';
import { CHUNK_NODE } from '../sema/src-loc.ts';
import type { Zcu } from '../sema/zcu.ts';

/**
 * Code and data of what was analysed. Code of a function is kept until its body is analysed again; bytes of a constant until the
 * layout of some type changes.
 */
export class CodeStore {
  readonly #zcu: Zcu;
  readonly #functions = new Map<FuncIndex, FunctionCode>();
  #reprs: ReprTable;
  #data = new Map<Index, DataBlock | null>();

  constructor(zcu: Zcu) {
    this.#zcu = zcu;
    this.#reprs = new ReprTable(zcu.pool);
  }

  /** To be called before an update's code is generated: forgets what followed from layouts that are others now. */
  startUpdate(): void {
    const { journal } = this.#zcu.schedule;
    for (let i = 0; i < journal.length; i++) {
      const kind = dependerKind(journal.depender(i));
      // An enum has no layout of its own: its fields say how wide it is.
      if (kind !== DependerKind.typeLayout && kind !== DependerKind.typeFields) continue;
      this.#reprs = new ReprTable(this.#zcu.pool);
      this.#data = new Map();
      return;
    }
  }

  /** Generates the code of `func` if its body was analysed anew. Returns the error where that is not supported yet. */
  generate(func: FuncIndex): CompileError | null {
    const { airs, pool } = this.#zcu;
    const air = airs.get(func);
    if (air === undefined) return null;
    const generated = generateFunction(this.#reprs, air, typeOf(pool, pool.funcs.value.data[func]! as Index));
    if ('unsupported' in generated) {
      const chunk = pool.funcs.body.data[func]! as TrackedIndex;
      return { chunk, src: CHUNK_NODE, message: `not supported yet: ${generated.unsupported}`, notes: [] };
    }
    airs.delete(func);
    this.#functions.set(func, generated);
    return null;
  }

  /** Links what is reached from the exports of the units reached. Returns the module, or the symbols that nothing defines. */
  link(reached: Reached): Uint8Array | readonly string[] {
    const zcu = this.#zcu;
    const { pool } = zcu;
    const exports: LinkExport[] = [];
    for (const unit of reached.units) {
      for (const { name, decl, value } of zcu.recordOf(unit).exports) {
        exports.push({
          name,
          decl: decl === NO_DECL ? (pool.funcs.decl.data[funcRow(pool, value)]! as DeclIndex) : decl,
        });
      }
    }
    exports.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const result = link({
      reprs: this.#reprs,
      exports,
      options: DEFAULT_LINK_OPTIONS,
      functionCode: (func) => this.#functions.get(funcRow(pool, func)) ?? null,
      constantData: (value) => this.#constant(value),
      symbol: () => null,
      position: () => null,
    });
    return result.undefinedSymbols.length > 0 ? result.undefinedSymbols : result.module;
  }

  #constant(value: Index): DataBlock | null {
    let data = this.#data.get(value);
    if (data === undefined) {
      data = generateData(this.#zcu.pool, value, 0);
      this.#data.set(value, data);
    }
    return data;
  }
}
