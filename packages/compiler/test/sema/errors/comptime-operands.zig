// --- runtime operands at compile time 1
comptime { _ = @byteSwap(a); }
comptime { _ = @bitReverse(a); }
comptime { _ = @popCount(a); }
comptime { _ = @clz(a); }
comptime { _ = @ctz(a); }
comptime { _ = @abs(i); }
comptime { _ = @sqrt(f); }
comptime { _ = @round(f); }
comptime { _ = @floor(f); }
comptime { _ = @as(u32, @round(f)); }
comptime { _ = -f; }
comptime { _ = -%i; }
comptime { _ = -i; }
comptime { _ = ~a; }
comptime { _ = !b; }
comptime { _ = a + 1; }
comptime { _ = a +% 1; }
comptime { _ = a << 1; }
comptime { _ = a <<| 1; }
comptime { _ = a & 1; }

var a: u8 = 1;
var i: i8 = 1;
var f: f32 = 1;
var b = true;
// --- runtime operands at compile time 2
comptime { _ = a == 1; }
comptime { _ = a < 1; }
comptime { _ = @min(a, 1); }
comptime { _ = @addWithOverflow(a, 1); }
comptime { _ = @shlWithOverflow(a, 1); }
comptime { _ = @divTrunc(i, 2); }
comptime { _ = @mod(i, 2); }
comptime { _ = @shlExact(a, 1); }
comptime { _ = @as(u4, @truncate(a)); }
comptime { _ = @as(u4, @intCast(a)); }
comptime { _ = @as(f64, @floatFromInt(a)); }
comptime { _ = @as(u8, @intFromFloat(f)); }
comptime { _ = @as(f16, @floatCast(f)); }
comptime { _ = @as(i8, @bitCast(a)); }
comptime { _ = @as(u16, a); }
comptime { _ = @as(f32, a); }
comptime { _ = @as(?u8, a); }
comptime { _ = @as(anyerror!u8, a); }
comptime { _ = @intFromBool(b); }
comptime { _ = @intFromEnum(e); }

var a: u8 = 1;
var i: i8 = 1;
var f: f32 = 1;
var b = true;
var e: E = .a;
const E = enum(u8) {a, b};
// --- runtime operands at compile time 3
comptime { _ = @as(E, @enumFromInt(a)); }
comptime { _ = @tagName(e); }
comptime { _ = @errorName(er); }
comptime { _ = @intFromError(er); }
comptime { _ = @errorFromInt(@as(u16, a)); }
comptime { _ = @intFromPtr(p); }
comptime { _ = @as(*u8, @ptrFromInt(n)); }
comptime { _ = @as(*u16, @ptrCast(@alignCast(p))); }
comptime { _ = @as(*u8, @constCast(cp)); }
comptime { _ = @as(*align(4) u8, @alignCast(p)); }
comptime { _ = p.*; }
comptime { _ = p == p; }
comptime { _ = p + 1; }
comptime { _ = m + 1; }
comptime { _ = m[0]; }
comptime { _ = m[0..2]; }
comptime { _ = s[0]; }
comptime { _ = s.len; }
comptime { _ = s.ptr; }
comptime { _ = s[1..]; }

var a: u8 = 1;
var b = true;
var e: E = .a;
const E = enum(u8) {a, b};
var er: anyerror = error.A;
var p: *u8 = &a;
var n: usize = 16;
var cp: *const u8 = &a;
var m: [*]u8 = @ptrCast(&a);
var s: []u8 = &arr;
var arr = [2]u8{1,2};
// --- runtime operands at compile time 4
comptime { _ = arr[0]; }
comptime { _ = arr[a]; }
comptime { _ = arr[0..a]; }
comptime { _ = (&arr)[0..a]; }
comptime { _ = st.a; }
comptime { _ = un.a; }
comptime { _ = o.?; }
comptime { _ = o == null; }
comptime { _ = o orelse 1; }
comptime { _ = er2 catch 1; }
comptime { _ = @as(@Vector(2,u8), @splat(a)); }
comptime { _ = @reduce(.Add, v); }
comptime { _ = @shuffle(u8, v, v, [_]i32{0,1}); }
comptime { _ = @select(u8, vb, v, v); }
comptime { _ = v[0]; }
comptime { _ = v + v; }
comptime { _ = @mulAdd(f32, f, f, f); }
comptime { _ = @bitOffsetOf(PS, "a") + a; }
comptime { _ = arr ++ arr; }

var a: u8 = 1;
var f: f32 = 1;
var b = true;
var arr = [2]u8{1,2};
const S = struct { a: u8 };
var st: S = .{.a=1};
const U = union { a: u8, b: u8 };
var un: U = .{.a=1};
var o: ?u8 = 1;
var er2: anyerror!u8 = 1;
var v: @Vector(2,u8) = .{1,2};
var vb: @Vector(2,bool) = .{true,false};
const PS = packed struct { a: u8 };
// --- runtime operands at compile time 5
comptime { _ = arr ** 2; }
comptime { _ = .{a}; }
comptime { _ = [_]u8{a}; }
comptime { _ = S{.a=a}; }
comptime { _ = U{.a=a}; }
comptime { _ = @unionInit(U, "a", a); }
comptime { _ = @as(*S, @fieldParentPtr("a", pa)); }
comptime { _ = @field(st, "a"); }
comptime { _ = &p.*; }
comptime { _ = &st.a; }
comptime { _ = &arr[a]; }
comptime { _ = @atomicLoad(u8, &a, .seq_cst); }
comptime { _ = @memcpy(&arr, &arr); }
comptime { _ = @memset(&arr, a); }
comptime { _ = if (b) 1 else 2; }
comptime { _ = switch (a) { else => 1 }; }
comptime { _ = b and true; }
comptime { _ = b or true; }
comptime { _ = @prefetch(p, .{}); }

var a: u8 = 1;
var b = true;
var p: *u8 = &a;
var arr = [2]u8{1,2};
const S = struct { a: u8 };
var st: S = .{.a=1};
const U = union { a: u8, b: u8 };
var pa: *u8 = &st.a;
// --- runtime operands at compile time 6
comptime { _ = @wasmMemorySize(0); }
comptime { _ = @trap(); }
comptime { _ = @errorReturnTrace(); }
comptime { _ = @volatileCast(p); }
comptime { _ = fnn(a); }
comptime { _ = @call(.auto, fnn, .{a}); }
comptime { _ = @cmpxchgWeak(u8, &a, 1, 2, .seq_cst, .seq_cst); }
comptime { _ = @atomicRmw(u8, &a, .Add, 1, .seq_cst); }

var a: u8 = 1;
var p: *u8 = &a;
fn fnn(x: u8) u8 { return x; }
// --- runtime operands at compile time 7
comptime { _ = @min(a, 1); }
comptime { _ = @max(a, 1); }
comptime { _ = @min(a, a); }
comptime { _ = @min(a, n); }
comptime { _ = @max(a, n); }
comptime { _ = @min(f, 1); }
comptime { _ = @min(v, v); }
comptime { _ = @max(f, f); }
comptime { _ = @min(a, 1, n); }
comptime { _ = @min(1, 2, a); }
comptime { _ = @constCast(p); }
comptime { _ = @constCast(cp); }
comptime { _ = @volatileCast(p); }
comptime { _ = @volatileCast(cp); }
comptime { _ = @as(*u8, @constCast(p)); }
comptime { _ = @constCast(s); }
comptime { _ = @constCast(&a); }
comptime { _ = @volatileCast(&a); }
comptime { _ = @constCast(m); }
comptime { _ = @as(*u8, @ptrCast(p)); }

var a: u8 = 1;
var f: f32 = 1;
var p: *u8 = &a;
var n: usize = 16;
var cp: *const u8 = &a;
var m: [*]u8 = @ptrCast(&a);
var s: []u8 = &arr;
var arr = [2]u8{1,2};
var v: @Vector(2,u8) = .{1,2};
// --- assembly 1
export fn t0() void { var x: S = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t1() void { var x: XS = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t2() void { var x: PS = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t3() void { var x: T = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t4() void { var x: U = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t5() void { var x: E = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t6() void { var x: ?u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t7() void { var x: ?*u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t8() void { var x: anyerror!u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t9() void { var x: anyerror = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t10() void { var x: []u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t11() void { var x: [*]u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t12() void { var x: [3]u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t13() void { var x: [3]S = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t14() void { var x: @Vector(4,u8) = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t15() void { var x: bool = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t16() void { var x: f32 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t17() void { var x: u7 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t18() void { var x: u128 = undefined; asm volatile ("" : [o] "=m" (x)); }

const S = struct { a: u64, b: u8 };
const XS = extern struct { a: u8 };
const PS = packed struct { a: u8 };
const T = struct { u8 };
const U = union(enum) { a, b: u8 };
const E = enum { a, b };
// --- assembly 2
export fn t0() void { var x: *const fn () void = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t1() void { const x: u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t2() void { _ = asm volatile ("" : [o] "=r" (-> S)); }
export fn t3() void { _ = asm volatile ("" : [o] "=r" (-> XS)); }
export fn t4() void { _ = asm volatile ("" : [o] "=r" (-> PS)); }
export fn t5() void { _ = asm volatile ("" : [o] "=r" (-> []u8)); }
export fn t6() void { _ = asm volatile ("" : [o] "=r" (-> u7)); }
export fn t7() void { _ = asm volatile ("" : [o] "=r" (-> ?u8)); }
export fn t8() void { _ = asm volatile ("" : [o] "=r" (-> E)); }
export fn t9() void { _ = asm volatile ("" : [o] "=r" (-> bool)); }
export fn t10() void { _ = asm volatile ("" : [o] "=r" (-> comptime_int)); }
export fn t11() void { _ = asm volatile ("" : [o] "=r" (-> type)); }
export fn t12() void { _ = asm volatile ("" : [o] "=r" (-> 1)); }
export fn t13() void { asm volatile ("" :: [i] "r" (@as(S, undefined))); }
export fn t14() void { asm volatile ("" :: [i] "r" (@as(XS, undefined))); }
export fn t15() void { asm volatile ("" :: [i] "r" (@as([]u8, undefined))); }
export fn t16() void { asm volatile ("" :: [i] "r" (@as(?u8, undefined))); }
export fn t17() void { asm volatile ("" :: [i] "r" (@as(E, undefined))); }
export fn t18() void { asm volatile ("" :: [i] "r" (1)); }

const S = struct { a: u64, b: u8 };
const XS = extern struct { a: u8 };
const PS = packed struct { a: u8 };
const E = enum { a, b };
// --- assembly 3
export fn t0() void { asm volatile ("" :: [i] "r" (1.5)); }
export fn t1() void { asm volatile ("" :: [i] "r" (.{1})); }
export fn t2() void { asm volatile ("" :: [i] "r" ("abc")); }
export fn t3() void { asm volatile ("" :: [i] "r" ({})); }
export fn t4() void { asm volatile ("" :: [i] "r" (@as(anyerror, error.A))); }
export fn t5() void { asm volatile ("" :: [i] "r" (@as(U, undefined))); }
export fn t6() void { asm volatile ("" :: [i] "r" (@as([3]u8, undefined))); }
export fn t7() void { asm volatile (1); }
export fn t8() void { asm volatile (rs); }
export fn t9() void { asm volatile ("a" ++ "b"); }
export fn t10() void { asm volatile ("" ::: .{ .memory = 1 }); }
export fn t11() void { asm volatile ("" ::: .{ .memory = rb }); }
export fn t12() void { asm volatile ("" ::: .{}); }

const U = union(enum) { a, b: u8 };
var rs: []const u8 = "";
var rb = true;
// --- assembly 4
export fn t0() void { asm volatile ("" :: [i] "r" (@as(S, undefined))); }
export fn t1() void { var x: fn () void = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t2() void { var x: *opq = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t3() void { var x: EE = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t4() void { var x: PU = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t5() void { var x: XU = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t6() void { var x: BU = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t7() void { var x: ?[*]u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t8() void { var x: ?[]u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t9() void { var x: [*c]u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t10() void { var x: ?*allowzero u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t11() void { var x: @Vector(4,bool) = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t12() void { var x: @Vector(4,*u8) = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t13() void { var x: [2]*u8 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t14() void { var x: [0]S = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t15() void { var x: u0 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t16() void { var x: anyopaque = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t17() void { var x: f80 = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t18() void { var x: usize = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t19() void { var x: c_int = undefined; asm volatile ("" : [o] "=m" (x)); }

const S = struct { a: u64, b: u8 };
const XU = extern union { a: u8 };
const PU = packed union { a: u8 };
const EE = enum(u8) { a, b, _ };
const BU = union { a: u8 };
const opq = opaque {};
// --- assembly 5
export fn t0() void { var x: noreturn = undefined; asm volatile ("" : [o] "=m" (x)); }
export fn t1() void { _ = asm volatile ("" : [o] "=r" (-> noreturn)); }
export fn t2() void { _ = asm volatile ("" : [o] "=r" (-> opq)); }
export fn t3() void { _ = asm volatile ("" : [o] "=r" (-> fn () void)); }
export fn t4() void { _ = asm volatile ("" : [o] "=r" (-> @TypeOf(null))); }
export fn t5() void { _ = asm volatile ("" : [o] "=r" (-> @TypeOf(undefined))); }
export fn t6() void { _ = asm volatile ("" : [o] "=r" (-> comptime_float)); }
export fn t7() void { _ = asm volatile ("" : [o] "=r" (-> @TypeOf(.a))); }
export fn t8() void { asm volatile ("" : [o] "=m" (rs)); }

var rs: []const u8 = "";
const opq = opaque {};
// --- rounding with result types 1
export fn t0() void { const y: u32 = @round(@floatCast(rf)); _ = y; }
export fn t1() void { const y: u32 = @round(@floatFromInt(ri)); _ = y; }
export fn t2() void { const y: u32 = @round(@as(f64, @floatFromInt(ri))); _ = y; }
export fn t3() void { const y: u32 = @round(@bitCast(ri)); _ = y; }
export fn t4() void { const y: u32 = @round(.{1}); _ = y; }
export fn t5() void { const y: u32 = @round(.foo); _ = y; }
export fn t6() void { const y: u32 = @round(.foo()); _ = y; }
export fn t7() void { const y: u32 = @round(if (rb) 1.5 else 2.5); _ = y; }
export fn t8() void { const y: u32 = @round(if (rb) rf else 2.5); _ = y; }
export fn t9() void { const y: @Vector(2,u32) = @round(.{1.5,2.5}); _ = y; }
export fn t10() void { const y: @Vector(2,u32) = @round(@splat(rf)); _ = y; }
export fn t11() void { const y: @Vector(2,u32) = @round(@as(@Vector(2,f32),@splat(rf))); _ = y; }
export fn t12() void { const y: f32 = @round(@floatFromInt(ri)); _ = y; }
export fn t13() void { const y: f32 = @round(@floatCast(rf)); _ = y; }
export fn t14() void { const y: f32 = @round(@sqrt(rf)); _ = y; }
export fn t15() void { const y: u32 = @round(@sqrt(rf)); _ = y; }
export fn t16() void { const y: u32 = @round(@sqrt(@floatFromInt(ri))); _ = y; }
export fn t17() void { const y: u32 = @round(rf * 2 + 0.5); _ = y; }
export fn t18() void { const y: f32 = @sqrt(@floatFromInt(ri)); _ = y; }
export fn t19() void { const y: f32 = @sqrt(@floatCast(rf)); _ = y; }

var rf: f32 = 1.5;
var ri: u32 = 1;
var rb = true;
// --- rounding with result types 2
comptime { _ = @intFromBool(1); }
comptime { _ = @intFromBool(v); }
comptime { _ = @intFromBool(vb); }
comptime { _ = @intFromBool(s); }

const v: @Vector(2,u8) = .{1,2};
const vb: @Vector(2,bool) = .{true,false};
const s = "a";
// --- operands in general 1
export fn t0() void { var x: u8 = 1; const p = &x; p.* = 2; const q: *u16 = p; _ = q; }
export fn t1() void { const x: u8 = 1; const p = &x; p.* = 2; }
export fn t2() void { const p: *u8 = &5; _ = p; }
export fn t3() void { const p = &5; p.* = 6; }
export fn t4() void { const p: *const u8 = &5; _ = p.*; }
export fn t5() void { const p = &@as(u8,5); const q: *u8 = p; _ = q; }
export fn t6() void { (&rt).* = 300; }
export fn t7() void { (&rt).* = true; }
export fn t8() void { rt = rt32; }
export fn t9() void { rt += rt32; }
export fn t10() void { rt += 300; }
export fn t11() void { rt += 1.5; }
export fn t12() void { rt += true; }
export fn t13() void { rt <<= 9; }
export fn t14() void { rt <<= rt; }
export fn t15() void { rt /= 0; }
export fn t16() void { rt %= 0; }
export fn t17() void { rt -= undefined; }
export fn t18() void { rt *= "a"; }
export fn t19() void { rtf += rt; }

var rt: u8 = 1;
var rt32: u32 = 1;
var rtf: f32 = 1;
// --- operands in general 2
export fn t0() void { rtf += rt32; }
export fn t1() void { rtf += 1; }
export fn t2() void { rtf *= 16777217; }
export fn t3() void { rti /= 2; }
export fn t4() void { rti %= 2; }
export fn t5() void { rti = -rti; rti = -rt; }
export fn t6() void { rtb = !rt; }
export fn t7() void { rtb = !rtb; rtb = ~rtb; }
export fn t8() void { rtb = rtb and rt; }
export fn t9() void { rtb = rt or rtb; }
export fn t10() void { rtb = rtb and true and 1; }
export fn t11() void { rtb = null and rtb; }
export fn t12() void { rtb += 1; }
export fn t13() void { rtb = rtb & rtb; rtb = rtb ^ true; rtb = rtb | 1; }
export fn t14() void { rtb = rtb < rtb; }
export fn t15() void { rtb = rtb == 1; }
export fn t16() void { if (rt) {} }
export fn t17() void { if (rto) {} }
export fn t18() void { while (rt) {} }
export fn t19() void { while (rto) {} }

var rt: u8 = 1;
var rt32: u32 = 1;
var rtf: f32 = 1;
var rti: i32 = 1;
var rtb = true;
var rto: ?u8 = 1;
// --- operands in general 3
export fn t0() void { if (null) {} }
export fn t1() void { if (undefined) {} }
export fn t2() void { if (1) {} }
export fn t3() void { if (rtb == undefined) {} }
export fn t4() void { switch (rtf) { else => {} } }
export fn t5() void { _ = rt.*; }
export fn t6() void { _ = rtp.*.*; }
export fn t7() void { _ = rtp[0]; }
export fn t8() void { _ = rtp + 1; }
export fn t9() void { _ = rto + 1; }
export fn t10() void { _ = rto.?.?; }
export fn t11() void { _ = rt.?; }
export fn t12() void { _ = rtm.*; }
export fn t13() void { _ = rts.*; }
export fn t14() void { _ = rtc.*; }
export fn t15() void { _ = rtc.?; }
export fn t16() void { _ = rtc == null; }
export fn t17() void { _ = rtp == null; }
export fn t18() void { _ = rtm == null; }
export fn t19() void { _ = rts == null; }

var rt: u8 = 1;
var rtf: f32 = 1;
var rtb = true;
var rto: ?u8 = 1;
var rtp: *u8 = &rt;
var rtm: [*]u8 = @ptrCast(&rt);
var rts: []u8 = &rtar;
var rtc: [*c]u8 = null;
var rtar = [3]u8{1,2,3};
// --- operands in general 4
export fn t0() void { _ = rt == null; }
export fn t1() void { _ = rte == null; }
export fn t2() void { _ = rte == error.A; }
export fn t3() void { _ = rte == rte; }
export fn t4() void { _ = rto == rto; _ = rto == 1; }
export fn t5() void { _ = rto == rt; }
export fn t6() void { _ = rto > 1; }
export fn t7() void { _ = rts == rts; }
export fn t8() void { _ = rtp == rtp; _ = rtp < rtp; }
export fn t9() void { _ = rtm < rtm; _ = rtc < rtc; }
export fn t10() void { _ = rtar == rtar; }
export fn t11() void { _ = rtst == rtst; }
export fn t12() void { _ = rtu == rtu; }
export fn t13() void { _ = rtu == .a; _ = rtu == .z; }
export fn t14() void { _ = rten == .a; _ = rten == .z; _ = rten < .a; }
export fn t15() void { _ = rten == 1; _ = rten == rt; }
export fn t16() void { _ = rtv == rtv; if (rtv == rtv) {} }
export fn t17() void { _ = rtv + 1; }
export fn t18() void { _ = rtv + rt; }
export fn t19() void { _ = rtv[0] + rtv[5]; }

var rt: u8 = 1;
var rto: ?u8 = 1;
var rtp: *u8 = &rt;
var rtm: [*]u8 = @ptrCast(&rt);
var rts: []u8 = &rtar;
var rtc: [*c]u8 = null;
var rte: anyerror!u8 = 1;
var rtar = [3]u8{1,2,3};
const S = struct { a: u8 };
var rtst: S = .{.a=1};
const U = union(enum) { a: u8, b };
var rtu: U = .b;
const E = enum { a, b };
var rten: E = .a;
var rtv: @Vector(3,u8) = .{1,2,3};
// --- operands in general 5
export fn t0() void { _ = rtar ++ rtar;  }
export fn t1() void { _ = rtar ++ rts; }
export fn t2() void { _ = rts ++ rts; }
export fn t3() void { _ = rtar ** 2; }
export fn t4() void { _ = rts ** 2; }
export fn t5() void { _ = rtar ** rt; }
export fn t6() void { _ = "a" ** -1; }
export fn t7() void { _ = "a" ** 1.5; }
export fn t8() void { _ = "a" ++ 1; }
export fn t9() void { _ = "a" ++ .{1}; }
export fn t10() void { _ = "a" ++ .{300}; }
export fn t11() void { _ = "a" ++ [_]u8{1}; }
export fn t12() void { _ = [_]u8{1} ++ [_]u16{1}; }
export fn t13() void { _ = rt ++ rt; }
export fn t14() void { _ = rt ** 2; }
export fn t15() void { _ = 5 ** 2; }
export fn t16() void { _ = .{1} ** 3; _ = .{} ** 3; _ = .{rt} ** 2; }
export fn t17() void { _ = rtar[rt]; _ = rtar[5]; }
export fn t18() void { _ = rtar[rtf]; }

var rt: u8 = 1;
var rtf: f32 = 1;
var rts: []u8 = &rtar;
var rtar = [3]u8{1,2,3};
// --- operands in general 6
export fn t0() void { _ = rtar[-1]; }
export fn t1() void { _ = rtar["a"]; }
export fn t2() void { _ = rtar[rti]; }
export fn t3() void { _ = rt[0]; }
export fn t4() void { _ = rtst[0]; }
export fn t5() void { _ = rto[0]; }
export fn t6() void { _ = rtar[1..5];  }
export fn t7() void { _ = rtar[3..1]; }
export fn t8() void { _ = rtar[rt..rtf]; }
export fn t9() void { _ = rt[0..1]; }
export fn t10() void { _ = rtp[0..1]; _ = rtp[0..2]; }
export fn t11() void { _ = rtm[0..]; _ = rtm[1..3]; }
export fn t12() void { _ = rtc[0..]; }
export fn t13() void { _ = rtv[0..1]; }
export fn t14() void { _ = u8[0]; }
export fn t15() void { _ = u8.*; }
export fn t16() void { rtar[0] = 300; rtar[0] = true; rtar = .{1,2}; }
export fn t17() void { rtst.a = 300; rtst.z = 1; }
export fn t18() void { rtu.a = 1; rtu.b = 1; rtu.z = 3; }

var rt: u8 = 1;
var rtf: f32 = 1;
var rti: i32 = 1;
var rto: ?u8 = 1;
var rtp: *u8 = &rt;
var rtm: [*]u8 = @ptrCast(&rt);
var rtc: [*c]u8 = null;
var rtar = [3]u8{1,2,3};
const S = struct { a: u8 };
var rtst: S = .{.a=1};
const U = union(enum) { a: u8, b };
var rtu: U = .b;
var rtv: @Vector(3,u8) = .{1,2,3};
// --- operands in general 7
export fn t0() void { rtconst = 6; }
export fn t1() void { rtst = .{ .a = rt32 }; }
export fn t2() void { "abc"[0] = 1; }
export fn t3() void { "abc".*[0] = 1; }
export fn t4() void { rts.len = 1; rts.ptr = undefined; }
export fn t5() void { rtar.len = 1; }
export fn t6() void { rtcs[0] = 1; }
export fn t7() void { (rt + 1) = 1; }
export fn t8() void { _ = &(rt + 1); const p: *u8 = &(rt + 1); _ = p; }
export fn t9() void { _ = &&rt; const p: **u8 = &&rt; _ = p; }
export fn t10() void { _ = &u8; _ = &fnn; _ = &rt; }
export fn t11() void { fnn = fnn; }
export fn t12() void { _ = fnn == fnn; _ = &fnn == &fnn; _ = u8 == u8; _ = u8 == 1; _ = u8 < u8; }

var rt: u8 = 1;
var rt32: u32 = 1;
var rts: []u8 = &rtar;
var rtar = [3]u8{1,2,3};
const S = struct { a: u8 };
var rtst: S = .{.a=1};
const rtconst: u8 = 5;
var rtcs: []const u8 = "a";
fn fnn() void {}
// --- calls of what is no function 1
comptime { _ = s(); }
comptime { _ = s(1); }
comptime { _ = (&s)(); }
comptime { _ = E.a(); }
comptime { _ = S(); }
comptime { _ = u8(); }
comptime { _ = (1)(); }
comptime { _ = "a"(); }
comptime { _ = fnn.foo(); }
comptime { _ = opt(); }
comptime { _ = @as(U,.b)(); }
comptime { _ = @typeInfo(1); }
comptime { _ = @typeInfo(g); }
comptime { _ = @typeInfo(undefined); }
comptime { _ = @typeInfo(""); }
comptime { _ = @typeName(1); }
comptime { _ = @sizeOf(1); }
comptime { _ = @alignOf(1); }
comptime { _ = @bitSizeOf(1); }
comptime { _ = @TypeOf(1)(); }

const S = struct { a: u8 = 1 };
const s: S = .{};
const E = enum { a };
fn fnn() void {}
const opt: ?*const fn () void = null;
const U = union(enum) { a: u8, b };
var g: u8 = 1;
// --- packed containers and unions where a switch or a comparison is to be known
const B = packed struct(u2) { x: bool, y: bool };
const P = packed union { a: u3, b: u3 };
const U = union(enum) { a: u8, b };
export fn f(n: u8) void { const b: B = @bitCast(@as(u2, @truncate(n))); comptime switch (b) { .{ .x = true, .y = false } => {}, else => {} }; }
export fn g(n: u8) void { const p: P = .{ .a = @truncate(n) }; comptime switch (p) { .{ .a = 1 } => {}, else => {} }; }
export fn h(n: u8) void { const u: U = if (n == 0) .b else .{ .a = n }; comptime if (u == .b) {}; }
export fn i(n: u8) void { const u: U = if (n == 0) .b else .{ .a = n }; comptime { _ = @intFromEnum(u); } }
