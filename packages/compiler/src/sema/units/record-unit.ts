import { type Depender, DependerKind, dependerKind } from '../../incremental/depender.ts';
import { NoProducts } from '../../query/products.ts';
import { recordingZcu } from '../../query/recording-zcu.ts';
import { unitInProgress } from '../../query/unit-in-progress.ts';
import type { Zcu } from '../../query/zcu.ts';
import { isContained } from '../../util/fault.ts';
import type { Recorder } from '../core/recorder.ts';
import { Sema } from '../core/sema.ts';
import { language } from './language.ts';
import { giveBack, runUnit, takeAir } from './unit.ts';

/**
 * Analyses `unit` once more for what `recorder` takes down. What the unit gave, relies on and refers to stays as it is; errors are not told. Units that it needs
 * and that are not up to date are brought up to date. Between updates only.
 */
export function recordUnit(zcu: Zcu, unit: Depender, recorder: Recorder): void {
  if (dependerKind(unit) === DependerKind.call && zcu.callResults.get(unit) === null) return;
  const air = takeAir();
  const sema = new Sema(recordingZcu(zcu), new NoProducts(zcu, unit), language, unit, air, recorder);
  const depth = zcu.stack.push(unitInProgress(unit));
  zcu.reader.begin(sema);
  try {
    runUnit(sema, unit);
  } catch (thrown) {
    if (!isContained(thrown)) throw thrown;
    sema.pool.dropUnfinished();
  } finally {
    giveBack(air);
    zcu.reader.end();
    zcu.stack.length = depth - 1;
  }
}
