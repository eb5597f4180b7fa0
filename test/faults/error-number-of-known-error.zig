// the number of an error that is known is known, also outside of `comptime`
pub fn main() void {
    const number = @intFromError(error.Known);
    comptime {
        if (number == 0 or @errorFromInt(number) != error.Known) @compileError("another number");
    }
    var counts: [number]u8 = undefined;
    _ = &counts;
}
