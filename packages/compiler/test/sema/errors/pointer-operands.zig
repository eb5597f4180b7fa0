// --- with slices
var many: [*]u8 = undefined;
var slice: []u8 = undefined;
export fn a() void {
    _ = many + slice;
}
export fn b() void {
    _ = many * slice;
}
export fn c() void {
    _ = many / slice;
}
export fn d() void {
    _ = many / many;
}
// --- assigned where the result is another type
var one: *u8 = undefined;
var many: [*]u8 = undefined;
export fn a() void {
    var v = one;
    v -= one;
}
export fn b() void {
    var v = many;
    v -= many;
}
// --- casts of pointers to arrays
var v: *align(2) [3]u8 = undefined;
export fn a() void {
    const p: [*]u8 = @alignCast(v);
    _ = p;
}
export fn b() void {
    const p: [*]i8 = @alignCast(v);
    _ = p;
}
export fn c() void {
    const p: []i8 = @alignCast(v);
    _ = p;
}
// --- integers as C pointers
var wide: u64 = 1;
var signed: i64 = 1;
export fn a() void {
    const p: [*c]u8 = wide;
    _ = p;
}
export fn b() void {
    const p: [*c]u8 = signed;
    _ = p;
}
