import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const directories: string[] = [];

process.once('exit', () => {
  // What another process writes meanwhile is waited for.
  for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

/**
 * A new, empty directory, which is gone when this process has ended: not before, since what a test starts may still write when the test is done
 * (a plug-in saves its state, a browser its profile).
 */
export function scratchDirectory(parent = tmpdir()): string {
  const directory = mkdtempSync(join(parent, 'rezig-test-'));
  directories.push(directory);
  return directory;
}
