import type { StopSignal } from '@rezig/compiler';
import type { Environment } from './environment.ts';
import type { Program } from './program.ts';
import type { AnalysisSetup, FromAnalysis, ToAnalysis } from './protocol.ts';
import { RefusedRequest, type RequestHandler } from './request-handler.ts';
import { REQUESTS } from './requests.ts';
import { pathOfUri } from './uris.ts';
import { Workspace } from './workspace.ts';

/** A request that was not answered yet. */
interface Waiting {
  readonly handler: RequestHandler;
  readonly params: unknown;
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
    );
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
        return workspace.setProject(message.buildRoot, message.project);
      case 'folders':
        return workspace.setFolders(message.folders);
      case 'cancel':
        this.#waiting.delete(message.id);
        return;
      case 'end':
        this.keep();
        this.#tell({ kind: 'answer', id: message.id, result: null });
        return;
      case 'request': {
        const handler = REQUESTS[message.method];
        if (handler.needs === 'text') this.#answer(message.id, handler, message.params);
        else this.#waiting.set(message.id, { handler, params: message.params });
      }
    }
  }

  /**
   * Does one thing that is to be done: answers what can be answered, or brings one program up to date. Returns whether there may be more; where a message was sent that
   * was not received, it ends early.
   */
  step(): boolean {
    const { workspace } = this;
    const wanted = this.#answerReady();
    const program = workspace.nextOutdated(wanted);
    if (program === null) {
      this.#publish();
      this.#setBusy(null);
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
    if (workspace.update(program, signal)) this.#publish();
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
  }

  /** Answers the requests whose programs are up to date. Returns the programs that others wait for. */
  #answerReady(): Set<Program> {
    const wanted = new Set<Program>();
    for (const [id, { handler, params }] of [...this.#waiting]) {
      if (handler.needs === 'program' && this.workspace.awaitsProject(pathOf(params))) continue;
      const needed = handler.needs === 'all' ? this.workspace.programs() : this.#programsOf(params);
      const outdated = needed.filter((program) => !program.isCurrent);
      for (const program of outdated) wanted.add(program);
      if (outdated.length > 0) continue;
      this.#waiting.delete(id);
      this.#answer(id, handler, params);
    }
    return wanted;
  }

  #programsOf(params: unknown): Program[] {
    const program = this.workspace.programOf(pathOf(params));
    return program === null ? [] : [program];
  }

  #answer(id: number, handler: RequestHandler, params: unknown): void {
    try {
      this.#tell({ kind: 'answer', id, result: handler.answer(this.workspace, params) });
    } catch (error) {
      if (error instanceof RefusedRequest) return this.#tell({ kind: 'failure', id, message: error.message });
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#tell({ kind: 'log', level: 'error', text });
      this.#tell({ kind: 'failure', id, message: error instanceof Error ? error.message : text });
    }
  }

  #publish(): void {
    const { workspace } = this;
    const publications = workspace.diagnostics.publications(workspace.settled());
    if (this.#setup.pullsDiagnostics) {
      if (publications.length > 0) this.#tell({ kind: 'refresh' });
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

/** The path of the file that a request is about. */
function pathOf(params: unknown): string {
  return pathOfUri((params as { readonly textDocument: { readonly uri: string } }).textDocument.uri);
}
