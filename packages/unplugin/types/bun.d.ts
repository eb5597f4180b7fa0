import type { BunPlugin } from 'bun';
import type { RezigOptions } from '../src/options.js';

/** The plug-in for Bun. */
export default function rezig(options?: RezigOptions): BunPlugin;
