import {
  bytesSource,
  type Change,
  Compilation,
  OptimizeMode,
  type UpdateJournal,
  type UpdateResult,
} from '@rezig/compiler';
import { EditorQueries, type Hover } from '@rezig/compiler/editor';
import { insightOf } from './insight.ts';
import { fetchUnpacked, libraryFiles } from './library.ts';
import { LibraryHost } from './library-host.ts';
import { LIBRARY_DIRECTORY, ROOT, TEST_LINK } from './library-names.ts';
import type { Answer, Built, BuiltTests, Files, Mode, Question, Questions } from './protocol.ts';
import { byteOffset, characterOffset, problemsOf } from './text-places.ts';

/* The compiler, in a thread of its own: it answers the questions of the page one after the other. */

interface Known {
  /** What `Compilation.saveImage` and `saveState` gave; null where there is none. */
  readonly image: Uint8Array | null;
  readonly state: Uint8Array | null;
}

/** A compilation of the page's program, or of its tests, with what it was told of the files. */
class Program {
  readonly compilation: Compilation;
  readonly queries: EditorQueries;
  /** Whether its first update is of what is known. */
  readonly isKnown: boolean;
  #files: Files = {};
  result: UpdateResult | null = null;
  /** What the update did that gave `result`. */
  journal: UpdateJournal | null = null;

  /** `known`: what an earlier compilation knew of the library, and of a program. */
  constructor({ image, state }: Known, isTest: boolean) {
    this.isKnown = state !== null;
    this.compilation = new Compilation({
      rootPath: ROOT,
      zigLibDir: LIBRARY_DIRECTORY,
      host: library,
      mode: OptimizeMode[mode],
      testFilters: isTest ? [] : null,
      link: isTest ? TEST_LINK : {},
      ...(image === null ? {} : { image: bytesSource(image) }),
      state: state === null ? null : bytesSource(state),
    });
    this.queries = new EditorQueries(this.compilation);
  }

  get files(): Files {
    return this.#files;
  }

  async update(files: Files): Promise<UpdateResult> {
    const changes: Change[] = Object.keys(this.#files)
      .filter((path) => !(path in files))
      .map((path) => ({ path, text: null }));
    for (const [path, text] of Object.entries(files)) if (this.#files[path] !== text) changes.push({ path, text });
    this.#files = files;
    if (this.result === null || changes.length > 0) {
      this.result = await this.compilation.updateAsync(changes);
      this.journal = this.compilation.journal();
    }
    return this.result;
  }
}

let page = '';
let mode: Mode = 'Debug';
let files: Files = {};
let program: Program | null = null;
let tests: Program | null = null;

const library = new LibraryHost(
  () => fetchUnpacked(page, libraryFiles.core),
  () => fetchUnpacked(page, libraryFiles.rest),
);

/** The program that the page shows at first is known, so that the library need not be there for it. */
async function start({ page: from, isFirst }: Questions['start']['ask']): Promise<void> {
  page = from;
  const names = isFirst ? [libraryFiles.program, libraryFiles.first] : [libraryFiles.program];
  const loaded = names.map((name) => fetchUnpacked(page, name));
  // Who needs it is told what went wrong.
  if (!isFirst) library.core().catch(() => undefined);
  const [image, state = null] = await Promise.all(loaded);
  program = new Program({ image, state }, false);
}

/** Images are of Debug; in other modes the library is analysed anew. */
async function open(isTest: boolean): Promise<Program> {
  const name = isTest ? libraryFiles.tests : libraryFiles.program;
  const image = mode === 'Debug' ? await fetchUnpacked(page, name) : null;
  return new Program({ image, state: null }, isTest);
}

async function build(ask: Questions['build']['ask']): Promise<Built> {
  if (ask.mode !== mode) {
    program = null;
    tests = null;
    mode = ask.mode;
  }
  ({ files } = ask);
  program ??= await open(false);
  // With what was lowered an update is a fraction of what it is without.
  if (program.result !== null || !program.isKnown) await library.core();
  const result = await program.update(files);
  return {
    problems: problemsOf(result.errors, files),
    compileLog: result.compileLog,
    moduleBytes: result.module?.length ?? null,
    analysed: program.journal!.analysed.length,
    generated: program.journal!.generated.length,
    milliseconds: result.milliseconds,
  };
}

async function buildTests(): Promise<BuiltTests> {
  tests ??= await open(true);
  const result = await tests.update(files);
  const plan = tests.compilation.testPlan();
  return {
    problems: problemsOf(result.errors, files),
    module: copyOf(result.module),
    tests: (plan?.tests ?? []).map(({ name, slot, print, usesSeed }) => ({
      name,
      slot,
      print: usesSeed ? null : print,
    })),
    errors: plan?.errors ?? [],
  };
}

function copyOf(module: Uint8Array | null): Uint8Array<ArrayBuffer> | null {
  return module === null ? null : new Uint8Array(module);
}

function locate({ offsets, ofTests }: Questions['locate']['ask']): string[] {
  const compilation = (ofTests ? tests : program)?.compilation;
  return offsets.flatMap((offset) => {
    const place = compilation?.locate(offset)?.place ?? null;
    if (place === null || !place.isOwn) return [];
    return [`${place.path}:${place.line + 1}:${place.column + 1}: in ${place.nameInFile}\n    ${place.text.trim()}`];
  });
}

function hover({ path, offset }: Questions['hover']['ask']): Questions['hover']['answer'] {
  const text = program?.files[path];
  if (program === null || text === undefined) return null;
  const found = program.queries.hover(path, byteOffset(text, offset));
  if (found === null) return null;
  const [from, to] = [found.range.start, found.range.end].map((at) => characterOffset(text, at));
  return { from, to, signature: found.signature, documentation: found.documentation, details: detailsOf(found) };
}

function detailsOf({ signature, value, layout, errors }: Hover): string {
  const parts: string[] = [];
  if (value !== null && !signature.includes(value)) parts.push(`= ${value}`);
  if (layout?.size != null) parts.push(`${layout.size} bytes, aligned to ${layout.alignment}`);
  if (layout?.offset != null) parts.push(`at byte ${layout.offset}`);
  if (errors !== null && errors.length > 0) parts.push(`error{${errors.join(', ')}}`);
  return parts.join(' · ');
}

function complete({ path, offset }: Questions['complete']['ask']): Questions['complete']['answer'] {
  const text = program?.files[path];
  if (program === null || text === undefined) return null;
  const { range, items } = program.queries.completion(path, byteOffset(text, offset));
  return { from: characterOffset(text, range.start), to: characterOffset(text, range.end), items };
}

function insight({ path, offset }: Questions['insight']['ask']): Questions['insight']['answer'] {
  const text = program?.files[path];
  if (program === null || text === undefined) return { name: null, code: [], why: '', journal: '' };
  return insightOf(program.compilation, program.result?.module ?? null, program.journal, { path, text, offset });
}

async function answerTo(question: Question): Promise<Questions[keyof Questions]['answer']> {
  // What is asked about the program looks at the library as it is then.
  if (!WAITING.has(question.kind)) await library.all();
  switch (question.kind) {
    case 'start':
      await start(question.ask);
      return null;
    case 'load':
      // Who needs some of it is told what went wrong.
      library.all().catch(() => undefined);
      return null;
    case 'build':
      return build(question.ask);
    case 'module':
      return copyOf(program?.result?.module ?? null);
    case 'tests':
      return buildTests();
    case 'locate':
      return locate(question.ask);
    case 'insight':
      return insight(question.ask);
    case 'hover':
      return hover(question.ask);
    case 'complete':
      return complete(question.ask);
  }
}

/** What is done without the library, or waits for it where it needs some. */
const WAITING: ReadonlySet<Question['kind']> = new Set(['start', 'load', 'build', 'module']);

/** How long nothing must have been asked before memory is given back. */
const IDLE_MILLISECONDS = 2000;

let last: Promise<void> = Promise.resolve();
let idleTimer: ReturnType<typeof setTimeout> | undefined;

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  clearTimeout(idleTimer);
  last = last.then(async () => {
    let answer: Answer;
    try {
      answer = { id: data.id, answer: await answerTo(data) };
    } catch (error) {
      answer = { id: data.id, failure: error instanceof Error ? error.message : String(error) };
    }
    postMessage(answer);
    clearTimeout(idleTimer);
    idleTimer = setTimeout(() => {
      // Behind what was asked meanwhile.
      last = last.then(() => {
        for (const one of [program, tests]) one?.compilation.tidy();
      });
    }, IDLE_MILLISECONDS);
  });
});
