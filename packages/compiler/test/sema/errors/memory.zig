// --- @memcpy(gm, gm)
var gm: [*]u8 = undefined;
export fn f() void { @memcpy(gm, gm); }
// --- @memcpy(gcs, gs)
var gcs: []const u8 = undefined;
var gs: []u8 = undefined;
export fn f() void { @memcpy(gcs, gs); }
// --- @memcpy(gs, g16)
var gs: []u8 = undefined;
var g16: []u16 = undefined;
export fn f() void { @memcpy(gs, g16); }
// --- @memcpy(g16, gs)
var g16: []u16 = undefined;
var gs: []u8 = undefined;
export fn f() void { @memcpy(g16, gs); }
// --- @memset(gm, 1)
var gm: [*]u8 = undefined;
export fn f() void { @memset(gm, 1); }
// --- @memset(gcs, 1)
var gcs: []const u8 = undefined;
export fn f() void { @memset(gcs, 1); }
// --- @memset(gs, 300)
var gs: []u8 = undefined;
export fn f() void { @memset(gs, 300); }
// --- @memcpy(&g, gs)
var g: u8 = 1;
var gs: []u8 = undefined;
export fn f() void { @memcpy(&g, gs); }
// --- @memcpy("abc", gs)
var gs: []u8 = undefined;
export fn f() void { @memcpy("abc", gs); }
// --- _ = @byteSwap(@as(u9, 1))
export fn f() void { _ = @byteSwap(@as(u9, 1)); }
// --- _ = @atomicRmw(f32, &gf, .And, 1, .seq_cst)
var gf: f32 = 0;
export fn f() void { _ = @atomicRmw(f32, &gf, .And, 1, .seq_cst); }
// --- _ = @atomicRmw(E, &ge, .Add, .a, .seq_cst)
const E = enum { a };
var ge: E = .a;
export fn f() void { _ = @atomicRmw(E, &ge, .Add, .a, .seq_cst); }
// --- _ = @atomicRmw(bool, @constCast(&true), .Add, true, .seq_cst)
export fn f() void { _ = @atomicRmw(bool, @constCast(&true), .Add, true, .seq_cst); }
// --- _ = @atomicRmw(u8, &g, .Add, 1, .unordered)
var g: u8 = 1;
export fn f() void { _ = @atomicRmw(u8, &g, .Add, 1, .unordered); }
// --- _ = @atomicLoad(u8, gs, .seq_cst)
var gs: []u8 = undefined;
export fn f() void { _ = @atomicLoad(u8, gs, .seq_cst); }
// --- @atomicStore(u8, &g, 1, .acquire)
var g: u8 = 1;
export fn f() void { @atomicStore(u8, &g, 1, .acquire); }
// --- _ = @atomicLoad(?u8, undefined, .seq_cst)
export fn f() void { _ = @atomicLoad(?u8, undefined, .seq_cst); }
// --- _ = @cmpxchgWeak(u8, &g, 1, 2, .seq_cst, .release)
var g: u8 = 1;
export fn f() void { _ = @cmpxchgWeak(u8, &g, 1, 2, .seq_cst, .release); }
// --- _ = @cmpxchgWeak(u8, &g, 1, 2, .monotonic, .seq_cst)
var g: u8 = 1;
export fn f() void { _ = @cmpxchgWeak(u8, &g, 1, 2, .monotonic, .seq_cst); }
// --- _ = @cmpxchgWeak(f32, &gf, 1, 2, .monotonic, .monotonic)
var gf: f32 = 0;
export fn f() void { _ = @cmpxchgWeak(f32, &gf, 1, 2, .monotonic, .monotonic); }
// --- _ = @atomicLoad(u256, undefined, .seq_cst)
export fn f() void { _ = @atomicLoad(u256, undefined, .seq_cst); }
// --- load of what has no values
const S = struct { a: noreturn };
export fn a(p: *S) void {
    _ = p.*;
}
export fn b(p: *S) void {
    _ = p.a;
}
export fn c(p: [*]S) void {
    _ = p[1];
}
export fn d(p: *[2]S) void {
    _ = p[1];
}
const U = union(enum) {};
export fn e(p: *U) void {
    switch (p.*) {}
}
export fn f(p: *struct { u8, S }) void {
    const x = p.*;
    _ = x;
}
export fn g(p: *enum {}) void {
    switch (p.*) {}
}
