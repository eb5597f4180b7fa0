// --- defaults of a typed initializer
const S = struct { a: u8 = @compileError("q") };
export fn f() void { _ = S{}; }
// --- defaults of an initializer with a result type
const S = struct { a: u8 = @compileError("q") };
export fn f() void { const x: S = .{}; _ = x; }
// --- defaults for want of a field
const S = struct { a: u8 = "a", b: u8 };
export fn f(x: u8) void { _ = S{ .b = x }; const y: S = .{ .b = x }; _ = y; }
// --- all fields are given
const S = struct { a: u8 = @compileError("q") };
export fn f() void { const x: S = .{ .a = 1 }; _ = x; }
// --- what a function returns
const S = struct { a: u8 = @compileError("q") };
fn g() S { return .{}; }
export fn f() void { _ = g(); }
// --- an argument
const S = struct { a: u8 = @compileError("q") };
fn g(s: S) void { _ = s; }
export fn f() void { g(.{}); }
// --- a store
const S = struct { a: u8 = @compileError("q") };
export fn f(p: *S) void { p.* = .{}; }
// --- size
const S = struct { a: u8 = @compileError("q") };
export fn f() void { _ = @sizeOf(S); }
// --- value of a function
const S = struct { a: u8 = @compileError("q"), fn init() S { return undefined; } };
export fn f() void { _ = S.init; }
// --- address of a function
const S = struct { a: u8 = @compileError("q"), fn init() S { return undefined; } };
export fn f() void { _ = &S.init; }
// --- method
const S = struct { a: u8 = @compileError("q"), fn init() S { return undefined; } };
export fn f() void { _ = S.init(); }
// --- call
const S = struct { a: u8 = @compileError("q"), };
fn init() S { return undefined; }
export fn f() void { _ = init(); }
// --- argument of a call
const S = struct { a: u8 = @compileError("q"), };
fn init(s: S) void { _ = s; }
export fn f() void { init(undefined); }
// --- generic call
const S = struct { a: u8 = @compileError("q"), };
fn init(comptime T: type) T { return undefined; }
export fn f() void { _ = init(S); }
