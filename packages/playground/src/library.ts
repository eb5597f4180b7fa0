import { CACHE, type LibraryFiles } from './library-names.ts';

declare const LIBRARY_FILES: LibraryFiles;

/** The files of the site that the library comes in. */
export const libraryFiles = LIBRARY_FILES;

/**
 * The content of a file of the site, which is kept in the browser's cache: `name` is its path below `page`. Throws an `Error` that says which file did
 * not come.
 */
export async function fetchUnpacked(page: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(name, page).href;
  const cache = await openCache();
  let response = await cache?.match(url);
  if (response === undefined) {
    response = await fetch(url);
    if (!response.ok) throw new Error(`${name}: the server says ${response.status}`);
    await cache?.put(url, response.clone());
  }
  if (response.body === null) throw new Error(`${name}: empty`);
  const unpacked = response.body.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** Null where pages have no cache, as those that come over plain HTTP from elsewhere. */
async function openCache(): Promise<Cache | null> {
  try {
    return await caches.open(CACHE);
  } catch {
    return null;
  }
}

/** The files of the archive by their paths in the library directory. */
export function unpackArchive(bytes: Uint8Array<ArrayBuffer>): Map<string, Uint8Array> {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as [string, number][];
  let at = 4 + length;
  return new Map(
    index.map(([name, size]) => {
      at += size;
      return [name, bytes.subarray(at - size, at)];
    }),
  );
}
