import { displayPath } from '@rezig/node/display-path.ts';
import { BuildSession, type Project } from './build-session.ts';
import { configure } from './configure.ts';
import { Keys } from './keys.ts';
import { CLEAR, SourceWatcher } from './watch.ts';

/** Builds, and does so again after each change, of `build.zig` too, or where a key asks for it, until a key or a signal ends the process. */
export async function watchProject(project: Project): Promise<never> {
  const { args } = project;
  /** The key that was pressed last for another build; null where that is under way. */
  let asked: 'r' | 'a' | null = null;
  let onAsked: (() => void) | null = null;
  const keys = new Keys((key) => {
    if (key === 'h') process.stderr.write('r: build and run again, a: run all tests too, q: quit, h: this\n');
    else if (key === 'r' || key === 'a') {
      asked = key;
      onAsked?.();
    } else if (key === 'q') {
      session.stop();
      process.exit(0);
    }
  });
  // A program has the terminal to itself.
  const session = new BuildSession(project, (isTaken) => (isTaken ? keys.release() : keys.read()));
  const watcher = new SourceWatcher();
  const clears = args.clears && process.stderr.isTTY === true && args.errorFormat === 'text';
  let changes: Promise<readonly string[]> | null = null;
  for (let isFirst = true; ; isFirst = false) {
    const start = Date.now();
    const configured = await configure(project);
    if (configured.graph !== null) await session.build(configured, configured.graph);
    const inputs = [...configured.inputs, ...session.inputs()].map((path) => displayPath(path));
    watcher.setPaths([...inputs, ...session.watched()], start);
    if (!session.runsProgram) keys.read();
    if (isFirst) process.stderr.write(`watching ${watcher.length} files${Keys.areThere ? ' (h: keys)' : ''}\n`);
    changes ??= watcher.changes();
    const pressed = new Promise<null>((resolve) => {
      onAsked = () => resolve(null);
      if (asked !== null) resolve(null);
    });
    const changed = await Promise.race([changes, pressed]);
    if (changed !== null) changes = null;
    if (clears) process.stderr.write(CLEAR);
    if (asked !== null) session.again(asked === 'a');
    asked = null;
    session.begin(changed ?? []);
  }
}
