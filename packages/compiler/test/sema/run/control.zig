const U = union(enum) { a: u32, b: i32, c: void, d: u8 };
fn mk(x: u32) U {
    if (x == 0) return U{ .a = 100 };
    if (x == 1) return U{ .b = 5 };
    if (x == 2) return U{ .c = {} };
    return U{ .d = 9 };
}
/// (0) = 100
/// (1) = 5
/// (2) = 77
/// (3) = 9
export fn sw(x: u32) i64 {
    const u = mk(x);
    return switch (u) {
        .a, .d => |v| v,
        .b => |v| v,
        .c => 77,
    };
}
/// (0) = 5
/// (1) = 0
/// (3) = 6
export fn swref(x: u32) u32 {
    var u = mk(x);
    switch (u) {
        .a => |*p| p.* = 5,
        .d => |*p| p.* = 6,
        else => {},
    }
    return switch (u) {
        .a => |v| v,
        .d => |v| v,
        else => 0,
    };
}
const S = struct {
    x: u32,
    fn get(self: S) u32 {
        return self.x;
    }
    fn set(self: *S, v: u32) void {
        self.x = v;
    }
    fn gen(self: anytype, comptime n: u32) u32 {
        return self.x + n;
    }
};
/// (3) = 16
export fn meth(x: u32) u32 {
    var s = S{ .x = 1 };
    s.set(x);
    return s.get() + s.gen(10);
}
fn List(comptime T: type) type {
    return struct {
        item: T,
        const Self = @This();
        fn init(v: T) Self {
            return .{ .item = v };
        }
        fn plus(self: Self, o: T) T {
            return self.item + o;
        }
    };
}
/// (3) = 5
export fn gl(x: u32) u32 {
    const l = List(u32).init(x);
    return l.plus(2);
}
fn fib(n: u32) u32 {
    if (n < 2) return n;
    return fib(n - 1) + fib(n - 2);
}
/// () = 144
export fn cfib() u32 {
    return comptime fib(12);
}
inline fn inl(x: u32, y: u32) u32 {
    if (x == 3) return 50;
    return x + y;
}
/// (3) = 55
/// (4) = 10
export fn callinl(x: u32) u32 {
    return inl(x, 1) + inl(2, 3);
}
fn mayFail(x: u32) !u32 {
    if (x == 3) return error.Three;
    if (x == 4) return error.Four;
    return x;
}
fn prop(x: u32) !u32 {
    const v = try mayFail(x);
    return v + 1;
}
/// (1) = 2
/// (3) = 33
/// (4) = 44
export fn errs(x: u32) u32 {
    return prop(x) catch |e| switch (e) {
        error.Three => 33,
        error.Four => 44,
    };
}
/// (7) = 8
/// (3) = 3
/// (4) = 4
export fn errs2(x: u32) u32 {
    if (prop(x)) |v| {
        return v;
    } else |e| {
        if (e == error.Three) return 3;
        return 4;
    }
}
/// (3) = 99
/// (4) = 4
export fn opt(x: u32) u32 {
    const o: ?u32 = if (x == 3) null else x;
    return o orelse 99;
}
/// (5) = 12
/// (3) = 0
/// (9) = 9
export fn stateOfLiterals(x: i32) i32 {
    var n: i32 = 0;
    sw: switch (x) {
        5 => continue :sw 4,
        2...4 => |v| {
            n += v;
            if (v > 3) continue :sw 8;
        },
        8 => n *= 3,
        else => |v| n = v,
    }
    return if (x == 3) n - 3 else n;
}

/// (3) = 1006
/// (0) = 1000
/// (11) = 1
export fn state(x: u32) u32 {
    var n: u32 = 0;
    return sw: switch (x) {
        0 => n + 1000,
        1...10 => |v| {
            n = n + v;
            continue :sw v - 1;
        },
        else => 1,
    };
}
