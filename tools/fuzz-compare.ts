import { createHash } from 'node:crypto';
import { attempt } from './fuzz-report.ts';
import type { Session } from './session.ts';
import type { Files } from './walk-template.ts';

/** What of the host's interface is used; Node's types do not have it. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

/** What messages say where the compiler itself failed. */
const FAULT = 'internal fault';

/** How many times lines are left out at most, to reduce a difference. */
const REDUCTIONS = 400;

/** What one build or update came to, as far as it is compared. */
export interface Outcome {
  /** The stack of what the compiler threw; null where it did not. */
  readonly thrown: string | null;
  readonly errors: string;
  /** Length and hash of the module; null where there is none. */
  readonly module: string | null;
  /** Whether a host takes the module; true where there is none. */
  readonly isValid: boolean;
  /** How many units of the program's own files were analysed. */
  readonly analyzed: number;
  /** How long it took. */
  readonly milliseconds: number;
}

/** How a session is opened: `isFresh`: with nothing of what others found out; else it starts from the library image. */
export type Open = (isFresh: boolean) => Session;

/** New content of files by path; null where the file goes. */
export type Changes = ReadonlyMap<string, Uint8Array | null>;

/** What leads from the files `before` to `after`. */
export function changesOf(before: Files, after: Files): Changes {
  const changes = new Map<string, Uint8Array | null>();
  for (const path of before.keys()) if (!after.has(path)) changes.set(path, null);
  for (const [path, text] of after) if (before.get(path) !== text) changes.set(path, Buffer.from(text, 'latin1'));
  return changes;
}

/** How many bytes are hashed at once: the module of a large array has more than can be. */
const HASHED = 1 << 28;

function hashOf(bytes: Uint8Array): string {
  const hash = createHash('sha1');
  for (let at = 0; at < bytes.length; at += HASHED) hash.update(bytes.subarray(at, at + HASHED));
  return hash.digest('hex');
}

/** What `session` makes of `changes`. `validate`: whether the module is looked into. */
export function outcomeOf(session: Session, changes: Changes, validate: boolean): Outcome {
  const start = performance.now();
  const result = attempt(() => session.update(changes));
  const milliseconds = performance.now() - start;
  if (typeof result === 'string') {
    return { thrown: result, errors: '', module: null, isValid: true, analyzed: 0, milliseconds };
  }
  const { errors, wasm, analyzed } = result;
  const module = wasm && `${wasm.length} bytes, ${hashOf(wasm)}`;
  const isValid = wasm === null || !validate || WebAssembly.validate(wasm);
  return { thrown: null, errors, module, isValid, analyzed, milliseconds };
}

/**
 * How an update and a build from nothing of the same files differ, or what both have that no build is to have; null if there is nothing.
 * `passFaults`: faults of the compiler that a build from nothing has too are nothing.
 */
export function differenceOf(kept: Outcome, fresh: Outcome, passFaults: boolean): string | null {
  if (kept.thrown !== null || fresh.thrown !== null) {
    return `the compiler failed\n  goes on:      ${kept.thrown ?? 'did not'}\n  from nothing: ${fresh.thrown ?? 'did not'}`;
  }
  if (kept.errors.includes(FAULT) !== fresh.errors.includes(FAULT)) {
    return `only one of them had an internal fault\n  goes on:\n${kept.errors}\n  from nothing:\n${fresh.errors}`;
  }
  if (kept.errors.includes(FAULT)) return passFaults ? null : `an internal fault\n${kept.errors}`;
  if (kept.errors !== fresh.errors) {
    return `errors differ\n  goes on:\n${linesMissing(kept.errors, fresh.errors)}\n  from nothing:\n${linesMissing(fresh.errors, kept.errors)}`;
  }
  if (kept.module !== fresh.module) {
    return `modules differ\n  goes on:      ${kept.module ?? 'none'}\n  from nothing: ${fresh.module ?? 'none'}`;
  }
  return kept.isValid && fresh.isValid ? null : 'no host takes the module';
}

/** The lines of `text` that are not in `other`; all of it if there are none. */
function linesMissing(text: string, other: string): string {
  const lines = new Set(other.split('\n'));
  return (
    text
      .split('\n')
      .filter((line) => !lines.has(line))
      .join('\n') || text
  );
}

/** A state of a program that an update leads to. */
export interface Step {
  readonly files: Files;
  /** Whether another compilation makes the update, which starts from the state that the one before it saved. */
  readonly isRestarted: boolean;
}

/** What `session` makes of the update from `before` to `step`. */
export function stepOutcome(session: Session, before: Files, step: Step): Outcome {
  if (step.isRestarted) session.restart();
  return outcomeOf(session, changesOf(before, step.files), false);
}

/** What a build from nothing of `files` comes to. */
export function outcomeFromNothing(open: Open, files: Files): Outcome {
  // Instructions that a program writes itself may be wrong, which the official compiler does not look for either.
  const hasAssembly = [...files.values()].some((text) => /\basm\b/.test(text));
  return outcomeOf(open(true), changesOf(new Map(), files), !hasAssembly);
}

/** How the last of `steps` differs from a build from nothing where the others came before it; null if the compiler does not come to it. */
export function lastDifference(open: Open, steps: readonly Step[], passFaults: boolean): string | null {
  const session = open(false);
  let before: Files = new Map();
  for (const step of steps.slice(0, -1)) {
    if (stepOutcome(session, before, step).thrown !== null) return null;
    before = step.files;
  }
  const last = steps[steps.length - 1];
  const kept = stepOutcome(session, before, last);
  return differenceOf(kept, outcomeFromNothing(open, last.files), passFaults);
}

/** The fewest of `steps`, the last one among them, for which `fails` holds, as far as one comes by leaving out some at a time. */
export function fewestSteps<T>(steps: readonly T[], fails: (steps: readonly T[]) => boolean): readonly T[] {
  const last = steps[steps.length - 1];
  for (let i = steps.length - 2; i >= 0; i--) if (fails([steps[i], last])) return [steps[i], last];
  let kept = steps;
  for (let size = kept.length >> 1; size >= 1; size >>= 1) {
    for (let end = kept.length - 1; end > 0; end -= size) {
      const without = kept.filter((_, i) => i < end - size || i >= end);
      if (fails(without)) kept = without;
    }
  }
  return kept;
}

/** Leaves out lines, the same ones of all steps, as long as `fails` holds. */
export function fewestLines(steps: readonly Step[], fails: (steps: readonly Step[]) => boolean): readonly Step[] {
  let kept = steps;
  let parts = 2;
  for (let tries = 0; tries < REDUCTIONS; ) {
    const all = [...new Set(kept.flatMap(({ files }) => [...files.values()].flatMap((text) => text.split('\n'))))];
    const size = Math.ceil(all.length / parts);
    let reduced = false;
    for (let at = 0; at < all.length && tries < REDUCTIONS; at += size, tries++) {
      const without = withoutLines(kept, new Set(all.slice(at, at + size)));
      if (!fails(without)) continue;
      kept = without;
      reduced = true;
    }
    if (size <= 1 && !reduced) break;
    if (!reduced || size > 1) parts = Math.min(parts * 2, Math.max(all.length, 1));
  }
  return kept;
}

function withoutLines(steps: readonly Step[], dropped: ReadonlySet<string>): Step[] {
  const reduced = (text: string): string =>
    text
      .split('\n')
      .filter((line) => !dropped.has(line))
      .join('\n');
  return steps.map(({ files, isRestarted }) => ({
    files: new Map([...files].map(([path, text]) => [path, reduced(text)])),
    isRestarted,
  }));
}

/** The steps in the format of `test/incremental`. */
export function caseText(steps: readonly Step[]): string {
  let text = '';
  let before: Files = new Map();
  for (const [i, { files, isRestarted }] of steps.entries()) {
    text += `#update=step ${i}${isRestarted ? ', from saved state' : ''}\n`;
    for (const [path, content] of files) if (before.get(path) !== content) text += `#file=${path}\n${content}\n`;
    for (const path of before.keys()) if (!files.has(path)) text += `#rm_file=${path}\n`;
    before = files;
  }
  return text;
}
