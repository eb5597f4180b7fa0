// A struct that has but one scalar goes to a variadic function as that scalar, where others go as addresses; one without fields does not go at all.
const Number = extern struct { inner: extern struct { n: c_int } };
const Wide = extern struct { n: u64 };
const Half = extern struct { f: f32 };
const Short = extern struct { n: i16 };
const None = extern struct {};

const Arguments = extern struct { number: c_int, wide: u64, half: f32, short: u16, last: c_int };

fn take(list: *const Arguments) callconv(.c) bool {
    return list.number == -3 and list.wide == 1 << 40 and list.half == 1.5 and list.short == 300 and list.last == 7;
}

pub fn main() void {
    var variadic: *const fn (...) callconv(.c) bool = @ptrCast(&take);
    _ = &variadic;
    const last: c_int = 7;
    if (!variadic(Number{ .inner = .{ .n = -3 } }, Wide{ .n = 1 << 40 }, Half{ .f = 1.5 }, None{}, Short{ .n = 300 }, last)) @panic("wrong");
}
