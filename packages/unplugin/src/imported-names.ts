import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { init, parse } from 'es-module-lexer';
import type { SourceError } from './protocol.ts';

/** Names of a Zig file that something imports. */
interface Imported {
  readonly path: string;
  readonly names: ReadonlySet<string>;
}

/**
 * Finds what is imported of Zig files though it cannot cross. Importers and Zig files may come in any order: whichever comes last is told. What is imported
 * as a whole (`import * as`) is not looked at.
 */
export class ImportedNames {
  readonly #importers = new Map<string, readonly Imported[]>();
  readonly #refused = new Map<string, Readonly<Record<string, SourceError>>>();

  /** The module `id` is the JavaScript `code` now. Returns errors for what it imports. */
  async importer(id: string, code: string): Promise<SourceError[]> {
    const file = id.split('?')[0];
    const imports = /\.zig['"]/.test(code) ? await namesIn(code, dirname(file)) : [];
    this.#importers.set(file, imports);
    return imports.flatMap((one) => this.#wrong(one));
  }

  /** What cannot cross of the Zig file at `path` now. Returns errors for what is imported of it. */
  described(path: string, refused: Readonly<Record<string, SourceError>>): SourceError[] {
    this.#refused.set(resolve(path), refused);
    const all = [...this.#importers].flatMap(([file, imports]) => {
      const ofPath = imports.filter((one) => one.path === resolve(path));
      return ofPath.length > 0 && stillImports(file) ? ofPath : [];
    });
    return all.flatMap((one) => this.#wrong(one));
  }

  /** Why the Zig file at `path` does not export `name`; null where nothing is known. */
  reason(path: string, name: string): SourceError | null {
    return this.#refused.get(resolve(path))?.[name] ?? null;
  }

  #wrong({ path, names }: Imported): SourceError[] {
    const refused = this.#refused.get(path) ?? {};
    return Object.entries(refused).flatMap(([name, error]) => (names.has(name) ? [error] : []));
  }
}

/** Whether the file may still import Zig files: bundlers do not say that one does no more. */
function stillImports(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes('.zig');
  } catch {
    return false;
  }
}

/** What `code`, a module in `directory`, imports by name of Zig files that it names by paths. None where it cannot be read, of which the bundler tells. */
async function namesIn(code: string, directory: string): Promise<Imported[]> {
  await init;
  try {
    const [imports] = parse(code);
    return imports.flatMap(({ n: specifier, ss, s, d }) => {
      if (specifier === undefined || d !== -1 || !/^\.{0,2}\/.*\.zig$/.test(specifier)) return [];
      const braces = /\{([^}]*)\}/.exec(code.slice(ss, s))?.[1] ?? '';
      const names = braces.split(',').map((one) => one.trim().split(/\s+as\s+/)[0]);
      return [{ path: resolve(directory, specifier), names: new Set(names) }];
    });
  } catch {
    return [];
  }
}
