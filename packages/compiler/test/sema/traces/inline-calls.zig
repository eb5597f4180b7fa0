// --- a type that is declared in one
inline fn compile() void { const S = struct { comptime { @compileError("x"); } }; _ = S; }
export fn f() void { compile(); }
// --- a value
inline fn compile() void { _ = bad; }
const bad = @compileError("x");
export fn f() void { compile(); }
// --- a function
inline fn compile() void { bad(); }
fn bad() void { @compileError("x"); }
export fn f() void { compile(); }
// --- defaults
const S = struct { a: u8 = "a" };
inline fn compile() void { _ = @as(S, undefined); }
export fn f() void { compile(); }
// --- a type of a generic function in two
fn M(T: type) type { return struct { comptime { @compileError("q"); } const x: T = 1; }; }
inline fn second() void { _ = M(u8).x; }
export fn f() void { second(); }
