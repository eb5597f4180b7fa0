// --- pointers, optionals, loops 1
export fn t0() void { _ = gm + 1; }
export fn t1() void { _ = gm - 1; }
export fn t2() void { _ = 1 + gm; }
export fn t3() void { _ = gm +% 1; }
export fn t4() void { _ = gm * 2; }
export fn t5() void { _ = gm +| 1; }
export fn t6() void { _ = gm + gm; }
export fn t7() void { _ = gm - gm; }
export fn t8() void { _ = gm - gm16; }
export fn t9() void { _ = gm - gc; }
export fn t10() void { _ = gm - &g8; }
export fn t11() void { _ = &g8 - &g8; }
export fn t12() void { _ = &g8 - 1; }
export fn t13() void { _ = &g8 - gm; }
export fn t14() void { _ = gs + 1; }
export fn t15() void { _ = gs - gs; }
export fn t16() void { _ = gc + 1; }
export fn t17() void { _ = gm + -1; }
export fn t18() void { _ = gm + 1.5; }
export fn t19() void { _ = gm + "a"; }

var gs: []u8 = undefined;
var gm: [*]u8 = undefined;
var gm16: [*]u16 = undefined;
var gc: [*c]u8 = undefined;
var g8: u8 = 1;
// --- pointers, optionals, loops 2
export fn t0() void { _ = gm + gi8; }
export fn t1() void { _ = gmv + 1; }
export fn t2() void { _ = gmt + 1; }
export fn t3() void { _ = gmo + 1; }
export fn t4() void { _ = gmv - gmv; }
export fn t5() void { _ = gmt - gmt; }
export fn t6() void { _ = gm / 2; }
export fn t7() void { _ = gm & 1; }
export fn t8() void { _ = gm << 1; }
export fn t9() void { _ = -gm; }
export fn t10() void { _ = ~gm; }
export fn t11() void { gm += 1; }
export fn t12() void { gm -= 1; }
export fn t13() void { gs += 1; }
export fn t14() void { gm *= 1; }
comptime { _ = cm + 1; }
comptime { _ = cm - 1; }
comptime { _ = (cm + 2) - cm; }
comptime { _ = cm - (cm + 2); }
comptime { _ = &carr[3] - &carr[1]; }

const carr = [_]u8{1,2,3,4};
const cm: [*]const u8 = "abc";
var gs: []u8 = undefined;
var gm: [*]u8 = undefined;
var gmv: [*]void = undefined;
var gmt: [*]const type = undefined;
var gmo: [*]?u8 = undefined;
var gi8: i8 = 1;
// --- pointers, optionals, loops 3
comptime { _ = &carr[1] - &carr[3]; }
comptime { _ = &carr[1] - &carr2[1]; }
comptime { _ = (cm + 1)[0]; }
comptime { _ = (cm + 10)[0]; }
comptime { _ = (cm - 1)[0]; }
comptime { _ = (cm + 3)[0]; }
comptime { _ = @intFromPtr(cm + 1); }
comptime { _ = &carr[0] == &carr[0]; }
comptime { _ = &carr[0] == &carr[1]; }
comptime { _ = &carr[0] == &carr2[0]; }
comptime { _ = &cs.a == &cs.b; }
comptime { _ = @as(*const u8, &carr[0]) == @as(*const u8, @ptrCast(&carr)); }
comptime { _ = cm == cm + 1; }
comptime { _ = gopt.?; }
comptime { _ = copt.?; }
comptime { _ = cnull.?; }
comptime { _ = g8.?; }
comptime { _ = geu.?; }
comptime { _ = copt orelse 2; }
comptime { _ = cnull orelse 2; }

const cs: struct { a: u8, b: u8 } = .{.a=1,.b=2};
const carr = [_]u8{1,2,3,4};
const carr2 = [_]u8{1,2,3,4};
const cm: [*]const u8 = "abc";
const copt: ?u8 = 1;
const cnull: ?u8 = null;
var gopt: ?u8 = null;
var geu: anyerror!u8 = 1;
var g8: u8 = 1;
// --- pointers, optionals, loops 4
comptime { _ = g8 orelse 1; }
comptime { _ = null orelse 1; }
comptime { _ = geu orelse 1; }
comptime { _ = gopt catch 1; }
comptime { _ = g8 catch 1; }
comptime { _ = geu catch 1; }
comptime { _ = cerr catch 1; }
comptime { _ = cerr catch |e| e; }
comptime { _ = if (copt) |x| x else 1; }
comptime { _ = if (g8) |x| x else 1; }
comptime { _ = if (geu) |x| x else 1; }
comptime { _ = if (geu) |x| x else |_| 1; }
comptime { _ = if (gopt) |x| x else |_| 1; }
comptime { _ = cnull == null; }
comptime { _ = copt == null; }
comptime { _ = @as(?*u8, null) == null; }
comptime { _ = @as([*c]u8, null) == null; }
comptime { _ = @as([*c]u8, null).*; }
comptime { _ = @as([*c]u8, null)[0]; }

const copt: ?u8 = 1;
const cnull: ?u8 = null;
const cerr: anyerror!u8 = error.Foo;
var gopt: ?u8 = null;
var geu: anyerror!u8 = 1;
var g8: u8 = 1;
// --- pointers, optionals, loops 5
comptime { _ = &copt.?; }
comptime { _ = &cnull.?; }
export fn t2() void { gopt.? = 1; }
export fn t3() void { cnull.? = 1; }
export fn t4() void { copt.? = 1; }
export fn t5() void { _ = &gopt.?; }
export fn t6() void { g8.? = 1; }
export fn t7() void { _ = gm.*; }
export fn t8() void { _ = gs.*; }
export fn t9() void { _ = gc.*; }
export fn t10() void { _ = g8.*; }
export fn t11() void { _ = gopq.*; }
export fn t12() void { gopq.* = undefined; }
export fn t13() void { _ = fn1.*; }
export fn t14() void { _ = (&fn1).*; }
export fn t15() void { const x = (&fn1).*; _ = x; }
export fn t16() void { gm.* = 1; }
export fn t17() void { cs.a = 1; }
export fn t18() void { carr[0] = 1; }

const opq = opaque {};
var gopq: *opq = undefined;
fn fn1() void {}
const cs: struct { a: u8, b: u8 } = .{.a=1,.b=2};
const carr = [_]u8{1,2,3,4};
const copt: ?u8 = 1;
const cnull: ?u8 = null;
var gopt: ?u8 = null;
var gs: []u8 = undefined;
var gm: [*]u8 = undefined;
var gc: [*c]u8 = undefined;
var g8: u8 = 1;
// --- pointers, optionals, loops 6
export fn t0() void { "abc"[0] = 1; }
export fn t1() void { (&g8).* = "a"; }
export fn t2() void { (&g8).* = 300; }
export fn t3() void { g8 = g16; }
export fn t4() void { g8 = -1; }
export fn t5() void { fn1 = fn1; }
export fn t6() void { g8.x = 1; }
export fn t7() void { for (gm) |x| { _ = x; } }
export fn t8() void { for (gs, 0..) |x, i| { _ = x; _ = i; } }
export fn t9() void { for (gm, gs) |x, y| { _ = x; _ = y; } }
export fn t10() void { for (gm, gm) |x, y| { _ = x; _ = y; } }
export fn t11() void { for (g8) |x| { _ = x; } }
export fn t12() void { for (carr, carr5) |x, y| { _ = x; _ = y; } }
export fn t13() void { for (&carr) |*x| { x.* = 1; } }
export fn t14() void { for (carr) |*x| { _ = x; } }
export fn t15() void { for (gs) |*x| { x.* = "a"; } }
export fn t16() void { for (0..gs) |x| { _ = x; } }

fn fn1() void {}
const carr = [_]u8{1,2,3,4};
const carr5 = [_]u8{1,2,3,4,5};
var gs: []u8 = undefined;
var gm: [*]u8 = undefined;
var g8: u8 = 1;
var g16: u16 = 1;
// --- pointers, optionals, loops 7
export fn t0() void { for (gtup) |x| { _ = x; } }
export fn t1() void { for (gv) |x| { _ = x; } }
export fn t2() void { for (gopt) |x| { _ = x; } }

var gtup: struct { u8, u8 } = undefined;
var gv: @Vector(2,u8) = undefined;
var gopt: ?u8 = null;
// --- runtime values 1
comptime { const x = g; _ = x; }
comptime { const x: u8 = g; _ = x; }
comptime { const x = g + 1; _ = x; }
comptime { const x = &g; _ = x; }
comptime { const x = .{g}; _ = x; }
comptime { const x = if (true) g else 1; _ = x; }
comptime { const x = undefined; _ = x; }
comptime { var x = g; _ = &x; }
comptime { var x: u8 = g; _ = &x; }
comptime { const x, const y = .{g, 1}; _ = x; _ = y; }
export fn t10() void { const x = comptime g; _ = x; }
export fn t11() void { comptime var x = g; _ = &x; }
export fn t12() void { const x = comptime blk: { const y = g; break :blk y; }; _ = x; }
const z13 = g; comptime { _ = z13; }
const z14 = g + 1; comptime { _ = z14; }
const z15: [g]u8 = undefined; comptime { _ = z15; }
fn z16(x: u8) u8 { const y = x; return y; } comptime { _ = z16(g); }
comptime { _ = @as([g]u8, undefined); }
comptime { _ = @Vector(g, u8); }
comptime { _ = switch (g) { 1 => 2, else => 3 }; }

var g: u8 = 1;
// --- runtime values 2
comptime { _ = @Int(.unsigned, g); }
export fn t1() void { inline for (0..g) |i| { _ = i; } }
export fn t2() void { inline while (g > 1) {} }
export fn t3() void { asm volatile ("" :: [x] "r" (g) : .{ .memory = true }); }
export fn t4() void { _ = asm volatile ("x" : [x] "=r" (-> u8)); }

var g: u8 = 1;
// --- pointers of other alignments are told as casts
var wide: u32 align(16) = 1;
var plain: u8 = 1;
comptime {
    @compileLog(&wide, @as(*align(8) u32, &wide), @as(*u32, &wide), @as(*align(1) const u8, &plain));
    @compileLog(&@as(u32, 5), @as(*align(1) const u32, &@as(u32, 5)));
}
