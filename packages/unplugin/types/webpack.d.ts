import type { WebpackPluginInstance } from 'webpack';
import type { RezigOptions } from '../src/options.js';

/** The plug-in for webpack. */
export default function rezig(options?: RezigOptions): WebpackPluginInstance;
