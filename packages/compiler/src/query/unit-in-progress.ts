import type { Depender } from '../incremental/depender.ts';
import { NO_TRACKED, type TrackedIndex } from '../intern/ids.ts';
import type { Src } from './src.ts';

/** Why the layout of a type is asked for, as the notes of a dependency loop say it. */
export type LayoutReason =
  | 'variable declared'
  | 'constant declared'
  | 'function parameter declared'
  | 'function return type declared'
  | 'field declared'
  | 'backing enum type declared'
  | 'inline assembly output type declared'
  | 'extern declaration'
  | 'export'
  | 'initialization performed'
  | 'coercion performed'
  | 'pointer access'
  | 'pointer offset'
  | 'alignment check'
  | 'bit size check'
  | 'field usage'
  | 'field query'
  | 'size query'
  | 'alignment query'
  | 'type information query';

/** A unit in progress, and the last thing it asked another unit for. */
export interface UnitInProgress {
  readonly unit: Depender;
  chunk: TrackedIndex;
  src: Src;
  /** Where it asked for a layout: why. */
  reason: LayoutReason | null;
}

/** A unit that has not asked for anything yet. */
export function unitInProgress(unit: Depender): UnitInProgress {
  return { unit, chunk: NO_TRACKED, src: 0, reason: null };
}
