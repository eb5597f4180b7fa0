// --- else and _
const E = enum(u8) { a, b, _ };
export fn f(x: u8) u8 { const e: E = @enumFromInt(x); return switch (e) { .a => 1, .b => 2, _ => 3, else => 4 }; }
// --- else and _ missing a
const E = enum(u8) { a, b, _ };
export fn f(x: u8) u8 { const e: E = @enumFromInt(x); return switch (e) { .b => 2, _ => 3, else => 4 }; }
// --- _ with tags
const E = enum(u8) { a, b, _ };
export fn f(x: u8) u8 { const e: E = @enumFromInt(x); return switch (e) { .b, _ => 2 }; }
// --- _ with tags all
const E = enum(u8) { a, b, _ };
export fn f(x: u8) u8 { const e: E = @enumFromInt(x); return switch (e) { .a => 1, .b, _ => 2 }; }
// --- _ on exhaustive
const E = enum(u8) { a, b };
export fn f(x: u8) u8 { const e: E = @enumFromInt(x); return switch (e) { .a => 1, _ => 2 }; }
// --- _ on int
export fn f(x: u8) u8 { return switch (x) { 0 => 1, _ => 2 }; }
// --- _ on int together
export fn f(x: u8) u8 { return switch (x) { 0 => 1, 1, _ => 2 , else => 5}; }
// --- _ on union tag of nonexhaustive
const E = enum(u8) { a, b, _ };
const U = union(E) { a: u8, b: u8 };
export fn f(x: *U) u8 { return switch (x.*) { .a => 1, _ => 2 }; }
// --- else on nonexhaustive with all
const E = enum(u8) { a, b, _ };
export fn f(x: u8) u8 { const e: E = @enumFromInt(x); return switch (e) { .a => 1, .b => 2, else => 3 }; }
// --- only else
const E = enum(u8) { a, b, _ };
export fn f(x: u8) u8 { const e: E = @enumFromInt(x); return switch (e) { .a => 1, .b => 2 }; }
// --- only else missing
const E = enum(u8) { a, b, _ };
export fn f(x: u8) u8 { const e: E = @enumFromInt(x); return switch (e) { .a => 1 }; }
// --- else unreachable bool simple
export fn f(x: bool) u8 { return switch (x) { true => 1, false => 2, else => unreachable }; }
// --- comptime_int without else
export fn f() u8 { return switch (5) { 5 => 1 }; }
// --- enum literal without else
export fn f() u8 { return switch (.a) { .a => 1 }; }
// --- type without else
export fn f() u8 { return switch (u8) { u8 => 1 }; }
// --- void without else
export fn f() u8 { return switch ({}) { {} => 1 }; }
// --- void with else
export fn f() u8 { return switch ({}) { {} => 1, else => 2 }; }
// --- void dup
export fn f() u8 { return switch ({}) { {} => 1, {} => 3, else => 2 }; }
// --- bool dup
export fn f(b: bool) u8 { return switch (b) { true => 1, false => 3, true => 4 }; }
// --- type dup
export fn f() u8 { return switch (u8) { u8 => 1, u16 => 4, u8 => 3, else => 2 }; }
// --- fn dup
fn g() void {}
export fn f() u8 { return switch (g) { g => 1, g => 3, else => 2 }; }
// --- pointer dup
var q: u8 = 0;
export fn f() u8 { return switch (&q) { &q => 1, &q => 3, else => 2 }; }
// --- pointer without else
var q: u8 = 0;
export fn f(p: *u8) u8 { return switch (p) { &q => 1 }; }
// --- float
export fn f(p: f32) u8 { return switch (p) { 1.0 => 1, else => 2 }; }
// --- comptime_float
export fn f() u8 { return switch (1.0) { 1.0 => 1, else => 2 }; }
// --- slice
export fn f() u8 { return switch ("a".*[0..]) { "a" => 1, else => 2 }; }
// --- optional
export fn f(p: *?u8) u8 { return switch (p.*) { null => 1, else => 2 }; }
// --- error union
fn g() !void {}
export fn f() u8 { return switch (g()) { error.A => 1, else => 2 }; }
// --- array
export fn f(p: *[2]u8) u8 { return switch (p.*) { .{1,2} => 1, else => 2 }; }
// --- struct
const S = struct { a: u8 };
export fn f(p: *S) u8 { return switch (p.*) { .{.a = 1} => 1, else => 2 }; }
// --- extern struct
const S = extern struct { a: u8 };
export fn f(p: *S) u8 { return switch (p.*) { .{.a = 1} => 1, else => 2 }; }
// --- vector
export fn f(p: @Vector(2, u8)) u8 { return switch (p) { .{1,2} => 1, else => 2 }; }
// --- null
export fn f() u8 { return switch (null) { null => 1, else => 2 }; }
// --- undefined
export fn f() u8 { return switch (undefined) { undefined => 1, else => 2 }; }
// --- undefined int
export fn f() u8 { const x: u8 = undefined; return switch (x) { 1 => 1, else => 2 }; }
// --- noreturn
export fn f() u8 { return switch (unreachable) { 1 => 1, else => 2 }; }
// --- bare union
const U = union { a: u8, b: u8 };
export fn f(x: *U) u8 { return switch (x.*) { .a => 1, .b => 2 }; }
// --- extern union
const U = extern union { a: u8, b: u8 };
export fn f(x: *U) u8 { return switch (x.*) { .a => 1, .b => 2 }; }
// --- tuple
export fn f() u8 { return switch (.{1, 2}) { .{1, 2} => 1, else => 2 }; }
// --- comptime switch on a union that is not known
const U = union(enum) { a: u8, b: u8 };
fn f(u: U) u8 { return comptime switch (u) { .a => |x| x, .b => |y| y }; }
export fn g(u: *U) void { _ = f(u.*); }
// --- comptime switch on an error union that is not known
fn f(u: anyerror!u8) u8 { return comptime if (u) |x| x else |e| switch (e) { else => 3 }; }
export fn g(u: *u8) void { _ = f(u.*); }
// --- comptime switch on a union of one field that is not known
const U = union(enum) { a: u8 };
fn f(u: U) u8 { return comptime switch (u) { .a => |x| x }; }
export fn g(u: *U) void { _ = f(u.*); }
// --- comptime if with a switch on an error and without a payload
export fn f(q: *error{A}!u8) void { comptime { if (q.*) |_| {} else |e| switch (e) { error.A => {} } } }
// --- loop over types before its items
export fn f() void { sw: switch (u8) { 0 => continue :sw u16, else => {} } }
// --- loop over literals before its items
export fn f() void { sw: switch (.a) { 0 => continue :sw .b, else => {} } }
