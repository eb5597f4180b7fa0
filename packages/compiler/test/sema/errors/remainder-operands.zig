// --- at the operand that can be negative
var u: u8 = 1;
var i: i32 = 1;
var f: f32 = 1;
export fn a() void {
    _ = u % i;
}
export fn b() void {
    _ = i % u;
}
export fn c() void {
    _ = u % f;
}
export fn d() void {
    _ = u % undefined;
}
export fn e() void {
    _ = undefined % u;
}
export fn g() void {
    _ = 5 % i;
}
export fn h() void {
    _ = u % @as(u8, undefined);
}
