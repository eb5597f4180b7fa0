import type { DependerRow } from '../incremental/dependency-graph.ts';
import { NO_DECL } from '../intern/ids.ts';
import type { CompileError } from '../query/errors.ts';
import type { Reached } from '../query/reach.ts';
import { isAskedTarget, isTypeTarget, targetUnit } from '../query/reference-words.ts';
import type { Export } from '../query/remarks.ts';
import { UnitFlag } from '../query/unit-table.ts';
import type { Zcu } from '../query/zcu.ts';

/** What the units reached make visible outside, in no order. What several have from one memoized call is one. */
export function exportsOf(zcu: Zcu, reached: Reached): Export[] {
  return [...exportsByUnit(zcu, reached.outspoken()).values()].flat();
}

/** What the units of `rows` that did not fail make visible outside, by row. */
function exportsByUnit(zcu: Zcu, rows: readonly DependerRow[]): Map<DependerRow, Export[]> {
  const found = new Map<DependerRow, Export[]>();
  const shared = new Set<string>();
  for (const row of rows) {
    if (!zcu.remarks.hasExports(row) || zcu.units.has(row, UnitFlag.failed)) continue;
    const own = zcu.remarks.get(row).exports.filter(({ name, call, chunk, src }) => {
      if (call === 0) return true;
      const key = `${call} ${chunk} ${JSON.stringify(src)} ${name}`;
      const isFirst = !shared.has(key);
      shared.add(key);
      return isFirst;
    });
    if (own.length > 0) found.set(row, own);
  }
  return found;
}

/**
 * The errors that there are where a name is given to a second one of `exports`, which are all, in their order. Which of them is the second is as officially: those of
 * units with one export come before those of units with several, all exports of one thing together, and values without a declaration after the others.
 */
export function exportCollisions(zcu: Zcu, reached: Reached, exports: readonly Export[]): CompileError[] {
  if (new Set(exports.map(({ name }) => name)).size === exports.length) return [];
  const byUnit = exportsByUnit(zcu, reached.inOrder(reached.outspoken()));
  const errors: CompileError[] = [];
  const first = new Map<string, Export>();
  for (const item of inOrder(completed(zcu, reached).flatMap((row) => [byUnit.get(row) ?? []]))) {
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

/** The rows of units in the order in which their analysis ends: after that of what they ask for. */
function completed({ references }: Zcu, reached: Reached): DependerRow[] {
  const seen = new Set<DependerRow>();
  const rows: DependerRow[] = [];
  const complete = (row: DependerRow): void => {
    if (seen.has(row)) return;
    seen.add(row);
    for (let i = 0; i < references.count(row); i++) {
      const target = references.target(row, i);
      if (!isTypeTarget(target) && isAskedTarget(target)) complete(targetUnit(target));
    }
    rows.push(row);
  };
  for (const row of reached.order) complete(row as DependerRow);
  return rows;
}

function inOrder(ofUnits: readonly Export[][]): Export[] {
  const ordered = [...ofUnits.filter((items) => items.length === 1), ...ofUnits.filter((items) => items.length > 1)];
  const values = new Map<number, Export[]>();
  const decls = new Map<number, Export[]>();
  for (const item of ordered.flat()) {
    const [groups, key] = item.decl === NO_DECL ? ([values, item.value] as const) : ([decls, item.decl] as const);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...decls.values(), ...values.values()].flat();
}
