fn expect(ok: bool) !void {
    if (!ok) return error.Wrong;
}
const Wide = packed struct { a: u3, b: i77, c: u1, d: u130, f: i65, g: bool, h: f16, j: enum(u70) { x, y, z = 1 << 69 } };
const In = packed struct { p: u5, q: u67, r: i9 };
const Out = packed struct { s: u7, in: In, t: u2, un: packed union { a: u81, b: packed struct { k: i80, l: bool } } };
var g: Wide = .{ .a = 5, .b = -7, .c = 1, .d = (1 << 129) + 3, .f = -(1 << 64), .g = true, .h = 2.5, .j = .y };
fn check(w: *const Wide) !void {
    try expect(w.a == 5);
    try expect(w.b == -7);
    try expect(w.c == 1);
    try expect(w.d == (1 << 129) + 3);
    try expect(w.f == -(1 << 64));
    try expect(w.g);
    try expect(w.h == 2.5);
    try expect(w.j == .y);
}
/// () = 1
export fn wide() u32 {
    testWide() catch return 0;
    return 1;
}
fn testWide() !void {
    var w: Wide = g;
    try check(&w);
    try check(&g);
    w.b = 8;
    w.b = -7;
    w.d = 0;
    try expect(w.c == 1 and w.b == -7);
    w.d = (1 << 129) + 3;
    try expect(w.d == (1 << 129) + 3 and w.f == -(1 << 64));
    w.f += 1;
    w.f -= 1;
    w.j = .z;
    try expect(w.j == .z);
    w.j = .y;
    try check(&w);
    const v = w;
    try expect(v.b == -7 and v.d == (1 << 129) + 3 and v.f == -(1 << 64) and v.j == .y);
    var n: u130 = 5;
    _ = &n;
    var made: Wide = .{ .a = 5, .b = @intCast(@as(i131, n) - 12), .c = 1, .d = (1 << 129) + (n - 2), .f = -(1 << 64), .g = n == 5, .h = 2.5, .j = .y };
    try check(&made);
    try expect(made == w);
    const pd = &made.d;
    pd.* += 1;
    try expect(made.d == (1 << 129) + 4);
    try expect(made != w);
    const pb = &made.b;
    pb.* = -(1 << 76);
    try expect(made.b == -(1 << 76));
    try expect(made.a == 5 and made.c == 1);
    const bits: u363 = @bitCast(w);
    try expect(@as(u3, @truncate(bits)) == 5);
    try expect(@as(i77, @bitCast(@as(u77, @truncate(bits >> 3)))) == -7);
    const back: Wide = @bitCast(bits);
    try check(&back);
}
/// () = 1
export fn nested() u32 {
    testNested() catch return 0;
    return 1;
}
fn testNested() !void {
    var o: Out = .{ .s = 100, .in = .{ .p = 3, .q = 1 << 66, .r = -5 }, .t = 2, .un = .{ .a = 1 << 80 } };
    try expect(o.un.b.l and o.un.b.k == 0);
    o.un.b.k = -1;
    try expect(o.un.a == (1 << 81) - 1);
    try expect(o.in.q == 1 << 66 and o.in.r == -5 and o.in.p == 3 and o.t == 2);
    o.in = .{ .p = 1, .q = 2, .r = 3 };
    try expect(o.in.q == 2 and o.s == 100 and o.t == 2);
    const q = &o.in.q;
    q.* = 77;
    try expect(o.in.q == 77 and o.in.p == 1);
    const in = o.in;
    try expect(in.q == 77 and in.r == 3);
    var arr: [3]Out = .{ o, o, o };
    arr[1].in.r = -9;
    try expect(arr[0].in.r == 3 and arr[1].in.r == -9 and arr[2].in.r == 3);
    var i: usize = 2;
    _ = &i;
    arr[i].in.q += 1;
    try expect(arr[i].in.q == 78 and arr[1].in.q == 77);
    const S = packed struct { x: u4, i: In };
    var s: S = .{ .x = 1, .i = o.in };
    s.i.r -= 4;
    try expect(s.i.r == -1);
}
const Neg = packed struct(i100) { a: u40, b: i60 };
/// () = 1
export fn signedBacking() u32 {
    testSignedBacking() catch return 0;
    return 1;
}
fn testSignedBacking() !void {
    var n: Neg = .{ .a = 1, .b = -1 };
    try expect(@as(i100, @bitCast(n)) == -(1 << 40) + 1);
    n.b = 3;
    n.b = -2;
    try expect(@as(i100, @bitCast(n)) == -(2 << 40) + 1);
    const S = packed struct(i5) { a: u3, b: i2 };
    var s: S = .{ .a = 1, .b = -1 };
    try expect(@as(i5, @bitCast(s)) == -7);
    s.b = 1;
    try expect(@as(i5, @bitCast(s)) == 9);
    s.b = -2;
    try expect(@as(i5, @bitCast(s)) == -15);
}
fn maxOf(comptime T: type) T {
    return ~@as(T, 0);
}
fn minOf(comptime T: type) T {
    return @as(T, 1) << (@bitSizeOf(T) - 1);
}
fn field(comptime A: type, comptime B: type) !void {
    const T = packed struct { a: A, b: B, c: u3 };
    var t: T = .{ .a = 0, .b = -1, .c = 0 };
    try expect(t.a == 0 and t.b == -1 and t.c == 0);
    t.a = maxOf(A);
    t.b = 0;
    t.c = 7;
    try expect(t.a == maxOf(A) and t.b == 0 and t.c == 7);
    t.b = minOf(B);
    t.a = 1;
    t.c = 5;
    try expect(t.a == 1 and t.b == minOf(B) and t.c == 5);
    const u = t;
    try expect(u.a == 1 and u.b == minOf(B) and u.c == 5);
}
/// () = 1
export fn widths() u32 {
    testWidths() catch return 0;
    return 1;
}
fn testWidths() !void {
    @setEvalBranchQuota(100000);
    inline for (.{ u1, u8, u17, u32, u63, u64, u65, u100, u128, u129, u200 }) |n| {
        inline for (.{ i2, i8, i29, i32, i61, i64, i65, i127, i128, i190 }) |m| try field(n, m);
    }
}
const Loose = packed struct { a: u60, b: u40 };
const Holder = struct { x: u8, loose: Loose };
fn dirty(n: u64) u64 {
    var words: [64]u64 = undefined;
    for (&words) |*word| word.* = ~n;
    return words[@as(usize, @truncate(n)) % 64];
}
fn byFields(n: u60) Loose {
    var made: Loose = undefined;
    made.a = n;
    made.b = 2;
    return made;
}
fn holderByFields(n: u60) Holder {
    var made: Holder = undefined;
    made.loose.a = n;
    made.loose.b = 2;
    return made;
}
/// (3) = 3
export fn padding(n: u32) u32 {
    const wanted: Loose = .{ .a = n, .b = 2 };
    _ = dirty(n);
    var count: u32 = @intFromBool(byFields(n) == wanted);
    _ = dirty(n);
    count += @intFromBool(holderByFields(n).loose == wanted);
    _ = dirty(n);
    const whole: u128 = @as(u100, @bitCast(holderByFields(n).loose));
    return count + @intFromBool(whole == @as(u128, 2 << 60) + n);
}
// A field of 48 bits is reached in eight bytes that overlap those of its neighbours.
const Odd = packed struct { a: u17, b: i2, c: i5, d: i48 };
var odd: struct { u8, Odd } = .{ 3, .{ .a = 87380, .b = -1, .c = -8, .d = -140737488355201 } };
/// () = 127
export fn lastByteOfOdd() u32 {
    odd = .{ 1, Odd{ .a = 0, .b = odd[1].b, .c = 2, .d = 140737488355327 } };
    return @as(*const [9]u8, @ptrCast(&odd[1]))[8];
}
