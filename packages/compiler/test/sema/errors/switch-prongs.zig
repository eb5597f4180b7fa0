// --- packed struct no else
const P = packed struct(u2) { a: bool, b: bool };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = true, .b = false } => 1 }; }
// --- packed struct all
const P = packed struct(u1) { a: bool };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = true } => 1, .{ .a = false } => 2 }; }
// --- packed struct all and else
const P = packed struct(u1) { a: bool };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = true } => 1, .{ .a = false } => 2, else => 3 }; }
// --- packed struct dup
const P = packed struct(u2) { a: bool, b: bool };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = true, .b = false } => 1, .{ .a = true, .b = false } => 1, else => 2 }; }
// --- packed struct range
const P = packed struct(u2) { a: bool, b: bool };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = true, .b = false }...P{ .a = true, .b = false } => 1, else => 2 }; }
// --- packed struct inline else
const P = packed struct(u2) { a: bool, b: bool };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = true, .b = false } => 1, inline else => |p| comptime @as(u2, @bitCast(p)) }; }
// --- packed union
const P = packed union { a: u8, b: i8 };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = 1 } => 1, .{ .b = 1 } => 1, else => 2 }; }
// --- packed union capture
const P = packed union { a: u8, b: i8 };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = 1 } => |q| q.a, else => |q| q.a }; }
// --- packed union tag capture
const P = packed union { a: u8, b: i8 };
export fn f(e: *P) u8 { return switch (e.*) { .{ .a = 1 } => |_, t| t, else => |q| q.a }; }
// --- packed union tag literal
const P = packed union { a: u8, b: i8 };
export fn f(e: *P) u8 { return switch (e.*) { .a => |q| q, else => |q| q.a }; }
// --- tag capture of enum
const P = enum { a, b };
export fn f(e: *P) u8 { return switch (e.*) { .a => |_, t| t, else => |q| q.a }; }
// --- tag capture of int
export fn f(e: u8) u8 { return switch (e) { 1 => |_, t| t, else => 1 }; }
// --- tag capture of int in else
export fn f(e: u8) u8 { return switch (e) { 1 => 2, else => |_, t| t }; }
// --- tag capture of int inline
export fn f(e: u8) u8 { return switch (e) { inline 1, 2 => |a, t| t + a, else => |_, t| t }; }
// --- tag capture of error
export fn f(e: u8) u8 { return switch (@errorFromInt(e)) { error.A => |_, t| t, else => |_, t| t }; }
// --- capture of error by ref
export fn f(e: u8) u8 { return switch (@errorFromInt(e)) { error.A => |*p| @intFromError(p.*), else => 2 }; }
// --- capture of error by ref 2
export fn f(e: u8) u8 { return switch (@errorFromInt(e)) { error.A => 1, else => |*p| @intFromError(p.*) }; }
// --- capture group incompatible
const U = union(enum) { a: u8, b: []const u8, c };
export fn f(e: *U) u8 { return switch (e.*) { .a, .b => |x| x, .c => 1 }; }
// --- capture group incompatible ref
const U = union(enum) { a: u8, b: u16, c };
export fn f(e: *U) u8 { return switch (e.*) { .a, .b => |*x| x, .c => 1 }; }
// --- capture group incompatible with void
const U = union(enum) { a: u8, b: u16, c };
export fn f(e: *U) u8 { return switch (e.*) { .a, .c => |x| x, .b => 1 }; }
// --- unhandled union
const U = union(enum) { a: u8, b: u16, c };
export fn f(e: *U) u8 { return switch (e.*) { .a => 1 }; }
// --- inline else on big int
export fn f(e: u64) u8 { return switch (e) { 1 => 1, inline else => |x| @intCast(x & 1) }; }
// --- inline else on type
export fn f() u8 { return switch (u8) { u8 => 1, inline else => 1 }; }
// --- inline else on comptime_int
export fn f() u8 { return switch (3) { 1 => 1, inline else => 1 }; }
// --- inline else on pointer
export fn f(p: *u8) u8 { return switch (p) { inline else => 1 }; }
// --- inline else on anyerror
export fn f(p: u8) u8 { return switch (@errorFromInt(p)) { inline else => 1 }; }
// --- inline else on nonexhaustive
const E = enum(u8) { a, b, _ };
export fn f(p: *E) u8 { return switch (p.*) { .a => 1, inline else => 2 }; }
// --- inline else on nonexhaustive with _
const E = enum(u8) { a, b, _ };
export fn f(p: *E) u8 { return switch (p.*) { .a => 1, inline else => |e| @intFromEnum(e), _ => 3 }; }
// --- inline else with capture by ref
const E = enum(u8) { a, b };
export fn f(p: *E) u8 { return switch (p.*) { inline else => |*e| @intFromEnum(e.*) }; }
// --- continue wrong type
export fn f(e: u8) u8 { return l: switch (e) { 1 => continue :l "a", else => 3 }; }
// --- continue wrong type union
const U = union(enum) { a: u8, b: []const u8, c };
export fn f(e: *U) u8 { return l: switch (e.*) { .a => continue :l .a, else => 3 }; }
// --- continue in comptime switch with runtime
export fn f(e: u8) u8 { return comptime l: switch (@as(u8, 1)) { 1 => continue :l e, else => 3 }; }
// --- continue comptime-only
export fn f() u8 { return l: switch (3) { 1 => 4, else => |x| continue :l x - 1 }; }
// --- continue comptime-only type
export fn f() u8 { return l: switch (u8) { u8 => continue :l u16, else => 3 }; }
// --- continue enum literal
export fn f() u8 { return l: switch (.a) { .a => continue :l .b, else => 3 }; }
// --- endless comptime
export fn f() u8 { return comptime l: switch (@as(u8, 1)) { 1 => continue :l 1, else => 3 }; }
// --- comptime switch runtime operand
export fn f(e: u8) u8 { return comptime switch (e) { 1 => 1, else => 3 }; }
// --- prong with comptime-only capture
const U = union(enum) { a: type, b: u8 };
export fn f() u8 { const u: U = .{ .a = u8 }; return switch (u) { .a => |T| @as(T, 1), .b => 3 }; }
// --- runtime comptime-only result
export fn f(e: u8) u8 { const x = switch (e) { 1 => u8, else => u16 }; _ = x; }
// --- incompatible prongs
export fn f(e: u8) u8 { const x = switch (e) { 1 => "a", else => 3 }; _ = x; }
// --- undefined union
const U = union(enum) { a: u8, b };
export fn f() void { const u: U = undefined; switch (u) { .a => {}, .b => {} } }
// --- undefined packed
const U = packed struct { a: u8, b: u8 };
export fn f() void { const u: U = undefined; switch (u) { .{ .a = 1, .b = 2 } => {}, else => {} } }
// --- undefined in comptime continue
comptime { l: switch (@as(u8, 1)) { 1 => continue :l @as(u8, undefined), else => {} } }
// --- undefined error
export fn f() void { const u: error{A} = undefined; switch (u) { error.A => {} } }
// --- undefined error union
export fn f() void { const u: error{A}!u8 = undefined; _ = u catch |e| switch (e) { error.A => {} }; }
// --- undefined with only else
export fn f() void { const u: u8 = undefined; switch (u) { else => {} } }
// --- comptime-known undefined runtime by continue
export fn f(x: u8) void { l: switch (x) { 1 => continue :l undefined, else => {} } }
// --- dl 1
const E = enum { a, b };
export fn f() void { const x: *const E = .a; _ = x; }
// --- dl 2
const E = enum { a, b, const c: *const E = &@as(E, .a); };
export fn f() void { const x: *const E = .c; _ = x; }
// --- dl 3
const E = enum { a, b, const c: []const E = &.{.a}; };
export fn f() void { const x: []const E = .c; _ = x; }
// --- dl 4
const E = enum { a, b, const c: [*]const E = &.{.a}; };
export fn f() void { const x: [*]const E = .c; _ = x; }
// --- dl 5
const E = enum { a, b, const c: ?*const E = null; };
export fn f() void { const x: ?*const E = .c; _ = x; }
// --- comptime-only by union
const U = union(enum) { a: type, b };
export fn f(x: u8) void { const y = switch (x) { 1 => U{ .a = u8 }, else => .b }; _ = y; }
// --- comptime switch in fn called at comptime
fn g(x: u8) u8 { return switch (x) { 1 => 2, else => comptime unreachable }; }
export fn f() void { _ = comptime g(1); _ = comptime g(2); }
// --- catch at comptime runtime operand
fn g(x: u8) !u8 { if (x == 1) return error.A; return x; }
export fn f(y: u8) void { _ = comptime (g(y) catch |e| switch (e) { error.A => 1 }); }
// --- catch at comptime runtime operand 2
var q: error{A}!u8 = 1;
export fn f() void { _ = comptime (q catch |e| switch (e) { error.A => 1 }); }
// --- if at comptime runtime operand 2
var q: error{A}!u8 = 1;
export fn f() void { comptime { if (q) |_| {} else |e| switch (e) { error.A => {} } } }
// --- range self enum
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { .a....a => {}, else => {} } }
// --- switch comptime, unanalysed prongs
export fn f() void { switch (1) { 1 => {}, 2 => @compileError("x"), else => @compileError("y") } }
// --- nonexhaustive union all handled with else
const E = enum(u8) { a, b, _ };
const U = union(E) { a: u8, b: u8 };
export fn f(x: *U) u8 { return switch (x.*) { .a => 1, .b => 3, else => 2 }; }
// --- nonexhaustive union all handled
const E = enum(u8) { a, b, _ };
const U = union(E) { a: u8, b: u8 };
export fn f(x: *U) u8 { return switch (x.*) { .a => 1, .b => 3 }; }
// --- void only else
export fn f() u8 { return switch ({}) { else => 2 }; }
// --- void nothing
export fn f() u8 { return switch ({}) { }; }
// --- bool only else
export fn f(b: bool) u8 { return switch (b) { else => 2 }; }
// --- one-field enum else
const E = enum { a };
export fn f(e: *E) u8 { return switch (e.*) { else => 2 }; }
// --- break out of label
export fn f(e: u8) u8 { const x = l: switch (e) { 1 => break :l @as(u8, 2), else => 4 }; return x; }
// --- unused result
export fn f(e: u8) void { switch (e) { 1 => 2, else => 4 } }
// --- void and value
export fn f(e: u8) void { switch (e) { 1 => {}, else => @as(u8, 4) } }
// --- catch comptime-only
export fn f(p: *error{A,B}!type) void { _ = p; }
// --- catch comptime-only 2
export fn f(p: *error{A,B}!u8) void { const x = if (p.*) |_| u8 else |e| switch (e) { error.A => u8, else => u16 }; _ = x; }
// --- catch comptime-only 3
fn g() error{A}!void {}
export fn f() void { const x = g() catch |e| switch (e) { error.A => 5 }; _ = x; }
