import { type Depender, DependerKind, dependerIndex, dependerKind } from '../../incremental/depender.ts';
import { type DeclIndex, type Index, NO_TRACKED } from '../../intern/ids.ts';
import { printType } from '../../intern/print-type.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { LayoutReason } from '../../query/unit-in-progress.ts';
import type { Zcu } from '../../query/zcu.ts';
import type { Block } from './block.ts';
import type { Sema } from './sema.ts';

/**
 * Fails: `sema.owner` asks at `src` for what `unit` gives, and `unit` is in progress, since it asked for what asked ... for `sema.owner`.
 * The chain of notes starts at the unit of the loop that was asked for first.
 */
export function failDependencyLoop(
  sema: Sema,
  block: Block,
  src: Src,
  unit: Depender,
  reason: LayoutReason | null,
): never {
  const { zcu } = sema;
  const { stack } = zcu;
  const start = stack.findLastIndex((entry) => entry.unit === unit);
  const loop = stack.slice(start);
  if (loop.length === 1) return sema.failAs({ isLoop: true }, block, src, selfDependence(zcu, unit, reason));
  const last = loop[loop.length - 1]!;
  last.chunk = block.frame.chunk;
  last.src = src;
  last.reason = reason;
  const notes: ErrorNote[] = loop.map((from, i) => {
    const to = loop[(i + 1) % loop.length]!.unit;
    const message = `${subject(zcu, from.unit)} ${dependence(zcu, to, from.reason)}`;
    return { chunk: from.chunk, src: from.src, message };
  });
  const advice = 'eliminate any one of these dependencies to break the loop';
  notes.push({ chunk: NO_TRACKED, src: 0, message: advice });
  return sema.failAt(NO_TRACKED, 0, `dependency loop with length ${loop.length}`, notes);
}

function subject(zcu: Zcu, unit: Depender): string {
  switch (dependerKind(unit)) {
    case DependerKind.declType:
      return `type of declaration '${nameOf(zcu, unit)}'`;
    case DependerKind.declValue:
      return `value of declaration '${nameOf(zcu, unit)}'`;
    case DependerKind.typeDefaults:
      return `default field value of '${nameOf(zcu, unit)}'`;
    case DependerKind.funcBody:
      return `function '${nameOf(zcu, unit)}'`;
    default:
      return `type '${nameOf(zcu, unit)}'`;
  }
}

function dependence(zcu: Zcu, unit: Depender, reason: LayoutReason | null): string {
  switch (dependerKind(unit)) {
    case DependerKind.declType:
      return `uses type of declaration '${nameOf(zcu, unit)}' here`;
    case DependerKind.declValue:
      return `uses value of declaration '${nameOf(zcu, unit)}' here`;
    case DependerKind.typeDefaults:
      return `uses default field values of '${nameOf(zcu, unit)}' here`;
    case DependerKind.funcBody:
      return `uses inferred error set of function '${nameOf(zcu, unit)}' here`;
    default:
      return `depends on type '${nameOf(zcu, unit)}' for ${reason} here`;
  }
}

function selfDependence(zcu: Zcu, unit: Depender, reason: LayoutReason | null): string {
  switch (dependerKind(unit)) {
    case DependerKind.typeDefaults:
      return `default field values of '${nameOf(zcu, unit)}' depend on themselves for initialization here`;
    case DependerKind.funcBody:
      return `${subject(zcu, unit)} uses its own inferred error set here`;
    case DependerKind.typeLayout:
      return `${subject(zcu, unit)} depends on itself for ${reason} here`;
    default:
      return `${subject(zcu, unit)} depends on itself here`;
  }
}

function nameOf(zcu: Zcu, unit: Depender): string {
  const { pool } = zcu;
  const index = dependerIndex(unit);
  switch (dependerKind(unit)) {
    case DependerKind.typeLayout:
    case DependerKind.typeDefaults:
      return printType(pool, pool.containers.type.data[index] as Index);
    default:
      return pool.text(pool.decls.fqnOf(zcu.declOf(unit) as DeclIndex));
  }
}
