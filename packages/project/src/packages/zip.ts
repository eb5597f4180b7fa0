import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';
import type { StagedPackage } from './staged-package.ts';

type Bytes = AsyncIterable<Uint8Array>;

/**
 * Unpacks the zip archive `archive` into `staged`. What it says of links and of who may do what is left aside, as officially: a link is a file that has its target. `counted`
 * is given the content of each file. Throws a `PackageError`, or what the reader of zip files throws.
 */
export async function unpackZip(
  archive: Buffer,
  staged: StagedPackage,
  counted: (parts: Bytes) => Bytes,
): Promise<void> {
  const open = promisify<Buffer, Options, ZipFile>(fromBuffer);
  const zip = await open(archive, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  const openEntry = promisify<Entry, Readable>(zip.openReadStream.bind(zip));
  const entries: Entry[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve());
    zip.on('error', reject);
    zip.readEntry();
  });
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) staged.addDirectory(entry.fileName);
    else await staged.file(entry.fileName, counted(await openEntry(entry)));
  }
}
