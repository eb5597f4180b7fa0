import type { FileSource } from './host.ts';
import { directoryOf, normalizePath, pathBelow } from './paths.ts';

/** A group of files that `@import` goes between by path. Other modules are imported by name. */
export interface ModuleSpec {
  readonly name: string;
  /** The file that importing the module gives. Its directory is the module's. */
  readonly rootPath: string;
  /** Its text, if it is not read through the host. */
  readonly text?: string;
  /** Whether its files belong to the program: their errors count even where nothing refers to them, and they are counted as its own. */
  readonly isOwn: boolean;
  /** Whether others write it: see `ProgramModule`. */
  readonly isForeign?: boolean;
  /** Whether it is what `@import("root")` means; else that is the first module. */
  readonly isRoot?: boolean;
  /** Whether what it exports is part of the program whether or not anything imports it: see `ProgramModule`. */
  readonly isLinked?: boolean;
  /** Whether its code gets no safety checks unless it asks for them. */
  readonly isUnchecked?: boolean;
  /** Modules that its files can import, besides `std`, `builtin` and `root`, or know under other names: by that name, the module's own. */
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The modules of a compilation. */
export interface FileTableOptions {
  readonly host: FileSource;
  /** The first is the program's main module. One is called `std`. */
  readonly modules: readonly ModuleSpec[];
}

/** A module whose root path is normalized, with its directory. Modules are known by their places in a list. */
export interface Module extends ModuleSpec {
  readonly directory: string;
}

/** The modules that are described so, in the same order. */
export function modulesOf(specs: readonly ModuleSpec[]): Module[] {
  return specs.map((spec) => {
    const rootPath = normalizePath(spec.rootPath);
    return { ...spec, rootPath, directory: directoryOf(rootPath) };
  });
}

/** The place of the module of that name; -1 if there is none. */
export function moduleNamed(modules: readonly Module[], name: string): number {
  return modules.findIndex((module) => module.name === name);
}

/** The module that the files of `module` know as `name`, `root` aside; -1 if there is none. */
export function importableModule(modules: readonly Module[], module: number, name: string): number {
  const own = modules[module].dependencies?.[name];
  if (own !== undefined) return moduleNamed(modules, own);
  return name === 'std' || name === 'builtin' ? moduleNamed(modules, name) : -1;
}

/**
 * Whether the files of a module are looked at whether or not an import leads to them: the main module's, those of a root module of the program's own, and
 * those that may be part of the program too.
 */
export function isChecked(modules: readonly Module[], module: number): boolean {
  const { isOwn, isRoot, isLinked, directory } = modules[module];
  if (isOwn) return module === 0 || isRoot === true || isLinked === true;
  return modules.some((own) => own.isOwn && pathBelow(directory, own.rootPath) !== null);
}
