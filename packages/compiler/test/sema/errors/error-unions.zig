// --- errors used as what they are not
var rv: bool = false;
const S = struct { x: u8 = 1 };
var s: S = .{};
var eu: anyerror!u8 = 1;
var es: anyerror = error.A;
var o: ?u8 = 1;
export fn a1() void {
    _ = rv catch 3;
}
export fn a2() void {
    if (rv) |x| {
        _ = x;
    } else |e| {
        _ = e;
    }
}
export fn a3() void {
    _ = s catch 3;
}
export fn a4() void {
    _ = try s;
}
export fn a5() void {
    _ = es catch 3;
}
export fn a6() void {
    _ = try es;
}
export fn a7() void {
    while (rv) |x| {
        _ = x;
    } else |e| {
        _ = e;
    }
}
export fn a8() void {
    _ = &(try s);
}
export fn a9() void {
    _ = eu orelse 3;
}
export fn a10() void {
    _ = o catch 3;
}
export fn a11() void {
    _ = o || es;
}
export fn a12() void {
    _ = error{A} || u8;
}
export fn a13() void {
    _ = true || false;
}
export fn a14() void {
    eu catch |e| {
        _ = e;
    };
}
export fn a15() void {
    eu catch {};
}
export fn a16() void {
    if (eu) |_| {} else |_| {}
}
export fn a17() void {
    if (eu) {} else |_| {}
}
export fn a18() void {
    _ = eu;
}
export fn a19() void {
    es;
}
export fn a20() void {
    _ = es;
}
export fn a21() void {
    eu;
}
export fn a22() void {
    _ = @errorName(rv);
}
export fn a23() void {
    _ = @intFromError(rv);
}
export fn a24() void {
    _ = @errorFromInt(rv);
}
export fn a25() void {
    _ = @as(error{B}, @errorCast(error.A));
}
export fn a26() void {
    _ = @as(error{B}, @errorCast(es));
}
export fn a27() void {
    _ = @as(u8, @errorCast(es));
}
export fn a28() void {
    _ = @as(error{B}!u8, @errorCast(@as(error{A}!u8, 1)));
}
export fn a29() void {
    _ = @as(error{B}!u8, @errorCast(@as(error{A}!u16, 1)));
}
export fn a31() void {
    comptime {
        if (@intFromError(error.A) == 0) unreachable;
    }
}
export fn a32() void {
    comptime {
        _ = @errorFromInt(0);
    }
}
export fn a33() void {
    comptime {
        const e: anyerror!u8 = error.Foo;
        _ = e catch unreachable;
    }
}
fn rf() !void {
    return error.Bar;
}
fn rg() !void {
    try rf();
}
export fn a34() void {
    comptime {
        rg() catch unreachable;
    }
}
fn rec(x: u8) !void {
    if (x == 0) return error.Z;
    try rec(x - 1);
}
export fn a37() void {
    rec(3) catch |e| switch (e) {
        error.Z => {},
    };
}
fn rec2(x: u8) !void {
    if (x == 0) return error.Z;
    rec2(x - 1) catch |e| switch (e) {
        error.Z => {},
    };
}
export fn a38() void {
    rec2(3) catch {};
}
fn m1(x: u8) !void {
    if (x == 0) return error.Z;
    try m2(x - 1);
}
fn m2(x: u8) !void {
    if (x == 0) return error.Y;
    m1(x - 1) catch |e| switch (e) {
        error.Z => {},
    };
}
export fn a39() void {
    m1(3) catch {};
}
export fn a40() void {
    _ = @errorName(error.A)[9];
}
// --- what is wrapped at run time may be either
const E = error{ Red, Blue };
var payload: u8 = 1;
var failure: E = error.Red;
inline fn wrapped() E!u8 {
    return payload;
}
export fn a() void {
    const x: E!u8 = payload;
    _ = x catch @compileError("payload");
}
export fn b() void {
    const x: E!u8 = failure;
    if (x) |_| @compileError("error") else |_| {}
}
export fn c() void {
    while (@as(E!u8, payload)) |_| break else |_| @compileError("loop");
}
export fn d() void {
    _ = wrapped() catch @compileError("inline call");
}
export fn e() void {
    const x: E!u8 = 1;
    _ = x catch @compileError("known");
}
// --- known errors of larger sets
const A = error{A};
const AB = error{ A, B };
export fn a() void {
    const x: AB = error.A;
    const y: A!u8 = x;
    _ = y catch {};
}
export fn b() void {
    const x: anyerror = error.A;
    const y: A!u8 = x;
    _ = y catch {};
}
export fn c() void {
    const x: AB = error.A;
    const y: ?A!u8 = x;
    _ = y.? catch {};
}
fn d() A!void {
    const x: AB = error.A;
    return x;
}
export fn e() void {
    d() catch {};
    const x: AB!u8 = @as(A, error.A);
    _ = x catch {};
}
// --- undefined errors
const e: error{} = undefined;
const a: error{A} = undefined;
export fn f() void { const x: anyerror!u8 = a; _ = x catch {}; }
export fn g(b: bool) void { const x = if (b) a else @as(u8, 1); _ = x catch {}; }
export fn h() void { _ = @as(error{A}, @errorCast(e)); }
comptime { _ = a + 1; }
comptime { _ = @mod(1, a); }
// --- undefined types
const t: type = undefined;
comptime { _ = t.a; }
comptime { _ = @field(t, "a"); }
