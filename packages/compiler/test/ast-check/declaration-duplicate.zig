const a = 1;
fn a() void {}
var a: u8 = 2;
const b = a;
