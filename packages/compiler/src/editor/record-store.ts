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

/** Records of units, made when they are asked for. They hold until the next update. */
export class RecordStore {
  /** By unit and chunk, the one that was asked for last at the end. */
  readonly #records = new Map<string, UnitRecord | null>();
  #bytes = 0;
  /** Of what the records are. */
  #zcu: Zcu | null = null;
  #update = -1;

  /** What the code of `chunk` came to in `unit`; null where the unit did not come to it. */
  of(zcu: Zcu, unit: Depender, chunk: TrackedIndex): UnitRecord | null {
    if (zcu !== this.#zcu || zcu.updates !== this.#update) this.#forget(zcu);
    const key = `${unit} ${chunk}`;
    let record = this.#records.get(key);
    if (record === undefined) {
      record = makeRecord(zcu, unit, chunk);
      this.#bytes += bytesOf(record);
    } else this.#records.delete(key);
    this.#records.set(key, record);
    for (const [oldest, old] of this.#records) {
      if (this.#bytes <= MOST_BYTES || oldest === key) break;
      this.#records.delete(oldest);
      this.#bytes -= bytesOf(old);
    }
    return record;
  }

  #forget(zcu: Zcu): void {
    this.#records.clear();
    this.#bytes = 0;
    this.#zcu = zcu;
    this.#update = zcu.updates;
  }
}

function bytesOf(record: UnitRecord | null): number {
  // The lists of places take about as much again.
  return record === null ? 0 : record.types.length * 16;
}

function makeRecord(zcu: Zcu, unit: Depender, chunk: TrackedIndex): UnitRecord | null {
  const recorder = new Recorder(chunk);
  for (const part of partsOf(unit)) {
    zcu.ensureUpToDate(part);
    recordUnit(zcu, part, recorder);
  }
  const { record } = recorder;
  if (record === null) return null;
  const code = zcu.chunkViews.of(zcu.files.zir(zcu.tracked.fileOf(chunk)), zcu.tracked.chunkOf(chunk));
  let places: Map<number, number[]> | null = null;
  const at = (src: number): readonly number[] => {
    places ??= placesOf(code);
    return places.get(src) ?? [];
  };
  return { ...record, code, at };
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
