import { unplugin } from './plugin.ts';

/** The plug-in for rollup. */
export default unplugin.rollup;
