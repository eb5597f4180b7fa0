fn empty() void {
    _ = @"";
}
fn null_() void {
    _ = @"a\x00b";
}
fn escape() void {
    _ = @"\q";
}
fn field() void {
    _ = .@"\u{}";
}
fn err() void {
    _ = error.@"";
}
fn local() void {
    const @"a\x62" = 1;
    _ = ab;
    const @"c\x64" = 1;
}
fn decoded(@"while": u8) u8 {
    return @"\x77hile";
}
