// --- locals of the function around
fn outer(y: u8) void {
    const T = struct {
        fn get() u8 {
            return y;
        }
        var g: u8 = y;
        const c = y + 1;

        fn get2() [y]u8 {
            return undefined;
        }
        fn get3(x: [y]u8) void {
            _ = x;
        }
        comptime {
            _ = y;
        }
        test {
            _ = y;
        }
        fn ptr() *const u8 {
            return &y;
        }
        fn tyo() @TypeOf(y) {
            return 1;
        }
    };
    _ = T.get();
    _ = T.g;
    _ = T.c;
    _ = T.get2();
    _ = &T.get3;
    _ = T.ptr();
    _ = T.tyo();
}
fn outer2(y: u8) void {
    const T = struct { z: u8 = y };
    _ = T{};
}
fn outer3(y: u8) void {
    const T = struct { w: [y]u8 = undefined };
    _ = T{};
}
fn outer4(y: u8) void {
    const T = enum(u8) { w = y };
    _ = T.w;
}
fn outer5() void {
    var y: u8 = 3;
    y += 1;
    const T = struct {
        fn f() u8 {
            return y;
        }
    };
    _ = T.f();
}
fn outer6(y: u8) void {
    const z = y;
    const T = struct {
        fn f() u8 {
            return z;
        }
    };
    _ = T.f();
}
fn outer7(x: []const u8) void {
    for (x) |e| {
        const T = struct {
            fn f() u8 {
                return e;
            }
        };
        _ = T.f();
    }
}
fn outer8(y: u8) void {
    const T = struct {
        const U = struct {
            fn f() u8 {
                return y;
            }
        };
    };
    _ = T.U.f();
}
inline fn outer9(y: u8) void {
    const T = struct {
        fn f() u8 {
            return y;
        }
    };
    _ = T.f();
}
export fn a() void {
    outer(1);
    outer2(1);
    outer3(1);
    outer4(1);
    outer5();
    outer6(2);
    outer7("a");
    outer8(1);
    outer9(3);
}
export fn b(q: u8) void {
    outer9(q);
}
// --- behind calls
const U = union(enum) { a: u8, b: u16 };
inline fn f(p: *U) void {
    switch (p.*) {
        .a, .b => |*x| x.* = 1,
    }
}
export fn g(p: *U) void {
    f(p);
}
fn h(p: *U) u8 {
    switch (p.*) {
        .a, .b => |*x| x.* = 1,
    }
    return 1;
}
var u: U = .{ .a = 1 };
const c = h(&u);
export fn i() u8 {
    return c;
}
inline fn j(p: *U) void {
    switch (p.*) {
        .a, .b => |x| @compileLog(x, @as(bool, x)),
    }
}
export fn k(p: *U) void {
    j(p);
}
