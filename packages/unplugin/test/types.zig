//! A function for each kind of type: most give back what they are given.
const std = @import("std");

/// A place on a plane.
pub const Point = struct {
    /// To the right.
    x: f32,
    y: f32,
};
pub const Color = enum(i16) {
    red = -5,
    /// Like grass.
    green,
    blue = 300,
};
pub const Level = enum(u8) { low = 1, high = 200, _ };
pub const Only = enum { one };
pub const Wide = enum(u64) { small = 1, large = 1 << 63 };
pub const Shape = union(enum) {
    circle: f64,
    named: []const u8,
    at: Point,
    list: []const i16,
    none,
};
pub const Single = union(enum) { only: u32 };
pub const Flags = packed struct { a: bool, b: u3, c: i4, color: enum(u2) { p, q, r, s }, inner: packed struct { x: u5, y: bool } };
pub const Bits = packed struct(u64) { low: u31, f: f32, top: bool };
pub const C = extern struct { a: u8, b: u32, c: f64, d: [3]u16 };
pub const Person = struct {
    name: []const u8,
    age: u7,
    tags: []const []const u8,
    friend: ?Point,
    position: struct { i32, bool },
    key_bytes: []const u8,
    children: []const Person,
};
pub const Failure = error{ Negative, TooLarge };

pub const answer = 42;
pub const large = 1 << 70;
pub const negative = -3;
pub const ratio = 0.25;
pub const title = "Types";
pub const typed: u16 = 7;
pub const maybe: ?u8 = null;
pub const origin: Point = .{ .x = 0, .y = -1 };
pub const primes = [_]u32{ 2, 3, 5, 7 };
pub const color: Color = .green;

pub fn echoU1(x: u1) u1 {
    return x;
}
pub fn echoU7(x: u7) u7 {
    return x;
}
pub fn echoU8(x: u8) u8 {
    return x;
}
pub fn echoI5(x: i5) i5 {
    return x;
}
pub fn echoI8(x: i8) i8 {
    return x;
}
pub fn echoI16(x: i16) i16 {
    return x;
}
pub fn echoU24(x: u24) u24 {
    return x;
}
pub fn echoI32(x: i32) i32 {
    return x;
}
pub fn echoU32(x: u32) u32 {
    return x;
}
pub fn echoUsize(x: usize) usize {
    return x;
}
pub fn echoI33(x: i33) i33 {
    return x;
}
pub fn echoU64(x: u64) u64 {
    return x;
}
pub fn echoI64(x: i64) i64 {
    return x;
}
pub fn echoI100(x: i100) i100 {
    return x;
}
pub fn echoU128(x: u128) u128 {
    return x;
}
pub fn echoF32(x: f32) f32 {
    return x;
}
pub fn echoF64(x: f64) f64 {
    return x;
}
pub fn echoBool(x: bool) bool {
    return x;
}
pub fn echoText(x: []const u8) []const u8 {
    return x;
}
pub fn echoBytes(data: []const u8) []const u8 {
    return data;
}
pub fn echoZ(x: [:0]const u8) [:0]const u8 {
    std.debug.assert(x[x.len] == 0);
    return x;
}
pub fn echoC(x: [*:0]const u8) [*:0]const u8 {
    return x;
}
pub fn echoColor(x: Color) Color {
    return x;
}
pub fn echoLevel(x: Level) Level {
    return x;
}
pub fn echoOnly(x: Only) Only {
    return x;
}
pub fn echoWide(x: Wide) Wide {
    return x;
}
pub fn echoPoint(x: Point) Point {
    return x;
}
pub fn echoPoints(x: []const Point) []const Point {
    return x;
}
pub fn echoShape(x: Shape) Shape {
    return x;
}
pub fn echoShapes(x: []const Shape) []const Shape {
    return x;
}
pub fn echoSingle(x: Single) Single {
    return x;
}
pub fn echoFlags(x: Flags) Flags {
    return x;
}
pub fn echoBits(x: Bits) Bits {
    return x;
}
pub fn echoExtern(x: C) C {
    return x;
}
pub fn echoPerson(x: Person) Person {
    return x;
}
pub fn echoTuple(x: struct { u8, []const u8, ?i64 }) struct { u8, []const u8, ?i64 } {
    return x;
}
pub fn echoArray(x: [3]i32) [3]i32 {
    return x;
}
pub fn echoNested(x: [2][2]bool) [2][2]bool {
    return x;
}
pub fn echoMaybe(x: ?u32) ?u32 {
    return x;
}
pub fn echoMaybeText(x: ?[]const u8) ?[]const u8 {
    return x;
}
pub const Inner = struct { inner: ?i8 };
pub fn echoMaybeMaybe(x: ?Inner) ?Inner {
    return x;
}
pub fn echoI16s(x: []const i16) []const i16 {
    return x;
}
pub fn echoF64s(x: []const f64) []const f64 {
    return x;
}
pub fn echoI64s(x: []const i64) []const i64 {
    return x;
}
pub fn echoU7s(x: []const u7) []const u7 {
    return x;
}
pub fn echoBools(x: []const bool) []const bool {
    return x;
}
pub fn nothing(_: void) void {}

/// What is written comes back.
pub fn double(values: []i32) void {
    for (values) |*value| value.* *%= 2;
}
pub fn upper(bytes: []u8) void {
    for (bytes) |*byte| byte.* = std.ascii.toUpper(byte.*);
}
/// Fails for what is no small number.
pub fn half(x: i32) Failure!i32 {
    if (x < 0) return error.Negative;
    if (x > 1000) return error.TooLarge;
    return @divTrunc(x, 2);
}
pub fn check(x: bool) !void {
    if (!x) return error.Unchecked;
}
pub fn join(allocator: std.mem.Allocator, parts: []const []const u8) ![]u8 {
    return std.mem.join(allocator, ", ", parts);
}
pub fn map(allocator: std.mem.Allocator, values: []const f64, f: *const fn (f64) f64) ![]f64 {
    const result = try allocator.dupe(f64, values);
    for (result) |*value| value.* = f(value.*);
    return result;
}
pub fn describe(point: Point, f: *const fn (Point, []const u8) []const u8) []const u8 {
    return f(point, "point");
}
pub fn times(n: u32, f: *const fn () void) void {
    for (0..n) |_| f();
}

var kept: std.ArrayList([]const u8) = .empty;

/// With an allocator called `gpa`, what is kept stays.
pub fn keep(gpa: std.mem.Allocator, text: []const u8) !usize {
    try kept.append(gpa, try gpa.dupe(u8, text));
    return kept.items.len;
}
pub fn keptText(i: usize) []const u8 {
    return kept.items[i];
}
pub fn pages() usize {
    return @wasmMemorySize(0);
}
pub fn never() noreturn {
    @panic("never");
}
pub fn say(text: []const u8) void {
    std.log.info("{s}", .{text});
}
extern "./host.js" fn now(offset: f64) f64;
pub fn later() f64 {
    return now(1);
}

/// What `io` has is supplied: clocks and random numbers; what is asynchronous is done at once, and all else fails.
pub fn clock(io: std.Io) f64 {
    return @as(f64, @floatFromInt(std.Io.Clock.real.now(io).nanoseconds)) / std.time.ns_per_ms;
}
pub fn elapsed(io: std.Io) bool {
    const start = std.Io.Clock.awake.now(io);
    return start.durationTo(std.Io.Clock.awake.now(io)).nanoseconds >= 0;
}
pub fn randomBytes(io: std.Io, allocator: std.mem.Allocator, length: usize) ![]u8 {
    const bytes = try allocator.alloc(u8, length);
    io.random(bytes);
    try io.randomSecure(bytes[0..length / 2]);
    return bytes;
}
pub fn readFile(io: std.Io, allocator: std.mem.Allocator, path: []const u8) ![]u8 {
    return std.Io.Dir.cwd().readFileAlloc(io, path, allocator, .unlimited);
}
fn plus(a: u32, b: u32) u32 {
    return a + b;
}
pub fn sumAsync(io: std.Io, a: u32, b: u32) u32 {
    var future = io.async(plus, .{ a, b });
    return future.await(io);
}
