// --- slicing 1
comptime { _ = @as([]u8, gsl); }
comptime { _ = gsl[5..2]; }
comptime { _ = carr[1..9]; }
comptime { _ = carr[9..]; }
comptime { _ = carr[2..1]; }
comptime { _ = carr[0..3 :0]; }
comptime { _ = cars[0..3 :0]; }
comptime { _ = cars[0..3 :1]; }
comptime { _ = cars[0..2 :3]; }
comptime { _ = cars[0..4 :0]; }
comptime { _ = cars[0..4]; }
comptime { _ = cars[0..5]; }
comptime { _ = cars[4..]; }
comptime { _ = cars[3..]; }
comptime { _ = "abc"[1..]; }
comptime { _ = @as([]const u8, "abc")[1..9]; }
comptime { _ = @as([]const u8, "abc")[4..]; }
comptime { _ = @as([:0]const u8, "abc")[0..4]; }
comptime { _ = @as([:0]const u8, "abc")[0..5]; }
comptime { _ = @as([:0]const u8, "abc")[0..3 :0]; }

const carr = [_]u8{1,2,3};
const cars = [_:0]u8{1,2,3};
var gsl: []const u8 = "";
// --- slicing 2
comptime { _ = @as([:0]const u8, "abc")[0..3 :1]; }
comptime { _ = @as([*]const u8, "abc")[0..3]; }
comptime { _ = @as([*]const u8, "abc")[0..9]; }
comptime { _ = @as([*:0]const u8, "abc")[0..3 :0]; }
comptime { _ = @as([*]const u8, "abc")[0..3 :0]; }
comptime { _ = @as([*]const u8, "abc")[0.. :0]; }
comptime { _ = @as([*]const u8, "abc")[1..]; }
comptime { _ = u1s[0..1]; }
comptime { _ = (&u1s)[0..1]; }
comptime { _ = (&u1s)[0..0]; }
comptime { _ = (&u1s)[1..1]; }
comptime { _ = (&u1s)[0..2]; }
comptime { _ = (&u1s)[2..2]; }
comptime { _ = (&u1s)[1..2]; }
comptime { _ = (&u1s)[0..]; }
export fn t15() void { _ = (&u1s)[0..g]; }
export fn t16() void { _ = (&u1s)[g..1]; }
export fn t17() void { _ = g[0..1]; }
export fn t18() void { _ = gst[0..1]; }
export fn t19() void { _ = gopt[0..1]; }

const S = struct { a: u8 };
var u1s: u8 = 1;
var gst: S = undefined;
var gopt: ?S = null;
var g: usize = 1;
// --- slicing 3
export fn t0() void { _ = gtup[0..1]; }
export fn t1() void { _ = (&gtup)[0..1]; }
export fn t2() void { _ = gv[0..1]; }
export fn t3() void { _ = (.{1,2})[0..1]; }
export fn t4() void { _ = 5[0..1]; }
export fn t5() void { _ = arr[0..g]; }
export fn t6() void { _ = arr[g..2]; }
export fn t7() void { _ = arr[g..g]; }
export fn t8() void { _ = arr[g..]; }
export fn t9() void { _ = arr[5..]; }
export fn t10() void { _ = arr[4..]; }
export fn t11() void { _ = arr[1.5..]; }
export fn t12() void { _ = arr["a"..]; }
export fn t13() void { _ = arr[0.."a"]; }
export fn t14() void { _ = arr[gi..]; }
export fn t15() void { _ = arr[0..4 :0]; }
export fn t16() void { _ = arr[0..3 :0]; }
export fn t17() void { _ = arr[0..5 :0]; }
export fn t18() void { _ = arr[0..2 :"a"]; }
export fn t19() void { _ = arr[0..2 :g]; }

var gtup: struct { u8, u8 } = .{1,2};
var gv: @Vector(2,u8) = .{1,2};
var g: usize = 1;
var gi: i8 = 1;
var arr: [4]u8 = undefined;
// --- slicing 4
export fn t0() void { _ = arr[0..2 :300]; }
export fn t1() void { _ = arrf[0..2 :1]; }
export fn t2() void { _ = arrs[0..2 :S{.a=1}]; }
export fn t3() void { _ = gsl[0..2 :0]; }
export fn t4() void { _ = gsl[g..][0..2]; }
export fn t5() void { _ = gsl[g..][0..g]; }
export fn t6() void { _ = gsl[1..][0..2]; }
export fn t7() void { _ = gsl[1..][0..2 :0]; }
export fn t8() void { _ = arr[1..][0..2]; }
export fn t9() void { _ = arr[1..][0..5]; }
export fn t10() void { _ = arr[3..][0..2]; }
export fn t11() void { _ = gm[0..]; }
export fn t12() void { _ = gm[1..]; }
export fn t13() void { _ = gm[0..g]; }
export fn t14() void { _ = gm[2..1]; }
export fn t15() void { _ = gcp[0..2]; }
export fn t16() void { _ = gcp[1..]; }
export fn t17() void { _ = ncp[0..2]; }
export fn t18() void { _ = ncp[0..0]; }
export fn t19() void { _ = gopq[0..1]; }

const S = struct { a: u8 };
const opq = opaque {};
var gopq: *opq = undefined;
const ncp: [*c]u8 = null;
var gcp: [*c]u8 = null;
var gsl: []const u8 = "";
var gm: [*]u8 = undefined;
var g: usize = 1;
var arr: [4]u8 = undefined;
var arrf: [4]f32 = undefined;
var arrs: [4]S = undefined;
// --- slicing 5
export fn t0() void { _ = @as([]u8, undefined)[0..1]; }
export fn t1() void { _ = @as([*]u8, undefined)[0..1]; }
export fn t2() void { _ = @as([*]u8, undefined)[0..0]; }
export fn t3() void { _ = @as(*[4]u8, undefined)[0..2]; }
export fn t4() void { _ = @as(*[4]u8, undefined)[0..0]; }
export fn z5() void { const x: void = arr[0..g]; _ = x; }
export fn z6() void { const x: void = arr[1..3]; _ = x; }
export fn z7() void { const x: void = arr[1..]; _ = x; }
export fn z8() void { const x: void = arr[g..]; _ = x; }
export fn z9() void { const x: void = arr[g..][0..2]; _ = x; }
export fn z10() void { const x: void = arr[0..2 :0]; _ = x; }
export fn z11() void { const x: void = gars[0..3]; _ = x; }
export fn z12() void { const x: void = gars[0..4]; _ = x; }
export fn z13() void { const x: void = gars[g..]; _ = x; }
export fn z14() void { const x: void = gars[1..]; _ = x; }
export fn z15() void { const x: void = gars[0..2]; _ = x; }
export fn z16() void { const x: void = gars[0..g]; _ = x; }
export fn z17() void { const x: void = gslz[g..]; _ = x; }
export fn z18() void { const x: void = gslz[0..g]; _ = x; }
export fn z19() void { const x: void = gslz[0..gslz.len]; _ = x; }

var gars = [_:0]u8{1,2,3};
var gslz: [:0]u8 = undefined;
var g: usize = 1;
var arr: [4]u8 = undefined;
// --- slicing 6
export fn z0() void { const x: void = gslz[0..gslz.len :0]; _ = x; }
export fn z1() void { const x: void = gmz[1..]; _ = x; }
export fn z2() void { const x: void = gmz[1..3]; _ = x; }
export fn z3() void { const x: void = gcp[1..3]; _ = x; }
export fn z4() void { const x: void = gcp[1..]; _ = x; }
export fn z5() void { const x: void = gcp[g..g]; _ = x; }
export fn z6() void { const x: void = (&u1s)[0..1]; _ = x; }
export fn z7() void { const x: void = (&u1s)[1..1]; _ = x; }
export fn z8() void { const x: void = gaz[0..1]; _ = x; }
export fn z9() void { const x: void = gvol[0..1]; _ = x; }
export fn z10() void { const x: void = "abc"[0..2]; _ = x; }
export fn z11() void { const x: void = "abc"[0..3]; _ = x; }
export fn z12() void { const x: void = "abc"[0..3 :0]; _ = x; }
export fn z13() void { const x: void = "abc"[1..]; _ = x; }
export fn z14() void { const x: void = "abc"[g..]; _ = x; }
export fn z15() void { const x: void = carr[0..2]; _ = x; }
export fn z16() void { const x: void = (&carr)[0..2]; _ = x; }
export fn z17() void { const x: []u8 = carr[0..2]; _ = x; }

var gcp: [*c]u8 = null;
var gaz: [*]allowzero u8 = undefined;
var gvol: []volatile u8 = undefined;
var u1s: u8 = 1;
const carr = [_]u8{1,2,3};
var gslz: [:0]u8 = undefined;
var gmz: [*:0]u8 = undefined;
var g: usize = 1;
// --- slicing 7
comptime { _ = @as([*:0]const u8, "abc")[0.. :1]; }
comptime { _ = @as([*:0]const u8, "abc")[0.. :0]; }
export fn t2() void { _ = gm[0.. :0]; }
export fn t3() void { _ = gmz[0.. :0]; }
export fn t4() void { _ = gmz[1.. :1]; }
export fn t5() void { _ = gcp[0.. :0]; }
export fn t6() void { _ = gm[0..g :0]; }
export fn t7() void { _ = gsl[0.. :0]; }
export fn t8() void { _ = gslz[0.. :0]; }
export fn t9() void { _ = gslz[0.. :1]; }
export fn t10() void { _ = arr[0.. :0]; }
export fn t11() void { _ = cars[0.. :0]; }
export fn z12() void { const x: void = gmz[0.. :0]; _ = x; }
export fn z13() void { const x: void = gm[0..g :0]; _ = x; }
export fn z14() void { const x: void = gslz[1.. :0]; _ = x; }
export fn z15() void { const x: void = gslz[1.. :1]; _ = x; }
export fn z16() void { const x: void = arr[1.. :1]; _ = x; }
comptime { _ = arr ++ arr; }
comptime { _ = carr ++ carr; }
comptime { _ = carr ++ "a"; }

var gcp: [*c]u8 = null;
const carr = [_]u8{1,2,3};
const cars = [_:0]u8{1,2,3};
var gslz: [:0]u8 = undefined;
var gmz: [*:0]u8 = undefined;
var gsl: []const u8 = "";
var gm: [*]u8 = undefined;
var g: usize = 1;
var arr: [4]u8 = undefined;
// --- slicing 8
comptime { _ = carr ++ .{1,2}; }
comptime { _ = carr ++ .{1,300}; }
comptime { _ = carr ++ .{"a"}; }
comptime { _ = .{1} ++ .{2}; }
comptime { _ = .{1} ++ carr; }
comptime { _ = carr ++ 1; }
comptime { _ = 1 ++ carr; }
comptime { _ = carr ++ gsl; }
comptime { _ = csl ++ csl; }
comptime { _ = csl ++ @as([]const u16, &.{1}); }
comptime { _ = carr ++ [_]u16{1}; }
comptime { _ = carr ++ [_]i8{1}; }
comptime { _ = carr ++ [_]f32{1}; }
comptime { _ = @as(@Vector(2,u8), .{1,2}) ++ carr; }
comptime { _ = cm ++ carr; }
comptime { _ = &carr ++ &carr; }
comptime { _ = carr ** 2; }
comptime { _ = carr ** -1; }
comptime { _ = carr ** 1.5; }
comptime { _ = carr ** g; }

const cm: [*]const u8 = "abc";
const carr = [_]u8{1,2,3};
const csl: []const u8 = "abc";
var gsl: []const u8 = "";
var g: usize = 1;
// --- slicing 9
comptime { _ = 1 ** 2; }
comptime { _ = 2.0 ** 2; }
comptime { _ = @as(u8, 2) ** 2; }
comptime { _ = @as(@Vector(2,u8), .{1,2}) ** 2; }
comptime { _ = true ** 2; }
comptime { _ = .{1} ** 2; }
comptime { _ = .{} ** 2; }
comptime { _ = "a" ** 3; }
comptime { _ = csl ** 2; }
comptime { _ = cm ** 2; }
comptime { _ = carr ** (1 << 40); }
comptime { _ = carr ** 0; }
comptime { _ = cars ++ cars; }
comptime { _ = cars ++ carr; }
comptime { _ = cars ** 2; }
export fn z15() void { const x: void = cars ++ carr; _ = x; }
export fn z16() void { const x: void = carr ++ cars; _ = x; }
export fn z17() void { const x: void = &carr ++ carr; _ = x; }
export fn z18() void { const x: void = csl ++ csl; _ = x; }
export fn z19() void { const x: void = gars ++ carr; _ = x; }

const cm: [*]const u8 = "abc";
const carr = [_]u8{1,2,3};
const cars = [_:0]u8{1,2,3};
var gars = [_:0]u8{1,2,3};
const csl: []const u8 = "abc";
// --- slicing 10
export fn z0() void { const x: void = &gars ++ carr; _ = x; }
export fn z1() void { const x: void = gars ** 2; _ = x; }
export fn z2() void { const x: void = &gars ** 2; _ = x; }
export fn z3() void { const x: [4]u8 = .{1} ** 4; _ = x; }
export fn z4() void { const x: [4]u8 = .{300} ** 4; _ = x; }
export fn z5() void { const x: [4]u8 = .{1} ** 3; _ = x; }
export fn z6() void { const x: [4]u8 = .{1,2} ** 2; _ = x; }
export fn z7() void { const x: [4]u8 = .{"a"} ** 2; _ = x; }
export fn z8() void { const x: [4]f32 = .{1} ** 4; _ = x; }
export fn z9() void { const x: @Vector(4,f32) = .{1} ** 4; _ = x; }
export fn z10() void { const x: []const f32 = &.{1} ** 4; _ = x; }
export fn z11() void { const x: []const f32 = &(.{1} ** 4); _ = x; }
export fn z12() void { const x: void = .{1} ** 4; _ = x; }
export fn z13() void { const x: void = .{g} ** 2; _ = x; }
export fn z14() void { const x: void = .{g} ++ .{1}; _ = x; }
export fn z15() void { const x: [2]usize = .{g} ++ .{1}; _ = x; }
export fn z16() void { const x: [3]usize = .{g} ++ .{1}; _ = x; }
export fn z17() void { const x: struct {usize,u8} = .{g} ++ .{300}; _ = x; }

const carr = [_]u8{1,2,3};
var gars = [_:0]u8{1,2,3};
var g: usize = 1;
// --- a sentinel that is not known
var n: u8 = 3;
var s: []u8 = undefined;
export fn a() void { _ = s[0..1 :n]; }
export fn b() void { _ = s[n.. :n]; }
