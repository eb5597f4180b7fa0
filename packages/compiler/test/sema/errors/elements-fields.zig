// --- elements 1
export fn t0() void { _ = gs[3].x; }
export fn t1() void { _ = gs.x; }
export fn t2() void { _ = gst.zz; }
export fn t3() void { _ = gst.a.b; }
export fn t4() void { _ = g.x; }
export fn t5() void { _ = (&g).x; }
export fn t6() void { _ = arr.x; }
export fn t7() void { _ = arr.ptr; }
export fn t8() void { _ = (&arr).x; }
export fn t9() void { _ = (&arr).ptr; }
export fn t10() void { _ = gsl.x; }
export fn t11() void { _ = gpp.x; }
export fn t12() void { _ = gpst.a; }
export fn t13() void { _ = gpst.zz; }
export fn t14() void { _ = gppst.a; }
export fn t15() void { _ = gopt.a; }
export fn t16() void { _ = gopt.x; }
export fn t17() void { _ = geu.a; }
export fn t18() void { _ = gopte.len; }
export fn t19() void { _ = ge.x; }

const S = struct { a: u8, fn g(_: S) void {} };
const E = enum { a, b };
var gs: S = undefined;
var gst: S = undefined;
var gpst: *S = undefined;
var gppst: **S = undefined;
var gpp: **u8 = undefined;
var ge: E = undefined;
var gopt: ?S = null;
var gopte: ?[]u8 = null;
var geu: anyerror!S = undefined;
var gsl: []const u8 = "";
var g: usize = 1;
var arr: [4]u8 = undefined;
// --- elements 2
export fn t0() void { _ = gtu.a; }
export fn t1() void { _ = gtu.zz; }
export fn t2() void { _ = gu.zz; }
export fn t3() void { _ = u8.x; }
export fn t4() void { _ = S.zz; }
export fn t5() void { _ = E.zz; }
export fn t6() void { _ = TU.zz; }
export fn t7() void { _ = @This().zz; }
export fn t8() void { _ = error{A}.B; }
export fn t9() void { _ = anyerror.B; }
export fn t10() void { _ = gvoid.x; }
export fn t11() void { _ = gtup.x; }
export fn t12() void { _ = gtup.@"2"; }
export fn t13() void { _ = gtup.len; }
export fn t14() void { _ = gtup[2]; }
export fn t15() void { _ = gtup[g]; }
export fn t16() void { _ = arr[10]; }
export fn t17() void { _ = arr[g]; }
export fn t18() void { _ = (&arr)[10]; }
export fn t19() void { _ = garr0[0]; }

const S = struct { a: u8, fn g(_: S) void {} };
const E = enum { a, b };
const U = union { a: u8, b: u8 };
const TU = union(enum) { a: u8, b: u8 };
var gtup: struct { u8, u8 } = .{1,2};
var gvoid: void = {};
var gtu: TU = undefined;
var gu: U = undefined;
var g: usize = 1;
var arr: [4]u8 = undefined;
var garr0: [0]u8 = .{};
// --- elements 3
export fn t0() void { _ = gsl[0]; }
export fn t1() void { _ = g[0]; }
export fn t2() void { _ = gst[0]; }
export fn t3() void { _ = gpst[0]; }
export fn t4() void { _ = (&g)[0]; }
export fn t5() void { _ = gv[g]; }
export fn t6() void { _ = gv[5]; }
export fn t7() void { _ = (&gv)[g]; }
export fn t8() void { _ = gv[g8]; }
export fn t9() void { gv[g8] = 1; }
export fn t10() void { gv[5] = 1; }
export fn t11() void { (&gv)[g8] = 1; }
export fn t12() void { _ = &gv[g8]; }
export fn t13() void { const v = gv; _ = v[g8]; }
export fn t14() void { _ = arr[-1]; }
export fn t15() void { _ = arr[1.5]; }
export fn t16() void { _ = arr[1.0]; }
export fn t17() void { _ = arr["a"]; }
export fn t18() void { _ = arr[gi]; }
export fn t19() void { _ = arr[g64]; }

const S = struct { a: u8, fn g(_: S) void {} };
const V = @Vector(2,u8);
var gst: S = undefined;
var gpst: *S = undefined;
var gsl: []const u8 = "";
var gv: V = .{1,2};
var g: usize = 1;
var g8: u8 = 1;
var g64: u64 = 1;
var gi: i8 = 1;
var arr: [4]u8 = undefined;
// --- elements 4
export fn t0() void { _ = gsl[-1]; }
export fn t1() void { _ = gm[-1]; }
export fn t2() void { _ = gm[gi]; }
export fn t3() void { _ = @field(gst, "zz"); }
export fn t4() void { _ = @field(gst, "a"); }
export fn t5() void { _ = @field(gst, g); }
export fn t6() void { _ = @field(gst, gsl); }
export fn t7() void { _ = @field(S, "zz"); }
export fn t8() void { _ = @field(g, "x"); }
export fn t9() void { @field(gst, "zz") = 1; }
comptime { _ = csl[3]; }
comptime { _ = carr[3]; }
comptime { _ = cars[3]; }
comptime { _ = cars[4]; }
comptime { _ = cslz[3]; }
comptime { _ = cslz[4]; }
comptime { _ = "abc"[3]; }
comptime { _ = "abc"[4]; }
comptime { _ = @as([]const u8, "abc")[3]; }
comptime { _ = @as([:0]const u8, "abc")[3]; }

const csl: []const u8 = "abc";
const cslz: [:0]const u8 = "abc";
const carr = [_]u8{1,2,3};
const cars = [_:0]u8{1,2,3};
const S = struct { a: u8, fn g(_: S) void {} };
var gst: S = undefined;
var gsl: []const u8 = "";
var gm: [*]u8 = undefined;
var g: usize = 1;
var gi: i8 = 1;
// --- elements 5
comptime { _ = @as([]const u8, "")[0]; }
comptime { _ = @as([:0]const u8, "")[0]; }
comptime { _ = @as([:0]const u8, "")[1]; }
comptime { _ = cmp[0]; }
comptime { _ = cmp[3]; }
comptime { _ = cmp[5]; }
comptime { _ = ctup[2]; }
comptime { _ = ctup.@"2"; }
comptime { _ = (.{})[0]; }
comptime { _ = (.{}).x; }
comptime { _ = @as(U, .{.a = 1}).b; }
comptime { _ = @as(TU, .{.a = 1}).b; }
export fn t12() void { var u: U = .{.a = 1}; _ = &u; _ = u.b; }
comptime { var u: U = .{.a = 1}; _ = &u; _ = u.b; }
comptime { var u: TU = .{.a = 1}; _ = &u; u.b = 1; }
comptime { const u: TU = .{.a = 1}; _ = u.b; }
export fn t16() void { _ = &gtu.zz; }
export fn t17() void { gtu.zz = 1; }
export fn t18() void { gst.zz = 1; }
export fn t19() void { g.x = 1; }

const cmp: [*]const u8 = "abc";
const ctup = .{1,2};
const S = struct { a: u8, fn g(_: S) void {} };
const U = union { a: u8, b: u8 };
const TU = union(enum) { a: u8, b: u8 };
var gst: S = undefined;
var gtu: TU = undefined;
var g: usize = 1;
// --- elements 6
export fn t0() void { cst.a = 1; }
export fn t1() void { arr.len = 1; }
export fn t2() void { "abc".len = 1; }
export fn t3() void { gst.f(); }
export fn t4() void { gst.a(); }
export fn t5() void { gst.zz(); }
export fn t6() void { g.f(); }
export fn t7() void { E.a.f(); }
export fn t8() void { _ = gty.x; }

const S = struct { a: u8, fn g(_: S) void {} };
const cst: S = .{.a=1};
const E = enum { a, b };
const gty = u8;
var gst: S = undefined;
var g: usize = 1;
var arr: [4]u8 = undefined;
// --- elements 7
comptime { _ = @as([0]u8,.{})[0]; }
comptime { _ = carr0[0]; }
comptime { var a: [0]u8 = .{}; _ = &a; _ = a[0]; }
comptime { var a: [0]u8 = .{}; _ = &a; a[0] = 1; }
comptime { var a: [2]u8 = .{1,2}; _ = &a; _ = a[2]; }
comptime { var a: [2]u8 = .{1,2}; _ = &a; a[2] = 1; }
comptime { var a: [2:0]u8 = .{1,2}; _ = &a; a[2] = 1; }
comptime { var a: [2:0]u8 = .{1,2}; _ = &a; a[3] = 1; }
comptime { var a: struct {u8, u8} = .{1,2}; _ = &a; _ = a[2]; }
comptime { var a: struct {u8, u8} = .{1,2}; _ = &a; a[2] = 1; }
comptime { var a: @TypeOf(.{}) = .{}; _ = &a; a[2] = 1; }
comptime { var a: @TypeOf(.{}) = .{}; _ = &a; _ = a[2]; }
comptime { var a: []u8 = &.{}; _ = &a; _ = a[0]; }
comptime { var a: []u8 = &.{}; _ = &a; a[0] = 1; }
comptime { var a: V = .{1,2}; _ = &a; _ = a[2]; }
comptime { var a: V = .{1,2}; _ = &a; a[2] = 1; }
export fn t16() void { _ = (&carr0)[0]; }
export fn t17() void { _ = (&gtup)[2]; }
export fn t18() void { _ = (&gtup)[1]; }

const carr0 = [_]u8{};
const V = @Vector(2,u8);
var gtup: struct { u8, u8 } = .{1,2};
// --- elements 8
export fn t0() void { _ = &gtup[2]; }
export fn t1() void { _ = &gtup.@"2"; }
export fn t2() void { _ = &garr[9]; }
export fn t3() void { _ = &garr0[0]; }
export fn t4() void { _ = f()[0]; }
export fn t5() void { _ = f()[9]; }
export fn t6() void { _ = ft()[2]; }
export fn t7() void { _ = ft()[g]; }
export fn t8() void { _ = fs()[0]; }
export fn t9() void { _ = fv()[9]; }
export fn t10() void { _ = fv()[g]; }
export fn t11() void { _ = f0()[0]; }
export fn t12() void { _ = f().len; }
export fn t13() void { _ = f().x; }
export fn t14() void { _ = fst().a; }
export fn t15() void { _ = fu8().x; }

const V = @Vector(2,u8);
fn f() [4]u8 { return undefined; }
fn f0() [0]u8 { return undefined; }
fn ft() struct {u8,u8} { return undefined; }
fn fs() []u8 { return undefined; }
fn fv() V { return undefined; }
fn fst() struct {a: u8} { return undefined; }
fn fu8() u8 { return undefined; }
var gtup: struct { u8, u8 } = .{1,2};
var garr: [4]u8 = undefined;
var garr0: [0]u8 = .{};
var g: usize = 1;
// --- elements 9
export fn t0() void { _ = fopt().x; }
export fn t1() void { _ = fu().b; }
export fn t2() void { _ = @as([4]u8, undefined)[g]; }
export fn t3() void { _ = carr[g]; }
export fn t4() void { _ = cty[g]; }
export fn t5() void { _ = ctup[g]; }
export fn t6() void { _ = csl[g]; }
export fn t7() void { _ = ctysl[g]; }
export fn t8() void { _ = cty[0]; }
export fn t9() void { _ = &cty[g]; }
export fn t10() void { _ = cfn[g]; }
export fn t11() void { _ = &cfn[g]; }
export fn t12() void { _ = ctys[g].a; }
export fn t13() void { _ = gctys[g].a; }
export fn t14() void { _ = ctys2[g].a; }
export fn t15() void { for (cty) |t| { _ = t; } }
export fn t16() void { for (0..g) |i| { _ = cty[i]; } }
export fn t17() void { _ = cstt.t; }
export fn t18() void { _ = cstt.x; }
export fn t19() void { const p = &cstt; _ = p.x; }

const STT = struct { t: type, x: u8 };
const cstt: STT = .{ .t = u8, .x = 1 };
const cty = [_]type{u8,u16};
const ctys = [_]STT{cstt,cstt};
const ctys2: []const STT = &ctys;
const gctys: *const [2]STT = &ctys;
fn fa() void {}
const cfn = [_]fn () void{fa,fa};
const ctysl: []const type = &cty;
const csl: []const u8 = "abc";
const ctup = .{1,2};
const carr = [_]u8{1,2,3};
fn fopt() ?u8 { return undefined; }
fn fu() union {a: u8, b: u8} { return undefined; }
var g: usize = 1;
// --- elements 10
export fn t0() void { var p = &cstt; _ = &p; _ = p.x; }
export fn t1() void { var p = &cstt; _ = &p; _ = p.t; }
export fn t2() void { var p = &cstt; _ = &p; _ = p.*; }
export fn t3() void { var p = &cst2; _ = &p; _ = p.x; }
export fn t4() void { _ = gpt.*; }
export fn t5() void { _ = gpt.x; }
export fn t6() void { _ = gps[0]; }
export fn t7() void { _ = gpm[0]; }
export fn t8() void { _ = gpm[g]; }
export fn t9() void { _ = &gpm[g]; }

const STT = struct { t: type, x: u8 };
const ST2 = struct { t: comptime_int, x: u8 };
const cstt: STT = .{ .t = u8, .x = 1 };
const cst2: ST2 = .{ .t = 1, .x = 1 };
var gpt: *const STT = undefined;
var gps: []const STT = undefined;
var gpm: [*]const type = undefined;
var g: usize = 1;
// --- fields 1
const a0 = @offsetOf(S, "b"); comptime { if (a0 != 4) @compileError("x"); }
comptime { _ = @offsetOf(S, "zz"); }
comptime { _ = @offsetOf(u32, "zz"); }
comptime { _ = @offsetOf(EU, "a"); }
comptime { _ = @offsetOf(PS, "b"); }
comptime { _ = @offsetOf(T2, "1"); }
comptime { _ = @offsetOf(T2, "5"); }
comptime { _ = @offsetOf(CF, "c"); }
comptime { _ = @bitOffsetOf(PS, "b"); }
comptime { _ = @bitOffsetOf(CF, "c"); }
comptime { _ = @bitOffsetOf(EN, "c"); }
comptime { _ = @offsetOf(anyopaque, "c"); }
comptime { _ = @field(s1, "a"); }
comptime { _ = @field(s1, "zz"); }
comptime { _ = @field(S, "zz"); }
comptime { _ = @field(EN, "zz"); }
comptime { _ = @field(EN.a, "zz"); }
comptime { _ = @field(un1, "b"); }
comptime { _ = @field(un1, "c"); }
comptime { _ = @field(1, "c"); }

const S = extern struct { a: u32 = 1, b: u32 = 2, const D = 1; fn meth(self: S) void { _ = self; } fn meth2(self: *S) void { _ = self; } fn noself() void {} };
const EU = extern union { a: u32, b: u32 };
const PS = packed struct { a: u4, b: u12 };
const T2 = struct { u8, u16 };
const CF = struct { comptime c: u8 = 1, d: u8 };
const EN = enum { a, b, c };
const s1: S = .{};
const UN = union { a: u8, b: u8, c: u8 };
const un1: UN = .{.c = 1};
// --- fields 2
comptime { _ = @field(&s1, "a"); }
comptime { _ = @field("abc", "len"); }
comptime { _ = @field("abc", "ptr"); }
comptime { _ = @field(@as([]const u8,"abc"), "ptr"); }
comptime { _ = @field(@as([]const u8,"abc"), "pt"); }
comptime { _ = @field(.{1,2}, "0"); }
comptime { _ = @field(.{1,2}, "2"); }
comptime { _ = @field(.{1,2}, "len"); }
comptime { _ = @field(.{1,2}, "x"); }
comptime { _ = @hasField(S, "a"); }
comptime { _ = @hasField(u32, "a"); }
comptime { _ = @hasField([3]u32, "len"); }
comptime { _ = @hasField([]u32, "ptr"); }
comptime { _ = @hasField(EN, "a"); }
comptime { _ = @hasField(error{a}, "a"); }
comptime { _ = @hasField(T2, "1"); }
comptime { _ = @hasDecl(S, "D"); }
comptime { _ = @hasDecl(u32, "D"); }
comptime { _ = @FieldType(S, "a"); }
comptime { _ = @FieldType(S, "zz"); }

const S = extern struct { a: u32 = 1, b: u32 = 2, const D = 1; fn meth(self: S) void { _ = self; } fn meth2(self: *S) void { _ = self; } fn noself() void {} };
const T2 = struct { u8, u16 };
const EN = enum { a, b, c };
const s1: S = .{};
// --- fields 3
comptime { _ = @FieldType(u32, "zz"); }
comptime { _ = @FieldType(EU, "zz"); }
comptime { _ = @FieldType(T2, "2"); }
comptime { _ = @FieldType(T2, "foo"); }
comptime { _ = s1.zz; }
comptime { _ = S.zz; }
comptime { _ = EN.zz; }
comptime { _ = EN.a.zz; }
comptime { _ = un1.b; }
comptime { _ = un1.c; }
comptime { _ = un1.zz; }
comptime { _ = (1).zz; }
comptime { _ = (1.5).zz; }
comptime { _ = "abc".zz; }
comptime { _ = @as([]const u8,"abc").zz; }
comptime { _ = (&s1).zz; }
comptime { _ = (&&s1).a; }
comptime { _ = @as([*]const S,@ptrCast(&s1)).a; }
comptime { _ = @as([*c]const S,@ptrCast(&s1)).a; }
comptime { _ = @as(?S,null).a; }

const S = extern struct { a: u32 = 1, b: u32 = 2, const D = 1; fn meth(self: S) void { _ = self; } fn meth2(self: *S) void { _ = self; } fn noself() void {} };
const EU = extern union { a: u32, b: u32 };
const T2 = struct { u8, u16 };
const EN = enum { a, b, c };
const s1: S = .{};
const UN = union { a: u8, b: u8, c: u8 };
const un1: UN = .{.c = 1};
// --- fields 4
comptime { _ = @as(?*const S,null).a; }
comptime { _ = @as(anyerror!S,error.X).a; }
comptime { _ = error{A}.B; }
comptime { _ = error{A}.A; }
comptime { _ = anyerror.C; }
comptime { _ = (error{A}||error{B}).C; }
comptime { _ = (.{1,2}).foo; }
comptime { _ = (.{1,2}).@"5"; }
comptime { _ = (.{1,2}).len; }
comptime { _ = u8.foo; }
comptime { _ = @TypeOf(null).foo; }
comptime { _ = s1.meth; }
comptime { _ = s1.meth(); }
comptime { _ = s1.meth2(); }
comptime { _ = s1.noself(); }
comptime { _ = s1.zz(); }
comptime { _ = S.zz(); }
comptime { _ = s1.a(); }

const S = extern struct { a: u32 = 1, b: u32 = 2, const D = 1; fn meth(self: S) void { _ = self; } fn meth2(self: *S) void { _ = self; } fn noself() void {} };
const s1: S = .{};
// --- fields 5
comptime { _ = (1).foo(); }
comptime { _ = fnn.foo; }
comptime { _ = fnn.foo(); }
comptime { _ = void.foo; }
comptime { _ = true.foo; }
comptime { _ = @as(*anyopaque,undefined).foo; }
comptime { _ = @as(type, u8).foo; }
comptime { _ = null.foo; }
comptime { _ = undefined.foo; }
comptime { _ = @as(*const [3]u8,"abc").len; }
comptime { _ = @as(*const [3]u8,"abc").ptr; }
comptime { _ = @as(@Vector(3,u8),.{1,2,3}).len; }
comptime { _ = @as([*:0]const u8,"abc").len; }
comptime { _ = @as([*]const u8,"abc").len; }
comptime { _ = EU{.a=1,.b=2}; }
comptime { _ = @as(EU,.{.a=1}).b; }
comptime { _ = UT.a; }
comptime { _ = UT.zz; }
comptime { _ = @as(UT,.b).a; }

const EU = extern union { a: u32, b: u32 };
const UT = union(enum) { a: u8, b };
fn fnn() void {}
// --- fields 6
comptime { _ = @as(UT,.{.a=1}).b; }
comptime { _ = @as(UT,.{.a=1}).a; }

const UT = union(enum) { a: u8, b };
// --- elements that are known at compile time only, behind unknown pointers
export fn loop() void {
    var s: []const type = &.{ u8, u16 };
    _ = &s;
    for (s) |T| _ = T;
}
export fn element(p: *const anyopaque) void {
    const s: *const [2]type = @ptrCast(p);
    _ = s[0];
}
export fn stored(p: *anyopaque) void {
    const s: *[2]type = @ptrCast(@alignCast(p));
    s[0] = u8;
}
export fn address(p: *anyopaque) void {
    const s: *[2]type = @ptrCast(@alignCast(p));
    _ = &s[0];
}
export fn unrolled(p: *const anyopaque) void {
    const s: *const [2]fn () void = @ptrCast(p);
    inline for (s) |f| f();
}
export fn sliced(i: usize) void {
    var s: []const type = &.{ u8, u16 };
    _ = &s;
    _ = s[i];
}
