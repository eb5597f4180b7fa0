import type { FunctionCode } from '../codegen/generate.ts';
import { type Relocations, RelocKind } from '../codegen/relocation.ts';
import { ByteWriter, patchSleb } from '../codegen/wasm.ts';
import type { Index } from '../intern/ids.ts';
import { type Entries, NUMBER_SIZE, replaceEntries } from './entries.ts';
import type { ByteRange } from './input.ts';
import { codeStart, entryOf } from './module.ts';
import { returnPlace } from './return-places.ts';

/** A linked module of which no more is known than where the code of its functions stands. */
export interface KnownModule {
  /** The module. What is behind it is room to grow. */
  readonly out: ByteWriter;
  readonly isPadded: boolean;
  /** By number of a function: the pool's; NO_INDEX for one that the compiler made, and where no function has the number. */
  readonly functions: Uint32Array;
  /** As in `Linked`. */
  readonly code: Entries;
}

/** A function of a known module that may have other code now. */
export interface RecodedFunction {
  readonly func: Index;
  /** What its code in the module was made of. */
  readonly before: FunctionCode;
  /** Null where it has none any more. */
  readonly now: FunctionCode | null;
}

/**
 * Writes functions that are others now into a module, and returns the bytes of it that are others by that. That is possible where each refers to what it
 * referred to, in the order in which it came to it first, so that a link would have everything in the places where it is: they are read where the code had
 * them. All but the functions must be as it was. Null, with the module as it was, where it is not possible.
 */
export function recodeModule(module: KnownModule, functions: readonly RecodedFunction[]): ByteRange[] | null {
  const codes = new Map<number, Uint8Array>();
  for (const { func, before, now } of functions) {
    const number = module.functions.indexOf(func);
    // The module has no use for it, and has none now.
    if (number < 0) continue;
    if (now === null || !hasSameType(before, now) || targetsOf(before) !== targetsOf(now)) return null;
    const code = relocated(module, number, before, now);
    if (code === null) return null;
    codes.set(number, code);
  }
  const numbers = [...codes.keys()].sort((a, b) => a - b);
  const entries = numbers.map((number) => entryOf(codes.get(number)!, module.isPadded));
  const written: ByteRange[] = [];
  replaceEntries(module.out, module.code, numbers, entries, written);
  return written;
}

function hasSameType(a: FunctionCode, b: FunctionCode): boolean {
  return a.params.join() === b.params.join() && a.results.join() === b.results.join();
}

/** What code refers to beside itself, each thing once, in the order in which it refers to it first. */
function targetsOf({ relocs }: FunctionCode): string {
  const { kind, target, detail } = relocs;
  const found = new Set<string>();
  for (let i = 0; i < relocs.length; i++)
    if (kind.data[i] !== RelocKind.returnPlace) found.add(`${kind.data[i]} ${target.data[i]} ${detail.data[i]}`);
  return [...found].join();
}

/** The code of `now` with its relocations, as those of `before` are in the module; null where they have not all that is needed. */
function relocated(module: KnownModule, number: number, before: FunctionCode, now: FunctionCode): Uint8Array | null {
  const { bytes } = module.out;
  const start = codeStart(module.out, module.code.starts, number);
  const places = new Map<string, number>();
  for (let i = 0; i < before.relocs.length; i++)
    places.set(valueKey(before.relocs, i), start + before.relocs.offset.data[i]);
  const code = now.code.slice();
  const { kind, offset, target } = now.relocs;
  for (let i = 0; i < now.relocs.length; i++) {
    if (kind.data[i] === RelocKind.returnPlace) {
      patchSleb(code, offset.data[i], returnPlace(number, target.data[i]));
      continue;
    }
    const at = places.get(valueKey(now.relocs, i));
    if (at === undefined) return null;
    code.set(bytes.subarray(at, at + NUMBER_SIZE), offset.data[i]);
  }
  return code;
}

/** Relocations of the same key write the same value. */
function valueKey({ kind, target, addend }: Relocations, i: number): string {
  return `${kind.data[i]} ${target.data[i]} ${addend.data[i]}`;
}

const HEADER_WORDS = 3;

/** What is known of a module, without its bytes, for `readKnownModule`. */
export function writeKnownModule({ isPadded, functions, code }: KnownModule): Uint8Array {
  const [{ at, value }] = code.sizes;
  const words = new Uint32Array(HEADER_WORDS + functions.length + code.starts.length);
  words.set([isPadded ? 1 : 0, at, value]);
  words.set(functions, HEADER_WORDS);
  words.set(code.starts, HEADER_WORDS + functions.length);
  return new Uint8Array(words.buffer);
}

/** What `writeKnownModule` wrote, which starts at a multiple of 4 in its buffer, with the bytes of the module. Both are kept, and written to. */
export function readKnownModule(known: Uint8Array, module: Uint8Array): KnownModule {
  const words = new Uint32Array(known.buffer, known.byteOffset, known.length >>> 2);
  const [isPadded, at, value] = words;
  // There is a start more than there are functions.
  const startsAt = HEADER_WORDS + ((words.length - HEADER_WORDS - 1) >>> 1);
  const out = new ByteWriter(0);
  out.bytes = module;
  out.length = module.length;
  const code = { starts: words.subarray(startsAt), sizes: [{ at, value }] };
  return { out, isPadded: isPadded !== 0, functions: words.subarray(HEADER_WORDS, startsAt), code };
}
