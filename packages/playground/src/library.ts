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
    // Nobody waits for that, and a cache that is full is as good as none.
    void cache?.put(url, response.clone()).catch(() => undefined);
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
