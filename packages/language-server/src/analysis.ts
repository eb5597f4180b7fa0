import type { StopSignal } from '@rezig/compiler';
import type { Environment } from './environment.ts';
import type { FileParams } from './features/place.ts';
import type { Program } from './program.ts';
import type { AnalysisSetup, FromAnalysis, ToAnalysis } from './protocol.ts';
import { type LongRequestHandler, RefusedRequest, type RequestHandler } from './request-handler.ts';
import { REQUESTS } from './requests.ts';
import { TestRuns } from './test-runs.ts';
import { pathOfUri } from './uris.ts';
import { Workspace } from './workspace.ts';

/** A request that was not answered yet. */
interface Waiting {
  readonly handler: RequestHandler | LongRequestHandler;
  readonly params: unknown;
  /** What is left of an answer that was begun. */
  pieces: ReturnType<LongRequestHandler['pieces']> | null;
}

/**
 * What looks at programs and answers for them, one message after the other and one step of work after the other. It is without threads and timers: whoever has it
 * calls `receive` for each message, and `step` as long as there is work.
 */
export class Analysis {
  readonly workspace: Workspace;
  readonly #setup: AnalysisSetup;
  readonly #tell: (message: FromAnalysis) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #tests: TestRuns;
  #received = 0;
  #isBusy = false;

  constructor(setup: AnalysisSetup, environment: Environment, tell: (message: FromAnalysis) => void) {
    this.#setup = setup;
    this.#tell = tell;
    this.workspace = new Workspace(
      environment,
      setup.units,
      setup.folders,
      (text) => tell({ kind: 'log', level: 'warning', text }),
      setup.describesProjects ? (buildRoot) => tell({ kind: 'describe', buildRoot }) : null,
      setup,
    );
    this.#tests = new TestRuns(this.workspace, tell, setup.runsTests);
  }

  /** Takes over what it is told. Texts and requests for them cost little; the rest is left for `step`. */
  receive(message: ToAnalysis): void {
    const { workspace } = this;
    this.#received++;
    switch (message.kind) {
      case 'text':
        return workspace.setText(message.uri, message.version, message.bytes);
      case 'closed':
        return workspace.close(message.uri);
      case 'files':
        return workspace.changedOnDisk(message.uris.map(pathOfUri));
      case 'project':
        workspace.setProject(message.buildRoot, message.project);
        // Of what programs files are lenses say, too.
        return this.#tell({ kind: 'refresh', what: 'tests' });
      case 'folders':
        return workspace.setFolders(message.folders);
      case 'cancel':
        this.#waiting.delete(message.id);
        return;
      case 'runTests':
      case 'testEnded':
      case 'testsDone':
      case 'locateInTests':
        return this.#tests.receive(message);
      case 'end':
        this.keep();
        this.#tell({ kind: 'answer', id: message.id, result: null });
        return;
      case 'request': {
        const handler = REQUESTS[message.method];
        const { id, params } = message;
        // Whoever asks about no file is told so now, and no other request waits for it.
        if (handler.needs === 'program') pathOf(params);
        if (handler.needs === 'text') this.#answer(id, (tell) => handler.answer(workspace, params, tell));
        else this.#waiting.set(id, { handler, params, pieces: null });
      }
    }
  }

  /**
   * Does one thing that is to be done: answers what can be answered at once, brings one program up to date, or makes a piece of a long answer. Returns whether there may be more; where a message was sent that
   * was not received, it ends early.
   */
  step(): boolean {
    const { workspace } = this;
    const { wanted, long } = this.#answerReady();
    const program = workspace.nextOutdated(wanted);
    if (long !== null && (program === null || !wanted.has(program))) {
      long();
      return true;
    }
    if (program === null) {
      this.#publish();
      this.#setBusy(null);
      if (this.#tests.prepare()) return true;
      // What is not answered now waits for a project to be described.
      return false;
    }
    if (program.last === null && !this.#isBusy) this.#setBusy(program);
    const received = this.#received;
    const { sent } = this.#setup;
    const signal: StopSignal = {
      get aborted() {
        return sent !== null && Atomics.load(sent, 0) !== received;
      },
    };
    const isOfTests = workspace.tested.has(program.key);
    if (workspace.update(program, signal)) {
      if (isOfTests) this.#tests.updated(program.key);
      this.#publish();
    }
    return true;
  }

  /** Does all that is to be done. For those who have no thread for it. */
  settle(): void {
    while (this.step());
  }

  /** Whether there is nothing left to do. */
  get isIdle(): boolean {
    return this.workspace.nextOutdated(new Set()) === null;
  }

  /** Keeps for later processes what is known. It takes longer than many an update. */
  keep(): void {
    for (const program of this.workspace.programs()) program.keep();
    for (const { program } of this.workspace.tested.values()) program.keep();
  }

  /**
   * Answers the requests whose programs are up to date, but for those whose answer takes long. Returns the programs that others wait for, and what makes a piece of
   * such an answer; null where there is none to be made.
   */
  #answerReady(): { readonly wanted: Set<Program>; readonly long: (() => void) | null } {
    const wanted = new Set<Program>();
    let long: (() => void) | null = null;
    for (const [id, waiting] of [...this.#waiting]) {
      const { handler, params } = waiting;
      if (handler.needs === 'program' && this.workspace.awaitsProject(pathOf(params))) continue;
      const needed = handler.needs === 'all' ? this.workspace.programsInUse() : this.#programsOf(params);
      const outdated = needed.filter((program) => !program.isCurrent);
      for (const program of outdated) wanted.add(program);
      if (outdated.length > 0) {
        waiting.pieces = null;
        continue;
      }
      if ('pieces' in handler) long ??= () => this.#makePiece(id, waiting, handler);
      else {
        this.#answer(id, (tell) => handler.answer(this.workspace, params, tell));
        if (handler.changesAnswers === true) this.#tell({ kind: 'refresh', what: 'program' });
      }
    }
    return { wanted, long };
  }

  /** Makes the next piece of the answer to request `id`, and answers where it was the last. */
  #makePiece(id: number, waiting: Waiting, handler: LongRequestHandler): void {
    this.#answer(id, () => {
      waiting.pieces ??= handler.pieces(this.workspace, waiting.params);
      const { done, value } = waiting.pieces.next();
      return done === true ? value : undefined;
    });
  }

  #programsOf(params: unknown): Program[] {
    const program = this.workspace.programOf(pathOf(params));
    return program === null ? [] : [program];
  }

  /** Answers a request with what `make` gives, or with why it fails; not yet where that is undefined. */
  #answer(id: number, make: (tell: (result: unknown) => void) => unknown): void {
    let isTold = false;
    const tell = (result: unknown): void => {
      if (isTold) return;
      isTold = true;
      this.#waiting.delete(id);
      this.#tell({ kind: 'answer', id, result });
    };
    try {
      const result = make(tell);
      if (result === undefined) return;
      tell(result);
      for (const program of this.workspace.programs()) {
        for (const text of program.queries.takeFaults()) this.#tell({ kind: 'log', level: 'error', text });
      }
    } catch (error) {
      this.#waiting.delete(id);
      if (error instanceof RefusedRequest && !isTold)
        return this.#tell({ kind: 'failure', id, message: error.message });
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#tell({ kind: 'log', level: 'error', text });
      if (!isTold) this.#tell({ kind: 'failure', id, message: error instanceof Error ? error.message : text });
    }
  }

  #publish(): void {
    const { workspace } = this;
    const publications = workspace.diagnostics.publications(workspace.open, (path) => workspace.isSettled(path));
    if (this.#setup.pullsDiagnostics) {
      if (publications.length > 0) this.#tell({ kind: 'refresh', what: 'program' });
      return;
    }
    for (const { path, version, diagnostics } of publications) {
      this.#tell({ kind: 'diagnostics', uri: workspace.uriOf(path), version, diagnostics });
    }
  }

  #setBusy(program: Program | null): void {
    if (program === null && !this.#isBusy) return;
    this.#isBusy = program !== null;
    this.#tell({ kind: 'busy', what: program?.rootPath ?? null });
  }
}

/** The path of the file that a request is about: of one that completes an answer, what that left with it. */
function pathOf(params: unknown): string {
  const { textDocument, data } = (params ?? {}) as Partial<FileParams> & { readonly data?: FileParams };
  const uri = (textDocument ?? data?.textDocument)?.uri;
  if (typeof uri !== 'string') throw new RangeError('the request names no file');
  return pathOfUri(uri);
}
