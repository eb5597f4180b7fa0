//# locals and parameters
export fn f(a: u32) u32 {
//          ^ def: export fn f(a: u32) u32 {
//          ^ kind: parameter
    const b = a + 1;
//            ^ def: export fn f(a: u32) u32 {
//        ^ kind: constant
//        ^ hover: const b: u32
    var c = b;
//      ^ kind: variable
//          ^ def: const b = a + 1;
    c += b;
//  ^ def: var c = b;
//  ^ hover: var c: u32
    return c;
//         ^ refs: 3:9 4:5 5:12
}
//# members
/// Adds.
/// Twice.
fn add(a: u32, b: u32) u32 {
    return a + b + b;
}
const five = 5;
var counter: u8 = 0;
export fn f() u32 {
    counter += 1;
//  ^ def: var counter: u8 = 0;
//  ^ kind: variable
//  ^ hover: var counter: u8
    return add(five, 1);
//         ^ def: fn add(a: u32, b: u32) u32 {
//         ^ doc: Adds. / Twice.
//         ^ hover: fn add(a: u32, b: u32) u32
//         ^ kind: function
//             ^ def: const five = 5;
//             ^ hover: const five: comptime_int = 5
}
//# fields
const P = struct {
    /// Across.
    x: u32,
//  ^ refs: 3:5 7:20 8:7 9:14
    y: u32 = 5,
//  ^ hover: y: u32 = 5
};
export fn f() u32 {
    var p: P = .{ .x = 1 };
//                 ^ def: x: u32,
//                 ^ doc: Across.
    p.x += 1;
//    ^ def: x: u32,
//    ^ kind: field
//    ^ layout: size 4 align 4 bits 32 at 0
    return p.x + p.y;
//                 ^ layout: size 4 align 4 bits 32 at 4
//                 ^ hover: y: u32 = 5
//         ^ typedef: const P = struct {
}
//# methods and members of types
const P = struct {
    x: u32,
    const origin: P = .{ .x = 0 };
    fn double(p: P) u32 {
        return p.x * 2;
    }
};
export fn f() u32 {
    const p = P.origin;
//              ^ def: const origin: P = .{ .x = 0 };
//            ^ def: const P = struct {
//            ^ kind: struct
    return p.double() + P.double(p);
//           ^ def: fn double(p: P) u32 {
//           ^ kind: method
//                        ^ def: fn double(p: P) u32 {
}
//# enums and unions
const E = enum(u8) { a = 3, b };
//                   ^ kind: enumMember
//                          ^ hover: b = 4
const U = union(enum) { i: i32, none };
//                      ^ hover: i: i32
export fn f(n: u8) u8 {
    const e: E = if (n == 0) .a else E.b;
//                            ^ def: const E = enum(u8) { a = 3, b };
//                                     ^ def: const E = enum(u8) { a = 3, b };
    const u: U = .{ .i = 2 };
//                   ^ def: const U = union(enum) { i: i32, none };
    switch (u) {
        .i => |value| {
//       ^ def: const U = union(enum) { i: i32, none };
//             ^ type: i32 = 2
            _ = value;
//              ^ kind: capture
        },
        .none => {},
//       ^ def: const U = union(enum) { i: i32, none };
    }
    return switch (e) {
        .a => 1,
//       ^ kind: enumMember
        .b => @intFromEnum(e),
    };
}
//# errors
const Own = error{ Full, Empty };
//    ^ kind: errorSet
//    ^ errors: Empty, Full
fn g(i: u32) !void {
// ^ errors: Empty, Full
    if (i == 0) return error.Full;
//                           ^ kind: error
//                           ^ refs: 1:20 3:30 8:15
    if (i == 1) return Own.Empty;
//                         ^ kind: error
}
export fn f(i: u32) u8 {
    g(i) catch |e| switch (e) {
//              ^ errors: Empty, Full
        error.Full => return 1,
        error.Empty => return 2,
    };
    return 0;
}
//# captures
fn opt(i: u8) ?u8 {
    return if (i == 0) null else i;
}
export fn f(n: u8) u8 {
    if (opt(n)) |some| return some;
//               ^ type: u8
//                            ^ def: if (opt(n)) |some| return some;
    while (opt(n)) |more| {
//                  ^ type: u8
        _ = more;
    }
    const items = [_]u16{ 1, 2 };
    for (items, 0..) |item, i| {
//                    ^ type: u16
//                          ^ type: usize
        _ = item;
//          ^ def: for (items, 0..) |item, i| {
        _ = i;
    }
    for (&[_]u8{ 1, 2 }) |*p| _ = p;
//                         ^ type: *const u8
    return 0;
}
//# labels
export fn f(n: u32) u32 {
    const v = blk: {
        if (n == 1) break :blk 5;
//                         ^ def: const v = blk: {
//                         ^ kind: label
        break :blk n;
    };
    outer: for (0..n) |_| {
        while (true) continue :outer;
//                             ^ def: outer: for (0..n) |_| {
    }
    return v;
}
//# imports
const std = @import("std");
//    ^ kind: namespace
//                   ^ def: lib/std/std.zig
const Type = std.builtin.Type;
//               ^ def: lib/std/builtin.zig
//                       ^ kind: union
export fn f() void {
    _ = std;
//      ^ decl: const std = @import("std");
//      ^ def: lib/std/std.zig
    _ = Type;
//      ^ decl: const Type = std.builtin.Type;
}
//# aliases
const A = struct { x: u8 };
const B = A;
const C = B;
fn real() void {}
const alias = real;
export fn f() void {
    const c: C = .{ .x = 1 };
//           ^ def: const A = struct { x: u8 };
//           ^ decl: const C = B;
    _ = c;
//      ^ typedef: const A = struct { x: u8 };
    alias();
//  ^ def: fn real() void {}
//  ^ decl: const alias = real;
}
//# primitives and builtins
export fn f(a: u32) u8 {
//             ^ hover: u32
//             ^ kind: type
//             ^ layout: size 4 align 4 bits 32
    return @intCast(a);
//         ^ hover: @intCast(int: anytype) anytype
//         ^ kind: builtin
//         ^ type: u8
}
//# generic types
fn List(comptime T: type) type {
// ^ kind: typeFunction
//               ^ second: type
    return struct {
        items: []T,
        const Self = @This();
        fn first(self: Self) T {
            return self.items[0];
//                      ^ type: []u16
//                      ^ def: items: []T,
//                      ^ second: []u8
//                      ^ instances: main.List(u16).first | main.List(u8).first
//                      ^ chosen: main.List(u8).first gives []u8
        }
    };
}
export fn f() void {
    var l: List(u16) = undefined;
    _ = l.first();
//        ^ def: fn first(self: Self) T {
//        ^ type: fn (main.List(u16)) u16 = (function 'first')
    var b: List(u8) = undefined;
//         ^ def: fn List(comptime T: type) type {
    _ = b.first();
}
//# generic functions
fn max(comptime T: type, a: T, b: T) T {
//                       ^ type: u16
//                       ^ second: u8
    return if (a > b) a else b;
//         ^ type: u16
}
fn twice(x: anytype) @TypeOf(x) {
//       ^ type: u32
    return x + x;
//         ^ type: u32
}
export fn f(a: u8, b: u16, c: u32) u32 {
    return max(u8, a, 1) + max(u16, b, 2) + twice(c);
//         ^ def: fn max(comptime T: type, a: T, b: T) T {
//                                          ^ hover: fn twice(x: anytype) @TypeOf(x)
}
//# functions that nothing calls
fn unused(a: u8) u16 {
    const b = a + 1;
//        ^ type: u8
    return b;
}
fn generic(x: anytype) void {
    const y = x;
    _ = y;
//      ^ def: const y = x;
}
//# layouts
const Q = packed struct { a: u3, b: u5 };
//    ^ layout: size 1 align 1 bits 8
//                               ^ layout: size 1 align 1 bits 5 at bit 3
const R = extern struct { a: u8, b: u32 };
//    ^ layout: size 8 align 4
//                               ^ layout: size 4 align 4 bits 32 at 4
const S = struct { a: u64, b: u8 };
//    ^ layout: size 16 align 8
export fn f(q: *Q, r: *R, s: *S) void {
//             ^ typedef: const Q = packed struct { a: u3, b: u5 };
    _ = .{ q, r, s };
}
//# tests
fn helper() u8 {
    return 3;
}
test "of a helper" {
    const h = helper();
//            ^ def: fn helper() u8 {
//        ^ type: u8
    _ = h;
}
//# a comptime block
const limit = 4;
comptime {
    const half = limit / 2;
//        ^ type: comptime_int = 2
//               ^ def: const limit = 4;
    _ = half;
}
//# quoted names
const @"a b" = 3;
//    ^ hover: const @"a b": comptime_int = 3
export fn f() u8 {
    return @"a b";
//         ^ def: const @"a b" = 3;
}
//# a name that is not there
export fn f() void {
    _ = missing;
//      ^ def: nothing
//      ^ hover: nothing
}
//# code behind an error
export fn f(a: u8) u16 {
    const wrong: u8 = "text";
    _ = wrong;
//      ^ type: u8
    const c = a + 1;
//        ^ type: u8
    return c;
}
//# an error within a branch
export fn f(a: u8) u16 {
    const v = if (a == 1) missing(a) else a;
//        ^ type: u8
    const w = v + 1;
//        ^ type: u8
    return w;
}
