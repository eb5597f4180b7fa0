import { type Item, text, type Words } from './reader.ts';

const captureTags = ['nested', 'instruction', 'instruction_load', 'decl_val', 'decl_ref'];

/** `count` captures of a container; `inst` and `string` make items of the data. */
export function captures(
  words: Words,
  count: number,
  inst: (index: number) => Item,
  string: (offset: number) => Item,
): Item[] {
  const items: Item[] = [];
  for (let i = 0; i < count; i++) {
    const word = words.next();
    const data = word >>> 3;
    const tag = word & 7;
    items.push(text(captureTags[tag] ?? `capture ${tag}`));
    items.push(tag === 0 ? text(String(data)) : tag < 3 ? inst(data) : string(data));
  }
  return items;
}
