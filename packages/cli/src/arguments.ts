import { UsageError } from '@rezig/node/usage-error.ts';
import type { ModuleArgument } from './module-arguments.ts';
import { findOfficial, OFFICIAL_OPTIONS } from './official-options.ts';

/** The arguments of the command line, apart from each other. */
export interface SplitArguments {
  /** The user's own, in the form that the argument parser knows: long options, each with its value after `=`. */
  readonly own: readonly string[];
  /** What `-M` and `--dep` say, in their order. */
  readonly modules: readonly ModuleArgument[];
  /** Those after `--`, which are the program's. */
  readonly program: readonly string[];
}

/** What an option with a value that may be left out means without one, where that is not what is done anyway. */
const WITHOUT_VALUE = new Map([
  ['reference-trace', 'all'],
  ['debug-incremental', 'text'],
  ['emit-asm', ''],
]);

/** Settings of a module that are those of the program: its main module is the first, and no other has others. */
const OF_PROGRAM = new Set(['target', 'cpu', 'object-format']);
/** Settings that each module can have: those before a `-M` are of that one. */
const OF_MODULE = new Set(['optimize', 'strip', 'error-tracing']);

/** Officially `--entry=x` is the linker's, and as good as `-fentry=x`. */
const OTHER_SPELLINGS = new Set(['--entry', '--no-entry']);

/** Throws a `UsageError` for an option as the argument parser knows it, where officially it is called otherwise. */
function refuseOtherSpelling(argument: string): void {
  const [spelling] = argument.split('=', 1);
  if (OTHER_SPELLINGS.has(spelling)) return;
  const official = OFFICIAL_OPTIONS.find(({ here }) => here !== null && `--${here}` === spelling);
  if (official !== undefined)
    throw new UsageError(`unrecognized parameter: '${argument}' (did you mean '${official.name}'?)`);
}

/**
 * The official command line has options of one dash and many letters (`-target x`, `-femit-bin=x`, `-OReleaseSafe`). This rewrites
 * them to the form that the argument parser knows, leaves out those that mean nothing here, and sets apart what describes modules and what follows `--`.
 * Throws a `UsageError` for what is refused, and for a value that is missing.
 */
export function splitArguments(args: readonly string[]): SplitArguments {
  const end = args.indexOf('--');
  const given = end < 0 ? args : args.slice(0, end);
  const own: string[] = [];
  const modules: ModuleArgument[] = [];
  let dependencies: string[] = [];
  let ofProgram: string | null = null;
  let settings: [name: string, value: string][] = [];
  for (let i = 0; i < given.length; i++) {
    const found = findOfficial(given[i]);
    // The first argument is the command.
    if (found === null || i === 0) {
      if (i > 0) refuseOtherSpelling(given[i]);
      own.push(given[i]);
      continue;
    }
    const { option } = found;
    if (option.refusal !== undefined) throw new UsageError(`'${option.name}' is refused: ${option.refusal}`);
    let value = option.value ?? found.value;
    const takesNext = option.form === 'separate' || option.form === 'either' || option.form === 'joined';
    if (takesNext && (value === null || (value === '' && option.form === 'joined' && option.name !== '-j'))) {
      if (i + 1 === given.length) throw new UsageError(`expected parameter after ${option.name}`);
      value = given[++i];
    }
    const { here } = option;
    if (here === null) continue;
    if (here === 'dep') dependencies.push(value!);
    else if (here === 'module') {
      if (modules.length > 0 && ofProgram !== null)
        throw new UsageError(`'${ofProgram}' for one module is refused: all are compiled as the first is`);
      modules.push({ text: value!, dependencies, settings: Object.fromEntries(settings) });
      dependencies = [];
      settings = [];
      ofProgram = null;
    } else if (option.form === 'flag' && option.value === undefined) own.push(`--${here}`);
    else {
      if (OF_PROGRAM.has(here)) ofProgram ??= option.name;
      value ??= WITHOUT_VALUE.get(here) ?? null;
      // Without a value it asks for what is done anyway.
      if (value === null) continue;
      if (modules.length > 0 && OF_MODULE.has(here)) settings.push([here, value]);
      else own.push(`--${here}=${value}`);
    }
  }
  own.push(...settings.map(([name, value]) => `--${name}=${value}`));
  return { own, modules, program: end < 0 ? [] : args.slice(end + 1) };
}
