import type { Plugin } from 'rolldown';
import type { RezigOptions } from '../src/options.js';

/** The plug-ins for Rolldown. */
export default function rezig(options?: RezigOptions): Plugin[];
