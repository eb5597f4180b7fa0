// --- arrays that are pointed to say why they must be known, not what is not
var r: u8 = 1;
fn g(comptime x: *const [1]u8) void {
    _ = x;
}
fn h(comptime x: []const u8) void {
    _ = x;
}
export fn a() void {
    _ = comptime &[1]u8{r};
}
export fn b() void {
    g(&.{r});
}
export fn c() void {
    h(&.{r});
}
export fn d() void {
    comptime {
        const x: *const struct { u8 } = &.{r};
        _ = x;
    }
}
// --- tuples without a type say what is not known
var r: u8 = 1;
fn k(comptime x: anytype) void {
    _ = x;
}
export fn a() void {
    k(.{r});
}
export fn b() void {
    k(&.{r});
}
// --- structs without a type do not
var r: u8 = 1;
fn k(comptime x: anytype) void {
    _ = x;
}
export fn a() void {
    k(.{ .a = r });
}
export fn b() void {
    k(&.{ .a = r });
}
// --- structs and unions that are pointed to
const S = struct { a: u8 };
const U = union { a: u8 };
var r: u8 = 1;
fn j(comptime x: *const S) void {
    _ = x;
}
export fn a() void {
    j(&.{ .a = r });
}
export fn b() void {
    j(&S{ .a = r });
}
export fn c() void {
    comptime {
        const x: *const U = &.{ .a = r };
        _ = x;
    }
}
// --- values of a made enum, names of made fields
var r: u8 = 1;
var n: []const u8 = "a";
export fn a() void {
    _ = @Enum(u8, .exhaustive, &.{"a"}, &.{r + 1});
}
export fn b() void {
    _ = @Enum(u8, .exhaustive, &.{n}, &.{1});
}
export fn c() void {
    _ = @Enum(u8, .exhaustive, &.{"a"}, &r);
}
