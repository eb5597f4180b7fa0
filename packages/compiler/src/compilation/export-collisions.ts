import { NO_DECL } from '../intern/ids.ts';
import type { CompileError } from '../query/errors.ts';
import type { Reached } from '../query/reach.ts';
import type { Export, UnitRecord } from '../query/unit-record.ts';

/** What the units reached make visible outside, in their order. What several have from one memoized call is one. */
export function exportsOf(reached: Reached): Export[] {
  const found: Export[] = [];
  const shared = new Set<string>();
  for (const record of reached.outspoken()) {
    for (const item of record.exports) {
      if (item.call !== 0) {
        const key = `${item.call} ${item.chunk} ${JSON.stringify(item.src)} ${item.name}`;
        if (shared.has(key)) continue;
        shared.add(key);
      }
      found.push(item);
    }
  }
  return found;
}

/**
 * The errors that there are where a name is given to a second export, in their order. Which of them is the second is as officially: those of
 * units with one export come before those of units with several, and all exports of one thing together.
 */
export function exportCollisions(reached: Reached): CompileError[] {
  const names = new Set<string>();
  const exports = exportsOf(reached);
  for (const { name } of exports) names.add(name);
  if (names.size === exports.length) return [];
  const errors: CompileError[] = [];
  const first = new Map<string, Export>();
  for (const item of inOrder(new Set(exports), completed(reached.order))) {
    const other = first.get(item.name);
    if (other === undefined) {
      first.set(item.name, item);
      continue;
    }
    const { chunk, src, name } = item;
    const note = { chunk: other.chunk, src: other.src, message: 'other symbol here' };
    errors.push({ chunk, src, message: `exported symbol collision: ${name}`, notes: [note] });
  }
  return errors;
}

/** The records of units in the order in which their analysis ends: after that of what they ask for. */
function completed(order: readonly UnitRecord[]): UnitRecord[] {
  const seen = new Set<UnitRecord>();
  const records: UnitRecord[] = [];
  const complete = (record: UnitRecord): void => {
    if (seen.has(record)) return;
    seen.add(record);
    for (const { target, isAsked } of record.references) if (target !== null && isAsked) complete(target);
    records.push(record);
  };
  for (const record of order) complete(record);
  return records;
}

function inOrder(unique: Set<Export>, records: readonly UnitRecord[]): Export[] {
  const ofUnits = records.map(({ exports }) => exports.filter((item) => unique.delete(item)));
  const ordered = [...ofUnits.filter((items) => items.length === 1), ...ofUnits.filter((items) => items.length > 1)];
  const groups = new Map<string, Export[]>();
  for (const item of ordered.flat()) {
    const key = item.decl === NO_DECL ? `value ${item.value}` : `decl ${item.decl}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()].flat();
}
