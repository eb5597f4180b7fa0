import { bytesSource, type Change, Compilation, MemoryHost, OptimizeMode, type UpdateResult } from '@rezig/compiler';
import { EditorQueries, type Hover } from '@rezig/compiler/editor';
import { insightOf } from './insight.ts';
import { fetchUnpacked, libraryFiles, unpackArchive } from './library.ts';
import { LIBRARY_DIRECTORY, ROOT, TEST_LINK } from './library-names.ts';
import type { Answer, Built, BuiltTests, Files, Mode, Question, Questions } from './protocol.ts';
import { byteOffset, characterOffset, problemsOf } from './text-places.ts';

/* The compiler, in a thread of its own: it answers the questions of the page one after the other. */

/** A compilation of the page's program, or of its tests, with what it was told of the files. */
class Program {
  readonly compilation: Compilation;
  readonly queries: EditorQueries;
  #files: Files = {};
  result: UpdateResult | null = null;

  constructor(host: MemoryHost, image: Uint8Array | null, mode: Mode, isTest: boolean) {
    this.compilation = new Compilation({
      rootPath: ROOT,
      zigLibDir: LIBRARY_DIRECTORY,
      host,
      mode: OptimizeMode[mode],
      testFilters: isTest ? [] : null,
      link: isTest ? TEST_LINK : {},
      ...(image === null ? {} : { image: bytesSource(image) }),
    });
    this.queries = new EditorQueries(this.compilation);
  }

  get files(): Files {
    return this.#files;
  }

  update(files: Files): UpdateResult {
    const changes: Change[] = Object.keys(this.#files)
      .filter((path) => !(path in files))
      .map((path) => ({ path, text: null }));
    for (const [path, text] of Object.entries(files)) if (this.#files[path] !== text) changes.push({ path, text });
    this.#files = files;
    if (this.result === null || changes.length > 0) this.result = this.compilation.update(changes);
    return this.result;
  }
}

let page = '';
let mode: Mode = 'Debug';
let files: Files = {};
let host: Promise<MemoryHost> | null = null;
let program: Program | null = null;
let tests: Program | null = null;

async function loadLibrary(): Promise<MemoryHost> {
  const archive = unpackArchive(await fetchUnpacked(page, libraryFiles.archive));
  const below = new MemoryHost();
  for (const [name, bytes] of archive) below.files.set(`${LIBRARY_DIRECTORY}/${name}`, bytes);
  return below;
}

/** Images are of Debug; in other modes the library is analysed anew. */
async function open(isTest: boolean): Promise<Program> {
  host ??= loadLibrary();
  const name = isTest ? libraryFiles.tests : libraryFiles.program;
  const [loaded, image] = await Promise.all([host, mode === 'Debug' ? fetchUnpacked(page, name) : null]);
  return new Program(loaded, image, mode, isTest);
}

async function build(ask: Questions['build']['ask']): Promise<Built> {
  if (ask.mode !== mode) {
    program = null;
    tests = null;
    mode = ask.mode;
  }
  ({ files } = ask);
  program ??= await open(false);
  const result = program.update(files);
  const { analysed, generated } = program.compilation.journal();
  return {
    problems: problemsOf(result.errors, files),
    compileLog: result.compileLog,
    moduleBytes: result.module?.length ?? null,
    analysed: analysed.length,
    generated: generated.length,
    milliseconds: result.milliseconds,
  };
}

async function buildTests(): Promise<BuiltTests> {
  tests ??= await open(true);
  const result = tests.update(files);
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
  return insightOf(program.compilation, program.result?.module ?? null, { path, text, offset });
}

async function answerTo(question: Question): Promise<Questions[keyof Questions]['answer']> {
  switch (question.kind) {
    case 'start':
      ({ page } = question.ask);
      program = await open(false);
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

let last: Promise<void> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  last = last.then(async () => {
    let answer: Answer;
    try {
      answer = { id: data.id, answer: await answerTo(data) };
    } catch (error) {
      answer = { id: data.id, failure: error instanceof Error ? error.message : String(error) };
    }
    postMessage(answer);
  });
});
