import { createConnection } from 'vscode-languageserver/node';
import { type ServerParts, type StartAnalysis, serve } from '../server.ts';
import { startAnalysisThread } from './analysis-thread.ts';

/** Serves the client at standard input and output, until it says that it ends. `workerPath`: the code of the analysis's thread. */
export function serveStdio(workerPath: string, parts: Omit<ServerParts, 'startAnalysis'>): void {
  const connection = createConnection(process.stdin, process.stdout);
  const startAnalysis: StartAnalysis = (setup, events) => startAnalysisThread(workerPath, setup, events);
  serve(connection, { ...parts, startAnalysis });
}
