import type { TrackedTable } from '../incremental/tracked.ts';
import type { FileIndex, TrackedIndex } from '../intern/ids.ts';
import type { LinkedFunction } from '../link/input.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Tokens } from '../syntax/tree.ts';
import { stringOfBytes } from '../util/utf8.ts';
import { ownTokens } from '../zir/own-tokens.ts';
import type { ChunkIndex } from '../zir/zir.ts';
import type { FileTable } from './files.ts';
import { normalizePath, pathBelow, relativePath, resolvePath } from './paths.ts';
import { Mappings } from './vlq.ts';

/** Of which sources a map has the text: of all, of those of the program itself, or of none. */
export type SourcesContent = 'all' | 'own' | 'none';

/** How a source map is made. */
export interface SourceMapOptions {
  /** By default of all: a debugger has them then whatever is served beside the module. */
  readonly content?: SourcesContent;
  /** Where the map is to be, whose sources are told from there. By default, where the paths of the compilation start. */
  readonly directory?: string;
  /** Where relative paths of the compilation start, and `directory` if it is one. Needed where one of these paths is absolute and another is not. */
  readonly workingDirectory?: string;
}

/** A source map of version 3 (ECMA-426): the columns of its one line are the bytes of the module. `JSON.stringify` gives the file. */
export interface SourceMap {
  readonly version: 3;
  /**
   * URLs, of the program's files from where the map is; of the library's, and those that the compiler writes, such as `zig:///std/start.zig` and
   * `zig:///builtin/builtin.zig`.
   */
  readonly sources: readonly string[];
  /** By source; null where the map does not have it. */
  readonly sourcesContent: readonly (string | null)[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** Where the statements of a function stand, and what that was found out from. */
interface KeptPlaces {
  readonly files: readonly FileIndex[];
  readonly sources: readonly SourceFile[];
  /** By statement: place in `files`, line, column in UTF-16 units. */
  readonly words: Uint32Array;
}

/** The tokens of a file, and those of its chunks, as long as a map is made. */
interface FileTokens {
  readonly tokens: Tokens;
  readonly own: Map<ChunkIndex, Uint32Array>;
}

/** Makes source maps. What it finds out of a function is kept as long as its code, and until a file that it is written in is another. */
export class SourceMapper {
  readonly #zigLibDir: string;
  readonly #kept = new WeakMap<Uint32Array, KeptPlaces>();

  constructor(zigLibDir: string) {
    this.#zigLibDir = normalizePath(zigLibDir);
  }

  /** The map of a module with these functions. It is a function of the module and the sources alone. */
  map(
    functions: readonly LinkedFunction[],
    files: FileTable,
    tracked: TrackedTable,
    options: SourceMapOptions,
  ): SourceMap {
    const numbers = new Map<FileIndex, number>();
    const read = new Map<FileIndex, FileTokens>();
    const mappings = new Mappings();
    for (const { offset, lines } of functions) {
      const { files: of, words } = this.#places(lines, files, tracked, read);
      const sources = of.map((file) => {
        const number = numbers.get(file) ?? numbers.size;
        numbers.set(file, number);
        return number;
      });
      // What stands before the first statement is of none, nor is what has no source.
      if (lines.length === 0 || lines[0] > 0) mappings.addNone(offset);
      for (let i = 0; i < lines.length; i += 3) {
        // Of statements without code between them the last one counts.
        if (i + 3 < lines.length && lines[i + 3] === lines[i]) continue;
        mappings.add(offset + lines[i], sources[words[i]], words[i + 1], words[i + 2]);
      }
    }
    const listed = [...numbers.keys()];
    const { content = 'all' } = options;
    return {
      version: 3,
      sources: listed.map((file) => this.#url(files, file, options)),
      sourcesContent: listed.map((file) =>
        content === 'all' || (content === 'own' && files.isOwn(file)) ? stringOfBytes(files.source(file).bytes) : null,
      ),
      names: [],
      mappings: mappings.text,
    };
  }

  #places(lines: Uint32Array, files: FileTable, tracked: TrackedTable, read: Map<FileIndex, FileTokens>): KeptPlaces {
    const known = this.#kept.get(lines);
    if (known?.files.every((file, i) => files.source(file) === known.sources[i])) return known;
    const of: FileIndex[] = [];
    const words = new Uint32Array(lines.length);
    for (let i = 0; i < lines.length; i += 3) {
      const chunk = lines[i + 2] as TrackedIndex;
      const file = tracked.fileOf(chunk);
      if (!of.includes(file)) of.push(file);
      const { line, column } = placeOf(files, file, tracked.chunkOf(chunk), lines[i + 1], read);
      words[i] = of.indexOf(file);
      words[i + 1] = line;
      words[i + 2] = column;
    }
    const places = { files: of, sources: of.map((file) => files.source(file)), words };
    this.#kept.set(lines, places);
    return places;
  }

  #url(files: FileTable, file: FileIndex, options: SourceMapOptions): string {
    const path = normalizePath(files.path(file));
    if (files.isWritten(file)) return `zig://${encodePath(path)}`;
    if (!files.isOwn(file)) return `zig:///${encodePath(pathBelow(this.#zigLibDir, path) ?? path)}`;
    const { directory = '', workingDirectory = '' } = options;
    const url = encodePath(relativePath(resolvePath(workingDirectory, directory), resolvePath(workingDirectory, path)));
    // The name of a directory is no scheme.
    return /^[^/]*:/.test(url) ? `./${url}` : url;
  }
}

/** Where own token `token` of a chunk of a file stands. */
function placeOf(
  files: FileTable,
  file: FileIndex,
  chunk: ChunkIndex,
  token: number,
  read: Map<FileIndex, FileTokens>,
): { readonly line: number; readonly column: number } {
  let known = read.get(file);
  if (known === undefined) read.set(file, (known = { tokens: files.tokens(file), own: new Map() }));
  let own = known.own.get(chunk);
  if (own === undefined) known.own.set(chunk, (own = ownTokens(files.zir(file), chunk, known.tokens.tags)));
  return files.source(file).lineColumnUtf16(known.tokens.starts[own[token]]);
}

/** A path as part of a URL. */
function encodePath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}
