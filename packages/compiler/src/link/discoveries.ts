import { type Relocations, RelocKind } from '../codegen/relocation.ts';
import { PROGRESS_WORDS, type SymbolTable } from './symbols.ts';

/** Places in `SymbolTable.progress`. */
enum Progress {
  functions,
  data,
  slots,
  types,
  imports,
  /** Of what there is behind the function. */
  behind,
}

/**
 * What the relocations `now` of function `number` of a linked module, whose relocations were `before`, refer to, if they leave all numbers as
 * they are; else null. Numbers are given in the order in which things are come to. So the function has to come to the same things that no function before it
 * came to, in the same order, and, besides, only to what functions before it did.
 */
export function hasSameDiscoveries(
  symbols: SymbolTable,
  number: number,
  before: Relocations,
  now: Relocations,
): number[] | null {
  if (dropsPromise(symbols, before, now)) return null;
  const progress = symbols.progress.data.subarray(number * PROGRESS_WORDS, (number + 1) * PROGRESS_WORDS);
  const next = progress.slice(0, Progress.behind);
  const end = progress.subarray(Progress.behind);
  /** Comes to number `found` of a kind of thing. Returns whether that is one known before, or the next one. */
  const come = (kind: Progress, found: number): boolean => {
    if (found < next[kind]) return true;
    if (found > next[kind] || found === end[kind]) return false;
    next[kind]++;
    return true;
  };
  const comeToFunction = (ref: number): boolean =>
    ref < 0 ? come(Progress.imports, -1 - ref) : come(Progress.functions, ref);
  const comeToAddress = (target: number): boolean => {
    if (target >= 0) return come(Progress.data, target);
    const slot = -1 - target;
    return slot === 0 || (comeToFunction(symbols.slots[slot - 1]) && come(Progress.slots, slot - 1));
  };
  const resolved: number[] = [];
  for (let i = 0; i < now.length; i++) {
    const kind: RelocKind = now.kind.data[i];
    const target = symbols.resolveKnown(kind, now.target.data[i], now.detail.data[i]);
    if (target === null) return null;
    resolved.push(target);
    switch (kind) {
      case RelocKind.func:
      case RelocKind.runtime:
      case RelocKind.tagName:
      case RelocKind.symbol:
        if (!comeToFunction(target)) return null;
        break;
      case RelocKind.declAddress:
      case RelocKind.uavAddress:
        if (!comeToAddress(target)) return null;
        break;
      case RelocKind.typeIndex:
        if (!come(Progress.types, target)) return null;
        break;
      default:
        break;
    }
  }
  for (const kind of [Progress.functions, Progress.data, Progress.slots]) if (next[kind] !== end[kind]) return null;
  // With an import comes its type, and with a function its own: those are not told apart from what the relocations came to.
  const isAlike =
    progress[Progress.types] === end[Progress.types] && progress[Progress.imports] === end[Progress.imports];
  return isAlike || hasSameTargets(before, now) ? resolved : null;
}

/** Whether data may get along with less of an alignment now, or no function need the names of errors. */
function dropsPromise(symbols: SymbolTable, before: Relocations, now: Relocations): boolean {
  const kept = new Set<number>();
  for (let i = 0; i < now.length; i++) if (now.detail.data[i] !== 0) kept.add(now.target.data[i]);
  let usesNames = false;
  for (let i = 0; i < now.length; i++) usesNames ||= now.kind.data[i] === RelocKind.errorNameTable;
  for (let i = 0; i < before.length; i++) {
    if (before.kind.data[i] === RelocKind.errorNameTable && !usesNames) return true;
    const detail = before.detail.data[i];
    if (before.kind.data[i] !== RelocKind.uavAddress || detail === 0) continue;
    const target = symbols.resolveKnown(RelocKind.uavAddress, before.target.data[i], 0);
    if (target === null || target < 0) continue;
    const { align, block } = symbols.data[target];
    if (detail === align && align > block.align && !hasReference(now, before.target.data[i], detail)) return true;
  }
  return false;
}

function hasReference(relocs: Relocations, target: number, detail: number): boolean {
  for (let i = 0; i < relocs.length; i++) {
    if (relocs.kind.data[i] !== RelocKind.uavAddress) continue;
    if (relocs.target.data[i] === target && relocs.detail.data[i] === detail) return true;
  }
  return false;
}

function hasSameTargets(x: Relocations, y: Relocations): boolean {
  if (x.length !== y.length) return false;
  for (let i = 0; i < x.length; i++) {
    if (x.kind.data[i] !== y.kind.data[i] || x.target.data[i] !== y.target.data[i]) return false;
    if (x.detail.data[i] !== y.detail.data[i]) return false;
  }
  return true;
}
