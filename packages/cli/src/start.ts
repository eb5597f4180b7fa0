import { loadBundle } from './load-bundle.ts';

/** The name of the bundle of the command line, put in when this is made. */
declare const REZIG_MAIN: string;

/** Commands that are given often and take functions that others do not, whose code is kept for each. */
const OFTEN = ['build-exe', 'build', 'run', 'test', 'check'];

const command = OFTEN.find((name) => name === process.argv[2]);
const { exports, keepCode } = loadBundle<typeof import('./main.ts')>(REZIG_MAIN, command ?? 'main');
exports.main(keepCode);
