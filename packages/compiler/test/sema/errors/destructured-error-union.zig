// --- what to do is said where that would help
const Err = error{A};
var g: Err!u8 = 1;
var t: Err!struct { u8, u8 } = .{ 1, 2 };
var v: Err!@Vector(2, u8) = undefined;
export fn a() void {
    const x, const y = g;
    _ = x;
    _ = y;
}
export fn b() void {
    const x, const y = t;
    _ = x;
    _ = y;
}
export fn c() void {
    const x, const y = v;
    _ = x;
    _ = y;
}
