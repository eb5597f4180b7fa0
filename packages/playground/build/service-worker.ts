import { CACHE } from '../src/library-names.ts';

/**
 * The text of the service worker of a site with these files, by their paths below the page: after the first visit it works offline. The names of all files but the
 * page have a hash of their content, so what is in the cache is as it should be; the page is asked for, and taken from the cache where nobody answers.
 */
export function serviceWorkerText(names: readonly string[]): string {
  return `const names = ${JSON.stringify(['./', ...names])};
const urls = names.map((name) => new URL(name, self.registration.scope).href);

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(clean()));
self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || !event.request.url.startsWith(self.registration.scope)) return;
  event.respondWith(event.request.mode === 'navigate' ? page(event.request) : file(event.request));
});

async function fill() {
  const cache = await caches.open('${CACHE}');
  for (const url of urls) if (url === urls[0] || !(await cache.match(url))) await cache.add(url);
  await self.skipWaiting();
}

async function clean() {
  const cache = await caches.open('${CACHE}');
  for (const { url } of await cache.keys()) if (!urls.includes(url)) await cache.delete(url);
  await self.clients.claim();
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(urls[0])) ?? Response.error();
  }
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}
`;
}
