import type { Plugin } from 'esbuild';
import type { RezigOptions } from '../src/options.js';

/** The plug-in for esbuild. */
export default function rezig(options?: RezigOptions): Plugin;
