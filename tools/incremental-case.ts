/** One step of an incremental case. The format is described in `test/incremental/README.md`. */
export interface CaseUpdate {
  readonly name: string;
  /** New content by path; null where the file is removed. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Expected lines of errors and notes, if the update is to fail. */
  readonly errors: readonly string[];
  /** What the program is to print, if the update is to succeed; null if that is not said. */
  readonly stdout: string | null;
  /** How many dependers of the program's own files may be analysed; null if that is not said. */
  readonly maxAnalyzed: number | null;
}

/** The updates of a case. Throws an `Error` for a directive that it does not know. */
export function parseCase(text: string): CaseUpdate[] {
  const updates: {
    name: string;
    files: Map<string, string | null>;
    errors: string[];
    stdout: string | null;
    maxAnalyzed: number | null;
  }[] = [];
  let lines: string[] | null = null;
  let path = '';
  const endFile = () => {
    if (lines === null) return;
    while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
    updates[updates.length - 1].files.set(path, `${lines.join('\n')}\n`);
    lines = null;
  };
  for (const line of text.split('\n')) {
    if (!line.startsWith('#')) {
      lines?.push(line);
      continue;
    }
    endFile();
    const equal = line.indexOf('=');
    const value = line.slice(equal + 1);
    const update = updates[updates.length - 1];
    switch (line.slice(1, equal)) {
      case 'doc':
      case 'target':
        break;
      case 'update':
        updates.push({ name: value, files: new Map(), errors: [], stdout: null, maxAnalyzed: null });
        break;
      case 'file':
        path = value;
        lines = [];
        break;
      case 'rm_file':
        update.files.set(value, null);
        break;
      case 'expect_stdout':
        update.stdout = JSON.parse(value) as string;
        break;
      case 'expect_error':
        update.errors.push(value);
        break;
      case 'max_analyzed':
        update.maxAnalyzed = Number(value);
        break;
      default:
        throw new Error(`unknown directive: ${line}`);
    }
  }
  endFile();
  return updates;
}

/** Whether messages are the expected ones: errors in any order, each followed by its own notes; `ignored` stands for any error. */
export function sameErrors(expected: readonly string[], messages: string): boolean {
  const lines = messages.split('\n').filter((line) => /^\S+:\d+:\d+: (error|note): |^error: /.test(line));
  const got = groups(lines);
  const wanted = groups(expected);
  if (wanted.some((group) => group === 'ignored')) return got.length >= wanted.length;
  return got.sort().join('\n') === wanted.sort().join('\n');
}

function groups(lines: readonly string[]): string[] {
  const found: string[] = [];
  for (const line of lines) {
    if (/: note: /.test(line) && found.length > 0) found[found.length - 1] += `\n${line}`;
    else found.push(line);
  }
  return found;
}
