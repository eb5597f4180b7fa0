import { unplugin } from './plugin.ts';

/** The plug-in for esbuild. */
export default unplugin.esbuild;
