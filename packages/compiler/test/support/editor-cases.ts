/**
 * A text with marks. A line of the form `//   ^ question: answer` asks about what stands over the caret, in the last line before it that is no mark;
 * `//<^ ...` about its first column. `//# title` begins the next text. `$0` in a text is the cursor: it is taken away, and what is
 * asked by `//$ question: answer` is asked there.
 */
export interface EditorCase {
  readonly title: string;
  readonly text: string;
  readonly expectations: readonly Expectation[];
}

/** A question about byte `at` of a text, and the answer that is expected. `line`: in the file of the tests, from 1. */
export interface Expectation {
  readonly line: number;
  readonly at: number;
  readonly question: string;
  readonly answer: string;
}

const CURSOR = '$0';

/** The texts in the file of tests `content`. */
export function editorCases(content: string): EditorCase[] {
  const cases: EditorCase[] = [];
  const lines = content.split('\n');
  let start = 0;
  while (start < lines.length) {
    if (!lines[start].startsWith('//# ')) {
      start++;
      continue;
    }
    let end = start + 1;
    while (end < lines.length && !lines[end].startsWith('//# ')) end++;
    cases.push(editorCase(lines.slice(start + 1, end), lines[start].slice(4), start + 2));
    start = end;
  }
  return cases;
}

function editorCase(lines: readonly string[], title: string, firstLine: number): EditorCase {
  const kept: string[] = [];
  const expectations: Expectation[] = [];
  const atCursor: Omit<Expectation, 'at'>[] = [];
  let lineStart = 0;
  let length = 0;
  let cursor = -1;
  lines.forEach((line, i) => {
    const mark = /^\/\/( *|<)\^ ([\w ]+): ?(.*)$/.exec(line);
    const asked = /^\/\/\$ ([\w ]+): ?(.*)$/.exec(line);
    if (mark !== null) {
      const at = lineStart + (mark[1] === '<' ? 0 : mark[1].length + 2);
      expectations.push({ line: firstLine + i, at, question: mark[2], answer: mark[3] });
    } else if (asked !== null) atCursor.push({ line: firstLine + i, question: asked[1], answer: asked[2] });
    else {
      const place = line.indexOf(CURSOR);
      const text = place < 0 ? line : line.slice(0, place) + line.slice(place + CURSOR.length);
      if (place >= 0) cursor = length + Buffer.byteLength(line.slice(0, place));
      lineStart = length;
      length += Buffer.byteLength(text) + 1;
      kept.push(text);
    }
  });
  return {
    title,
    text: kept.join('\n'),
    expectations: [...expectations, ...atCursor.map((asked) => ({ ...asked, at: cursor }))],
  };
}
