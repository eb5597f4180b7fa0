import { openSmallSession, type UpdateResult } from '../../../../tools/session.ts';

/** New text of files by path; null where the file goes. */
export type Files = Readonly<Record<string, string | null>>;

/** What an update came to, beside a build from nothing of the same files. */
export interface Step {
  readonly errors: string;
  /** Whether errors and module are, byte for byte, those of a build from nothing. */
  readonly sameAsFresh: boolean;
  readonly hasModule: boolean;
  /** Each unit of the program that was analysed, such as `body of main.f`. */
  readonly analysed: readonly string[];
  /** What of this is another where each update starts from the state that the one before saved, the first from a library image; null if nothing is. */
  readonly restored: string | null;
  /** What of errors and module is another where what no unit needs any more is dropped before each update; null if nothing is. */
  readonly collected: string | null;
}

/** Makes `steps` one after the other in one session over the small library. */
export function runSteps(steps: readonly Files[]): Step[] {
  const session = openSmallSession();
  const restored = openSmallSession({ isRestored: true, sharesImage: true });
  const collected = openSmallSession({ collectsAlways: true });
  const files = new Map<string, Uint8Array>();
  return steps.map((step) => {
    const changes = new Map<string, Uint8Array | null>();
    for (const [path, text] of Object.entries(step)) {
      const bytes = text === null ? null : new TextEncoder().encode(text);
      changes.set(path, bytes);
      if (bytes === null) files.delete(path);
      else files.set(path, bytes);
    }
    const result = session.update(changes);
    const fresh = openSmallSession().update(files);
    return {
      errors: result.errors,
      sameAsFresh: result.errors === fresh.errors && sameModule(result, fresh),
      hasModule: result.wasm !== null,
      analysed: analysed(result),
      restored: difference(result, restored.update(changes)),
      collected: outcomeDifference(result, collected.update(changes)),
    };
  });
}

function analysed({ reasons }: UpdateResult): string[] {
  return reasons.map((reason) => reason.slice(0, reason.indexOf(':')));
}

function difference(one: UpdateResult, other: UpdateResult): string | null {
  const analysed = other.analyzed > one.analyzed ? `analysed: ${other.reasons.join(', ')}` : null;
  return outcomeDifference(one, other) ?? analysed;
}

function outcomeDifference(one: UpdateResult, other: UpdateResult): string | null {
  if (one.errors !== other.errors) return `errors: ${other.errors}`;
  return sameModule(one, other) ? null : 'the module';
}

function sameModule({ wasm }: UpdateResult, fresh: UpdateResult): boolean {
  if (wasm === null || fresh.wasm === null) return wasm === fresh.wasm;
  return wasm.length === fresh.wasm.length && wasm.every((byte, i) => byte === fresh.wasm![i]);
}
