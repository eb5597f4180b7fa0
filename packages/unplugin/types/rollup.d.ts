import type { Plugin } from 'rollup';
import type { RezigOptions } from '../src/options.js';

/** The plug-ins for Rollup. */
export default function rezig(options?: RezigOptions): Plugin[];
