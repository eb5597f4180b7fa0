import { type Relocations, RelocKind } from '../codegen/relocation.ts';
import type { DeclIndex, StringIndex } from '../intern/ids.ts';
import { type AddressId, functionOfAddress, NO_CODE_ADDRESS } from './graph.ts';
import { type Numbering, PROGRESS_WORDS } from './numbering.ts';

/** Places in `Numbering.progress`. */
enum Progress {
  functions,
  data,
  slots,
  types,
  imports,
  /** Of what there is behind the function. */
  behind,
}

/** What the relocations of a function refer to, and its type, as `FunctionNode` has them. */
export interface References {
  readonly relocs: Relocations;
  readonly targets: Int32Array;
  readonly type: number;
}

/**
 * Whether function `number` of a linked module, that had the references `before` and has those `now`, leaves all numbers as they are. Numbers
 * are given in the order in which things are come to. So it has to come to the same things that nothing before it came to, in the same order, and,
 * besides, only to what was come to before it.
 */
export function hasSameDiscoveries(symbols: Numbering, number: number, before: References, now: References): boolean {
  if (dropsPromise(symbols, before, now)) return false;
  const progress = symbols.progress.data.subarray(number * PROGRESS_WORDS, (number + 1) * PROGRESS_WORDS);
  const next = progress.slice(0, Progress.behind);
  const end = progress.subarray(Progress.behind);
  /** Comes to number `found` of a kind of thing. Returns whether that is one known before, or the next one; MISSING is neither. */
  const come = (kind: Progress, found: number): boolean => {
    if (found < 0 || found > next[kind] || found === end[kind]) return false;
    if (found === next[kind]) next[kind]++;
    return true;
  };
  const comeToFunction = (id: number): boolean => {
    const node = symbols.graph.functions[id];
    const found = symbols.functionNumber(id);
    if (node.imported === null) return come(Progress.functions, found);
    return come(Progress.imports, -1 - found) && comeToType(node.type);
  };
  const comeToType = (type: number): boolean => come(Progress.types, symbols.typeNumber(type));
  const comeToAddress = (address: AddressId, align: number): boolean => {
    if (address >= 0) {
      const found = symbols.addressNumber(address);
      return come(Progress.data, found) && align <= symbols.data[found].align;
    }
    if (address >= NO_CODE_ADDRESS) return true;
    const slot = -1 - symbols.addressNumber(address);
    return comeToFunction(functionOfAddress(address)) && come(Progress.slots, slot - 1);
  };
  if (!comeToType(now.type)) return false;
  const { relocs, targets } = now;
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i];
    switch (relocs.kind.data[i] as RelocKind) {
      case RelocKind.declAddress:
        if (!comeToAddress(symbols.graph.declTarget(target as DeclIndex), 0)) return false;
        break;
      case RelocKind.uavAddress:
        if (!comeToAddress(target, relocs.detail.data[i])) return false;
        break;
      case RelocKind.typeIndex:
        if (!comeToType(target)) return false;
        break;
      case RelocKind.errorValue:
        if (symbols.errorNumber(target as StringIndex) === undefined) return false;
        break;
      case RelocKind.errorNameTable:
        if (!symbols.usesErrorNames) return false;
        break;
      case RelocKind.errorCount:
      case RelocKind.returnPlace:
        break;
      default:
        if (!comeToFunction(target)) return false;
    }
  }
  return next.every((count, kind) => count === end[kind]);
}

/** Whether data may get along with less of an alignment, or nothing may need the names of errors any more. */
function dropsPromise(symbols: Numbering, before: References, now: References): boolean {
  for (let i = 0; i < before.targets.length; i++) {
    const kind: RelocKind = before.relocs.kind.data[i];
    if (kind === RelocKind.errorNameTable && !now.relocs.kind.view().includes(kind)) return true;
    if (kind !== RelocKind.uavAddress || before.targets[i] < 0) continue;
    const { node, align } = symbols.data[symbols.addressNumber(before.targets[i])];
    const detail = before.relocs.detail.data[i];
    const isPromise = detail > node.block.align && detail === align;
    if (isPromise && !hasReference(now, before.targets[i], detail)) return true;
  }
  return false;
}

function hasReference({ relocs, targets }: References, target: number, detail: number): boolean {
  for (let i = 0; i < targets.length; i++) {
    if (relocs.kind.data[i] !== RelocKind.uavAddress) continue;
    if (targets[i] === target && relocs.detail.data[i] === detail) return true;
  }
  return false;
}
