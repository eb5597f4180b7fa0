import { funcRow } from '../intern/functions.ts';
import { type FuncIndex, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import { declValueUnit, funcBodyUnit } from '../query/units.ts';
import type { Program } from './program.ts';
import type { DeclarationCost } from './query-types.ts';
import type { Sym } from './symbols.ts';

/** What the declaration that `symbol` is costs; null where it is none. */
export function costOf(program: Program, symbol: Sym): DeclarationCost | null {
  if (symbol.kind !== 'declared' || symbol.decl === NO_DECL) return null;
  const { pool, zcu, code } = program;
  const { decl } = symbol;
  const value = program.funcOf(decl);
  const branchesOf = (unit: Parameters<typeof zcu.findRow>[0]): number => {
    const row = zcu.findRow(unit);
    return row === null ? 0 : zcu.units.branchesNeeded.data[row];
  };
  let branches = branchesOf(declValueUnit(decl));
  if (value === NO_INDEX) return { instances: 0, branches, codeBytes: null };
  let instances = 0;
  let codeBytes: number | null = null;
  for (let func = 0 as FuncIndex; func < pool.funcs.length; func++) {
    const isInstance = pool.funcs.genericOwnerOf(func) === value;
    if (!isInstance && func !== funcRow(pool, value)) continue;
    if (!zcu.schedule.isUpToDate(funcBodyUnit(func))) continue;
    if (isInstance) instances++;
    branches += branchesOf(funcBodyUnit(func));
    const bytes = code.codeLength(func);
    if (bytes !== null) codeBytes = (codeBytes ?? 0) + bytes;
  }
  return { instances, branches, codeBytes };
}
