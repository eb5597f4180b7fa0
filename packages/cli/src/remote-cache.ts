/* What speaks with a team's server, in a bundle of its own: it is loaded where such a server is named. */

export { openRemoteCache } from '@rezig/project/remote-cache';
