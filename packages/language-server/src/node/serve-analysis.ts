import type { MessagePort } from 'node:worker_threads';
import { allowDeepNesting } from '@rezig/compiler';
import { Analysis } from '../analysis.ts';
import { AnalysisLoop } from '../analysis-loop.ts';
import type { AnalysisSetup, FromAnalysis, ToAnalysis } from '../protocol.ts';
import { makeNodeEnvironment } from './node-environment.ts';
import { WatchedFiles } from './watched-files.ts';

/** How often programs that are of no use any more are looked for. */
const PRUNE_MILLISECONDS = 60_000;

/** How often the disk is looked at for what the client does not tell of. */
const WATCH_MILLISECONDS = 1000;

/** Answers what comes to `port` of a thread with a large stack, until it is closed. `loweredDir`: where the lowered files are that come with the package. `onIdle` is called after each time of work. */
export function serveAnalysis(port: MessagePort, setup: AnalysisSetup, loweredDir: string, onIdle: () => void): void {
  allowDeepNesting();
  const tell = (message: FromAnalysis): void => port.postMessage(message);
  const complain = (text: string): void => tell({ kind: 'log', level: 'warning', text });
  const { environment, flush } = makeNodeEnvironment(setup, loweredDir, complain);
  const analysis = new Analysis(setup, environment, tell);
  const loop = new AnalysisLoop({
    analysis,
    tell,
    defer: setImmediate,
    onIdle: () => {
      onIdle();
      flush();
      analysis.keep();
    },
  });
  port.on('message', (message: ToAnalysis) => loop.receive(message));
  setInterval(() => analysis.workspace.prune(), PRUNE_MILLISECONDS).unref();
  const watched = new WatchedFiles(setup.clientWatches);
  setInterval(() => {
    if (!analysis.isIdle) return;
    const changed = watched.changed(analysis.workspace);
    if (changed.length === 0) return;
    analysis.workspace.changedOnDisk(changed);
    loop.schedule();
  }, WATCH_MILLISECONDS).unref();
  loop.schedule();
}
