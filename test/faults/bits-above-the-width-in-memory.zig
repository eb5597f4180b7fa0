// what memory holds above the width of a bool or an integer does not count, however wide it is
fn check(ok: bool) void {
    if (!ok) @panic("wrong");
}
fn read(comptime T: type, byte: u8) T {
    var bytes: [64]u8 align(64) = @splat(byte);
    _ = &bytes;
    return @as(*T, @ptrCast(&bytes)).*;
}
pub fn main() void {
    check(!read(bool, 2));
    check(@intFromBool(read(bool, 3)) == 1);
    check(read([3]bool, 254)[1] == false);
    check(read(extern struct { a: u8, b: bool }, 255).b == true);
    check(read(u1, 2) == 0);
    check(read(enum { a, b }, 3) == .b);
    check(read(u3, 0xd5) == 5);
    check(read(i3, 0xd5) == -3);
    check(read(u65, 0xd5) == 0x1d5d5d5d5d5d5d5d5);
    check(read(i65, 0xd5) + 1 == -0x2a2a2a2a2a2a2a2a);
    check(read(i200, 0xd5) < 0);
    check(read([2]i100, 0x0f)[1] == -0xf0f0f0f0f0f0f0f0f0f0f0f1);
    // But an optional that is nothing else has a value whatever the byte is.
    check(read(?void, 2) != null);
}
