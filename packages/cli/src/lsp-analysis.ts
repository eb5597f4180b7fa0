import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { serveAnalysis } from '@rezig/language-server/node/serve-analysis.ts';
import type { AnalysisSetup } from '@rezig/language-server/protocol.ts';

/* The bundle of the language server's analysis, the compiler included. */

/** As `serveAnalysis`. */
export function serveHere(port: MessagePort, setup: AnalysisSetup, onIdle: () => void): void {
  serveAnalysis(port, setup, join(__dirname, '../lowered'), onIdle);
}
