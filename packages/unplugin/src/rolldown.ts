import { unplugin } from './plugin.ts';

/** The plug-in for rolldown. */
export default unplugin.rolldown;
