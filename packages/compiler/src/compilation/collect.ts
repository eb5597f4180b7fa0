import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import type { ContainerIndex, DeclIndex, FuncIndex } from '../intern/ids.ts';
import type { Reached } from '../query/reach.ts';
import { declTypeUnit, declValueUnit } from '../query/units.ts';
import type { Zcu } from '../query/zcu.ts';
import { dropRows, RowKind, type RowOwner } from '../util/rows.ts';
import { REF_START } from '../zir/ref.ts';
import type { CodeStore } from './code-store.ts';
import { tablesOf } from './tables.ts';

/**
 * Drops what neither the units that are reached need, nor those that were when nothing failed last: their results, and what those refer to, stay. To be
 * called between updates, where all that is reached is up to date. The state of `zcu` is of no use after that but for its columns, which those of another
 * are to be made of, and what `code` and `others` hold.
 */
export function collect(zcu: Zcu, reached: Reached, code: CodeStore, others: readonly RowOwner[]): void {
  const { tables, references, tracked } = zcu;
  const columns = tablesOf(zcu, reached).flatMap((table) => table.columns);
  const kept = unitsToKeep(zcu, reached);
  forgetOtherUnits(zcu, reached, code, kept);
  const lengths = {
    [RowKind.item]: tables.tags.length,
    [RowKind.string]: tables.stringStarts.length - 1,
    [RowKind.decl]: tables.decls.length,
    [RowKind.namespace]: tables.namespaces.length,
    [RowKind.container]: tables.containers.length,
    [RowKind.func]: tables.funcs.length,
    [RowKind.tracked]: tracked.length,
    [RowKind.unit]: zcu.schedule.graph.dependersLength,
    [RowKind.src]: references.srcs.length,
    [RowKind.call]: references.callSites.length,
  };
  dropRows(
    columns,
    lengths,
    (visit) => {
      for (let item = 0; item < REF_START; item++) visit(RowKind.item, item);
      visit(RowKind.string, 0);
      for (let row = 0; row < kept.length; row++) if (kept[row] === 1) visit(RowKind.unit, row);
    },
    RowKind.unit,
    [code, ...others],
  );
}

/** 1 for the row of each unit that is to stay: with what is reached, all that it refers to and whose results it relied on. */
function unitsToKeep(zcu: Zcu, reached: Reached): Uint8Array {
  const { graph } = zcu.schedule;
  const kept = new Uint8Array(graph.dependersLength);
  const work: DependerRow[] = [];
  const keep = (row: DependerRow): void => {
    if (kept[row] === 1) return;
    kept[row] = 1;
    work.push(row);
  };
  for (const row of reached.unitsToKeep()) keep(row);
  for (let row = work.pop(); row !== undefined; row = work.pop()) {
    zcu.references.eachUnit(row, keep);
    graph.eachProducer(row, keep);
  }
  return kept;
}

/** What units gave that go is not known any more. */
function forgetOtherUnits(zcu: Zcu, reached: Reached, code: CodeStore, kept: Uint8Array): void {
  const { tables, declTypes, airs, panicMembers } = zcu;
  const { graph } = zcu.schedule;
  const isKept = (unit: Depender): boolean => kept[graph.findDepender(unit)] === 1;
  for (let row = 0; row < kept.length; row++) {
    if (kept[row] === 1) continue;
    const unit = graph.dependerOf(row as DependerRow);
    const index = dependerIndex(unit);
    switch (dependerKind(unit)) {
      case DependerKind.declType:
      case DependerKind.declValue: {
        const decl = index as DeclIndex;
        if (dependerKind(unit) === DependerKind.declType) declTypes.forget(decl);
        if (!isKept(declTypeUnit(decl)) && !isKept(declValueUnit(decl))) tables.decls.forgetResults(decl);
        break;
      }
      case DependerKind.funcBody:
        tables.funcs.forgetResults(index as FuncIndex);
        airs.delete(index as FuncIndex);
        code.forget(index as FuncIndex);
        break;
      case DependerKind.typeLayout:
        tables.containers.forgetResults(index as ContainerIndex);
        break;
      case DependerKind.builtins:
        panicMembers.truncate(0);
        break;
    }
  }
  reached.forgetTypesOf((row) => kept[row] === 0);
}
