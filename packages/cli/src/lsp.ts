import { join } from 'node:path';
import { serveStdio } from '@rezig/language-server/node/main.ts';
import { REZIG_VERSION } from '@rezig/node/version.ts';
import { Formatter } from './formatter.ts';

/* The bundle of the language server, but for the analysis, which is in that of `lsp-analysis.ts`. */

/** `rezig lsp`: serves the client at standard input and output, and returns at once. */
export function runLsp(): void {
  serveStdio(REZIG_VERSION, join(__dirname, 'lsp-worker.cjs'), () => Formatter.open());
}
