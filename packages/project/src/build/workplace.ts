import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FileFilter, Graph, LazyPath, WrittenFile } from './graph.ts';
import { StepFailure } from './step-result.ts';
import type { Compiled, ProgramToCompile, Toolchain } from './toolchain.ts';

/** A directory in the cache, and whether it was there. */
export interface MadeDirectory {
  readonly path: string;
  readonly isCached: boolean;
}

/** Where steps are carried out: the graph, what was made so far, and where files go. */
export class Workplace {
  readonly graph: Graph;
  readonly toolchain: Toolchain;
  /** Where files are kept that steps make. */
  readonly cacheRoot: string;
  /** What was compiled, by the step. */
  readonly compiled = new Map<number, { readonly program: ProgramToCompile; readonly result: Compiled }>();
  /** Files and directories that steps read, but for what they made. */
  readonly inputs = new Set<string>();
  readonly #files = new Map<number, () => string>();

  constructor(graph: Graph, toolchain: Toolchain, cacheRoot: string) {
    this.graph = graph;
    this.toolchain = toolchain;
    this.cacheRoot = cacheRoot;
  }

  /** Says where a file is that a step makes. */
  setFile(file: number, path: string): void {
    this.#files.set(file, () => path);
  }

  /** As `setFile`, for a file that is only written where someone asks for it. */
  setLazyFile(file: number, write: () => string): void {
    let path: string | null = null;
    this.#files.set(file, () => (path ??= write()));
  }

  /** Whether the step that makes `file` says where it is. */
  isMade(file: number): boolean {
    return this.#files.has(file);
  }

  /** The absolute path that `path` is. */
  pathOf(path: LazyPath): string {
    if (typeof path === 'string') return resolve(path);
    const find = this.#files.get(path.file);
    if (find === undefined) {
      const maker = this.graph.files[path.file];
      const name = maker === null ? 'a step that no other depends on' : `'${this.graph.steps[maker].name}'`;
      throw new StepFailure(
        `a file of ${name} is needed, which was not made: is there a missing dependency on that step?`,
      );
    }
    let found = find();
    for (let i = 0; i < path.up; i++) {
      if (found === this.cacheRoot) throw new StepFailure('dirname() attempted to traverse outside the cache root');
      found = dirname(found);
    }
    return join(found, path.path);
  }

  /** The content of a file. Throws a `StepFailure`. */
  read(path: string): Uint8Array {
    this.#note(path);
    try {
      return readFileSync(path);
    } catch (error) {
      throw new StepFailure(`unable to read '${path}': ${this.toolchain.errorName(error)}`);
    }
  }

  /** The files and directories below `directory` that count, by their paths from there. Throws a `StepFailure`. */
  walk(directory: string, filter: FileFilter): { readonly path: string; readonly isDirectory: boolean }[] {
    const found: { path: string; isDirectory: boolean }[] = [];
    const visit = (below: string): void => {
      this.#note(join(directory, below));
      const entries = readdirSync(join(directory, below), { withFileTypes: true });
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        if (isIncluded(path, filter) && (entry.isFile() || entry.isDirectory()))
          found.push({ path, isDirectory: entry.isDirectory() });
        if (entry.isDirectory()) visit(path);
      }
    };
    try {
      visit('');
    } catch (error) {
      throw new StepFailure(`unable to open source directory '${directory}': ${this.toolchain.errorName(error)}`);
    }
    return found;
  }

  #note(path: string): void {
    if (!path.startsWith(`${this.cacheRoot}/`)) this.inputs.add(path);
  }

  /** Copies a file, or makes one of `content`. Returns whether it was as it is now. */
  install(content: Uint8Array, path: string): boolean {
    try {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isFile() && stat.size === content.length && Buffer.compare(readFileSync(path), content) === 0)
        return true;
      this.toolchain.write(path, content);
      return false;
    } catch (error) {
      throw new StepFailure(`unable to write '${path}': ${this.toolchain.errorName(error)}`);
    }
  }

  /** What `file` consists of. */
  contentOf(file: WrittenFile): Uint8Array {
    return file.copy === undefined ? Buffer.from(file.bytes ?? '', 'base64') : this.read(this.pathOf(file.copy));
  }

  /**
   * A directory in the cache that `key` names, which is filled by `fill` if it is not there. Whoever sees it sees all of it. Returns whether it was there.
   */
  directory(key: readonly (string | Uint8Array)[], fill: (directory: string) => void): MadeDirectory {
    const begun = this.#begin(key);
    if (begun.isCached) return begun;
    return this.#finish(begun, () => fill(begun.temporary));
  }

  /** As `directory`, where filling it takes its time. `isForced`: whether one that is there is made again. */
  async directoryOf(
    key: readonly (string | Uint8Array)[],
    isForced: boolean,
    fill: (directory: string) => Promise<void>,
  ): Promise<MadeDirectory> {
    const begun = this.#begin(key);
    if (begun.isCached && !isForced) return begun;
    if (isForced) rmSync(begun.path, { recursive: true, force: true });
    try {
      mkdirSync(begun.temporary, { recursive: true });
      await fill(begun.temporary);
    } catch (error) {
      rmSync(begun.temporary, { recursive: true, force: true });
      throw error;
    }
    return this.#finish(begun, () => {});
  }

  /** The module that a step compiled, as a file. */
  binaryOf(step: number): string {
    const artifact = this.graph.steps[step];
    const bin = artifact.kind === 'compile' ? artifact.outputs.bin : undefined;
    if (bin === undefined) throw new StepFailure(`there is no file of '${artifact.name}'`);
    return this.pathOf({ file: bin, up: 0, path: '' });
  }

  #begin(key: readonly (string | Uint8Array)[]): MadeDirectory & { readonly temporary: string } {
    const path = join(this.cacheRoot, 'o', hashOf(key));
    const temporary = join(this.cacheRoot, 'tmp', `${process.pid}-${process.hrtime.bigint().toString(36)}`);
    return { path, isCached: existsSync(path), temporary };
  }

  #finish({ path, temporary }: { readonly path: string; readonly temporary: string }, fill: () => void): MadeDirectory {
    try {
      mkdirSync(temporary, { recursive: true });
      fill();
      mkdirSync(dirname(path), { recursive: true });
      if (!existsSync(path)) renameSync(temporary, path);
    } catch (error) {
      if (error instanceof StepFailure) throw error;
      throw new StepFailure(`unable to make '${path}': ${this.toolchain.errorName(error)}`);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
    return { path, isCached: false };
  }
}

/** Names what parts are put together, each with its length. */
export function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)} `).update(part);
  return hash.digest('hex').slice(0, 32);
}

function isIncluded(path: string, { exclude, include }: FileFilter): boolean {
  return (
    !exclude.some((ending) => path.endsWith(ending)) &&
    (include === null || include.some((ending) => path.endsWith(ending)))
  );
}
