import type { Host } from '@rezig/compiler';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  type Connection,
  createConnection,
} from 'vscode-languageserver/browser';
import { Analysis } from './analysis.ts';
import { AnalysisLoop } from './analysis-loop.ts';
import type { Environment, ProgramOptions } from './environment.ts';
import type { Formatter } from './format.ts';
import type { Program } from './program.ts';
import type { ToAnalysis } from './protocol.ts';
import { type StartAnalysis, serve, showError } from './server.ts';
import { pathOfUri } from './uris.ts';

/** The end of a channel at which messages of the protocol come and go, as objects: that of a worker itself, or a `MessagePort`. */
export type WorkerPort = ConstructorParameters<typeof BrowserMessageReader>[0];

/** Options of all programs of a page besides those that the server chooses, which they go before: such as `{ emit: true }` where it wants modules. */
export type PageOptions = Omit<Partial<ProgramOptions>, 'rootPath' | 'zigLibDir'>;

/** What a page gives the server. */
export interface PageParts extends Pick<Environment, 'zigLibDir' | 'openCompilation' | 'programRoots'> {
  /** Gives files that the client does not have open, those of the library among them. Paths begin with `/`. */
  readonly host: Host;
  readonly options?: PageOptions;
  /** What is known of the library or a program before; where it is left out, each program starts from nothing. */
  readonly openState?: Environment['openState'];
}

/** A server, for the page that it is part of. */
export interface PageServer {
  /**
   * The program that the file belongs to, as soon as it is up to date with all that had come from the client when it was asked for; null where there is none. What it has is not to be
   * kept: edits change it.
   */
  program(uri: string): Promise<Program | null>;
  /** From now on programs have these options, in the place of `PageParts.options`. */
  setOptions(options: PageOptions): void;
}

/**
 * Serves the client at the other end of `port` in this thread, which is best a worker of its own: updates take as long as they take. What the client asks before `parts` are there
 * waits for them. Where they fail, that is told to the client as an error, and nothing is answered. `openFormatter`: gives what brings texts into form; null where nothing does.
 */
export function serveInWorker(
  port: WorkerPort,
  version: string,
  parts: Promise<PageParts>,
  openFormatter: (() => Promise<Formatter>) | null = null,
): PageServer {
  const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
  // Where they fail before the client begins, it is told then.
  parts.catch(() => {});
  let waiting: (() => void)[] = [];
  let current: { readonly analysis: Analysis; readonly loop: AnalysisLoop } | null = null;
  let options: PageOptions = {};
  const startAnalysis: StartAnalysis = (setup, { onMessage }) => {
    const early: ToAnalysis[] = [];
    let isClosed = false;
    let failure: string | null = null;
    const refuse = (message: ToAnalysis, reason: string): void => {
      if ('id' in message) onMessage({ kind: 'failure', id: message.id, message: reason });
    };
    void parts.then(
      (given) => {
        if (isClosed) return;
        options = given.options ?? {};
        const environment: Environment = {
          openState: () => ({ state: null }),
          keepState: null,
          listDirectory: null,
          ...given,
          get options() {
            return options;
          },
        };
        const analysis = new Analysis({ ...setup, sent: null }, environment, onMessage);
        const onSettled = (): void => {
          const settled = waiting;
          waiting = [];
          for (const go of settled) go();
        };
        const defer = (work: () => void): void => void setTimeout(work);
        const onIdle = (): void => {
          analysis.workspace.prune();
          for (const program of analysis.workspace.programs()) program.tidy();
        };
        const loop = new AnalysisLoop({ analysis, tell: onMessage, defer, onSettled, onIdle });
        current = { analysis, loop };
        for (const message of early) loop.receive(message);
        loop.schedule();
      },
      (error) => {
        failure = error instanceof Error ? error.message : String(error);
        showError(connection, failure);
        for (const message of early) refuse(message, failure);
      },
    );
    return {
      send: (message) => {
        if (failure !== null) refuse(message, failure);
        else if (current === null) early.push(message);
        else current.loop.receive(message);
      },
      close: () => {
        isClosed = true;
        current = null;
      },
    };
  };
  serve(connection, { version, startAnalysis, describeProject: null, openFormatter, openTestRunner: null });
  const arrived = arrivals(port, connection);
  return {
    program: async (uri) => {
      await arrived();
      return new Promise((resolve) => {
        waiting.push(() => resolve(current?.analysis.workspace.programOf(pathOfUri(uri)) ?? null));
        current?.loop.schedule();
      });
    },
    setOptions: (given) => {
      options = given;
      current?.analysis.workspace.changedOptions();
      current?.loop.schedule();
    },
  };
}

const MARK = 'rezig/mark';

/** Gives what is done when all messages that had come to `port` when it was called were looked at, which `connection` does later, one after the other: it sends one behind them. */
function arrivals(port: WorkerPort, connection: Connection): () => Promise<void> {
  const waiting: (() => void)[] = [];
  connection.onNotification(MARK, () => waiting.shift()?.());
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      (port as { onmessage: (event: unknown) => void }).onmessage({ data: { jsonrpc: '2.0', method: MARK } });
    });
}
