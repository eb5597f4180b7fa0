import { join } from 'node:path';
import { serveStdio } from '@rezig/language-server/node/main.ts';
import type { LocateInTests, TestRunner } from '@rezig/language-server/server.ts';
import { REZIG_VERSION } from '@rezig/node/version.ts';
import { describeProject } from './describe-project.ts';
import { openFormatter } from './formatter.ts';
import { randomSeed } from './test-command.ts';
import { TestRun } from './test-run.ts';

/* The bundle of the language server, but for the analysis, which is in that of `lsp-analysis.ts`. */

/** After how long a test is ended, in milliseconds. */
const TEST_MILLISECONDS = 60_000;

/** `rezig lsp`: serves the client at standard input and output, and returns at once. */
export function runLsp(): void {
  const parts = { version: REZIG_VERSION, describeProject, openFormatter, openTestRunner };
  serveStdio(join(__dirname, 'lsp-worker.cjs'), parts);
}

function openTestRunner(locate: LocateInTests): TestRunner {
  const tests = new TestRun({
    style: { color: false, isFull: false },
    world: { args: ['test.wasm', `--seed=${randomSeed()}`], env: [], envAll: true, dirs: [] },
    timeout: TEST_MILLISECONDS,
    locate: ({ kind, places }) => locate(kind, places),
  });
  return {
    run: (module, plan, indices, ended) => tests.run(module, plan, indices, { started: () => {}, ended }),
    stop: () => tests.stop(),
  };
}
