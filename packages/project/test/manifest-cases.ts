import { readFileSync } from 'node:fs';

/** A manifest, and what the official tool says of it: lines `LINE:COLUMN: error: TEXT`, in which `*` stands for what is drawn by chance. */
export interface ManifestCase {
  readonly name: string;
  readonly text: string;
  readonly errors: readonly string[];
}

/** The cases of `manifests.txt`. */
export function manifestCases(): ManifestCase[] {
  const all = readFileSync(new URL('manifests.txt', import.meta.url), 'utf8');
  return all
    .split(/^=== /m)
    .slice(1)
    .map((section) => {
      const [head, errors] = section.split(/^---\n/m);
      const nameEnd = head.indexOf('\n');
      return {
        name: head.slice(0, nameEnd),
        text: head.slice(nameEnd + 1).replace(/\n$/, ''),
        errors: errors.split('\n').filter((line) => line !== ''),
      };
    });
}

/** `errors` without what is drawn by chance: the id of a suggested fingerprint. */
export function withoutChance(errors: readonly string[]): string[] {
  return errors.map((error) => error.replace(/(value: 0x[0-9a-f]{1,8}?)[0-9a-f]{8}$/, '$1*'));
}
