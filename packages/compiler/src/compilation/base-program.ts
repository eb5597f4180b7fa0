import type { BuiltinOptions } from './builtin-module.ts';

/** Name of the module that is the program where the library image is made. */
export const BASE_PROGRAM = 'base_program';

/**
 * The text of a program that reaches of the library what nearly every one does: the start code, the panic functions, and what prints. Nothing
 * of it shows in a program, so what it says decides on times alone.
 */
export function baseProgram({
  target,
  isTest,
  isLibrary,
}: Pick<BuiltinOptions, 'target' | 'isTest' | 'isLibrary'>): string {
  if (isTest) return TESTS;
  return target.os !== 'freestanding' && !isLibrary ? PROGRAM : LIBRARY;
}

const TESTS = `const std = @import("std");
comptime {
    if (@hasDecl(std, "testing")) _ = &run;
}
fn run(n: u32) !void {
    const table = [_]u32{ 1, 2, 3 };
    try std.testing.expect(table[n] == n);
    try std.testing.expectEqual(n, table[n]);
    try std.testing.expectEqualStrings("a", "a");
}
`;

const PROGRAM = `const std = @import("std");
pub fn main(init: std.process.Init) !void {
    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writer(init.io, &buffer);
    const out = &stdout.interface;
    const bytes = try init.gpa.alloc(u8, buffer.len);
    defer init.gpa.free(bytes);
    var count: u32 = 0;
    for (bytes) |byte| count += byte;
    try out.writeAll("base\\n");
    try out.print("{d} {s}\\n", .{ count, bytes });
    try out.flush();
    std.debug.print("{d}\\n", .{count});
}
`;

const LIBRARY = `const table = [_]u32{ 1, 2, 3 };
pub fn main() void {}
export fn base(n: u32) u32 {
    return table[n] + n;
}
`;
