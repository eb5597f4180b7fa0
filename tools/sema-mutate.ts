import { builtinCallArgs, fullCall } from '../packages/compiler/src/syntax/full.ts';
import { fnParams, fullFnProto, fullVarDecl } from '../packages/compiler/src/syntax/full-decl.ts';
import { type NodeIndex, NodeTag } from '../packages/compiler/src/syntax/node.ts';
import { parse } from '../packages/compiler/src/syntax/parse.ts';
import { firstToken, lastToken } from '../packages/compiler/src/syntax/span.ts';
import { TokenTag } from '../packages/compiler/src/syntax/token.ts';
import { RangeKind, type Tree, tokenEndOffset } from '../packages/compiler/src/syntax/tree.ts';
import type { Random } from '../test/front-end/random.ts';

/** A part of a text, from byte `start` up to `end`, and what to put there. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What can be changed in a text. Nodes are listed by the place they stand in. */
interface Sites {
  readonly tree: Tree;
  readonly expressions: readonly NodeIndex[];
  readonly types: readonly NodeIndex[];
}

const BINARY = [
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-', '*', '/', '%', '+%', '-%', '*%', '+|', '-|', '*|', '++', '**'],
  ['&', '|', '^', '<<', '>>', '<<|'],
  ['and', 'or'],
  ['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=', '+%=', '-|='],
];

const TYPES =
  `u8 i8 u16 i32 u32 i64 u64 usize isize u1 u0 i1 u7 i33 u128 f16 f32 f64 f80 f128 bool void noreturn type anyerror anyopaque comptime_int
  comptime_float error{A} error{A,B} @TypeOf(null) @TypeOf(undefined) @TypeOf(.x) []const\u00a0u8 [:0]const\u00a0u8 [*]u8 [*c]u8 *const\u00a0u8
  *anyopaque ?u32 ?*u8 anyerror!u32 [2]u8 [3:0]u8 [_]u8 @Vector(2,u32) @Vector(4,bool) enum{a,b} enum(u8){a,_} struct{} struct{a:u8}
  packed\u00a0struct{a:u4,b:u4} extern\u00a0struct{a:u32} union{a:u8,b:u32} union(enum){a:u8,b} extern\u00a0union{a:u8} opaque{} fn()void *const\u00a0fn()void
  struct{u8,u32} anytype @Int(.unsigned,5) @Int(.signed,0) @Tuple(&.{u8,bool}) @Pointer(.one,.{.@"const"=true},u8,null) @Pointer(.slice,.{},u8,0)
  @Fn(&.{u8},&.{.{}},void,.{}) @Struct(.auto,null,&.{"a"},&.{u8},&.{.{}}) @Struct(.@"packed",u8,&.{"a"},&.{u8},&.{.{}}) @Enum(u8,.exhaustive,&.{"a","b"},&.{1,2})
  @Union(.auto,null,&.{"a"},&.{u8},&.{.{}}) @EnumLiteral() packed\u00a0union{a:u8,b:i8} packed\u00a0struct(u8){a:u4,b:u4} enum(u1){a,b} union(enum(u8)){a:u8,b} union{}
  enum{} struct{comptime\u00a0a:u8=3} *align(8)\u00a0u32 [*:0]u8 ?[]u8 ?error{A} error{} *[2]u8 [2][2]u8 @Vector(2,?*u8) @Vector(3,f16) c_int u65535 i65535
  fn(u8)callconv(.c)u8 *const\u00a0fn(anytype)void fn(...)callconv(.c)void std.mem.Allocator`
    .split(/[ \n]+/)
    .map((type) => type.replaceAll('\u00a0', ' '));

const VALUES =
  `0 1 -1 2 7 255 256 65536 0x1_0000_0000 1.5 0.0 1e300 true false null undefined {} .{} .{1} .{1,2} .{.a=1} .a .b "" "abc" 'a' error.A error.B
  u8 usize void @as(u8,3) @as(?u8,null) @as(f32,1) &.{} &.{1,2} [_]u8{1,2} @This() unreachable @as(u8,undefined) @as(*u8,undefined) @as([]u8,undefined)
  @as(error{A}!u8,1) @as(error{A}!u8,error.A) @as([*:0]const\u00a0u8,"a") [_:0]u8{1} struct{} @src() @inComptime() @errorReturnTrace() @returnAddress() @import("std")
  @import("builtin") @embedFile("main.zig") @Vector(2,u8){1,2} @as(i8,-128) .{.a=1,.b=2} .{1,"a"} 0xff_ff 1e-400 0.1 '\\u{1f600}' "\\xff"`
    .replaceAll('\u00a0', ' ')
    .split(/\s+/);

/** What an expression, for which `$` stands, can be put into. */
const WRAPS =
  `comptime\u00a0$ &$ $.* $.? try\u00a0$ -$ !$ ~$ -%$ $[0] $[0..1] $[0..] $[0..:0] $.len $.ptr $[1] .{$} .{$,$} @as(%,$) @intCast($) @truncate($)
  @floatCast($) @floatFromInt($) @intFromFloat($) @ptrCast($) @constCast($) @alignCast($) @bitCast($) @enumFromInt($) @intFromEnum($) @intFromBool($)
  @intFromPtr($) @ptrFromInt($) @errorCast($) @intFromError($) @TypeOf($) @typeInfo($) @typeName($) @sizeOf($) @tagName($) @errorName($) @splat($) @abs($)
  @min($,1) @max($,1) @clz($) @byteSwap($) @addWithOverflow($,1) @shlExact($,1) @divExact($,1) @sqrt($) @hasDecl($,"a") @field($,"a") @as(?@TypeOf($),$)
  @as(*const\u00a0@TypeOf($),&$) ($\u00a0catch\u00a0undefined) ($\u00a0orelse\u00a0undefined) ($\u00a0catch\u00a0|e|\u00a0return\u00a0e) ($\u00a0orelse\u00a0return) ($\u00a0++\u00a0$) ($\u00a0**\u00a02) ($\u00a0==\u00a0$)
  ($\u00a0+\u00a01) ($\u00a0<<\u00a01) if(true)$\u00a0else\u00a0undefined blk:{break\u00a0:blk\u00a0$;} switch($){else=>|x|x} $.a $() $($) $\u00a0||\u00a0error{A} ?$ *$ []$ [2]$
  @call(.auto,$,.{}) @call(.always_inline,$,.{1}) @call(.compile_time,$,.{}) @unionInit(%,"a",$) @fieldParentPtr("a",$) @offsetOf(@TypeOf($),"a") @bitSizeOf($)
  @alignOf($) @mulAdd(%,$,$,1) @select(u8,$,.{1,2},.{3,4}) @shuffle(u8,$,undefined,[2]i32{0,-1}) @reduce(.Add,$) @reduce(.Or,$) @atomicLoad(u8,$,.seq_cst)
  @atomicRmw(u8,$,.Add,1,.monotonic) @cmpxchgWeak(u8,$,1,2,.acquire,.monotonic) @memcpy($,$) @memset($,0) @memmove($,$) @compileLog($) @compileError($)
  @setRuntimeSafety($) @setEvalBranchQuota($) @panic($) @mod($,2) @rem($,2) @divFloor($,2) @divTrunc(7,$) @popCount($) @ctz($) @bitReverse($) @round($) @trunc($)
  @floor($) @exp($) @subWithOverflow($,$) @shlWithOverflow($,1) @shrExact($,1) @Vector($,u8) @Vector(2,$) @Int(.unsigned,$) @hasField($,"a") @typeInfo($).@"struct"
  @typeInfo($).int @volatileCast($) @addrSpaceCast($) @errorFromInt($) @export(&$,.{.name="e"}) @prefetch($,.{}) @wasmMemoryGrow(0,$) @min($,$) @max($,2.5)
  if($)|x|x\u00a0else\u00a0undefined if($)|x|x\u00a0else|e|e if($)|*x|x\u00a0else\u00a0null while($)|x|break\u00a0x\u00a0else\u00a0undefined for($)|x|break\u00a0x\u00a0else\u00a0undefined
  for($,0..)|x,i|break\u00a0x[i]\u00a0else\u00a01 for(0..$)|i|break\u00a0i\u00a0else\u00a01 inline\u00a0for($)|x|break\u00a0x\u00a0else\u00a0undefined switch($){0=>1,else=>2} switch($){.a=>1,.b=>2}
  switch($){.a=>|v|v,else=>undefined} switch($){1...3=>1,else=>2} switch($){error.A=>1,else=>|e|return\u00a0e} switch($){.a,.b=>|*v|v.*} switch($){inline\u00a0else=>|x|x}
  sw:switch($){0=>continue\u00a0:sw\u00a01,else=>|x|x} ($\u00a0catch\u00a0|e|\u00a0switch(e){error.A=>1}) ($\u00a0orelse\u00a0unreachable) ($\u00a0or\u00a0true) (true\u00a0and\u00a0$) ($\u00a0!=\u00a0null)
  ($\u00a0==\u00a0.a) ($\u00a0<\u00a01) ($\u00a0%\u00a02) ($\u00a0/\u00a02) ($\u00a0>>\u00a01) ($\u00a0-\u00a01.5) ($\u00a0++\u00a0"a") ($\u00a0**\u00a00) ($\u00a0|\u00a01) %{.a=$} %{$} [_]%{$} [_]%{$,$} &[_]%{$} @as(?%,$)
  @as(anyerror!%,$) @as([]const\u00a0%,$) @as(*%,@ptrCast($)) @as(*%,@ptrCast(@alignCast($))) @as(%,@intCast($)) @as(%,@truncate($)) @as(%,@bitCast($))
  @as(%,@floatFromInt($)) @as(%,@enumFromInt($)) @as(%,@ptrFromInt($)) @as(%,.{$}) @as(%,.{.a=$}) @as(%,@splat($)) @as(%,@round($)) $[0..$.len] $[1..][0..1] $.*.a
  $.?.* $[0].a ($\u00a0catch\u00a0unreachable).a nosuspend\u00a0$ asm("":[r]"=r"(->%):[v]"r"($),)`
    .split(/[ \n]+/)
    .map((wrap) => wrap.replaceAll('\u00a0', ' '));

/** What a type, for which `$` stands, can be put into. */
const TYPE_WRAPS =
  `?$ *$ *const\u00a0$ []$ []const\u00a0$ [*]$ [*c]$ [2]$ [0]$ [2:0]$ anyerror!$ error{A}!$ @Vector(2,$) *align(1)\u00a0$ *volatile\u00a0$ [:0]const\u00a0$ struct{a:$} union{a:$,b:u8}
  packed\u00a0struct{a:$} extern\u00a0struct{a:$} struct{$} fn($)void *allowzero\u00a0$`
    .split(/[ \n]+/)
    .map((wrap) => wrap.replaceAll('\u00a0', ' '));

const EXPRESSIONS: ReadonlySet<NodeTag> = new Set([
  NodeTag.identifier,
  NodeTag.number_literal,
  NodeTag.string_literal,
  NodeTag.char_literal,
  NodeTag.enum_literal,
  NodeTag.field_access,
  NodeTag.array_access,
  NodeTag.deref,
  NodeTag.unwrap_optional,
  NodeTag.address_of,
  NodeTag.grouped_expression,
  NodeTag.call,
  NodeTag.call_one,
  NodeTag.builtin_call,
  NodeTag.builtin_call_two,
  NodeTag.try,
  NodeTag.negation,
  NodeTag.bool_not,
  NodeTag.slice,
  NodeTag.slice_open,
  NodeTag.add,
  NodeTag.sub,
  NodeTag.mul,
  NodeTag.equal_equal,
  NodeTag.less_than,
  NodeTag.bit_and,
  NodeTag.array_init_dot_two,
  NodeTag.struct_init_dot_two,
  NodeTag.struct_init_one,
  NodeTag.array_cat,
  NodeTag.if,
  NodeTag.switch,
  NodeTag.switch_comma,
]);

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function startOf(tree: Tree, node: NodeIndex): number {
  return tree.tokenStarts[firstToken(tree, node)];
}

function endOf(tree: Tree, node: NodeIndex): number {
  return tokenEndOffset(tree, lastToken(tree, node));
}

function textOf(tree: Tree, node: NodeIndex): string {
  return decoder.decode(tree.source.subarray(startOf(tree, node), endOf(tree, node)));
}

function sitesOf(tree: Tree): Sites {
  const expressions: NodeIndex[] = [];
  const types: NodeIndex[] = [];
  const addType = (node: NodeIndex | null): void => {
    if (node !== null && node !== 0) types.push(node);
  };
  for (let node = 1; node < tree.nodeTags.length; node++) {
    const tag: NodeTag = tree.nodeTags[node];
    if (EXPRESSIONS.has(tag)) expressions.push(node);
    switch (tag) {
      case NodeTag.optional_type:
        addType(tree.lhs[node]);
        break;
      case NodeTag.ptr_type:
      case NodeTag.ptr_type_aligned:
      case NodeTag.ptr_type_sentinel:
      case NodeTag.array_type:
      case NodeTag.error_union:
        addType(tree.rhs[node]);
        break;
      case NodeTag.container_field:
      case NodeTag.container_field_init:
        addType(tree.lhs[node]);
        break;
    }
    addType(fullVarDecl(tree, node)?.typeNode ?? null);
    const proto = tag === NodeTag.fn_decl ? null : fullFnProto(tree, node);
    if (proto === null) continue;
    addType(proto.returnType);
    for (const param of fnParams(tree, proto)) addType(param.typeExpr);
  }
  return { tree, expressions, types };
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[random(items.length)];
}

const replaceNode = (tree: Tree, node: NodeIndex, text: string): Edit => ({
  start: startOf(tree, node),
  end: endOf(tree, node),
  text,
});

/** Whether `text` binds as strongly as an operand of any operator. */
function isSimple(text: string): boolean {
  return /^[\w.@"']+$|^[\w.@]*\([^()]*\)$/.test(text);
}

type Mutation = (sites: Sites, random: Random) => Edit | null;

function changeType({ tree, types }: Sites, random: Random): Edit | null {
  if (types.length === 0) return null;
  const node = pick(random, types);
  switch (random(4)) {
    case 0:
      return replaceNode(tree, node, textOf(tree, pick(random, types)));
    case 1:
      return replaceNode(tree, node, pick(random, TYPES));
    default:
      return replaceNode(tree, node, pick(random, TYPE_WRAPS).replaceAll('$', textOf(tree, node)));
  }
}

function changeOperand({ tree, expressions }: Sites, random: Random): Edit | null {
  if (expressions.length === 0) return null;
  const node = pick(random, expressions);
  const other = random(2) === 0 ? pick(random, VALUES) : textOf(tree, pick(random, expressions));
  return replaceNode(tree, node, other);
}

/** Another node of the same kind: a name for a name, a call for a call. */
function changeToKin({ tree, expressions }: Sites, random: Random): Edit | null {
  if (expressions.length === 0) return null;
  const node = pick(random, expressions);
  const kin = expressions.filter((other) => tree.nodeTags[other] === tree.nodeTags[node]);
  return replaceNode(tree, node, textOf(tree, pick(random, kin)));
}

function wrap({ tree, expressions, types }: Sites, random: Random): Edit | null {
  if (expressions.length === 0) return null;
  const node = pick(random, expressions);
  const text = textOf(tree, node);
  const type = types.length > 0 && random(2) === 0 ? textOf(tree, pick(random, types)) : pick(random, TYPES);
  const shape = pick(random, WRAPS).replaceAll('%', type);
  return replaceNode(tree, node, shape.replaceAll('$', isSimple(text) ? text : `(${text})`));
}

/** `try x`, `&x`, `x.?`, `!x`, `(x)`: only `x`. */
function drop({ tree, expressions }: Sites, random: Random): Edit | null {
  const prefixed = expressions.filter((node) =>
    [
      NodeTag.try,
      NodeTag.address_of,
      NodeTag.unwrap_optional,
      NodeTag.deref,
      NodeTag.negation,
      NodeTag.bool_not,
      NodeTag.field_access,
      NodeTag.array_access,
    ].includes(tree.nodeTags[node]),
  );
  if (prefixed.length === 0) return null;
  const node = pick(random, prefixed);
  return replaceNode(tree, node, textOf(tree, tree.lhs[node]));
}

/** `a op b`: the operands swapped, or another operator. */
function changeBinary({ tree }: Sites, random: Random): Edit | null {
  const found: { node: NodeIndex; operator: string; group: readonly string[] }[] = [];
  for (let node = 1; node < tree.nodeTags.length; node++) {
    const [lhs, rhs] = [tree.lhs[node], tree.rhs[node]];
    const tag: NodeTag = tree.nodeTags[node];
    if (tag < NodeTag.equal_equal || tag > NodeTag.bool_or || tag === NodeTag.assign_destructure) continue;
    if (lhs === 0 || rhs === 0) continue;
    const main = tree.mainTokens[node];
    const operator = decoder.decode(tree.source.subarray(tree.tokenStarts[main], tokenEndOffset(tree, main)));
    const group = BINARY.find((operators) => operators.includes(operator));
    if (group !== undefined) found.push({ node, operator, group });
  }
  if (found.length === 0) return null;
  const { node, operator, group } = pick(random, found);
  const [a, b] = [textOf(tree, tree.lhs[node]), textOf(tree, tree.rhs[node])];
  return random(3) === 0
    ? replaceNode(tree, node, `${b} ${operator} ${a}`)
    : replaceNode(tree, node, `${a} ${pick(random, group)} ${b}`);
}

/** An argument fewer, one more, or two the other way round. */
function changeArguments({ tree }: Sites, random: Random): Edit | null {
  const calls: (readonly NodeIndex[])[] = [];
  for (let node = 1; node < tree.nodeTags.length; node++) {
    const args = builtinCallArgs(tree, node) ?? fullCall(tree, node)?.params ?? null;
    if (args !== null && args.length > 0) calls.push([...args]);
  }
  if (calls.length === 0) return null;
  const args = pick(random, calls);
  const texts = args.map((arg) => textOf(tree, arg));
  const at = random(args.length);
  switch (random(3)) {
    case 0:
      texts.splice(at, 1);
      break;
    case 1:
      texts.splice(at, 0, pick(random, VALUES));
      break;
    default: {
      const other = random(args.length);
      [texts[at], texts[other]] = [texts[other], texts[at]];
    }
  }
  return { start: startOf(tree, args[0]), end: endOf(tree, args[args.length - 1]), text: texts.join(', ') };
}

/** A declaration, field or statement fewer. */
function remove({ tree }: Sites, random: Random): Edit | null {
  const { kinds, firstTokens, endTokens } = tree.ranges;
  const members: number[] = [];
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === RangeKind.member && endTokens[row] > firstTokens[row]) members.push(row);
  }
  if (members.length === 0) return null;
  const row = pick(random, members);
  let last = endTokens[row] - 1;
  if (tree.tokenTags[last + 1] === TokenTag.comma) last++;
  return { start: tree.tokenStarts[firstTokens[row]], end: tokenEndOffset(tree, last), text: '' };
}

const TOKEN_SWAPS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bvar\b/g, ['const']],
  [/\bconst (?=\w+(?:: | =))/g, ['var ', 'comptime var ']],
  [/(?<=[*\]])const /g, ['', 'volatile ', 'align(1) const ']],
  [/\*(?=[A-Za-z])/g, ['*const ', '*align(2) ', '[*]', '']],
  [/\bcomptime /g, ['']],
  [/\b(?:extern|packed) (?=struct|union)/g, ['', 'extern ', 'packed ']],
  [/(?<!extern |packed )\b(?=(?:struct|union)\b)/g, ['extern ', 'packed ']],
  [/\b(?:inline )?(?=for|while)/g, ['inline ', '']],
  [/\bpub /g, ['']],
  [/\(enum\)/g, ['', '(enum(u2))']],
  [/\bswitch\b/g, ['comptime switch']],
  [/\belse => [^,}]*,?/g, ['']],
  [/\.\w+ => [^,}{]*,/g, ['']],
  [/\.\w+ = [^,}{]*,?(?=[^{}]*\})/g, ['']],
  [/\breturn /g, ['return try ', 'return &', '_ = ']],
  [/\|\*?(?=\w+\|)/g, ['|', '|*']],
  [/ catch (?:unreachable|\{\})/g, ['', ' catch |e| e']],
];

/** A qualifier, keyword, prong or field value fewer, more, or another. */
function changeWords({ tree }: Sites, random: Random): Edit | null {
  const text = decoder.decode(tree.source);
  const [pattern, replacements] = pick(random, TOKEN_SWAPS);
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return null;
  const match = pick(random, matches);
  const start = encoder.encode(text.slice(0, match.index)).length;
  return { start, end: start + encoder.encode(match[0]).length, text: pick(random, replacements) };
}

const MUTATIONS: readonly Mutation[] = [
  changeType,
  changeType,
  changeOperand,
  changeOperand,
  changeToKin,
  wrap,
  wrap,
  wrap,
  drop,
  changeBinary,
  changeArguments,
  remove,
  changeWords,
  changeWords,
];

/** How often another change is tried where one gives a text that does not parse. */
const ATTEMPTS = 20;

/**
 * The valid program `text` with one change, now and then two, or with one to `most` where that is given, of a kind that analysis rather than the parser has to judge: a type, an
 * operand, a qualifier, a declaration fewer ... `random` determines which.
 */
export function mutateMeaning(text: string, random: Random, most: number | null = null): string {
  let result = text;
  const usual = random(6) === 0 ? 2 : 1;
  for (let more = most === null ? usual : 1 + random(most); more > 0; more--) {
    const tree = parse(encoder.encode(result));
    if (tree.errors.length > 0) return result;
    const sites = sitesOf(tree);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const edit = pick(random, MUTATIONS)(sites, random);
      if (edit === null) continue;
      const bytes = tree.source;
      const changed =
        decoder.decode(bytes.subarray(0, edit.start)) + edit.text + decoder.decode(bytes.subarray(edit.end));
      if (changed === result || parse(encoder.encode(changed)).errors.length > 0) continue;
      result = changed;
      break;
    }
  }
  return result;
}
