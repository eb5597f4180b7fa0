import type { ProgramCommand } from './commands.ts';
import { DebugAdapter } from './debug-adapter.ts';

/* The bundle that serves debuggers. */

/** `rezig dap`: serves the client at standard input and output, and returns at once. `parse`: what a command line of this program asks for. */
export function runDap(parse: (args: readonly string[]) => Promise<ProgramCommand>): void {
  new DebugAdapter(parse).start(process.stdin, process.stdout);
}
