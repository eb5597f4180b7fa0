//# references
fn g() void {}
export fn f() void {
    g();
//  ^ refs: 1:4 3:5 4:5
//  ^ uses: 3:5 4:5
    g();
}
//# rename of a function
fn g() void {}
export fn f() void {
    g();
//  ^ renamable: g
//  ^ rename to called: fn called() void {} | called();
//  ^ rename to f: 'f' is declared there already
//  ^ rename to while: fn @"while"() void {} | @"while"();
//  ^ rename to u8: 'u8' is a primitive
}
//# rename of a local
export fn f(a: u32) u32 {
    const b = a;
    return b + b;
//         ^ rename to c: const c = a; | return c + c;
//         ^ rename to a: 'a' is declared there already
}
//# rename of a parameter
export fn f(a: u32) u32 {
//          ^ rename to b: 'b' is declared within its scope
//          ^ rename to c: export fn f(c: u32) u32 { | const b = c;
    const b = a;
    return b;
}
//# rename of a field
const P = struct { x: u32, y: u32 };
export fn f() u32 {
    var p: P = .{ .x = 1, .y = 2 };
    p.x = 4;
//    ^ rename to z: const P = struct { z: u32, y: u32 }; | var p: P = .{ .z = 1, .y = 2 }; | p.z = 4; | return p.z;
//    ^ rename to y: 'y' is a member already
    return p.x;
}
//# rename of a member of an enum
const E = enum { a, b };
export fn f(n: u8) bool {
    const e: E = if (n == 0) .a else E.b;
//                            ^ rename to c: const E = enum { c, b }; | const e: E = if (n == 0) .c else E.b; | return e == .c;
    return e == .a;
}
//# rename of an error
fn g(i: u8) error{ A, B }!void {
    if (i == 0) return error.A;
//                           ^ rename to C: fn g(i: u8) error{ C, B }!void { | if (i == 0) return error.C; | error.C => {},
}
export fn f(i: u8) void {
    g(i) catch |e| switch (e) {
        error.A => {},
        error.B => {},
    };
}
//# rename of a type
const P = struct {
    fn make() P {
        return .{};
    }
};
export fn f() void {
    const p: P = P.make();
//           ^ rename to Q: const Q = struct { | fn make() Q { | const p: Q = Q.make();
    _ = p;
}
//# what cannot be renamed
const std = @import("std");
export fn f() void {
    _ = std.builtin;
//          ^ rename to other: it is declared in the library
//          ^ renamable: nothing
    _ = @sizeOf(u8);
//      ^ renamable: nothing
}
//# rename of a label
export fn f(n: u32) void {
    outer: for (0..n) |_| {
        break :outer;
//             ^ rename to loop: loop: for (0..n) |_| { | break :loop;
    }
}
//# rename of a capture
fn opt() ?u8 {
    return 1;
}
export fn f() u8 {
    return if (opt()) |v| v + v else 0;
//                     ^ rename to w: return if (opt()) |w| w + w else 0;
}
//# calls
fn leaf() void {}
fn middle() void {
// ^ callers: f x1
// ^ callees: leaf x2
    leaf();
//  ^ callers: middle x2
    leaf();
}
export fn f() void {
//        ^ callees: middle x1
    middle();
}
//# expanding types
fn Pair(comptime A: type, comptime B: type) type {
    return struct {
        a: A,
        b: B = 3,
        pub fn first(self: @This()) A {
            return self.a;
        }
        const Second = B;
    };
}
export fn f() void {
    const p: Pair(u8, u16) = .{ .a = 1 };
//           ^ expand: struct { a: u8, b: u16 = 3,  pub fn first(self: main.Pair(u8,u16)) u8; const Second: type = u16; }
    _ = p;
}
//# expanding other types
const E = enum { a, b };
//    ^ expand: enum(u1) { a = 0, b = 1, }
const U = union(enum) { i: i32, none };
//    ^ expand: union(enum) { i: i32, none, }
const Q = packed struct { a: u3, b: u5 };
//    ^ expand: packed struct(u8) { a: u3, b: u5, }
const I = u8;
//    ^ expand: u8
const n = 5;
//    ^ expand: nothing
export fn f(q: *Q) void {
    _ = .{ q, E, U, I, n };
}
//# costs
fn max(comptime T: type, a: T, b: T) T {
// ^ cost: instances 2 branches 0 with code
    return if (a > b) a else b;
}
fn unused(comptime T: type, a: T) T {
// ^ cost: instances 0 branches 0
    return a;
}
export fn f(a: u8, b: u16) u16 {
//        ^ cost: instances 0 branches 0 with code
    return max(u8, a, 1) + max(u16, b, 2);
}
//# implementations
fn max(comptime T: type, a: T, b: T) T {
// ^ impl: return max(u8, a, 1) + max(u16, b, 2); | return max(u8, a, 1) + max(u16, b, 2);
    return if (a > b) a else b;
}
export fn f(a: u8, b: u16) u16 {
    return max(u8, a, 1) + max(u16, b, 2);
}
//# hints of types and values
const limit = 2 + 3;
//<^ hints: const limit<: comptime_int> = 2 + 3< = 5>;
export fn f(a: u32) u32 {
    const b = a + 1;
//  ^ hints: const b<: u32> = a + 1;
    const c: u8 = 4;
//  ^ hints: const c: u8 = 4;
    var d = b;
//  ^ hints: var d<: u32> = b;
    d += c;
    for (0..d) |i| _ = i;
//  ^ hints: for (0..d) |i<: usize>| _ = i;
    const P = struct { x: u8 };
//  ^ hints: const P = struct { x: u8 };
    const p = P{ .x = 1 };
//  ^ hints: const p = P{ .x = 1 };
    return d + p.x;
}
//# hints of parameters
fn g(count: u32, name: []const u8) void {
    _ = .{ count, name };
}
export fn f(count: u32) void {
    g(3, "abc");
//  ^ hints: g(<count:>3, <name:>"abc");
    g(count, "abc");
//  ^ hints: g(count, <name:>"abc");
}
//# hints of error sets
fn g(i: u8) !void {
//<^ hints: fn g(i: u8) <error{A}>!void {
    if (i == 0) return error.A;
}
export fn f(i: u8) void {
    g(i) catch {};
}
//# semantic tokens
const P = struct { x: u32 };
//<^ tokens: P struct, x field, u32 type
fn List(comptime T: type) type {
//<^ tokens: List typeFunction, T parameter, type type, type type
    return struct { items: []T };
}
export fn f(a: u32) u32 {
    const p: P = .{ .x = a };
//  ^ tokens: p constant, P struct, x field, a parameter
    var l: List(u8) = undefined;
//  ^ tokens: l variable, List typeFunction, u8 type, undefined keyword
    _ = &l;
    return p.x;
}
