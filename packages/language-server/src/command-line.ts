import { hasCode, OptimizeMode, parseTarget } from '@rezig/compiler/state';
import type { ProgramOptions } from './environment.ts';

/** What of a module the command line says before it. */
type ModuleSettings = Pick<ProgramOptions, 'mode' | 'isStripped' | 'tracesErrors'>;

/** The arguments with which `rezig` runs a program of these options, or its tests: what it is made of, and for what engine; not how it is linked. */
export function commandLine(goal: 'run' | 'test', options: ProgramOptions): string[] {
  const { rootPath, rootName, dependencies = {}, modules = [], cpu, target } = options;
  const args: string[] = [goal];
  // What runs here is code for WASI.
  if (target !== undefined && hasCode(parseTarget(target))) args.push('-target', target);
  if (cpu !== undefined) args.push(`-mcpu=${cpu}`);
  args.push(...settingsOf(options));
  if (rootName === undefined && modules.length === 0) return [...args, rootPath];
  args.push(...importsOf(dependencies), `-M${rootName ?? 'root'}=${rootPath}`);
  for (const module of modules)
    args.push(...settingsOf(module), ...importsOf(module.dependencies), `-M${module.name}=${module.rootPath}`);
  return args;
}

function settingsOf({ mode, isStripped, tracesErrors }: ModuleSettings): string[] {
  return [
    ...(mode === undefined ? [] : [`-O${OptimizeMode[mode]}`]),
    ...(isStripped === undefined ? [] : [isStripped ? '-fstrip' : '-fno-strip']),
    ...(tracesErrors === undefined ? [] : [tracesErrors ? '-ferror-tracing' : '-fno-error-tracing']),
  ];
}

function importsOf(dependencies: Readonly<Record<string, string>>): string[] {
  return Object.entries(dependencies).flatMap(([name, module]) => ['--dep', `${name}=${module}`]);
}
