pub fn named(comptime name: []const u8) []const u8 {
    return "the package " ++ name;
}
