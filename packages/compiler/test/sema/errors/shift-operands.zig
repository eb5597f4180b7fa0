// --- a literal takes any integer that is known as its amount
var i: i32 = 1;
var f: f32 = 1;
var b: bool = true;
var v: @Vector(4, u8) = @splat(1);
export fn a() void {
    _ = 5 << i;
}
export fn c() void {
    _ = 5 >> f;
}
export fn d() void {
    _ = 5 << b;
}
export fn e() void {
    _ = 5 << v;
}
// --- the amount of a saturating shift is looked at first
var i: i32 = 1;
var s: []u8 = undefined;
export fn a() void {
    _ = s <<| i;
}
export fn b() void {
    _ = s <<| s;
}
export fn c() void {
    _ = 5 <<| i;
}
export fn d() void {
    _ = i << s;
}
// --- by 2^64 bits and more
comptime { _ = 1 >> (1 << 64); }
comptime { _ = 1 >> ((1 << 64) - 1); }
comptime { _ = 1 >> @as(u80, 1 << 64); }
comptime { _ = 1 >> @as(u128, 1 << 70); }
comptime { _ = 1 << (1 << 64); }
comptime { _ = 1 << @as(u80, 1 << 64); }
comptime { _ = @shlExact(1, 1 << 64); }
comptime { _ = @shrExact(1, 1 << 64); }
comptime { _ = @as(u8, 1) >> (1 << 64); }
comptime { _ = @as(u8, 1) << (1 << 64); }
comptime { _ = @as(u8, 1) <<| (1 << 64); }
comptime { _ = 1 <<| (1 << 64); }
comptime { _ = @as(u8, 1) <<| @as(u128, 1 << 64); }
comptime { _ = 1 >> -1; }
comptime { _ = @as(u8, 0) <<| @as(u128, 1 << 64); }
comptime { _ = -1 >> (1 << 64); _ = 0 >> (1 << 64); }
comptime { _ = 0 << (1 << 64); }
comptime { _ = 0 <<| (1 << 64); }
export fn f(x: u8) void { _ = x >> (1 << 64); }
export fn g(x: u8) void { _ = x <<| (1 << 64); }
export fn h(x: u8) void { _ = x <<| @as(u128, 1 << 64); }
// --- an amount that is none, of a number without a size
export fn a() void { _ = @shlWithOverflow(1, "a"); }
export fn b(x: u8) void { _ = @shlWithOverflow(1, x); }
export fn c() void { _ = @shlWithOverflow(1, 1); }
