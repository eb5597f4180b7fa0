const u8 = 1;
fn i7() void {}
var anyerror: u16 = 1;
const @"u16" = 1;
