import { journalText } from '@rezig/compiler/state';
import type { DebugFormat } from './build-options.ts';
import type { Outcome } from './protocol.ts';

/** What an update did, in words or as one line of JSON. */
export function debugReport({ errorCount, milliseconds, journal }: Outcome, format: DebugFormat): string {
  if (format === 'json') return `${JSON.stringify({ errors: errorCount, milliseconds, ...journal })}\n`;
  return `update: ${milliseconds.toFixed(1)} ms, ${errorCount} errors\n${journalText(journal!)}`;
}
