// --- in the order of the set
export fn entry(x: *error{ C, A, B }) void {
    switch (x.*) { error.A => {} }
}
// --- returns of a function whose errors are inferred
fn foo(x: u32) !void {
    if (x == 1) return error.Zed;
    if (x == 2) return error.Foo;
    return error.Bar;
}
export fn entry() void {
    foo(2) catch |err| switch (err) { error.Bar => {} };
}
// --- a function that is asked for in the middle
fn a() !void {
    try b();
    return error.Alpha;
}
fn b() !void {
    try c();
    return error.Beta;
}
fn c() !void {
    return error.Gamma;
}
export fn entry() void {
    a() catch |err| switch (err) {};
}
// --- a declaration that is asked for first
const Common = error{ NotFound, Exists };
const S = struct {
    fn run(self: S) (Common || error{ Busy, Again })!void {
        _ = self;
        return error.Again;
    }
};
export fn entry() void {
    const s: S = .{};
    s.run() catch |err| switch (err) { error.Busy => {} };
}
// --- not members of the destination
fn foo() error{A}!i32 {
    return bar();
}
fn bar() error{ Q, A, P }!i32 {
    return error.P;
}
export fn entry() void {
    _ = foo() catch {};
}
// --- texts and names of what is declared were met before
const messages = [_][]const u8{ "Zip", "Gzip" };
const Tar = enum { Bz };
export fn entry(x: *error{ Bz, Gzip, Zip, Tar }, i: usize) [*]const u8 {
    const kind: Tar = .Bz;
    _ = kind;
    _ = messages[i];
    switch (x.*) {}
}
// --- two errors, in the order of analysis
const E = error{ B, A };
const F = error{ A, B, C };
export fn first(x: *F) void {
    const y: E!u8 = x.*;
    _ = y catch {};
}
export fn second(x: *F) void {
    switch (x.*) {}
}
// --- a type that a function makes
fn Gen(comptime T: type) type {
    return struct {
        const Err = error{ Late, Early, T };
        fn f(x: T) Err!T {
            return if (x == 0) error.Early else x;
        }
    };
}
export fn entry() void {
    _ = Gen(u8).f(3) catch |x| switch (x) { error.T => {} };
}
