// --- alignment, section and address space
comptime {
    const x: u32 = undefined;
    _ = x + 1;
}
export fn b(z: u32) u32 {
    const x: u32 = undefined;
    return x + z;
}
export fn c(z: [*]u32) u32 {
    const x: u32 = undefined;
    return z[x];
}
export fn d() void {
    const x: bool = undefined;
    if (x) {}
}
export fn e() void {
    const x: type = undefined;
    const y: x = 1;
    _ = y;
}
export fn e1() void {
    _ = @alignOf(undefined);
}
var al: u29 align(0) = 1;
export fn f() void {
    _ = al;
}
var al2: u29 align(3) = 1;
export fn g() void {
    _ = al2;
}
var al3: u29 align(1 << 29) = 1;
export fn h() void {
    _ = al3;
}
fn ff() align(2) void {}
export fn i() void {
    ff();
}
fn ff0() align(0) void {}
export fn x0() void {
    ff0();
}
fn ff1() align(1) void {}
export fn x1() void {
    ff1();
}
fn ff4() align(16) void {}
export fn x2() void {
    ff4();
}
fn ls() linksection("foo") void {}
export fn x3() void {
    ls();
}
var lv: u32 linksection("foo") = 1;
export fn x4() void {
    lv = 2;
}
var lv2: u32 linksection("") = 1;
export fn x5() void {
    lv2 = 2;
}
fn as() addrspace(.generic) void {}
export fn x6() void {
    as();
}
fn as2() addrspace(.gs) void {}
export fn x7() void {
    as2();
}
var av2: u32 addrspace(.gs) = 1;
export fn x8() void {
    av2 = 1;
}
var av3: u32 addrspace(.generic) = 1;
export fn x9() void {
    av3 = 1;
}
fn las() linksection("a\x00b") void {}
export fn x10() void {
    las();
}
fn lasx() linksection(lv) void {}
export fn x11() void {
    lasx();
}
const ac: u32 addrspace(.gs) = 1;
export fn x12() void {
    _ = &ac;
}
const ac2 addrspace(.constant) = 1;
export fn x13() void {
    _ = &ac2;
}
fn ff5() align(lv) void {}
export fn x14() void {
    ff5();
}
fn ff6() callconv(lv) void {}
export fn x15() void {
    ff6();
}
fn ff7() addrspace(lv) void {}
export fn x16() void {
    ff7();
}

// --- import of C
const c = @cImport({
    @cInclude("stdio.h");
});
export fn entry() void {
    _ = c;
}
