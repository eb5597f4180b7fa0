import type { Random } from './random-edit.ts';

/**
 * A program with holes, and what may stand in them. The text is files, each begun by a line `#file=PATH`, with these marks in it:
 *
 *     $(a$|b$|c$)       a hole: one of the alternatives; the first is the usual one. They may be empty, of many lines, and have holes in them
 *     $name:(a$|b$)     a hole with a name
 *     $name             what stands in the hole of that name, once more
 *     $name:[x$|y$]     another text for each alternative of the hole of that name, in the same order
 *     $<a$,b$,c$>       all of them, in some order; at first in this one
 *
 * Each file has a hole more at its beginning, for a comment that moves all of it.
 * A file of which nothing stands but blanks is not there. `PATH` may be one of the library's, which then is replaced.
 */
export interface Template {
  /** Whether what is compiled are the program's tests: a line `#tests` stands before the files. */
  readonly isTest: boolean;
  /** Root files of modules that the root can import, by name: each has a line `#module=NAME=PATH` before the files. */
  readonly modules: ReadonlyMap<string, string>;
  /** How many states each hole has. The usual one of each is 0. */
  readonly holes: readonly number[];
  readonly files: readonly { readonly path: string; readonly parts: readonly Part[] }[];
}

/** The state of each hole. */
export type State = readonly number[];

/** Files of a program by path. */
export type Files = ReadonlyMap<string, string>;

interface Choice {
  readonly kind: 'choice' | 'order';
  readonly hole: number;
  readonly alternatives: readonly (readonly Part[])[];
}

type Part = string | Choice;

interface NamedHole {
  readonly hole: number;
  readonly alternatives: readonly (readonly Part[])[];
}

/** Reads a template. Throws a `RangeError` for marks that do not fit together; a hole's name must stand in it before it is used. */
export function parseTemplate(text: string): Template {
  const holes: number[] = [];
  const names = new Map<string, NamedHole>();
  const files = text
    .split(/^#file=/m)
    .slice(1)
    .map((file) => {
      const line = file.indexOf('\n');
      const parser = new Parser(MOVED + file.slice(line + 1), holes, names);
      return { path: file.slice(0, line), parts: parser.parts('') };
    });
  const modules = [...text.matchAll(/^#module=([^=\n]*)=(.*)$/gm)].map(([, name, path]): [string, string] => [
    name,
    path,
  ]);
  return { isTest: text.startsWith('#tests\n'), modules: new Map(modules), holes, files };
}

/** What begins each file. */
const MOVED = '$($|// moved\n$)';

/** Marks that end a text within a hole. */
const END = /\$[|,)>\]]/y;
const OPEN = /\$(?:([A-Za-z_]\w*)(:[([])?|([(<]))/y;

class Parser {
  readonly #text: string;
  readonly #holes: number[];
  readonly #names: Map<string, NamedHole>;
  #at = 0;

  constructor(text: string, holes: number[], names: Map<string, NamedHole>) {
    this.#text = text;
    this.#holes = holes;
    this.#names = names;
  }

  /** Parts up to one of the marks that end a text, which is not consumed; `where`: what they are in, '' for a file. */
  parts(where: string): Part[] {
    const parts: Part[] = [];
    for (;;) {
      const next = this.#text.indexOf('$', this.#at);
      const end = next < 0 ? this.#text.length : next;
      if (end > this.#at) parts.push(this.#text.slice(this.#at, end));
      this.#at = end;
      if (next < 0 || this.#match(END) !== null) {
        if (next < 0 !== (where === '')) this.#fail(`mark too many or too few in '${where}'`);
        return parts;
      }
      parts.push(this.#hole());
    }
  }

  #hole(): Choice {
    const opened = this.#match(OPEN);
    if (opened === null) return this.#fail('unknown mark');
    this.#at += opened[0].length;
    const [, name, bracket, anonymous] = opened;
    if (anonymous === '<') return { kind: 'order', ...this.#add(this.#alternatives(',', '>'), factorial) };
    if (anonymous === '(') return { kind: 'choice', ...this.#add(this.#alternatives('|', ')'), (count) => count) };
    if (bracket === ':(') {
      if (this.#names.has(name)) this.#fail(`'${name}' is given twice`);
      const added = this.#add(this.#alternatives('|', ')'), (count) => count);
      this.#names.set(name, added);
      return { kind: 'choice', ...added };
    }
    const named = this.#names.get(name) ?? this.#fail(`'${name}' is not known here`);
    if (bracket !== ':[') return { kind: 'choice', ...named };
    const alternatives = this.#alternatives('|', ']');
    if (alternatives.length !== named.alternatives.length) this.#fail(`'${name}' has another number of alternatives`);
    return { kind: 'choice', hole: named.hole, alternatives };
  }

  #add(alternatives: Part[][], states: (count: number) => number): NamedHole {
    const hole = this.#holes.push(states(alternatives.length)) - 1;
    return { hole, alternatives };
  }

  #alternatives(separator: string, close: string): Part[][] {
    const alternatives: Part[][] = [];
    for (;;) {
      alternatives.push(this.parts(close));
      const mark = this.#text[this.#at + 1];
      this.#at += 2;
      if (mark === close) return alternatives;
      if (mark !== separator) this.#fail(`'$${mark}' where '$${close}' is to be`);
    }
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }

  #fail(message: string): never {
    throw new RangeError(`${message}, before: ${this.#text.slice(this.#at, this.#at + 40)}`);
  }
}

function factorial(count: number): number {
  return count < 2 ? 1 : count * factorial(count - 1);
}

/** The files of a template with its holes in `state`. */
export function render(template: Template, state: State): Files {
  const files = new Map<string, string>();
  for (const { path, parts } of template.files) {
    const text = renderParts(parts, state);
    if (text.replace('// moved', '').trim() !== '') files.set(path, text);
  }
  return files;
}

function renderParts(parts: readonly Part[], state: State): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const { kind, hole, alternatives } = part;
      if (kind === 'choice') return renderParts(alternatives[state[hole]], state);
      return permuted(alternatives, state[hole])
        .map((item) => renderParts(item, state))
        .join('');
    })
    .join('');
}

/** The `index`-th order of `items`, of `factorial(items.length)` of which the first is the given one. */
function permuted<T>(items: readonly T[], index: number): T[] {
  const left = [...items];
  const result: T[] = [];
  let rest = index;
  while (left.length > 0) {
    const count = factorial(left.length - 1);
    result.push(...left.splice(Math.floor(rest / count), 1));
    rest %= count;
  }
  return result;
}

/** The state where each hole has what usually stands there. */
export function usualState(template: Template): State {
  return template.holes.map(() => 0);
}

/** One to `most` holes of a template that have more than one state, each once. */
export function someHoles(random: Random, template: Template, most: number): readonly number[] {
  const left = template.holes.flatMap((states, hole) => (states > 1 ? [hole] : []));
  const count = Math.min(1 + random.below(most), left.length);
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0]);
}

/** `state` with one to three of `holes` changed; half of them go back to what usually stands there. */
export function changeHoles(random: Random, template: Template, state: State, holes: readonly number[]): State {
  const next = [...state];
  for (let more = random.below(3); more >= 0; more--) {
    const hole = random.of(holes);
    const isBack = next[hole] !== 0 && random.below(2) === 0;
    next[hole] = isBack ? 0 : (next[hole] + 1 + random.below(template.holes[hole] - 1)) % template.holes[hole];
  }
  return next;
}
