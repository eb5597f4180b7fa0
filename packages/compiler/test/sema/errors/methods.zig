// --- methods and what else is called
const S = struct {
    a: u8,
    pub fn m(self: @This()) void {
        _ = self;
    }
    pub fn p(self: *@This()) void {
        _ = self;
    }
    pub fn cp(self: *const @This()) void {
        _ = self;
    }
    pub fn o(self: ?@This()) void {
        _ = self;
    }
    pub fn op(self: ?*@This()) void {
        _ = self;
    }
    pub fn e(self: anyerror!@This()) void {
        _ = self;
    }
    pub fn at(self: anytype) void {
        _ = self;
    }
    pub fn g(self: @This(), comptime T: type, x: T) T {
        _ = self;
        return x;
    }
};
const cs: S = .{ .a = 1 };
var vs: S = .{ .a = 1 };
export fn a1() void {
    cs.p();
}
export fn a2() void {
    vs.p();
    vs.m();
    vs.cp();
    vs.o();
    vs.op();
    vs.e();
    vs.at();
    cs.cp();
    _ = vs.g(u8, 1);
}
export fn a3() void {
    const x = &cs;
    x.p();
}
export fn a4() void {
    const x = &&vs;
    x.m();
}
export fn a5() void {
    const x: ?S = cs;
    x.m();
}
export fn a6() void {
    const x: anyerror!S = cs;
    x.m();
}
export fn a7() void {
    const x: []const u8 = "a";
    x.foo();
}
export fn a8() void {
    const x: [3]u8 = undefined;
    x.foo();
}
export fn a9() void {
    const x: u8 = 3;
    x.foo();
}
export fn a10() void {
    S.m();
}
export fn a11() void {
    S.x();
}
export fn a13() void {
    const T = u8;
    T.foo();
}
export fn a14() void {
    const x = .{ 1, 2 };
    x.foo();
}
export fn a15() void {
    _ = vs.g(u8, "a");
}
export fn a16() void {
    _ = vs.g(u8);
}
export fn a17(x: [*]S) void {
    x.m();
}
export fn a18(x: [*c]u8) void {
    x.m();
}
const U = union(enum) {
    a: u8,
    b: *const fn () void,
    fn m(u: U) void {
        _ = u;
    }
};
export fn a19() void {
    const x: U = .{ .a = 1 };
    x.m();
    x.b();
    x.c();
}
const E = enum {
    a,
    b,
    fn m(u: E) void {
        _ = u;
    }
};
export fn a20() void {
    const x: E = .a;
    x.m();
    E.a.m();
    x.c();
}
const O = opaque {
    fn m(o: *O) void {
        _ = o;
    }
};
export fn a21(x: *O) void {
    x.m();
    x.n();
}
export fn a22() void {
    const f = S.m;
    f();
    f(cs);
    f(cs, 1);
}
export fn a23() void {
    const f: fn () void = a22;
    f(1);
}
fn nn(x: u8) noreturn {
    _ = x;
    while (true) {}
}
export fn a25() u8 {
    nn("a");
}
export fn a26(c: bool) u8 {
    const y = if (c) nn(1) else 3;
    return y;
}
fn voidf() void {}
export fn a27() u8 {
    return voidf();
}
export fn a28() void {
    const x = voidf();
    _ = x;
    voidf() = 3;
}
export fn a29() void {
    _ = voidf;
    voidf;
}
export fn a30() void {
    @This().a1();
}
// --- no such member of what a pointer points to
const S = struct { a: u8 = 1 };
const O = opaque {};
const U = union { a: u8 };
const E = enum { a };
var s: S = .{};
export fn a1() void {
    const x: *S = &s;
    x.nope();
}
export fn a2(x: *O) void {
    x.nope();
}
export fn a3() void {
    var u: U = undefined;
    const x = &u;
    x.nope();
}
export fn a4() void {
    var u: E = .a;
    const x = &u;
    x.nope();
}
export fn a5() void {
    var u: u8 = 1;
    const x = &u;
    x.nope();
}
export fn a6() void {
    var u: ?u8 = 1;
    const x = &u;
    x.nope();
}
export fn a7() void {
    const x = &&s;
    x.nope();
}
export fn a8() void {
    var u: anyerror!S = s;
    const x = &u;
    x.nope();
}
export fn a9(x: *anyopaque) void {
    x.nope();
}
export fn a10() void {
    const x = &&&s;
    x.nope();
}
