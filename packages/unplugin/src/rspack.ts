import { unplugin } from './plugin.ts';

/** The plug-in for rspack. */
export default unplugin.rspack;
