// --- const x: *u8 = gcp; _ = x
var gcp: *const u8 = undefined;
export fn f() void { const x: *u8 = gcp; _ = x; }
// --- const x: *u8 = gm; _ = x
var gm: [*]u8 = undefined;
export fn f() void { const x: *u8 = gm; _ = x; }
// --- const x: [*]u8 = gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: [*]u8 = gp; _ = x; }
// --- const x: [:0]u8 = gs; _ = x
var gs: []u8 = undefined;
export fn f() void { const x: [:0]u8 = gs; _ = x; }
// --- const x: []u8 = gcs; _ = x
var gcs: []const u8 = undefined;
export fn f() void { const x: []u8 = gcs; _ = x; }
// --- const x: [*]u8 = gs; _ = x
var gs: []u8 = undefined;
export fn f() void { const x: [*]u8 = gs; _ = x; }
// --- const x: *volatile u8 = gp; const y: *u8 = x; _ = y
var gp: *u8 = undefined;
export fn f() void { const x: *volatile u8 = gp; const y: *u8 = x; _ = y; }
// --- const x: *align(8) u8 = gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: *align(8) u8 = gp; _ = x; }
// --- const x: *u8 = &ga; _ = x
var ga: [3]u8 = undefined;
export fn f() void { const x: *u8 = &ga; _ = x; }
// --- const x: *[2]u8 = &ga; _ = x
var ga: [3]u8 = undefined;
export fn f() void { const x: *[2]u8 = &ga; _ = x; }
// --- const x: *[1]u8 = gp; const y: *u8 = x; _ = y
var gp: *u8 = undefined;
export fn f() void { const x: *[1]u8 = gp; const y: *u8 = x; _ = y; }
// --- const x: ?*anyopaque = gcp; _ = x
var gcp: *const u8 = undefined;
export fn f() void { const x: ?*anyopaque = gcp; _ = x; }
// --- const x: *anyopaque = &gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: *anyopaque = &gp; _ = x; }
// --- const x: **u8 = &gcp; _ = x
var gcp: *const u8 = undefined;
export fn f() void { const x: **u8 = &gcp; _ = x; }
// --- const x: *?*u8 = &gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: *?*u8 = &gp; _ = x; }
// --- const x: *const fn () u8 = ff; _ = x
fn ff() void {}
export fn f() void { const x: *const fn () u8 = ff; _ = x; }
// --- const x: *const fn (u8) void = ff; _ = x
fn ff() void {}
export fn f() void { const x: *const fn (u8) void = ff; _ = x; }
// --- const x: fn () void = gp; _ = x
var gp: *u8 = undefined;
export fn f() void { const x: fn () void = gp; _ = x; }
// --- const x: [*c]u8 = null; const y: *u8 = x; _ = y
export fn f() void { const x: [*c]u8 = null; const y: *u8 = x; _ = y; }
// --- const x: error{A} = ge; _ = x
var ge: anyerror = error.A;
export fn f() void { const x: error{A} = ge; _ = x; }
// --- error{A}!void: return ge
var ge: anyerror = error.A;
export fn f() error{A}!void { return ge; }
// --- const x: U = .b; const y: E = x; _ = y
var b: bool = false;
const U = union(enum) { a: u8, b };
const E = enum { a, b };
export fn f() void { const x: U = .b; const y: E = x; _ = y; }
// --- const x: U = .a; _ = x
var b: bool = false;
const U = union(enum) { a: u8, b };
export fn f() void { const x: U = .a; _ = x; }
// --- const x: u8 = go; _ = x
var go: ?u8 = null;
export fn f() void { const x: u8 = go; _ = x; }
// --- const x: ?*u8 = @as(?*const u8, null); _ = x
export fn f() void { const x: ?*u8 = @as(?*const u8, null); _ = x; }
// --- const x: [2]u16 = .{ 1, 70000 }; _ = x
export fn f() void { const x: [2]u16 = .{ 1, 70000 }; _ = x; }
// --- const x: [2]u16 = .{ 1, gi }; _ = x
var gi: i32 = 1;
export fn f() void { const x: [2]u16 = .{ 1, gi }; _ = x; }
// --- u8: return gi
var gi: i32 = 1;
export fn f() u8 { return gi; }
// --- return 1
export fn f() void { return 1; }
