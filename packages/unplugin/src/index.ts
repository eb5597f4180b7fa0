export type { RezigOptions } from './options.ts';
export { unplugin, unplugin as default } from './plugin.ts';
