import {
  bytesSource,
  type Change,
  Compilation,
  OptimizeMode,
  type UpdateJournal,
  type UpdateResult,
} from '@rezig/compiler';
import type { PageOptions, PageParts, PageServer } from '@rezig/language-server/browser';
import { formatterOf } from '@rezig/language-server/format-module.ts';
import { insightOf } from './insight.ts';
import { fetchUnpacked, libraryFiles } from './library.ts';
import { LibraryHost } from './library-host.ts';
import { LIBRARY_DIRECTORY, nameOf, pathOf, ROOT, TEST_LINK, uriOf } from './library-names.ts';
import type {
  Answer,
  Built,
  BuiltTests,
  Files,
  LanguageMessage,
  LanguageReply,
  Mode,
  Question,
  Questions,
} from './protocol.ts';
import { problemsOf } from './text-places.ts';

/*
 * The compiler, in a thread of its own: it answers the questions of the page one after the other, and is the language server of its editor. Both have one compilation of the program.
 * What the page shows at first is built before the library and the server are there; the server goes on with that compilation.
 */

/** What is known of the library and of a program: what `Compilation.saveImage` and `saveState` gave; null where there is none. */
interface Known {
  readonly image: Uint8Array | null;
  readonly state: Uint8Array | null;
}

/** What the page's program is made with, here and by the server. */
function optionsOf(of: Mode): PageOptions {
  // What is told is what the official compiler tells: errors of what the program refers to.
  return { emit: true, analysesAll: false, mode: OptimizeMode[of], testFilters: null, link: {} };
}

/** A compilation of the page's program, or of its tests, with what it was told of the files. */
class Program {
  readonly compilation: Compilation;
  /** Whether its first update is of what is known. */
  readonly isKnown: boolean;
  #files: Files = {};
  result: UpdateResult | null = null;
  /** What the update did that gave `result`. */
  journal: UpdateJournal | null = null;

  constructor({ image, state }: Known, isTest: boolean) {
    this.isKnown = state !== null;
    this.compilation = new Compilation({
      ...optionsOf(mode),
      rootPath: pathOf(ROOT),
      zigLibDir: LIBRARY_DIRECTORY,
      host: library,
      ...(isTest ? { testFilters: [], link: TEST_LINK } : {}),
      ...(image === null ? {} : { image: bytesSource(image) }),
      state: state === null ? null : bytesSource(state),
    });
  }

  async update(files: Files): Promise<UpdateResult> {
    const changes: Change[] = Object.keys(this.#files)
      .filter((name) => !(name in files))
      .map((name) => ({ path: pathOf(name), text: null }));
    for (const [name, text] of Object.entries(files))
      if (this.#files[name] !== text) changes.push({ path: pathOf(name), text });
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
/** What is known of the library for programs in this mode. */
let image: Uint8Array | null = null;
/** The page's program, as long as the server has it not. */
let program: Program | null = null;
let tests: Program | null = null;
let server: PageServer | null = null;
/** What was built last, of which questions are answered; null before that. */
let built: Pick<Program, 'compilation' | 'result' | 'journal'> | null = null;

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
  const [first, state = null] = await Promise.all(loaded);
  image = first;
  program = new Program({ image, state }, false);
}

/** Images are of Debug; in other modes the library is analysed anew. */
async function imageOf(name: string): Promise<Uint8Array | null> {
  return mode === 'Debug' ? fetchUnpacked(page, name) : null;
}

async function build(ask: Questions['build']['ask']): Promise<Built> {
  if (ask.mode !== mode) {
    mode = ask.mode;
    tests = null;
    image = await imageOf(libraryFiles.program);
    program = null;
    server?.setOptions(optionsOf(mode));
  }
  ({ files } = ask);
  const { result, journal } = await update();
  return {
    problems: problemsOf(result.errors, files),
    compileLog: result.compileLog,
    moduleBytes: result.module?.length ?? null,
    analysed: journal.analysed.length,
    generated: journal.generated.length,
    milliseconds: result.milliseconds,
  };
}

/** Brings the program up to date: the server has done so with what its client sent it before. */
async function update(): Promise<{ readonly result: UpdateResult; readonly journal: UpdateJournal }> {
  if (server === null) {
    program ??= new Program({ image, state: null }, false);
    // With what was lowered an update is a fraction of what it is without.
    if (program.result !== null || !program.isKnown) await library.core();
    const result = await program.update(files);
    built = program;
    return { result, journal: program.journal! };
  }
  const served = await server.program(uriOf(ROOT));
  const result = served?.last ?? null;
  if (served === null || result === null) throw new Error('the compiler failed in this program');
  const journal = built?.result === result ? built.journal! : served.compilation.journal();
  built = { compilation: served.compilation, result, journal };
  return { result, journal };
}

async function buildTests(): Promise<BuiltTests> {
  tests ??= new Program({ image: await imageOf(libraryFiles.tests), state: null }, true);
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
  const compilation = (ofTests ? tests : built)?.compilation;
  return offsets.flatMap((offset) => {
    const place = compilation?.locate(offset)?.place ?? null;
    if (place === null || !place.isOwn) return [];
    const { path, line, column, nameInFile, text } = place;
    return [`${nameOf(path)}:${line + 1}:${column + 1}: in ${nameInFile}\n    ${text.trim()}`];
  });
}

function insight({ path, offset }: Questions['insight']['ask']): Questions['insight']['answer'] {
  const text = files[path];
  if (built === null || text === undefined) return { name: null, code: [], why: '', journal: '' };
  return insightOf(built.compilation, built.result?.module ?? null, built.journal, { path, text, offset });
}

async function source({ name }: Questions['source']['ask']): Promise<string | null> {
  const bytes = await library.readFile(`${LIBRARY_DIRECTORY}/${name}`);
  return typeof bytes === 'string' ? null : new TextDecoder().decode(bytes);
}

async function answerTo(question: Question): Promise<Questions[keyof Questions]['answer']> {
  // What is asked about the program looks at the library as it is then.
  if (!WAITING.has(question.kind)) await library.all();
  switch (question.kind) {
    case 'start':
      await start(question.ask);
      return null;
    case 'load':
      serve();
      return null;
    case 'build':
      return build(question.ask);
    case 'module':
      return copyOf(built?.result?.module ?? null);
    case 'tests':
      return buildTests();
    case 'locate':
      return locate(question.ask);
    case 'insight':
      return insight(question.ask);
    case 'source':
      return source(question.ask);
  }
}

/** What is done without the library, or waits for it where it needs some. */
const WAITING: ReadonlySet<Question['kind']> = new Set(['start', 'load', 'build', 'module']);

/** How long nothing must have been asked before memory is given back. */
const IDLE_MILLISECONDS = 2000;

let last: Promise<void> = Promise.resolve();
let idleTimer: ReturnType<typeof setTimeout> | undefined;

/** Does `work` behind all that was asked before. */
function inOrder(work: () => Promise<void> | void): Promise<void> {
  last = last.then(work);
  return last;
}

function answer(question: Question): void {
  clearTimeout(idleTimer);
  void inOrder(async () => {
    let answer: Answer;
    try {
      answer = { id: question.id, answer: await answerTo(question) };
    } catch (error) {
      answer = { id: question.id, failure: error instanceof Error ? error.message : String(error) };
    }
    postMessage(answer);
    clearTimeout(idleTimer);
    // What the server has it looks after itself.
    const tidy = (): void => {
      for (const one of [program, tests]) one?.compilation.tidy();
    };
    idleTimer = setTimeout(() => void inOrder(tidy), IDLE_MILLISECONDS);
  });
}

/** The end of the channel at which the server takes what the editor's client sends. */
const port = {
  onmessage: null as ((event: { readonly data: unknown }) => void) | null,
  addEventListener: () => undefined,
  postMessage: (message: unknown) => postMessage({ message: JSON.stringify(message) } satisfies LanguageReply),
};
/** What came before there was a server. */
let early: unknown[] = [];
let opened: () => void;
const whenOpened = new Promise<void>((resolve) => {
  opened = resolve;
});

function pass(text: string): void {
  const data = JSON.parse(text) as { readonly method?: string; readonly params?: { textDocument?: { uri: string } } };
  if (port.onmessage === null) early.push(data);
  else port.onmessage({ data });
  if (data.method === 'textDocument/didOpen' && data.params?.textDocument?.uri === uriOf(ROOT)) opened();
}

let isServing = false;

/** Loads what was not needed so far, and has the server begin; it takes over the program as soon as it can. */
function serve(): void {
  if (isServing) return;
  isServing = true;
  let give: (parts: PageParts) => void;
  const parts = new Promise<PageParts>((resolve, reject) => {
    give = resolve;
    library.all().catch(reject);
  });
  void (async () => {
    const { serveInWorker } = await import('@rezig/language-server/browser');
    const started = serveInWorker(port as unknown as Parameters<typeof serveInWorker>[0], '', parts, openFormatter);
    for (const data of early) port.onmessage?.({ data });
    early = [];
    await Promise.all([whenOpened, library.all()]);
    await inOrder(async () => {
      give({
        host: library.complete(),
        zigLibDir: LIBRARY_DIRECTORY,
        options: optionsOf(mode),
        programRoots: [pathOf(ROOT)],
        openState: ({ isLibrary }) => ({
          state: null,
          ...(image === null || isLibrary === true ? {} : { image: bytesSource(image) }),
        }),
        openCompilation: ({ rootPath }) => {
          if (rootPath !== pathOf(ROOT)) return null;
          const begun = program?.compilation ?? null;
          program = null;
          return begun;
        },
      });
      // It cannot be brought up to date from two sides.
      await started.program(uriOf(ROOT));
      server = started;
    });
  })().catch((error) => {
    // The client is told why; what is typed is compiled without the server.
    console.warn(error);
  });
}

async function openFormatter(): Promise<ReturnType<typeof formatterOf>> {
  const { instance } = await WebAssembly.instantiate(await fetchUnpacked(page, libraryFiles.format));
  return formatterOf(instance.exports as unknown as Parameters<typeof formatterOf>[0]);
}

addEventListener('message', ({ data }: MessageEvent<Question | LanguageMessage>) => {
  if (data.kind === 'message') pass(data.message);
  else answer(data);
});
