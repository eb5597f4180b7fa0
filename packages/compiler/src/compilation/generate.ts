import { funcRow } from '../intern/functions.ts';
import { type FuncIndex, type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import type { CompileError } from '../query/errors.ts';
import { funcBodyUnit } from '../query/units.ts';
import { type FaultLog, UPDATE_STOPPED } from '../util/fault.ts';
import type { BuildTables } from './build-tables.ts';

/** What an update generated. */
export interface Generated {
  /** The functions that code was generated for. */
  readonly functions: FuncIndex[];
  /** The functions of compiler_rt that are called, by name. */
  readonly symbols: Map<StringIndex, Index>;
}

/**
 * Generates code for the functions whose bodies were analysed, and reaches the functions of compiler_rt that it calls; all that is added to `generated`.
 * To be called where nothing failed. Returns what is not supported yet. Throws `UPDATE_STOPPED`.
 */
export function generate(
  { zcu, code, compilerRt, reached }: BuildTables,
  generated: Generated,
  log: FaultLog,
): CompileError[] {
  const { functions, symbols } = generated;
  const errors: CompileError[] = [];
  const seen = new Set<FuncIndex>();
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const func of zcu.airs.functions()) {
      if (seen.has(func) || !reached.has(funcBodyUnit(func))) continue;
      if (zcu.isStopped()) throw UPDATE_STOPPED;
      seen.add(func);
      functions.push(func);
      const error = log.attempt(
        () => `generating code of '${zcu.nameOf(funcBodyUnit(func))}'`,
        () => code.generate(func),
        null,
      );
      if (error !== null) errors.push(error);
    }
    for (const [func, names] of code.symbols) {
      if (!reached.has(funcBodyUnit(func))) continue;
      for (const name of names) {
        if (symbols.has(name)) continue;
        const called = compilerRt.find(zcu.pool.text(name), reached);
        if (called === NO_INDEX) continue;
        symbols.set(name, called);
        reached.reach(funcBodyUnit(funcRow(zcu.pool, called)));
        isMore = true;
      }
    }
  }
  return errors;
}
