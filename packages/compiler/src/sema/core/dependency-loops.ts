import { type Depender, DependerKind, dependerIndex, dependerKind } from '../../incremental/depender.ts';
import { type ContainerIndex, NO_TRACKED } from '../../intern/ids.ts';
import { qualifiedName } from '../../intern/names.ts';
import { printType } from '../../intern/print-type.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { LayoutReason } from '../../query/unit-in-progress.ts';
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
  if (loop.length === 1) return sema.failAs({ isLoop: true }, block, src, selfDependence(sema, unit, reason));
  const last = loop[loop.length - 1]!;
  last.chunk = block.frame.chunk;
  last.src = src;
  last.reason = reason;
  const notes: ErrorNote[] = loop.map((from, i) => {
    const to = loop[(i + 1) % loop.length]!.unit;
    const message = `${subject(sema, from.unit)} ${dependence(sema, to, from.reason)}`;
    return { chunk: from.chunk, src: from.src, message, unit: zcu.rowOf(from.unit) };
  });
  const advice = 'eliminate any one of these dependencies to break the loop';
  notes.push({ chunk: NO_TRACKED, src: 0, message: advice });
  return sema.failAt(NO_TRACKED, 0, `dependency loop with length ${loop.length}`, notes);
}

function subject(sema: Sema, unit: Depender): string {
  switch (dependerKind(unit)) {
    case DependerKind.declType:
      return `type of declaration '${nameOf(sema, unit)}'`;
    case DependerKind.declValue:
      return `value of declaration '${nameOf(sema, unit)}'`;
    case DependerKind.typeDefaults:
      return `default field value of '${nameOf(sema, unit)}'`;
    case DependerKind.funcBody:
      return `function '${nameOf(sema, unit)}'`;
    default:
      return `type '${nameOf(sema, unit)}'`;
  }
}

function dependence(sema: Sema, unit: Depender, reason: LayoutReason | null): string {
  switch (dependerKind(unit)) {
    case DependerKind.declType:
      return `uses type of declaration '${nameOf(sema, unit)}' here`;
    case DependerKind.declValue:
      return `uses value of declaration '${nameOf(sema, unit)}' here`;
    case DependerKind.typeDefaults:
      return `uses default field values of '${nameOf(sema, unit)}' here`;
    case DependerKind.funcBody:
      return `uses inferred error set of function '${nameOf(sema, unit)}' here`;
    default:
      return `depends on type '${nameOf(sema, unit)}' for ${reason} here`;
  }
}

function selfDependence(sema: Sema, unit: Depender, reason: LayoutReason | null): string {
  switch (dependerKind(unit)) {
    case DependerKind.typeDefaults:
      return `default field values of '${nameOf(sema, unit)}' depend on themselves for initialization here`;
    case DependerKind.funcBody:
      return `${subject(sema, unit)} uses its own inferred error set here`;
    case DependerKind.typeLayout:
      return `${subject(sema, unit)} depends on itself for ${reason} here`;
    default:
      return `${subject(sema, unit)} depends on itself here`;
  }
}

function nameOf(sema: Sema, unit: Depender): string {
  const { pool } = sema;
  const index = dependerIndex(unit);
  switch (dependerKind(unit)) {
    case DependerKind.typeLayout:
    case DependerKind.typeDefaults:
      return printType(pool, pool.containers.typeOf(index as ContainerIndex));
    default:
      return qualifiedName(pool, sema.zcu.declOf(unit));
  }
}
