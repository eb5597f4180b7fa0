import type { Air } from '../../air/air.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../../incremental/depender.ts';
import type { ContainerIndex, DeclIndex, FuncIndex, Index } from '../../intern/ids.ts';
import type { Outcome } from '../../query/outcome.ts';
import { Products } from '../../query/products.ts';
import { COMPILE_ERROR, DEPENDENCY_FAILED } from '../../query/throws.ts';
import type { Zcu } from '../../query/zcu.ts';
import { U8Column, U32Column } from '../../util/column.ts';
import { faultOf, isContained, TablesBroken, UPDATE_STOPPED } from '../../util/fault.ts';
import { evaluateCall } from '../calls/call-inline.ts';
import { abandonCalls } from '../core/calls-as-units.ts';
import { Sema } from '../core/sema.ts';
import { analyzeComptimeBlock, analyzeDeclType, analyzeDeclValue } from './decl-unit.ts';
import { analyzeFuncBody } from './func-unit.ts';
import { language } from './language.ts';
import { analyzePanicInterface } from './panic-interface.ts';
import { resolveTypeDefaults } from './resolve-defaults.ts';
import { resolveTypeLayout } from './resolve-layout.ts';

/** AIR that no unit in progress uses, without instructions, to be taken by the next. */
const freeAirs: Air[] = [];

/** More instructions than this are a reason to let their columns go. */
const MAX_KEPT_INSTRUCTIONS = 1 << 16;

/** AIR without instructions, to be given back. */
export function takeAir(): Air {
  const free = freeAirs.pop();
  if (free !== undefined) return free;
  const column = (): U32Column => new U32Column(128);
  return { tags: new U8Column(128), ty: column(), a: column(), b: column(), extra: column(), mainBody: 0 };
}

/** Nobody uses `air` any more. */
export function giveBack(air: Air): void {
  if (air.tags.length > MAX_KEPT_INSTRUCTIONS) return;
  for (const column of [air.tags, air.ty, air.a, air.b, air.extra]) column.truncate(0);
  air.mainBody = 0;
  freeAirs.push(air);
}

/**
 * Analyses `unit`, the innermost in progress. A compile error becomes the unit's error, a fault of this compiler its fault. Throws
 * `UPDATE_STOPPED`, and `TablesBroken` where the fault struck while a table was half changed, in the schedule, which leaves a unit in
 * progress, or for want of stack or memory: anywhere.
 */
export function analyzeUnit(zcu: Zcu, unit: Depender): Outcome {
  const sema = new Sema(zcu, new Products(zcu, unit), language, unit, takeAir());
  const { outcome } = sema;
  zcu.reader.begin(sema);
  try {
    if (dependerKind(unit) !== DependerKind.call) zcu.options.onStep?.('analysis', () => zcu.nameOf(unit));
    outcome.changed = runUnit(sema, unit);
  } catch (thrown) {
    if (thrown === UPDATE_STOPPED || thrown instanceof TablesBroken) throw thrown;
    const doing = (): string => `analysing '${zcu.nameOf(unit)}'`;
    if (!isContained(thrown) || zcu.stack.at(-1)?.unit !== unit || zcu.changesUnderWay > 0)
      throw new TablesBroken(faultOf(thrown, doing()));
    outcome.failed = true;
    if (thrown !== COMPILE_ERROR && thrown !== DEPENDENCY_FAILED) {
      sema.pool.dropUnfinished();
      outcome.fault = faultOf(thrown, doing());
    }
  } finally {
    abandonCalls(sema);
    giveBack(sema.air);
    zcu.reader.end();
  }
  outcome.branchesNeeded = sema.branches.needed;
  return outcome;
}

/** Analyses what `unit` is of. Returns whether the result is not what it was. */
export function runUnit(sema: Sema, unit: Depender): boolean {
  const index = dependerIndex(unit);
  switch (dependerKind(unit)) {
    case DependerKind.declType:
      return analyzeDeclType(sema, index as DeclIndex);
    case DependerKind.declValue:
      return analyzeDeclValue(sema, index as DeclIndex);
    case DependerKind.typeLayout:
      return resolveTypeLayout(sema, sema.pool.containers.typeOf(index as ContainerIndex));
    case DependerKind.typeDefaults:
      return resolveTypeDefaults(sema, sema.pool.containers.typeOf(index as ContainerIndex));
    case DependerKind.funcBody:
      return analyzeFuncBody(sema, index as FuncIndex);
    case DependerKind.comptimeBlock:
      analyzeComptimeBlock(sema, index as DeclIndex);
      return false;
    case DependerKind.builtins:
      return analyzePanicInterface(sema);
    case DependerKind.call:
      evaluateCall(sema, index as Index);
      return false;
  }
}
