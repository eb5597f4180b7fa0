import { setFlagsFromString } from 'node:v8';

/*
 * How V8 is to run the compiler, and programs. Flags are of a process, with all its threads. Code that was kept is taken only where the flags are those of
 * the moment when it was kept. To set any takes some milliseconds, which a process does without that has nothing to compile and to run.
 */

/**
 * How much of a function runs before it is optimized, in bytes of bytecode: seven times what is usual. A small build ends before most
 * of what would be optimized has paid for it, and the threads that do so take the other cores from other work.
 */
const OPTIMIZE_AFTER_BYTES = 500_000;

/** The same where a thread has run for long: what takes as long as that goes on for longer. */
const OPTIMIZE_LATER_AFTER_BYTES = 100_000;

/** How much is put into one optimized function of others that it calls, in bytes of bytecode: less than usual, which takes a quarter of the time. */
const MAX_INLINED_BYTES = 400;

/** The versions of Node after 20 count calls of a function instead, of which so many bytes are one. */
const BYTES_OF_CALL = 40;

const isNode20 = process.versions.node.startsWith('20.');

const PROGRAM_FLAGS = isNode20 ? ['--no-turbo-fast-api-calls'] : [];

function optimizeAfter(bytes: number): string {
  const [flag, count] = isNode20
    ? ['interrupt-budget', bytes]
    : ['invocation-count-for-turbofan', bytes / BYTES_OF_CALL];
  return `--${flag}=${Math.round(count)}`;
}

let keepBefore: (() => void) | null = null;

/** Has `keep` called once, before this module sets the first flag. */
export function beforeFlags(keep: () => void): void {
  keepBefore = keep;
}

function setFlags(flags: readonly string[]): void {
  keepBefore?.();
  keepBefore = null;
  for (const flag of flags) setFlagsFromString(flag);
}

/** Sets the flags for programs: Node 20 crashes where a program's memory grows in a call that V8 makes directly. */
export function setProgramFlags(): void {
  setFlags(PROGRAM_FLAGS);
}

/** Sets the flags that the compiler begins with. */
export function setCompilerFlags(): void {
  setFlags([
    `--max-inlined-bytecode-size-cumulative=${MAX_INLINED_BYTES}`,
    ...PROGRAM_FLAGS,
    optimizeAfter(OPTIMIZE_AFTER_BYTES),
  ]);
}

/** Has V8 optimize more from now on. */
export function optimizeMore(): void {
  setFlags([optimizeAfter(OPTIMIZE_LATER_AFTER_BYTES)]);
}
