/** How many letters may be others, missing or too many, as a part of the word. */
const MISTAKES = 0.4;

/** The end of a message about `word` that names the candidate that may have been meant: ` (did you mean 'x'?)`. Empty where none is near. */
export function nearMiss(word: string, candidates: Iterable<string>): string {
  const letters = lettersOf(word);
  let best = '';
  let least = Math.floor(letters.length * MISTAKES) + 1;
  for (const candidate of candidates) {
    const mistakes = distance(letters, lettersOf(candidate));
    if (mistakes >= least) continue;
    best = candidate;
    least = mistakes;
  }
  return best === '' ? '' : ` (did you mean '${best}'?)`;
}

/** What of a word has to be nearly right: how many dashes an option begins with, and capitals, are easily wrong. */
function lettersOf(word: string): string {
  return word.replace(/^-+/, '').toLowerCase();
}

/** How many letters have to be changed, left out or put in to come from `from` to `to`: Levenshtein's distance. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let k = 0; k < to.length; k++)
      next.push(Math.min(row[k + 1] + 1, next[k] + 1, row[k] + (from[i] === to[k] ? 0 : 1)));
    row = next;
  }
  return row[to.length];
}
