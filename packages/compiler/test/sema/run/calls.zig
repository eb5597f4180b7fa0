fn sum(args: anytype) u32 {
    var t: u32 = 0;
    comptime var i: u32 = 0;
    inline while (i < args.len) {
        t = t + args[i];
        i = i + 1;
    }
    return t;
}
/// (3) = 12
export fn vs(x: u32) u32 {
    return sum(.{ x, @as(u32, 4), 5 });
}
fn apply(comptime f: fn (u32) u32, x: u32) u32 {
    return f(x);
}
fn dbl(x: u32) u32 {
    return x * 2;
}
/// (4) = 8
export fn ap(x: u32) u32 {
    return apply(dbl, x);
}
/// (4) = 8
export fn fptr(x: u32) u32 {
    var f: *const fn (u32) u32 = &dbl;
    _ = &f;
    return f(x);
}
const E = enum { a, b, c };
fn name(comptime e: E) u32 {
    return switch (e) {
        .a => 10,
        .b => 20,
        .c => 30,
    };
}
fn toE(x: u32) E {
    if (x == 0) return E.a;
    if (x == 3) return E.b;
    return E.c;
}
/// (0) = 10
/// (3) = 20
/// (9) = 30
export fn inl(x: u32) u32 {
    return switch (toE(x)) {
        inline else => |e| name(e),
    };
}
const U = union(enum) { a: u32, b: u8, c: void };
fn mk(x: u32) U {
    if (x == 0) return U{ .a = 1 };
    if (x == 3) return U{ .b = 2 };
    return U{ .c = {} };
}
/// (0) = 11
/// (3) = 22
/// (4) = 5
export fn inlu(x: u32) u32 {
    const u = mk(x);
    return switch (u) {
        inline .a, .b => |v, t| @as(u32, v) + name(if (t == .a) E.a else E.b),
        .c => 5,
    };
}
fn ierr(x: u32) !u32 {
    if (x == 0) return error.Zero;
    return x;
}
inline fn inlErr(x: u32) !u32 {
    const v = try ierr(x);
    if (v == 9) return error.Nine;
    return v + 1;
}
/// (3) = 4
/// (0) = 100
/// (9) = 900
export fn ie(x: u32) u32 {
    return inlErr(x) catch |e| switch (e) {
        error.Zero => 100,
        error.Nine => 900,
    };
}
fn cterr(comptime x: u32) !u32 {
    if (x == 0) return error.Z;
    return x;
}
/// () = 81
export fn ce() u32 {
    const r = comptime cterr(4) catch 0;
    const q = comptime cterr(0) catch 77;
    return r + q;
}
fn Opt(comptime n: ?u32) type {
    return if (n) |v| [v]u8 else void;
}
/// () = 7
export fn ot() u32 {
    const T = Opt(4);
    var t: T = undefined;
    t[0] = 3;
    const V = Opt(null);
    if (V != void) @compileError("x");
    return t.len + t[0];
}
fn rec(comptime n: u32, x: u32) u32 {
    if (n == 0) return x;
    return rec(n - 1, x + n);
}
/// (3) = 18
export fn rc(x: u32) u32 {
    return rec(5, x);
}
/// (3) = 13
export fn opc(x: u32) u32 {
    var o: ?u32 = x;
    if (o) |*p| p.* = p.* + 1;
    while (o) |v| {
        if (v > 10) break;
        o = v + 3;
    }
    return o.?;
}
fn anyret(x: anytype) @TypeOf(x) {
    return x;
}
/// (3) = 11
export fn ar(x: u32) u32 {
    return anyret(x) + anyret(@as(u32, 5)) + @call(.auto, anyret, .{x});
}
fn noret() noreturn {
    unreachable;
}
/// (3) = 3
/// (1) = trap
export fn nr(x: u32) u32 {
    if (x == 1) noret();
    return x;
}
fn unlucky(n: u32) !u32 {
    if (n == 0) {
        const v = try unlucky(1);
        return v;
    }
    return error.Unlucky;
}
/// (0) = 4
/// (1) = 4
export fn recursiveErrors(n: u32) u32 {
    return if (unlucky(n)) |_| 3 else |_| 4;
}
fn Kept(comptime R: type) type {
    return struct {
        result: R,
        fn get(self: *@This()) R {
            return self.result;
        }
    };
}
fn keep(x: u32) !void {
    if (x == 3) return error.Three;
}
/// (3) = 1
/// (4) = 0
export fn inferredErrorsOfAnother(x: u32) u32 {
    const R = @typeInfo(@TypeOf(keep)).@"fn".return_type.?;
    var kept: Kept(R) = .{ .result = keep(x) };
    kept.get() catch return 1;
    return 0;
}
/// (3) = 1
/// (4) = 2
export fn memberOfInferredErrors(x: u32) u32 {
    const Kind = @typeInfo(@typeInfo(@TypeOf(keep)).@"fn".return_type.?).error_union.error_set;
    keep(x) catch |err| return if (err == Kind.Three) 1 else 3;
    return 2;
}
