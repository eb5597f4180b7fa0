fn expect(ok: bool) !void {
    if (!ok) return error.Wrong;
}
fn rt(x: anytype) @TypeOf(x) {
    var y = x;
    _ = &y;
    return y;
}
/// () = 1
export fn checkZeroLength() u32 {
    checkZeroLengthOrFail() catch return 0;
    return 1;
}
fn checkZeroLengthOrFail() !void {
    var a: @Vector(0, u32) = .{};
    _ = &a;
    const b = a + a;
    const c = a == b;
    _ = .{ b, c };
    var d: @Vector(0, i77) = @splat(3);
    _ = &d;
    _ = d * d;
    const s: @Vector(2, u32) = @shuffle(u32, rt(@Vector(2, u32){ 1, 2 }), a, [2]i32{ 1, 0 });
    try expect(s[0] == 2);
}
/// () = 1
export fn checkBitcastToArraysOfVectors() u32 {
    checkBitcastToArraysOfVectorsOrFail() catch return 0;
    return 1;
}
fn checkBitcastToArraysOfVectorsOrFail() !void {
    const a: [2]@Vector(2, u32) = @bitCast(rt(@Vector(4, u32){ 1, 2, 3, 4 }));
    try expect(a[1][0] == 3);
    const b: @Vector(4, u32) = @bitCast(a);
    try expect(b[3] == 4);
    const c: [4]@Vector(1, u32) = @bitCast(rt(@Vector(4, u32){ 1, 2, 3, 4 }));
    try expect(c[2][0] == 3);
}
/// () = 1
export fn checkInContainers() u32 {
    checkInContainersOrFail() catch return 0;
    return 1;
}
fn checkInContainersOrFail() !void {
    const S = struct { a: u8, v: @Vector(3, u24), b: @Vector(10, bool), w: [2]@Vector(2, i77) };
    var s: S = .{ .a = 1, .v = .{ 1, 2, 3 }, .b = @splat(true), .w = .{ .{ 1, -1 }, .{ 2, -2 } } };
    s.v += @splat(5);
    s.b[3] = false;
    s.w[1] *= @splat(-1);
    try expect(s.v[2] == 8 and !s.b[3] and s.b[4] and s.w[1][1] == 2 and s.w[0][1] == -1);
    const p = &s.w[rt(@as(usize, 1))];
    p[0] = 9;
    try expect(s.w[1][0] == 9);
    const U = union(enum) { v: @Vector(4, f32), n: u8 };
    var u: U = .{ .v = .{ 1, 2, 3, 4 } };
    u.v[2] += 1;
    try expect(u.v[2] == 4);
    const o: ?@Vector(2, bool) = rt(@as(?@Vector(2, bool), .{ true, false }));
    try expect(o.?[0] and !o.?[1]);
    const e: error{X}!@Vector(2, u128) = rt(@as(error{X}!@Vector(2, u128), .{ 5, 6 }));
    try expect((try e)[1] == 6);
    var arr: [3]@Vector(4, u8) = @splat(@splat(7));
    @memset(&arr, .{ 1, 2, 3, 4 });
    const sl: []@Vector(4, u8) = arr[0..rt(@as(usize, 2))];
    sl[1] = .{ 9, 9, 9, 9 };
    try expect(arr[1][0] == 9 and arr[2][3] == 4);
    for (sl) |*x| x.* -= @splat(1);
    try expect(arr[0][0] == 0 and arr[1][3] == 8);
}
/// () = 1
export fn checkMixed() u32 {
    checkMixedOrFail() catch return 0;
    return 1;
}
fn checkMixedOrFail() !void {
    const a = rt(@Vector(4, i32){ 1, -2, 3, -4 });
    const b: @Vector(4, i32) = @select(i32, a > @as(@Vector(4, i32), @splat(0)), a, -a);
    try expect(@reduce(.Add, b) == 10);
    const m = a > rt(@Vector(4, i32){ 0, 0, 5, -5 });
    try expect(@reduce(.Or, m) and !@reduce(.And, m) and @as(u4, @bitCast(m)) == 0b1001);
    try expect(@reduce(.Mul, rt(@Vector(3, u8){ 2, 3, 4 })) == 24);
    const sh: @Vector(4, u8) = rt(@Vector(4, u8){ 1, 2, 4, 8 }) << rt(@Vector(4, u3){ 1, 2, 3, 4 });
    try expect(sh[3] == 128);
    const x = rt(@Vector(4, u8){ 1, 2, 4, 8 });
    try expect((rt(@Vector(2, bool){ true, false }) == rt(@Vector(2, bool){ true, true }))[1] == false);
    const nb = ~rt(@Vector(3, u1){ 1, 0, 1 });
    try expect(nb[0] == 0 and nb[1] == 1);
    const bo = rt(@Vector(3, bool){ true, false, true });
    try expect((bo & @as(@Vector(3, bool), @splat(true)))[0] and (bo | bo)[2] and !(bo ^ bo)[0] and (!bo)[1]);
    const cs: @Vector(4, u16) = x;
    try expect(cs[3] == 8);
    const ptr: *const @Vector(4, u8) = &x;
    const arr: [4]u8 = ptr.*;
    try expect(arr[2] == 4);
    var c2: @Vector(4, f16) = @floatFromInt(x);
    c2 = @sqrt(c2);
    try expect(c2[2] == 2);
    const big: @Vector(64, u8) = @splat(rt(@as(u8, 3)));
    try expect(@reduce(.Add, big) == 192);
    const wide: @Vector(64, u16) = big;
    try expect(@reduce(.Add, wide * wide) == 576);
}

// A vector of one element is passed as that.
/// (4) = 5
export fn oneElement(x: @Vector(1, u32)) @Vector(1, u32) {
    return x + @as(@Vector(1, u32), .{1});
}
const Wrapped = extern struct { inner: @Vector(1, f64) };
/// (4) = 2
export fn wrappedElement(x: Wrapped) Wrapped {
    return .{ .inner = x.inner / @as(@Vector(1, f64), .{2}) };
}
