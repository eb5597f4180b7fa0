import { setCompilerFlags } from './engine-flags.ts';
import { type LoadedBundle, loadBundle } from './load-bundle.ts';

/** The names of the bundles in this directory, put in when they are made. */
declare const REZIG_BUNDLES: {
  readonly check: string;
  readonly compiler: string;
  readonly lsp: string;
  readonly analysis: string;
  readonly packages: string;
  readonly fetcher: string;
  readonly remote: string;
  readonly passes: string;
};

/** What is asked of the compiler: each takes functions of its own, whose code is kept apart. */
export type CompilerUse = 'build' | 'image' | 'update';

/** The compiler. `use`: whether it builds programs from nothing, begins with a library image, or brings them up to date from saved state. */
export function loadCompiler(use: CompilerUse): LoadedBundle<typeof import('./compiler.ts')> {
  setCompilerFlags();
  const { exports, keepCode } = loadBundle<typeof import('./compiler.ts')>(REZIG_BUNDLES.compiler, use);
  const keepWithFlags = (rehearse?: () => void): void => {
    setCompilerFlags();
    keepCode(rehearse);
  };
  return { exports, keepCode: keepWithFlags };
}

let check: LoadedBundle<typeof import('./ast-check.ts')> | null = null;

/** What checks the syntax of files. It is run once, however often it is asked for. */
export function loadCheck(): LoadedBundle<typeof import('./ast-check.ts')> {
  return (check ??= loadBundle(REZIG_BUNDLES.check, 'check'));
}

/** The language server, but for its analysis. */
export function loadLsp(): LoadedBundle<typeof import('./lsp.ts')> {
  return loadBundle(REZIG_BUNDLES.lsp, 'lsp');
}

/** The analysis of the language server, with a compiler of its own. */
export function loadAnalysis(): LoadedBundle<typeof import('./lsp-analysis.ts')> {
  return loadBundle(REZIG_BUNDLES.analysis, 'lsp');
}

/** What finds the packages of a project. */
export function loadPackages(): LoadedBundle<typeof import('./packages.ts')> {
  return loadBundle(REZIG_BUNDLES.packages, 'packages');
}

/** What brings packages from elsewhere, and speaks with servers. */
export function loadFetcher(): LoadedBundle<typeof import('./fetcher.ts')> {
  return loadBundle(REZIG_BUNDLES.fetcher, 'fetcher');
}

/** What speaks with the server on which a team shares what builds find out. */
export function loadRemoteCache(): LoadedBundle<typeof import('./remote-cache.ts')> {
  return loadBundle(REZIG_BUNDLES.remote, 'remote');
}

/** What is done to modules of release modes around Binaryen. */
export function loadModulePasses(): LoadedBundle<typeof import('./module-passes.ts')> {
  return loadBundle(REZIG_BUNDLES.passes, 'release');
}
