/** One step of an incremental case. The format is described in `test/incremental/README.md`. */
export interface CaseUpdate {
  readonly name: string;
  /** New content by path; null where the file is removed. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Expected lines of errors and notes, if the update is to fail. */
  readonly errors: readonly string[];
  /** Expected lines of what `@compileLog` shows, if the update is to fail. */
  readonly log: readonly string[];
  /** What the program is to print, if the update is to succeed; null if that is not said. */
  readonly stdout: string | null;
  /** How many dependers of the program's own files may be analysed; null if that is not said. */
  readonly maxAnalyzed: number | null;
}

/** An incremental case: modules that the root can import, files by name, and the updates. */
export interface Case {
  readonly modules: ReadonlyMap<string, string>;
  /** The root file: `main.zig` if there is one, else the first. */
  readonly root: string;
  readonly updates: readonly CaseUpdate[];
}

/**
 * Reads a case. `isRelease`: what is expected is that of release modes, where it is another. Throws an `Error` for a directive that it does not know.
 */
export function parseCase(text: string, isRelease = false): Case {
  const modules = new Map<string, string>();
  const updates: {
    name: string;
    files: Map<string, string | null>;
    errors: string[];
    log: string[];
    stdout: string | null;
    maxAnalyzed: number | null;
  }[] = [];
  let lines: string[] | null = null;
  let path = '';
  /** Whether the log of the update so far is that of Debug, and another one is wanted. */
  let isOtherLog = false;
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
        isOtherLog = false;
        updates.push({ name: value, files: new Map(), errors: [], log: [], stdout: null, maxAnalyzed: null });
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
      case 'expect_compile_log':
        if (!isOtherLog) update.log.push(value);
        break;
      case 'release_stdout':
        if (isRelease) update.stdout = JSON.parse(value) as string;
        break;
      case 'release_compile_log':
        if (!isRelease) break;
        if (!isOtherLog) update.log.length = 0;
        isOtherLog = true;
        update.log.push(value);
        break;
      case 'module': {
        const at = value.indexOf('=');
        modules.set(value.slice(0, at), value.slice(at + 1));
        break;
      }
      case 'max_analyzed':
        update.maxAnalyzed = Number(value);
        break;
      default:
        throw new Error(`unknown directive: ${line}`);
    }
  }
  endFile();
  const names = [...updates[0].files.keys()];
  return { modules, root: names.includes('main.zig') ? 'main.zig' : names[0], updates };
}

/** Whether messages are the expected ones: errors in any order, each followed by its own notes; `ignored` stands for any error. */
export function sameErrors(expected: readonly string[], messages: string): boolean {
  const lines = messages
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => /^(?:\S+:\d+:\d+: )?(?:error|note): /.test(line))
    .map((line) => line.replace(/^(?=error: |note: )/, ':'));
  if (expected.includes('ignored')) return lines.length > 0;
  return groups(lines) === groups(expected);
}

/** Errors with their notes, in an order of their own. A line without a place begins with a colon. */
function groups(lines: readonly string[]): string {
  return lines
    .join('\n')
    .split(/\n(?=(?:\S+:\d+:\d+: |:)error: )/)
    .sort()
    .join('\n');
}
