import type { TrackedIndex } from '../intern/ids.ts';
import type { LinkedFunction, LinkInput } from './input.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A signed number as a source map has it: base 64, five bits a digit, sign last. */
function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += BASE64[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}

/**
 * The source map (version 3) of a linked module, as JSON. WebAssembly has one "line", whose columns are byte offsets in the
 * module.
 */
export function makeSourceMap(input: LinkInput, functions: readonly LinkedFunction[]): string {
  const sources: string[] = [];
  const sourceNumbers = new Map<string, number>();
  const segments: string[] = [];
  const last = { offset: 0, source: 0, line: 0, column: 0 };
  for (const { lines, offset } of functions) {
    for (let i = 0; i < lines.length; i += 3) {
      const position = input.position(lines[i + 2] as TrackedIndex, lines[i + 1]);
      if (position === null) continue;
      let source = sourceNumbers.get(position.path);
      if (source === undefined) {
        source = sources.push(position.path) - 1;
        sourceNumbers.set(position.path, source);
      }
      const at = offset + lines[i];
      segments.push(
        vlq(at - last.offset) +
          vlq(source - last.source) +
          vlq(position.line - last.line) +
          vlq(position.column - last.column),
      );
      last.offset = at;
      last.source = source;
      last.line = position.line;
      last.column = position.column;
    }
  }
  return JSON.stringify({ version: 3, sources, names: [], mappings: segments.join() });
}
