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
