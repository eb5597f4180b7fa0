import { TokenTag } from './token.ts';

/*
 * An open-addressed table of the keywords. A slot holds the tag of a keyword, or 0 (`invalid`, which is no keyword).
 * The text of a keyword is in `texts` at 16 bytes per slot; no keyword is longer than `threadlocal`.
 */
const SLOT_COUNT = 256;
const STRIDE = 16;
const MIN_LENGTH = 2;
const MAX_LENGTH = 11;
const tags = new Uint8Array(SLOT_COUNT);
const lengths = new Uint8Array(SLOT_COUNT);
const texts = new Uint8Array(SLOT_COUNT * STRIDE);

for (let tag = TokenTag.keyword_addrspace; tag <= TokenTag.keyword_while; tag++) {
  const text = new TextEncoder().encode(TokenTag[tag].slice('keyword_'.length));
  let slot = slotOf(text[0], text[1], text[text.length - 1], text.length);
  while (tags[slot] !== 0) slot = (slot + 1) % SLOT_COUNT;
  tags[slot] = tag;
  lengths[slot] = text.length;
  texts.set(text, slot * STRIDE);
}

function slotOf(first: number, second: number, last: number, length: number): number {
  return (Math.imul(first, 5) + Math.imul(second, 23) + Math.imul(last, 11) + Math.imul(length, 37)) & (SLOT_COUNT - 1);
}

/** The tag of the keyword that `source[start..end]` spells, or `identifier` if it is none. */
export function keywordOrIdentifier(source: Uint8Array, start: number, end: number): TokenTag {
  const length = end - start;
  if (length < MIN_LENGTH || length > MAX_LENGTH) return TokenTag.identifier;
  let slot = slotOf(source[start], source[start + 1], source[end - 1], length);
  probe: for (; tags[slot] !== 0; slot = (slot + 1) & (SLOT_COUNT - 1)) {
    if (lengths[slot] !== length) continue;
    const base = slot * STRIDE;
    for (let i = 0; i < length; i++) {
      if (texts[base + i] !== source[start + i]) continue probe;
    }
    return tags[slot];
  }
  return TokenTag.identifier;
}
