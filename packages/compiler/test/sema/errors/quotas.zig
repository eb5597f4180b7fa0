// --- quota of a unit
fn loop(n: u32) u32 {
    var i: u32 = 0;
    while (i < n) i += 1;
    return i;
}
fn raise(n: u32) u32 {
    @setEvalBranchQuota(5000);
    return loop(n);
}
comptime {
    _ = loop(1500);
}
comptime {
    _ = raise(3000);
    _ = loop(1400);
}
comptime {
    _ = raise(3000);
    _ = raise(3001);
}
fn setq() void {
    @setEvalBranchQuota(5000);
}
comptime {
    setq();
    _ = loop(1400);
}
comptime {
    @setEvalBranchQuota(3000);
    _ = loop(1400);
    _ = loop(1500);
    _ = loop(1600);
}
comptime {
    @setEvalBranchQuota(3000);
    @setEvalBranchQuota(1000);
    _ = loop(1400);
    _ = loop(1400);
    _ = loop(1400);
    _ = loop(1400);
}
export fn f() void {
    @setEvalBranchQuota(3000);
    comptime {
        _ = loop(1401);
    }
    comptime {
        _ = loop(1402);
    }
    comptime {
        _ = loop(1403);
    }
}
export fn g() void {
    comptime {
        @setEvalBranchQuota(3000);
    }
    comptime {
        _ = loop(1501);
    }
}
inline fn in() void {
    @setEvalBranchQuota(3000);
}
export fn h() void {
    in();
    comptime {
        _ = loop(1502);
    }
}
// --- recursion and loops without end
fn f(x: u32) u32 {
    return if (x == 0) 0 else f(x - 1);
}
comptime {
    _ = f(2000);
}
fn g(x: anytype) u32 {
    return if (x == 0) 0 else g(x);
}
comptime {
    _ = g(5);
}
inline fn h(x: u32) u32 {
    return h(x + 1);
}
export fn hh(x: u32) u32 {
    return h(x);
}

comptime {
    while (true) {}
}
comptime {
    inline while (true) {}
}
export fn k() void {
    inline while (true) {}
}
// --- quota of instances
fn loop(n: u32) u32 {
    var i: u32 = 0;
    while (i < n) i += 1;
    return i;
}
fn gen(comptime n: u32, x: u32) u32 {
    return x + comptime loop(n);
}
fn gen2(comptime n: u32, x: u32) u32 {
    return x + comptime loop(n);
}
fn plain(x: u32) u32 {
    return x + comptime loop(1200);
}
fn caller(x: u32) u32 {
    return gen(1500, x);
}
export fn f() void {
    @setEvalBranchQuota(3000);
    _ = gen(2000, 3);
    _ = caller(3);
}
export fn g() void {
    _ = gen2(2000, 3);
}
export fn h() void {
    @setEvalBranchQuota(3000);
    _ = gen2(2000, 3);
}
export fn ii() void {
    _ = gen2(2001, 3);
    @setEvalBranchQuota(3000);
}
export fn j() void {
    @setEvalBranchQuota(3000);
    _ = plain(3);
}
// --- quota of calls that were made before
fn fails(n: u32) error{X}!u32 {
    var i: u32 = 0;
    while (i < n) i += 1;
    return if (i == n) error.X else i;
}
comptime {
    _ = (fails(400) catch 1) + (fails(400) catch 1) + (fails(400) catch 1);
}
fn late() u32 {
    var i: u32 = 0;
    while (i < 1500) i += 1;
    @setEvalBranchQuota(2500);
    return i;
}
comptime {
    @setEvalBranchQuota(5000);
    _ = late();
}
comptime {
    _ = late();
}
comptime {
    @setEvalBranchQuota(1800);
    _ = late();
    _ = late();
}
