const P = packed struct(u8) { a: bool, b: u7 = 0 };
const X = extern union { a: u32, b: f32 align(2) };
const T = union(enum(u4)) { none, some: u8 = 3, other: struct { i8, i16 } };
const N = enum(u8) { a, b = 7, _ };
const O = opaque {
    fn f(self: *O) void {
        _ = self;
    }
};
fn Generic(comptime T2: type) type {
    return struct {
        item: T2,
        const Item = T2;
    };
}
