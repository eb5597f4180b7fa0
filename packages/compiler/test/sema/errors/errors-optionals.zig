// --- try of an optional
fn f() ?u32 { return 1; }
fn h() !void { _ = try f(); }
export fn g() void { h() catch {}; }
// --- error that the set has not
fn f() error{A}!void { return error.B; }
export fn g() void { f() catch {}; }
// --- panic at compile time
export fn g() void { comptime { @panic("x"); } }
// --- unreachable at compile time
export fn g() void { comptime { unreachable; } }
// --- catch unreachable at compile time
fn f() error{A}!u32 { return error.A; }
export fn g() u32 { return comptime f() catch unreachable; }
// --- discarded error union
fn f() error{A}!void { return error.A; }
export fn g() void { _ = f(); }
// --- capture of what is no optional
export fn g(x: u32) void { if (x) |v| { _ = v; } }
// --- catch of what is no error union
export fn g(x: u32) u32 { return x catch 1; }
// --- merge with what is no error set
const A = error{A} || u32;
export fn g() void { _ = A; }
// --- error sets that infer each other
fn a() !void { try b(); }
fn b() !void { try a(); }
export fn g() void { a() catch {}; }
// --- error sets that infer each other by what is returned
fn a(x: u32) !void { return b(x); }
fn b(x: u32) !void { return a(x); }
export fn g() void { a(1) catch {}; }
// --- continue of an inline loop under a runtime condition
export fn g(x: u32) void { inline for (0..3) |i| { if (x == i) continue; } }
// --- compile log
export fn g() void { @compileLog(1, "a", u8); }
// --- payload of a C pointer by reference
export fn a(p: [*c]u8) void {
    var x: [*c]u8 = p;
    x.? = 1;
}
export fn b(p: *[*c]u8) void {
    _ = &p.*.?;
}
export fn c(p: [*c]u8) void {
    var x: [*c]u8 = p;
    if (x) |*y| y.* += 1;
}
const S = struct { a: u8 };
export fn d(p: [*c]S) void {
    p.?.a = 1;
}
// --- payload of a null C pointer
comptime {
    const x: [*c]u8 = null;
    const y: *u8 = x.?;
    _ = y;
}
