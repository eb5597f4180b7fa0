import type { DataSymbol, Numbering } from './numbering.ts';

const DATA_ALIGN = 16;
const SLICE_SIZE = 8;

/** Where everything is in memory. Addresses are bytes from 0. */
export interface MemoryLayout {
  /** Address of each of `Numbering.data`. */
  readonly addresses: Uint32Array;
  /** Where the data starts, and the stack, which grows down, ends. */
  readonly start: number;
  /** End of the data that the module has bytes for. */
  readonly bytesEnd: number;
  /** End of all data. */
  readonly end: number;
  /** The table of error names, a slice each; of no size if it is not used. */
  readonly errorNameTable: number;
}

/**
 * Gives addresses: the stack, constants, variables, then what is zero, each in the order of the symbols. A write past the stack's
 * end is below address 0 and traps.
 */
export function layOutMemory(symbols: Numbering, stackSize: number): MemoryLayout {
  const start = alignUp(stackSize, DATA_ALIGN);
  const addresses = new Uint32Array(symbols.data.length);
  let at = start;
  const place = (group: Group): void => {
    for (let i = 0; i < addresses.length; i++) {
      const symbol = symbols.data[i];
      if (groupOf(symbol) !== group) continue;
      at = alignUp(at, symbol.align);
      addresses[i] = at;
      at += symbol.node.block.bytes.length;
    }
  };
  place(Group.constants);
  at = alignUp(at, DATA_ALIGN);
  const errorNameTable = at;
  if (symbols.usesErrorNames) at += (symbols.errors.length + 1) * SLICE_SIZE;
  place(Group.variables);
  const bytesEnd = at;
  place(Group.zero);
  return { addresses, start, bytesEnd, end: at, errorNameTable };
}

enum Group {
  constants,
  variables,
  zero,
}

function groupOf({ node: { block, isVariable } }: DataSymbol): Group {
  return block.isZero ? Group.zero : isVariable ? Group.variables : Group.constants;
}

function alignUp(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}
