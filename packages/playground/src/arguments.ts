/** The arguments in a line: words, or what is between quotes. */
export function argumentsIn(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, word]) => double ?? single ?? word);
}
