import { type ConnectionStrategy, LSPErrorCodes, type RequestMessage } from 'vscode-languageserver';
import { createConnection } from 'vscode-languageserver/node';
import { type ServerParts, type StartAnalysis, serve } from '../server.ts';
import { startAnalysisThread } from './analysis-thread.ts';

/** What is cancelled before it was looked at is not looked at. */
const STRATEGY: ConnectionStrategy = {
  cancelUndispatched: (message) => {
    const { jsonrpc, id } = message as RequestMessage;
    return { jsonrpc, id, error: { code: LSPErrorCodes.RequestCancelled, message: 'cancelled' } };
  },
};

/** Serves the client at standard input and output, until it says that it ends. `workerPath`: the code of the analysis's thread. */
export function serveStdio(workerPath: string, parts: Omit<ServerParts, 'startAnalysis'>): void {
  const connection = createConnection(process.stdin, process.stdout, STRATEGY);
  const startAnalysis: StartAnalysis = (setup, events) => startAnalysisThread(workerPath, setup, events);
  serve(connection, { ...parts, startAnalysis });
}
