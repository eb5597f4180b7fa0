// --- through a constant pointer, and an operator with it
const a: u32 = 1;
const p = &a;
export fn f() void { p.* = 1; }
export fn g() void { p.* += 1; }
// --- to a field of a constant
const s: struct { x: u32 } = .{ .x = 1 };
export fn f() void { s.x = 1; }
export fn g() void { s.x <<|= 1; }
// --- to an element of a constant
const arr = [2]u32{ 1, 2 };
export fn f() void { arr[0] = 1; }
export fn g() void { arr[0] ^= 1; }
// --- to a constant
const a: u32 = 1;
export fn f() void { a = 1; }
export fn g() void { a *%= 1; }
