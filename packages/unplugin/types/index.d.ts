import type { UnpluginInstance } from 'unplugin';
import type { RezigOptions } from '../src/options.js';

export type { RezigOptions } from '../src/options.js';

/** The plug-in for each bundler, as `unplugin` gives it. */
export declare const unplugin: UnpluginInstance<RezigOptions | undefined, true>;
export default unplugin;
