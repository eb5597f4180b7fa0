import { readdirSync, readFileSync, statSync } from 'node:fs';
import { contentHash } from '@rezig/compiler/state';
import { fileStamp } from '@rezig/node/file-stamp.ts';
import { errorName } from '@rezig/node/read-source.ts';

/** What was seen of a path. */
export interface SeenInput {
  readonly path: string;
  /** Of a file: see `fileStamp`. */
  readonly stamp: string | null;
  /** Names its content; of a directory whose entries count, these; or says why there is none. */
  readonly content: string;
  readonly isListed: boolean;
}

/** What `path` is now. `isListed`: whether the entries of a directory count. */
export function seenInput(path: string, isListed: boolean): SeenInput {
  return { path, stamp: fileStamp(path), content: contentOf(path, isListed), isListed };
}

/** Whether all is as it was seen. */
export function areCurrent(inputs: readonly SeenInput[]): boolean {
  return inputs.every(({ path, stamp, content, isListed }) => {
    if (stamp !== null && !isListed && fileStamp(path) === stamp) return true;
    return contentOf(path, isListed) === content;
  });
}

function contentOf(path: string, isListed: boolean): string {
  try {
    if (!statSync(path).isDirectory()) return contentHash(readFileSync(path));
    return isListed ? `directory ${JSON.stringify(readdirSync(path).sort())}` : 'directory';
  } catch (error) {
    return errorName(error);
  }
}
