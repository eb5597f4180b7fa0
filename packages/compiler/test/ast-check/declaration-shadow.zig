const T = struct {
    const a = 1;
    const S = struct {
        fn a() void {}
        fn f(a: u8) void {
            _ = a;
        }
    };
};
fn f(x: u8) void {
    const S = struct {
        const x = 1;
    };
    _ = S;
    _ = x;
}
fn g(x: u8) void {
    const S = struct {
        x: u8,
        fn h(x: u8) void {
            _ = x;
        }
    };
    _ = S;
    _ = x;
}
