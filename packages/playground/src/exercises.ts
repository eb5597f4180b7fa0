/* Exercises: small programs with one fault each, whose tests tell when it is mended. */

/** A program to be mended. */
export interface Exercise {
  readonly id: string;
  readonly title: string;
  /** What is to be done, a sentence or two. */
  readonly task: string;
  readonly hint: string;
  /** The text of `main.zig`, with its fault. */
  readonly text: string;
  /** What mends it: each text stands once, and comes to be the other. */
  readonly solution: readonly (readonly [from: string, to: string])[];
}

export const exercises: readonly Exercise[] = [
  {
    id: 'names',
    title: 'Names for values',
    task: 'The museum counts its visitors, but the program does not compile. Let the count change.',
    hint: 'A `const` keeps the value that it was given. What changes is declared with another word.',
    text: `const std = @import("std");

/// All visitors of a day: 120 came in the morning, 90 in the evening.
fn visitors() u8 {
    const count: u8 = 120;
    count += 90;
    return count;
}

test "everybody is counted" {
    try std.testing.expectEqual(210, visitors());
}
`,
    solution: [['const count', 'var count']],
  },
  {
    id: 'widths',
    title: 'Room for a sum',
    task: 'Three crates of 200 kilograms are too much for the scale. Choose a type in which the sum has room.',
    hint: 'A `u8` ends at 255, and an addition that does not fit is caught. Both the variable and the result need more bits.',
    text: `const std = @import("std");

/// What all crates weigh together.
fn total(weights: []const u8) u8 {
    var sum: u8 = 0;
    for (weights) |weight| sum += weight;
    return sum;
}

test "three heavy crates" {
    try std.testing.expect(total(&.{ 200, 200, 200 }) == 600);
}

test "nothing weighs nothing" {
    try std.testing.expect(total(&.{}) == 0);
}
`,
    solution: [
      ['const u8) u8', 'const u8) u32'],
      ['var sum: u8', 'var sum: u32'],
    ],
  },
  {
    id: 'slices',
    title: 'Parts of a text',
    task: 'The first word of a line comes with the blank behind it. Take the part that ends before it.',
    hint: 'In `text[a..b]` the element at `b` is the first that is not in the part.',
    text: `const std = @import("std");

/// What stands before the first blank; all of it where there is none.
fn firstWord(line: []const u8) []const u8 {
    for (line, 0..) |letter, at| {
        if (letter == ' ') return line[0 .. at + 1];
    }
    return line;
}

test "a word of several" {
    try std.testing.expectEqualStrings("slow", firstWord("slow green river"));
}

test "one word" {
    try std.testing.expectEqualStrings("river", firstWord("river"));
}
`,
    solution: [['0 .. at + 1', '0..at']],
  },
  {
    id: 'optionals',
    title: 'Perhaps a value',
    task: 'Not every plant has a shelf. Say 0 for those that have none.',
    hint: 'A `?usize` is a number or `null`. `orelse` gives, or does, something else where it is null.',
    text: `const std = @import("std");

const plants = "fern,moss,ivy";

/// At which letter of the list a plant stands, counted from 1; 0 for one that is not there.
fn shelf(plant: []const u8) usize {
    const at = std.mem.find(u8, plants, plant);
    return at + 1;
}

test "a plant of the list" {
    try std.testing.expectEqual(6, shelf("moss"));
}

test "a plant that is not there" {
    try std.testing.expectEqual(0, shelf("oak"));
}
`,
    solution: [['plants, plant);', 'plants, plant) orelse return 0;']],
  },
  {
    id: 'errors',
    title: 'What may fail',
    task: 'Reading a number can fail. Hand the error on to the caller.',
    hint: 'The result of `parseInt` is a number or an error. `try` takes the number, and returns the error.',
    text: `const std = @import("std");

/// The seconds that a text such as "90" stands for, in minutes.
fn minutes(text: []const u8) !u32 {
    const seconds = std.fmt.parseInt(u32, text, 10);
    return seconds / 60;
}

test "a number" {
    try std.testing.expectEqual(2, try minutes("150"));
}

test "no number" {
    try std.testing.expectError(error.InvalidCharacter, minutes("soon"));
}
`,
    solution: [['= std.fmt', '= try std.fmt']],
  },
  {
    id: 'methods',
    title: 'Methods that change',
    task: 'The tank cannot be filled: its method is given a copy. Give it the tank itself.',
    hint: 'A parameter of type `Tank` does not change. One of type `*Tank` points to what can.',
    text: `const std = @import("std");

const Tank = struct {
    liters: u32 = 0,

    fn fill(tank: Tank, more: u32) void {
        tank.liters += more;
    }
};

test "filled twice" {
    var tank: Tank = .{};
    tank.fill(30);
    tank.fill(12);
    try std.testing.expectEqual(42, tank.liters);
}
`,
    solution: [['tank: Tank,', 'tank: *Tank,']],
  },
  {
    id: 'switches',
    title: 'All cases',
    task: 'Since the traffic light has a blinking state, the switch does not compile. Drivers may go then.',
    hint: 'A `switch` over an enum names each of its values, or has an `else`.',
    text: `const std = @import("std");

const Light = enum { red, amber, green, blinking };

fn mayGo(light: Light) bool {
    return switch (light) {
        .red, .amber => false,
        .green => true,
    };
}

test "lights" {
    try std.testing.expect(!mayGo(.red));
    try std.testing.expect(!mayGo(.amber));
    try std.testing.expect(mayGo(.green));
    try std.testing.expect(mayGo(.blinking));
}
`,
    solution: [['.green => true', '.green, .blinking => true']],
  },
  {
    id: 'unions',
    title: 'One of several',
    task: 'A garden is round or has four corners. The area of the second kind is missing: take both sides from the payload.',
    hint: 'Behind the arrow, `|name|` is the value of that case: here a struct with two fields.',
    text: `const std = @import("std");

const Garden = union(enum) {
    /// Its radius.
    round: u32,
    corners: struct { width: u32, depth: u32 },
};

/// About how many square meters it has.
fn area(garden: Garden) u32 {
    return switch (garden) {
        .round => |radius| 3 * radius * radius,
        .corners => 0,
    };
}

test "a round one" {
    try std.testing.expectEqual(75, area(.{ .round = 5 }));
}

test "one with corners" {
    try std.testing.expectEqual(56, area(.{ .corners = .{ .width = 8, .depth = 7 } }));
}
`,
    solution: [['.corners => 0', '.corners => |sides| sides.width * sides.depth']],
  },
  {
    id: 'memory',
    title: 'What is taken is given back',
    task: 'The test finds memory that nobody frees. Free what was only needed on the way.',
    hint: '`defer` does something when the block ends, however it does. The result belongs to the caller, the other text to nobody.',
    text: `const std = @import("std");

/// A sign such as "[ bakery ]". The caller frees it.
fn sign(allocator: std.mem.Allocator, name: []const u8) ![]u8 {
    const padded = try std.mem.concat(allocator, u8, &.{ " ", name, " " });
    return std.mem.concat(allocator, u8, &.{ "[", padded, "]" });
}

test "a sign" {
    const found = try sign(std.testing.allocator, "bakery");
    defer std.testing.allocator.free(found);
    try std.testing.expectEqualStrings("[ bakery ]", found);
}
`,
    solution: [['" " });', '" " });\n    defer allocator.free(padded);']],
  },
  {
    id: 'comptime',
    title: 'Functions of types',
    task: 'The largest of a list is found for one type only. Have the function take the type of the elements.',
    hint: 'A parameter `comptime T: type` comes first, and what follows may use it.',
    text: `const std = @import("std");

/// The largest of a list that is not empty.
fn largest(items: []const u8) u8 {
    var found = items[0];
    for (items[1..]) |item| found = @max(found, item);
    return found;
}

test "of small numbers" {
    try std.testing.expectEqual(9, largest(u8, &.{ 4, 9, 2 }));
}

test "of numbers below zero" {
    try std.testing.expectEqual(-2, largest(i64, &.{ -7, -2, -30 }));
}

test "of fractions" {
    try std.testing.expectEqual(0.75, largest(f32, &.{ 0.5, 0.75 }));
}
`,
    solution: [['items: []const u8) u8', 'comptime T: type, items: []const T) T']],
  },
];

/** The text of an exercise, mended. Throws an `Error` where a part of the solution does not stand once in it. */
export function solved({ id, text, solution }: Exercise): string {
  return solution.reduce((mended, [from, to]) => {
    if (mended.split(from).length !== 2) throw new Error(`exercise ${id}: '${from}' does not stand once in it`);
    return mended.replace(from, to);
  }, text);
}
