import { statSync } from 'node:fs';

/** What was written in the last so many milliseconds can be written again and have the same times: file systems count in steps of up to two seconds. */
const SETTLED_MILLISECONDS = 3000;

/** What changes with each write of a file: size, inode and times; null where it is none, or was written too shortly before. */
export function fileStamp(path: string): string | null {
  try {
    const { size, ino, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    const newest = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
    return newest > Date.now() - SETTLED_MILLISECONDS ? null : `${size} ${ino} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return null;
  }
}
