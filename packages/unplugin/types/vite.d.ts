import type { Plugin } from 'vite';
import type { RezigOptions } from '../src/options.js';

/** The plug-ins for Vite. */
export default function rezig(options?: RezigOptions): Plugin[];
