const MESSAGE = /^\s*(?:(\S+?):(\d+:\d+): )?((?:error|note): .*)$/;

/**
 * The messages in what a compiler prints, one a line: place and text, errors and notes in order; then what the program logged. Without source lines and
 * references. Paths of the library are shortened to `std/...`; numbers of types without a name, which the language does not promise, are left out.
 */
export function messagesOf(printed: string): string {
  const lines = printed.split(/\r?\n/);
  const found: string[] = [];
  const log = lines.indexOf('Compile Log Output:');
  for (const line of log < 0 ? lines : lines.slice(0, log)) {
    const match = MESSAGE.exec(line);
    if (match === null) continue;
    const place = match[1]?.replace(/^.*[\\/](?=std[\\/])/, '').replace(/^\.[\\/]/, '');
    found.push(place === undefined ? match[3] : `${place}:${match[2]}: ${match[3]}`);
  }
  if (log >= 0) {
    const end = lines.indexOf('', log);
    found.push(...lines.slice(log, end < 0 ? lines.length : end));
  }
  return found.map((line) => line.replace(/__(struct|union|enum|opaque|anon)_\d+/g, '__$1_N')).join('\n');
}
