import type { DependerRow } from '../incremental/dependency-graph.ts';
import type { TrackedIndex } from '../intern/ids.ts';
import { U32Column } from '../util/column.ts';
import { RowKind, type Visit } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { type CallSite, CallSiteTable, NO_CALL, visitCall } from './call-sites.ts';
import { NO_QUOTA } from './quota.ts';
import {
  CALLS,
  CHUNK,
  callOfPlace,
  callPlace,
  isTypeTarget,
  MAKING,
  QUOTA,
  quotaWord,
  REFERENCE_WORDS,
  SRC,
  type Target,
  targetType,
  targetUnit,
  typeTarget,
  visitTarget,
} from './reference-words.ts';
import { RepeatedReferences } from './repeated-references.ts';
import { RunTable } from './run-table.ts';
import type { Src } from './src.ts';
import { SrcTable } from './src-table.ts';
import { visitMaking } from './type-names.ts';

/** Where a unit refers to something, as a message tells it. */
export interface ReferencePlace {
  readonly chunk: TrackedIndex;
  readonly src: Src;
  /** The innermost call that was analysed in its caller when it came to the place: at compile time, or inline. Null for none. */
  readonly calls: CallSite | null;
}

/** How the references of a unit compare with those that it had before. */
export enum ReferenceChange {
  none,
  /** They lead to the same from other places. */
  places,
  /** They lead elsewhere, in another order, or give another quota. */
  targets,
}

/**
 * What units refer to, for reachability and for the reference traces of messages. The references of units in progress are a stack, the innermost
 * unit's on top; they are kept by unit when its analysis ends.
 */
export class References {
  readonly srcs = new SrcTable();
  readonly callSites = new CallSiteTable(this.srcs);
  private readonly kept = new RunTable();
  /** References of units in progress. */
  private readonly pending = new U32Column(1024);
  /** Whether it is kept, since all was followed last, what units referred to where they come to refer to something else. */
  notesReplaced = false;
  /** By row of a unit that came to do so: what it referred to, see `nodes`. */
  private readonly replaced = new Map<DependerRow, readonly number[]>();
  private readonly repeated = new RepeatedReferences();

  /** How many words of references units in progress have: where those of a unit, or of a call, that begins will start. */
  get pendingLength(): number {
    return this.pending.length;
  }

  /**
   * Records a reference of the innermost unit in progress. `quota`: of the call of an instance of a generic function the branch quota that the
   * unit itself has raised its own to, 0 if it has not; the instance gets that or the unit's. NO_QUOTA for other references. `making`: of a type
   * that is made the `makingWord`.
   */
  add(target: Target, chunk: TrackedIndex, src: Src, calls: CallSite | null, quota = NO_QUOTA, making = 0): void {
    const { pending } = this;
    pending.reserve(REFERENCE_WORDS);
    const { data, length } = pending;
    data[length] = target;
    data[length + CHUNK] = chunk;
    data[length + SRC] = this.srcs.word(src);
    data[length + CALLS] = this.callSites.numberOf(calls);
    data[length + QUOTA] = quotaWord(quota);
    data[length + MAKING] = making;
    pending.length = length + REFERENCE_WORDS;
  }

  /** Records that the call of `row`, made at `site`, has references: where they give a quota, at least with `quota`. */
  addCall(row: DependerRow, site: CallSite, quota: number): void {
    const { kept, pending } = this;
    const len = kept.len(row);
    if (len === 0) return;
    const from = kept.start(row);
    const start = pending.pushAll(kept.words.data.subarray(from, from + len));
    const [calls, place] = [this.callSites.numberOf(site), callPlace(row)];
    const { data } = pending;
    for (let i = 0; i * REFERENCE_WORDS < len; i++) {
      const at = start + i * REFERENCE_WORDS;
      data[at + CHUNK] = place;
      data[at + SRC] = i;
      data[at + CALLS] = calls;
    }
    this.raiseQuotas(start, quota);
  }

  /** The references that were recorded since there were `start` words of them give at least `quota`, where they give one. */
  raiseQuotas(start: number, quota: number): void {
    const { data, length } = this.pending;
    const least = quotaWord(quota);
    for (let at = start + QUOTA; at < length; at += REFERENCE_WORDS)
      if (data[at]! > 0 && data[at]! < least) data[at] = least;
  }

  /** Forgets the references that were recorded since there were `start` words of them. */
  drop(start: number): void {
    this.pending.truncate(start);
  }

  /** Ends the analysis of the unit `row`: its references are those since `start`, each once. */
  keep(row: DependerRow, start: number): ReferenceChange {
    return this.keepSince(row, start, false);
  }

  /** Ends the evaluation of the call `row` at `site`, as `keep` does. */
  keepCall(row: DependerRow, start: number, site: CallSite): ReferenceChange {
    const { pending, callSites } = this;
    const number = callSites.numberOf(site);
    for (let at = start + CALLS; at < pending.length; at += REFERENCE_WORDS)
      pending.data[at] = callSites.within(pending.data[at]!, number, NO_CALL);
    return this.keepSince(row, start, true);
  }

  private keepSince(row: DependerRow, start: number, isCall: boolean): ReferenceChange {
    this.repeated.drop(this.pending, start);
    const { kept, pending } = this;
    const len = pending.length - start;
    const change = this.changeOf(row, start, len, isCall);
    // Nobody follows what a call refers to but through those who make it.
    if (change === ReferenceChange.targets && !isCall) this.noteReplaced(row);
    if (change !== ReferenceChange.none) kept.set(row, pending.data, start, len);
    pending.truncate(start);
    return change;
  }

  /** The unit `row` refers to nothing any more. */
  forget(row: DependerRow): ReferenceChange {
    const had = this.kept.len(row) > 0;
    if (had) this.noteReplaced(row);
    this.kept.delete(row);
    return had ? ReferenceChange.targets : ReferenceChange.none;
  }

  /** Calls `found` with each unit that references of the unit `row` name: to which they lead, and the calls whose references they are. */
  eachUnit(row: DependerRow, found: (row: DependerRow) => void): void {
    for (let i = this.count(row) - 1; i >= 0; i--) {
      const target = this.target(row, i);
      if (!isTypeTarget(target)) found(targetUnit(target));
      const call = callOfPlace(this.kept.words.data[this.kept.start(row) + i * REFERENCE_WORDS + CHUNK]!);
      if (call !== null) found(call);
    }
  }

  private noteReplaced(row: DependerRow): void {
    if (this.notesReplaced && !this.replaced.has(row)) this.replaced.set(row, this.nodes(row));
  }

  /** What the unit `row` referred to when this was called last, where it refers to something else since then; else null. */
  takeReplaced(row: DependerRow): readonly number[] | null {
    const replaced = this.replaced.get(row) ?? null;
    this.replaced.delete(row);
    return replaced;
  }

  /** What `takeReplaced` would return. */
  replacedOf(row: DependerRow): readonly number[] | null {
    return this.replaced.get(row) ?? null;
  }

  /** Of all units, what they refer to now is what `takeReplaced` goes by from now on. */
  forgetReplaced(): void {
    this.replaced.clear();
  }

  /** What the references of the unit `row` lead to, see `node`. */
  nodes(row: DependerRow): number[] {
    const nodes: number[] = [];
    const count = this.count(row);
    for (let i = 0; i < count; i++) nodes.push(this.node(row, i));
    return nodes;
  }

  /** What reference `i` of the unit `row` leads to: the row of a unit, or a type as `typeTarget` has one that is not made. */
  node(row: DependerRow, i: number): number {
    const target = this.target(row, i);
    return isTypeTarget(target) ? typeTarget(targetType(target), false) : targetUnit(target);
  }

  /** How many references the unit `row` has. */
  count(row: DependerRow): number {
    return this.kept.len(row) / REFERENCE_WORDS;
  }

  /** What reference `i` of the unit `row` leads to. */
  target(row: DependerRow, i: number): Target {
    return this.kept.words.data[this.kept.start(row) + i * REFERENCE_WORDS]! as Target;
  }

  /** The word of the quota of reference `i` of the unit `row`. */
  quota(row: DependerRow, i: number): number {
    return this.kept.words.data[this.kept.start(row) + i * REFERENCE_WORDS + QUOTA]!;
  }

  /** The `makingWord` of reference `i` of the unit `row`; 0 where it is to no type that the unit makes. */
  making(row: DependerRow, i: number): number {
    return this.kept.words.data[this.kept.start(row) + i * REFERENCE_WORDS + MAKING]!;
  }

  /** Where reference `i` of the unit `row` is. */
  place(row: DependerRow, i: number): ReferencePlace {
    const { data } = this.kept.words;
    const at = this.kept.start(row) + i * REFERENCE_WORDS;
    const calls = this.callSites.site(data[at + CALLS]!);
    const call = callOfPlace(data[at + CHUNK]!);
    if (call === null) return { chunk: data[at + CHUNK]! as TrackedIndex, src: this.srcs.src(data[at + SRC]!), calls };
    const place = this.place(call, data[at + SRC]!);
    return { ...place, calls: within(place.calls, calls) };
  }

  /** Drops what no unit has any more, if that is much. To be called where no unit is in progress. */
  compact(): void {
    if (this.kept.isWasteful()) this.kept.compact();
  }

  /** All columns, in a fixed order: to be taken where no unit is in progress. */
  columns(): TableColumn[] {
    const kept = this.kept.columns('references', RowKind.unit, visitReferences);
    return [...this.srcs.columns(), ...this.callSites.columns(), ...kept];
  }

  private changeOf(row: DependerRow, start: number, len: number, isCall: boolean): ReferenceChange {
    const { kept, pending } = this;
    if (kept.len(row) !== len) return ReferenceChange.targets;
    const is = pending.data;
    const was = kept.words.data;
    const before = kept.start(row);
    let change = ReferenceChange.none;
    for (let at = 0; at < len; at++) {
      if (is[start + at] === was[before + at]) continue;
      const word = at % REFERENCE_WORDS;
      // Whoever makes a call says what the types are called that it makes.
      if (word === 0 || word === QUOTA || (isCall && word === MAKING)) return ReferenceChange.targets;
      change = ReferenceChange.places;
    }
    return change;
  }
}

/** Has `visit` see every row that the references in the words `start` .. `end`-1 name, and puts what it returns in its place. */
function visitReferences(words: Uint32Array, start: number, end: number, visit: Visit): void {
  for (let at = start; at < end; at += REFERENCE_WORDS) {
    words[at] = visitTarget(words[at]! as Target, visit);
    const call = callOfPlace(words[at + CHUNK]!);
    if (call === null) {
      words[at + CHUNK] = visit(RowKind.tracked, words[at + CHUNK]!);
      words[at + SRC] = SrcTable.visit(words[at + SRC]!, visit);
    } else words[at + CHUNK] = callPlace(visit(RowKind.unit, call) as DependerRow);
    words[at + CALLS] = visitCall(words[at + CALLS]!, visit);
    words[at + MAKING] = visitMaking(words[at + MAKING]!, visit);
  }
}

/** The call `site` and those around it, the outermost of which stands in `outer`. */
function within(site: CallSite | null, outer: CallSite | null): CallSite | null {
  return site === null ? outer : { ...site, outer: within(site.outer, outer), number: NO_CALL };
}
