import { type Depender, DependerKind, dependerIndex, dependerKind, makeDepender } from '../incremental/depender.ts';
import type { TrackedIndex } from '../intern/ids.ts';
import type { ChunkViews } from '../query/chunk-views.ts';
import type { Zcu } from '../query/zcu.ts';
import { type ChunkRecord, Recorder } from '../sema/core/recorder.ts';
import { recordUnit } from '../sema/units/record-unit.ts';

/** So many bytes of records are kept; of more, those go that were not asked for longest. */
const MOST_BYTES = 16 << 20;

/** What the code of one chunk came to in one unit. */
export interface UnitRecord extends ChunkRecord {
  /** The instructions. */
  readonly code: ChunkViews;
  /** The instructions at a place, in order. */
  at(src: number): readonly number[];
}

/** What is kept of what the code of one chunk came to in one unit. */
interface Kept {
  /** Null where the unit did not come to the chunk. */
  readonly record: ChunkRecord | null;
  /** The last analysis of each part of the unit, as `Schedule` tells it; null where what was recorded depends on more than they rely on. */
  readonly analyses: readonly number[] | null;
  /** The instructions at each place. Made when one is asked for. */
  places: Map<number, number[]> | null;
  /** For the update `update`. */
  unitRecord: UnitRecord | null;
  update: number;
}

/** Records of units, made when they are asked for. They hold as long as the units are not analysed again; those of units that failed until the next update. */
export class RecordStore {
  /** By unit and chunk, the one that was asked for last at the end. */
  readonly #records = new Map<string, Kept>();
  #bytes = 0;
  /** Of what the records are. */
  #zcu: Zcu | null = null;

  /** What the code of `chunk` came to in `unit`; null where the unit did not come to it. */
  of(zcu: Zcu, unit: Depender, chunk: TrackedIndex): UnitRecord | null {
    if (zcu !== this.#zcu) this.#forget(zcu);
    const key = `${unit} ${chunk}`;
    let kept = this.#records.get(key);
    if (kept !== undefined) {
      this.#records.delete(key);
      if (!holds(zcu, unit, kept)) {
        this.#bytes -= bytesOf(kept);
        kept = undefined;
      }
    }
    if (kept === undefined) {
      kept = makeRecord(zcu, unit, chunk);
      this.#bytes += bytesOf(kept);
    }
    this.#records.set(key, kept);
    for (const [oldest, old] of this.#records) {
      if (this.#bytes <= MOST_BYTES || oldest === key) break;
      this.#records.delete(oldest);
      this.#bytes -= bytesOf(old);
    }
    return unitRecord(zcu, chunk, kept);
  }

  #forget(zcu: Zcu): void {
    this.#records.clear();
    this.#bytes = 0;
    this.#zcu = zcu;
  }
}

function bytesOf({ record }: Kept): number {
  // The lists of places take about as much again.
  return record === null ? 0 : record.types.length * 16;
}

/** Whether `kept` is what `unit` would be recorded to come to now. */
function holds(zcu: Zcu, unit: Depender, { update, analyses }: Kept): boolean {
  if (update === zcu.updates) return true;
  return analyses !== null && sameList(analysesOf(zcu, unit), analyses);
}

function sameList(x: readonly number[] | null, y: readonly number[]): boolean {
  return x !== null && x.length === y.length && x.every((one, i) => one === y[i]);
}

/** The last analysis of each part of `unit`, which is brought up to date; null where one failed, or cannot be brought up to date. */
function analysesOf(zcu: Zcu, unit: Depender): number[] | null {
  const parts = partsOf(unit);
  for (const part of parts) zcu.ensureUpToDate(part);
  const isKnown = parts.every((part) => zcu.schedule.isUpToDate(part) && !zcu.hasFailed(part));
  return isKnown && !zcu.isFrozen ? parts.map((part) => zcu.schedule.lastAnalysis(part)) : null;
}

function makeRecord(zcu: Zcu, unit: Depender, chunk: TrackedIndex): Kept {
  const recorder = new Recorder(chunk);
  for (const part of partsOf(unit)) {
    zcu.ensureUpToDate(part);
    recordUnit(zcu, part, recorder);
  }
  const analyses = analysesOf(zcu, unit);
  return { record: recorder.record, analyses, places: null, unitRecord: null, update: zcu.updates };
}

/** `kept` with the code as it is where it is now. */
function unitRecord(zcu: Zcu, chunk: TrackedIndex, kept: Kept): UnitRecord | null {
  const { record } = kept;
  if (record === null || (kept.unitRecord !== null && kept.update === zcu.updates)) return kept.unitRecord;
  const code = zcu.chunkViews.of(zcu.files.zir(zcu.tracked.fileOf(chunk)), zcu.tracked.chunkOf(chunk));
  const at = (src: number): readonly number[] => {
    kept.places ??= placesOf(code);
    return kept.places.get(src) ?? [];
  };
  kept.unitRecord = { ...record, code, at };
  kept.update = zcu.updates;
  return kept.unitRecord;
}

/** The units in which the code of a chunk is analysed whose unit is `unit`. */
function partsOf(unit: Depender): Depender[] {
  const index = dependerIndex(unit);
  switch (dependerKind(unit)) {
    case DependerKind.declValue:
      return [makeDepender(DependerKind.declType, index), unit];
    case DependerKind.typeLayout:
      return [unit, makeDepender(DependerKind.typeDefaults, index)];
    default:
      return [unit];
  }
}

function placesOf({ src }: ChunkViews): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let inst = 0; inst < src.length; inst++) {
    const known = places.get(src[inst]);
    if (known === undefined) places.set(src[inst], [inst]);
    else known.push(inst);
  }
  return places;
}
