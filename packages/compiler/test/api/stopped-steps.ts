import { renderErrors, type UpdateResult } from '../../src/index.ts';
import type { Files } from '../incremental/run-steps.ts';
import { hostOf, open } from './program.ts';

/** The steps whose updates, stopped again and again, did not come to what a build from nothing does. */
export interface StoppedSteps {
  readonly differences: readonly string[];
  /** How many updates were stopped. */
  readonly stopped: number;
}

/**
 * Makes `steps` one after the other in one compilation. Each update is stopped when its signal was asked `patience` times, and made again, with more
 * patience, until it is complete.
 */
export function runStopped(steps: readonly Files[], patience: number): StoppedSteps {
  const host = hostOf({});
  const compilation = open(host);
  const differences: string[] = [];
  let stopped = 0;
  for (const [i, step] of steps.entries()) {
    for (const [path, text] of Object.entries(step)) {
      if (text === null) host.files.delete(path);
      else host.files.set(path, new TextEncoder().encode(text));
    }
    let result: UpdateResult | null = null;
    for (let asked = patience, changes = Object.keys(step); result === null; asked += patience, changes = []) {
      let left = asked;
      const next = compilation.update(changes, {
        signal: {
          get aborted() {
            return left-- <= 0;
          },
        },
      });
      if (next.isComplete) result = next;
      else stopped++;
    }
    const fresh = open(host).update();
    const [is, should] = [result, fresh].map((one) => renderErrors(one, false) + one.faults.join('\n'));
    if (is !== should) differences.push(`step ${i}: ${is} instead of ${should}`);
    else if (!sameBytes(result.module, fresh.module)) differences.push(`step ${i}: another module`);
  }
  return { differences, stopped };
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}
