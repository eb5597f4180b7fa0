//# integers
export fn f(a: u32, b: u32, s: i32, c: u8, z: usize) void {
    const a1 = a + b;
//               ^ type: u32
    const a2 = a - b;
//               ^ type: u32
    const a3 = a * b;
//               ^ type: u32
    const a4 = a / b;
//               ^ type: u32
    const a5 = a % b;
//               ^ type: u32
    const a6 = a +% b;
//               ^ type: u32
    const a7 = a -| b;
//               ^ type: u32
    const a8 = a *% b;
//               ^ type: u32
    const a9 = a & b;
//               ^ type: u32
    const b1 = a | b;
//               ^ type: u32
    const b2 = a ^ b;
//               ^ type: u32
    const b3 = ~a;
//             ^ type: u32
    const b4 = a << 3;
//               ^ type: u32
    const b5 = a >> @intCast(c & 7);
//               ^ type: u32
    const b6 = -s;
//             ^ type: i32
    const b7 = -%s;
//             ^ type: i32
    const b8 = a == b;
//               ^ type: bool
    const b9 = a < b;
//               ^ type: bool
    const c1 = a != 0 and b > 1;
//                    ^ type: bool
    const c2 = a != 0 or b > 1;
//                    ^ type: bool
    const c3 = !(a == b);
//             ^ type: bool
    const c4 = c + 1;
//               ^ type: u8
    const c5 = @as(u64, a) + z;
//                         ^ type: u64
    const c6 = c + a;
//               ^ type: u32
    const c7 = @addWithOverflow(a, b);
//             ^ type: struct { u32, u1 }
    const c8 = @min(a, 10);
//             ^ type: u4
    const c9 = @max(a, c);
//             ^ type: u32
    const d1 = @divFloor(s, 3);
//             ^ type: i32
    const d2 = @mod(s, 4);
//             ^ type: i32
    const d3 = @clz(a);
//             ^ type: u6
    const d4 = @popCount(c);
//             ^ type: u4
    const d5 = @abs(s);
//             ^ type: u32
    const d6 = @bitReverse(c);
//             ^ type: u8
    const d7 = @as(i64, s);
//             ^ type: i64
    const d8 = @as(u8, 3) + 4;
//                        ^ type: u8 = 7
    const d9 = 7 / 2;
//               ^ type: comptime_int = 3
    const e1 = 1 << 10;
//               ^ type: comptime_int = 1024
    const e2 = -5;
//             ^ type: comptime_int = -5
    const e3 = 0xff + 0b11 + 0o7;
//                         ^ type: comptime_int = 265
    const e4 = 1_000_000;
//             ^ type: comptime_int = 1000000
    const e5 = 3 > 2;
//               ^ type: bool = true
    const e6 = 'a' + 1;
//                 ^ type: comptime_int = 98
    const e7 = @sizeOf(u32);
//             ^ type: comptime_int = 4
    const e8 = @bitSizeOf(u7);
//             ^ type: comptime_int = 7
    const e9 = @alignOf(u64);
//             ^ type: comptime_int = 8
    _ = .{ a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4, b5, b6, b7, b8, b9 };
    _ = .{ c1, c2, c3, c4, c5, c6, c7, c8, c9, d1, d2, d3, d4, d5, d6, d7, d8, d9 };
    _ = .{ e1, e2, e3, e4, e5, e6, e7, e8, e9 };
}
//# floats and vectors
export fn f(x: f32, y: f64) void {
    const a1 = x * 2;
//               ^ type: f32
    const a2 = y + 1.5;
//               ^ type: f64
    const a3 = @sqrt(x);
//             ^ type: f32
    const a4 = @floor(y);
//             ^ type: f64
    const a5 = x < 1;
//               ^ type: bool
    const a6 = 1.5 * 2;
//                 ^ type: comptime_float = 3
    const a7 = @as(f16, 1.25);
//             ^ type: f16 = 1.25
    const v: @Vector(4, f32) = @splat(x);
    const w = v + v;
    const a8 = v * w;
//               ^ type: @Vector(4, f32)
    const a9 = v == w;
//               ^ type: @Vector(4, bool)
    const b1 = @reduce(.Add, v);
//             ^ type: f32
    const b2 = v[1];
//              ^ type: f32
    const b3 = @as(f64, x);
//             ^ type: f64
    const b4 = -x;
//             ^ type: f32
    _ = .{ a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4 };
}
//# pointers
const P = struct { x: u32, y: u8 };
export fn f(p: *P, q: *const u32, m: [*]u8, z: [*:0]const u8, o: ?*P, c: [*c]u8) void {
    const a1 = p.*;
//              ^ type: main.P
    const a2 = p.x;
//              ^ type: u32
    const a3 = &p.x;
//             ^ type: *u32
    const a4 = q.*;
//              ^ type: u32
    const a5 = m[2];
//              ^ type: u8
    const a6 = m + 1;
//               ^ type: [*]u8
    const a7 = z[0];
//              ^ type: u8
    const a8 = &m[1];
//             ^ type: *u8
    const a9 = m[0..4];
//              ^ type: *[4]u8
    const b1 = o.?;
//              ^ type: *main.P
    const b2 = o.?.x;
//                ^ type: u32
    const b3 = o == null;
//               ^ type: bool
    const b4 = c[0];
//              ^ type: u8
    const b5 = c.*;
//              ^ type: u8
    const b6 = c != null;
//               ^ type: bool
    var local: u16 = 3;
    const b7 = &local;
//             ^ type: *u16
    const b8 = @intFromPtr(p);
//             ^ type: usize
    const constant: u16 = 4;
    const b9 = &constant;
//             ^ type: *const u16
    const d1 = p.* ;
//              ^ type: main.P
    const d2 = &p.*;
//             ^ type: *main.P
    local += 1;
    _ = .{ a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4, b5, b6, b7, b8, b9, d1, d2 };
}
//# slices and arrays
comptime {
    _ = &f;
}
fn f(s: []const u8, t: []u32, n: usize) void {
    const a1 = s.len;
//              ^ type: usize
    const a2 = s.ptr;
//              ^ type: [*]const u8
    const a3 = s[n];
//              ^ type: u8
    const a4 = s[1..];
//              ^ type: []const u8
    const a5 = s[1..n];
//              ^ type: []const u8
    const a6 = s[0..3];
//              ^ type: *const [3]u8
    const a7 = t[0];
//              ^ type: u32
    const a8 = &t[1];
//             ^ type: *u32
    const a9 = t[1..3];
//              ^ type: *[2]u32
    const array = [_]u16{ 1, 2, 3 };
    const b1 = array[1];
//                  ^ type: u16 = 2
    const b2 = array.len;
//                  ^ type: usize = 3
    const b3 = array[n % 3];
//                  ^ type: u16
    const b4 = array[0..2];
//                  ^ type: *const [2]u16 = &.{ 1, 2, 3 }
    const b5 = &array;
//             ^ type: *const [3]u16
    const b6 = array ++ [_]u16{4};
//                   ^ type: [4]u16 = .{ 1, 2, 3, 4 }
    const b7 = array ** 2;
//                   ^ type: [6]u16 = .{ 1, 2, 3, 1, 2, 3 }
    const b8 = "abc" ++ "d";
//                   ^ type: *const [4:0]u8 = "abcd"
    const b9 = "abc".len;
//                  ^ type: usize = 3
    const c1 = "abc"[1];
//                  ^ type: u8 = 98
    const c2 = "abc"[0..2];
//                  ^ type: *const [2]u8 = "abc"
    var many: [4]u8 = undefined;
    const c3 = &many;
//             ^ type: *[4]u8
    const c4 = many[0..];
//                 ^ type: *[4]u8
    const c5 = many[1..n];
//                 ^ type: []u8
    const c6 = [2][3]u8{ .{ 1, 2, 3 }, .{ 4, 5, 6 } };
//                     ^ type: [2][3]u8 = .{ "\x01\x02\x03".*, "\x04\x05\x06".* }
    const c7 = c6[1][2];
//                  ^ type: u8 = 6
    const c8 = c6[1];
//               ^ type: [3]u8 = "\x04\x05\x06".*
    const c9 = [_:0]u8{ 1, 2 };
//                    ^ type: [2:0]u8 = "\x01\x02".*
    const d1 = c9.len;
//               ^ type: usize = 2
    many[0] = 1;
    _ = .{ a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4, b5, b6, b7, b8, b9 };
    _ = .{ c1, c2, c3, c4, c5, c7, c8, d1 };
}
//# optionals and errors
const Own = error{ A, B };
fn opt(i: u8) ?u16 {
    return if (i == 0) null else i;
}
fn fails(i: u8) Own!u32 {
    if (i == 0) return error.A;
    return i;
}
export fn f(i: u8) void {
    const a1 = opt(i);
//                ^ type: ?u16
    const a2 = opt(i) orelse 3;
//                    ^ type: u16
    const a3 = opt(i) orelse return;
//                    ^ type: u16
    const a4 = opt(i).?;
//                   ^ type: u16
    const a5 = opt(i) == null;
//                    ^ type: bool
    const a6 = fails(i);
//                  ^ type: error{A,B}!u32
    const a7 = fails(i) catch 4;
//                      ^ type: u32
    const a8 = fails(i) catch unreachable;
//                      ^ type: u32
    const a9 = fails(i) catch return;
//                      ^ type: u32
    const b1 = if (opt(i)) |v| v else 1;
//             ^ type: u16
    const b2 = if (fails(i)) |v| v else |_| 2;
//             ^ type: u32
    const b3 = error.A;
//             ^ type: error{A} = error.A
    const b4 = Own || error{C};
//                 ^ type: type = error{A,B,C}
    const b5 = @errorName(error.A);
//             ^ type: *const [1:0]u8 = "A"
    const b6 = Own.A;
//                ^ type: error{A,B} = error.A
    const b7 = @as(?u8, i);
//             ^ type: ?u8
    const b8 = @as(?u8, null);
//             ^ type: ?u8 = null
    const b9 = @as(Own!u8, i);
//             ^ type: error{A,B}!u8
    _ = .{ a1, a2, a3, a4, a5, a6 catch 0, a7, a8, a9, b1, b2, b4, b5, b7, b8, b9 catch 0 };
    _ = .{ @TypeOf(b3), @TypeOf(b6) };
}
//# containers
const P = struct {
    x: u32,
    y: u8 = 5,
    const zero: P = .{ .x = 0 };
    fn make(x: u32) P {
        return .{ .x = x };
    }
    fn sum(p: P) u32 {
        return p.x + p.y;
    }
    fn set(p: *P, x: u32) void {
        p.x = x;
    }
};
const E = enum(u8) { a = 3, b, _ };
const U = union(enum) { i: i32, f: f32, none };
const T = struct { u8, []const u8 };
export fn f(n: u32) void {
    const a1 = P{ .x = n };
//              ^ type: main.P
    const a2 = P.zero;
//              ^ type: main.P = .{ .x = 0, .y = 5 }
    const a3 = P.zero.x;
//                   ^ type: u32 = 0
    const a4 = P.make(n);
//                   ^ type: main.P
    const a5 = P.make(n).sum();
//                          ^ type: u32
    const a6 = a1.sum();
//                   ^ type: u32
    const a7 = P.sum(a1);
//                  ^ type: u32
    const a8 = a1.y;
//               ^ type: u8
    const a9 = P.make;
//              ^ type: fn (u32) main.P = (function 'make')
    const b1 = E.a;
//              ^ type: main.E = .a
    const b2 = @intFromEnum(E.b);
//             ^ type: u8 = 4
    const b3 = @as(E, @enumFromInt(7));
//             ^ type: main.E = @enumFromInt(7)
    const b4 = U{ .i = 3 };
//              ^ type: main.U = .{ .i = 3 }
    const b5 = b4.i;
//               ^ type: i32 = 3
    const b6 = @tagName(b1);
//             ^ type: *const [1:0]u8 = "a"
    const b7 = @typeName(P);
//             ^ type: *const [6:0]u8 = "main.P"
    const b8 = @hasField(P, "x");
//             ^ type: bool = true
    const b9 = @offsetOf(P, "x");
//             ^ type: comptime_int = 0
    const t: T = .{ 1, "two" };
    const c1 = t[0];
//              ^ type: u8 = 1
    const c2 = t[1];
//              ^ type: []const u8 = "two"[0..3]
    const c3 = t.@"1";
//              ^ type: []const u8 = "two"[0..3]
    const c4 = .{ 1, n };
//              ^ type: struct { comptime comptime_int = 1, u32 }
    const c5 = .{ .a = 1, .b = n };
//              ^ type: main.f__struct_2
    const c6 = c5.b;
//               ^ type: u32
    const c7 = c4[1];
//               ^ type: u32
    const c8 = @TypeOf(c4);
//             ^ type: type = struct { comptime comptime_int = 1, u32 }
    const c9 = @field(a1, "x");
//             ^ type: u32
    const d1 = @as(U, .none);
//             ^ type: main.U
    const d2 = @unionInit(U, "f", 2.5);
//             ^ type: main.U = .{ .f = 2.5 }
    const d3 = @FieldType(P, "y");
//             ^ type: type = u8
    var p: P = P.zero;
    p.set(3);
    const d4 = p;
//             ^ type: main.P
    const d5 = p.x;
//              ^ type: u32
    const d6 = &p;
//             ^ type: *main.P
    _ = .{ a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4, b5, b6, b7, b8, b9 };
    _ = .{ c1, c2, c3, c6, c7, c8, c9, d1, d2, d3, d4, d5, d6 };
}
//# types
const P = struct { x: u8 };
export fn f() void {
    const a1 = u8;
//             ^ type: type = u8
    const a2 = *u8;
//             ^ type: type = *u8
    const a3 = []const u8;
//             ^ type: type = []const u8
    const a4 = ?u8;
//             ^ type: type = ?u8
    const a5 = [3]u8;
//             ^ type: type = [3]u8
    const a6 = [*:0]u8;
//             ^ type: type = [*:0]u8
    const a7 = fn (u8) void;
//             ^ type: type = fn (u8) void
    const a8 = *const fn () u8;
//             ^ type: type = *const fn () u8
    const a9 = anyerror!u8;
//                     ^ type: type = anyerror!u8
    const b1 = error{A}!u8;
//                     ^ type: type = error{A}!u8
    const b2 = @Vector(4, u8);
//             ^ type: type = @Vector(4, u8)
    const b3 = *align(4) volatile u8;
//             ^ type: type = *align(4) volatile u8
    const b4 = P;
//             ^ type: type = main.P
    const b5 = *P;
//             ^ type: type = *main.P
    const b6 = struct { u8, u16 };
//             ^ type: type = struct { u8, u16 }
    const b7 = @TypeOf(1);
//             ^ type: type = comptime_int
    const b8 = @TypeOf("a");
//             ^ type: type = *const [1:0]u8
    const b9 = @Int(.unsigned, 7);
//             ^ type: type = u7
    const c1 = [2:0]u8;
//             ^ type: type = [2:0]u8
    const c2 = [*c]u8;
//             ^ type: type = [*c]u8
    const c3 = *allowzero u8;
//             ^ type: type = *allowzero u8
    const c4 = @typeInfo(u8).int.bits;
//                              ^ type: u16 = 8
    const c5 = @typeInfo(P).@"struct".fields.len;
//                                          ^ type: usize = 1
    const c6 = comptime_int;
//             ^ type: type = comptime_int
    const c7 = void;
//             ^ type: type = void
    const c8 = noreturn;
//             ^ type: type = noreturn
    const c9 = type;
//             ^ type: type = type
    _ = .{ a1, a2, a3, a4, a5, a6, a8, a9, b1, b2, b3, b4, b5, b6, b7, b8, b9, c1, c2, c3, c4, c5, c6, c7, c9 };
    _ = .{ a7, c8 };
}
//# control flow
fn opt(i: u8) ?u16 {
    return if (i == 0) null else i;
}
export fn f(n: u8) void {
    const a1 = if (n == 0) @as(u8, 1) else 2;
//             ^ type: u8
    const a2 = switch (n) {
//             ^ type: u16
        0 => @as(u16, 1),
        1...9 => 2,
        else => 3,
    };
    const a3 = blk: {
//                  ^ type: u32
        if (n == 1) break :blk @as(u32, 4);
        break :blk 5;
    };
    const a4 = while (opt(n)) |v| {
//             ^ type: void = {}
        if (v == 3) break v;
    } else 0;
    const a5 = for (0..n) |i| {
//             ^ type: void = {}
        if (i == 3) break i;
    } else 9;
    const a6 = if (true) 1 else 2;
//             ^ type: comptime_int = 1
    const a7 = switch (3) {
//             ^ type: *const [5:0]u8 = "three"
        3 => "three",
        else => "other",
    };
    const a8 = comptime blk: {
//             ^ type: comptime_int = 10
        var sum = 0;
        for (0..5) |i| sum += i;
        break :blk sum;
    };
    const a9 = (n + 1) * 2;
//                     ^ type: u8
    _ = .{ a1, a2, a3, a4, a5, a6, a7, a8, a9 };
}
//# calls
fn add(a: u32, b: u32) u32 {
    return a + b;
}
fn same(x: anytype) @TypeOf(x) {
    return x;
}
fn Pair(comptime A: type) type {
    return struct {
        a: A,
        b: A,
        fn first(self: @This()) A {
            return self.a;
        }
    };
}
fn pick(comptime T: type, a: T, b: T) T {
    return if (a > b) a else b;
}
inline fn twice(x: u32) u32 {
    return x * 2;
}
fn apply(g: *const fn (u32, u32) u32) u32 {
    return g(1, 2);
}
export fn f(n: u32) void {
    const a1 = add(n, 1);
//                ^ type: u32
    const a2 = same(n);
//                 ^ type: u32
    const a3 = same("x");
//                 ^ type: *const [1:0]u8
    const a4 = Pair(u8);
//                 ^ type: type = main.Pair(u8)
    const a5 = Pair(u8){ .a = 1, .b = 2 };
//                     ^ type: main.Pair(u8) = .{ .a = 1, .b = 2 }
    const a6 = a5.first();
//                     ^ type: u8
    const a7 = pick(u16, 1, 2);
//                 ^ type: u16
    const a8 = twice(n);
//                  ^ type: u32
    const a9 = apply(&add);
//                  ^ type: u32
    const b1 = &add;
//             ^ type: *const fn (u32, u32) u32 = &main.add
    const b2 = add;
//             ^ type: fn (u32, u32) u32 = (function 'add')
    const b3 = comptime add(1, 2);
//             ^ type: u32 = 3
    const b4 = @call(.auto, add, .{ n, 2 });
//             ^ type: u32
    const b5 = b1(n, 3);
//               ^ type: u32
    const b6 = pick(i32, -1, 2);
//                 ^ type: i32
    const b7 = same(@as(?u8, null));
//                 ^ type: ?u8
    const b8 = Pair(Pair(u16));
//                 ^ type: type = main.Pair(main.Pair(u16))
    _ = .{ a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b3, b4, b5, b6, b7, b8 };
    _ = b2;
}
//# conversions
export fn f(n: u32, s: i16, p: *u32, b: bool) void {
    const a1 = @as(u8, @intCast(n));
//             ^ type: u8
    const a2 = @as(u8, @truncate(n));
//             ^ type: u8
    const a3 = @as(i32, @bitCast(n));
//             ^ type: i32
    const a4 = @as(f32, @floatFromInt(n));
//             ^ type: f32
    const a5 = @as(i32, s);
//             ^ type: i32
    const a6 = @intFromBool(b);
//             ^ type: u1
    const a7 = @as(*const u32, p);
//             ^ type: *const u32
    const a8 = @as(*[1]u32, p);
//             ^ type: *[1]u32
    const a9 = @as([]u32, p[0..1]);
//             ^ type: []u32
    const b1 = @as(*anyopaque, p);
//             ^ type: *anyopaque
    const b2 = @as(*u8, @ptrCast(p));
//             ^ type: *u8
    const b3 = @as(comptime_int, 3);
//             ^ type: comptime_int = 3
    const b4 = @as(anyerror, error.A);
//             ^ type: anyerror = error.A
    _ = @TypeOf(b4);
    const b5 = @as(u64, n) << 32;
//                         ^ type: u64
    const b6 = @as([3]u8, .{ 1, 2, 3 });
//             ^ type: [3]u8
    const b7 = @as([]const u8, "abc");
//             ^ type: []const u8 = "abc"[0..3]
    const b8 = @as(enum { x, y }, .y);
//             ^ type: main.f__enum_0
    const b9 = @as(usize, 5);
//             ^ type: usize = 5
    _ = .{ a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b5, b6, b7, b8, b9 };
}
