/*
 * Programs of any size, always the same for the same size: structs with methods, enums, switches, generic functions, loops, errors and optionals, about
 * 450 bytes a function, all of which are reached from `main`.
 */

/** Functions of one group, which share their types and constants. */
const GROUP = 10;
/** Groups that one function calls, so that none is as long as the program. */
const GROUPS_OF_PART = 20;

/** A program, and what is to be edited in it. */
export interface GeneratedProgram {
  /** Texts by path; `main.zig` is the root. */
  readonly files: ReadonlyMap<string, string>;
  readonly edits: readonly ProgramEdit[];
}

/** One kind of edit: a text that stands once in a file, and what takes its place at each step, another one than at the step before. */
export interface ProgramEdit {
  readonly what: string;
  readonly path: string;
  readonly from: string;
  to(step: number): string;
}

/** A program of about `functions` functions, in one file or in files of some two hundred functions each. */
export function generateProgram(functions: number, inOneFile: boolean): GeneratedProgram {
  const groups = Math.max(2, Math.round(functions / GROUP));
  const parts = Math.ceil(groups / GROUPS_OF_PART);
  const files = new Map<string, string>();
  const texts: string[] = [];
  for (let part = 0; part < parts; part++) {
    const first = part * GROUPS_OF_PART;
    const end = Math.min(first + GROUPS_OF_PART, groups);
    const numbers = Array.from({ length: end - first }, (_, i) => first + i);
    const text = `${numbers.map(groupText).join('\n')}\n${partText(part, numbers)}`;
    if (inOneFile) texts.push(text);
    else files.set(partPath(part), `const std = @import("std");\n\n${text}`);
  }
  files.set('main.zig', mainText(parts, inOneFile) + texts.map((text) => `\n${text}`).join(''));
  const edited = groups >> 1;
  return { files, edits: editsOf(edited, inOneFile ? 'main.zig' : partPath(Math.floor(edited / GROUPS_OF_PART))) };
}

function partPath(part: number): string {
  return `part_${part}.zig`;
}

function mainText(parts: number, inOneFile: boolean): string {
  const numbers = Array.from({ length: parts }, (_, part) => part);
  const imports = inOneFile ? [] : numbers.map((part) => `const part_${part} = @import("${partPath(part)}");`);
  const call = (part: number): string => `    sum = ${inOneFile ? '' : `part_${part}.`}runPart${part}(sum);`;
  return `const std = @import("std");
${imports.join('\n')}

pub fn main() void {
    var sum: u32 = 1;
    _ = &sum;
${numbers.map(call).join('\n')}
    std.debug.print("{d}\\n", .{sum});
}
`;
}

function partText(part: number, groups: readonly number[]): string {
  return `pub fn runPart${part}(start: u32) u32 {
    var sum = start;
${groups.map((group) => `    sum = sum *% 31 +% runGroup${group}(sum % 97);`).join('\n')}
    return sum;
}
`;
}

/** The functions of one group, and the types they share. */
function groupText(g: number): string {
  return `/// What the functions of group ${g} work on.
const Item${g} = struct {
    id: u32,
    weight: u32 = ${(g % 90) + 3},
    parent: ?u32 = null,
    kind: Kind${g} = .plain,

    /// How much the item counts for, with what its kind adds.
    fn score(self: Item${g}, factor: u32) u32 {
        const base = self.weight *% factor +% self.id;
        const extra = if (self.parent) |parent| parent % limit${g} else factor;
        return switch (self.kind) {
            .plain => base +% extra,
            .doubled => base *% 2 +% extra,
            .scaled => |kind| base *% (@intFromEnum(kind) + 3) -% extra,
            .hidden => 0,
        };
    }

    /// Makes the item heavier, until it is as heavy as it may be.
    fn grow(self: *Item${g}, by: u32) Fault${g}!void {
        if (by == 0) return error.Nothing${g};
        if (self.weight > limit${g} * 1000) return error.TooHeavy${g};
        self.weight += by % limit${g};
        if (self.weight % 3 == 0) self.kind = .doubled;
        if (self.weight % 7 == 0) self.parent = self.id;
    }
};

const Kind${g} = enum(u8) { plain, doubled, scaled, hidden };
const Fault${g} = error{ Nothing${g}, TooHeavy${g} };
const limit${g}: u32 = ${(g % 50) + 10};
const table${g} = [_]u32{ ${(g % 9) + 1}, ${(g % 11) + 2}, ${(g % 13) + 3}, 4, 5, 6 };

/// The greatest of some values of any type that can be compared.
fn largest${g}(comptime T: type, values: []const T) ?T {
    if (values.len == 0) return null;
    var best = values[0];
    for (values[1..], 1..) |value, at| {
        if (value > best or (value == best and at % 2 == 0)) best = value;
    }
    return best;
}

/// A value moved into the range of the table, by steps that get smaller.
fn settle${g}(value: u32) u32 {
    var left = value;
    var steps: u32 = 0;
    while (left >= table${g}.len) : (steps += 1) {
        left = left / 2 + steps % 2;
        if (steps > 40) break;
    }
    return table${g}[left % table${g}.len] +% steps;
}

/// Reads a number from some digits, and says what is wrong with them.
fn parse${g}(text: []const u8) Fault${g}!u32 {
    if (text.len == 0) return error.Nothing${g};
    var value: u32 = 0;
    for (text) |digit| {
        value = switch (digit) {
            '0'...'9' => value *% 10 +% (digit - '0'),
            'a'...'f' => value *% 16 +% (digit - 'a' + 10),
            '_', ' ' => continue,
            else => return error.TooHeavy${g},
        };
    }
    return value;
}

/// A pair of numbers mixed into one: what is edited where a signature is.
fn mix${g}(left: u32, right: u32) u32 {
    const Pair${g} = struct { low: u64, high: u64 };
    const pair: Pair${g} = .{ .low = @min(left, right), .high = @max(left, right) };
    var mixed = pair.low *% 73 +% pair.high;
    mixed ^= mixed >> 5;
    if (mixed > 100_000) mixed %= 65_521;
    return @truncate(mixed);
}

/// Fills a few items with what follows from their place, and adds up what they score.
fn fill${g}(count: u32, factor: u32) u32 {
    var items: [6]Item${g} = undefined;
    for (&items, 0..) |*item, i| item.* = .{ .id = @intCast(i), .weight = factor % 100 + 1 };
    var sum: u32 = 0;
    var at: u32 = 0;
    while (at < count and at < items.len) : (at += 1) {
        items[at].grow(at + factor % 5) catch |fault| switch (fault) {
            error.Nothing${g} => sum +%= 1,
            error.TooHeavy${g} => break,
        };
        sum +%= items[at].score(factor);
    }
    return sum;
}

/// The name of a kind, longer by what its number says.
fn nameLength${g}(kind: Kind${g}) usize {
    const name: []const u8 = switch (kind) {
        .plain => "plain and simple",
        .doubled => "doubled in group ${g}",
        .scaled, .hidden => "scaled or hidden",
    };
    var length = name.len;
    if (kind == .hidden) length += @intFromEnum(kind);
    return length;
}

/// All of group ${g}, one after the other.
pub fn runGroup${g}(seed: u32) u32 {
    const values = [_]u32{ seed, settle${g}(seed), limit${g}, 7 };
    const best = largest${g}(u32, &values) orelse 0;
    const parsed = parse${g}("12${g}") catch 0;
    const mixed = mix${g}(@intCast(best), @intCast(parsed));
    const kind: Kind${g} = @enumFromInt(seed % 4);
    const length: u32 = @intCast(nameLength${g}(kind));
    return mixed +% fill${g}(seed % 6, best) +% length;
}
`;
}

function editsOf(g: number, path: string): ProgramEdit[] {
  const edit = (what: string, from: string, to: (step: number) => string): ProgramEdit => ({ what, path, from, to });
  return [
    edit(
      'a body',
      `fn mix${g}(left: u32, right: u32) u32 {`,
      (step) => `fn mix${g}(left: u32, right: u32) u32 {
    if (left == ${step + 1000}) return right;`,
    ),
    edit(
      'a number in a body',
      `steps > 40) break;
    }
    return table${g}`,
      (step) => `steps > ${step + 41}) break;
    }
    return table${g}`,
    ),
    edit('a constant', `const limit${g}: u32 = `, (step) => `const limit${g}: u32 = ${step + 1}`),
    edit('a signature', `fn mix${g}(left: u32, right: u32) u32`, (step) =>
      step % 2 === 0 ? `fn mix${g}(left: u64, right: u32) u32` : `fn mix${g}(left: u32, right: u64) u32`,
    ),
    edit(
      'a struct field',
      `const Item${g} = struct {`,
      (step) => `const Item${g} = struct {
    added_${step}: u32 = ${step},`,
    ),
    edit(
      "a local type's name",
      `const Pair${g} = struct { low: u64, high: u64 };
    const pair: Pair${g} = .{ .low = @min(left, right), .high = @max(left, right) };
    var mixed = pair.low *% 73 +% pair.high;`,
      (step) => `const Other${step} = struct { low: u64, high: u64 };
    const pair: Other${step} = .{ .low = @min(left, right), .high = @max(left, right) };
    var mixed = pair.low *% 73 +% pair.high;`,
    ),
    edit('a comment', `/// All of group ${g}, one`, (step) => `// Line ${step}.\n/// All of group ${g}, one`),
    edit(
      'a call more',
      `fn settle${g}(value: u32) u32 {`,
      (step) => `fn settle${g}(value: u32) u32 {
    if (value == ${step + 1000}) return mix${g}(value, ${step}) % 2;`,
    ),
    edit('a string', `doubled in group ${g}"`, (step) => `doubled in group ${g} ${step}"`),
    edit(
      'a function more',
      `fn settle${g}(value: u32) u32 {`,
      (step) => `fn unsettle${step}(value: u32) u32 {
    return value ^ ${step};
}

fn settle${g}(value: u32) u32 {
    if (value == 1000) return unsettle${step}(value) % 2;`,
    ),
  ];
}
