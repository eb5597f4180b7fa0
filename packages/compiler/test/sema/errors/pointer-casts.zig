// --- const x: *u8 = @constCast(gi); _ = x
var gi: i32 = 1;
export fn f() void { const x: *u8 = @constCast(gi); _ = x; }
// --- const x: *u32 = @alignCast(@ptrCast(gcp)); _ = x
var gcp: *const u8 = undefined;
export fn f() void { const x: *u32 = @alignCast(@ptrCast(gcp)); _ = x; }
// --- const x: *u8 = @ptrCast(gcp); _ = x
var gcp: *const u8 = undefined;
export fn f() void { const x: *u8 = @ptrCast(gcp); _ = x; }
// --- const x: *u8 = @ptrCast(@as(?*u8, null)); _ = x
export fn f() void { const x: *u8 = @ptrCast(@as(?*u8, null)); _ = x; }
// --- const x: [*:0]u8 = @alignCast(gm); _ = x
var gm: [*]u8 = undefined;
export fn f() void { const x: [*:0]u8 = @alignCast(gm); _ = x; }
// --- const x: *u8 = @alignCast(@as(?*u8, null)); _ = x
export fn f() void { const x: *u8 = @alignCast(@as(?*u8, null)); _ = x; }
// --- const x: fn () void = @ptrCast(gp); _ = x
var gp: *u8 = undefined;
export fn f() void { const x: fn () void = @ptrCast(gp); _ = x; }
// --- const x: *u8 = @ptrCast(ff); _ = x
fn ff() void {}
export fn f() void { const x: *u8 = @ptrCast(ff); _ = x; }
// --- const x: *align(4) u8 = @alignCast(@as(*align(2) u8, @ptrFromInt(2))); _ = x
export fn f() void { const x: *align(4) u8 = @alignCast(@as(*align(2) u8, @ptrFromInt(2))); _ = x; }
// --- address spaces
export fn f() *addrspace(.gs) u8 {
    return @addrSpaceCast(@as(*addrspace(.fs) u8, undefined));
}
comptime {
    const x: *addrspace(.gs) u8 = undefined;
    const y: *u8 = @addrSpaceCast(x);
    _ = y;
}
