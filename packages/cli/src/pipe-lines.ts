import { readSync, writeSync } from 'node:fs';

/* A process that runs a program has two pipes besides the standard streams: it asks on one, and is told on the other, a line of JSON each. */

/** Numbers of the two pipes in the process that runs the program. */
export const ASK_FD = 3;
export const TELL_FD = 4;

/** Numbers of two further pipes of one that is debugged: what the debugger says, and what the engine says of it. */
export const COMMAND_FD = 5;
export const EVENT_FD = 6;
/** What the debugger says, beside commands of the protocol, to have the program begin. */
export const START = 'rezig:start';

let rest = Buffer.alloc(0);

/** Writes `message` to the process that started this one. */
export function sendLine(message: unknown, fd = ASK_FD): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

/** Waits for the next message of the process that started this one; ends this process where that one is gone. */
export function receiveLine(): unknown {
  const chunk = Buffer.alloc(1 << 16);
  for (let end = rest.indexOf(10); ; end = rest.indexOf(10)) {
    if (end >= 0) {
      const line = rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      return JSON.parse(line);
    }
    const length = readSync(TELL_FD, chunk);
    if (length === 0) process.exit(1);
    rest = Buffer.concat([rest, chunk.subarray(0, length)]);
  }
}
