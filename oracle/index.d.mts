import type { SpawnSyncOptions, SpawnSyncReturns } from 'node:child_process';

/**
 * The official compiler's executable; null where `npm run oracle` was not run, or could not be, as on other systems than
 * Linux on x86-64.
 */
export const officialZig: string | null;

/** The environment of its processes: this process's own, and where its library is. */
export const officialEnv: NodeJS.ProcessEnv;

/** Runs it to its end; what it prints is given as text unless `options` say otherwise. Throws where it is not installed. */
export function runOfficial(args: readonly string[], options?: SpawnSyncOptions): SpawnSyncReturns<string>;
