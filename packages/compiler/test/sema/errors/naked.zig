// --- calls, returns and variables
export fn a() callconv(.naked) noreturn { b(); }
noinline fn b() noreturn { unreachable; }
export fn c() callconv(.naked) void { return; }
export fn d() callconv(.naked) void { var x: u8 = 1; _ = &x; }
// --- the end, and safety checks
export fn c() callconv(.naked) void { return; }
export fn d() callconv(.naked) void { var x: u8 = 1; _ = &x; }
export fn e() callconv(.naked) void { const x: u8 = 1; _ = x; }
export fn f() callconv(.naked) noreturn { while (true) {} }
export fn g() callconv(.naked) noreturn { unreachable; }
export fn h() callconv(.naked) noreturn { @panic("x"); }
export fn i() callconv(.naked) noreturn { @trap(); }
export fn j() callconv(.naked) void {}
export fn k(x: u8) callconv(.naked) void { _ = x; }
export fn l() callconv(.naked) noreturn { asm volatile (""); }
export fn m() callconv(.naked) noreturn { c2(); }
fn c2() noreturn { unreachable; }
