import { astCheck } from '../../packages/compiler/src/compilation/check.ts';
import { officialAstCheck } from './official.ts';

/** How far `astCheck` says of a text what the official one says. */
export enum Agreement {
  /** Every byte of the output is the same. */
  full,
  /** The first message and its place are the same, others are not. */
  first,
  /** Both find errors. */
  errors,
  /** One finds errors where the other does not. */
  none,
  /** The official compiler crashed, so there is nothing to agree with. */
  crash,
}

/** What both say of a text. */
export interface Comparison {
  readonly agreement: Agreement;
  readonly expected: string;
  readonly found: string;
}

/** Compares what the two compilers say of `source`. */
export function compareAstCheck(source: Uint8Array): Comparison {
  const expected = officialAstCheck(source);
  const found = astCheck('<stdin>', source, { color: false });
  if (expected === null) return { agreement: Agreement.crash, expected: '', found };
  return { agreement: agreementOf(expected, found), expected, found };
}

function agreementOf(expected: string, found: string): Agreement {
  if (expected === found) return Agreement.full;
  if ((expected === '') !== (found === '')) return Agreement.none;
  return expected.split('\n')[0] === found.split('\n')[0] ? Agreement.first : Agreement.errors;
}
