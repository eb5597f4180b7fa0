// --- blocks, branches, loops and defers
const std = @import("std");
fn blk(c: bool) u32 {
    return b: {
        if (c) break :b 1;
        break :b 2;
    };
}
export fn a1(c: bool) void {
    const x = b: {
        if (c) break :b 1;
        break :b "a";
    };
    _ = x;
}
export fn a2(c: bool) void {
    const x = b: {
        if (c) break :b 1;
    };
    _ = x;
}
export fn a3() void {
    const x: u8 = b: {
        break :b "a";
    };
    _ = x;
}
export fn a4(c: bool) void {
    const x: u8 = if (c) 1 else "a";
    _ = x;
}
export fn a5(c: bool) void {
    const x = if (c) 1 else 2;
    _ = x;
}
export fn a6(c: bool) void {
    const x = if (c) u8 else u16;
    _ = x;
}
export fn a7(c: bool) void {
    const x = while (c) {
        break 1;
    } else 2;
    _ = x;
}
export fn a8(c: bool) void {
    const x = for ("abc") |e| {
        if (e == 'a') break e;
    } else 0;
    _ = x;
    _ = c;
}
export fn a9(c: bool) void {
    const x = for ("abc") |e| {
        if (e == 'a') break e;
    };
    _ = x;
    _ = c;
}
export fn a10(c: u8) void {
    if (c) {}
}
export fn a11(c: ?u8) void {
    if (c) {}
}
export fn a12() void {
    while (1) {}
}
export fn a13(c: bool) void {
    if (c) |x| {
        _ = x;
    }
}
export fn a14(c: bool) void {
    comptime var i = 0;
    if (c) {
        i += 1;
    }
}
export fn a15(c: bool) void {
    comptime var i = 0;
    while (c) {
        i += 1;
    }
}
export fn a16(c: bool) void {
    inline for (0..2) |i| {
        if (c) break;
        _ = i;
    }
}
export fn a17(c: bool) void {
    inline for (0..2) |i| {
        if (c) {
            comptime {
                if (i == 0) {}
            }
        }
    }
}
export fn a18(c: bool) void {
    comptime {
        if (c) {}
    }
}
export fn a19(c: bool) void {
    _ = c and 1;
    _ = 1 or c;
}
export fn a20(c: bool) void {
    _ = !1;
    _ = !c;
}
export fn a21(x: anytype) void {
    _ = x;
}
export fn a22() void {
    defer return;
}
export fn a23(c: bool) u32 {
    while (c) {
        defer {
            _ = 1;
        }
        return 2;
    }
    return 3;
}
export fn a24() void {
    errdefer |e| {
        _ = e;
    }
}
fn a25() !void {
    errdefer |e| {
        if (e == error.Q) {}
    }
    return error.A;
}
export fn b25() void {
    a25() catch {};
}
fn a26() !void {
    errdefer |e| switch (e) {
        error.A => {},
    };
    return error.A;
}
export fn b26() void {
    a26() catch {};
}
export fn a27() void {
    comptime {
        var i: u32 = 0;
        while (i < 3) : (i += 1) {
            if (i == 1) continue;
        }
        if (i != 3) @compileError("x");
    }
}
export fn a28() void {
    l: {
        break :l 3;
    }
}
export fn a29() void {
    _ = l: {
        break :l;
    };
}
export fn a30(c: bool) void {
    const x: noreturn = if (c) unreachable else unreachable;
    _ = x;
}
export fn a31(c: bool) void {
    const T = if (c) u8 else u8;
    _ = @as(T, 1);
}
export fn a32(c: bool) void {
    const y = comptime b: {
        if (c) break :b 1;
        break :b 2;
    };
    _ = y;
}
export fn a33() void {
    inline while (true) {
        break;
    }
}
export fn a34(c: bool) void {
    inline while (c) {
        break;
    }
}
export fn a35(c: bool) void {
    var i: u8 = 0;
    inline while (i < 2) : (i += 1) {}
    _ = c;
}
export fn a36() void {
    const f = struct {
        fn f(x: u8) u8 {
            return x;
        }
    }.f;
    _ = f(1) catch 2;
    _ = f(1) orelse 2;
    _ = f(1).?;
    _ = f(1).*;
    _ = try f(1);
}
export fn a37() void {
    _ = @TypeOf(return);
}
export fn a38() void {
    _ = @sizeOf(@TypeOf(unreachable));
    _ = @TypeOf(@panic(""));
}
export fn a39() void {
    @setRuntimeSafety(false);
    unreachable;
}
export fn a40() void {
    const e: anyerror!void = error.A;
    e catch unreachable;
    e catch |x| switch (x) {};
}
// --- what the result of a block depends on
export fn a(x: u8) void {
    const y = blk: {
        if (x > 1) break :blk 1;
        if (x > 2) break :blk 3;
        break :blk 2;
    };
    _ = y;
}
export fn b(x: u8) void {
    const y = switch (x) {
        1 => 2,
        else => if (x > 1) 3 else 4,
    };
    _ = y;
}
export fn c(x: u8) void {
    const y = sw: switch (x) {
        0 => 5,
        1 => continue :sw x - 1,
        else => 7,
    };
    _ = y;
}
