import { join } from 'node:path';
import { serveStdio } from '@rezig/language-server/node/main.ts';
import { REZIG_VERSION } from '@rezig/node/version.ts';
import { describeProject } from './describe-project.ts';
import { Formatter } from './formatter.ts';

/* The bundle of the language server, but for the analysis, which is in that of `lsp-analysis.ts`. */

/** `rezig lsp`: serves the client at standard input and output, and returns at once. */
export function runLsp(): void {
  const openFormatter = (): Promise<Formatter> => Formatter.open();
  serveStdio(join(__dirname, 'lsp-worker.cjs'), { version: REZIG_VERSION, describeProject, openFormatter });
}
