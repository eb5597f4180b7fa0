import { randomNumbers } from '../test/front-end/random.ts';
import { Statements } from './random-statements.ts';
import { ERRORS } from './random-types.ts';

/*
 * Random programs that print what they come to. Each is some cases that have nothing in common but this beginning, so that one can be left out.
 * A host has `put` and `say` for what is printed, and calls the exported function of each case.
 */

const BEGINNING = `const std = @import("std");
extern "env" fn put(bits: u64) void;
extern "env" fn say(text: [*]const u8, len: usize) void;
pub const panic = std.debug.FullPanic(panicked);
fn panicked(text: []const u8, _: ?usize) noreturn {
    say(text.ptr, text.len);
    @trap();
}
fn word(comptime text: []const u8) void {
    say(text.ptr, text.len);
}
fn bits(comptime width: u16, x: @Int(.unsigned, width)) void {
    inline for (0..(width + 63) / 64) |i| put(@truncate(@as(@Int(.unsigned, @max(width, 64)), x) >> (64 * i)));
}
/// Prints a value of any type.
fn out(x: anytype) void {
    const T = @TypeOf(x);
    switch (@typeInfo(T)) {
        .int => |int| bits(int.bits, @bitCast(x)),
        .bool => put(@intFromBool(x)),
        .float => |float| if (x != x) word("nan") else bits(float.bits, @bitCast(x)),
        .vector => |vector| inline for (0..vector.len) |i| out(x[i]),
        .array => for (x) |elem| out(elem),
        .@"struct" => |info| inline for (info.fields) |field| out(@field(x, field.name)),
        .@"union" => |info| if (info.tag_type == null) bits(@bitSizeOf(T), @bitCast(x)) else switch (x) {
            inline else => |payload, tag| {
                word(@tagName(tag));
                out(payload);
            },
        },
        .@"enum" => {
            const name = @tagName(x);
            say(name.ptr, name.len);
        },
        .optional => if (x) |payload| out(payload) else word("null"),
        .error_union => if (x) |payload| out(payload) else |err| {
            const name = @errorName(err);
            say(name.ptr, name.len);
        },
        .pointer => |pointer| if (pointer.size == .slice) {
            put(x.len);
            for (x) |elem| out(elem);
        } else out(x.*),
        else => unreachable,
    }
}
/// The integer with as many of the lowest bits as there are, extended as the sign of the type says.
fn conv(comptime T: type, x: anytype) T {
    const from = @typeInfo(@TypeOf(x)).int;
    const to = @typeInfo(T).int;
    const S = @Int(from.signedness, to.bits);
    const part: S = if (to.bits > from.bits) x else @truncate(x);
    return @bitCast(part);
}
/// A value that is known only at run time.
noinline fn rt(x: anytype) @TypeOf(x) {
    return x;
}
const E = error{ ${ERRORS.join(', ')} };
`;

const BEGINNING_LINES = BEGINNING.split('\n').length;

/** A program and where its cases are. */
export interface RandomProgram {
  readonly text: string;
  readonly cases: readonly RandomCase[];
}

export interface RandomCase {
  readonly number: number;
  readonly text: string;
  /** The first line of it in the program, from 1. */
  readonly line: number;
}

/** The program of cases that were made by `randomCase`. */
export function programOf(cases: readonly Omit<RandomCase, 'line'>[]): RandomProgram {
  let line = BEGINNING_LINES;
  const placed: RandomCase[] = [];
  for (const one of cases) {
    placed.push({ ...one, line });
    line += one.text.split('\n').length - 1;
  }
  return { text: BEGINNING + cases.map(({ text }) => text).join(''), cases: placed };
}

/** Case `number` of a seed: a namespace, and an exported function `case_NUMBER`. */
export function randomCase(seed: number, number: number): Omit<RandomCase, 'line'> {
  const lines = new Statements(randomNumbers(seed * 1_000_003 + number)).caseLines();
  const text = [
    `const case${number} = struct {`,
    ...lines,
    '};',
    `export fn case_${number}() void {`,
    `case${number}.run();`,
    '}',
    '',
  ];
  return { number, text: text.join('\n') };
}
