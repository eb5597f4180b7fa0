// --- full tag range nonexhaustive
const E = enum(u1) { a, b, _ };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .b => 2 }; }
// --- full tag range nonexhaustive with else
const E = enum(u1) { a, b, _ };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .b => 2, else => 3 }; }
// --- full tag range nonexhaustive with _
const E = enum(u1) { a, b, _ };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .b => 2, _ => 3 }; }
// --- nonexhaustive with unnamed item, all values
const E = enum(u1) { a, _ };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, @as(E, @enumFromInt(1)) => 2, _ => 3 }; }
// --- nonexhaustive with unnamed item, all values, no else
const E = enum(u1) { a, _ };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, @as(E, @enumFromInt(1)) => 2 }; }
// --- nonexhaustive with unnamed item twice
const E = enum(u8) { a, _ };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, @enumFromInt(1) => 2, @enumFromInt(1) => 4, else => 3 }; }
// --- else unreachable enum
const E = enum(u1) { a, b };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .b => 2, else => 3 }; }
// --- else unreachable enum, simple
const E = enum(u1) { a, b };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .b => 2, else => unreachable }; }
// --- else unreachable int simple
export fn f(e: *u1) u8 { return switch (e.*) { 0 => 1, 1 => 2, else => unreachable }; }
// --- else unreachable int
export fn f(e: *u1) u8 { return switch (e.*) { 0 => 1, 1 => 2, else => 4 }; }
// --- else unreachable int range
export fn f(e: u8) u8 { return switch (e) { 0...127 => 1, 128...255 => 2, else => 4 }; }
// --- u0
export fn f(e: *u0) u8 { return switch (e.*) { 0 => 1 }; }
// --- u0 else
export fn f(e: *u0) u8 { return switch (e.*) { 0 => 1, else => 4 }; }
// --- u0 only else
export fn f(e: *u0) u8 { return switch (e.*) { else => 4 }; }
// --- u0 nothing
export fn f(e: *u0) u8 { return switch (e.*) { }; }
// --- u8 nothing
export fn f(e: *u8) u8 { return switch (e.*) { }; }
// --- range on enum
const E = enum(u1) { a, b };
export fn f(e: *E) u8 { return switch (e.*) { .a....b => 1 }; }
// --- range on enum 2
const E = enum(u1) { a, b };
export fn f(e: *E) u8 { return switch (e.*) { .a...E.b => 1 }; }
// --- range on bool
export fn f(e: bool) u8 { return switch (e) { false...true => 1 }; }
// --- range on type
export fn f() u8 { return switch (u8) { u8...u16 => 1, else => 3 }; }
// --- range on errors
export fn f(e: u8) u8 { const x = @errorFromInt(e); return switch (x) { error.A...error.B => 1, else => 2 }; }
// --- range on comptime_int
export fn f() u8 { return switch (5) { 0...10 => 1, else => 2 }; }
// --- range reversed
export fn f(e: u8) u8 { return switch (e) { 5...1 => 1, else => 2 }; }
// --- range overlapping
export fn f(e: u8) u8 { return switch (e) { 5...10 => 1, 8 => 2, else => 2 }; }
// --- range overlapping 2
export fn f(e: u8) u8 { return switch (e) { 8 => 2, 5...10 => 1, else => 2 }; }
// --- range overlapping 3
export fn f(e: u8) u8 { return switch (e) { 8, 20 => 2, 5...10, 20...20 => 1, else => 2 }; }
// --- item of wrong type
export fn f(e: u8) u8 { return switch (e) { 8, "a" => 2, else => 2 }; }
// --- item of wrong type 2
export fn f(e: u8) u8 { return switch (e) { 8, "a".* => 2, else => 2 }; }
// --- item too big
export fn f(e: u8) u8 { return switch (e) { 8, 256 => 2, else => 2 }; }
// --- item range too big
export fn f(e: u8) u8 { return switch (e) { 8, 250...256 => 2, else => 2 }; }
// --- item runtime
export fn f(e: u8) u8 { return switch (e) { 8, e => 2, else => 2 }; }
// --- item runtime call
fn g() u8 { return 3; }
export fn f(e: u8) u8 { return switch (e) { 8, g() => 2, else => 2 }; }
// --- item runtime var
var h: u8 = 3;
export fn f(e: u8) u8 { return switch (e) { 8, h => 2, else => 2 }; }
// --- item range runtime var
var h: u8 = 3;
export fn f(e: u8) u8 { return switch (e) { 8, h...9 => 2, else => 2 }; }
// --- item enum unknown
const E = enum { a, b };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .c => 2, else => 3 }; }
// --- item enum unknown other
const E = enum { a, b };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, E.c => 2, else => 3 }; }
// --- item enum decl literal
const E = enum { a, b, const c: E = .b; };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .c => 2 }; }
// --- item enum decl literal dup
const E = enum { a, b, const c: E = .b; };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .c => 2, .b => 3 }; }
// --- item union decl literal
const E = union(enum) { a, b, const c: E = .b; };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .c => 2, }; }
// --- item union unknown
const E = union(enum) { a, b, };
export fn f(e: *E) u8 { return switch (e.*) { .a => 1, .c => 2, else => 3 }; }
// --- item error in bool
export fn f(e: bool) u8 { return switch (e) { error.A => 1, else => 3 }; }
// --- item enum lit in int
export fn f(e: u8) u8 { return switch (e) { .a => 1, else => 3 }; }
// --- item error in enum
const E = enum { a, b };
export fn f(e: *E) u8 { return switch (e.*) { error.a => 1, else => 3 }; }
// --- error not in set
const E = error { A, B };
export fn f(e: u8) u8 { const x: E = @errorCast(@errorFromInt(e)); return switch (x) { error.A => 1, error.C => 4, else => 3 }; }
// --- error not in set comptime unreachable
const E = error { A, B };
export fn f(e: u8) u8 { const x: E = @errorCast(@errorFromInt(e)); return switch (x) { error.A => 1, error.C => comptime unreachable, else => 3 }; }
// --- error set dup
const E = error { A, B };
export fn f(e: u8) u8 { const x: E = @errorCast(@errorFromInt(e)); return switch (x) { error.A => 1, error.A => 4, else => 3 }; }
// --- error set unhandled
const E = error { A, B, C };
export fn f(e: u8) u8 { const x: E = @errorCast(@errorFromInt(e)); return switch (x) { error.A => 1 }; }
// --- error set unreachable else
const E = error { A, B };
export fn f(e: u8) u8 { const x: E = @errorCast(@errorFromInt(e)); return switch (x) { error.A => 1, error.B => 4, else => 3 }; }
// --- error set unreachable else excused
const E = error { A, B };
export fn f(e: u8) u8 { const x: E = @errorCast(@errorFromInt(e)); return switch (x) { error.A => 1, error.B => 4, else => unreachable }; }
// --- error set unreachable else excused 2
const E = error { A, B };
fn g(x: E) E!u8 { return switch (x) { error.A => 1, error.B => 4, else => |e| return e }; }
export fn f(e: u8) u8 { const x: E = @errorCast(@errorFromInt(e)); return g(x) catch 1; }
// --- error set unreachable else excused 3
const E = error { A, B };
fn g(x: E) E!u8 { return switch (x) { error.A => 1, error.B => 4, else => |e| { return e; } }; }
export fn f(e: u8) u8 { const x: E = @errorCast(@errorFromInt(e)); return g(x) catch 1; }
// --- anyerror no else
export fn f(e: u8) u8 { const x = @errorFromInt(e); return switch (x) { error.A => 1, error.B => 4 }; }
// --- empty error set nothing
export fn f(e: *error{}) u8 { switch (e.*) { } }
// --- empty error set else
export fn f(e: *error{}) u8 { switch (e.*) { else => {} } }
// --- empty enum
const E = enum {};
export fn f(e: *E) u8 { switch (e.*) { } }
// --- empty enum else
const E = enum {};
export fn f(e: *E) u8 { switch (e.*) { else => {} } }
// --- dup then type error
export fn f(e: u8) void { switch (e) { 1 => {}, 1 => {}, "a".* => {}, else => {} } }
// --- type error in multi, dup in scalar after
export fn f(e: u8) void { switch (e) { 2, "a".* => {}, 1 => {}, 1 => {}, else => {} } }
// --- missing else then type error
export fn f(e: u8) void { switch (e) { 2 => {}, "a".* => {} } }
// --- else required and type error
export fn f(e: *u8) void { switch (e) { 2 => {} } }
// --- else required and range
export fn f(e: *u8) void { switch (e) { e...e => {} } }
// --- bool range and dup
export fn f(e: bool) void { switch (e) { true, true, true...true => {} } }
// --- enum range in scalar and later item wrong
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { .a....b => {}, .c => {} } }
// --- enum range and item wrong
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { .a....c => {} } }
// --- under and item wrong
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { .c => {}, _ => {} } }
// --- bad type and item wrong
export fn f(e: f32) void { switch (e) { "a".* => {}, _ => {} } }
// --- anyerror no else and item wrong
export fn f(e: anyerror) void { switch (e) { "a".* => {} } }
// --- anyerror no else 2
fn f(e: anyerror) void { switch (e) { error.A => {} } }
export fn g(x: u8) void { f(@errorFromInt(x)); }
// --- anyerror no else wrong item
fn f(e: anyerror) void { switch (e) { 1 => {} } }
export fn g(x: u8) void { f(@errorFromInt(x)); }
// --- inferred errors
fn h(x: u8) !void { if (x == 1) return error.A; if (x == 2) return error.B; }
export fn g(x: u8) void { h(x) catch |e| switch (e) { error.A => {} }; }
// --- inferred errors wrong
fn h(x: u8) !void { if (x == 1) return error.A; if (x == 2) return error.B; }
export fn g(x: u8) void { h(x) catch |e| switch (e) { error.A, error.B, error.C => {} }; }
// --- inferred errors else
fn h(x: u8) !void { if (x == 1) return error.A; if (x == 2) return error.B; }
export fn g(x: u8) void { h(x) catch |e| switch (e) { error.A, error.B => {}, else => {} }; }
// --- error literal in bool .a
export fn f(e: bool) void { switch (e) { .a => {}, else => {} } }
// --- .a in pointer
export fn f(e: *u8) void { switch (e) { .a => {}, else => {} } }
// --- .a in type
export fn f() void { switch (u8) { .a => {}, else => {} } }
// --- .a in fn
fn g() void {}
export fn f() void { switch (g) { .a => {}, else => {} } }
// --- .a in error
export fn f(e: u8) void { switch (@errorFromInt(e)) { .a => {}, else => {} } }
// --- .a in void
export fn f() void { switch ({}) { .a => {}, else => {} } }
// --- .a in comptime_int
export fn f() void { switch (2) { .a => {}, else => {} } }
// --- error.a in int
export fn f(x: u8) void { switch (x) { error.a => {}, else => {} } }
// --- error.a in union
const U = union(enum) { a: u8 };
export fn f(x: *U) void { switch (x.*) { error.a => {}, else => {} } }
// --- union value item
const U = union(enum) { a: u8, b };
export fn f(x: *U) void { switch (x.*) { U.b => {}, else => {} } }
// --- union value item 2
const U = union(enum) { a: u8, b };
export fn f(x: *U) void { switch (x.*) { U{ .a = 1 } => {}, else => {} } }
// --- int item in enum
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { 1 => {}, .b => {} } }
// --- undefined item
export fn f(e: u8) void { switch (e) { undefined => {}, else => {} } }
// --- result types in items
export fn f(e: u8) void { switch (e) { @intCast(@as(u16, 4)) => {}, @truncate(@as(u16, 0x105)) => {}, else => {} } }
// --- result types in items: enum
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { @enumFromInt(0) => {}, if (true) .b else .a => {} } }
// --- block item
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { blk: { const x: E = .b; break :blk x; } => {}, .a => {} } }
// --- block item noreturn
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { { return; } => {}, .a => {} } }
// --- item return
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { return => {}, .a => {} } }
// --- item unreachable
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { unreachable => {}, .a => {} } }
// --- item compile error
export fn f(e: u8) void { switch (e) { @compileError("x") => {}, else => {} } }
// --- item break outer
export fn f(e: u8) void { l: { switch (e) { break :l => {}, else => {} } } }
// --- item with var
export fn f(e: u8) void { var x: u8 = 1; x += 1; switch (e) { x => {}, else => {} } }
// --- item with call runtime arg
fn g(x: u8) u8 { return x; }
export fn f(e: u8) void { switch (e) { g(e) => {}, else => {} } }
// --- multi range enum then multi .c
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { .a....b => {}, .a, .c => {} } }
// --- multi range enum then multi dup
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { .a....b => {}, .a, .a => {} } }
// --- range then under
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { .a....b => {}, _ => {} } }
// --- dup then under
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { .a => {}, .a => {}, _ => {} } }
// --- under then unhandled
const E = enum { a, b };
export fn f(e: *E) void { switch (e.*) { _ => {} } }
// --- under on union
const U = union(enum) { a, b };
export fn f(e: *U) void { switch (e.*) { .a => {}, _ => {} } }
// --- under on type
export fn f() void { switch (u8) { u8 => {}, _ => {} } }
// --- under on error
export fn f(e: u8) void { switch (@errorFromInt(e)) { error.A => {}, _ => {} } }
// --- under on bool multi
export fn f(e: bool) void { switch (e) { true, _ => {}, false => {}  } }
// --- range with reversed and dup
export fn f(e: u8) void { switch (e) { 1...3 => {}, 5...4 => {}, 2 => {}, else => {} } }
// --- range dup and range reversed in one
export fn f(e: u8) void { switch (e) { 1...3, 2...4, 8...5 => {}, else => {} } }
// --- duplicates in packed
const P = packed union { a: u8, b: i8 };
export fn f(e: *P) void { switch (e.*) { .{ .b = -1 } => {}, .{ .a = 255 } => {} } }
// --- packed item undefined field
const P = packed struct { a: u8, b: i8 };
export fn f(e: *P) void { switch (e.*) { .{ .b = undefined, .a = 3 } => {}, else => {} } }
// --- packed item nested undefined
const P = packed struct { a: u8, b: i8 };
export fn f(e: *P) void { switch (e.*) { undefined => {}, else => {} } }
// --- packed operand known undef field
const P = packed struct { a: u8, b: i8 };
export fn f() void { const p: P = .{ .a = 1, .b = undefined }; switch (p) { .{.a = 1, .b = 2} => {}, else => {} } }
// --- packed operand unions
const P = packed union { a: u8, b: i8 };
comptime { const p: P = .{ .a = 255 }; switch (p) { .{ .b = -1 } => {}, else => @compileError("x") } }
// --- packed pointer item
const P = packed struct { a: u8, b: i8 };
export fn f(e: *P) void { switch (e) { .{ .b = 1, .a = 3 } => {}, else => {} } }
// --- known not in items no else (corrupt enum)
const E = enum(u8) { a, b };
comptime { const x: E = @enumFromInt(5); switch (x) { .a => {}, .b => {} } }
// --- pointer switch same address
var a: u8 = 0; var b: u8 = 1;
export fn f(p: *u8) u8 { return switch (p) { &a => 1, &b => 2, else => 3 }; }
// --- pointer switch inline else
var a: u8 = 0; var b: u8 = 1;
export fn f(p: *u8) u8 { return switch (p) { &a => 1, &b => 2, inline else => 3 }; }
// --- fn pointer switch
fn g() void {}
fn h() void {}
export fn f(p: *const fn () void) u8 { return switch (p) { &g => 1, &h => 2, else => 3 }; }
// --- fn switch runtime?
fn g() void {}
fn h() void {}
export fn f(b: bool) u8 { return switch (if (b) g else h) { g => 1, h => 2, else => 3 }; }
// --- cpointer
export fn f(p: [*c]u8) u8 { return switch (p) { null => 1, else => 3 }; }
// --- many pointer
export fn f(p: [*]u8) u8 { return switch (p) { @as([*]u8, @ptrFromInt(4)) => 1, @ptrFromInt(8) => 2, else => 3 }; }
// --- many pointer dup
export fn f(p: [*]u8) u8 { return switch (p) { @as([*]u8, @ptrFromInt(4)) => 1, @ptrFromInt(4) => 2, else => 3 }; }
// --- optional pointer
export fn f(p: ?*u8) u8 { return switch (p) { null => 1, else => 3 }; }
// --- anyopaque
export fn f(p: *anyopaque) u8 { return switch (p) { @as(*anyopaque, @ptrFromInt(4)) => 1, else => 3 }; }
// --- switch in type position
fn T(comptime n: u8) type { return switch (n) { 0 => u8, 1 => u16, else => @compileError("no") }; }
export fn f() void { const x: T(1) = 300; _ = x; const y: T(2) = 1; _ = y; }
// --- f int bigger
export fn f(x: u128) u8 { return switch (x) { 0...0xffffffffffffffffffffffffffffffff => 1 }; }
// --- int i0
export fn f(x: *i0) u8 { return switch (x.*) { 0 => 1 }; }
// --- int i8
export fn f(x: i8) u8 { return switch (x) { -128...-1 => 1, 0 => 2, 1...127 => 3 }; }
// --- int i8 missing
export fn f(x: i8) u8 { return switch (x) { -128...-2 => 1, 0 => 2, 1...127 => 3 }; }
// --- inline range too many
export fn f(x: u32) u8 { return switch (x) { inline 0...2000 => |y| @truncate(y), else => 3 }; }
// --- inline items many
export fn f(x: u32) u8 { @setEvalBranchQuota(3); return switch (x) { inline 0, 1,2,3,4 => |y| @truncate(y), else => 3 }; }
// --- undefined unions
const U = union(enum) { a: u8, b: u8 };
const Only = union(enum) { a: u8 };
comptime {
    const u: U = undefined;
    switch (u) {
        .a => |x| _ = x,
        .b => {},
    }
}
comptime {
    const u: U = .{ .a = 1 };
    again: switch (u) {
        .a => continue :again @as(U, undefined),
        .b => {},
    }
}
comptime {
    const u: Only = undefined;
    switch (u) {
        .a => {},
    }
}
export fn run() void {
    const u: Only = undefined;
    switch (u) {
        else => |x| _ = x,
    }
}
var unknown: U = undefined;
comptime {
    switch (unknown) {
        else => {},
    }
}
// --- a '_' prong before what is wrong with others
const U = union(enum) { a: u8, b };
export fn f(x: u8) void { switch (x) { _ => {}, 1000 => {}, else => {} } }
export fn g() void { var u: U = .b; _ = &u; switch (u) { _ => {}, .c => {} } }
