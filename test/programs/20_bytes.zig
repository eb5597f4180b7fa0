//! Bytes between the fields of extern structs stay what they were filled with, wherever values go.
const std = @import("std");

var out: *std.Io.Writer = undefined;

const Near = extern struct { a: u8, b: u32 };
const Behind = extern struct { a: u64, b: u16 };
const Far = extern struct { a: u32, b: u32 align(64) };
const Outer = extern struct { first: u8, inner: Near, last: u8 };
const Either = extern union { small: u8, near: Near };

fn filled(comptime T: type, with: u8) T {
    var item: T = undefined;
    for (std.mem.asBytes(&item), 0..) |*byte, i| byte.* = with +% @as(u8, @truncate(i));
    return item;
}

fn check(comptime T: type, name: []const u8, item: T, with: u8) !void {
    var right: usize = 0;
    for (std.mem.asBytes(&item), 0..) |byte, i| right += @intFromBool(byte == with +% @as(u8, @truncate(i)));
    try out.print("{s}: {d} of {d}\n", .{ name, right, @sizeOf(T) });
}

fn maybe(comptime T: type, with: u8) ?T {
    return if (with == 0) null else filled(T, with);
}

fn orFail(comptime T: type, with: u8) error{Zero}!T {
    return if (with == 0) error.Zero else filled(T, with);
}

fn choose(comptime T: type, x: T, y: T, isFirst: bool) T {
    return if (isFirst) x else y;
}

fn through(comptime T: type, name: []const u8) !void {
    try check(T, name, filled(T, 1), 1);
    var item = filled(T, 2);
    const copy = item;
    item = filled(T, 3);
    try check(T, name, copy, 2);
    try check(T, name, choose(T, copy, item, copy.first() == 0), 2);
    try check(T, name, maybe(T, 4) orelse item, 4);
    try check(T, name, try orFail(T, 5), 5);
    const held: struct { u32, T } = .{ 7, copy };
    try check(T, name, held[1], 2);
    const either: union(enum) { none, some: T } = .{ .some = item };
    switch (either) {
        .none => unreachable,
        .some => |some| try check(T, name, some, 3),
    }
}

fn With(comptime T: type) type {
    return extern struct {
        value: T,

        fn first(self: @This()) u8 {
            return std.mem.asBytes(&self)[1] - 3;
        }
    };
}

pub fn main(init: std.process.Init) !void {
    var buffer: [256]u8 = undefined;
    var file_writer = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    out = &file_writer.interface;
    try through(With(Near), "near");
    try through(With(Behind), "behind");
    try through(With(Far), "far");
    try through(With(Outer), "outer");
    try through(With(Either), "either");
    try through(With([2]Near), "two");
    try out.print("zeroes: {d}\n", .{std.hash.Crc32.hash(std.mem.asBytes(&std.mem.zeroes(Outer)))});
    try out.flush();
}
