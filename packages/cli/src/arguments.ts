/**
 * The official command line has options of one dash and many letters (`-target`, `-femit-bin=`, `-ODebug`). This rewrites them
 * to the form that the argument parser knows. What follows `--` is the program's own and is left alone.
 */
export function normalizeArguments(args: readonly string[]): string[] {
  const normalized: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--') return [...normalized, ...args.slice(i)];
    const optimize = /^-O(.*)$/.exec(arg);
    if (optimize !== null) {
      const mode = optimize[1] !== '' ? optimize[1] : args[++i];
      normalized.push(`--optimize=${mode}`);
    } else if (/^-(target|femit-bin|fno-emit-bin|mcpu)(=|$)/.test(arg)) normalized.push(`-${arg}`);
    else normalized.push(arg);
  }
  return normalized;
}
