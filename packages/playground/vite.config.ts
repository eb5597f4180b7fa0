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
  const library = await makeLibrary();
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
