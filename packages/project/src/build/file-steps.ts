import { join } from 'node:path';
import type {
  CheckFileStep,
  FileFilter,
  InstallArtifactStep,
  InstallDirectoryStep,
  InstallFileStep,
  OptionsStep,
  UpdateSourceFilesStep,
  WriteFileStep,
} from './graph.ts';
import { type Made, StepFailure } from './step-result.ts';
import type { Workplace } from './workplace.ts';
import { zigString } from './zig-text.ts';

/* Steps that only read and write files. */

/** The file of options, and its name. */
const OPTIONS_FILE = 'options.zig';

export function makeOptions(step: OptionsStep, work: Workplace): Made {
  const paths = step.paths.map(
    ({ name, path }) => `pub const @${zigString(name)}: []const u8 = ${zigString(work.pathOf(path))};\n`,
  );
  const contents = step.contents + paths.join('');
  const { path, isCached } = work.directory(['options', contents], (directory) =>
    work.toolchain.write(join(directory, OPTIONS_FILE), contents),
  );
  work.setFile(step.output, join(path, OPTIONS_FILE));
  return { isCached };
}

export function makeWriteFile(step: WriteFileStep, work: Workplace): Made {
  const files = step.files.map((file) => ({ path: file.path, content: work.contentOf(file) }));
  const directories: string[] = [];
  for (const { source, path, ...filter } of step.directories) {
    const from = work.pathOf(source);
    directories.push(path);
    for (const entry of work.walk(from, filter)) {
      const to = join(path, entry.path);
      if (entry.isDirectory) directories.push(to);
      else files.push({ path: to, content: work.read(join(from, entry.path)) });
    }
  }
  if (step.mode === 'mutate') {
    const root = work.pathOf(step.mutated!);
    for (const { path, content } of files) work.install(content, join(root, path));
    work.setFile(step.output, root);
    return { isCached: false };
  }
  const key = [...files.flatMap(({ path, content }) => [path, content]), '', ...directories];
  const own = step.mode === 'tmp' ? [String(process.pid), process.hrtime.bigint().toString()] : [];
  const made = work.directory(['files', ...own, ...key], (root) => {
    for (const { path, content } of files) work.toolchain.write(join(root, path), content);
  });
  work.setFile(step.output, made.path);
  return { isCached: made.isCached && step.mode === 'whole_cached' };
}

export function makeUpdateSourceFiles(step: UpdateSourceFilesStep, work: Workplace): Made {
  let isCached = true;
  for (const file of step.files) isCached = work.install(work.contentOf(file), join(step.root, file.path)) && isCached;
  return { isCached };
}

export function makeInstallFile(step: InstallFileStep, work: Workplace): Made {
  return { isCached: work.install(work.read(work.pathOf(step.source)), step.destination) };
}

export function makeInstallDirectory(step: InstallDirectoryStep, work: Workplace): Made {
  return { isCached: installDirectory(work.pathOf(step.source), step.destination, step, step.blank, work) };
}

export function makeInstallArtifact(step: InstallArtifactStep, work: Workplace): Made {
  const artifact = work.graph.steps[step.artifact];
  if (artifact.kind !== 'compile') throw new StepFailure('there is no artifact to install');
  let isCached = true;
  if (step.destination !== undefined) {
    const module = work.compiled.get(step.artifact)?.result.module;
    if (!module) throw new StepFailure(`there is nothing of '${artifact.name}' to install`);
    isCached = work.install(module, step.destination);
  }
  if (step.headers === undefined) return { isCached };
  for (const { source, path, isDirectory, exclude = [], include = null } of artifact.headers) {
    const to = join(step.headers, path);
    const from = work.pathOf(source);
    const isSame = isDirectory
      ? installDirectory(from, to, { exclude, include }, [], work)
      : work.install(work.read(from), to);
    isCached = isSame && isCached;
  }
  return { isCached };
}

function installDirectory(
  from: string,
  to: string,
  filter: FileFilter,
  blank: readonly string[],
  work: Workplace,
): boolean {
  let isCached = true;
  for (const { path, isDirectory } of work.walk(from, filter)) {
    if (isDirectory) continue;
    const content = blank.some((ending) => path.endsWith(ending)) ? new Uint8Array(0) : work.read(join(from, path));
    isCached = work.install(content, join(to, path)) && isCached;
  }
  return isCached;
}

export function makeCheckFile(step: CheckFileStep, work: Workplace): Made {
  const path = work.pathOf(step.source);
  const text = Buffer.from(work.read(path)).toString();
  const missing = step.matches.find((match) => !text.includes(match));
  if (missing !== undefined)
    throw new StepFailure(
      `\n========= expected to find: ===================\n${missing}\n========= but file does not contain it: =======\n${text}\n===============================================`,
    );
  if (step.exact !== null && step.exact !== text)
    throw new StepFailure(
      `\n========= expected: =====================\n${step.exact}\n========= but found: ====================\n${text}\n========= from the following file: ======\n${path}`,
    );
  return {};
}
