// --- enum values without a prong
const E = enum { a, b, c };
export fn g(x: u8) void { const e: E = @enumFromInt(x); switch (e) { .a => {}, } }
// --- duplicate integer
export fn g(x: u8) void { switch (x) { 1 => {}, 2, 1 => {}, else => {} } }
// --- integer in a range
export fn g(x: u8) void { switch (x) { 1...5 => {}, 3 => {}, else => {} } }
// --- else after both bools
export fn g(x: bool) void { switch (x) { true => {}, false => {}, else => {} } }
// --- range upside down
export fn g(x: u8) void { switch (x) { 5...1 => {}, else => {} } }
// --- integers without a prong
export fn g(x: u8) void { switch (x) { 0 => {}, } }
// --- underscore prong of an exhaustive enum
const E = enum { a, b };
export fn g(x: u8) void { const e: E = @enumFromInt(x); switch (e) { .a => {}, _ => {} } }
// --- errors without a prong
fn f(x: u8) error{A,B,C}!void { if (x == 0) return error.A; if (x == 1) return error.B; return error.C; }
export fn g(x: u8) void { f(x) catch |e| switch (e) { error.A => {} }; }
// --- an error that the set has not
fn f(x: u8) error{A}!void { if (x == 0) return error.A; }
export fn g(x: u8) void { f(x) catch |e| switch (e) { error.A => {}, error.Q => {} }; }
// --- switch on a float
export fn g(x: f32) void { switch (x) { 1.0 => {}, else => {} } }
// --- switch on a slice
export fn g(x: u8) void { const s: []const u8 = &.{x}; switch (s) { else => {} } }
// --- switch on an untagged union
const U = union { a: u8 };
export fn g(x: u8) void { const s = U{ .a = x }; switch (s) { else => {} } }
// --- inline prongs
export fn g(x: u64) void { switch (x) { inline 1, 2 => |v| { @compileLog(v); }, else => {} } }
// --- an error captured by reference, with a tag
export fn f(x: u8) void { const e: error{A,B} = if (x == 1) error.A else error.B; switch (e) { error.A => |*p, t| { _ = p; _ = t; }, else => {} } }
