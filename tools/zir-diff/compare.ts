import { parse } from '../../packages/compiler/src/syntax/parse.ts';
import { lowerFile } from '../../packages/compiler/src/zir/lower.ts';
import type { OfficialDumps } from './dump.ts';
import { OfficialReader } from './official.ts';
import { OurReader } from './ours.ts';
import { printUnits, type Unit } from './print.ts';

/** The first line of a declaration in which two ZIRs differ. */
export interface Difference {
  readonly unit: string;
  /** What differs, in a few words: the same for differences that have the same cause. */
  readonly kind: string;
  readonly official: readonly string[];
  readonly ours: readonly string[];
  /** Index in both of the first line that is not the same. */
  readonly line: number;
}

/** The differences of a file, of which `dumps` has been prepared, and how many declarations it has. */
export function compareZir(
  source: Uint8Array,
  dumps: OfficialDumps,
): { readonly units: number; readonly differences: readonly Difference[] } {
  const tree = parse(source);
  const reader = new OfficialReader(dumps.read(source), dumps.names, tree);
  const zir = lowerFile(tree);
  if (reader.failed !== zir.errors.length > 0) {
    const official = [reader.failed ? 'errors' : 'no errors'];
    const ours = zir.errors.map(({ message }) => message);
    return { units: 1, differences: [{ unit: 'the file', kind: 'errors', official, ours, line: 0 }] };
  }
  if (reader.empty) return { units: 0, differences: [] };
  const official = printUnits(reader);
  const ours = printUnits(new OurReader(zir, tree, dumps.members));
  const differences: Difference[] = [];
  for (let i = 0; i < Math.max(official.length, ours.length); i++) {
    const difference = compareUnit(official[i], ours[i]);
    if (difference !== null) differences.push(difference);
  }
  return { units: official.length, differences };
}

function compareUnit(theirs: Unit | undefined, own: Unit | undefined): Difference | null {
  const official = theirs?.lines ?? [];
  const ours = own?.lines ?? [];
  if (failed(official) && failed(ours)) return null;
  const length = Math.max(official.length, ours.length);
  let line = 0;
  while (line < length && official[line] === ours[line]) line++;
  if (line === length) return null;
  return {
    unit: theirs?.name ?? own?.name ?? '',
    kind: kindOf(official[line] ?? '<end>', ours[line] ?? '<end>'),
    official,
    ours,
    line,
  };
}

/** Whether a declaration has an error instead of its value. Of its kind the official one then says nothing. */
function failed(lines: readonly string[]): boolean {
  return lines.length > 0 && /^ {4}%\d+ = astgen_error/.test(lines[lines.length - 1]);
}

function kindOf(official: string, ours: string): string {
  const [theirs, own] = [nameIn(official), nameIn(ours)];
  if (theirs !== own) return `${theirs} | ${own}`;
  const operandsEnd = (line: string): number => line.lastIndexOf(')');
  const sameOperands = official.slice(0, operandsEnd(official)) === ours.slice(0, operandsEnd(ours));
  return `${theirs}: ${sameOperands ? 'place' : 'operands'}`;
}

function nameIn(line: string): string {
  return /= (\w+)\(/.exec(line)?.[1] ?? line.trim();
}
