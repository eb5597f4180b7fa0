import { TokenTag } from '../../packages/compiler/src/syntax/token.ts';
import { tokenEnd, tokenize } from '../../packages/compiler/src/syntax/tokenizer.ts';
import type { Tokens } from '../../packages/compiler/src/syntax/tree.ts';
import type { Random } from './random.ts';

/** What is put in the place of tokens. */
const snippets =
  `( ) [ ] { } ; , : . .. ... .* .? = == => -> | || & * ** + ++ +% +| - -= / % ^ ~ ! != ? < <= << > >> @ @as @import # $ \\\\ " '
  a _ @"a" "s" 'c' '\\u{1f600}' "\\x4" 0 1 0x1g 1.5 1e 0b12 1_ 99999999999999999999 u8 i65536 u65536 type anytype void noreturn
  and or orelse catch try if else while for switch return break continue defer errdefer comptime inline noinline const var fn pub test
  struct enum union opaque packed extern export error volatile align allowzero linksection callconv threadlocal usingnamespace asm _=>
  async await suspend resume nosuspend unreachable undefined null true false anyframe addrspace break:a continue:a a: |x| |*x| |_|
  /// //! // .{} .{a} .{.a=1} [_]u8 [*]u8 [*:0]u8 [*c]u8 *u8 ?u8 !u8 error{A} @intCast(a) @field(a,"b") {} {}; _=a; a=1;`
    .split(/\s+/)
    .filter((text) => text !== '');

const encoder = new TextEncoder();

/** Bytes that are not read as others where they stand in a string, a comment, between tokens or in the middle of a character. */
const oddBytes = [0x00, 0x01, 0x09, 0x0a, 0x0d, 0x1f, 0x7f, 0x80, 0xc3, 0xef, 0xff, 0x22, 0x24, 0x27, 0x2f, 0x40, 0x5c];

/** `source` with a few random faults: tokens deleted, doubled, swapped or replaced, lines deleted, names changed, bytes put in. */
export function mutate(source: Uint8Array, random: Random): Uint8Array {
  let text = source;
  const count = 1 + random(3);
  for (let i = 0; i < count; i++) text = mutateOnce(text, tokenize(text), random);
  return text;
}

function mutateOnce(source: Uint8Array, tokens: Tokens, random: Random): Uint8Array {
  const count = tokens.tags.length - 1;
  if (count < 3) return source;
  const token = random(count - 2);
  const [start, next, after] = [tokens.starts[token], tokens.starts[token + 1], tokens.starts[token + 2]];
  const end = tokenEnd(source, start);
  switch (random(9)) {
    case 0:
      return splice(source, start, end, new Uint8Array(0));
    case 1:
      return splice(source, start, start, join(source.slice(start, end), encoder.encode(' ')));
    case 2:
      return splice(
        source,
        start,
        after,
        join(source.slice(next, after), encoder.encode(' '), source.slice(start, next)),
      );
    case 3:
    case 4:
      return splice(source, start, end, encoder.encode(snippets[random(snippets.length)]));
    case 5: {
      const other = random(count);
      const from = tokens.starts[other];
      return splice(source, start, end, source.slice(from, tokenEnd(source, from)));
    }
    case 6: {
      const lineStart = source.lastIndexOf(0x0a, start) + 1;
      const lineEnd = source.indexOf(0x0a, start) + 1;
      return splice(source, lineStart, Math.max(lineStart, lineEnd), new Uint8Array(0));
    }
    case 7: {
      const at = random(source.length + 1);
      return splice(source, at, at, Uint8Array.of(oddBytes[random(oddBytes.length)]));
    }
    default:
      return renameOne(source, tokens, random);
  }
}

/** `source` with one name replaced, mostly by another of its names. */
function renameOne(source: Uint8Array, tokens: Tokens, random: Random): Uint8Array {
  const count = tokens.tags.length - 1;
  let name = random(count);
  while (name < count && tokens.tags[name] !== TokenTag.identifier) name++;
  if (name === count) return source;
  let other = random(count);
  while (other < count && tokens.tags[other] !== TokenTag.identifier) other++;
  const to = tokens.starts[name];
  const from = tokens.starts[other];
  const text = random(3) === 0 ? encoder.encode('renamed') : source.slice(from, tokenEnd(source, from));
  return splice(source, to, tokenEnd(source, to), text);
}

/** Lines that are put between others: most of them parse in a body, in a container, or in both. */
const lines = [
  '_ = a;',
  'const a = 1;',
  'var a: u8 = 1;',
  'return;',
  'return error.A;',
  'break;',
  'continue;',
  'unreachable;',
  'a = 2;',
  'a;',
  'defer return;',
  'defer {}',
  'errdefer |e| a(e);',
  'a: {}',
  'a: while (true) break :a;',
  'b: { break :b 1; }',
  'if (a) |x| {} else |y| {}',
  'for (a, 0..) |x, y| {}',
  'for (a) |_| {}',
  'switch (a) { 1, 2...3 => {}, else => |x| {} }',
  'switch (a) { else => {}, else => {} }',
  'a, const b = .{ 1, 2 };',
  'a, b = c;',
  '_ = .{ .a = 1, .a = 2 };',
  '_ = struct { a: u8, a: u8 };',
  '_ = enum { a, _, b };',
  '_ = union(enum) { a, b: u8 = 1 };',
  '_ = [_]u8{};',
  '_ = @intCast(@ptrCast(a));',
  '_ = @field(a, b, c);',
  '_ = @missing();',
  '_ = @import(a);',
  '_ = &(try a);',
  '_ = a orelse return;',
  'try a;',
  'comptime var i = 0;',
  'nosuspend suspend {}',
  '_ = async a();',
  'asm volatile ("" : [a] "=r" (-> u8), [b] "=r" (c) : [d] "r" (e) : "f");',
  'test "a" {}',
  'test a {}',
  'fn a() void {}',
  'pub const u8 = 1;',
  'usingnamespace a;',
  'comptime {}',
  'a: u8,',
  'extern var a: u8;',
  'threadlocal const a = 1;',
  'asm volatile ("" ::: .{ .memory = true });',
  'switch (a) { _ => {}, .b, .c => {}, else => {} }',
  'switch (a) { inline else => |x, tag| {} }',
  'switch (a) { inline 0...9 => |_, tag| a(tag), 10, 11 => |*x| a(x), _ => {} }',
  'l: switch (a) { .b => continue :l .c, else => break :l }',
  'l: switch (a) { .b => |x| continue :l x, inline .c => continue :l }',
  '_ = switch (a) { "b" => 1, b => 2, error.A => 3, .d => 4 };',
  'a() catch |e| switch (e) { error.A => {}, else => |x| return x };',
  '_ = a() catch |e| l: switch (e) { error.A => continue :l error.B, error.B => 1 };',
  'if (a()) |v| a(v) else |e| switch (e) { error.A => {}, else => unreachable }',
  'if (a()) |*v| a(v) else |e| switch (e) { error.A => |_| {} }',
  'for (a, b) |*x, _| {}',
  'inline for (a) |x| {}',
  'extern struct { a: u8 },',
  '_ = opaque(u8) {};',
  '_ = packed opaque { a: u8 };',
  '_ = packed union(u8) { a: u8, b: i8 = 2 };',
  '_ = extern union(enum) { a };',
  'if (a) comptime b, c = d;',
  'comptime const b, var c = d;',
  'var b: *align(1:2:3) u8 = c;',
  'var b: [*]align(1:2:3) u8 = c;',
  'var b: u8 addrspace(.generic) align(4) = c;',
  '_ = "a\tb";',
  "_ = '\t';",
  '// a\tb',
  '_ = b: {}.a;',
  '_ = b: { break :b a; } + 1;',
  '_ = @Type(a);',
  '_ = @Struct(.auto, null, a, b, &@splat(.{}));',
  '_ = @Union(.auto, null, a, b, c);',
  '_ = @Enum(u8, .exhaustive, a, b);',
  '_ = @Fn(a, &@splat(.{}), void, .{});',
  '_ = @Pointer(.one, .{}, a, null);',
  '_ = @Tuple(a);',
  '_ = @Int(.signed, a);',
  '_ = @EnumLiteral();',
  'const b: u8 = @trunc(@floor(a));',
  '_ = @as(f32, @sqrt(a));',
  'try (try a);',
  'return &a;',
  'return if (a) try b else error.A;',
];

/** `source` with a few faults that leave most of its grammar: names changed, lines lost, doubled or added, `const` for `var`. */
export function mutateNames(source: Uint8Array, random: Random): Uint8Array {
  let text = source;
  const count = 1 + random(4);
  for (let i = 0; i < count; i++) text = mutateName(text, tokenize(text), random);
  return text;
}

function mutateName(source: Uint8Array, tokens: Tokens, random: Random): Uint8Array {
  const count = tokens.tags.length - 1;
  if (count < 3) return source;
  const start = tokens.starts[random(count)];
  const lineStart = source.lastIndexOf(0x0a, start) + 1;
  const lineEnd = Math.max(lineStart, source.indexOf(0x0a, start) + 1);
  switch (random(6)) {
    case 0:
      return splice(source, lineStart, lineEnd, new Uint8Array(0));
    case 1:
      return splice(source, lineEnd, lineEnd, source.slice(lineStart, lineEnd));
    case 2:
      return splice(source, lineEnd, lineEnd, encoder.encode(`${lines[random(lines.length)]}\n`));
    case 3: {
      let at = random(count);
      const isDecl = (tag: TokenTag): boolean => tag === TokenTag.keyword_const || tag === TokenTag.keyword_var;
      while (at < count && !isDecl(tokens.tags[at])) at++;
      if (at === count) return source;
      const other = tokens.tags[at] === TokenTag.keyword_var ? 'const' : 'var';
      return splice(source, tokens.starts[at], tokenEnd(source, tokens.starts[at]), encoder.encode(other));
    }
    case 7: {
      const at = random(source.length + 1);
      return splice(source, at, at, Uint8Array.of(oddBytes[random(oddBytes.length)]));
    }
    default:
      return renameOne(source, tokens, random);
  }
}

/** Some random bytes: any, or those that programs are made of. */
export function randomBytes(random: Random): Uint8Array {
  const length = random(400);
  if (random(3) === 0) return Uint8Array.from({ length }, () => random(256));
  let text = '';
  while (text.length < length) text += (random(4) === 0 ? '\n' : ' ') + snippets[random(snippets.length)];
  return encoder.encode(text);
}

function splice(source: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array {
  return join(source.subarray(0, from), by, source.subarray(to));
}

function join(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
