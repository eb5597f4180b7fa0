import type { LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { errorText } from './bundler-error.ts';
import { compile } from './compiler-thread.ts';
import { inlineLoading } from './loading.ts';
import type { RezigOptions } from './options.ts';

/** The mode for Node, unless the environment says another. */
const mode = (process.env.REZIG_MODE ?? 'Debug') as NonNullable<RezigOptions['mode']>;

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
