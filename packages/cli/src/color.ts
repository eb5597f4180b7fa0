import { fstatSync } from 'node:fs';

/** The file that is standard error. */
export const STDERR = 2;

/** When messages have colours, source lines and carets. */
export type Color = 'auto' | 'on' | 'off';

/**
 * Whether messages to standard error have colours now. `auto` means on a terminal, unless the environment has NO_COLOR, or FORCE_COLOR or CLICOLOR_FORCE, which
 * are for colours unless they are 0. An empty variable is none.
 */
export function useColor(color: Color): boolean {
  if (color !== 'auto') return color === 'on';
  const { NO_COLOR, FORCE_COLOR = process.env.CLICOLOR_FORCE } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  // To make the stream takes longer than to see that it is no terminal.
  return fstatSync(STDERR).isCharacterDevice() && process.stderr.isTTY === true;
}
