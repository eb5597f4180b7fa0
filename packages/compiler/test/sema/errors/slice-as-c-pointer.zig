// --- only one that ends with zero
const E = enum(u8) { a, b };
var zero: [:0]u8 = undefined;
var one: [:1]u8 = undefined;
var none: []u8 = undefined;
var words: [:0]const u16 = undefined;
var floats: [:0]f32 = undefined;
var tags: [:.a]E = undefined;
export fn a() void {
    const x: [*c]u8 = zero;
    _ = x;
}
export fn b() void {
    const x: [*c]u8 = one;
    _ = x;
}
export fn c() void {
    const x: [*c]u8 = none;
    _ = x;
}
export fn d() void {
    const x: ?[*c]const u16 = words;
    _ = x;
}
export fn e() void {
    const x: [*c]u16 = words;
    _ = x;
}
export fn f() void {
    const x: [*c]f32 = floats;
    _ = x;
}
export fn g() void {
    const x: [*c]E = tags;
    _ = x;
}
