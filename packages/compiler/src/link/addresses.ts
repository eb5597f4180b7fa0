/** A function, as `SymbolGraph` knows it: by its place in `functions`. */
export type FunctionId = number;

/** Data likewise, by its place in `data`; the address of a function (`addressOfFunction`), or one of those below. */
export type AddressId = number;

export const NULL_ADDRESS: AddressId = -1;

/** The address of a function without code: as officially its alignment, which is 1. Nothing is called through it. */
export const NO_CODE_ADDRESS: AddressId = -2;

/**
 * Names that a linker gives places in memory, as `wasm-ld` does: what a program declares `extern` under one of them is there, and the host is told where where it asks for that.
 * `__table_base` is the first slot of the table that is used.
 */
export const LINKER_SYMBOLS = [
  '__heap_base',
  '__heap_end',
  '__data_end',
  '__global_base',
  '__stack_low',
  '__stack_high',
  '__dso_handle',
  '__memory_base',
  '__table_base',
  '__wasm_first_page_end',
] as const;

export type LinkerSymbol = (typeof LINKER_SYMBOLS)[number];

const FIRST_SYMBOL = NO_CODE_ADDRESS - 1;
const FIRST_FUNCTION = FIRST_SYMBOL - LINKER_SYMBOLS.length;

/** The address of what a linker calls `name`; null if it calls nothing so. */
export function addressOfLinkerSymbol(name: string): AddressId | null {
  const index = LINKER_SYMBOLS.indexOf(name as LinkerSymbol);
  return index < 0 ? null : FIRST_SYMBOL - index;
}

/** What a linker calls the place at `address`; null if it has no name for it. */
export function linkerSymbolAt(address: AddressId): LinkerSymbol | null {
  return address <= FIRST_SYMBOL && address > FIRST_FUNCTION ? LINKER_SYMBOLS[FIRST_SYMBOL - address] : null;
}

/** Whether `address` is that of a function. */
export function isFunctionAddress(address: AddressId): boolean {
  return address <= FIRST_FUNCTION;
}

/** The function whose address `address` is. */
export function functionOfAddress(address: AddressId): FunctionId {
  return FIRST_FUNCTION - address;
}

/** The address of a function. */
export function addressOfFunction(func: FunctionId): AddressId {
  return FIRST_FUNCTION - func;
}
