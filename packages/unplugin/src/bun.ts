import { unplugin } from './plugin.ts';

/** The plug-in for bun. */
export default unplugin.bun;
