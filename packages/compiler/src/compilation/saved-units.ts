import type { Air } from '../air/air.ts';
import type { Depender } from '../incremental/depender.ts';
import { NO_DEPENDER } from '../incremental/depender.ts';
import type { DeclIndex, FileIndex, FuncIndex, Index, StringIndex, TrackedIndex } from '../intern/ids.ts';
import type { CompileError } from '../query/errors.ts';
import type { Src, SubSrc } from '../query/src.ts';
import type { CallSite, Export, Log, Reference, UnitRecord } from '../query/unit-record.ts';
import type { DeclType, Zcu } from '../query/zcu.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { type NamedColumn, readColumns, writeColumns } from '../util/save.ts';

/** What of the state that units share is in no column, for JSON. */
export interface SavedUnits {
  readonly outspoken: readonly SavedReport[];
  readonly fileTypes: readonly (readonly [FileIndex, Index])[];
  readonly declTypes: readonly (readonly [DeclIndex, DeclType])[];
  readonly errorNumbers: readonly StringIndex[];
  readonly panicMembers: readonly Index[];
  readonly loopFailures: readonly Depender[];
  readonly refusedInstances: readonly FuncIndex[];
  readonly contestedTypes: readonly Index[];
  /** Functions whose AIR has no code yet, and where its main body starts. */
  readonly airs: readonly (readonly [FuncIndex, number])[];
  /** Places that are not one number. */
  readonly subPlaces: readonly SubSrc[];
}

/** A place that is one number has 0 for its place among those that are not. */
class Places {
  constructor(readonly subPlaces: SubSrc[]) {}

  save(src: Src): [number, number] {
    return typeof src === 'number' ? [src, 0] : [0, this.subPlaces.push(src)];
  }

  restore(words: Uint32Array, at: number): Src {
    return words[at + 1] === 0 ? words[at] : this.subPlaces[words[at + 1] - 1];
  }
}

/** What a unit has to say. */
interface SavedReport {
  readonly unit: Depender;
  readonly error: CompileError | null;
  readonly exports: readonly Export[];
  readonly logs: readonly Log[];
}

/** Columns in which records of units are kept. */
class RecordColumns {
  readonly units = new U32Column();
  /** [failed, branchesNeeded, quotaGiven, end of the unit's types, end of the unit's references] */
  readonly facts = new U32Column();
  readonly types = new U32Column();
  /** [unit, type, asked, chunk, place, place in `subPlaces`, call (0: none), quota] */
  readonly references = new U32Column();
  /** [func, chunk, place, place in `subPlaces`, outer call] of call 1 and on. */
  readonly calls = new U32Column();

  columns(): NamedColumn[] {
    const { units, facts, types, references, calls } = this;
    return Object.entries({ units, facts, types, references, calls }).map(([name, column]) => ({ name, column }));
  }
}

const FACT_WORDS = 5;
const REFERENCE_WORDS = 8;
const CALL_WORDS = 5;

/** What is kept of `zcu` besides its tables: a part for JSON, the records of units, the AIR that has no code yet. */
export function saveUnits(zcu: Zcu): {
  readonly rest: SavedUnits;
  readonly records: Uint8Array;
  readonly airs: Uint8Array;
} {
  const places = new Places([]);
  const rest: SavedUnits = {
    outspoken: [...zcu.outspoken].map((unit) => {
      const { error, exports, logs } = zcu.recordOf(unit);
      return { unit, error, exports, logs };
    }),
    fileTypes: [...zcu.fileTypes],
    declTypes: [...zcu.declTypes],
    errorNumbers: zcu.errorNumbers,
    panicMembers: zcu.panicMembers,
    loopFailures: [...zcu.loopFailures],
    refusedInstances: [...zcu.refusedInstances],
    contestedTypes: [...zcu.contestedTypes],
    airs: [...zcu.airs].map(([func, { mainBody }]) => [func, mainBody]),
    subPlaces: places.subPlaces,
  };
  return { rest, records: saveRecords(zcu, places), airs: writeColumns([...zcu.airs.values()].flatMap(airColumns)) };
}

/** Gives `zcu`, which is empty, what `saveUnits` wrote. Returns whether the bytes fit. */
export function restoreUnits(zcu: Zcu, rest: SavedUnits, records: Uint8Array, airs: Uint8Array): boolean {
  const pending = rest.airs.map(([, mainBody]) => newAir(mainBody));
  if (!readColumns(airs, pending.flatMap(airColumns)) || !restoreRecords(zcu, records, new Places([...rest.subPlaces])))
    return false;
  for (const [i, [func]] of rest.airs.entries()) zcu.airs.set(func, pending[i]);
  for (const { unit, error, exports, logs } of rest.outspoken) {
    zcu.outspoken.add(unit);
    Object.assign(zcu.recordOf(unit), { error, exports, logs });
  }
  for (const [file, ty] of rest.fileTypes) zcu.fileTypes.set(file, ty);
  for (const [decl, ty] of rest.declTypes) zcu.declTypes.set(decl, ty);
  zcu.errorNumbers = [...rest.errorNumbers];
  zcu.panicMembers.push(...rest.panicMembers);
  for (const unit of rest.loopFailures) zcu.loopFailures.add(unit);
  for (const func of rest.refusedInstances) zcu.refusedInstances.add(func);
  for (const ty of rest.contestedTypes) zcu.contestedTypes.add(ty);
  return true;
}

function saveRecords(zcu: Zcu, places: Places): Uint8Array {
  const out = new RecordColumns();
  const calls = new Map<CallSite, number>();
  const callOf = (call: CallSite | null): number => {
    if (call === null) return 0;
    let found = calls.get(call);
    if (found === undefined) {
      const outer = callOf(call.outer);
      found = out.calls.pushAll([call.func, call.chunk, ...places.save(call.src), outer]) / CALL_WORDS + 1;
      calls.set(call, found);
    }
    return found;
  };
  for (const record of zcu.records.values()) {
    const { unit, failed, branchesNeeded, quotaGiven, typesMade, references } = record;
    for (const { unit, type, isAsked, chunk, src, calls, quota } of references)
      out.references.pushAll([
        unit ?? NO_DEPENDER,
        type,
        isAsked ? 1 : 0,
        chunk,
        ...places.save(src),
        callOf(calls),
        quota,
      ]);
    out.types.pushAll(typesMade);
    out.units.push(unit);
    out.facts.pushAll([failed ? 1 : 0, branchesNeeded, quotaGiven, out.types.length, out.references.length]);
  }
  return writeColumns(out.columns());
}

function restoreRecords(zcu: Zcu, bytes: Uint8Array, places: Places): boolean {
  const from = new RecordColumns();
  if (!readColumns(bytes, from.columns())) return false;
  const calls: (CallSite | null)[] = [null];
  for (let at = 0; at < from.calls.length; at += CALL_WORDS) {
    const [func, chunk] = from.calls.data.subarray(at, at + 2);
    const src = places.restore(from.calls.data, at + 2);
    calls.push({ func: func as Index, chunk: chunk as TrackedIndex, src, outer: calls[from.calls.data[at + 4]] });
  }
  let type = 0;
  let at = 0;
  for (let i = 0; i < from.units.length; i++) {
    const record = zcu.recordOf(from.units.data[i] as Depender);
    const facts = from.facts.data.subarray(i * FACT_WORDS, (i + 1) * FACT_WORDS);
    record.failed = facts[0] === 1;
    record.branchesNeeded = facts[1];
    record.quotaGiven = facts[2] | 0;
    record.typesMade = [...from.types.data.subarray(type, facts[3])] as Index[];
    type = facts[3];
    for (; at < facts[4]; at += REFERENCE_WORDS)
      record.references.push(referenceAt(zcu, from.references.data, at, calls, places));
  }
  return true;
}

function referenceAt(
  zcu: Zcu,
  words: Uint32Array,
  at: number,
  calls: readonly (CallSite | null)[],
  places: Places,
): Reference {
  const unit = words[at] === NO_DEPENDER ? null : (words[at] as Depender);
  const target: UnitRecord | null = unit === null ? null : zcu.recordOf(unit);
  return {
    unit,
    target,
    type: words[at + 1] as Index,
    isAsked: words[at + 2] === 1,
    chunk: words[at + 3] as TrackedIndex,
    src: places.restore(words, at + 4),
    calls: calls[words[at + 6]],
    quota: words[at + 7] | 0,
  };
}

function newAir(mainBody: number): Air {
  const words = (): U32Column => new U32Column(0);
  return { tags: new U8Column(0), ty: words(), a: words(), b: words(), extra: words(), mainBody };
}

function airColumns({ tags, ty, a, b, extra }: Air): NamedColumn[] {
  return Object.entries({ tags, ty, a, b, extra }).map(([name, column]) => ({ name, column }));
}
