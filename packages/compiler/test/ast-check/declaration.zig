const a;
var b;
extern const c: u8 = 1;
extern var d;
threadlocal const e = 1;
export const f = 1;
const g: u8 align(4) = 1;
extern "" var h: u8;
extern "x\x00" var i: u8;
const j = k;
test "" {}
test "x\x00" {}
test missing {}
test u16 {}
test g {}
fn l() void {
    _ = m;
}
comptime {
    _ = n;
}
var p: u8 = q;
