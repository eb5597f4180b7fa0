// --- members 1
export fn t0() void { _ = S.ptr.x(); }
export fn t1() void { _ = S.ptr.x; }
export fn t2() void { _ = S.len(); }
export fn t3() void { _ = S.zz.x(); }
export fn t4() void { _ = E.zz.x(); }
export fn t5() void { _ = E.zz; }
export fn t6() void { _ = &E.zz; }
export fn t7() void { _ = E.a.zz; }

const S = struct { a: u8 = 1 };
const E = enum { a };
// --- members 2
export fn t0() void { _ = &E.a.zz; }
export fn t1() void { E.a.zz(); }
export fn t2() void { _ = U.zz; }
export fn t3() void { _ = U.zz.x(); }
export fn t4() void { _ = rs.ptr.x(); }
export fn t5() void { _ = rs.len.x(); }
export fn t6() void { _ = rst.ptr.x(); }
export fn t7() void { _ = rst.zz.x(); }
export fn t8() void { _ = &rst.zz; }
export fn t9() void { rst.zz = 1; }
export fn t10() void { rst.a.b = 1; }
export fn t11() void { rst.a.b(); }
export fn t12() void { rst.a(); }
export fn t13() void { _ = error{A}.ptr.x(); }
export fn t14() void { _ = anyerror.ptr; }
export fn t15() void { _ = error{A}.ptr; }
export fn t16() void { _ = run.zz.x(); }
export fn t17() void { run.zz = 1; }
export fn t18() void { _ = &run.zz; }
export fn t19() void { _ = &run.b; }

const S = struct { a: u8 = 1 };
const E = enum { a };
const U = union(enum) { a: u8, b };
var rs: []const u8 = "a";
var rst: S = .{};
var run: U = .b;
// --- members 3
export fn t0() void { _ = u8.zz; }
export fn t1() void { _ = &u8.zz; }
export fn t2() void { u8.zz(); }
export fn t3() void { _ = @This().zz; }
export fn t4() void { _ = @This().zz.foo(); }
export fn t5() void { _ = (&rst).zz; }
export fn t6() void { _ = (&rst).zz.foo(); }
export fn t7() void { _ = (&rst).a.foo(); }
export fn t8() void { _ = (&&rst).a; }
export fn t9() void { _ = rarr.zz.foo(); }
export fn t10() void { _ = rarr.len.foo(); }
export fn t11() void { _ = rarr[0].foo(); }
export fn t12() void { _ = rarr[0].foo; }
export fn t13() void { _ = rp.foo(); }
export fn t14() void { _ = rp.foo; }
export fn t15() void { _ = rp.*.foo; }
export fn t16() void { _ = ro.foo(); }
export fn t17() void { _ = ro.foo; }

const S = struct { a: u8 = 1 };
var rst: S = .{};
var rarr = [1]u8{1};
var rp: *u8 = undefined;
var ro: ?u8 = 1;
// --- members 4
export fn t0() void { _ = ro.?.foo; }
export fn t1() void { _ = re.foo; }
export fn t2() void { _ = re.foo(); }
export fn t3() void { _ = rtup.foo(); }
export fn t4() void { _ = rtup.@"0".foo(); }
export fn t5() void { _ = rtup[0].foo(); }
export fn t6() void { _ = (rst).zz(); }
export fn t7() void { _ = (if (true) rst else rst).zz(); }
export fn t8() void { _ = S.@"weird name".x; }

const S = struct { a: u8 = 1 };
var rst: S = .{};
var ro: ?u8 = 1;
var re: anyerror!u8 = 1;
var rtup: struct { u8 } = .{1};
// --- slices of single items 1
export fn t0() void { _ = ps[0..1 :0]; }
export fn t1() void { _ = ps[0..rn :0]; }
export fn t2() void { _ = ps[0..]; }
export fn t3() void { _ = ps[0..1]; }
export fn t4() void { _ = ps[rn..1]; }
export fn t5() void { _ = ps[0.. :0]; }
export fn t6() void { _ = ps[0..rn]; }
export fn t7() void { _ = pn[0..1 :0]; }
export fn t8() void { _ = pn[0..1]; }
export fn t9() void { _ = pn[0..rn]; }
export fn t10() void { _ = pn[0..2]; }
export fn t11() void { _ = pn[1..1]; }
export fn t12() void { _ = pn[1..]; }
export fn t13() void { _ = pn[rn..rn]; }
export fn t14() void { _ = pn[0..0 :0]; }
export fn t15() void { _ = pa[0..1 :2]; }
export fn t16() void { _ = ppa[0..1]; }
export fn t17() void { _ = sl[0..rn :0]; }
export fn t18() void { _ = sl[0..rn :rn]; }
export fn t19() void { _ = sl[0..1 :300]; }

var rn: usize = 1;
var n: u8 = 1;
var slice: [:0]const u8 = "a";
var ps: *[:0]const u8 = &slice;
var pn: *u8 = &n;
var arr = [3]u8{1,2,3};
var pa: *[3]u8 = &arr;
var ppa: **[3]u8 = &pa;
var sl: []u8 = &arr;
// --- slices of single items 2
export fn t0() void { _ = sl[0..1 :true]; }
export fn t1() void { _ = many[0..rn :0]; }
export fn t2() void { _ = many[0.. :0]; }
export fn t3() void { _ = cp[0.. :0]; }
export fn t4() void { _ = z[0.. :0]; }
export fn t5() void { _ = z[0.. :1]; }
export fn t6() void { _ = z[0..]; }
export fn t7() void { _ = zs[0.. :1]; }
export fn t8() void { _ = arr[0.. :1]; }
export fn t9() void { _ = arr[0..2 :3]; }
export fn t10() void { _ = arr[0..3 :3]; }
export fn t11() void { _ = arr[0..4 :3]; }
export fn t12() void { _ = arrz[0..3 :0]; }
export fn t13() void { _ = arrz[0..3 :1]; }
export fn t14() void { _ = arrz[0..2 :3]; }
comptime { _ = carr[0..2 :3]; }
comptime { _ = carr[0..2 :4]; }
comptime { _ = carr[0..3 :0]; }
comptime { _ = cstr[0..2 :'l']; }
comptime { _ = cstr[0..2 :'x']; }

var rn: usize = 1;
var arr = [3]u8{1,2,3};
var arrz = [3:0]u8{1,2,3};
var sl: []u8 = &arr;
var many: [*]u8 = &arr;
var cp: [*c]u8 = &arr;
var z: [*:0]u8 = &arrz;
var zs: [:0]u8 = &arrz;
const carr = [3]u8{1,2,3};
const cstr = "hello";
// --- slices of single items 3
comptime { _ = cstr[0..5 :0]; }
comptime { _ = cstr[0.. :0]; }
comptime { _ = cstr[0..6 :0]; }
comptime { _ = cstr[1.. :0]; }
comptime { _ = cstr[1.. :1]; }

const cstr = "hello";
// --- statements 1
export fn t0() void { for (0..10) |i| { _ = i; } }
export fn t1() void { for (0..rn) |i| { const x: u8 = i; _ = x; } }
export fn t2() void { for (rarr, 0..) |a, i| { _ = a; _ = i; } }
export fn t3() void { for (rarr, rarr2) |a, i| { _ = a; _ = i; } }
export fn t4() void { for (&rarr) |*a| { a.* = 1; } }
export fn t5() void { for (rarr) |*a| { a.* = 1; } }
export fn t6() void { for (rs) |*a| { a.* = 1; } }
export fn t7() void { for (rcs) |*a| { a.* = 1; } }
export fn t8() void { for (rp) |a| { _ = a; } }
export fn t9() void { for (rm) |a| { _ = a; } }
export fn t10() void { for (rm[0..2]) |a| { _ = a; } }
export fn t11() void { for (5) |a| { _ = a; } }
export fn t12() void { for (rn) |a| { _ = a; } }
export fn t13() void { for (0..5, 0..6) |a, c| { _ = a; _ = c; } }
export fn t14() void { for (0..5, 1..) |a, c| { _ = a; _ = c; } }
export fn t15() void { for (0..1.5) |a| { _ = a; } }
export fn t16() void { for (true..3) |a| { _ = a; } }
export fn t17() void { for (0..-1) |a| { _ = a; } }
export fn t18() void { for (5..1) |a| { _ = a; } }
export fn t19() void { for (rv) |a| { _ = a; } }

var rn: u8 = 1;
var rarr = [2]u8{1,2};
var rarr2 = [3]u8{1,2,3};
var rs: []u8 = &rarr;
var rcs: []const u8 = &rarr;
var rp: *u8 = &rn;
var rm: [*]u8 = &rarr;
var rv: @Vector(2,u8) = .{1,2};
// --- statements 2
export fn t0() void { for (rtup) |a| { _ = a; } }
export fn t1() void { inline for (rtup) |a| { _ = a; } }
export fn t2() void { inline for (rs) |a| { _ = a; } }
export fn t3() void { inline for (.{1,"a"}) |a| { _ = a; } }
export fn t4() void { inline for (0..rn) |a| { _ = a; } }
export fn t5() void { for (.{1,2}) |a| { _ = a; } }
export fn t6() void { for (.{1,rn}) |a| { _ = a; } }
export fn t7() void { for ("abc") |a| { _ = a; } }
export fn t8() void { for (@as([*:0]const u8, "abc")) |a| { _ = a; } }
export fn t9() void { for (@as([*:0]const u8, "abc"), 0..3) |a, i| { _ = a; _ = i; } }
export fn t10() void { for (rc) |a| { _ = a; } }
export fn t11() void { for (ro) |a| { _ = a; } }
export fn t12() void { for (re) |a| { _ = a; } }
export fn t13() void { for (u8) |a| { _ = a; } }
export fn t14() void { for (&.{}) |a| { _ = a; } }
export fn t15() void { for (@as([0]u8, .{})) |a| { _ = a; } }
export fn t16() void { while (rn < 5) : (rn += 1.5) {} }
export fn t17() void { while (ro) |x| { _ = x; } }
export fn t18() void { while (re) |x| { _ = x; } else |e| { _ = e; } }

var rn: u8 = 1;
var rarr = [2]u8{1,2};
var rs: []u8 = &rarr;
var rc: [*c]u8 = &rarr;
var rtup: struct{u8,u8} = .{1,2};
var ro: ?u8 = 1;
var re: anyerror!u8 = 1;
// --- statements 3
export fn t0() void { while (re) |x| { _ = x; } }
export fn t1() void { while (ro) |x| { _ = x; } else |e| { _ = e; } }
export fn t2() void { while (rb) |x| { _ = x; } }
export fn t3() void { if (rb) |x| { _ = x; } }
export fn t4() void { if (ro) |*x| { x.* = 300; } }
export fn t5() void { if (re) |*x| { x.* = 2; } else |e| { _ = e; } }
export fn t6() void { if (re) |x| { _ = x; } }
export fn t7() void { if (ro) |x| { _ = x; } else |e| { _ = e; } }
export fn t8() void { if (rp) |x| { _ = x; } }
export fn t9() void { const x = if (rb) 1; _ = x; }
export fn t10() void { const x = if (rb) 1 else 2; _ = x; }
export fn t11() void { const x = if (rb) 1 else "a"; _ = x; }
export fn t12() void { const x: u8 = if (rb) 1 else 300; _ = x; }
export fn t13() void { const x: u8 = if (rb) rn else 3; _ = x; }
export fn t14() void { const x = for (0..3) |i| { if (i == 2) break i; } else 5; _ = x; }
export fn t15() void { const x = for (0..3) |i| { if (i == 2) break i; }; _ = x; }
export fn t16() void { const x = while (rb) { break 5; } else "a"; _ = x; }
export fn t17() void { const x = blk: { if (rb) break :blk 5; break :blk rn; }; _ = x; }
export fn t18() void { const x = blk: { if (rb) break :blk 5; }; _ = x; }
export fn t19() void { blk: { if (rb) break :blk 5; } }

var rn: u8 = 1;
var rp: *u8 = &rn;
var ro: ?u8 = 1;
var re: anyerror!u8 = 1;
var rb = true;
// --- statements 4
export fn t0() void { const x = blk: { break :blk; }; _ = x; }
export fn t1() void { const x: u8 = blk: { break :blk; }; _ = x; }
export fn t2() void { rn = try re; }
export fn t3() void { rn = re catch |e| e; }
export fn t4() void { rn = re catch return; }
export fn t5() void { rn = ro orelse return; }
export fn t6() void { rn = ro orelse "a"; }
export fn t7() void { rn = re catch "a"; }
export fn t8() void { defer rn += 1.5; }
export fn t9() void { errdefer |e| { _ = e; } }
export fn t10() void { return 5; }
export fn t11() void { return rn; }
export fn t12() void { return re; }
export fn t13() void { return; }
export fn t14() void { _ = @as(u8, undefined); }
export fn t15() void { rn; }
export fn t16() void { re; }
export fn t17() void { ro; }
export fn t18() void { fnr(); }
export fn t19() void { fne(); }

var rn: u8 = 1;
var ro: ?u8 = 1;
var re: anyerror!u8 = 1;
fn fnr() u8 { return 1; }
fn fne() !void {}
// --- statements 5
export fn t0() void { fno(); }
export fn t1() void { _ = fne() catch {}; }
export fn t2() void { fne() catch {}; }
export fn t3() void { fne() catch |e| e; }
export fn t4() void { fno() orelse {}; }
export fn t5() void { try fne(); }
export fn t6() void { 5; }
export fn t7() void { "a"; }
export fn t8() void { rn == 1; }
export fn t9() void { &rn; }
export fn t10() void { u8; }
export fn t11() void { unreachable; }
export fn t12() void { @panic("x"); }
export fn t13() void { @panic(5); }
export fn t14() void { @panic(rs); }
export fn t15() void { @compileError("x"); }
export fn t16() void { @compileError(rs); }
export fn t17() void { @setEvalBranchQuota(rn); }
export fn t18() void { @setRuntimeSafety(rb); }

var rn: u8 = 1;
var rarr = [2]u8{1,2};
var rs: []u8 = &rarr;
var rb = true;
fn fne() !void {}
fn fno() ?u8 { return 1; }
// --- statements 6
export fn t0() void { @branchHint(.likely); }
export fn t1() void { comptime rn += 1; }
export fn t2() void { const x = comptime rn; _ = x; }
export fn t3() void { comptime var i = 0; i += rn; }
export fn t4() void { var x = 5; _ = &x; }
export fn t5() void { var x = 1.5; _ = &x; }
export fn t6() void { var x = .a; _ = &x; }
export fn t7() void { var x = null; _ = &x; }
export fn t8() void { var x = undefined; _ = &x; }
export fn t9() void { var x = u8; _ = &x; }
export fn t10() void { var x = .{1}; _ = &x; }
export fn t11() void { var x = .{rn}; _ = &x; }
export fn t12() void { const x: noreturn = 5; _ = x; }
export fn t13() void { var x: comptime_int = 5; _ = &x; }

var rn: u8 = 1;
// --- fields without values, and of types
const U = union(enum) { a: noreturn, b: u8 };
export fn f(p: *U) void {
    _ = p.*.a;
}
fn make() U {
    return .{ .b = 1 };
}
export fn g() void {
    const u = make();
    _ = u.a;
}
export fn h() void {
    _ = make().a;
}
export fn i(p: **type) void {
    _ = p.*.a;
}
export fn j(p: *type) void {
    _ = p.a;
}
