// --- for loops
var s: []u8 = undefined;
var m: [*]u8 = undefined;
var c: [*c]u8 = undefined;
var u: usize = 3;
var opt: ?[]u8 = null;
export fn a1() void {
    for (m) |_| {}
}
export fn a4() void {
    for (s, m, 0..u) |_, _, _| {}
}
export fn a5() void {
    for (0..3, 0..4) |_, _| {}
}
export fn a6() void {
    for ("abc", 0..4) |_, _| {}
}
export fn a7() void {
    for (3) |_| {}
}
export fn a8() void {
    for (u) |_| {}
}
export fn a9() void {
    for (opt) |_| {}
}
export fn a10() void {
    for (5..3) |_| {}
}
export fn a11() void {
    for (u..1) |_| {}
}
export fn a12() void {
    for (0..1.5) |_| {}
}
export fn a13() void {
    for (0..-1) |_| {}
}
export fn a14(x: i32) void {
    for (0..x) |_| {}
}
export fn a15() void {
    for (c) |_| {}
}
export fn a16(x: anyerror![]u8) void {
    for (x) |_| {}
}
export fn a17(x: *[]u8) void {
    for (x) |_| {}
}
export fn a18(x: *[3]u8) void {
    for (x) |_| {}
}
export fn a19(x: u8) void {
    for (0..x) |i| {
        const y: u8 = i;
        _ = y;
    }
}
export fn a20(x: []u8) void {
    for (x) |*p| {
        _ = p;
    }
    for (s) |*p| {
        p.* = 2;
    }
    for ([_]u8{1}) |*p| {
        _ = p;
    }
}
export fn a22() void {
    for (.{ 1, 2 }) |p| {
        _ = p;
    }
}
export fn a23() void {
    for (undefined) |p| {
        _ = p;
    }
}
export fn a24() void {
    for ("abc", m) |x, *p| {
        p.* = x;
    }
}
export fn a25() void {
    for ("abc", "ab") |_, _| {}
}
export fn a26(x: [4]u8) void {
    for (x, s[0..4]) |_, _| {}
    for (x, 0..3) |_, _| {}
}
export fn a27() void {
    for (0..18446744073709551616) |_| {}
}
export fn a28() void {
    inline for (s) |_| {}
}
export fn a30() void {
    for (u8) |_| {}
}
