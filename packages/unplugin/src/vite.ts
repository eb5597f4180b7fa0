import { unplugin } from './plugin.ts';

/** The plug-in for vite. */
export default unplugin.vite;
