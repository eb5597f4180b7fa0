// --- result types 1
export fn t0() void { bar(@intCast(g)); }
export fn t1() void { bar(.{@intCast(g)}); }
export fn t2() void { bar(.{ .a = @intCast(g) }); }
export fn t3() void { bar(&.{ .a = @intCast(g) }); }
export fn t4() void { bar(&@as(u8, @intCast(g))); }
export fn t5() void { bar(&.{@intCast(g)}); }
export fn t6() void { const x: *anyopaque = &@intCast(g); _ = x; }
export fn t7() void { const x: *const anyopaque = &.{ @intCast(g) }; _ = x; }
export fn t8() void { const x: *const anyopaque = &.{ .a = @intCast(g) }; _ = x; }
export fn t9() void { bar(@splat(@intCast(g))); }
export fn t10() void { bar(if (gb) @intCast(g) else 1); }

fn bar(x: anytype) void { _ = x; }
var g: u8 = 1;
var gb = true;
// --- result types 2
export fn t0() void { _ = @constCast(&g); }
export fn t1() void { bar(@alignCast(&g)); }
export fn t2() void { bar(@fieldParentPtr("a", &g)); }
export fn t3() void { bar(@round(gf)); }
export fn t4() void { bar(@ptrCast(@alignCast(&g))); }
export fn t5() void { return @intCast(g); }
export fn t6() void { _ = [_]u8{@intCast(g)}; }
export fn t7() void { _ = @as([]const u8, &.{@intCast(g)}); }
export fn t8() void { const x: S = .{ .a = @intCast(g) }; _ = x; }

const S = struct { a: u8, fn m(_: S, _: u8) void {} };
fn bar(x: anytype) void { _ = x; }
var g: u8 = 1;
var gf: f32 = 1;
// --- result types 3
export fn t0() void { const x: ?u8 = @intCast(g); _ = x; }
export fn t1() void { const x: anyerror!?u8 = @intCast(g); _ = x catch {}; }
export fn t2() void { const x: E = @enumFromInt(g); _ = x; }
export fn t3() void { const x: *u8 = @ptrFromInt(g); _ = x; }
export fn t4() void { const x: ?*u8 = @ptrFromInt(g); _ = x; }
export fn t5() void { arr[@intCast(g)] = 1; }
export fn t6() void { _ = arr[@intCast(g)..]; }
export fn t7() void { _ = arr[0..@intCast(g)]; }
export fn t8() void { _ = g << @intCast(g); }
export fn t9() void { _ = g << @truncate(g); }
export fn t10() void { var x: u8 = 1; x += @intCast(g16);  }
export fn t11() void { for (0..@intCast(g)) |_| {} }
export fn t12() void { bar2(@intCast(g16), 1); }
export fn t13() void { gst.m(@intCast(g16)); }
export fn t14() void { gst.z = @intCast(g16); }
export fn t15() void { while (@intCast(g)) {} }

const S = struct { a: u8, fn m(_: S, _: u8) void {} };
var gst: S = undefined;
const E = enum(u8) { a, _ };
fn bar2(x: u8, y: anytype) void { _ = x; _ = y; }
var g: u8 = 1;
var g16: u16 = 1;
var arr: [4]u8 = undefined;
// --- declaration literals 1
const dl0: D = .gen(u8);
const dl1: P = .init;
const dl2: P = .make(1);
const dl3: opq = .init;
const dl4: *opq = .init;
const dl5: []const u8 = .init;
const dl6: []const u8 = .make();
const dl7: void = .init;
const dl8: T2 = .init;
const dl9: @Vector(2,u8) = .init;
const dl10: @TypeOf(.a) = .init;
const dl11: @TypeOf(.a) = .init(1);
const dl12: comptime_int = .init;
const dl13: bool = .true;
export fn t14() void { var x: D = undefined; x = .init; x = .make(rt); x = .make2(rt); }
export fn t15() void { takes(.init); takes(.make(1)); takes(.zz); }
export fn t16() void { const y: D = if (rt > 1) .init else .make(2); _ = y; }
export fn t17() void { const y: D = if (rt > 1) .init else .zz; _ = y; }
export fn t18() void { const y: D = switch (rt) { 0 => .init, else => .make(rt) }; _ = y; }
export fn t19() void { const y: D = blk: { break :blk .init; }; _ = y; }

var rt: u8 = 1;
const D = struct { a: u8, const init: D = .{ .a = 1 }; const ptr: *const D = &init; const other: u8 = 1; const priv = 1; var mut: D = .{.a=1}; fn make(x: u8) D { return .{ .a = x }; } fn make2(x: u8) D { return .{ .a = x }; } fn mkptr() *const D { return &init; } fn tryMake(x: u8) !D { return .{.a=x}; } fn optMake(x: u8) ?D { return .{.a=x}; } fn method(s: D) D { return s; } fn gen(comptime T: type) T { return 1; } };
const P = packed struct { a: u4, const init: P = .{.a=1}; fn make(a: u4) P { return .{.a=a}; } };
const opq = opaque { const init = 1; };
const T2 = struct { u8, u8 };
fn takes(d: D) void { _ = d; }
// --- declaration literals 2
export fn t0() void { const y = .init; _ = y; }
export fn t1() void { const y = .init(1); _ = y; }
export fn t2() void { _ = .init(1); }
export fn t3() void { _ = @as(D, .make(rt)).a; }
export fn t4() void { const e: E = .a; _ = e == .b; _ = e == .zz; }
export fn t5() void { const e: D = .init; _ = e == .init; }
export fn t6() void { const e: U = .b; _ = e == .b; _ = e == .dflt; _ = e == .zz; }
export fn t7() void { _ = retD(); }
export fn t8() void { _ = retD2(); }
export fn t9() void { const d: D = try .tryMake(1); _ = d; }
export fn t10() void { const d: D = .tryMake(1) catch unreachable; _ = d; }
export fn t11() void { const d: D = .optMake(1) orelse unreachable; _ = d; }
export fn t12() void { const d: D = .optMake(1).?; _ = d; }

var rt: u8 = 1;
const D = struct { a: u8, const init: D = .{ .a = 1 }; const ptr: *const D = &init; const other: u8 = 1; const priv = 1; var mut: D = .{.a=1}; fn make(x: u8) D { return .{ .a = x }; } fn make2(x: u8) D { return .{ .a = x }; } fn mkptr() *const D { return &init; } fn tryMake(x: u8) !D { return .{.a=x}; } fn optMake(x: u8) ?D { return .{.a=x}; } fn method(s: D) D { return s; } fn gen(comptime T: type) T { return 1; } };
const E = enum { a, b, const dflt: E = .a; fn mk() E { return .b; } };
const U = union(enum) { a: u8, b, const dflt: U = .b; fn mk() U { return .b; } };
fn retD() D { return .init; }
fn retD2() !D { return .zz; }
