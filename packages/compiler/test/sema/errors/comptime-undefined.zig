// --- export name undef
fn one() callconv(.c) u32 { return 1; }
comptime { @export(&one, .{ .name = undefined }); }
// --- export undef
fn one() callconv(.c) u32 { return 1; }
comptime { @export(&one, undefined); }
// --- compileError undef
comptime { @compileError(undefined); }
// --- hasDecl undef
comptime { _ = @hasDecl(@This(), undefined); }
// --- field undef
const S = struct { a: u8 };
comptime { const s: S = undefined; _ = @field(s, undefined); }
// --- compileError comptime var
comptime { var b: [3]u8 = "abc".*; b[1] = 'x'; const c: []const u8 = &b; @compileError(c); }
// --- compileError cast
comptime { const b: [2]u16 = .{ 0x6261, 0x6463 }; const c: *const [4]u8 = @ptrCast(&b); @compileError(c); }
// --- compileError past
comptime { const b: [2]u8 = "ab".*; const c: [*]const u8 = &b; @compileError(c[0..5]); }
// --- string from runtime var
var g: [3]u8 = "abc".*;
comptime { @compileError(&g); }
// --- string from int ptr
comptime { const p: [*]const u8 = @ptrFromInt(16); @compileError(p[0..2]); }
// --- cat undefined
comptime { const a: [2]u8 = undefined; const b = a ++ "x"; @compileLog(b); }
// --- cat slice undefined
comptime { const a: []const u8 = undefined; const b = a ++ "x"; @compileLog(b); }
// --- cat past
comptime { const a: [2]u8 = "ab".*; const p: [*]const u8 = &a; const b = p[0..4] ++ "x"; @compileLog(b); }
// --- cat runtime
var g: [3]u8 = "abc".*;
comptime { const b = g ++ "x"; @compileLog(b); }
// --- for over undefined slice
comptime { const a: []const u8 = undefined; for (a) |x| { _ = x; } }
// --- for over past
comptime { const a: [2]u8 = "ab".*; const p: [*]const u8 = &a; for (p[0..4]) |x| { @compileLog(x); } }
// --- switch undef
comptime { const a: u8 = undefined; switch (a) { 0 => {}, else => {} } }
// --- deref undefined slice len ptr
comptime { var s: []const u8 = undefined; const p = &s.len; @compileLog(p.*); p.* = 3; @compileLog(s.len); }
// --- undefined slice ptr set
comptime { var s: []const u8 = undefined; s.ptr = "abc"; s.len = 2; @compileLog(s); }
// --- optional undefined
comptime { var s: ?u8 = undefined; @compileLog(s); s = 3; @compileLog(s.?); const t: ?u8 = undefined; if (t) |x| { _ = x; } }
// --- union undefined
const U = union(enum) { a: u8, b: u16 };
comptime { var u: U = undefined; u.a = 3; @compileLog(u); }
// --- union undefined set
const U = union(enum) { a: u8, b: u16 };
comptime { var u: U = undefined; u = .{ .a = undefined }; u.a = 3; @compileLog(u); u = .{ .b = 4 }; u.a = 5; }
// --- struct undefined part
const S = struct { a: u8, b: struct { c: u16, d: [2]u8 } };
comptime { var s: S = undefined; s.b.d[1] = 3; @compileLog(s.b.d[1], s); s.b.c = 4; @compileLog(s); }
// --- eq undefined
comptime { const a: *u8 = undefined; const b: *u8 = undefined; _ = a == b; }
// --- errorName undef
comptime { const e: anyerror = undefined; _ = @errorName(e); }
// --- typeName undef
comptime { const T: type = undefined; _ = @typeName(T); }
// --- type undef
comptime { const T: type = undefined; const x: T = 1; _ = x; }
// --- array len undef
comptime { const n: usize = undefined; const x: [n]u8 = undefined; _ = x; }
// --- ptr arithmetic undefined
comptime { const p: [*]u8 = undefined; _ = p + 1; _ = p[1..]; _ = p[0..0]; _ = p[0..1]; }
// --- load undefined through cast
comptime { var x: u32 = undefined; const p: *[4]u8 = @ptrCast(&x); p[1] = 3; @compileLog(p.*); @compileLog(x); }
