import { createConnection } from 'vscode-languageserver/node';
import { type ServerParts, type StartAnalysis, serve } from '../server.ts';
import { startAnalysisThread } from './analysis-thread.ts';

/** Serves the client at standard input and output, until it says that it ends. `workerPath`: the code of the analysis's thread. */
export function serveStdio(version: string, workerPath: string, openFormatter: ServerParts['openFormatter']): void {
  const connection = createConnection(process.stdin, process.stdout);
  const startAnalysis: StartAnalysis = (setup, events) => startAnalysisThread(workerPath, setup, events);
  serve(connection, { version, startAnalysis, openFormatter });
}
