import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { COMMAND_FD, EVENT_FD, START, sendLine } from './pipe-lines.ts';
import { runProgram } from './run-program.ts';
import { runTests } from './run-tests.ts';

/*
 * A process whose program or tests are debugged: debug-process.cjs, with the arguments of program.cjs, or none for tests. A thread of it passes commands of the engine's debugging protocol
 * to the one in which that runs, also while it stands still, and tells what comes of them. No other process can reach the engine so, as it could by a port.
 */

/** A command: `method` of the protocol, or `START`. */
interface Command {
  readonly id: number;
  readonly method: string;
  readonly params?: object;
}

function relay(): void {
  const session = new Session();
  session.connectToMainThread();
  session.on('inspectorNotification', ({ method, params }: { readonly method: string; readonly params?: object }) =>
    sendLine({ method, params }, EVENT_FD),
  );
  // Not as a file, which is waited for at the end.
  const commands = new Socket({ fd: COMMAND_FD });
  // Nobody else can end a program that stands still.
  commands.on('close', () => process.kill(process.pid, 'SIGKILL'));
  createInterface({ input: commands }).on('line', (line) => {
    const { id, method, params } = JSON.parse(line) as Command;
    if (method === START) parentPort?.postMessage(START);
    else session.post(method, params, (error, result) => sendLine({ id, error, result }, EVENT_FD));
  });
}

function main(): void {
  const thread = new Worker(__filename);
  thread.once('message', () => {
    thread.unref();
    const args = process.argv.slice(2);
    void (args.length > 0 ? runProgram(args) : runTests());
  });
}

if (isMainThread) main();
else relay();
