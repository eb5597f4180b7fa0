import type { Message } from '../../source/messages.ts';
import type { Tree } from '../../syntax/tree.ts';
import { type Faulty, type Fix, type FixEdit, faulty } from './fix.ts';
import { addFields, addProngs } from './missing.ts';
import { addImport, addPunctuation } from './names.ts';
import { convert, discardValue, giveType, handleError } from './types.ts';
import { discardCapture, discardLocal, discardParameter, removeDiscard, removeLabel, varToConst } from './unused.ts';

/** How errors are mended, by their codes. */
const FIXES: ReadonlyMap<string, (fault: Faulty) => Fix[]> = new Map([
  ['unused-local-constant', discardLocal],
  ['unused-local-variable', discardLocal],
  ['unused-function-parameter', discardParameter],
  ['unused-capture', discardCapture],
  ['unused-switch-tag-capture', discardCapture],
  ['unused-block-label', removeLabel],
  ['unused-while-loop-label', removeLabel],
  ['unused-for-loop-label', removeLabel],
  ['unused-switch-label', removeLabel],
  ['pointless-discard-of', removeDiscard],
  ['local-variable-is-never-mutated', varToConst],
  ['switch-must-handle-all-possibilities', addProngs],
  ['missing-struct-field', addFields],
  ['expected-type-found', convert],
  ['error-union-is-ignored', handleError],
  ['error-set-is-ignored', discardValue],
  ['value-of-type-ignored', discardValue],
  ['variable-of-type-must-be-const-or-comptime', giveType],
  ['use-of-undeclared-identifier', addImport],
]);

/**
 * Ways to mend `message`, an error in the text of `tree`, the best first. `importable` gives what a file may import that is called by a name: modules, and paths of
 * files.
 */
export function fixesOf(
  tree: Tree,
  message: Message,
  importable: (name: string) => readonly string[] = () => [],
): Fix[] {
  const fault = faulty(tree, message, importable);
  if (fault === null) return [];
  return (FIXES.get(message.code) ?? addPunctuation)(fault);
}

/** What mends all of `messages` at once that there is a usual way for, as far as the edits do not overlap; the rest comes to it when these are made. */
export function fixAll(
  tree: Tree,
  messages: readonly Message[],
  importable?: (name: string) => readonly string[],
): FixEdit[] {
  const edits: FixEdit[] = [];
  const isFree = (edit: FixEdit): boolean =>
    edits.every(
      ({ start, end }) =>
        edit.end < start || edit.start > end || (edit.start === edit.end && edit.start === start && start === end),
    );
  for (const message of messages) {
    const fix = fixesOf(tree, message, importable).find(({ isPreferred }) => isPreferred);
    if (fix?.edits.every(isFree)) edits.push(...fix.edits);
  }
  return edits.sort((a, b) => a.start - b.start);
}
