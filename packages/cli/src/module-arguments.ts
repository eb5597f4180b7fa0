import { OptimizeMode, type ProgramModule, RESERVED_MODULES } from '@rezig/compiler/state';
import { UsageError } from '@rezig/node/usage-error.ts';
import type { ModuleToCompile } from '@rezig/project/build';
import { optimizeMode } from './build-options.ts';

/** A `-M` of the command line, with the `--dep` before it. */
export interface ModuleArgument {
  /** `name=path`, or the name alone. */
  readonly text: string;
  /** Each a name, or `import=name`. */
  readonly dependencies: readonly string[];
  /** What it has that the program has not: by the name of the option, its value. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Modules that every program has, under names that no other can have. */
const BUILTIN = ['std', 'builtin', 'root'];

/**
 * The modules that the command line describes, the main one first; none where it describes none. `rootPath`: the file that it names besides, or null. Throws a
 * `UsageError` where they do not fit together, in the official words.
 */
export function programModules(args: readonly ModuleArgument[], rootPath: string | null): ProgramModule[] {
  if (args.length > 0 && rootPath !== null)
    throw new UsageError(`main module provided both by '-M${args[0].text}' and by positional argument '${rootPath}'`);
  const modules: ProgramModule[] = [];
  for (const { text, dependencies, settings = {} } of args) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (equals < 0) throw new UsageError(`module '${name}' has no root source file: -M${name}=path`);
    if (RESERVED_MODULES.includes(name))
      throw new UsageError(`unable to add module '${name}': every program has one of that name`);
    const other = modules.find((module) => module.name === name);
    if (other !== undefined)
      throw new UsageError(`unable to add module '${name}': already exists as '${other.rootPath}'`);
    modules.push({
      name,
      rootPath: text.slice(equals + 1),
      dependencies: importsOf(dependencies),
      ...moduleSettings(settings.optimize ?? null, flag(settings.strip), flag(settings['error-tracing'])),
    });
  }
  checkUse(modules);
  return modules;
}

/** A module as the compiler is told of it. */
export function programModule({
  name,
  path,
  dependencies,
  isLinked,
  optimize,
  strip,
  errorTracing,
}: ModuleToCompile): ProgramModule {
  const linked = isLinked ? { isLinked } : {};
  return { name, rootPath: path, dependencies, ...linked, ...moduleSettings(optimize, strip, errorTracing) };
}

/** What a module has that the program has not, of what is not null. Throws a `UsageError` for a mode that there is none. */
function moduleSettings(
  optimize: string | null,
  strip: boolean | null,
  errorTracing: boolean | null,
): Pick<ProgramModule, 'mode' | 'isStripped' | 'tracesErrors'> {
  return {
    ...(optimize === null ? {} : { mode: OptimizeMode[optimizeMode(optimize)] }),
    ...(strip === null ? {} : { isStripped: strip }),
    ...(errorTracing === null ? {} : { tracesErrors: errorTracing }),
  };
}

function flag(value: string | undefined): boolean | null {
  return value === undefined ? null : value === 'yes';
}

function importsOf(dependencies: readonly string[]): Record<string, string> {
  const imports: Record<string, string> = {};
  for (const dependency of dependencies) {
    const equals = dependency.indexOf('=');
    const key = equals < 0 ? dependency : dependency.slice(0, equals);
    if (BUILTIN.includes(key)) throw new UsageError(`unable to import as '${key}': conflicts with builtin module`);
    imports[key] = dependency.slice(equals + 1);
  }
  return imports;
}

/** Throws where a module is not there, or there for nothing. */
function checkUse(modules: readonly ProgramModule[]): void {
  if (modules.length === 0) return;
  const used = new Set([modules[0]]);
  for (const { name, dependencies } of used) {
    for (const dependency of Object.values(dependencies)) {
      const module = modules.find((one) => one.name === dependency);
      if (module === undefined) throw new UsageError(`module '${name}' depends on non-existent module '${dependency}'`);
      used.add(module);
    }
  }
  const unused = modules.find((module) => !used.has(module));
  if (unused !== undefined) throw new UsageError(`module '${unused.name}' declared but not used`);
}
