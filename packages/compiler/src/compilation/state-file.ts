import { checksum, contentHash } from '../util/hash.ts';
import { bytesOfString } from '../util/utf8.ts';

/*
 * The file in which state is kept between processes. In words of 32 bits, in the byte order of the machine:
 *
 * header: magic, format, how many sections, length of the file in bytes, the identity (build, options, library: two words each),
 *   checksum (2) of the words before it and of the table of sections;
 * table of sections: kind, index, where the section starts in the file, its length in bytes, its checksum (2);
 * the sections one after the other, each padded with zeros to a multiple of 8 bytes, which its checksum covers.
 *
 * So every byte of the file is covered by one of the checksums, and nothing is looked at before its checksum was.
 */

const MAGIC = 0x545a_4552;

/** Changes whenever the layout of the file does. What is in the sections may be another thing for each build. */
const FORMAT = 1;

const IDENTITY_AT = 4;
const CHECKSUM_AT = 10;
const HEADER_WORDS = 12;
const SECTION_WORDS = 6;

/** A file has fewer sections than this. */
const MAX_SECTIONS = 1 << 20;

/** What state belongs to: it is of no use to another. */
export interface StateIdentity {
  /** The build of the compiler. */
  readonly build: string;
  /** All options of the compilation. */
  readonly options: string;
  /** The Zig library. */
  readonly library: string;
}

/** A section to be written: its bytes are those of `parts`, one after the other. */
export interface StateSection {
  /** What it is, and which of its kind. */
  readonly kind: number;
  readonly index: number;
  readonly parts: readonly Uint8Array[];
}

/** Where the bytes of a state file come from. */
export interface StateSource {
  /** Of the file, in bytes. */
  readonly length: number;
  /** `length` bytes from `offset` on, at a multiple of 8 in their buffer and not used by anyone else; null if they cannot be read. */
  read(offset: number, length: number): Uint8Array | null;
}

/** A source over `bytes`, which are not changed. */
export function bytesSource(bytes: Uint8Array): StateSource {
  return { length: bytes.length, read: (offset, length) => bytes.slice(offset, offset + length) };
}

/** The bytes of a state file, in parts to be written one after the other. The first sections are those that are read first. */
export function writeStateFile(identity: StateIdentity, sections: readonly StateSection[]): Uint8Array[] {
  return stateFile((head) => writeIdentity(identity, head, IDENTITY_AT), sections);
}

function stateFile(identify: (head: Uint32Array) => void, sections: readonly StateSection[]): Uint8Array[] {
  const head = new Uint32Array(HEADER_WORDS + sections.length * SECTION_WORDS);
  const parts = [bytesOf(head)];
  let offset = padded(head.byteLength);
  if (offset > head.byteLength) parts.push(new Uint8Array(offset - head.byteLength));
  sections.forEach(({ kind, index, parts: content }, i) => {
    const bytes = joined(content);
    const at = HEADER_WORDS + i * SECTION_WORDS;
    head.set([kind, index, offset, content.reduce((length, part) => length + part.length, 0)], at);
    checksum(bytes, head, at + 4);
    parts.push(bytes);
    offset += bytes.length;
  });
  head.set([MAGIC, FORMAT, sections.length, offset]);
  identify(head);
  sumOfHead(head, head, CHECKSUM_AT);
  return parts;
}

/** The header of a file and its table of sections; why they are of no use. */
function checkedHead(source: StateSource): Uint32Array | string {
  const start = wordsOf(source, 0, HEADER_WORDS * 4);
  if (start === null || start[0] !== MAGIC) return 'it is no state file';
  if (start[1] !== FORMAT) return 'it is of another format';
  const count = start[2];
  if (start[3] !== source.length || count > MAX_SECTIONS) return 'it is damaged';
  const head = wordsOf(source, 0, (HEADER_WORDS + count * SECTION_WORDS) * 4);
  if (head === null) return 'it is damaged';
  const sum = new Uint32Array(2);
  sumOfHead(head, sum, 0);
  return sum[0] === head[CHECKSUM_AT] && sum[1] === head[CHECKSUM_AT + 1] ? head : 'it is damaged';
}

/**
 * The state file in `bytes`, of whatever identity, with `change` made to its first section of `kind`. Null where the header or that section is damaged, or there is none.
 */
export function changeSection(
  bytes: Uint8Array,
  kind: number,
  change: (content: Uint8Array) => Uint8Array,
): Uint8Array[] | null {
  const head = checkedHead(bytesSource(bytes));
  if (typeof head === 'string') return null;
  const sections: StateSection[] = [];
  let isChanged = false;
  for (let at = HEADER_WORDS; at < head.length; at += SECTION_WORDS) {
    const [own, index, offset, length, ...sum] = head.subarray(at, at + SECTION_WORDS);
    const content = bytes.slice(offset, offset + padded(length));
    const found = new Uint32Array(2);
    checksum(content, found, 0);
    if (content.length !== padded(length) || found[0] !== sum[0] || found[1] !== sum[1]) return null;
    const isIt: boolean = own === kind && !isChanged;
    isChanged ||= isIt;
    sections.push({
      kind: own,
      index,
      parts: [isIt ? change(content.subarray(0, length)) : content.subarray(0, length)],
    });
  }
  if (!isChanged) return null;
  return stateFile((words) => words.set(head.subarray(IDENTITY_AT, CHECKSUM_AT), IDENTITY_AT), sections);
}

/** A state file whose header is known to be whole. */
export class StateFile {
  readonly #source: StateSource;
  readonly #table: Uint32Array;
  /** By kind and index: place in the table. */
  readonly #places = new Map<string, number>();

  private constructor(source: StateSource, table: Uint32Array) {
    this.#source = source;
    this.#table = table;
    for (let at = 0; at < table.length; at += SECTION_WORDS) this.#places.set(key(table[at], table[at + 1]), at);
  }

  /** Opens a file. Returns why it is of no use where it is damaged, or of another identity. */
  static open(source: StateSource, identity: StateIdentity): StateFile | string {
    const head = checkedHead(source);
    if (typeof head === 'string') return head;
    const own = new Uint32Array(6);
    writeIdentity(identity, own, 0);
    const others = ['another build of the compiler', 'other options', 'another library'];
    for (let i = 0; i < 3; i++) {
      const at = IDENTITY_AT + 2 * i;
      if (head[at] !== own[2 * i] || head[at + 1] !== own[2 * i + 1]) return `it is of ${others[i]}`;
    }
    return new StateFile(source, head.subarray(HEADER_WORDS));
  }

  /** A name for what is in all sections of `kinds`: the same for the same content. */
  contentOf(kinds: readonly number[]): string {
    const words: number[] = [];
    for (let at = 0; at < this.#table.length; at += SECTION_WORDS) {
      const [kind, index, , length, ...sum] = this.#table.subarray(at, at + SECTION_WORDS);
      if (kinds.includes(kind!)) words.push(kind!, index!, length!, ...sum);
    }
    return contentHash(bytesOf(Uint32Array.from(words)));
  }

  /** The bytes of a section, at a multiple of 8 in their buffer and the caller's own; null if there is none or it is damaged. */
  section(kind: number, index = 0): Uint8Array | null {
    const at = this.#places.get(key(kind, index));
    if (at === undefined) return null;
    const [offset, length] = this.#table.subarray(at + 2, at + 4);
    const bytes = this.#source.read(offset, padded(length));
    if (bytes === null || bytes.length !== padded(length)) return null;
    const sum = new Uint32Array(2);
    checksum(bytes, sum, 0);
    return sum[0] === this.#table[at + 4] && sum[1] === this.#table[at + 5] ? bytes.subarray(0, length) : null;
  }
}

function key(kind: number, index: number): string {
  return `${kind} ${index}`;
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

function wordsOf(source: StateSource, offset: number, length: number): Uint32Array | null {
  if (offset + length > source.length) return null;
  const bytes = source.read(offset, length);
  return bytes === null || bytes.length !== length
    ? null
    : new Uint32Array(bytes.buffer, bytes.byteOffset, length >>> 2);
}

/** `parts` one after the other, with zeros behind them up to a multiple of 8 bytes. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(padded(length));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function writeIdentity(identity: StateIdentity, out: Uint32Array, at: number): void {
  checksum(bytesOfString(identity.build), out, at);
  checksum(bytesOfString(identity.options), out, at + 2);
  checksum(bytesOfString(identity.library), out, at + 4);
}

/** The checksum of all of `head` but the place of the checksum. */
function sumOfHead(head: Uint32Array, out: Uint32Array, at: number): void {
  const words = head.slice();
  words.fill(0, CHECKSUM_AT, CHECKSUM_AT + 2);
  checksum(bytesOf(words), out, at);
}
