import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { writeAtomic } from '@rezig/node/write-atomic.ts';
import type { PartialMessage } from 'esbuild';
import { createUnplugin, type UnpluginContextMeta, type UnpluginInstance, type UnpluginOptions } from 'unplugin';
import { bundlerError } from './bundler-error.ts';
import { compile } from './compiler-thread.ts';
import { ImportedNames } from './imported-names.ts';
import { base64, fileLoading, inlineLoading, moduleLoading, swappableLoading } from './loading.ts';
import { canWait, type RezigOptions } from './options.ts';
import { type HotContext, type HotFile, type HotModule, normalized, Pages } from './pages.ts';
import { MODULE_PREFIX, moduleAt, moduleNamed, type ProjectModule } from './projects.ts';
import type { Compiled } from './protocol.ts';
import { type Output, shrinkAssets, shrinkBundle, type WebpackLike } from './shrink-bundle.ts';
import { UsedExports } from './used-exports.ts';

const ZIG_FILE = /\.zig(\?.*)?$/;
const MODULE = /^zig:/;

/** What of a file is imported: its functions, the URL of its module, or a function that instantiates it. */
type Import = 'bound' | 'url' | 'init';

/** The plug-in for each bundler. */
export const unplugin: UnpluginInstance<RezigOptions | undefined, true> = createUnplugin((options = {}, meta) => {
  const importedNames = new ImportedNames();
  const usedExports = new UsedExports();
  /** Whether the bundler is one for development; null where it does not say. */
  let isDevelopment: boolean | null = null;
  /** Where importers are from that Farm tells by relative paths. */
  let root = process.cwd();
  const pages = new Pages();
  const generateBundle = {
    // Before what tells others of the names of files.
    order: 'pre' as const,
    handler(this: unknown, _: unknown, bundle: Record<string, Output>) {
      return shrinkBundle(this, bundle, usedExports);
    },
  };
  const compiling: UnpluginOptions = {
    name: 'rezig',
    enforce: 'pre',
    resolveId: {
      filter: { id: MODULE },
      async handler(id, importer) {
        return resolved(id, importer, root);
      },
    },
    load: {
      filter: { id: ZIG_FILE },
      async handler(id) {
        const [path, query = ''] = id.split('?');
        const kind: Import = query === 'url' ? 'url' : query === 'init' ? 'init' : 'bound';
        const mode = options.mode ?? ((isDevelopment ?? isDevelopmentOf(meta)) ? 'Debug' : 'ReleaseSmall');
        const swaps = kind === 'bound' && isSwappable(this, meta, mode, isDevelopment, options);
        let project: ProjectModule | null = null;
        try {
          project = await moduleAt(path);
        } catch (error) {
          // It may be that nothing of the project is needed.
          this.warn((error as Error).message);
        }
        const request = { path, isRaw: kind !== 'bound', mode, options, project, used: null };
        const compiled = await compile({ ...request, swap: swaps ? 'start' : null });
        for (const file of [...compiled.watched, ...(project?.inputs ?? [])]) {
          // Of one that is gone, and is not imported any more, Vite would say that it cannot be.
          if (compiled.module === null || existsSync(file)) this.addWatchFile(file);
          pages.made(id, file);
        }
        if (compiled.module === null) {
          if (swaps) pages.failed(id);
          this.error(bundlerError(compiled.errors, id));
          return { code: '', map: null };
        }
        if (kind === 'bound') {
          writeDeclarations(path, compiled, options);
          const wrong = importedNames.described(path, compiled.refused);
          if (wrong.length > 0) this.error(bundlerError(wrong, id));
        }
        if (compiled.swap !== null) {
          const page = fileURLToPath(new URL('page.js', import.meta.url));
          const loading = swappableLoading(compiled.module, id, normalized(page), compiled.swap);
          pages.swaps(id, request);
          return { code: loading + compiled.javascript, map: null };
        }
        usedExports.add({ ...request, swap: null }, compiled);
        const place = placeOf(this, meta, path, compiled.module, options);
        return { code: codeOf(kind, place, compiled), map: null, moduleType: 'js' };
      },
    },
    esbuild: {
      onLoadFilter: /\.zig$/,
      loader: 'js',
      config(build) {
        if (options.wasm === 'module') build.loader = { '.wasm': 'copy', ...build.loader };
      },
      setup(build) {
        build.onEnd(({ errors }) => ({ errors: errors.flatMap(({ text }) => reasonOf(text, importedNames)) }));
      },
    },
    bun: { loader: 'js' },
    farm: {
      configResolved(config: { readonly root?: string }) {
        root = config.root ?? root;
      },
    },
    rollup: { generateBundle },
    rolldown: { generateBundle },
    vite: {
      // Pages have it as it is: to find it later on would have them loaded afresh.
      config: () => ({ optimizeDeps: { exclude: ['@rezig/unplugin'] } }),
      generateBundle,
      configResolved(config: { readonly command: string }) {
        isDevelopment = config.command === 'serve';
      },
      configureServer({ middlewares }: ServerWithMiddlewares) {
        middlewares.use(({ url = '' }, response, next) => {
          const isMap = pages.answersMap(url, (map) => {
            response.statusCode = map === null ? 404 : 200;
            response.setHeader('content-type', 'application/json');
            response.end(map ?? '');
          });
          if (!isMap) next();
        });
      },
      hotUpdate<Module extends HotModule>(this: HotContext<Module>, changed: HotFile<Module>) {
        return pages.update(this.environment, changed);
      },
    },
    webpack(compiler) {
      isDevelopment = compiler.options.mode === 'development';
      resolveModules(compiler as unknown as ResolvingCompiler);
      if (!isDevelopment) shrinkAssets(compiler as unknown as WebpackLike, usedExports);
    },
    rspack(compiler) {
      isDevelopment = compiler.options.mode === 'development';
      resolveModules(compiler as unknown as ResolvingCompiler);
      if (!isDevelopment) shrinkAssets(compiler as unknown as WebpackLike, usedExports);
    },
  };
  // Where the bundler has no way to look at all modules, it is asked when it misses a name.
  if (meta.framework === 'esbuild' || meta.framework === 'bun' || meta.framework === 'farm') return [compiling];
  const looking: UnpluginOptions = {
    name: 'rezig:imports',
    enforce: 'post',
    transform: {
      filter: { id: { exclude: ZIG_FILE }, code: '.zig' },
      async handler(code, id) {
        const wrong = await importedNames.importer(id, code);
        if (wrong.length > 0) this.error(bundlerError(wrong, id));
        return null;
      },
    },
  };
  return [compiling, looking];
});

/** As much as is used of Vite's server. */
interface ServerWithMiddlewares {
  readonly middlewares: {
    use(
      answer: (
        request: { readonly url?: string | undefined },
        response: { statusCode: number; setHeader(name: string, value: string): unknown; end(text: string): unknown },
        next: () => void,
      ) => void,
    ): unknown;
  };
}

/** The root file of the module that `zig:name` is for `importer`, or for what is in `root`. Throws an `Error` where there is none. */
async function resolved(id: string, importer: string | undefined, root: string): Promise<string> {
  // `unplugin` takes relative paths to be from the working directory on, wherever the bundler's root is.
  const isThere = importer !== undefined && existsSync(importer);
  const told = importer === undefined ? '' : dirname(relative(process.cwd(), importer));
  const from = isThere ? dirname(importer) : resolve(root, told);
  const [name, query] = id.slice(MODULE_PREFIX.length).split('?');
  const { path } = await moduleNamed(name, from);
  return normalized(path) + (query === undefined ? '' : `?${query}`);
}

/** As much as is used of webpack and Rspack. */
interface ResolvingCompiler {
  readonly hooks: {
    readonly normalModuleFactory: {
      tap(
        name: string,
        act: (factory: {
          readonly hooks: {
            readonly beforeResolve: { tapPromise(name: string, act: (data: ResolveData) => Promise<void>): void };
          };
        }) => void,
      ): void;
    };
  };
}

interface ResolveData {
  request: string;
  readonly context: string;
}

/** Has modules of projects found by bundlers that take `zig:` for the scheme of a URL, about which no resolver is asked. */
function resolveModules(compiler: ResolvingCompiler): void {
  compiler.hooks.normalModuleFactory.tap('rezig', ({ hooks }) =>
    hooks.beforeResolve.tapPromise('rezig', async (data) => {
      if (MODULE.test(data.request)) data.request = await resolved(data.request, undefined, data.context);
    }),
  );
}

/** What esbuild is told where it misses a name that cannot cross. */
function reasonOf(text: string, importedNames: ImportedNames): PartialMessage[] {
  const [, path, name] = /^No matching export in "(.*\.zig)" for import "(.*)"$/.exec(text) ?? [];
  const reason = path === undefined ? null : importedNames.reason(path, name);
  if (reason === null) return [];
  const { message, loc } = reason;
  return [
    {
      text: message,
      location: loc === null ? null : { ...loc, lineText: readFileSync(loc.file, 'utf8').split('\n')[loc.line - 1] },
    },
  ];
}

/** Whether functions of a module are to be replaced while it runs: in pages of Vite's server. */
function isSwappable(
  context: unknown,
  { framework }: UnpluginContextMeta,
  mode: string,
  isDevelopment: boolean | null,
  options: RezigOptions,
): boolean {
  const isPage = framework === 'vite' && isDevelopment === true && !isServer(context);
  return isPage && mode === 'Debug' && options.wasm === undefined && !canWait(options);
}

interface Context {
  emitFile(file: { readonly type: 'asset'; readonly name: string; readonly source: Uint8Array }): unknown;
}

/** Code that declares `$instantiate`, and an expression for the URL of the module. */
interface Place {
  readonly instantiate: string;
  readonly before: string;
  readonly url: string;
}

function codeOf(kind: Import, { instantiate, before, url }: Place, compiled: Compiled): string {
  if (kind === 'url') return `${before}export default ${url};\n`;
  if (kind === 'init') return `${instantiate}export default ($imports = {}) => $instantiate($imports);\n`;
  return instantiate + compiled.javascript;
}

/** Where the module of the file at `path` is put. */
function placeOf(
  context: unknown,
  { framework }: UnpluginContextMeta,
  path: string,
  module: Uint8Array,
  { wasm, cacheDir }: RezigOptions,
): Place {
  const name = basename(path).replace(/\.zig$/, '.wasm');
  if (wasm === 'module') {
    if (framework !== 'esbuild') throw new RangeError("the option wasm: 'module' is for esbuild");
    const file = kept(path, module, cacheDir);
    return {
      instantiate: moduleLoading(file),
      before: `import $module from ${JSON.stringify(file)};\n`,
      url: '$module',
    };
  }
  if (wasm === 'inline' || isServer(context)) return inlinePlace(module);
  switch (framework) {
    case 'rollup':
    case 'rolldown': {
      const url = `import.meta.ROLLUP_FILE_URL_${(context as Context).emitFile({ type: 'asset', name, source: module })}`;
      return { instantiate: fileLoading(url), before: '', url };
    }
    case 'vite': {
      const before = `import $path from ${JSON.stringify(`${kept(path, module, cacheDir)}?url`)};\n`;
      return { instantiate: fileLoading('$path', before), before, url: '$path' };
    }
    case 'webpack':
    case 'rspack': {
      const file = JSON.stringify(kept(path, module, cacheDir));
      return { instantiate: fileLoading(file), before: '', url: `new URL(${file}, import.meta.url).href` };
    }
    default:
      return inlinePlace(module);
  }
}

function inlinePlace(module: Uint8Array): Place {
  const url = JSON.stringify(`data:application/wasm;base64,${base64(module)}`);
  return { instantiate: inlineLoading(module), before: '', url };
}

/** Whether what is loaded is for a server that Vite renders pages with, which has no URLs of files. */
function isServer(context: unknown): boolean {
  const { environment } = context as { readonly environment?: { readonly config?: { readonly consumer?: string } } };
  return environment?.config?.consumer === 'server';
}

/** Keeps a module as a file, named by its content, and gives the path of that with `/` between its parts. */
function kept(path: string, module: Uint8Array, cacheDir: string | undefined): string {
  const hash = createHash('sha256').update(module).digest('hex').slice(0, 12);
  const name = basename(path).replace(/\.zig$/, '');
  const file = join(cacheDirectory(cacheDir, path), 'web', `${name}-${hash}.wasm`);
  writeAtomic(file, [module]);
  return normalized(file);
}

/** Whether the bundler says that it is one for development, where that can be asked when it starts. */
function isDevelopmentOf({ framework }: UnpluginContextMeta): boolean {
  return framework === 'farm' && process.env.NODE_ENV === 'development';
}

/** Writes declarations for TypeScript, and a map that leads from them to Zig, where they are wanted and are others. */
function writeDeclarations(path: string, { declarations, declarationMap }: Compiled, options: RezigOptions): void {
  const where = options.declarations ?? true;
  if (where === false || declarationMap === null) return;
  const file = `${where === true ? path : join(resolve(where), relative(process.cwd(), path))}.d.ts`;
  const name = basename(file);
  const urlOf = (source: string): string => encodeURI(normalized(relative(dirname(file), resolve(source))));
  writeIfOther(file, `${declarations}//# sourceMappingURL=${encodeURI(name)}.map\n`);
  const map = { ...declarationMap, file: name, sources: declarationMap.sources.map(urlOf) };
  writeIfOther(`${file}.map`, JSON.stringify(map));
}

function writeIfOther(file: string, text: string): void {
  try {
    if (readFileSync(file, 'utf8') === text) return;
  } catch {
    // It is not there yet.
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
