/** When messages have colours, source lines and carets. */
export type Color = 'auto' | 'on' | 'off';

/** Whether messages to standard error have colours now: `auto` means on a terminal, unless the environment has NO_COLOR. */
export function useColor(color: Color): boolean {
  return color === 'on' || (color === 'auto' && process.stderr.isTTY === true && process.env.NO_COLOR === undefined);
}
