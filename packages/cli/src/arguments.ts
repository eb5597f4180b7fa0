/** Options that the official command line writes with one dash. Each takes its value after `=`, if it has one. */
const ONE_DASH = /^-(femit-bin|fno-emit-bin|fno-entry|rdynamic|freference-trace)(=|$)/;

/** The user's own arguments and, apart from them, those after `--`, which are the program's. */
export interface SplitArguments {
  /** In the form that the argument parser knows: long options have two dashes. */
  readonly own: readonly string[];
  readonly program: readonly string[];
}

/**
 * The official command line has options of one dash and many letters (`-target x`, `-femit-bin=x`, `-OReleaseSafe`). This rewrites
 * them to the form that the argument parser knows, and sets apart what follows `--`.
 */
export function splitArguments(args: readonly string[]): SplitArguments {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const rewritten: string[] = [];
  for (let i = 0; i < own.length; i++) {
    const arg = own[i];
    if (arg === '-target' || arg === '-O') {
      rewritten.push(arg === '-O' ? '--optimize' : '--target');
      if (i + 1 < own.length) rewritten.push(own[++i]);
    } else if (arg.startsWith('-O')) rewritten.push(`--optimize=${arg.slice(2)}`);
    // Without a path it asks for what is done anyway.
    else if (arg === '-femit-bin') continue;
    // Where the value is left out, what follows is none.
    else if (arg === '-freference-trace') rewritten.push('--freference-trace=all');
    else if (arg === '--debug-incremental') rewritten.push('--debug-incremental=text');
    else if (arg === '-fno-reference-trace') rewritten.push('--freference-trace=0');
    else if (ONE_DASH.test(arg)) rewritten.push(`-${arg}`);
    else rewritten.push(arg);
  }
  return { own: rewritten, program: end < 0 ? [] : args.slice(end + 1) };
}

/** The official spelling of an option that the argument parser knows as `flags`, for help. */
export function officialFlags(flags: string): string {
  if (flags.startsWith('-O')) return '-O <mode>';
  return flags.replace(/^--(target|fno-|freference-|rdynamic)/, '-$1').replace(/^--femit-bin /, '-femit-bin=');
}
