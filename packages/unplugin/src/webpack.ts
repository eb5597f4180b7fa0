import { unplugin } from './plugin.ts';

/** The plug-in for webpack. */
export default unplugin.webpack;
