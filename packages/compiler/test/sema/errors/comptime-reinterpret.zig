// --- partially undef int
comptime { var b: [4]u8 align(4) = undefined; b[0] = 1; b[1] = 2; const p: *u32 = @ptrCast(&b); @compileLog(p.*); }
// --- fully undef int
comptime { var b: [4]u8 align(4) = undefined; _ = &b; const p: *u32 = @ptrCast(&b); @compileLog(p.*); }
// --- partially undef struct
const S = extern struct { a: u16, b: u16 };
comptime { var b: [4]u8 align(4) = undefined; b[0] = 1; b[1] = 2; const p: *S = @ptrCast(&b); @compileLog(p.*); }
// --- padding
const S = extern struct { a: u8, b: u32 };
comptime { var s: S align(4) = .{ .a = 1, .b = 2 }; const p: *[8]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- u3 memory
comptime { var s: u3 = 5; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- i3 memory
comptime { var s: i3 = -1; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- u8 as u3
comptime { var s: u8 = 0xff; const p: *u3 = @ptrCast(&s); @compileLog(p.*); }
// --- u24 memory
comptime { var s: u24 = 0x123456; const p: *[4]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- u24 memory 3
comptime { var s: u24 = 0x123456; const p: *[3]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- bool as u8
comptime { var s: bool = true; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- u8 as bool
comptime { var s: u8 = 1; const p: *bool = @ptrCast(&s); @compileLog(p.*); }
// --- u8 2 as bool
comptime { var s: u8 = 2; const p: *bool = @ptrCast(&s); @compileLog(p.*); }
// --- u8 as enum
const E = enum(u8) { a, b };
comptime { var s: u8 = 1; const p: *E = @ptrCast(&s); @compileLog(p.*); }
// --- u8 7 as enum
const E = enum(u8) { a, b };
comptime { var s: u8 = 7; const p: *E = @ptrCast(&s); @compileLog(p.*); }
// --- enum as u8
const E = enum(u8) { a, b };
comptime { var s: E = .b; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- auto enum as u8
const E = enum { a, b };
comptime { var s: E = .b; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- error as u16
comptime { var s: anyerror = error.A; const p: *u16 = @ptrCast(&s); @compileLog(p.*); }
// --- u16 as error
comptime { var s: u16 = 1; const p: *anyerror = @ptrCast(&s); @compileLog(p.*); }
// --- eu as bytes
comptime { var s: anyerror!u8 = 3; const p: *[4]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- optional as bytes
comptime { var s: ?u8 = 3; const p: *[2]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- ptr as usize
const g: u8 = 1;
comptime { var s: *const u8 = &g; const p: *usize = @ptrCast(&s); @compileLog(p.*); }
// --- ptr as other ptr
const g: u8 = 1;
comptime { var s: *const u8 = &g; const p: **const i8 = @ptrCast(&s); @compileLog(p.*); }
// --- ptr as bytes
const g: u8 = 1;
comptime { var s: *const u8 = &g; const p: *[4]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- ptr part
const g: u8 = 1;
comptime { var s: *const u8 = &g; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- ptr via bytes copy
const g: u8 = 1;
comptime { var s: *const u8 = &g; const p: *[4]u8 = @ptrCast(&s); var t: [4]u8 align(4) = p.*; const q: **const u8 = @ptrCast(&t); if (q.* != &g) @compileError("x"); }
// --- usize as ptr
comptime { var s: usize = 16; const p: **const u8 = @ptrCast(&s); @compileLog(@intFromPtr(p.*)); }
// --- null ptr opt as usize
comptime { var s: ?*u8 = null; const p: *usize = @ptrCast(&s); @compileLog(p.*); }
// --- usize as opt ptr
comptime { var s: usize = 0; const p: *?*u8 = @ptrCast(&s); @compileLog(p.* == null); }
// --- opt ptr as ptr
const g: u8 = 1;
comptime { var s: ?*const u8 = &g; const p: **const u8 = @ptrCast(&s); @compileLog(p.*.*); }
// --- slice as other slice
comptime { var s: []const u8 = "abc"; const p: *[]const i8 = @ptrCast(&s); @compileLog(p.*[1]); }
// --- ints as slice
comptime { var s: [2]usize = .{ 8, 0 }; const p: *[]const i8 = @ptrCast(&s); @compileLog(p.len); }
// --- f32 as u32
comptime { var s: f32 = 1; const p: *u32 = @ptrCast(&s); @compileLog(p.*); }
// --- f80 as bytes
comptime { var s: f80 = 1; const p: *[16]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- vector as array
comptime { var s: @Vector(4, u8) = .{1,2,3,4}; const p: *[4]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- array as vector
comptime { var s: [4]u8 align(4) = .{1,2,3,4}; const p: *@Vector(4, u8) = @ptrCast(&s); @compileLog(p.*); }
// --- vector bool as u8
comptime { var s: @Vector(8, bool) = .{true,false,true,false,true,false,false,false}; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- vector u4 as u8
comptime { var s: @Vector(2, u4) = .{1,2}; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- packed struct as u8
const P = packed struct { a: u3, b: u5 };
comptime { var s: P = .{ .a = 1, .b = 2 }; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- u8 as packed struct
const P = packed struct { a: u3, b: u5 };
comptime { var s: u8 = 0x51; const p: *P = @ptrCast(&s); @compileLog(p.*); }
// --- auto struct as bytes
const P = struct { a: u8, b: u8 };
comptime { var s: P = .{ .a = 1, .b = 2 }; const p: *[2]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- bytes as auto struct
const P = struct { a: u8, b: u8 };
comptime { var s: [2]u8 = .{ 1, 2 }; const p: *P = @ptrCast(&s); @compileLog(p.*); }
// --- auto struct ptr to first field cast
const P = struct { a: u8, b: u8 };
comptime { var s: P = .{ .a = 1, .b = 2 }; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- extern union
const U = extern union { a: u32, b: [4]u8, c: f32 };
comptime { var s: U = .{ .a = 0x01020304 }; @compileLog(s.b); s.b[0] = 9; @compileLog(s.a); }
// --- auto union cast
const U = union { a: u8, b: u32 };
comptime { var s: U = .{ .a = 1 }; const p: *u8 = @ptrCast(&s); @compileLog(p.*); }
// --- extern union as bytes
const U = extern union { a: u8, b: u32 };
comptime { var s: U = .{ .a = 1 }; const p: *[4]u8 = @ptrCast(&s); @compileLog(p.*); }
// --- bytes as extern union
const U = extern union { a: u8, b: u32 };
comptime { var s: [4]u8 align(4) = .{ 1, 2, 3, 4 }; const p: *U = @ptrCast(&s); @compileLog(p.a, p.b); @compileLog(p.*); }
// --- write through
comptime { var s: [4]u8 align(4) = .{ 1, 2, 3, 4 }; const p: *u32 = @ptrCast(&s); p.* = 0x0a0b0c0d; @compileLog(s); }
// --- write half
comptime { var s: u32 = 0x01020304; const p: *[4]u8 = @ptrCast(&s); p[1] = 0xff; @compileLog(s); }
// --- write undef half
comptime { var s: u32 = 0x01020304; const p: *[4]u8 = @ptrCast(&s); p[1] = undefined; @compileLog(s); }
// --- bool write
comptime { var s: bool = true; const p: *u8 = @ptrCast(&s); p.* = 0; @compileLog(s); p.* = 2; @compileLog(s); }
