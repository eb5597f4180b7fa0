import { makeCompile } from './compile-step.ts';
import { makeConfigHeader } from './config-header.ts';
import {
  makeCheckFile,
  makeInstallArtifact,
  makeInstallDirectory,
  makeInstallFile,
  makeOptions,
  makeUpdateSourceFiles,
  makeWriteFile,
} from './file-steps.ts';
import type { CustomStep, FormatStep, Graph, Step } from './graph.ts';
import { makeRun } from './run-step.ts';
import { type Made, StepFailure, type StepResult, StepSkipped } from './step-result.ts';
import type { Workplace } from './workplace.ts';

/** A step that depends on itself. */
export class DependencyLoop extends Error {
  override name = 'DependencyLoop';
}

/** The steps that `asked` need, those in the front of others which these depend on. Throws a `DependencyLoop`. */
export function orderOf({ steps }: Graph, asked: readonly number[]): readonly number[] {
  const order = new Set<number>();
  const open = new Set<number>();
  const visit = (step: number): void => {
    if (order.has(step)) return;
    if (open.has(step)) {
      const loop = [...open].slice([...open].indexOf(step)).reverse();
      const names = [step, ...loop].map((one) => `  ${steps[one].name}\n`);
      throw new DependencyLoop(`dependency loop detected:\n${names.join('').trimEnd()}`);
    }
    open.add(step);
    for (const dependency of steps[step].dependencies) visit(dependency);
    open.delete(step);
    order.add(step);
  };
  for (const step of asked) visit(step);
  return [...order];
}

/**
 * Carries out the steps that `asked` need, each when those that it depends on are done; what does not depend on what failed goes on. `onEnd` is told of each
 * as it ends.
 */
export async function carryOut(
  work: Workplace,
  asked: readonly number[],
  onEnd: (step: number, result: StepResult) => void,
): Promise<ReadonlyMap<number, StepResult>> {
  const { steps } = work.graph;
  const results = new Map<number, StepResult>();
  const running = new Map<number, Promise<void>>();
  for (const index of orderOf(work.graph, asked)) {
    const step = steps[index];
    const ready = Promise.all(step.dependencies.map((dependency) => running.get(dependency)));
    running.set(
      index,
      ready.then(async () => {
        const isBlocked = step.dependencies.some((dependency) => isFailure(results.get(dependency)!));
        const result = isBlocked ? BLOCKED : await carriedOut(index, step, work);
        results.set(index, result);
        onEnd(index, result);
      }),
    );
  }
  await Promise.all(running.values());
  return new Map([...running.keys()].map((step) => [step, results.get(step)!]));
}

/** Whether a step failed, or what it depends on. */
export function isFailure({ status }: StepResult): boolean {
  return status === 'failure' || status === 'dependency failure';
}

const NOTHING: StepResult = {
  status: 'success',
  isCached: false,
  milliseconds: 0,
  messages: [],
  errorText: '',
  errorCount: 0,
  output: '',
  tests: null,
};
const BLOCKED: StepResult = { ...NOTHING, status: 'dependency failure' };

async function carriedOut(index: number, step: Step, work: Workplace): Promise<StepResult> {
  const start = performance.now();
  try {
    const made = await make(index, step, work);
    return { ...NOTHING, ...made, milliseconds: performance.now() - start };
  } catch (error) {
    const milliseconds = performance.now() - start;
    if (error instanceof StepSkipped) return { ...NOTHING, status: 'skipped', milliseconds };
    if (!(error instanceof StepFailure)) throw error;
    const messages = error.message === '' ? [] : [error.message];
    return { ...NOTHING, ...error.details, status: 'failure', messages, milliseconds };
  }
}

async function make(index: number, step: Step, work: Workplace): Promise<Made> {
  switch (step.kind) {
    case 'top_level':
      if (step.name === 'uninstall') throw new StepFailure('not supported: officially it is not there yet either');
      return {};
    case 'compile':
      return makeCompile(index, step, work);
    case 'run':
      return makeRun(step, work);
    case 'install_artifact':
      return makeInstallArtifact(step, work);
    case 'install_file':
      return makeInstallFile(step, work);
    case 'install_dir':
      return makeInstallDirectory(step, work);
    case 'write_file':
      return makeWriteFile(step, work);
    case 'update_source_files':
      return makeUpdateSourceFiles(step, work);
    case 'options':
      return makeOptions(step, work);
    case 'config_header':
      return makeConfigHeader(step, work);
    case 'fail':
      throw new StepFailure(step.message);
    case 'fmt':
      return makeFormat(step, work);
    case 'check_file':
      return makeCheckFile(step, work);
    case 'translate_c':
      throw new StepFailure('C cannot be translated: only Zig is compiled here');
    case 'objcopy':
      throw new StepFailure('there is no objcopy here');
    case 'check_object':
      throw new StepFailure('there is no check of object files here');
    case 'remove_dir':
      throw new StepFailure('not supported: the library has no such step any more');
    case 'custom':
      return makeCustom(index, step, work);
  }
}

/** Has the project's own function of a step carry it out. */
async function makeCustom(index: number, step: CustomStep, work: Workplace): Promise<Made> {
  if (!step.hasFunction) return {};
  const before = dependenciesOf(index, work.graph);
  const files = work.graph.files.flatMap((maker, file): [number, string][] =>
    maker !== null && before.has(maker) && work.isMade(file) ? [[file, work.pathOf({ file, up: 0, path: '' })]] : [],
  );
  const { failure, messages, output, isCached, files: made } = await work.toolchain.makeStep(index, files);
  for (const [file, path] of made) work.setFile(file, path);
  if (failure === 'MakeSkipped') throw new StepSkipped();
  if (failure === null) return { isCached };
  throw new StepFailure([...messages, ...(failure === 'MakeFailed' ? [] : [failure])].join('\nerror: '), { output });
}

/** All steps that `step` depends on, directly or not. */
function dependenciesOf(step: number, { steps }: Graph): ReadonlySet<number> {
  const found = new Set(steps[step].dependencies);
  for (const one of found) for (const dependency of steps[one].dependencies) found.add(dependency);
  return found;
}

async function makeFormat(step: FormatStep, work: Workplace): Promise<Made> {
  const fromRoot = (path: string): string => work.pathOf(path.startsWith('/') ? path : `${step.root}/${path}`);
  const { changed, errors } = await work.toolchain.format(
    step.paths.map(fromRoot),
    step.exclude.map(fromRoot),
    step.isCheck,
  );
  const bad = step.isCheck ? changed.map((path) => `${path}: non-conforming formatting`) : [];
  if (errors !== '' || bad.length > 0) throw new StepFailure(bad.join('\n'), { output: errors });
  return { isCached: changed.length === 0 };
}
