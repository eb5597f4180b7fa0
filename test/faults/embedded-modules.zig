// `@embedFile` takes names of modules too: the bytes of their root files, also of what the compiler writes.
const std = @import("std");

pub fn main() void {
    std.debug.assert(std.mem.startsWith(u8, @embedFile("builtin"), "const std = @import(\"std\");\n"));
    std.debug.assert(std.mem.indexOf(u8, @embedFile("builtin"), "pub const is_test = false;\n") != null);
    std.debug.assert(std.mem.indexOf(u8, @embedFile("std"), "pub const mem = @import(\"mem.zig\");\n") != null);
    std.debug.assert(std.mem.startsWith(u8, @embedFile("root"), "// `@embedFile` takes names"));
}
