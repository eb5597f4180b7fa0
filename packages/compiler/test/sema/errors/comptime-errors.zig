// --- errors as numbers
comptime { const a = @intFromError(error.A); const b = @intFromError(error.B); if (a == b) @compileError("same"); if (@errorFromInt(a) != error.A) @compileError("x"); if (a == 0) @compileError("zero"); }
// --- errorFromInt 0
comptime { _ = @errorFromInt(0); }
// --- errorFromInt large
comptime { _ = @errorFromInt(60000); }
// --- errorCast narrow ok
comptime { const e: anyerror = error.A; const f: error{ A, B } = @errorCast(e); if (f != error.A) @compileError("x"); }
// --- errorCast bad
comptime { const e: anyerror = error.C; const f: error{ A, B } = @errorCast(e); _ = f; }
// --- errorCast disjoint
comptime { const e: error{C} = error.C; const f: error{ A, B } = @errorCast(e); _ = f; }
// --- errorCast union
comptime { const e: anyerror!u8 = 5; const f: error{A}!u8 = @errorCast(e); if ((f catch 0) != 5) @compileError("x"); const g: anyerror!u8 = error.B; const h: error{A}!u8 = @errorCast(g); _ = h; }
// --- errorCast to union from set
comptime { const e: anyerror = error.A; const f: error{A}!u8 = @errorCast(e); _ = f catch {}; }
// --- error set eq
comptime { const a: error{ A, B } = error.A; const b: error{ B, A } = error.A; if (a != b) @compileError("x"); if (@TypeOf(a) != @TypeOf(b)) @compileError("y"); }
// --- error set merge
const X = error{ A, B }; const Y = error{ B, C };
comptime { @compileLog(X || Y, @typeInfo(X || Y).error_set.?.len); }
// --- error switch comptime
const X = error{ A, B, C };
fn f(e: X) u8 { return switch (e) { error.A => 1, error.B, error.C => |x| if (x == error.B) 2 else 3 }; }
comptime { @compileLog(f(error.A), f(error.B), f(error.C)); }
// --- narrowing else
const Small = error{C}; const Big = error{ A, B } || Small;
fn g(e: Big) Small!u8 { switch (e) { error.A, error.B => return 1, else => |r| return r } }
comptime { @compileLog(g(error.A), g(error.C)); }
// --- errorName
comptime { const e: anyerror = error.@"weird name"; @compileLog(@errorName(e), e); }
// --- catch captures
fn f(b: bool) !u8 { if (b) return error.Foo; return 3; }
comptime { const x = f(true) catch |e| @intFromBool(e == error.Foo); @compileLog(x); const y = f(false) catch unreachable; @compileLog(y); }
// --- error in memory
comptime { var e: anyerror = error.A; const p = &e; p.* = error.B; @compileLog(e); var u: error{ A, B }!u32 = error.A; const q = &u; q.* = 5; @compileLog(u); if (u) |*v| v.* += 1 else |_| {} @compileLog(u); }
// --- error array
comptime { var a: [3]anyerror!u8 = .{ 1, error.X, 3 }; a[0] = error.Y; for (a, 0..) |x, i| { if (x) |v| { a[i] = v + 1; } else |_| {} } @compileLog(a); }
// --- unwrap error comptime
fn f() !u8 { return error.Foo; }
comptime { const x = f() catch unreachable; _ = x; }
// --- try in comptime block
fn f() !u8 { return error.Foo; }
fn g() !u8 { return (try f()) + 1; }
comptime { @compileLog(g()); }
