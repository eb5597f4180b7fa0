/** A function, as `SymbolGraph` knows it: by its place in `functions`. */
export type FunctionId = number;

/** Data likewise, by its place in `data`; the address of a function (`addressOfFunction`), or one of those below. */
export type AddressId = number;

export const NULL_ADDRESS: AddressId = -1;

/** The address of a function without code: as officially its alignment, which is 1. Nothing is called through it. */
export const NO_CODE_ADDRESS: AddressId = -2;

/** The function whose address `address` is, which is below `NO_CODE_ADDRESS`. */
export function functionOfAddress(address: AddressId): FunctionId {
  return NO_CODE_ADDRESS - 1 - address;
}

/** The address of a function. */
export function addressOfFunction(func: FunctionId): AddressId {
  return NO_CODE_ADDRESS - 1 - func;
}
