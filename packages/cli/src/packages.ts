/* What looks for packages, in a bundle of its own: only projects have some, and only with them is data to be read. */

export { readForks, resolvePackages } from '@rezig/project/packages';
export { runFetch } from './fetch-command.ts';
