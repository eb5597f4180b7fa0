//# literals and primitives
export fn f(a: u32) void {
    _ = a;
    const i = 5;
//        ^ type: comptime_int = 5
    const h = 0x1F;
//            ^ type: comptime_int = 31
    const d = 1.5;
//        ^ type: comptime_float = 1.5
    const c = 'a';
//        ^ type: comptime_int = 97
    const s = "ab";
//        ^ type: *const [2:0]u8 = "ab"
    const b = true;
//            ^ type: bool = true
    const n = null;
//            ^ type: @TypeOf(null) = null
    const t = u7;
//        ^ type: type = u7
    _ = .{ i, h, d, c, s, b, n, t };
}
//# arithmetic
export fn f(a: u32, b: u32) u32 {
    const x = a + b;
//        ^ type: u32
//            ^ type: u32
    const y = x *% 3;
//              ^ type: u32
//                 ^ type: comptime_int = 3
//                 ^ expects: u32
    const z = 2 * 3 + 4;
//        ^ type: comptime_int = 10
    return y / (z << 1);
//           ^ type: u32
}
