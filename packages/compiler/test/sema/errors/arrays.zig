// --- concatenation of what is no array
export fn f(a: u32) void { _ = a ++ a; }
// --- power
export fn f(a: u32) void { _ = a ** 2; }
// --- factor known at run time
export fn f(a: u32) void { _ = [_]u8{1} ** a; }
// --- slice known at run time
export fn f(a: u32) void { _ = ("abc")[0..a] ++ "d"; }
// --- elements without a common type
export fn f() void { _ = [_]u8{1} ++ [_]bool{true}; }
// --- root of an integer
export fn f(a: u32) void { _ = @sqrt(a); }
// --- magnitude of a bool
export fn f(a: bool) void { _ = @abs(a); }
// --- mask out of bounds
export fn f() void { const v: @Vector(2, u8) = .{ 1, 2 }; _ = @shuffle(u8, v, v, [_]i32{ 0, 2 }); }
// --- splat of a scalar type
export fn f(a: u32) u32 { return @splat(a); }
