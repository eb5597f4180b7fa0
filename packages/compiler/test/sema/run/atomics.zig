fn expect(ok: bool) !void {
    if (!ok) return error.Wrong;
}
const E = enum(u5) { a, b, c };
const P = packed struct(u24) { a: u3, b: i7, c: u14 };
/// () = 1
export fn wideAtomics() u32 {
    testWideAtomics() catch return 0;
    return 1;
}
fn testWideAtomics() !void {
    var x: u32 = 5;
    try expect(@atomicLoad(u32, &x, .seq_cst) == 5);
    @atomicStore(u32, &x, 7, .seq_cst);
    try expect(@atomicRmw(u32, &x, .Add, 3, .seq_cst) == 7);
    try expect(x == 10);
    try expect(@cmpxchgStrong(u32, &x, 10, 11, .seq_cst, .seq_cst) == null);
    try expect(@cmpxchgStrong(u32, &x, 10, 12, .seq_cst, .seq_cst).? == 11);
    try expect(@atomicRmw(u32, &x, .Nand, 3, .seq_cst) == 11);
    try expect(x == ~@as(u32, 3));
}
fn checkInts(comptime T: type) !void {
    const signed = @as(T, 0) -% 1 < 0;
    const least: T = if (signed) @as(T, 1) << (@bitSizeOf(T) - 1) else 0;
    var x: T = least;
    const max: comptime_int = ~least;
    try expect(@atomicRmw(T, &x, .Sub, 1, .seq_cst) == least);
    try expect(x == max);
    try expect(@atomicRmw(T, &x, .Add, 1, .seq_cst) == max);
    try expect(x == least);
    try expect(@atomicRmw(T, &x, .Max, 3 & max, .seq_cst) == least);
    try expect(x == 3 & max);
    _ = @atomicRmw(T, &x, .Min, least, .seq_cst);
    try expect(x == least);
    _ = @atomicRmw(T, &x, .Nand, least, .seq_cst);
    try expect(x == ~@as(T, least));
    _ = @atomicRmw(T, &x, .Xchg, 1 & max, .seq_cst);
    try expect(x == 1 & max);
    _ = @atomicRmw(T, &x, .Xor, 1 & max, .seq_cst);
    try expect(x == 0);
    _ = @atomicRmw(T, &x, .Or, 1 & max, .seq_cst);
    try expect(x == 1 & max);
    _ = @atomicRmw(T, &x, .And, 0, .seq_cst);
    try expect(x == 0);
    try expect(@cmpxchgWeak(T, &x, 0, max, .seq_cst, .seq_cst) == null);
    try expect(@cmpxchgStrong(T, &x, 0, max, .seq_cst, .seq_cst).? == max);
}
/// () = 1
export fn ints() u32 {
    testInts() catch return 0;
    return 1;
}
fn testInts() !void {
    try checkInts(u1);
    try checkInts(u7);
    try checkInts(i7);
    try checkInts(u8);
    try checkInts(i8);
    try checkInts(i16);
    try checkInts(u16);
    try checkInts(u24);
    try checkInts(i24);
    try checkInts(u31);
    try checkInts(i32);
    try checkInts(u32);
    try checkInts(usize);
}
/// () = 1
export fn floats() u32 {
    testFloats() catch return 0;
    return 1;
}
fn testFloats() !void {
    inline for (.{ f16, f32 }) |T| {
        var x: T = 1.5;
        try expect(@atomicRmw(T, &x, .Add, 2, .seq_cst) == 1.5);
        try expect(x == 3.5);
        _ = @atomicRmw(T, &x, .Sub, 2, .seq_cst);
        try expect(x == 1.5);
        _ = @atomicRmw(T, &x, .Max, 9, .seq_cst);
        try expect(x == 9);
        _ = @atomicRmw(T, &x, .Min, -9, .seq_cst);
        try expect(x == -9);
        _ = @atomicRmw(T, &x, .Xchg, 4, .seq_cst);
        try expect(x == 4);
        @atomicStore(T, &x, 7, .seq_cst);
        try expect(@atomicLoad(T, &x, .seq_cst) == 7);
    }
}
/// () = 1
export fn enumBoolPointersPacked() u32 {
    testEnumBoolPointersPacked() catch return 0;
    return 1;
}
fn testEnumBoolPointersPacked() !void {
    var e: E = .b;
    try expect(@atomicRmw(E, &e, .Xchg, .c, .seq_cst) == .b);
    try expect(@atomicLoad(E, &e, .seq_cst) == .c);
    try expect(@cmpxchgStrong(E, &e, .c, .a, .seq_cst, .seq_cst) == null);
    try expect(e == .a);
    var b: bool = true;
    try expect(@atomicRmw(bool, &b, .Xchg, false, .seq_cst));
    try expect(!@atomicLoad(bool, &b, .seq_cst));
    try expect(@cmpxchgStrong(bool, &b, false, true, .seq_cst, .seq_cst) == null);
    try expect(b);
    var x: u32 = 1;
    var y: u32 = 2;
    var p: *u32 = &x;
    try expect(@atomicRmw(*u32, &p, .Xchg, &y, .seq_cst) == &x);
    try expect(@cmpxchgStrong(*u32, &p, &x, &x, .seq_cst, .seq_cst).? == &y);
    var o: ?*u32 = null;
    try expect(@atomicRmw(?*u32, &o, .Xchg, &y, .seq_cst) == null);
    try expect(@cmpxchgStrong(?*u32, &o, &y, null, .seq_cst, .seq_cst) == null);
    try expect(o == null);
    try expect(@cmpxchgStrong(?*u32, &o, &y, null, .seq_cst, .seq_cst).? == null);
    var s: P = .{ .a = 1, .b = -3, .c = 1000 };
    try expect(@atomicLoad(P, &s, .seq_cst).b == -3);
    const old = @atomicRmw(P, &s, .Xchg, .{ .a = 2, .b = 5, .c = 7 }, .seq_cst);
    try expect(old.c == 1000);
    try expect(s.c == 7);
    @atomicStore(P, &s, .{ .a = 3, .b = -1, .c = 9 }, .seq_cst);
    try expect(s.b == -1);
    try expect(@cmpxchgStrong(P, &s, .{ .a = 3, .b = -1, .c = 9 }, .{ .a = 0, .b = 0, .c = 0 }, .seq_cst, .seq_cst) == null);
    try expect(s.a == 0);
    inline for (.{ u0, i0, enum { only } }) |T| {
        var z: T = if (@typeInfo(T) == .@"enum") .only else 0;
        try expect(@cmpxchgStrong(T, &z, z, z, .seq_cst, .seq_cst) == null);
        try expect(@cmpxchgWeak(T, &z, z, z, .acquire, .monotonic) == null);
        @atomicStore(T, &z, @atomicLoad(T, &z, .seq_cst), .seq_cst);
        try expect(@atomicRmw(T, &z, .Xchg, z, .seq_cst) == z);
    }
}
