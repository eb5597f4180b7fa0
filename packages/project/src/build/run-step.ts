import { join, relative } from 'node:path';
import type { CapturedOutput, CompileStep, RunArgument, RunCheck, RunOutput, RunStep } from './graph.ts';
import { type Made, StepFailure } from './step-result.ts';
import type { ProgramEnd } from './toolchain.ts';
import { hashOf, type Workplace } from './workplace.ts';

/** Runs a program, or the tests of one. */
export async function makeRun(step: RunStep, work: Workplace): Promise<Made> {
  const [first] = step.argv;
  const artifact = first?.kind === 'artifact' ? work.graph.steps[first.step] : undefined;
  if (first?.kind !== 'artifact' || artifact?.kind !== 'compile')
    throw new StepFailure(
      `${commandText(step, work)}: what is run here are programs that the build compiles, under WASI`,
    );
  const { program, result } = work.compiled.get(first.step)!;
  if (result.module === null) throw new StepFailure(`'${artifact.name}' gave nothing to run`);
  if (program.target !== 'wasm32-wasi')
    throw new StepFailure(`to run '${artifact.artifactName}' needs a program for wasm32-wasi`);
  if (step.stdio === 'zig_test' && program.testRunner === null) return runTests(step, first.step, work);

  const cwd = step.cwd === undefined ? work.graph.buildRoot : work.pathOf(step.cwd);
  const outputs = outputsOf(step);
  const stdin = step.stdinPath !== undefined ? work.read(work.pathOf(step.stdinPath)) : stdinBytes(step);
  const key = [...keyOf(step, work), result.module, cwd, JSON.stringify([step.env, step.envRemoved]), stdin ?? ''];
  // A runner of the project's own is a program like any other: without `--listen` it says by itself how tests came out.
  const isInferred = step.stdio === 'infer_from_args' || step.stdio === 'zig_test';
  const isImpure = step.hasSideEffects || step.stdio === 'inherit' || (isInferred && outputs.length === 0);
  let end: ProgramEnd | null = null;
  const run = async (directory: string | null): Promise<void> => {
    const inherits = step.stdio === 'inherit' || (isInferred && isImpure);
    const args = argumentsOf(step, artifact, cwd, directory, work);
    const env = { set: step.env ?? [], removed: step.envRemoved ?? [] };
    end = await work.toolchain.run(program, {
      args,
      cwd,
      env,
      stdin: stdin ?? (inherits ? 'inherit' : new Uint8Array(0)),
      stdout: inherits && step.stdout === undefined ? 'inherit' : 'captured',
      stderr: inherits && step.stderr === undefined ? 'inherit' : 'captured',
    });
    if (end !== null) check(step, end);
  };
  if (outputs.length === 0) {
    await run(null);
    return {};
  }
  const made = await work.directoryOf(key, isImpure, async (directory) => {
    await run(directory);
    if (end === null) return;
    for (const [captured, bytes] of [
      [step.stdout, end.stdout],
      [step.stderr, end.stderr],
    ] as const) {
      if (captured !== undefined) work.toolchain.write(join(directory, captured.baseName), trimmed(bytes, captured));
    }
  });
  for (const output of outputs) work.setFile(output.file, join(made.path, output.baseName));
  return { isCached: made.isCached };
}

async function runTests(step: RunStep, index: number, work: Workplace): Promise<Made> {
  const { program } = work.compiled.get(index)!;
  const tests = await work.toolchain.test(program, step.name);
  if (tests.failed > 0) throw new StepFailure('', { tests });
  return { tests, isCached: tests.isCached };
}

/** The program of a command that is none of ours, as one would write it. */
function commandText(step: RunStep, work: Workplace): string {
  const words = step.argv.map((arg) => {
    if (arg.kind === 'bytes') return Buffer.from(arg.bytes, 'base64').toString();
    if (arg.kind === 'lazy_path') return arg.prefix + work.pathOf(arg.path);
    return '...';
  });
  return `'${words.join(' ')}'`;
}

function stdinBytes(step: RunStep): Uint8Array | null {
  return step.stdinBytes === undefined ? null : Buffer.from(step.stdinBytes, 'base64');
}

function outputsOf(step: RunStep): RunOutput[] {
  const outputs = step.argv.flatMap((arg) =>
    arg.kind === 'output_file' || arg.kind === 'output_directory' ? [arg] : [],
  );
  return [...outputs, ...[step.stdout, step.stderr].filter((captured) => captured !== undefined)];
}

/** What the result depends on, of arguments and files that the step names. */
function keyOf(step: RunStep, work: Workplace): (string | Uint8Array)[] {
  const args = step.argv.flatMap((arg) => [arg.kind, ...argumentKey(arg, work)]);
  const inputs = step.inputs.map((path) => work.read(work.pathOf(path)));
  const captured = [step.stdout, step.stderr].map((output) => (output ? `${output.baseName}\n${output.trim}` : ''));
  return ['run', ...args, hashOf(inputs), ...captured];
}

function argumentKey(arg: RunArgument, work: Workplace): (string | Uint8Array)[] {
  switch (arg.kind) {
    case 'artifact':
      return [arg.prefix, work.compiled.get(arg.step)?.result.module ?? ''];
    case 'lazy_path':
    case 'file_content':
      return [arg.prefix, work.pathOf(arg.path), work.read(work.pathOf(arg.path))];
    case 'decorated_directory': {
      const path = work.pathOf(arg.path);
      const files = work.walk(path, { exclude: [], include: null }).filter(({ isDirectory }) => !isDirectory);
      const contents = files.flatMap((file) => [file.path, work.read(join(path, file.path))]);
      return [arg.prefix, arg.suffix, path, ...contents];
    }
    case 'bytes':
      return [Buffer.from(arg.bytes, 'base64')];
    case 'output_file':
    case 'output_directory':
      return [arg.prefix, arg.baseName];
  }
}

/** The arguments of the program, its own name first. `directory`: where files go that it makes. */
function argumentsOf(
  step: RunStep,
  artifact: CompileStep,
  cwd: string,
  directory: string | null,
  work: Workplace,
): string[] {
  const rest = step.argv.slice(1).map((arg) => argumentText(arg, cwd, directory, work));
  return [artifact.fileName, ...rest];
}

function argumentText(arg: RunArgument, cwd: string, directory: string | null, work: Workplace): string {
  switch (arg.kind) {
    case 'artifact':
      return arg.prefix + toldFrom(cwd, work.binaryOf(arg.step));
    case 'lazy_path':
      return arg.prefix + toldFrom(cwd, work.pathOf(arg.path));
    case 'decorated_directory':
      return arg.prefix + toldFrom(cwd, work.pathOf(arg.path)) + arg.suffix;
    case 'file_content':
      return arg.prefix + Buffer.from(work.read(work.pathOf(arg.path))).toString();
    case 'bytes':
      return Buffer.from(arg.bytes, 'base64').toString();
    case 'output_file':
    case 'output_directory':
      return arg.prefix + toldFrom(cwd, join(directory!, arg.baseName));
  }
}

/** A path as it is told to a program that works in `cwd`: from there where it is below it. */
function toldFrom(cwd: string, path: string): string {
  const way = relative(cwd, path);
  return way === '' ? '.' : way.startsWith('..') ? path : `./${way}`;
}

/** Throws unless the program ended as it has to. */
function check(step: RunStep, end: ProgramEnd): void {
  const text = { stdout: Buffer.from(end.stdout).toString(), stderr: Buffer.from(end.stderr).toString() };
  const checks: readonly RunCheck[] =
    step.stdio === 'check' ? (step.checks ?? []) : [{ kind: 'expect_term', term: 'exited', code: 0 }];
  for (const one of checks) {
    if (one.kind === 'expect_term') {
      if (one.term === 'exited' && one.code === end.code) continue;
      if (step.stdio !== 'check')
        throw new StepFailure(`process exited with error code ${end.code}`, { output: text.stderr });
      throw new StepFailure(`process exited with code ${end.code} (expected ${termText(one)})`, {
        output: text.stderr,
      });
    }
    const stream = one.kind.startsWith('expect_stderr') ? 'stderr' : 'stdout';
    const expected = Buffer.from(one.bytes, 'base64').toString();
    if (one.kind.endsWith('_exact') ? text[stream] === expected : text[stream].includes(expected)) continue;
    throw new StepFailure(
      one.kind.endsWith('_exact')
        ? `========= expected this ${stream}: =========\n${expected}\n========= but found: ====================\n${text[stream]}`
        : `========= expected to find in ${stream}: =========\n${expected}\n========= but ${stream} does not contain it: =====\n${text[stream]}`,
    );
  }
}

function termText({ term, code }: { readonly term: string; readonly code: number | null }): string {
  return term === 'exited' ? `exited with code ${code}` : `ended by ${term}`;
}

function trimmed(bytes: Uint8Array, { trim }: CapturedOutput): Uint8Array {
  const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
  let [start, end] = [0, bytes.length];
  if (trim === 'all' || trim === 'leading') while (start < end && isSpace(bytes[start])) start++;
  if (trim === 'all' || trim === 'trailing') while (end > start && isSpace(bytes[end - 1])) end--;
  return bytes.subarray(start, end);
}
