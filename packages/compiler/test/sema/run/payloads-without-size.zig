fn expect(ok: bool) !void {
    if (!ok) return error.Wrong;
}
const Never = struct { never: noreturn, number: u32 };
const Z = extern struct { a: [0]u64 };
fn rt(x: anytype) @TypeOf(x) {
    var y = x;
    _ = &y;
    return y;
}
fn fail(b: bool) error{ A, B }![0]u32 {
    return if (b) error.B else .{};
}
fn maybe(b: bool) ?[0]u32 {
    return if (b) .{} else null;
}
/// () = 1
export fn checkStrides() u32 {
    checkStridesOrFail() catch return 0;
    return 1;
}
fn checkStridesOrFail() !void {
    try expect(@sizeOf(?[0]u32) == 4 and @sizeOf(error{A}![0]u64) == 8 and @sizeOf(error{Bad}!Never) == 4);
    var a: [3]?[0]u32 = .{ null, .{}, null };
    a[rt(@as(usize, 2))] = .{};
    try expect(a[0] == null and a[rt(@as(usize, 1))] != null and a[2] != null);
    const s: []?[0]u32 = &a;
    var n: usize = 0;
    for (s) |*x| {
        if (x.* != null) n += 1;
        x.* = maybe(n == 0);
    }
    try expect(n == 2 and a[0] != null and a[1] == null and a[2] == null);
    try expect(@intFromPtr(&a[1]) - @intFromPtr(&a[0]) == 4);
    var e: [3]error{ A, B }![0]u64 = .{ error.A, .{}, error.B };
    _ = &e;
    try expect(@intFromPtr(&e[1]) - @intFromPtr(&e[0]) == 8);
    e[rt(@as(usize, 1))] = error.B;
    if (e[1]) |_| return error.Wrong else |err| try expect(err == error.B);
    for (&e) |*x| x.* = .{};
    _ = try e[rt(@as(usize, 2))];
    _ = try fail(false);
    if (fail(true)) |_| return error.Wrong else |err| try expect(err == error.B);
    const st: struct { x: u8, y: ?Z, z: error{A}!Z } = .{ .x = 1, .y = .{ .a = .{} }, .z = error.A };
    const c = rt(st);
    try expect(c.x == 1 and c.y != null);
    if (c.z) |_| return error.Wrong else |_| {}
    var o: ?Z = null;
    const p = &o;
    p.* = .{ .a = .{} };
    try expect(rt(p).* != null);
    const q = &p.*.?;
    _ = q;
    p.* = null;
    try expect(o == null);
    const nested: ?error{A}![0]u32 = rt(@as(?error{A}![0]u32, @as(error{A}![0]u32, error.A)));
    try expect(nested != null);
    const k: [2]?[0]u32 = .{ null, .{} };
    try expect(k[rt(@as(usize, 1))] != null and k[rt(@as(usize, 0))] == null);
    const f: *const fn (bool) ?[0]u32 = rt(@as(*const fn (bool) ?[0]u32, &maybe));
    try expect(f(true) != null and f(false) == null);
    const never: error{Bad}!Never = rt(@as(error{Bad}!Never, error.Bad));
    var arr: [2]error{ Bad, Worse }!Never = .{ error.Bad, error.Worse };
    _ = &arr;
    if (never) |_| return error.Wrong else |err| try expect(err == error.Bad);
    if (arr[rt(@as(usize, 1))]) |_| return error.Wrong else |err| try expect(err == error.Worse);
}
/// () = 1
export fn checkCompare() u32 {
    checkCompareOrFail() catch return 0;
    return 1;
}
fn checkCompareOrFail() !void {
    const a: ?[0]u32 = rt(@as(?[0]u32, .{}));
    _ = a;
    const U = u0;
    var b: ?U = 0;
    _ = &b;
    try expect(b == 0 and b != null);
    var e: error{ A }![0]u64 = undefined;
    e = error.A;
    const x = rt(e);
    try expect(if (x) |_| false else |err| err == error.A);
    e = .{};
    const y = rt(e);
    try expect(if (y) |_| true else |_| false);
}
const Sizeless = union(enum) { a: [0]u64, b: void, c };
/// () = 1
export fn checkUnionsWithoutSize() u32 {
    checkUnionsWithoutSizeOrFail() catch return 0;
    return 1;
}
fn checkUnionsWithoutSizeOrFail() !void {
    try expect(@sizeOf(Sizeless) == 8);
    var a: [3]Sizeless = .{ .{ .a = .{} }, .b, .c };
    try expect(@intFromPtr(&a[1]) - @intFromPtr(&a[0]) == 8);
    const i = rt(@as(usize, 1));
    try expect(a[i] == .b and a[i - 1] == .a and a[i + 1] == .c);
    a[i] = .c;
    for (&a) |*x| switch (x.*) {
        .a => x.* = .b,
        .b => return error.Wrong,
        .c => x.* = .{ .a = .{} },
    };
    try expect(a[0] == .b and a[1] == .a and a[2] == .a);
    const k: [2]Sizeless = .{ .c, .b };
    try expect(k[i] == .b);
    const s = rt(struct { x: u8, u: Sizeless }{ .x = 1, .u = rt(a[0]) });
    try expect(s.u == .b);
    const o: ?Sizeless = rt(@as(?Sizeless, .c));
    try expect(o.? == .c);
    try expect(switch (rt(a[2])) {
        .a => true,
        else => false,
    });
    const p = &a[1];
    p.* = .c;
    try expect(@intFromEnum(rt(p).*) == 2 and @tagName(p.*)[0] == 'c');
}
