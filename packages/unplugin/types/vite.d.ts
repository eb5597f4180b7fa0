import type { Plugin } from 'vite';
import type { RezigOptions } from '../src/options.js';

/** The plug-in for Vite. */
export default function rezig(options?: RezigOptions): Plugin;
