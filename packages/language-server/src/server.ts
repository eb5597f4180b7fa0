import type { CodeLocation, TestPlan } from '@rezig/compiler';
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  type DidChangeTextDocumentParams,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  ErrorCodes,
  type ExecuteCommandParams,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type TextEdit,
} from 'vscode-languageserver';
import type { AnalysisBackend, AnalysisEvents } from './backend.ts';
import { positionUnits, RUN_TESTS, serverCapabilities } from './capabilities.ts';
import { Document, type PositionUnits } from './document.ts';
import { type Formatter, formattingEdits } from './format.ts';
import { METHODS, type Method } from './methods.ts';
import type { Project } from './projects.ts';
import type { AnalysisSetup, FromAnalysis } from './protocol.ts';
import { readSettings } from './settings.ts';
import type { TestOutcome } from './tests.ts';
import { pathOfUri } from './uris.ts';

/** Starts the analysis. */
export type StartAnalysis = (setup: Omit<AnalysisSetup, 'sent'>, events: AnalysisEvents) => AnalysisBackend;

/** How often the analysis may end by itself within `RESTART_WINDOW` before the server waits for a change. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW = 60_000;

/** How long an update takes before the client is told that it is under way, in milliseconds. */
const PROGRESS_MILLISECONDS = 400;

/** How long the analysis may take at the end to keep what it knows, in milliseconds. */
const END_MILLISECONDS = 3000;

interface Pending {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: ResponseError<void>): void;
}

/** Where code of the tests that run comes from: bytes of the module, or what error return traces hold; null for what is not known. */
export type LocateInTests = (
  of: 'code' | 'return',
  places: readonly number[],
) => Promise<readonly (CodeLocation | null)[]>;

/** What runs tests. */
export interface TestRunner {
  /** Runs the tests of `plan` with these indices, in their order, and tells `ended` of each, until all were run or `stop` ended that. */
  run(
    module: Uint8Array,
    plan: TestPlan,
    indices: readonly number[],
    ended: (index: number, outcome: TestOutcome) => void,
  ): Promise<unknown>;
  /** Ends what runs. */
  stop(): void;
}

/** What the server is made of. */
export interface ServerParts {
  readonly version: string;
  readonly startAnalysis: StartAnalysis;
  /**
   * Describes the project in a directory, whose programs are for `target` where they name none, or for `wasm32-wasi`; rejects with an `Error` for a log where that fails. Null where it
   * cannot be done.
   */
  readonly describeProject: ((buildRoot: string, target: string | null) => Promise<Project>) | null;
  /** Gives what brings texts into form; it may take long when it is called first. Null where nothing does. */
  readonly openFormatter: (() => Promise<Formatter>) | null;
  /** Gives what runs tests of one program at a time; null where nothing does. */
  readonly openTestRunner: ((locate: LocateInTests) => TestRunner) | null;
}

/** Answers a client at the other end of `connection`. The analysis is begun anew where it ends by itself. */
export function serve(connection: Connection, parts: ServerParts): void {
  new Server(connection, parts).listen();
}

/** Has the client show its user a message that waits for no answer. */
export function showError(connection: Connection, text: string): void {
  void connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Error,
    message: `rezig: ${text}`,
  });
}

class Server {
  readonly #connection: Connection;
  readonly #parts: ServerParts;
  #formatter: Promise<Formatter> | null = null;
  /** What the client has open, by URI: what a new analysis is told. */
  readonly #documents = new Map<string, Document>();
  readonly #pending = new Map<number, Pending>();
  #analysis: AnalysisBackend | null = null;
  #setup: Omit<AnalysisSetup, 'sent'> | null = null;
  #units: PositionUnits = 'utf-16';
  #folders: string[] = [];
  #lastId = 0;
  #restarts: number[] = [];
  #isEnding = false;
  #canRegister = { watchedFiles: false, folders: false };
  #refreshes: Refreshes = { program: [], tests: [] };
  #tellsTests = false;
  /** By the programs of tests. */
  readonly #testRunners = new Map<string, { readonly runner: TestRunner; run: number }>();
  #showsProgress = false;
  #busyTimer: ReturnType<typeof setTimeout> | null = null;
  #endProgress: (() => void) | null = null;

  constructor(connection: Connection, parts: ServerParts) {
    this.#connection = connection;
    this.#parts = parts;
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) =>
      this.#setDocument(new Document(uri, version, new TextEncoder().encode(text), this.#units)),
    );
    connection.onDidChangeTextDocument((params) => this.#change(params));
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.#documents.delete(uri);
      this.#analysis?.send({ kind: 'closed', uri });
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) =>
      this.#analysis?.send({ kind: 'files', uris: [uri] }),
    );
    connection.onDidChangeWatchedFiles(({ changes }) =>
      this.#analysis?.send({ kind: 'files', uris: changes.map(({ uri }) => uri) }),
    );
    for (const method of METHODS)
      connection.onRequest(method, (params: unknown, token: CancellationToken) => this.#ask(method, params, token));
    const { openFormatter } = this.#parts;
    if (openFormatter !== null)
      connection.onDocumentFormatting(({ textDocument: { uri } }) => this.#format(uri, openFormatter));
    connection.onExecuteCommand((params) => this.#execute(params));
    connection.onShutdown(() => this.#end());
    connection.onExit(() => {
      this.#stopTests();
      this.#analysis?.close();
    });
    connection.listen();
  }

  #initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): InitializeResult {
    const settings = readSettings(initializationOptions, (text) => this.#connection.console.warn(text));
    this.#units = positionUnits(capabilities);
    const roots = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri == null ? [] : [rootUri]);
    this.#folders = roots.map(pathOfUri);
    const { workspace, window } = capabilities;
    this.#canRegister = {
      watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      folders: workspace?.workspaceFolders === true,
    };
    this.#showsProgress = window?.workDoneProgress === true;
    this.#refreshes = refreshesOf(this.#connection, capabilities);
    this.#tellsTests = (capabilities.experimental as { rezigTests?: unknown } | undefined)?.rezigTests === true;
    this.#setup = {
      units: this.#units,
      folders: this.#folders,
      zigLibDir: settings.zigLibDir,
      cacheDir: settings.cacheDir,
      keepsState: settings.state,
      clientWatches: this.#canRegister.watchedFiles,
      describesProjects: this.#parts.describeProject !== null,
      pullsDiagnostics: settings.diagnostics === 'pull',
      runsTests: settings.runTests === 'change' && this.#parts.openTestRunner !== null,
      lenses: settings.lenses,
      renamesFiles: workspace?.workspaceEdit?.resourceOperations?.includes('rename') === true,
      target: settings.target,
    };
    this.#start();
    return {
      capabilities: serverCapabilities(this.#units, settings, this.#parts),
      serverInfo: { name: 'rezig', version: this.#parts.version },
    };
  }

  #initialized(): void {
    const { client, workspace } = this.#connection;
    if (this.#canRegister.watchedFiles)
      void client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.{zig,zon}' }] });
    if (!this.#canRegister.folders) return;
    void client.register(DidChangeWorkspaceFoldersNotification.type, undefined);
    workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => pathOfUri(uri)));
      this.#folders = [...this.#folders.filter((path) => !gone.has(path)), ...added.map(({ uri }) => pathOfUri(uri))];
      this.#analysis?.send({ kind: 'folders', folders: this.#folders });
    });
  }

  #start(): void {
    if (this.#setup === null) return;
    const setup = { ...this.#setup, folders: this.#folders };
    const analysis = this.#parts.startAnalysis(setup, {
      onMessage: (message) => this.#receive(message),
      onEnd: (reason) => this.#restart(reason),
    });
    this.#analysis = analysis;
    for (const document of this.#documents.values()) this.#send(document);
  }

  /** The analysis ended where it should not have. */
  #restart(reason: string): void {
    this.#analysis = null;
    this.#setBusy(null);
    this.#connection.console.error(reason);
    for (const pending of this.#pending.values())
      pending.reject(new ResponseError(LSPErrorCodes.RequestFailed, 'the analysis ended and is begun anew'));
    this.#pending.clear();
    this.#stopTests();
    if (this.#isEnding) return;
    const now = Date.now();
    this.#restarts = [...this.#restarts.filter((time) => time > now - RESTART_WINDOW), now];
    if (this.#restarts.length <= MAX_RESTARTS) return this.#start();
    showError(this.#connection, 'the analysis fails again and again; it begins anew with the next change');
  }

  #change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const document = this.#documents.get(uri);
    if (document !== undefined) this.#setDocument(document.edited(contentChanges, version));
  }

  #setDocument(document: Document): void {
    this.#documents.set(document.uri, document);
    if (this.#analysis === null) this.#start();
    else this.#send(document);
  }

  #send({ uri, version, bytes }: Document): void {
    this.#analysis?.send({ kind: 'text', uri, version: version ?? 0, bytes });
  }

  #ask(method: Method, params: unknown, token: CancellationToken): Promise<unknown> {
    const analysis = this.#analysis;
    if (this.#isEnding) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server was asked to end');
    if (analysis === null) return Promise.resolve(null);
    return this.#await(method, (id) => {
      token.onCancellationRequested(() => {
        const pending = this.#pending.get(id);
        if (pending === undefined) return;
        this.#pending.delete(id);
        analysis.send({ kind: 'cancel', id });
        pending.reject(new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled'));
      });
      analysis.send({ kind: 'request', id, method, params });
    });
  }

  /** The edits that bring a text into form; null where it has syntax errors, which its diagnostics tell. */
  async #format(uri: string, openFormatter: () => Promise<Formatter>): Promise<TextEdit[] | null> {
    const document = this.#documents.get(uri);
    if (document === undefined) return null;
    try {
      this.#formatter ??= openFormatter();
      const formatted = (await this.#formatter).format(document.bytes, pathOfUri(uri).endsWith('.zon'));
      return formatted === null ? null : formattingEdits(document, formatted);
    } catch (error) {
      // Memory that is full stays so.
      this.#formatter = null;
      throw new ResponseError(LSPErrorCodes.RequestFailed, error instanceof Error ? error.message : String(error));
    }
  }

  #receive(message: FromAnalysis): void {
    const { console } = this.#connection;
    switch (message.kind) {
      case 'answer':
        this.#pending.get(message.id)?.resolve(message.result);
        this.#pending.delete(message.id);
        return;
      case 'failure':
        this.#pending.get(message.id)?.reject(new ResponseError(LSPErrorCodes.RequestFailed, message.message));
        this.#pending.delete(message.id);
        return;
      case 'diagnostics': {
        const { uri, version, diagnostics } = message;
        void this.#connection.sendDiagnostics({ uri, diagnostics, ...(version === null ? {} : { version }) });
        return;
      }
      case 'log':
        if (message.level === 'error') console.error(message.text);
        else if (message.level === 'warning') console.warn(message.text);
        else console.info(message.text);
        return;
      case 'describe':
        void this.#describe(message.buildRoot);
        return;
      case 'busy':
        return this.#setBusy(message.what);
      case 'runTests':
        void this.#runTests(message);
        return;
      case 'tests':
        if (this.#tellsTests)
          void this.#connection.sendNotification('rezig/tests', { uri: message.uri, tests: message.tests });
        return;
      case 'refresh':
        for (const refresh of this.#refreshes[message.what]) refresh();
    }
  }

  /** Carries out a command of the server: `rezig.runTests` runs tests of a file, and is answered when they were run. */
  #execute({ command, arguments: [uri, title] = [] }: ExecuteCommandParams): Promise<unknown> {
    const analysis = this.#analysis;
    if (command !== RUN_TESTS) throw new ResponseError(ErrorCodes.InvalidParams, `there is no command '${command}'`);
    if (typeof uri !== 'string' || (title != null && typeof title !== 'string'))
      throw new ResponseError(
        ErrorCodes.InvalidParams,
        `'${RUN_TESTS}' takes the URI of a file, and the name of a test`,
      );
    if (this.#parts.openTestRunner === null || analysis === null) return Promise.resolve(null);
    return this.#await(command, (id) => analysis.send({ kind: 'runTests', id, uri, title: title ?? null }));
  }

  /** What comes of something that `send` asks of the analysis. */
  #await(method: string, send: (id: number) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { method, resolve, reject });
      send(id);
    });
  }

  #stopTests(): void {
    for (const { runner } of this.#testRunners.values()) runner.stop();
  }

  async #runTests({ key, run, module, plan, indices }: Extract<FromAnalysis, { kind: 'runTests' }>): Promise<void> {
    let known = this.#testRunners.get(key);
    if (known === undefined) {
      const runner = this.#parts.openTestRunner!((of, places) =>
        this.#await('locate', (id) => {
          const { run } = this.#testRunners.get(key)!;
          this.#analysis?.send({ kind: 'locateInTests', id, key, run, of, places });
        }).then(
          (found) => found as readonly (CodeLocation | null)[],
          // An analysis that is begun anew knows nothing of it.
          () => places.map(() => null),
        ),
      );
      known = { runner, run };
      this.#testRunners.set(key, known);
    }
    known.runner.stop();
    known.run = run;
    try {
      await known.runner.run(module, plan, indices, (index, outcome) =>
        this.#analysis?.send({ kind: 'testEnded', key, run, index, outcome }),
      );
    } catch (error) {
      this.#connection.console.error(error instanceof Error ? error.message : String(error));
    }
    this.#analysis?.send({ kind: 'testsDone', key, run });
  }

  /** Finds out what a `build.zig` asks for, and tells the analysis; of one that fails nothing is known but that. */
  async #describe(buildRoot: string): Promise<void> {
    try {
      const project = await this.#parts.describeProject!(buildRoot, this.#setup!.target);
      this.#analysis?.send({ kind: 'project', buildRoot, project });
    } catch (error) {
      this.#connection.console.warn(error instanceof Error ? error.message : String(error));
      const project = { programs: [], inputs: [`${buildRoot}/build.zig`, `${buildRoot}/build.zig.zon`] };
      this.#analysis?.send({ kind: 'project', buildRoot, project });
    }
  }

  #setBusy(what: string | null): void {
    if (this.#busyTimer !== null) clearTimeout(this.#busyTimer);
    this.#busyTimer = null;
    this.#endProgress?.();
    this.#endProgress = null;
    if (what === null || !this.#showsProgress) return;
    this.#busyTimer = setTimeout(async () => {
      const timer = this.#busyTimer;
      const progress = await this.#connection.window.createWorkDoneProgress();
      if (timer !== this.#busyTimer) return;
      progress.begin('rezig', undefined, what);
      this.#endProgress = () => progress.done();
    }, PROGRESS_MILLISECONDS);
  }

  /** Has the analysis keep what it knows, as far as that does not take long. */
  async #end(): Promise<void> {
    this.#isEnding = true;
    const analysis = this.#analysis;
    if (analysis === null) return;
    await new Promise<void>((resolve) => {
      const id = ++this.#lastId;
      const timer = setTimeout(resolve, END_MILLISECONDS);
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#pending.set(id, { method: 'end', resolve: end, reject: end });
      analysis.send({ kind: 'end', id });
    });
  }
}

/** What has a client ask again for what it shows, by what is another. */
type Refreshes = Readonly<Record<'program' | 'tests', readonly (() => void)[]>>;

function refreshesOf(connection: Connection, { workspace }: InitializeParams['capabilities']): Refreshes {
  const { languages } = connection;
  const program: (() => void)[] = [];
  const tests: (() => void)[] = [];
  if (workspace?.diagnostics?.refreshSupport === true) program.push(() => languages.diagnostics.refresh());
  if (workspace?.inlayHint?.refreshSupport === true) program.push(() => languages.inlayHint.refresh());
  if (workspace?.codeLens?.refreshSupport === true)
    tests.push(() => void connection.sendRequest(CodeLensRefreshRequest.type));
  return { program, tests };
}
