fn runtimeVar() void {
    var a: u8 = 1;
    a += 1;
    const S = struct {
        fn get() u8 {
            return a;
        }
    };
    _ = S;
}
fn runtimeInField() void {
    var a: u8 = 1;
    a += 1;
    const S = struct {
        x: [a]u8,
    };
    _ = S;
}
fn typeOfVar() void {
    var a: u8 = 1;
    a += 1;
    const S = struct {
        x: @TypeOf(a),
    };
    _ = S;
}
fn comptimeVar() void {
    comptime var a: u8 = 1;
    a += 1;
    const S = struct {
        const b = a;
    };
    _ = S;
}
fn constant(comptime T: type, n: usize) type {
    const m = n;
    return struct {
        x: [m]T,
        const Self = @This();
        fn f(self: Self, o: T) T {
            const Inner = struct {
                fn g(p: T) usize {
                    _ = p;
                    return m;
                }
            };
            _ = Inner.g(o);
            _ = self;
            return o;
        }
    };
}
fn captureLoop() void {
    for (0..3) |i| {
        const S = struct {
            const x = i;
        };
        _ = S;
    }
}
const Ambiguous = struct {
    const a = 1;
    const Inner = struct {
        const a = 2;
        const b = a;
    };
};
