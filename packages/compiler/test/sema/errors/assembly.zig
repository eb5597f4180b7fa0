// --- names and constraints
fn unused() void { asm volatile ("%[a]" : : [b] "r" (1)); }
export fn a() void { asm volatile ("%[a] %[c:x] %% %=" : : [b] "r" (1)); asm volatile ("%[d]"); }
export fn b(x: u32) void { asm volatile ("" : : [b] "r" (x), [b] "r" (x)); }
export fn c() void { var x: u32 = 3; asm volatile ("" : [b] "=r" (x), [b] "=r" (x)); }
export fn d() void { var x: u32 = 3; asm volatile ("" : [b] "=r" (x) : [b] "r" (x)); }
export fn e() u32 { return asm ("" : [b] "+r" (-> u32)); }
export fn f() void { var x: u32 = 3; asm volatile ("" : [b] "+r" (x)); asm volatile ("" : [b] "r" (x)); }
inline fn g() void { asm volatile ("%[a" : : [_] "r" (1), [_] "r" (2)); asm volatile ("%[a]"); }
export fn h() void { g(); }
fn i(comptime T: type) void { _ = T; asm volatile ("%[a]"); }
export fn j() void { i(u8); i(u16); }
export fn k() void { _ = @TypeOf(asm ("%[a]" : [b] "=r" (-> u32))); }
// --- with an error of analysis
export fn b() void { asm volatile ("%[a]"); const x: u8 = 300; _ = x; }
export fn a() void { asm volatile ("%[a]"); }
export fn c() void { const x: u8 = 300; _ = x; }
