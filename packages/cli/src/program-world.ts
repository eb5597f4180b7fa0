import { statSync } from 'node:fs';
import { UsageError } from '@rezig/node/usage-error.ts';

/** What a program that is run is given of the world. */
export interface ProgramWorld {
  /** Its arguments, its own name first. */
  readonly args: readonly string[];
  /** Variables of the environment: each the name of one of this process, or `name=value`. */
  readonly env: readonly string[];
  /** Whether it has all variables of this process besides. */
  readonly envAll: boolean;
  /** Directories that it may use besides the working directory: each a path, by which it knows it, or `path::name`. */
  readonly dirs: readonly string[];
  /** Where there are others than those: its working directory, and directories below which it may use files, by absolute paths too. */
  readonly places?: { readonly cwd: string; readonly roots: readonly string[] };
  /** Descriptors of this process that are its standard streams; by default those of this process. */
  readonly streams?: { readonly stdin: number; readonly stdout: number; readonly stderr: number };
}

/** The variables that the program has. */
export function environmentOf({ env, envAll }: ProgramWorld): Record<string, string> {
  const variables: Record<string, string> = envAll ? ({ ...process.env } as Record<string, string>) : {};
  for (const asked of env) {
    const equals = asked.indexOf('=');
    const name = equals < 0 ? asked : asked.slice(0, equals);
    const value = equals < 0 ? process.env[name] : asked.slice(equals + 1);
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

/** The directories that the program may use, by the names that it knows them by. The working directory is `.`. */
export function directoriesOf({ dirs }: Pick<ProgramWorld, 'dirs'>): Record<string, string> {
  const directories: Record<string, string> = { '.': '.' };
  for (const asked of dirs) {
    const [path, name = path] = asked.split('::', 2);
    directories[name] = path;
  }
  return directories;
}

/** Throws a `UsageError` where a directory is none. */
export function checkWorld(world: ProgramWorld): void {
  for (const path of Object.values(directoriesOf(world))) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new UsageError(`--dir: '${path}' is no directory`);
  }
}
