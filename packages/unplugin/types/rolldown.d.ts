import type { Plugin } from 'rolldown';
import type { RezigOptions } from '../src/options.js';

/** The plug-in for Rolldown. */
export default function rezig(options?: RezigOptions): Plugin;
