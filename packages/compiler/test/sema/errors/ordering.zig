// --- errors of one place
fn h(comptime x: u8) u8 {
    return x + 255;
}
export fn a() void {
    _ = comptime h(1);
}
export fn b() void {
    _ = comptime h(1);
}
comptime {
    _ = h(1);
}
export fn c() void {
    _ = comptime h(1);
}
export const d = h(1);
export fn e() void {
    _ = comptime h(1);
}
comptime {
    _ = h(1);
}
fn inst(comptime x: u8) void {
    _ = comptime h(x);
}
fn inst2(comptime x: u8) void {
    _ = comptime h(x);
}
// --- errors of one place at compile time
var rv: u32 = 1;
fn addz(z: u32) u32 {
    return z + rv;
}
export fn r() void {
    _ = comptime addz(3);
}
fn rett2(z: u32) type {
    return [addz(z)]u8;
}
export fn s() void {
    _ = rett2(2);
}
const gl = addz(1);
export fn t() void {
    _ = gl;
}
export fn u() void {
    _ = gl2;
}
const gl2 = addz(2);
const gl3 = addz(2);
export fn v() void {
    _ = gl3;
}
export fn w() void {
    w1();
}
fn w1() void {
    _ = comptime addz(3);
}
fn w0() void {
    _ = comptime addz(3);
}
export fn ww() void {
    w0();
}
