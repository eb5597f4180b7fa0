// --- types as they are declared
const A1 = struct { x: anyopaque };
const A2 = struct { x: noreturn };
const A3 = extern struct { x: []u8 };
const A4 = packed struct { x: [2]u8 };
const A5 = packed struct { x: A1b };
const A1b = struct { y: u8 };
const A6 = struct { x: u32 align(3) };
const A7 = struct { x: 12 };
const A8 = struct { a: A9 };
const A9 = struct { b: A8 };
const B1 = enum(u2) { a, b, c, d, e };
const B2 = enum(u8) { a = 1, b = 1 };
const B3 = enum(f32) { a };
const B4 = enum(u1) { a, b, _ };
const B5 = enum(u8) { a = 300 };
const C0 = enum { a, b, c };
const C1 = union(C0) { a: u8, c: u8, b: u8 };
const C2 = union(C0) { a: u8, b: u8 };
const C3 = union(C0) { a: u8, b: u8, c: u8, d: u8 };
const C4 = union(u8) { a: u8 };
const C5 = union(enum(u1)) { a, b, c };
const C6 = union(enum(f32)) { a };
const C7 = union { a: anyopaque };
const C8 = extern union { a: []u8 };
const C9 = packed union { a: [2]u8 };
const D1 = packed struct(u8) { a: u4 };
const D2 = packed struct(f32) { a: u4 };
const D3 = struct { a: u8 = 300 };
const D4 = struct { comptime a: u8 = 3 };
const D5 = struct { u8, anyopaque };
const D6 = struct { comptime u8 = 300 };
const D7 = extern struct { x: u7 };
const D8 = extern struct { x: *fn () void };
const D9 = extern struct { x: ?u8 };
const E1 = extern struct { x: C0 };
const E2 = packed struct { x: C0 };
const E3 = packed struct { x: ?*u8, y: []u8 };
const E4 = extern struct { x: void, y: type };
const E5 = extern struct { x: *type };
const F1 = union(enum(u8)) { a = 3, b = 3 };
comptime { _ = .{ A1, A2, A3, A4, A5, A6, A7, A8, B1, B2, B3, B4, B5, C1, C2, C3, C4, C5, C6, C7, C8, C9 }; }
comptime { _ = A1; _ = A2; _ = A3; _ = A4; _ = A5; _ = A6; _ = A7; _ = A8; _ = A9; }
comptime { _ = B1; }
comptime { _ = B2; }
comptime { _ = B3; }
comptime { _ = B4; }
comptime { _ = B5; }
comptime { _ = C1; _ = C2; _ = C3; _ = C4; _ = C5; _ = C6; _ = C7; _ = C8; _ = C9; _ = D1; _ = D2; _ = D3; }
comptime { _ = D4{ .a = 4 }; }
comptime { _ = D5; }
comptime { _ = D6; }
comptime { _ = D7; _ = D8; _ = D9; _ = E1; _ = E2; _ = E3; _ = E4; _ = E5; _ = F1; }
