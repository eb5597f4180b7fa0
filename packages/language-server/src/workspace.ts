import type { Change, StopSignal } from '@rezig/compiler';
import { hasCode, parseTarget } from '@rezig/compiler/state';
import type { SemanticTokens } from 'vscode-languageserver-types';
import { diagnosticsOf, errorAtStart } from './diagnostics.ts';
import { Document, type PositionUnits } from './document.ts';
import type { DirectoryEntry, Environment, ProgramOptions } from './environment.ts';
import { isBelow, joinPath } from './paths.ts';
import { Program } from './program.ts';
import { type Project, type ProjectProgram, Projects } from './projects.ts';
import { Diagnostics } from './published.ts';
import { BUILD_FILE, filesFrom, importedPaths, ROOT_NAMES, rootOf, type SourceTree } from './roots.ts';
import { LENSES, type Lens } from './settings.ts';
import { hasTests, type KnownTest, TestedProgram } from './tests.ts';
import { pathOfUri, uriOfPath } from './uris.ts';

/** How long a program that no open file belongs to is kept, in milliseconds. */
const UNUSED_MILLISECONDS = 5 * 60_000;

/** How many of those are kept at most. */
const MAX_UNUSED = 3;

/** What a file has that is the root of a program and not of a library. */
const MAIN = /\bpub\s+(?:(?:inline\s+)?fn|const|var)\s+main\b/;

/** What a client wants and can do; by default all lenses, and it cannot give files other names. */
export interface WorkspaceSettings {
  readonly lenses?: readonly Lens[];
  readonly renamesFiles?: boolean;
}

/** The files that a client has open, what is on the disk beside them, and the programs that they belong to. */
export class Workspace implements SourceTree {
  readonly #environment: Environment;
  readonly #units: PositionUnits;
  readonly #log: (text: string) => void;
  /** By path. */
  readonly #open = new Map<string, Document>();
  /** As the client writes those of files that it had open. */
  readonly #uris = new Map<string, string>();
  /** What was read of files that are not open; null for what is not there. */
  readonly #onDisk = new Map<string, Document | null>();
  readonly #programs = new Map<string, Program>();
  /** The keys of the programs that each open file belongs to. */
  #homes: ReadonlyMap<string, readonly string[]> | null = null;
  /** The programs whose errors are told, by their keys. */
  #wanted: ReadonlyMap<string, ProgramOptions> = new Map();
  readonly #projects: Projects;
  /** Programs of tests that were asked for, by their keys. */
  readonly tested = new Map<string, TestedProgram>();
  readonly diagnostics = new Diagnostics();
  /** The colors of open files that the client was told last, by path. */
  readonly colors = new Map<string, SemanticTokens & { readonly resultId: string }>();
  folders: readonly string[];
  /** Which lenses the client wants. */
  readonly lenses: readonly Lens[];
  /** Whether the client can give files other names. */
  readonly renamesFiles: boolean;

  /** `log` is given what a user who looks for the reason of something is to know; `askForProject`: see `Projects`. */
  constructor(
    environment: Environment,
    units: PositionUnits,
    folders: readonly string[],
    log: (text: string) => void = () => {},
    askForProject: ((buildRoot: string) => void) | null = null,
    { lenses = LENSES, renamesFiles = false }: WorkspaceSettings = {},
  ) {
    this.lenses = lenses;
    this.renamesFiles = renamesFiles;
    this.#projects = new Projects(askForProject);
    this.#environment = environment;
    this.#units = units;
    this.#log = log;
    this.folders = folders;
  }

  get zigLibDir(): string {
    return this.#environment.zigLibDir;
  }

  /** The files that the client has open, by path. */
  get open(): ReadonlyMap<string, Document> {
    return this.#open;
  }

  openPaths(): Iterable<string> {
    return this.#open.keys();
  }

  read(path: string): Uint8Array | null {
    return this.text(path)?.bytes ?? null;
  }

  /** The text of a file, as the client or the disk has it; null where there is none. */
  text(path: string): Document | null {
    const open = this.#open.get(path);
    if (open !== undefined) return open;
    let known = this.#onDisk.get(path);
    if (known === undefined) {
      const bytes = this.#environment.host.readFile(path);
      known = typeof bytes === 'string' ? null : new Document(this.uriOf(path), null, bytes, this.#units);
      this.#onDisk.set(path, known);
    }
    return known;
  }

  /** What is in the directory at `path`, on the disk or open in the client. */
  entriesOf(path: string): DirectoryEntry[] {
    const found = new Map((this.#environment.listDirectory?.(path) ?? []).map((entry) => [entry.name, entry]));
    for (const open of this.#open.keys()) {
      if (!isBelow(path, open)) continue;
      const [name, ...rest] = open
        .slice(path.length)
        .split('/')
        .filter((part) => part !== '');
      if (!found.has(name)) found.set(name, { name, isDirectory: rest.length > 0 });
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The URI under which the client knows the file at `path`. */
  uriOf(path: string): string {
    return this.#uris.get(path) ?? uriOfPath(path);
  }

  /** The client has this text of a file, from now on. */
  setText(uri: string, version: number, bytes: Uint8Array): void {
    const path = pathOfUri(uri);
    const before = this.#open.get(path);
    this.#uris.set(path, uri);
    this.#open.set(path, new Document(uri, version, bytes, this.#units));
    const isRootOfLibrary = this.#programs.get(path)?.options.isLibrary === true;
    if (before === undefined || !sameList(importedPaths(before.bytes), importedPaths(bytes))) this.#homes = null;
    if (isRootOfLibrary && this.#isExecutable(path)) this.#homes = null;
    this.#tell(path, { path, text: bytes });
  }

  /** The client has closed a file, which is as it is on the disk from now on. */
  close(uri: string): void {
    const path = pathOfUri(uri);
    this.#open.delete(path);
    this.colors.delete(path);
    this.#onDisk.delete(path);
    this.#homes = null;
    this.#tell(path, { path, text: null });
  }

  /** The files at `paths` may be others on the disk than they were. */
  changedOnDisk(paths: readonly string[]): void {
    this.#projects.changed(new Set(paths));
    for (const path of paths) {
      this.#onDisk.delete(path);
      if (this.#open.has(path)) continue;
      this.#homes = null;
      this.#tell(path, path);
    }
  }

  /** Whether it is not known yet which program the file at `path` belongs to. */
  awaitsProject(path: string): boolean {
    return this.#projects.around(path, this) === 'asked';
  }

  /** Whether all is known of the file at `path` that its text comes to: it is known which programs it belongs to, and they are up to date. */
  isSettled(path: string): boolean {
    if (this.awaitsProject(path)) return false;
    const keys = this.#settle().get(path) ?? [];
    return keys.every((key) => this.#programs.get(key)?.isCurrent !== false);
  }

  /** The project in the directory `buildRoot` is this. */
  setProject(buildRoot: string, project: Project): void {
    this.#projects.set(buildRoot, project);
    this.#homes = null;
  }

  /** Makes the program of the tests of the file at `path`, where there is none. Returns its key. */
  openTests(path: string): string {
    const options: { -readonly [Key in keyof ProgramOptions]: ProgramOptions[Key] } = {
      ...this.testsAround(path),
      emit: true,
      analysesAll: false,
    };
    // What runs here is code for WASI.
    if (options.target !== undefined && !hasCode(parseTarget(options.target))) delete options.target;
    const key = `tests ${JSON.stringify(options)}`;
    const tested = this.tested.get(key) ?? new TestedProgram(this.#makeProgram(key, options));
    this.tested.set(key, tested);
    tested.files.add(path);
    return key;
  }

  /** The options of the tests of the file at `path`: those of its project that have it, else the file's own. */
  testsAround(path: string): ProgramOptions {
    const ofProject = [...this.#programsWith(path).values()].find(({ testFilters }) => (testFilters ?? null) !== null);
    return ofProject ?? { rootPath: path, isLibrary: false, testFilters: [], ...this.#common() };
  }

  /** The options of the program whose root is the file at `path`; null where there is none that runs. */
  programFrom(path: string): ProgramOptions | null {
    const isProgram = ({ rootPath, isLibrary, testFilters = null }: ProgramOptions): boolean =>
      rootPath === path && isLibrary !== true && testFilters === null;
    return [...this.#programsWith(path).values()].find(isProgram) ?? null;
  }

  /** The same for all open files that have tests. Returns whether one was made. */
  openTestsOfAll(): boolean {
    const before = this.tested.size;
    for (const [path, { bytes }] of this.#open) {
      if (!this.awaitsProject(path) && path.endsWith('.zig') && hasTests(path, bytes)) this.openTests(path);
    }
    return this.tested.size > before;
  }

  /** What is known of the tests of the file at `path`. */
  testsOf(path: string): KnownTest[] {
    for (const tested of this.tested.values()) {
      const found = tested.of(path);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The files that matter to programs and projects, those of the library too. */
  watched(): ReadonlySet<string> {
    const programs = [...this.programs(), ...[...this.tested.values()].map(({ program }) => program)];
    return new Set([...programs.flatMap((program) => [...program.watched()]), ...this.#projects.inputs()]);
  }

  /** The source files of programs and projects, and those that are open, but for those of the library. */
  sources(): string[] {
    const builds = this.#projects.roots().map((root) => joinPath(root, BUILD_FILE));
    const watched = this.programsInUse().flatMap((program) => [...program.watched()]);
    const paths = new Set([...watched, ...this.#open.keys(), ...builds]);
    return [...paths].filter((path) => path.endsWith('.zig') && !isBelow(this.zigLibDir, path)).sort();
  }

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.#homes = null;
  }

  /** The options in the environment are others: programs that they make others of begin anew. */
  changedOptions(): void {
    this.#homes = null;
  }

  /** All programs: those of open files, of the folders, and those that were in use. */
  programs(): Program[] {
    this.#settle();
    return [...this.#programs.values()];
  }

  /** The programs of open files and of the folders: those that are brought up to date. */
  programsInUse(): Program[] {
    return this.programs().filter(({ key }) => this.#wanted.has(key));
  }

  /** The program that the file at `path` belongs to, the first of several; null where there is none. It may not be up to date. */
  programOf(path: string): Program | null {
    const [key] = this.#settle().get(path) ?? [];
    if (key !== undefined) return this.#programs.get(key) ?? null;
    const inUse = this.programsInUse().find((program) => program.has(path));
    // Others are not brought up to date any more.
    return inUse ?? this.programs().find((program) => program.isCurrent && program.has(path)) ?? null;
  }

  /** The program that is to be brought up to date next; null where all are. `wanted`: those for which someone waits. */
  nextOutdated(wanted: ReadonlySet<Program>): Program | null {
    const homes = new Set([...this.#settle().values()].flat());
    const tested = [...this.tested.values()].map(({ program }) => program);
    const rank = (program: Program): number => (wanted.has(program) ? 0 : homes.has(program.key) ? 1 : 2);
    const outdated = [...this.#programs.values()].filter(({ isCurrent, key }) => !isCurrent && this.#wanted.has(key));
    return outdated.sort((a, b) => rank(a) - rank(b))[0] ?? tested.find(({ isCurrent }) => !isCurrent) ?? null;
  }

  /**
   * Brings `program` up to date. Returns false where `signal` ended that before. What is found is in `diagnostics` then. A compiler that fails where it should not
   * is told, and begins anew with the next change.
   */
  update(program: Program, signal: StopSignal): boolean {
    const { key, rootPath } = program;
    const isFirst = program.last === null;
    try {
      const result = program.update(signal);
      if (result === null) return false;
      if (isFirst && program.stateRefusal !== null)
        this.#log(`the state of '${rootPath}' is not used: ${program.stateRefusal}`);
      for (const fault of result.faults) this.#log(fault);
      const tested = this.tested.get(key);
      if (tested === undefined) this.#tellDiagnostics(program);
      else tested.updated();
    } catch (error) {
      this.#log(`the compiler failed in '${rootPath}': ${error instanceof Error ? error.stack : String(error)}`);
      if (this.tested.delete(key)) return true;
      const next = this.#makeProgram(key, program.options);
      next.park();
      this.#programs.set(key, next);
      const told = errorAtStart(`the compiler failed: ${String(error)}`);
      this.diagnostics.set(key, new Map([[rootPath, [told]]]));
    }
    return true;
  }

  /** Forgets programs that were of no use for long, and the tests of files that are not open, but for those for which someone may wait. */
  prune(): void {
    this.#settle();
    for (const [key, { program, files, isRunning }] of this.tested) {
      if (isRunning || !program.isCurrent || [...files].some((path) => this.#open.has(path))) continue;
      this.tested.delete(key);
      this.diagnostics.set(key, new Map());
    }
    const unused = [...this.#programs.values()].filter(({ key }) => !this.#wanted.has(key));
    unused.sort((a, b) => b.lastUse - a.lastUse);
    unused.forEach((program, i) => {
      if (i >= MAX_UNUSED || program.lastUse < Date.now() - UNUSED_MILLISECONDS) this.#drop(program);
    });
  }

  #tell(path: string, change: Change): void {
    for (const program of this.#programs.values()) program.tell(path, change);
    for (const { program } of this.tested.values()) program.tell(path, change);
  }

  /** Finds the programs that open files belong to, and makes those that are not there. */
  #settle(): ReadonlyMap<string, readonly string[]> {
    if (this.#homes !== null) return this.#homes;
    const homes = new Map<string, readonly string[]>();
    const wanted = new Map<string, ProgramOptions>();
    const add = (programs: ReadonlyMap<string, ProgramOptions>): string[] => {
      for (const [key, options] of programs) wanted.set(key, options);
      return [...programs.keys()];
    };
    for (const path of this.#open.keys()) homes.set(path, add(this.#programsWith(path)));
    this.#homes = homes;
    for (const folder of this.folders) {
      const project = this.#projects.around(joinPath(folder, ROOT_NAMES[0]), this);
      if (project === 'asked') continue;
      for (const program of project?.programs ?? []) wanted.set(program.key, this.#optionsOf(program));
      if (project !== null && project.programs.length > 0) continue;
      for (const name of ROOT_NAMES) {
        const root = joinPath(folder, name);
        if (this.text(root) !== null && rootOf(root, this) === root) add(this.#programsWith(root));
      }
    }
    for (const program of [...this.#programs.values()]) {
      const { key, rootPath, options } = program;
      const asked = wanted.get(key) ?? this.#programsWith(rootPath).get(key);
      const isOther = asked === undefined || JSON.stringify(asked) !== JSON.stringify(options);
      if (isOther || this.text(rootPath) === null) this.#drop(program);
      else if (!wanted.has(key)) this.diagnostics.set(key, new Map());
      else if (!this.#wanted.has(key)) this.#tellDiagnostics(program);
    }
    for (const [key, options] of wanted) {
      if (!this.#programs.has(key)) this.#programs.set(key, this.#makeProgram(key, options));
      this.#programs.get(key)!.lastUse = Date.now();
    }
    this.#wanted = wanted;
    return homes;
  }

  /** The programs that the file at `path` is part of, by their keys: those of its project; else one whose root file is found. */
  #programsWith(path: string): Map<string, ProgramOptions> {
    const found = new Map<string, ProgramOptions>();
    const project = this.#projects.around(path, this);
    if (project === 'asked') return found;
    for (const program of project?.programs ?? []) {
      const { rootPath, modules = [] } = program.options;
      const roots = [rootPath, ...modules.map((module) => module.rootPath)];
      if (roots.some((root) => filesFrom(root, this).has(path))) found.set(program.key, this.#optionsOf(program));
    }
    const root = found.size > 0 ? null : rootOf(path, this);
    if (root !== null) found.set(root, this.#looseOptions(root));
    return found;
  }

  #optionsOf({ options }: ProjectProgram): ProgramOptions {
    return { ...this.#common(), ...options };
  }

  /** Of a program that is known by its root file alone. One that had a `main` stays a program while that is typed anew. */
  #looseOptions(rootPath: string): ProgramOptions {
    const isProgram =
      this.#environment.programRoots?.includes(rootPath) ||
      this.#programs.get(rootPath)?.options.isLibrary === false ||
      this.#isExecutable(rootPath);
    return { rootPath, isLibrary: !isProgram, ...this.#common() };
  }

  /** Of all programs: errors are told of what nothing refers to yet, too. */
  #common(): Pick<ProgramOptions, 'zigLibDir' | 'emit' | 'analysesAll'> {
    return { emit: false, analysesAll: true, ...this.#environment.options, zigLibDir: this.zigLibDir };
  }

  #makeProgram(key: string, options: ProgramOptions): Program {
    const program = new Program(key, options, this.#environment);
    for (const [path, { bytes }] of this.#open) program.tell(path, { path, text: bytes });
    return program;
  }

  #tellDiagnostics({ key, rootPath, last }: Program): void {
    const found = last === null ? new Map() : diagnosticsOf(last, rootPath, (path) => this.text(path));
    this.diagnostics.set(key, found);
  }

  #drop({ key }: Program): void {
    this.#programs.delete(key);
    this.diagnostics.set(key, new Map());
  }

  #isExecutable(rootPath: string): boolean {
    const bytes = this.read(rootPath);
    return bytes !== null && MAIN.test(new TextDecoder().decode(bytes));
  }
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
