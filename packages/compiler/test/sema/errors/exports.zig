// --- export options, targets and collisions
export fn a() void {
    @export(&b, .{ .name = "" });
}
fn b() callconv(.c) void {}
export fn a1() void {
    @export(&b, .{ .name = "foo", .linkage = .internal });
}
export fn a2() void {
    @export(&b, .{ .name = "foo", .section = "x" });
}
export fn a3() void {
    @export(&b, .{ .name = "foo3", .visibility = .hidden });
}
export fn a4() void {
    @export(&b, .{ .name = "foo4", .linkage = .internal, .visibility = .hidden });
}
export fn a5() void {
    @export(b, .{ .name = "foo5" });
}
export fn a6() void {
    @export(&d, .{ .name = "foo6" });
}
fn d() void {}
export fn a7(x: u8) void {
    @export(&x, .{ .name = "foo7" });
}
export fn a8() void {
    @export(&@as(u32, 3), .{ .name = "foo8" });
}
var vv: u32 = 1;
export fn a9() void {
    @export(&vv, .{ .name = "foo9" });
}
export fn a10() void {
    @export(&vv, .{ .name = "foo9" });
}
export fn foo11() void {}
export fn a11() void {
    @export(&vv, .{ .name = "foo11" });
}
threadlocal var tv: u32 = 1;
export fn a12() void {
    @export(&tv, .{ .name = "foo12" });
}
export fn a13() void {
    @export(&struct {
        fn f() callconv(.c) void {}
    }.f, .{ .name = "foo13" });
}
fn gen(comptime x: u8) void {
    _ = x;
}
export fn a14() void {
    @export(&gen, .{ .name = "foo14" });
}
inline fn inl() void {}
export fn a15() void {
    @export(&inl, .{ .name = "foo15" });
}
const ty = u8;
export fn a16() void {
    @export(&ty, .{ .name = "foo16" });
}
export fn a17() void {
    @export(&ty, .{ .name = vv });
}
export fn a18() void {
    comptime {
        @export(&b, .{ .name = "foo18", .linkage = .weak });
    }
}
export fn a19() void {
    @export(@as([]const u8, "abc"), .{ .name = "foo19" });
}
export fn a20() void {
    @export(@as(*const u8, @ptrFromInt(8)), .{ .name = "foo20" });
}
const str = "abc";
export fn a21() void {
    @export(&str[1], .{ .name = "foo21" });
}
export fn a22() void {
    @export(@as(?*u32, &vv), .{ .name = "foo22" });
}
const p: *const fn () callconv(.c) void = &b;
export fn a23() void {
    @export(p, .{ .name = "foo23" });
}
extern fn ef() void;
export fn a24() void {
    @export(&ef, .{ .name = "foo24" });
}
comptime {
    @export(&b, .{ .name = "dup" });
    @export(&b, .{ .name = "dup" });
}
export const dup2: u32 = 2;
comptime {
    @export(&dup2, .{ .name = "dup2" });
}
fn gg() callconv(.c) void {}
comptime {
    @export(&gg, .{ .name = "gg", .linkage = .link_once });
}
// --- of units that failed
const s: u32 = 7;
comptime { @export(&s, .{ .name = "a" }); }
comptime { @export(&s, .{ .name = "a" }); _ = @as(u8, "x"); }
// --- of a unit that failed later
const s: u32 = 7;
comptime { @export(&s, .{ .name = "a" }); @export(&s, .{ .name = "a" }); _ = @as(u8, "x");  }
// --- beside a unit that failed
const s: u32 = 7;
comptime { @export(&s, .{ .name = "a" }); }
comptime { @export(&s, .{ .name = "a" }); }
export fn f() u32 { return "a"; }
// --- a value without a declaration under a name that is taken
var a: u8 = 3;
comptime { @export(&@as(u32, 3), .{ .name = "zz" }); }
comptime { @export(&a, .{ .name = "zz" }); }
// --- a value without a declaration, behind
var a: u8 = 3;
comptime { @export(&a, .{ .name = "zz" }); }
comptime { @export(&@as(u32, 3), .{ .name = "zz" }); }
// --- what is no value, of a type that cannot be exported
var b: []u8 = 3;
comptime { @export(&b, .{ .name = "zz" }); }
