import type { RezigOptions } from './options.ts';
import { unplugin } from './plugin.ts';

/** As much as is used of what Bun gives a plug-in, whose types need not be there. */
interface Builder {
  /** None where nothing is built. */
  readonly config?: object;
  onLoad(which: { readonly filter: RegExp; readonly namespace?: string }, answer: unknown): unknown;
}

interface BunPlugin {
  readonly name: string;
  setup(build: Builder): unknown;
}

/** The plug-in for Bun: for `Bun.build`, and given to `Bun.plugin` for what Bun runs. */
export default (options?: RezigOptions): BunPlugin => {
  const plugin = unplugin.bun(options) as unknown as BunPlugin;
  return {
    name: plugin.name,
    setup: (build) => plugin.setup(build.config === undefined ? whileRunning(build) : build),
  };
};

/** Where nothing is built there are no options and no beginning, and a plug-in that is asked about a file has to answer. */
function whileRunning(build: Builder): Builder {
  const ignored = { onStart: () => undefined, onEnd: () => undefined, onResolve: () => undefined };
  return {
    ...ignored,
    config: {},
    onLoad: ({ namespace }, answer) => (namespace === 'file' ? build.onLoad({ filter: /\.zig$/ }, answer) : undefined),
  };
}
