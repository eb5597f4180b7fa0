import { register } from 'node:module';

/* `node --import @rezig/unplugin/register`: from here on `.zig` files can be imported. */

register('./hooks.js', import.meta.url);
