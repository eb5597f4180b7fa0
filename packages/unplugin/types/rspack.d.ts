import type { RspackPluginInstance } from '@rspack/core';
import type { RezigOptions } from '../src/options.js';

/** The plug-in for Rspack. */
export default function rezig(options?: RezigOptions): RspackPluginInstance;
