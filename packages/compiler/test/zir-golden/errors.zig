const E = error{ A, B };

fn f(x: *E!u8) E!*const u8 {
    errdefer |err| g(err);
    errdefer g(E.B);
    const p: *const u8 = &(try x.*);
    if (p.* == 1) return error.A;
    if (p.* == 2) return x.* catch |err| err;
    return p;
}

fn g(err: E) void {
    switch (err) {
        error.A => {},
        else => |other| g(other),
    }
}
