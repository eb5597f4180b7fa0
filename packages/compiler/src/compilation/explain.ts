import { NO_DEPENDEE, producerOf, resultKindOf } from '../incremental/dependee.ts';
import { type DependerRow, NO_ENTRY, NO_ROW } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, makeDepender, NO_DEPENDER } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import type { FuncIndex } from '../intern/ids.ts';
import type { Reached } from '../query/reach.ts';
import { isTypeTarget, targetUnit } from '../query/reference-words.ts';
import type { Zcu } from '../query/zcu.ts';
import { declarationsNamed, type Named } from './declarations-named.ts';
import type { CauseStep, Explanation, FactName, UnitExplanation, UnitName } from './journal-types.ts';
import { Names } from './names.ts';
import { causeOf } from './update-journal.ts';

/** Explains the declaration whose qualified name is `name` or ends in it. To be asked after an update. */
export function explain(zcu: Zcu, reached: Reached, name: string): Explanation {
  const isNeeded = (named: Named): boolean => unitsOf(zcu, named).some((unit) => reached.has(unit));
  const found = declarationsNamed(zcu, name, isNeeded);
  if (found.kind !== 'found') return found;
  const names = new Names(zcu);
  const units: UnitExplanation[] = [];
  for (const unit of unitsOf(zcu, found)) {
    const row = zcu.schedule.graph.findDepender(unit);
    if (row !== NO_ROW && zcu.schedule.journal.lastUpdate(row) > 0)
      units.push(explainUnit(zcu, reached, names, unit, row));
  }
  return { kind: 'found', name: found.name, units };
}

function unitsOf(zcu: Zcu, { decls, containers }: Named): Depender[] {
  const { funcs } = zcu.pool;
  const units: Depender[] = [];
  for (const decl of decls) {
    for (const kind of [DependerKind.declType, DependerKind.declValue, DependerKind.comptimeBlock])
      units.push(makeDepender(kind, decl));
    for (let func = 0; func < funcs.length; func++) {
      if (funcs.declOf(func as FuncIndex) === decl) units.push(makeDepender(DependerKind.funcBody, func));
    }
  }
  for (const container of containers) {
    for (const kind of [DependerKind.typeLayout, DependerKind.typeDefaults]) units.push(makeDepender(kind, container));
  }
  return units;
}

function explainUnit(zcu: Zcu, reached: Reached, names: Names, unit: Depender, row: DependerRow): UnitExplanation {
  const { journal } = zcu.schedule;
  const isReached = reached.has(unit);
  const from = isReached ? reached.referenceTo(unit) : undefined;
  return {
    unit: names.unit(unit),
    isReached,
    reachedFrom: from === undefined ? null : names.unit(from.unit),
    updatesAgo: journal.number - journal.lastUpdate(row),
    why: causeChain(zcu, names, unit, row),
    dependsOn: factsOf(zcu, names, unit, row),
    neededBy: dependersOf(zcu, names, unit, row),
  };
}

/** Follows causes as long as they are results of analyses of the same update. */
function causeChain(zcu: Zcu, names: Names, unit: Depender, row: DependerRow): CauseStep[] {
  const { graph, journal } = zcu.schedule;
  const update = journal.lastUpdate(row);
  const chain: CauseStep[] = [];
  const seen = new Set<number>();
  for (let at = row, of = unit; at !== NO_ROW && !seen.has(at) && journal.lastUpdate(at) === update; ) {
    seen.add(at);
    const cause = journal.lastCause(at);
    chain.push({ unit: names.unit(of), ...causeOf(names, cause, of) });
    if (cause.change !== ChangeKind.resultChanged) break;
    of = producerOf(cause.dependee, cause.a);
    at = of === NO_DEPENDER ? NO_ROW : graph.findDepender(of);
  }
  return chain;
}

function factsOf(zcu: Zcu, names: Names, unit: Depender, row: DependerRow): FactName[] {
  const { graph } = zcu.schedule;
  const facts = new Map<string, FactName>();
  for (let entry = graph.firstOfDepender(row); entry !== NO_ENTRY; entry = graph.nextOfDepender(entry)) {
    const dependee = graph.entryDependeeRow(entry);
    const [a, b] = [graph.dependeeFirst(dependee), graph.dependeeSecond(dependee)];
    const fact = names.fact({ dependee: graph.dependeeKind(dependee), a, b }, unit);
    if (fact !== null) facts.set(`${fact.kind} ${fact.name}`, fact);
  }
  return [...facts.values()];
}

/** The units that relied on the result of `unit`, and those that refer to it: that call a function, or take its address. */
function dependersOf(zcu: Zcu, names: Names, unit: Depender, row: DependerRow): UnitName[] {
  const { graph } = zcu.schedule;
  const rows = new Set<DependerRow>();
  const kind = resultKindOf(unit);
  const dependee = kind === -1 ? NO_DEPENDEE : graph.findDependee(kind, dependerIndex(unit), 0);
  if (dependee !== NO_DEPENDEE) {
    for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry))
      rows.add(graph.entryDependerRow(entry));
  }
  const { references } = zcu;
  for (let other = 0 as DependerRow; other < graph.dependersLength; other++) {
    for (let i = 0; i < references.count(other); i++) {
      const target = references.target(other, i);
      if (!isTypeTarget(target) && targetUnit(target) === row) rows.add(other);
    }
  }
  rows.delete(row);
  const units = new Map<string, UnitName>();
  for (const other of rows) {
    const depender = names.unit(graph.dependerOf(other));
    units.set(`${depender.name} ${depender.kind}`, depender);
  }
  return [...units.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, depender]) => depender);
}
