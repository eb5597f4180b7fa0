import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { makeLibrary, type SiteLibrary } from './build/library.ts';
import { serviceWorkerText } from './build/service-worker.ts';

/** Puts the library into the site, and the service worker, which has to know all files. */
function librarySite({ files }: SiteLibrary): Plugin {
  return {
    name: 'library-site',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const file = files.find(({ name }) => request.url === `/${name}`);
        if (file === undefined) next();
        else response.end(file.bytes);
      });
    },
    // The first script is there to have the compiler loaded: what it loads next is not to wait for that.
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const main = Object.values(bundle ?? {}).find((one) => one.type === 'chunk' && one.name === 'main');
        const attrs = { rel: 'modulepreload', crossorigin: true, href: `./${main?.fileName}` };
        return main === undefined ? [] : [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const { name, bytes } of files) this.emitFile({ type: 'asset', fileName: name, source: bytes });
        const names = [...Object.keys(bundle), ...files.map(({ name }) => name)].filter(
          (name) => name !== 'index.html',
        );
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: serviceWorkerText([...new Set(names)]) });
      },
    },
  };
}

export default defineConfig(async () => {
  const first = fileURLToPath(new URL('../../examples/hello.zig', import.meta.url));
  const library = await makeLibrary(readFileSync(first, 'utf8'));
  return {
    base: './',
    define: { LIBRARY_FILES: JSON.stringify(library.names) },
    plugins: [librarySite(library)],
    worker: { format: 'es' as const },
    build: {
      target: 'es2022',
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        input: { index: 'index.html', embed: 'src/embed.ts' },
        // Pages of others name it.
        output: {
          entryFileNames: ({ name }: { readonly name: string }) =>
            name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js',
        },
      },
    },
    server: { fs: { allow: ['../..'] } },
  };
});
