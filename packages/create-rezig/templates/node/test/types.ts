import { type Entry, frequentWords } from '../dist/index.js';

/** What users of the library see: `tsc` checks it. */
const entries: Entry[] = frequentWords('a b a', 2);
export const first: string = entries[0].word;
