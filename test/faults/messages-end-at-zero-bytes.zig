// A message ends at a zero byte, also within the quotes of a name.
comptime {
    @compileError("this is seen\x00and this not");
}
comptime {
    _ = @embedFile("no\x00file");
}
comptime {
    _ = @embedFile(".");
}
pub fn main() void {}
