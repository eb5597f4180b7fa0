import { dirname, join, relative, resolve } from 'node:path';
import type { Goal } from './build.ts';
import { findBuildRoot } from './build-root.ts';
import type { CompileSetup, Outcome } from './protocol.ts';

const MISSING = /no module named '.*' available within module '/;

/** What `rezig build` is to be told where this is asked of a project. */
const STEPS: ReadonlyMap<string, string> = new Map([
  ['run', ' run'],
  ['test', ' test'],
]);

/** What does with a project what command `name` does with a file; null where the working directory is in none. */
export function projectCommand(name: string): string | null {
  return findBuildRoot(process.cwd()) === null ? null : `rezig build${STEPS.get(name) ?? ''}`;
}

/**
 * A line for whoever compiles a file of a project by itself, where that does not find a module which the `build.zig` above it may name; else nothing. Programs that read
 * errors get none.
 */
export function projectHint(goal: Goal, { program, errorFormat }: CompileSetup, { errorText }: Outcome): string {
  if (errorFormat === 'json' || program.rootName !== undefined || !MISSING.test(errorText)) return '';
  const root = findBuildRoot(dirname(resolve(program.rootPath)));
  if (root === null) return '';
  const path = relative(process.cwd(), join(root, 'build.zig'));
  return `note: modules are named in ${path}, which this command does not read; 'rezig build${STEPS.get(goal) ?? ''}' does\n`;
}
