import { TokenTag } from '../packages/compiler/src/syntax/token.ts';
import { tokenEnd, tokenize } from '../packages/compiler/src/syntax/tokenizer.ts';

/** Pseudo-random numbers (xorshift): the same seed gives the same ones. */
export class Random {
  #state: number;

  /** `seed`: any integer; 0 counts as 1. */
  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  /** An integer from 0 up to but not including `end`; `end` is at least 1. */
  below(end: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state % end;
  }

  /** One of `items`, of which there is at least one. */
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}

interface Token {
  readonly tag: TokenTag;
  readonly start: number;
  readonly end: number;
}

/** The tokens of `text`, of which each character is a byte. */
export function tokensOf(text: string): Token[] {
  const bytes = Buffer.from(text, 'latin1');
  const { tags, starts } = tokenize(bytes);
  const tokens: Token[] = [];
  for (let i = 0; i < starts.length - 1; i++) {
    tokens.push({ tag: tags[i], start: starts[i], end: tokenEnd(bytes, starts[i]) });
  }
  return tokens;
}

const LITERALS = [
  '0',
  '1',
  '2',
  '7',
  '255',
  '256',
  '1000000',
  '0x10',
  '-1',
  '1.5',
  '"text"',
  "'a'",
  'true',
  'null',
  'undefined',
  '{}',
];
/** `NAME` stands for an identifier of the text. */
const INSERTED_LINES = [
  '',
  '// a comment',
  '    const unused_name = 1;',
  'fn another() void {}',
  'test { _ = 1; }',
  'comptime {}',
  'comptime { _ = NAME; }',
  'comptime { _ = &NAME; }',
  'pub const NAME = NAME;',
  'export fn exported() void {}',
  'comptime { @export(&NAME, .{ .name = "NAME" }); }',
  'comptime { if (@hasDecl(@This(), "NAME")) @compileError("NAME is here"); }',
  'comptime { for (@typeInfo(@This()).@"struct".decls) |decl| @compileLog(decl.name); }',
  'comptime { @compileLog(@typeName(@TypeOf(NAME))); }',
  'comptime { @compileLog(@src().line, @sizeOf(NAME), @alignOf(NAME)); }',
  'comptime { @compileLog(@typeName(NAME)); }',
  'comptime { @compileLog(NAME); }',
  'comptime { @compileLog(@import("NAME.zon")); }',
  'comptime { @compileLog(@embedFile("NAME.zig").len); }',
  'const NAME = @import("NAME.zig");',
  'const NAME = @Struct(.auto, null, &.{"NAME"}, &.{NAME}, &.{.{}});',
  'const NAME = @Enum(u8, .exhaustive, &.{ "NAME", "other" }, &.{ 0, 1 });',
  'const NAME = struct { NAME: NAME, other: *NAME = undefined };',
  'const NAME = packed struct(u8) { NAME: NAME };',
  'var NAME: NAME = undefined;',
  'var NAME: NAME align(@alignOf(NAME)) = undefined;',
  '    _ = NAME;',
  '    _ = &NAME;',
  '    _ = @This().NAME;',
  '    try NAME();',
  '    NAME: u32 = 1,',
  '    NAME: NAME,',
  '    NAME: NAME = NAME,',
  '    NAME,',
  '    return error.NAME;',
];

/** Each kind of edit, as often as it is to be made. Each returns null where the text has nothing to make it on. */
const EDITS: readonly ((random: Random, text: string, tokens: readonly Token[]) => string | null)[] = [
  // Delete, double or swap tokens: mostly errors of syntax.
  (random, text, tokens) => replace(text, random.of(tokens), ''),
  (random, text, tokens) => {
    const token = random.of(tokens);
    return replace(text, token, `${slice(text, token)} ${slice(text, token)}`);
  },
  (random, text, tokens) => {
    const at = random.below(tokens.length - 1);
    const [one, two] = [tokens[at], tokens[at + 1]];
    return `${text.slice(0, one.start)}${slice(text, two)} ${slice(text, one)}${text.slice(two.end)}`;
  },
  // One identifier for another, once or everywhere.
  renameOnce,
  renameOnce,
  renameOnce,
  renameAll,
  renameAll,
  // Another literal, another operator.
  changeLiteral,
  changeLiteral,
  changeLiteral,
  changeLiteral,
  (random, text, tokens) => {
    const operators = tokens.filter((token) => OPERATORS.includes(slice(text, token)));
    return operators.length === 0 ? null : replace(text, random.of(operators), random.of(OPERATORS));
  },
  (random, text, tokens) => {
    const types = tokens.filter((token) => TYPES.includes(slice(text, token)));
    return types.length === 0 ? null : replace(text, random.of(types), random.of(TYPES));
  },
  // Lines deleted, doubled, swapped, put in.
  (random, text) => {
    const lines = text.split('\n');
    lines.splice(random.below(lines.length), 1);
    return lines.join('\n');
  },
  (random, text) => {
    const lines = text.split('\n');
    const at = random.below(lines.length);
    lines.splice(at, 0, lines[at]);
    return lines.join('\n');
  },
  (random, text) => {
    const lines = text.split('\n');
    const [one, two] = [random.below(lines.length), random.below(lines.length)];
    [lines[one], lines[two]] = [lines[two], lines[one]];
    return lines.join('\n');
  },
  insertLine,
  insertLine,
  // Whole members moved or dropped: blank lines part them.
  moveMember,
  moveMember,
  dropMember,
  // How a declaration is declared.
  flip('pub ', ''),
  flip('', 'pub '),
  flip('const ', 'var '),
  flip('var ', 'const '),
  flip('fn ', 'export fn '),
  flip('fn ', 'inline fn '),
  flip('inline ', ''),
  flip('export ', ''),
  flip('comptime ', ''),
  flip('struct {', 'union(enum) {'),
  flip('struct {', 'extern struct {'),
  flip('struct {', 'packed struct {'),
  flip('packed struct {', 'packed struct(u32) {'),
  flip('packed ', ''),
  flip('extern ', ''),
  flip('union(enum) {', 'struct {'),
  flip('enum {', 'enum(u8) {'),
  flip('*', ''),
  flip('struct {', 'opaque {'),
  flip(' !', ' anyerror!'),
  flip('anyerror!', '!'),
];

const OPERATORS = [
  '+',
  '-',
  '*',
  '<',
  '>',
  '==',
  '!=',
  '+%',
  '|',
  '&',
  '+=',
  '-=',
  '=',
  '.',
  '..',
  'orelse',
  'catch',
  'and',
  'or',
];
const TYPES = [
  'u8',
  'u16',
  'u32',
  'u64',
  'i8',
  'i32',
  'usize',
  'bool',
  'void',
  'comptime_int',
  'anytype',
  'type',
  'f64',
];

/**
 * `text` with one edit such as people and accidents make. Text of one byte a character: Zig source read as latin1. What is left may or may
 * not be Zig; the same text if there was nothing to edit.
 */
export function randomEdit(random: Random, text: string): string {
  const tokens = tokensOf(text);
  if (tokens.length < 2) return insertLine(random, text);
  while (true) {
    const edited = random.of(EDITS)(random, text, tokens);
    if (edited !== null) return edited;
  }
}

function slice(text: string, token: Token): string {
  return text.slice(token.start, token.end);
}

function replace(text: string, token: Token, by: string): string {
  return text.slice(0, token.start) + by + text.slice(token.end);
}

function renameOnce(random: Random, text: string, tokens: readonly Token[]): string | null {
  const names = tokens.filter((token) => token.tag === TokenTag.identifier);
  return names.length === 0 ? null : replace(text, random.of(names), slice(text, random.of(names)));
}

function renameAll(random: Random, text: string, tokens: readonly Token[]): string | null {
  const names = tokens.filter((token) => token.tag === TokenTag.identifier);
  if (names.length === 0) return null;
  const from = slice(text, random.of(names));
  const to = random.below(2) === 0 ? `${from}_${random.below(3)}` : slice(text, random.of(names));
  let edited = '';
  let at = 0;
  for (const token of names) {
    if (slice(text, token) !== from) continue;
    edited += text.slice(at, token.start) + to;
    at = token.end;
  }
  return edited + text.slice(at);
}

function changeLiteral(random: Random, text: string, tokens: readonly Token[]): string | null {
  const kinds = [TokenTag.number_literal, TokenTag.string_literal, TokenTag.char_literal];
  const literals = tokens.filter((token) => kinds.includes(token.tag));
  return literals.length === 0 ? null : replace(text, random.of(literals), random.of(LITERALS));
}

function insertLine(random: Random, text: string): string {
  const lines = text.split('\n');
  const names = tokensOf(text).filter((token) => token.tag === TokenTag.identifier);
  const line = random
    .of(INSERTED_LINES)
    .replaceAll('NAME', () => (names.length === 0 ? 'name' : slice(text, random.of(names))));
  lines.splice(random.below(lines.length + 1), 0, line);
  return lines.join('\n');
}

/** Puts `to` in the place of one of the occurrences of `from`; of the empty text, before one of the declarations. */
function flip(from: string, to: string): (random: Random, text: string) => string | null {
  return (random, text) => {
    const wanted = from === '' ? /\b(?=(?:const|var|fn) )/g : new RegExp(`(?<![\\w"])${quoted(from)}`, 'g');
    const places = [...text.matchAll(wanted)].map((match) => match.index);
    if (places.length === 0) return null;
    const at = random.of(places);
    return text.slice(0, at) + to + text.slice(at + from.length);
  };
}

function quoted(text: string): string {
  return text.replace(/[(){}.!*]/g, '\\$&');
}

function dropMember(random: Random, text: string): string {
  const members = text.split('\n\n');
  members.splice(random.below(members.length), 1);
  return members.join('\n\n');
}

/** `text` with a member or line of `other` put in somewhere. */
export function transplant(random: Random, text: string, other: string): string {
  const separator = random.of(['\n\n', '\n']);
  const places = text.split(separator);
  places.splice(random.below(places.length + 1), 0, random.of(other.split(separator)));
  return places.join(separator);
}

function moveMember(random: Random, text: string): string {
  const members = text.split('\n\n');
  const [moved] = members.splice(random.below(members.length), 1);
  members.splice(random.below(members.length + 1), 0, moved);
  return members.join('\n\n');
}

/** How many lines are typed at most. */
const TYPED_LINES = 5;

/** The texts that there are while some lines of `text` are typed: at first without them, at last all of it. */
export function typedTexts(random: Random, text: string): string[] {
  const lines = text.split('\n');
  const first = random.below(lines.length);
  const typed = lines.slice(first, first + 1 + random.below(TYPED_LINES)).join('\n');
  const start = lines.slice(0, first).join('\n').length + (first > 0 ? 1 : 0);
  const rest = text.slice(start + typed.length);
  const byCharacter = Array.from({ length: typed.length }, (_, i) => i);
  const ends = random.below(4) === 0 ? byCharacter : [0, ...tokensOf(typed).map((token) => token.end)];
  return [...ends, typed.length].map((end) => text.slice(0, start) + typed.slice(0, end) + rest);
}
