import type { ProgramOptions } from './environment.ts';
import { directoryOf, joinPath } from './paths.ts';
import { BUILD_FILE, type SourceTree } from './roots.ts';

/** A program of a project. */
export interface ProjectProgram {
  /** What tells it from the other programs of all projects. */
  readonly key: string;
  readonly options: Omit<ProgramOptions, 'zigLibDir' | 'emit' | 'analysesAll'>;
}

/** What the `build.zig` of a project asks for. */
export interface Project {
  readonly programs: readonly ProjectProgram[];
  /** Files on which that depends. */
  readonly inputs: readonly string[];
}

/** The projects around the files that are looked at, by the directories of their `build.zig`. */
export class Projects {
  readonly #projects = new Map<string, Project | 'asked'>();
  readonly #ask: ((buildRoot: string) => void) | null;

  /** `ask` has a project described, which `set` is told later; null where that cannot be done. */
  constructor(ask: ((buildRoot: string) => void) | null) {
    this.#ask = ask;
  }

  /**
   * The project around the file at `path`, which is asked for where it is not known; `'asked'` as long as the answer is to come. Null where there is none, and for what describes
   * it.
   */
  around(path: string, tree: SourceTree): Project | 'asked' | null {
    if (this.#ask === null) return null;
    for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
      const buildFile = joinPath(directory, BUILD_FILE);
      if (tree.read(buildFile) !== null) return path === buildFile ? null : this.#at(directory);
      if (tree.folders.includes(directory) || directory === directoryOf(directory)) return null;
    }
  }

  set(buildRoot: string, project: Project): void {
    this.#projects.set(buildRoot, project);
  }

  /** The files at `paths` are others on the disk: projects that depend on them are to be described anew. Returns whether there are such. */
  changed(paths: ReadonlySet<string>): boolean {
    let isAny = false;
    for (const [buildRoot, project] of this.#projects) {
      if (project === 'asked' || !project.inputs.some((input) => paths.has(input))) continue;
      isAny = true;
      // What is known of it counts until then.
      this.#ask?.(buildRoot);
    }
    return isAny;
  }

  /** The directories of all projects that were looked at. */
  roots(): string[] {
    return [...this.#projects.keys()];
  }

  /** The files on which what is known of projects depends. */
  inputs(): string[] {
    return [...this.#projects.values()].flatMap((project) => (project === 'asked' ? [] : project.inputs));
  }

  #at(buildRoot: string): Project | 'asked' {
    const known = this.#projects.get(buildRoot);
    if (known !== undefined) return known;
    this.#projects.set(buildRoot, 'asked');
    this.#ask!(buildRoot);
    return 'asked';
  }
}
