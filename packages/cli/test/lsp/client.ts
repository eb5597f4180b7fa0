import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';

const COMMAND = new URL('../../bin/rezig.cjs', import.meta.url).pathname;

/** What a client says of itself, as far as tests need it. */
const CAPABILITIES: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: { publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } } },
};

/** What the server tells of the tests of a file. */
export interface ToldTests {
  readonly uri: string;
  readonly tests: readonly { readonly name: string; readonly state: string; readonly reason: string }[];
}

/** How long a test waits before it fails: a hundred times as long as anything takes. */
const WAIT_MILLISECONDS = 120_000;

/** How a server is started. */
export interface ClientOptions {
  readonly folder?: string;
  readonly capabilities?: ClientCapabilities;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** A client of `rezig lsp`, as it is installed. */
export class Client {
  readonly connection: ProtocolConnection;
  readonly #process: ChildProcess;
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  readonly #versions = new Map<string, number>();
  /** The exit code of the server, when it ends. */
  readonly exited: Promise<number | null>;
  readonly logged: string[] = [];
  /** What was told of tests, in order. */
  readonly tests: ToldTests[] = [];
  #onTests: (() => void)[] = [];
  #onPublished: (() => void)[] = [];
  initialized!: InitializeResult;

  private constructor(env: NodeJS.ProcessEnv) {
    this.#process = spawn(process.execPath, [COMMAND, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.exited = new Promise<number | null>((resolve) => this.#process.on('exit', resolve));
    const { stdin, stdout } = this.#process;
    this.connection = createProtocolConnection(new StreamMessageReader(stdout!), new StreamMessageWriter(stdin!));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.set(params.uri, params);
      const waiting = this.#onPublished;
      this.#onPublished = [];
      for (const go of waiting) go();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    this.connection.onNotification('rezig/tests', (told: ToldTests) => {
      this.tests.push(told);
      const waiting = this.#onTests;
      this.#onTests = [];
      for (const go of waiting) go();
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/codeLens/refresh', () => null);
    this.connection.listen();
  }

  static async start(options: ClientOptions = {}): Promise<Client> {
    const client = new Client({ ...process.env, ...options.env });
    const { folder } = options;
    client.initialized = await client.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: folder === undefined ? null : pathToFileURL(folder).href,
      workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: 'test' }],
      capabilities: options.capabilities ?? CAPABILITIES,
      initializationOptions: options.settings,
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  async open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'zig', version: 1, text },
    });
  }

  async change(uri: string, contentChanges: readonly TextDocumentContentChangeEvent[]): Promise<number> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** The diagnostics of the file in its last version, when they come. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const version = this.#versions.get(uri);
    return this.published(uri, (told) => told.version === version);
  }

  /** The diagnostics of a file that were told last, when they `fit`. */
  async published(uri: string, fits: (told: PublishDiagnosticsParams) => boolean): Promise<Diagnostic[]> {
    for (;;) {
      const told = this.#published.get(uri);
      if (told !== undefined && fits(told)) return told.diagnostics;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`no such diagnostics: ${JSON.stringify(told)}`)),
          WAIT_MILLISECONDS,
        );
        this.#onPublished.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** What was told last of the tests of a file, when it `fits`. */
  async testsOf(uri: string, fits: (told: ToldTests['tests']) => boolean): Promise<ToldTests['tests']> {
    for (;;) {
      const told = this.tests.findLast((one) => one.uri === uri);
      if (told !== undefined && fits(told.tests)) return told.tests;
      await new Promise<void>((resolve) => this.#onTests.push(resolve));
    }
  }

  /** The memory that the server holds, in bytes; 0 where the system does not tell. */
  memory(): number {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
    } catch {
      return 0;
    }
  }

  /** Ends the server as a client does. Returns its exit code. */
  async end(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }
}
