// --- what modifiers and inlining refuse
noinline fn ni() void {}
inline fn il() void {}
fn va(a: c_int, ...) callconv(.c) void {
    _ = a;
}
extern fn ex() void;
extern fn exa(a: c_int, ...) void;
var fp: *const fn () void = &ni;
comptime {
    ni();
}
export fn a() void {
    @call(.always_inline, ni, .{});
}
export fn b() void {
    @call(.never_inline, il, .{});
}
comptime {
    @call(.never_inline, a4, .{});
}
fn a4() void {}
comptime {
    va(1);
}
export fn c() void {
    @call(.always_inline, va, .{1});
}
comptime {
    ex();
}
export fn d() void {
    @call(.always_inline, ex, .{});
}
export fn e() void {
    @call(.always_inline, exa, .{1});
}
export fn f() void {
    @call(.always_inline, fp, .{});
}
comptime {
    fp();
}
export fn g() void {
    comptime fp();
}
export fn h() void {
    @call(.compile_time, fp, .{});
}
export fn i() void {
    @call(.always_tail, a4, .{});
}
export fn j() void {
    return @call(.always_tail, a4, .{});
}
comptime {
    @call(.never_tail, a4, .{});
}
comptime {
    @call(.always_tail, a4, .{});
}
export fn k() void {
    comptime {
        @call(.never_inline, a4, .{});
    }
}
fn kk() void {
    @call(.never_inline, a4, .{});
}
export fn l() void {
    comptime kk();
}
// --- undefined function pointers, what is no tuple
const F = *const fn (u8) void;
export fn plain() void {
    const x: F = undefined;
    x(1);
}
export fn modified() void {
    const x: F = undefined;
    @call(.auto, x, .{1});
}
export fn inlined() void {
    const x: F = undefined;
    @call(.always_inline, x, .{1});
}
export fn field() void {
    const S = struct { f: F };
    const s: S = .{ .f = undefined };
    s.f(3);
}
export fn named() void {
    const A = struct { a: u8 };
    @call(.auto, plain, A{ .a = 3 });
}
