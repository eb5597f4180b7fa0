import type { Air } from '../air/air.ts';
import type { DeclIndex, FileIndex, FuncIndex, Index, StringIndex } from '../intern/ids.ts';
import type { SavedTypeNames } from '../query/type-names.ts';
import type { DeclType, Zcu } from '../query/zcu.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { type NamedColumn, readColumns, writeColumns } from '../util/save.ts';

/** What of the state that units share is in no column, for JSON. */
export interface SavedUnits {
  readonly fileTypes: readonly (readonly [FileIndex, Index])[];
  readonly declTypes: readonly (readonly [DeclIndex, DeclType])[];
  readonly errorNumbers: readonly StringIndex[];
  readonly panicMembers: readonly Index[];
  readonly refusedInstances: readonly FuncIndex[];
  readonly typeNames: SavedTypeNames;
  /** Functions whose AIR has no code yet, and where its main body starts. */
  readonly airs: readonly (readonly [FuncIndex, number])[];
}

/** What is kept of `zcu`: a part for JSON, the columns of units, the AIR that has no code yet. */
export function saveUnits(zcu: Zcu): {
  readonly rest: SavedUnits;
  readonly units: Uint8Array;
  readonly airs: Uint8Array;
} {
  const rest: SavedUnits = {
    fileTypes: [...zcu.fileTypes],
    declTypes: [...zcu.declTypes],
    errorNumbers: zcu.errorNumbers,
    panicMembers: zcu.panicMembers,
    refusedInstances: [...zcu.refusedInstances],
    typeNames: zcu.typeNames.save(),
    airs: [...zcu.airs].map(([func, { mainBody }]) => [func, mainBody]),
  };
  const airs = writeColumns([...zcu.airs.values()].flatMap(airColumns));
  return { rest, units: writeColumns(zcu.columns()), airs };
}

/** Gives `zcu`, which is empty, what `saveUnits` wrote. Returns whether the bytes fit. */
export function restoreUnits(zcu: Zcu, rest: SavedUnits, units: Uint8Array, airs: Uint8Array): boolean {
  const pending = rest.airs.map(([, mainBody]) => newAir(mainBody));
  if (!readColumns(airs, pending.flatMap(airColumns)) || !readColumns(units, zcu.columns())) return false;
  zcu.columnsReplaced();
  for (const [i, [func]] of rest.airs.entries()) zcu.airs.set(func, pending[i]);
  for (const [file, ty] of rest.fileTypes) zcu.fileTypes.set(file, ty);
  for (const [decl, ty] of rest.declTypes) zcu.declTypes.set(decl, ty);
  zcu.errorNumbers = [...rest.errorNumbers];
  zcu.panicMembers.push(...rest.panicMembers);
  for (const func of rest.refusedInstances) zcu.refusedInstances.add(func);
  zcu.typeNames.restore(rest.typeNames);
  return true;
}

function newAir(mainBody: number): Air {
  const words = (): U32Column => new U32Column(0);
  return { tags: new U8Column(0), ty: words(), a: words(), b: words(), extra: words(), mainBody };
}

function airColumns({ tags, ty, a, b, extra }: Air): NamedColumn[] {
  return Object.entries({ tags, ty, a, b, extra }).map(([name, column]) => ({ name, column }));
}
