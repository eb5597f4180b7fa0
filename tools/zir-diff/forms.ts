import { type Item, text, type Words } from './reader.ts';

/* Payloads that have a form of their own, from the payload's first word on. */

export function condbr(words: Words): Item[] {
  const condition = words.ref();
  const thenLength = words.next();
  const elseLength = words.next();
  return [condition, words.body('then', thenLength), words.body('else', elseLength)];
}

export function call(words: Words, isField: boolean): Item[] {
  const flags = words.next();
  const items = [text(`0x${(flags & 31).toString(16)}`), words.ref()];
  if (isField) items.push(words.string());
  const start = words.position;
  const count = flags >>> 5;
  const ends: number[] = [];
  for (let i = 0; i < count; i++) ends.push(words.next());
  let last = count;
  for (const end of ends) {
    words.seek(start + last);
    items.push(words.body('arg', end - last));
    last = end;
  }
  return items;
}

export function structInit(words: Words, isAnonymous: boolean): Item[] {
  words.skip(2);
  const items: Item[] = [];
  const count = words.next();
  for (let i = 0; i < count; i++) items.push(isAnonymous ? words.string() : words.inst(), words.ref());
  return items;
}

export function errorSet(words: Words): Item[] {
  return Array.from({ length: words.next() }, () => words.string());
}

export function param(words: Words): Item[] {
  const name = words.string();
  const type = words.next();
  return [name, text(type >>> 31 !== 0 ? 'generic' : ''), words.body('type', type & 0x7fff_ffff)];
}

/** `bits` is that of the data: flags, then the size in bits 8 and 9. */
export function ptrType(words: Words, bits: number): Item[] {
  const items = [text(`0x${bits.toString(16)}`), words.ref()];
  words.skip(1);
  for (const bit of [8, 16, 32, 64]) if ((bits & bit) !== 0) items.push(words.ref());
  if ((bits & 64) !== 0) items.push(words.ref());
  return items;
}

/** Of `func` and `func_inferred`, up to the function's body, for which `body` stands: it gets what is in the place of its length. */
export function func(
  words: Words,
  block: (words: Words) => Item,
  body: (words: Words, word: number) => Item[],
): Item[] {
  const ret = words.next();
  const paramBlock = block(words);
  const word = words.next();
  const items = [paramBlock, text(ret >>> 31 !== 0 ? 'generic' : '')];
  const length = ret & 0x7fff_ffff;
  if (length === 1) items.push(words.ref());
  else items.push(words.body('ret', length));
  return [...items, ...body(words, word)];
}

export function funcFancy(
  words: Words,
  block: (words: Words) => Item,
  body: (words: Words, word: number) => Item[],
): Item[] {
  const paramBlock = block(words);
  const word = words.next();
  const bits = words.next();
  const items = [paramBlock, text(`0x${bits.toString(16)}`)];
  if ((bits & 16) !== 0) items.push(words.body('callconv', words.next()));
  else if ((bits & 8) !== 0) items.push(words.ref());
  if ((bits & 64) !== 0) items.push(words.body('ret', words.next()));
  else if ((bits & 32) !== 0) items.push(words.ref());
  if ((bits & 128) !== 0) items.push(words.hex());
  return [...items, ...body(words, word)];
}

const itemKinds = ['enum_literal', 'error_value', 'body', 'under'];
const captures = ['', 'by_val', 'by_ref', 'capture 3'];

interface Prong {
  readonly title: string;
  readonly length: number;
}

function prong(word: number, third: string): Prong {
  let title = captures[(word >>> 27) & 3];
  if (((word >>> 29) & 1) !== 0) title += ' inline';
  if (((word >>> 30) & 1) !== 0) title += ' tag';
  if (word >>> 31 !== 0) title += ` ${third}`;
  return { title, length: word & 0x7ff_ffff };
}

export function switchBlock(words: Words, isErrorUnion: boolean, itemName: (word: number) => Item): Item[] {
  const items = [words.ref()];
  const bits = words.next();
  items.push(text(`0x${(bits & 255).toString(16)}`));
  const scalars = bits >>> 8;
  const multis = (bits & 1) !== 0 ? words.next() : 0;
  if ((bits & 64) !== 0) items.push(words.inst());
  if ((bits & 128) !== 0) items.push(words.inst());
  let nonError: number | null = null;
  if (isErrorUnion) {
    items.push(words.place());
    nonError = words.next();
  }
  const otherwise = (bits & 4) !== 0 ? prong(words.next(), 'simple_noreturn') : null;
  const prongs = Array.from({ length: scalars + multis }, () => prong(words.next(), 'comptime_unreach'));
  const itemCounts = Array.from({ length: multis }, () => words.next());
  const rangeCounts = Array.from({ length: multis }, () => ((bits & 2) !== 0 ? words.next() : 0));
  const infos: number[][] = [];
  for (let i = 0; i < scalars; i++) infos.push([words.next()]);
  for (let i = 0; i < multis; i++) {
    infos.push(Array.from({ length: itemCounts[i] + 2 * rangeCounts[i] }, () => words.next()));
  }
  if (nonError !== null) {
    items.push(text(`non_error ${captures[(nonError >>> 29) & 3]} ${nonError >>> 31}`));
    items.push(words.body('non_error', nonError & 0x1fff_ffff));
  }
  if (otherwise !== null) items.push(text(`else ${otherwise.title}`), words.body('else', otherwise.length));
  prongs.forEach(({ title, length }, index) => {
    const ranges = index < scalars ? 0 : rangeCounts[index - scalars];
    items.push(text(`case ${title} ranges ${ranges}`), words.body('prong', length));
    for (const info of infos[index]) {
      const kind = itemKinds[info & 3];
      if (kind === 'body') items.push(words.body('item', info >>> 2));
      else items.push(text(kind), kind === 'under' ? text('') : itemName(info >>> 2));
    }
  });
  return items;
}

/** What the header of a container chunk says, or the official instruction: the flags without those for lengths. */
export interface ContainerForm {
  readonly kind: 'struct' | 'enum' | 'union' | 'opaque';
  readonly small: number;
  readonly fieldsLen: number;
  readonly argLength: number;
}

/** From the field names on. */
export function containerFields(words: Words, { kind, small, fieldsLen, argLength }: ContainerForm): Item[] {
  if (kind === 'opaque') return [];
  const items: Item[] = [];
  const column = (present: boolean): number[] => Array.from({ length: fieldsLen }, () => (present ? words.next() : 0));
  const names = Array.from({ length: fieldsLen }, () => words.string());
  const types = kind === 'enum' ? [] : column(true);
  const aligns = column(kind !== 'enum' && (small & (1 << 8)) !== 0);
  const values = column((small & valuesBit(kind)) !== 0);
  const comptimeBits: number[] = [];
  if (kind === 'struct' && (small & (1 << 10)) !== 0) {
    for (let i = 0; i < fieldsLen; i += 32) comptimeBits.push(words.next());
  }
  if (argLength > 0) items.push(words.body('arg', argLength));
  names.forEach((name, i) => {
    const isComptime = comptimeBits.length > 0 && ((comptimeBits[i >> 5] >>> (i & 31)) & 1) !== 0;
    items.push(text(isComptime ? 'comptime field' : 'field'), name);
    if (kind !== 'enum') items.push(words.body('type', types[i]), words.body('align', aligns[i]));
    items.push(words.body('value', values[i]));
  });
  return items;
}

function valuesBit(kind: 'struct' | 'enum' | 'union'): number {
  return kind === 'enum' ? 1 << 7 : 1 << 9;
}
