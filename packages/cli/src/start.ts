import { loadBundle } from './load-bundle.ts';

/** The name of the bundle of the command line, put in when this is made. */
declare const REZIG_MAIN: string;

const { exports, keepCode } = loadBundle<typeof import('./main.ts')>(REZIG_MAIN, 'main');
exports.main(keepCode);
