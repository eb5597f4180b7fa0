fn f() u8 {
    return a: {
        break :a .{ 1, 2 };
    }[0];
}
fn g() u8 {
    const x = a: {
        break :b 1;
    } + 1;
    return x;
}
