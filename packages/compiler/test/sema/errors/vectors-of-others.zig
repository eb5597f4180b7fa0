// --- bits
var f: @Vector(4, f32) = @splat(1);
export fn a() void {
    _ = @clz(f);
}
export fn b() void {
    _ = @bitReverse(@as(@Vector(2, bool), @splat(true)));
}
export fn c() void {
    const x: @Vector(4, u8) = @intCast(f);
    _ = x;
}
// --- not
var g: @Vector(4, u8) = @splat(1);
export fn a() void {
    _ = !g;
}
// --- the least
var g: @Vector(4, bool) = @splat(true);
export fn a() void {
    _ = @min(g, 1);
}
// --- addresses
var g: @Vector(4, usize) = @splat(1);
export fn a() void {
    const x: *u8 = @ptrFromInt(g);
    _ = x;
}
export fn b() void {
    const x: @Vector(2, *u8) = @ptrFromInt(g);
    _ = x;
}
