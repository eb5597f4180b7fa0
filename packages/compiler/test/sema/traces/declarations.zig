// --- the address alone
var d: u8 = "a";
export fn f() void { _ = &d; }
// --- a value before an address of another function
var d: u8 = "a";
export fn f() void { _ = &d; }
export fn g() void { _ = d; }
// --- an address before a value
var d: u8 = "a";
export fn f() void { _ = &d; _ = d; }
// --- a value through an address
const d: u8 = "a";
comptime { const x = &d; _ = x.*; }
// --- an element
const d: [1]u8 = .{"x"};
export fn f(i: usize) void { _ = &d; _ = d[i]; }
// --- a length
const d: [1]u8 = .{"x"};
export fn f() void { _ = d.len; _ = d; }
// --- an operator with assignment
var d: u8 = "x";
export fn f() void { d += 1; }
// --- functions are followed in breadth
var d: u8 = "x";
export fn f() void { g(); }
fn g() void { d += 1; }
export fn h() void { i(); }
fn i() void { _ = d; }
// --- the last reference of a function first
var d: u8 = "x";
export fn f() void { g(); k(); }
fn g() void { d += 1; }
fn k() void { _ = d; }
// --- a method of a constant
const H = *const fn (*u8) void;
fn g(x: *u16) void { _ = x; }
const S = struct { h: H };
const d: S = .{ .h = &g };
export fn f() void { var x: u16 = 0; d.h(&x); }
export fn f2() void { var x: u16 = 0; const h = d.h; h(&x); }
// --- a block before what is exported
export fn a() u8 { return "a"; }
comptime { @export(&a, .{ .name = "a" }); }
// --- what is pub before the rest
fn bad() void { @compileError("q"); }
export fn a() void { bad(); }
pub export fn b() void { bad(); }
// --- @export
var x: u8 = "a";
comptime { @export(&x, .{ .name = "b" }); }
