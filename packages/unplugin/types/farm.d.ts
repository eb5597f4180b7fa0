import type { JsPlugin } from '@farmfe/core';
import type { RezigOptions } from '../src/options.js';

/** The plug-in for Farm. */
export default function rezig(options?: RezigOptions): JsPlugin;
