import { serveInWorker, type WorkerPort } from '@rezig/language-server/browser';
import { type LibraryFiles, partsOf } from './parts.ts';

declare const self: WorkerPort;

/* A worker of a page: the server, over files that come with the page. */

async function load(): Promise<ReturnType<typeof partsOf>> {
  const library = (await (await fetch('/library.json')).json()) as LibraryFiles;
  return partsOf(library, {});
}

serveInWorker(self, 'test', load());
