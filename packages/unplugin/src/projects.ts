import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { ProgramModule } from '@rezig/compiler';
import { BOUND_MODULE } from '@rezig/compiler/bindings';
import { fileStamp } from '@rezig/node/file-stamp.ts';
import { describeProgramsOf } from '@rezig/node/project-process.ts';

/** How modules of a project are imported: `zig:` and the name. */
export const MODULE_PREFIX = 'zig:';

/** A module of a project: what it can import, with all that this can. */
export interface ProjectModule {
  /** Absolute path of the root file. */
  readonly path: string;
  /** Names under which its files can import other modules, and the names of those. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly modules: readonly ProgramModule[];
  /** Files on which that depends, such as `build.zig`. */
  readonly inputs: readonly string[];
}

/** As much as is used of what the command line says of a program. */
interface DescribedProgram {
  readonly name: string;
  /** The main one first. */
  readonly modules: readonly DescribedModule[];
}

interface DescribedModule {
  readonly name: string;
  readonly path: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

interface Project {
  readonly programs: readonly DescribedProgram[];
  readonly inputs: readonly string[];
  /** Of the inputs, when they were looked at; null of one that may be written again without a trace. */
  readonly stamps: readonly (string | null)[];
}

const projects = new Map<string, Promise<Project>>();

/**
 * The module called `name` of the project around the directory `from`: one that a program of it imports by that name, or the root module of a program that is called so. Throws an
 * `Error` where there is none, or the project cannot be described.
 */
export async function moduleNamed(name: string, from: string): Promise<ProjectModule> {
  const buildRoot = buildRootAround(from);
  if (buildRoot === null) throw new Error(`'${MODULE_PREFIX}${name}': there is no build.zig in '${from}' or above`);
  const command = commandOf(buildRoot);
  if (command === null)
    throw new Error(
      `'${MODULE_PREFIX}${name}' needs the package 'rezig', which knows what a build.zig asks for, and Node`,
    );
  const project = await projectAt(buildRoot, command);
  for (const program of project.programs)
    for (const module of program.modules.slice(1))
      if (module.name === name) return moduleOf(buildRoot, project, program, module);
  const program = project.programs.find((one) => one.name === name);
  if (program !== undefined) return moduleOf(buildRoot, project, program, program.modules[0]);
  throw new Error(`'${MODULE_PREFIX}${name}': no program of the project in '${buildRoot}' has a module of that name`);
}

/**
 * The module of which the file at `path` is the root, in the project around it; null where it is of none, or nobody can tell because the package `rezig` is not
 * there. Rejects where the project cannot be described.
 */
export async function moduleAt(path: string): Promise<ProjectModule | null> {
  const buildRoot = buildRootAround(dirname(path));
  const command = buildRoot === null ? null : commandOf(buildRoot);
  if (buildRoot === null || command === null) return null;
  const project = await projectAt(buildRoot, command);
  for (const program of project.programs)
    for (const module of program.modules)
      if (resolve(buildRoot, module.path) === path) return moduleOf(buildRoot, project, program, module);
  return null;
}

function buildRootAround(from: string): string | null {
  for (let directory = resolve(from); ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'build.zig'))) return directory;
    if (directory === dirname(directory)) return null;
  }
}

/** The command line's program, as the project has it installed; null where it has not, and in Bun, which does not run it. */
function commandOf(buildRoot: string): string | null {
  if (process.versions.bun !== undefined) return null;
  for (const from of [join(buildRoot, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve('rezig/bin/rezig.cjs');
    } catch {
      // It may be where the plug-in is.
    }
  }
  return null;
}

async function projectAt(buildRoot: string, command: string): Promise<Project> {
  const known = await projects.get(buildRoot)?.catch(() => null);
  const isSame = (path: string, i: number): boolean => known?.stamps[i] !== null && known?.stamps[i] === stampOf(path);
  if (known?.inputs.every(isSame)) return known;
  const described = describeProgramsOf<DescribedProgram>(command, buildRoot).then(({ programs, inputs }) => ({
    programs,
    inputs,
    stamps: inputs.map(stampOf),
  }));
  projects.set(buildRoot, described);
  return described;
}

function stampOf(path: string): string | null {
  return existsSync(path) ? fileStamp(path) : 'absent';
}

/** `module` as the one that is bound: whoever imports it imports that one. */
function moduleOf(
  buildRoot: string,
  { inputs }: Project,
  program: DescribedProgram,
  module: DescribedModule,
): ProjectModule {
  const byName = new Map(program.modules.map((one) => [one.name, one]));
  const renamed = (name: string): string => (name === module.name ? BOUND_MODULE : `${name}_`);
  const own = (dependencies: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(dependencies).map(([name, target]) => [name, renamed(target)]));
  const reached = new Set([module.name]);
  for (const name of reached) for (const target of Object.values(byName.get(name)!.dependencies)) reached.add(target);
  reached.delete(module.name);
  return {
    path: resolve(buildRoot, module.path),
    dependencies: own(module.dependencies),
    modules: Array.from(reached, (name) => {
      const { path, dependencies } = byName.get(name)!;
      return { name: renamed(name), rootPath: resolve(buildRoot, path), dependencies: own(dependencies) };
    }),
    inputs,
  };
}
