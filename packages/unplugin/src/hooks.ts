import type { LoadHook, ResolveHook } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { errorText } from './bundler-error.ts';
import { compile } from './compiler-thread.ts';
import { inlineLoading } from './loading.ts';
import type { RezigOptions } from './options.ts';
import { MODULE_PREFIX, moduleAt, moduleNamed } from './projects.ts';

/** The mode for Node, unless the environment says another. */
const mode = (process.env.REZIG_MODE ?? 'Debug') as NonNullable<RezigOptions['mode']>;

/** Finds modules of projects. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  if (!specifier.startsWith(MODULE_PREFIX)) return nextResolve(specifier, context);
  const from = context.parentURL?.startsWith('file:') ? dirname(fileURLToPath(context.parentURL)) : process.cwd();
  const { path } = await moduleNamed(specifier.slice(MODULE_PREFIX.length), from);
  return { url: pathToFileURL(path).href, shortCircuit: true };
};

/** Gives a module of JavaScript for each `.zig` file that is imported. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'file:' || !pathname.endsWith('.zig')) return nextLoad(url, context);
  const path = fileURLToPath(new URL(pathname, 'file:'));
  const { module, errors, javascript } = await compile({
    path,
    isRaw: false,
    mode,
    options: {},
    project: await moduleAt(path),
    swap: null,
    used: null,
  });
  if (module === null) {
    const error = new SyntaxError(errors.map((one) => errorText(one, 'error: ')).join('\n\n'));
    error.stack = `${error.name}: ${error.message}`;
    throw error;
  }
  return { format: 'module', shortCircuit: true, source: inlineLoading(module) + javascript };
};
