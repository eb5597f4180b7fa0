import { unplugin } from './plugin.ts';

/** The plug-in for farm. */
export default unplugin.farm;
