import { createConnection } from 'vscode-languageserver/node';
import { serve } from '../server.ts';
import { startAnalysisThread } from './analysis-thread.ts';

/** Serves the client at standard input and output, until it says that it ends. `workerPath`: the code of the analysis's thread. */
export function serveStdio(version: string, workerPath: string): void {
  const connection = createConnection(process.stdin, process.stdout);
  serve(connection, version, (setup, events) => startAnalysisThread(workerPath, setup, events));
}
