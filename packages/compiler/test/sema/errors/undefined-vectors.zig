// --- as a whole, or an element
var g: @Vector(4, u8) = @splat(1);
const whole: @Vector(4, u8) = undefined;
const part: @Vector(4, u8) = .{ 1, 2, undefined, 3 };
export fn a() void {
    _ = g + whole;
}
export fn b() void {
    _ = g + part;
}
export fn c() void {
    _ = whole + part;
}
export fn d() void {
    _ = g / whole;
}
export fn e() void {
    _ = g << @as(@Vector(4, u3), undefined);
}
export fn f() void {
    _ = g >> @as(@Vector(4, u3), .{ 1, undefined, 1, 1 });
}
