// --- peers 1
export fn t0() void { const x = if (gb) g8 else g16; _ = @as(void, x); }
export fn t1() void { const x = if (gb) g8 else gi8; _ = x; }
export fn t2() void { const x = if (gb) g8 else gi16; _ = @as(void, x); }
export fn t3() void { const x = if (gb) g8 else 300; _ = x; }
export fn t4() void { const x = if (gb) g8 else -1; _ = x; }
export fn t5() void { const x = if (gb) g8 else 1.5; _ = x; }
export fn t6() void { const x = if (gb) g8 else null; _ = @as(void, x); }
export fn t7() void { const x = if (gb) g8 else undefined; _ = @as(void, x); }
export fn t8() void { const x = if (gb) g8 else error.A; _ = @as(void, x); }
export fn t9() void { const x = if (gb) g8 else gopt; _ = @as(void, x); }
export fn t10() void { const x = if (gb) g8 else geu; _ = @as(void, x); }
export fn t11() void { const x = if (gb) gopt else geu; _ = @as(void, x); }
export fn t12() void { const x = if (gb) null else geu; _ = @as(void, x); }
export fn t13() void { const x = if (gb) null else error.A; _ = @as(void, x); }
export fn t14() void { const x = if (gb) null else null; _ = @as(void, x); }
export fn t15() void { const x = if (gb) 1 else 2; _ = @as(void, x); }
export fn t16() void { const x = if (gb) 1 else 2.5; _ = @as(void, x); }
export fn t17() void { const x = if (gb) 1 else g8; _ = @as(void, x); }
export fn t18() void { const x = if (gb) "a" else "ab"; _ = @as(void, x); }
export fn t19() void { const x = if (gb) "a" else "b"; _ = @as(void, x); }

var gopt: ?u8 = null;
var geu: anyerror!u8 = 1;
var gb = true;
var g8: u8 = 1;
var g16: u16 = 1;
var gi8: i8 = 1;
var gi16: i16 = 1;
// --- peers 2
export fn t0() void { const x = if (gb) "a" else gs; _ = @as(void, x); }
export fn t1() void { const x = if (gb) "a" else gsz; _ = @as(void, x); }
export fn t2() void { const x = if (gb) "a" else &garr; _ = @as(void, x); }
export fn t3() void { const x = if (gb) &garr else &garr5; _ = @as(void, x); }
export fn t4() void { const x = if (gb) &garr else gs; _ = @as(void, x); }
export fn t5() void { const x = if (gb) &garr else gcs; _ = @as(void, x); }
export fn t6() void { const x = if (gb) &garr else gm; _ = @as(void, x); }
export fn t7() void { const x = if (gb) gs else gm; _ = @as(void, x); }
export fn t8() void { const x = if (gb) gs else gc; _ = @as(void, x); }
export fn t9() void { const x = if (gb) gm else gc; _ = @as(void, x); }
export fn t10() void { const x = if (gb) &g8 else gc; _ = @as(void, x); }
export fn t11() void { const x = if (gb) &g8 else gm; _ = @as(void, x); }
export fn t12() void { const x = if (gb) &g8 else &g16; _ = @as(void, x); }
export fn t13() void { const x = if (gb) &g8 else null; _ = @as(void, x); }
export fn t14() void { const x = if (gb) gc else null; _ = @as(void, x); }
export fn t15() void { const x = if (gb) gc else 0; _ = @as(void, x); }
export fn t16() void { const x = if (gb) gc else gsize; _ = @as(void, x); }
export fn t17() void { const x = if (gb) &g8 else 0; _ = @as(void, x); }
export fn t18() void { const x = if (gb) &g8 else gcp; _ = @as(void, x); }
export fn t19() void { const x = if (gb) &g8 else gvp; _ = @as(void, x); }

var gs: []u8 = undefined;
var gcs: []const u8 = undefined;
var gsz: [:0]u8 = undefined;
var gm: [*]u8 = undefined;
var gc: [*c]u8 = undefined;
var gcp: *const u8 = undefined;
var gvp: *volatile u8 = undefined;
var garr: [4]u8 = undefined;
var garr5: [5]u8 = undefined;
var gb = true;
var g8: u8 = 1;
var g16: u16 = 1;
var gsize: usize = 1;
// --- peers 3
export fn t0() void { const x = if (gb) gcp else gvp; _ = @as(void, x); }
export fn t1() void { const x = if (gb) &g8 else gany; _ = @as(void, x); }
export fn t2() void { const x = if (gb) gs else gs16; _ = @as(void, x); }
export fn t3() void { const x = if (gb) gs else &[_]u8{}; _ = @as(void, x); }
export fn t4() void { const x = if (gb) gs else &.{}; _ = @as(void, x); }
export fn t5() void { const x = if (gb) gs else &.{1}; _ = @as(void, x); }
export fn t6() void { const x = if (gb) gs else .{}; _ = @as(void, x); }
export fn t7() void { const x = if (gb) garr else garr; _ = @as(void, x); }
export fn t8() void { const x = if (gb) garr else garr5; _ = @as(void, x); }
export fn t9() void { const x = if (gb) garr else .{1,2,3,4}; _ = @as(void, x); }
export fn t10() void { const x = if (gb) garr else .{1,2}; _ = @as(void, x); }
export fn t11() void { const x = if (gb) garr else gv; _ = @as(void, x); }
export fn t12() void { const x = if (gb) gv else .{1,2,3,4}; _ = @as(void, x); }
export fn t13() void { const x = if (gb) gv else g8; _ = @as(void, x); }
export fn t14() void { const x = if (gb) .{1,2} else .{1,2}; _ = @as(void, x); }
export fn t15() void { const x = if (gb) .{1,2} else .{3,4}; _ = @as(void, x); }
export fn t16() void { const x = if (gb) .{1,2} else .{1,"a"}; _ = @as(void, x); }
export fn t17() void { const x = if (gb) .{1,2} else .{1}; _ = @as(void, x); }
export fn t18() void { const x = if (gb) .{g8,2} else .{g16,3}; _ = @as(void, x); }

var gany: *anyopaque = undefined;
var gs: []u8 = undefined;
var gs16: []u16 = undefined;
var gcp: *const u8 = undefined;
var gvp: *volatile u8 = undefined;
var garr: [4]u8 = undefined;
var garr5: [5]u8 = undefined;
var gv: @Vector(4,u8) = undefined;
var gb = true;
var g8: u8 = 1;
var g16: u16 = 1;
// --- peers 4
export fn t0() void { const x = if (gb) E.a else .b; _ = @as(void, x); }
export fn t1() void { const x = if (gb) E.a else .zz; _ = x; }
export fn t2() void { const x = if (gb) .a else .b; _ = @as(void, x); }
export fn t3() void { const x = if (gb) E.a else E2.a; _ = x; }
export fn t4() void { const x = if (gb) E.a else gtu; _ = x; }
export fn t5() void { const x = if (gb) T.a else gtu; _ = @as(void, x); }
export fn t6() void { const x = if (gb) .a else gtu; _ = @as(void, x); }
export fn t7() void { const x = if (gb) E.a else 1; _ = x; }
export fn t8() void { const x = if (gb) error.A else error.B; _ = @as(void, x); }
export fn t9() void { const x = if (gb) ge else error.B; _ = @as(void, x); }
export fn t10() void { const x = if (gb) u8 else u16; _ = x; }
export fn t11() void { const x = if (gb) fn1 else fn2; _ = x; }
export fn t12() void { const x = if (gb) &fn1 else &fn2; _ = @as(void, x); }
export fn t13() void { const x = if (gb) &fn1 else &fn3; _ = @as(void, x); }
export fn t14() void { const x = if (gb) &fn1 else null; _ = @as(void, x); }
export fn t15() void { const x = if (gb) true else 1; _ = x; }
export fn t16() void { const x = if (gb) {} else 1; _ = x; }
export fn t17() void { const x = if (gb) return else 1; _ = @as(void, x); }
export fn t18() void { const x = if (gb) unreachable else g8; _ = @as(void, x); }
export fn t19() void { const x = if (gb) undefined else undefined; _ = @as(void, x); }

const E = enum { a, b };
const E2 = enum { a, b };
const T = enum { a, b };
const TU = union(T) { a: u8, b: u8 };
var gtu: TU = undefined;
fn fn1() void {}
fn fn2(x: u8) void { _ = x; }
fn fn3() void {}
var ge: error{A} = error.A;
var gb = true;
var g8: u8 = 1;
// --- peers 5
export fn t0() void { const x = if (gb) undefined else null; _ = @as(void, x); }
export fn t1() void { const x = if (gb) gst else gst2; _ = x; }
export fn t2() void { const x = if (gb) gopt else gopt16; _ = @as(void, x); }
export fn t3() void { const x = if (gb) gopt else g16; _ = @as(void, x); }
export fn t4() void { const x = if (gb) gopt else "a"; _ = x; }
export fn t5() void { const x = if (gb) gopt else @as(??u8, 1); _ = @as(void, x); }
export fn t6() void { const x = if (gb) geu else @as(error{B}!u16, 1); _ = @as(void, x); }
export fn t7() void { const x = if (gb) geub else @as(error{B}!u16, 1); _ = @as(void, x); }
export fn t8() void { const x = if (gb) geub else error.C; _ = @as(void, x); }
export fn t9() void { const x = if (gb) geub else "a"; _ = x; }
export fn t10() void { const x = if (gb) gopts else "a"; _ = @as(void, x); }
export fn t11() void { const x = if (gb) gopts else null; _ = @as(void, x); }
export fn t12() void { const x = if (gb) gsize else g32; _ = @as(void, x); }
export fn t13() void { const x = if (gb) gci else g32; _ = @as(void, x); }
export fn t14() void { const x = if (gb) gci else gi32; _ = @as(void, x); }
export fn t15() void { const x = if (gb) g24 else gf; _ = @as(void, x); }
export fn t16() void { const x = if (gb) gf else gf64; _ = @as(void, x); }
export fn t17() void { const x = if (gb) gf16 else g12; _ = @as(void, x); }
export fn t18() void { const x = if (gb) gf16 else g8; _ = @as(void, x); }

const S = struct { a: u8 };
const S2 = struct { a: u8 };
var gst: S = undefined;
var gst2: S2 = undefined;
var gopts: ?[]const u8 = undefined;
var gopt: ?u8 = null;
var gopt16: ?u16 = null;
var geu: anyerror!u8 = 1;
var geub: error{A}!u8 = 1;
var gb = true;
var g8: u8 = 1;
var g12: u12 = 1;
var g24: u24 = 1;
var g32: u32 = 1;
var g16: u16 = 1;
var gsize: usize = 1;
var gci: c_int = 1;
var gi32: i32 = 1;
var gf: f32 = 1;
var gf64: f64 = 1;
var gf16: f16 = 1;
// --- peers 6
export fn t0() void { const x = if (gb) gf16 else @as(u32, 5); _ = @as(void, x); }
export fn t1() void { const x = if (gb) gf16 else @as(u32, 5000); _ = @as(void, x); }
export fn t2() void { const x = if (gb) gv else gvf; _ = @as(void, x); }
export fn t3() void { const x = if (gb) gv else gv16; _ = @as(void, x); }
export fn t4() void { const x = switch (g8) { 0 => g8, 1 => g16, else => null }; _ = @as(void, x); }
export fn t5() void { const x = switch (g8) { 0 => g8, 1 => gi8, else => null }; _ = x; }
export fn t6() void { const x = switch (g8) { 0 => 1, 1 => "a", else => null }; _ = x; }
export fn t7() void { const x = gopt orelse g16; _ = @as(void, x); }
export fn t8() void { const x = gopt orelse "a"; _ = x; }
export fn t9() void { const x = geu catch g16; _ = @as(void, x); }
export fn t10() void { const x = geu catch "a"; _ = x; }
export fn t11() void { const x = gopts orelse "a"; _ = @as(void, x); }
export fn t12() void { const x = gopts orelse &.{}; _ = @as(void, x); }
export fn t13() void { const x = blk: { if (gb) break :blk g8; break :blk gi8; }; _ = x; }
export fn t14() void { const x = while (gb) { break g8; } else gi8; _ = x; }
export fn t15() void { const x = for (0..2) |_| { break g8; } else "a"; _ = x; }
comptime { _ = @TypeOf(g8, gi8); }
comptime { _ = @as(void, @as(@TypeOf(g8, g16, null), undefined)); }
comptime { _ = @as(void, @as(@TypeOf(g8, 1.5), undefined)); }
comptime { _ = @as(void, @as(@TypeOf(gf, g8), undefined)); }

var gopts: ?[]const u8 = undefined;
var gopt: ?u8 = null;
var geu: anyerror!u8 = 1;
var gv: @Vector(4,u8) = undefined;
var gvf: @Vector(4,f32) = undefined;
var gv16: @Vector(4,u16) = undefined;
var gb = true;
var g8: u8 = 1;
var g16: u16 = 1;
var gi8: i8 = 1;
var gf: f32 = 1;
var gf16: f16 = 1;
// --- peers 7
comptime { _ = @as(void, @as(@TypeOf("a", "bc"), undefined)); }


// --- peers of equal width 1
export fn t0() void { const x = if (rb) @as(u32, undefined) else @as(i32, undefined); _ = @as(void, x); }
export fn t1() void { const x = if (rb) @as(i32, undefined) else @as(u32, undefined); _ = @as(void, x); }
export fn t2() void { const x = if (rb) @as(u32, undefined) else @as(i64, undefined); _ = @as(void, x); }
export fn t3() void { const x = if (rb) @as(u64, undefined) else @as(i32, undefined); _ = @as(void, x); }
export fn t4() void { const x = if (rb) @as(u32, 1) else @as(i32, 1); _ = @as(void, x); }
export fn t5() void { const x = if (rb) @as(i32, 1) else @as(u32, 1); _ = @as(void, x); }
export fn t6() void { const x = if (rb) @as(i32, 1) else ru; _ = @as(void, x); }
export fn t7() void { const x = if (rb) @as(u32, 1) else ri; _ = @as(void, x); }
export fn t8() void { const x = if (rb) @as(u32, undefined) else ri; _ = @as(void, x); }
export fn t9() void { const x = if (rb) @as(i32, undefined) else ru; _ = @as(void, x); }
export fn t10() void { const x = switch (u) { .a, .d => |v| v, else => unreachable }; _ = @as(void, x); }
export fn t11() void { const x = switch (w) { .a, .d => |v| v, else => unreachable }; _ = @as(void, x); }
export fn t12() void { const x = switch (y) { .a, .d => |v| v, else => unreachable }; _ = @as(void, x); }
export fn t13() void { const x = switch (z) { .a, .d => |v| v, else => unreachable }; _ = @as(void, x); }
comptime { _ = @TypeOf(@as(u32, undefined), @as(i32, undefined)).x; }
comptime { _ = @TypeOf(@as(i32, undefined), @as(u32, undefined)).x; }
comptime { _ = @TypeOf(@as(u32, 1), @as(i32, -1)).x; }

var rb = true;
var ru: u32 = 1;
var ri: i32 = 1;
var u: union(enum) { a: u32, d: i32, c } = .c;
var w: union(enum) { a: i32, d: u32, c } = .c;
var y: union(enum) { a: u32, d: i64, c } = .c;
var z: union(enum) { a: u64, d: i32, c } = .c;
