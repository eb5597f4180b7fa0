// --- 1 field enum no prongs
const Foo = enum { M };
export fn entry() void { const f = Foo.M; switch (f) {} }
// --- empty switch on error set
export fn entry(e: u8) void { const x: error{A,B} = @errorCast(@errorFromInt(@as(u16, e))); switch (x) {} }
// --- non error union catch
export fn entry(y: u8) void { const x = y catch |e| switch (e) { else => 1 }; _ = x; }
// --- non err union if
export fn entry(y: u8) void { if (y) |x| { _ = x; } else |e| switch (e) { else => {} } }
// --- optional captured as error
export fn entry(y: *?u8) void { if (y.*) |x| { _ = x; } else |e| switch (e) { else => {} } }
// --- missing in generic called
fn f(comptime T: type, x: T) u8 { return switch (x) { .a => 1 }; }
const E = enum { a, b };
export fn entry(x: *E) void { _ = f(E, x.*); }
// --- unhandled in comptime call
fn f(x: E) u8 { return switch (x) { .a => 1 }; }
const E = enum { a, b };
comptime { _ = f(.a); }
// --- duplicate union tag
const U = union(enum) { a: u8, b };
export fn entry(u: *U) void { switch (u.*) { .a => |x| _ = x, .a => {}, .b => {} } }
// --- duplicate enum with explicit
const E = enum { a, b };
export fn entry(u: *E) void { switch (u.*) { E.a, .b => {}, E.a => {} } }
// --- union missing
const U = union(enum) { a: u8, b, c: u8, d };
export fn entry(u: *U) void { switch (u.*) { .a, .c => {} } }
// --- explicit tag union missing
const T = enum { a, b, c };
const U = union(T) { a: u8, b, c: u8 };
export fn entry(u: *U) void { switch (u.*) { .a, .c => {} } }
// --- type mismatch of item
export fn entry(x: u8) void { switch (x) { 1.5 => {}, else => {} } }
// --- type mismatch of item 2
export fn entry(x: u8) void { switch (x) { true => {}, else => {} } }
// --- type mismatch of item 3
export fn entry(x: bool) void { switch (x) { 1 => {}, else => {} } }
// --- type mismatch of item 4
export fn entry(x: u8) void { switch (x) { null => {}, else => {} } }
// --- type mismatch of item 5
export fn entry(x: u8) void { switch (x) { u8 => {}, else => {} } }
// --- type mismatch of item 6
export fn entry() void { switch (u8) { 5 => {}, else => {} } }
// --- u16 item
const k: u16 = 5;
export fn entry(x: u8) void { switch (x) { k => {}, else => {} } }
// --- u16 item big
const k: u16 = 500;
export fn entry(x: u8) void { switch (x) { k => {}, else => {} } }
// --- undeclared item
export fn entry(x: u8) void { switch (x) { foo => {}, else => {} } }
// --- prong error
export fn entry(x: u8) void { switch (x) { 0 => foo, else => {} } }
// --- wrong result type in prong
export fn entry(x: u8) u8 { return switch (x) { 0 => "a", 1 => 5, else => 1.5 }; }
// --- wrong result type in prong 2
export fn entry(x: u8) u8 { return switch (x) { 0 => 256, else => 1 }; }
// --- capture used wrong
const U = union(enum) { a: u8, b: []const u8 };
export fn entry(u: *U) u8 { return switch (u.*) { .a => |x| x, .b => |x| x }; }
// --- store to capture
const U = union(enum) { a: u8, b: []const u8 };
export fn entry(u: *U) void { switch (u.*) { .a => |x| x = 1, .b => {} } }
// --- store to const pointer capture
const U = union(enum) { a: u8, b: []const u8 };
export fn entry(u: *const U) void { switch (u.*) { .a => |*x| x.* = 1, .b => {} } }
// --- store to param capture
export fn entry(u: u8) void { switch (u) { 1 => |*x| x.* = 1, else => {} } }
// --- store to inline capture
export fn entry() void { var u: u8 = 1; _ = &u; switch (u) { inline 1, 2 => |*x| x.* = 1, else => {} } }
// --- pointer capture of temporary
fn g() u8 { return 1; }
export fn entry() void { switch (g()) { 1 => |*x| x.* = 1, else => {} } }
// --- continue in non loop
export fn entry(x: u8) void { l: switch (x) { 1 => break :l 5, else => {} } }
// --- labelled with values
export fn entry(x: u8) void { const y = l: switch (x) { 1 => break :l 5, else => "a" }; _ = y; }
// --- comptime var in runtime switch
export fn entry(x: u8) void { comptime var y: u8 = 0; switch (x) { 1 => y += 1, else => {} } }
// --- comptime var in inline prong
export fn entry(x: u8) void { comptime var y: u8 = 0; switch (x) { inline 1, 2 => |v| y += v, else => {} } }
// --- return in comptime switch
fn f(x: u8) u8 { const y = comptime switch (x) { else => 1 }; return y; }
export fn entry(x: u8) void { _ = f(x); }
// --- switch on type with runtime result
fn f(comptime T: type, x: u8) T { return switch (T) { u8 => x, else => "a" }; }
export fn entry(x: u8) void { _ = f(u8, x); _ = f(u16, x); }
// --- break type mismatch
export fn entry(x: u8) u8 { return l: switch (x) { 0 => break :l true, else => 1 }; }
// --- unreachable code after switch
export fn entry(x: u8) u8 { switch (x) { 0 => return 1, else => return 2 } return 3; }
// --- void result assigned
export fn entry(x: u8) void { const y: u8 = switch (x) { 0 => {}, else => 1 }; _ = y; }
// --- error ignored in prong
fn g() !u8 { return error.A; }
export fn entry(x: u8) void { switch (x) { 0 => g(), else => 1 } }
// --- error ignored
fn g() !void { return error.A; }
export fn entry(x: u8) void { switch (x) { 0 => g(), else => {} } }
// --- error in switch result
fn g() !u8 { return error.A; }
export fn entry(x: u8) u8 { return switch (x) { 0 => g(), else => 1 }; }
// --- anyframe etc: switch on error union
fn g() !u8 { return error.A; }
export fn entry() void { switch (g()) { error.A => {}, else => {} } }
// --- switch on optional enum
const E = enum { a, b };
export fn entry(e: *?E) void { switch (e.*) { .a => {}, .b => {}, null => {} } }
// --- pointer to enum
const E = enum { a, b };
export fn entry(e: *E) void { switch (e) { .a => {}, .b => {} } }
// --- pointer to union
const E = union(enum) { a, b };
export fn entry(e: *E) void { switch (e) { .a => {}, else => {} } }
// --- range of negative in unsigned
export fn entry(x: u8) void { switch (x) { -1...5 => {}, else => {} } }
// --- i8 all by values missing one
export fn entry(x: i8) void { switch (x) { -128...-1, 1...127 => {} } }
// --- overlapping ranges in one prong
export fn entry(x: u8) void { switch (x) { 0...10, 10...20 => {}, else => {} } }
// --- overlapping ranges in prongs
export fn entry(x: u8) void { switch (x) { 10...20 => {}, 0...10 => {}, else => {} } }
// --- contained ranges
export fn entry(x: u8) void { switch (x) { 10...20 => {}, 12...13 => {}, 0 => {}, else => {} } }
// --- inline else with error set generic
fn f(x: error{A,B}) u8 { return switch (x) { inline else => |e| @compileError(@errorName(e)) }; }
export fn entry(x: u8) void { _ = f(if (x == 0) error.A else error.B); }
// --- inline else with enum compile error
const E = enum { a, b };
export fn entry(x: *E) void { switch (x.*) { .a => {}, inline else => |t| @compileError(@tagName(t)) } }
// --- inline range compile error
export fn entry(x: u8) void { switch (x) { inline 3...5 => |t| if (t == 4) @compileError("four"), else => {} } }
// --- inline union payload type
const U = union(enum) { a: u8, b: []const u8, c: f32 };
export fn entry(x: *U) u8 { return switch (x.*) { inline else => |v| v }; }
// --- inline union payload use
const U = union(enum) { a: u8, b: []const u8, c: f32 };
export fn entry(x: *U) usize { return switch (x.*) { inline .a, .b => |v| v.len, .c => 1 }; }
// --- tag capture type
const U = union(enum) { a: u8, b: []const u8 };
export fn entry(x: *U) u8 { return switch (x.*) { .a => |_, t| t, .b => 1 }; }
// --- tag capture of untagged
const U = union { a: u8, b: []const u8 };
export fn entry(x: *U) u8 { return switch (x.*) { .a => |_, t| t, .b => 1 }; }
// --- tag capture packed struct
const U = packed struct { a: u8 };
export fn entry(x: *U) u8 { return switch (x.*) { .{ .a = 1 } => |_, t| t, else => 1 }; }
// --- packed struct with pointer... item runtime
const U = packed struct { a: u8 };
export fn entry(x: *U, y: u8) u8 { return switch (x.*) { .{ .a = y } => 1, else => 2 }; }
// --- packed struct item missing field
const U = packed struct { a: u8, b: u8 };
export fn entry(x: *U) u8 { return switch (x.*) { .{ .a = 1 } => 1, else => 2 }; }
// --- packed struct item unknown field
const U = packed struct { a: u8, b: u8 };
export fn entry(x: *U) u8 { return switch (x.*) { .{ .c = 1 } => 1, else => 2 }; }
// --- packed struct item int
const U = packed struct(u8) { a: u4, b: u4 };
export fn entry(x: *U) u8 { return switch (x.*) { 1 => 1, else => 2 }; }
// --- packed struct item decl
const U = packed struct(u8) { a: u4, b: u4, const q: U = .{ .a = 1, .b = 2 }; };
export fn entry(x: *U) u8 { return switch (x.*) { .q => 1, U.q => 3, else => 2 }; }
// --- packed union no else
const U = packed union { a: u1, b: i1 };
export fn entry(x: *U) u8 { return switch (x.*) { .{ .a = 0 } => 1, .{ .a = 1 } => 3 }; }
// --- packed union no else missing
const U = packed union { a: u1, b: i1 };
export fn entry(x: *U) u8 { return switch (x.*) { .{ .a = 0 } => 1 }; }
// --- auto struct
const U = struct { a: u1 };
export fn entry(x: *U) u8 { return switch (x.*) { .{ .a = 0 } => 1, else => 2 }; }
// --- empty struct
const U = struct { };
export fn entry(x: *U) u8 { return switch (x.*) { .{} => 1, else => 2 }; }
// --- continue errors
const E = error{A,B};
export fn entry(x: u8) void { const e: E = if (x == 0) error.A else error.B; l: switch (e) { error.A => continue :l error.C, error.B => {} } }
// --- continue enum unknown
const E = enum { a, b };
export fn entry(x: *E) void { l: switch (x.*) { .a => continue :l .c, .b => {} } }
// --- continue by pointer capture value
const U = union(enum) { a: u8, b };
export fn entry() void { var u: U = .b; l: switch (u) { .a => |*p| { p.* = 1; continue :l .b; }, .b => {} } _ = &u; }
// --- continue by pointer capture value typed
const U = union(enum) { a: u8, b };
export fn entry() void { var u: U = .b; l: switch (u) { .a => |*p| { p.* = 1; continue :l U{ .a = 1 }; }, .b => {} } _ = &u; }
// --- continue by pointer const
const U = union(enum) { a: u8, b };
const c: U = .b;
export fn entry() void { var u: U = .b; l: switch (u) { .a => |*p| { p.* = 1; continue :l c; }, .b => {} } _ = &u; }
// --- continue int undefined type
export fn entry(x: u8) void { l: switch (x) { 1 => continue :l null, else => {} } }
// --- continue void
export fn entry(x: u8) void { l: switch (x) { 1 => continue :l {}, else => {} } }
// --- continue noreturn
export fn entry(x: u8) void { l: switch (x) { 1 => continue :l unreachable, else => {} } }
// --- continue return
export fn entry(x: u8) void { l: switch (x) { 1 => continue :l return, else => {} } }
// --- loop on enum literal comptime
comptime { l: switch (.a) { .a => continue :l .b, .b => @compileError("b"), else => {} } }
// --- loop on comptime int
comptime { l: switch (5) { 1...10 => |x| continue :l x + 1, else => |x| @compileError(if (x == 11) "11" else "?") } }
// --- comptime loop quota
comptime { l: switch (@as(u32, 0)) { 2000 => {}, else => |x| continue :l x + 1 } }
// --- comptime loop quota ok
comptime { @setEvalBranchQuota(3000); l: switch (@as(u32, 0)) { 2000 => {}, else => |x| continue :l x + 1 } }
// --- loop with error in later iteration
comptime { l: switch (@as(u8, 250)) { 0...5 => {}, else => |x| continue :l x + 1 } }
// --- loop with error in later iteration in fn
fn f(n: u8) u8 { return l: switch (n) { 0...5 => |x| x, else => |x| continue :l x + 1 }; }
comptime { _ = f(250); }
// --- unhandled in loops
const E = enum { a, b };
export fn entry(x: *E) void { l: switch (x.*) { .a => continue :l .b } }
// --- loop type opaque pointer
export fn entry(x: *anyopaque) void { l: switch (x) { @as(*anyopaque, @ptrFromInt(1)) => continue :l x, else => {} } }
// --- label shadow
export fn entry(x: u8) void { l: { l: switch (x) { 1 => continue :l 2, else => break :l } } }
// --- catch with wrong error
fn g() error{A,B}!u8 { return error.A; }
export fn entry() void { _ = g() catch |e| switch (e) { error.A => 1, error.Z => 2, error.B => 3 }; }
// --- catch with missing
fn g() error{A,B,C}!u8 { return error.A; }
export fn entry() void { _ = g() catch |e| switch (e) { error.A => 1 }; }
// --- catch with missing inferred
fn g(x: u8) !u8 { if (x == 0) return error.A; if (x == 1) return error.B; return error.C; }
export fn entry() void { _ = g(1) catch |e| switch (e) { error.A => 1 }; }
// --- catch labelled with missing
fn g() error{A,B,C}!u8 { return error.A; }
export fn entry() void { _ = g() catch |e| l: switch (e) { error.A => break :l 1 }; }
// --- catch labelled types
fn g() error{A,B,C}!u8 { return error.A; }
export fn entry() void { const x = g() catch |e| l: switch (e) { error.A => break :l "x", else => 1 }; _ = x; }
// --- if labelled types
fn g() error{A,B,C}!u8 { return error.A; }
export fn entry() void { const x = if (g()) |v| v else |e| l: switch (e) { error.A => break :l "x", else => 1 }; _ = x; }
// --- catch result type
fn g() error{A,B,C}!u8 { return error.A; }
export fn entry() void { const x: u16 = g() catch |e| switch (e) { error.A => "x", else => 1 }; _ = x; }
// --- catch known unhandled
export fn entry() void { const e: error{A,B}!u8 = error.A; const x = e catch |err| switch (err) { error.A => unreachable, else => 1 }; _ = x; }
// --- catch comptime unreachable reached
fn g() error{A}!u8 { return error.A; }
export fn entry() void { _ = g() catch |e| switch (e) { error.A => comptime unreachable }; }
// --- catch panics
fn g() error{A}!u8 { return error.A; }
export fn entry() void { _ = g() catch |e| switch (e) { error.A => @panic("x"), error.B => comptime unreachable }; }
// --- switch in array len
const n = switch (3) { 3 => 4, else => 5 };
export fn entry() void { const a: [n]u8 = .{ 1, 2, 3 }; _ = a; }
// --- anon struct result typed
const S = struct { a: u8 };
export fn entry(x: u8) u8 { const s: S = switch (x) { 0 => .{ .a = 1 }, else => .{ .b = 2 } }; return s.a; }
// --- discarding
export fn entry(x: u8) void { _ = switch (x) { 0 => 1, else => 2 }; }
// --- discard typed
export fn entry(x: u8) void { _ = switch (x) { 0 => @as(u8, 1), else => "a" }; }
