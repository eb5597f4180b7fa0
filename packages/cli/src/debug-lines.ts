import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodedMappings, type SourceMapInput, TraceMap } from '@jridgewell/trace-mapping';
import { Cursor, HEADER, Section } from '@rezig/compiler/state';

/** A place in a source file, whose line and column count from 0, in UTF-16 units. */
export interface SourcePlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** What the functions of a module are made from, line by line. Places in the module are counted from where its code section starts. */
export class DebugLines {
  /** By source: where it is. */
  readonly #paths: readonly string[];
  readonly #own: ReadonlySet<string>;
  /** By stretch of code, in their order: where it starts, and its source, line and column; a source of -1 where it has none. */
  readonly #starts: readonly number[];
  readonly #places: readonly (readonly [source: number, line: number, column: number])[];
  /** Where functions start, and the last one ends. */
  readonly #bodies: readonly number[];
  readonly #sources = new Map<string, number>();
  /** By source and line, the stretches that are of it. */
  readonly #byLine = new Map<number, Map<number, number[]>>();

  /** Of `module`, whose source map for `cwd` is `map`. */
  constructor(module: Uint8Array, map: string, cwd: string, zigLibDir: string) {
    const traced = new TraceMap(map as SourceMapInput);
    const { code, bodies } = codeOf(module);
    const [segments = []] = decodedMappings(traced);
    this.#bodies = bodies;
    // The engine does not stop where nothing but a block begins, so what comes then is of that place too.
    this.#starts = segments.map(([column], i) => {
      const isBehindBlock = i > 0 && onlyBeginsBlocks(module, segments[i - 1][0], column);
      return column - code + (isBehindBlock ? 1 : 0);
    });
    this.#places = segments.map((segment) =>
      segment.length === 1 ? [-1, 0, 0] : [segment[1], segment[2], segment[3]],
    );
    this.#paths = traced.sources.map((source) => pathOf(source ?? '', cwd, zigLibDir));
    this.#own = new Set(this.#paths.filter((_, i) => !traced.sources[i]?.startsWith(WITHOUT_DIRECTORY)));
    this.#paths.forEach((path, source) => {
      this.#sources.set(path, source);
      this.#sources.set(realPath(path), source);
    });
    this.#places.forEach(([source, line], i) => {
      if (source < 0) return;
      const lines = this.#byLine.get(source) ?? new Map<number, number[]>();
      this.#byLine.set(source, lines);
      const stretches = lines.get(line);
      if (stretches === undefined) lines.set(line, [i]);
      else stretches.push(i);
    });
  }

  /** Whether a place is in the program's own files. */
  isOwn(place: SourcePlace | null): boolean {
    return place !== null && this.#own.has(place.path);
  }

  /** What stands at `offset`; null where that is of no source. */
  placeOf(offset: number): SourcePlace | null {
    const [source, line, column] = this.#places[this.#stretchAt(offset)] ?? [-1, 0, 0];
    return source < 0 ? null : { path: this.#paths[source], line, column };
  }

  /**
   * Where code stands of `line` of the file at `path`, or, where there is none, of the next line that has some: where each function that has it comes to it first, more than once where it is there by calls that
   * were put in line. Null where no code is of the file from there on.
   */
  codeOf(path: string, line: number): { readonly line: number; readonly offsets: readonly number[] } | null {
    const source = this.#sources.get(path) ?? this.#sources.get(realPath(path));
    const lines = source === undefined ? undefined : this.#byLine.get(source);
    if (lines === undefined) return null;
    const found = lines.has(line) ? line : Math.min(...[...lines.keys()].filter((one) => one > line));
    const stretches = lines.get(found);
    if (stretches === undefined) return null;
    // What a line comes to by itself, such as the condition of a loop, is not where it begins.
    const columns = new Map<number, number>();
    const firsts = stretches.filter((i) => {
      if (i > 0 && stretches.includes(i - 1) && this.#bodyOf(i - 1) === this.#bodyOf(i)) return false;
      const [, , column] = this.#places[i];
      const body = this.#bodyOf(i);
      if (!columns.has(body)) columns.set(body, column);
      return columns.get(body) === column;
    });
    return { line: found, offsets: firsts.map((i) => this.#starts[i]) };
  }

  /**
   * The stretches of the function at `offset` that a step from there passes over: those of the same line, or of none. Where calls are passed over (`over`), those of other files too, which were put in line; where
   * `offset` is in such a call that is to be left (`out`), all but the function's own.
   */
  passedFrom(offset: number, how: 'over' | 'into' | 'out'): (readonly [start: number, end: number])[] {
    const at = this.#stretchAt(offset);
    const body = this.#bodyOf(at);
    const [source, line] = this.#places[at] ?? [-1, 0];
    const own = this.#ownSource(body);
    const isPassed = ([ofSource, ofLine]: readonly number[]): boolean => {
      if (ofSource < 0) return true;
      if (how === 'out' || (how === 'over' && source === own)) if (ofSource !== own) return true;
      return how !== 'out' && ofSource === source && ofLine === line;
    };
    const ranges: [number, number][] = [];
    for (let i = this.#firstOf(body); i < this.#places.length && this.#bodyOf(i) === body; i++) {
      if (!isPassed(this.#places[i])) continue;
      const end = Math.min(this.#starts[i + 1] ?? Number.POSITIVE_INFINITY, this.#bodies[body + 1]);
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === this.#starts[i]) last[1] = end;
      else ranges.push([this.#starts[i], end]);
    }
    return ranges;
  }

  /** Whether `offset` is in a call of a function of another file that was put in line. */
  isInLine(offset: number): boolean {
    const at = this.#stretchAt(offset);
    const [source] = this.#places[at] ?? [-1];
    return source >= 0 && source !== this.#ownSource(this.#bodyOf(at));
  }

  /** The source of the function whose number is `body`: that with which it begins. */
  #ownSource(body: number): number {
    for (let i = this.#firstOf(body); i < this.#places.length && this.#bodyOf(i) === body; i++)
      if (this.#places[i][0] >= 0) return this.#places[i][0];
    return -1;
  }

  #firstOf(body: number): number {
    return lastUpTo(this.#starts, this.#bodies[body] - 1) + 1;
  }

  /** The stretch that has `offset`; -1 where that stands before all. */
  #stretchAt(offset: number): number {
    return lastUpTo(this.#starts, offset);
  }

  #bodyOf(stretch: number): number {
    return lastUpTo(this.#bodies, this.#starts[stretch] ?? 0);
  }
}

const BLOCK = 0x02;
const LOOP = 0x03;
const ELSE = 0x05;

/** Whether the code from `start` to `end` has no instructions but those that begin blocks. */
function onlyBeginsBlocks(module: Uint8Array, start: number, end: number): boolean {
  const cursor = new Cursor(module, start);
  while (cursor.at < end) {
    const opcode = cursor.byte();
    if (opcode === BLOCK || opcode === LOOP) cursor.uleb();
    else if (opcode !== ELSE) return false;
  }
  return cursor.at === end;
}

/** The index of the last of `numbers`, which ascend, that is not more than `number`; -1 where there is none. */
function lastUpTo(numbers: readonly number[], number: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where the code section of `module` starts, and, from there, its functions, with the end of the last one. */
export function codeOf(module: Uint8Array): { readonly code: number; readonly bodies: readonly number[] } {
  const cursor = new Cursor(module, HEADER.length);
  while (cursor.at < module.length) {
    const id: Section = cursor.byte();
    const size = cursor.uleb();
    const code = cursor.at;
    if (id !== Section.code) {
      cursor.at += size;
      continue;
    }
    const bodies: number[] = [];
    for (let left = cursor.uleb(); left > 0; left--) {
      const length = cursor.uleb();
      bodies.push(cursor.at - code);
      cursor.at += length;
    }
    return { code, bodies: [...bodies, cursor.at - code] };
  }
  return { code: 0, bodies: [0] };
}

/** What URLs of the library's files begin with, and of those that the compiler writes, of which there are no files. */
const WITHOUT_DIRECTORY = 'zig:///';

/** Where the source `url` of a map for `cwd` is. */
function pathOf(url: string, cwd: string, zigLibDir: string): string {
  const path = decodeURIComponent(url);
  if (!path.startsWith(WITHOUT_DIRECTORY)) return resolve(cwd, path);
  const ofLibrary = resolve(cwd, zigLibDir, path.slice(WITHOUT_DIRECTORY.length));
  return existsSync(ofLibrary) ? ofLibrary : path;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
