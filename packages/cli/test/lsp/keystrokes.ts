import type { Random } from '../../../../tools/random-edit.ts';

/** What a keystroke does to a text: what is from `start` to before `end`, in units of UTF-16, becomes `text`. */
export interface Keystroke {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How many keystrokes of a line that is typed are taken back at most, one by one. */
const MOST_UNDONE = 12;

/** `text` after a keystroke. */
export function typed(text: string, { start, end, text: inserted }: Keystroke): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

/**
 * Keystrokes that take away a line of `text`, letter by letter or at once, and type it again, with what is undone and done again on the way; some lines are cut and pasted
 * elsewhere, and back. In the end the text is as it was. What is done, and where, `random` says.
 */
export function* keystrokes(text: string, random: Random): Generator<Keystroke, void, void> {
  const lines = text.split('\n');
  const line = random.of(lines.flatMap((one, i) => (one.trim() === '' ? [] : [i])));
  const start = lines.slice(0, line).join('\n').length + (line === 0 ? 0 : 1);
  const content = lines[line];
  const letters = Array.from({ length: content.length }, (_, i) => i);
  switch (random.below(4)) {
    case 0: {
      // Cut, pasted at the beginning, cut there, pasted back.
      const cut = `${content}\n`;
      yield { start, end: start + cut.length, text: '' };
      yield { start: 0, end: 0, text: cut };
      yield { start: 0, end: cut.length, text: '' };
      yield { start, end: start, text: cut };
      return;
    }
    case 1:
      yield { start, end: start + content.length, text: '' };
      break;
    default:
      for (const i of letters.toReversed()) yield { start: start + i, end: start + i + 1, text: '' };
  }
  for (const i of letters) {
    yield { start: start + i, end: start + i, text: content[i] };
    if (random.below(40) !== 0) continue;
    const undone = Math.min(i + 1, 1 + random.below(MOST_UNDONE));
    for (let j = i; j > i - undone; j--) yield { start: start + j, end: start + j + 1, text: '' };
    yield { start: start + i + 1 - undone, end: start + i + 1 - undone, text: content.slice(i + 1 - undone, i + 1) };
  }
}
