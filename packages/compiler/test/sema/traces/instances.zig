// --- the same error in instances of several functions
fn floats(comptime T: type) void { _ = @as(T, *4); }
export fn c16() void { floats(f16); }
export fn c32() void { floats(f32); }
export fn c64() void { floats(f64); }
// --- the same error in instances of one function
fn floats(comptime T: type) void { _ = T; _ = @as(u8, "a"); }
export fn c32() void { floats(u32); floats(u31); floats(u30); }
