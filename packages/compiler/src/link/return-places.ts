import { type Relocations, RelocKind } from '../codegen/relocation.ts';

/*
 * Code has no addresses on this target. An error return trace holds numbers instead: that of the function, from 1, above `PLACE_BITS`, and which of
 * its returns of errors it was, from 1, below. What has no number there is 0, whatever it is.
 */

const PLACE_BITS = 12;
const MAX_ORDINAL = 2 ** PLACE_BITS - 1;
const MAX_FUNCTION = 2 ** (32 - PLACE_BITS) - 1;

/** What return `ordinal` of an error, from 1, in function `number` of those with code is in a trace. */
export function returnPlace(number: number, ordinal: number): number {
  if (number >= MAX_FUNCTION || ordinal > MAX_ORDINAL) return 0;
  return ((number + 1) << PLACE_BITS) | ordinal;
}

/** Where the code of a function is in a module, and its relocations. */
export interface FunctionCodePlace {
  readonly relocs: Relocations;
  readonly offset: number;
}

/** The offset of what `returnPlace` gave, in a module in which `codeOf` gives the code of a number; null if there is none. */
export function returnOffset(place: number, codeOf: (number: number) => FunctionCodePlace | null): number | null {
  const code = codeOf((place >>> PLACE_BITS) - 1);
  if (code === null) return null;
  const { kind, target, offset } = code.relocs;
  for (let i = 0; i < kind.length; i++) {
    if (kind.data[i] === RelocKind.returnPlace && target.data[i] === (place & MAX_ORDINAL))
      return code.offset + offset.data[i];
  }
  return null;
}
