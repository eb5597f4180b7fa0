// --- types in short 1
comptime { _ = @as(LongStructName, @as(*LongStructName, undefined)); }
comptime { _ = @as(*LongStructName, @as(LongStructName, undefined)); }
comptime { _ = @as(?*LongStructName, @as(*const LongStructName, undefined)); }
comptime { _ = @as([]LongStructName, @as([]const LongStructName, undefined)); }
comptime { _ = @as([]const LongStructName, @as([]const OtherStructName, undefined)); }
comptime { _ = @as(*LongStructName, @as(*?LongStructName, undefined)); }
comptime { _ = @as(struct {LongStructName, LongStructName, OtherStructName}, @as(struct {LongStructName, LongStructName, OtherStructName, OtherStructName}, undefined)); }
comptime { _ = @as(void, @as(struct {LongStructName, LongStructName}, undefined)); }
comptime { _ = @as(void, @as(struct {LongStructName, OtherStructName, LongStructName, OtherStructName}, undefined)); }
comptime { _ = @as(*const fn (LongStructName) void, @as(*const fn (*LongStructName) void, undefined)); }
comptime { _ = @as(*const fn (LongStructName) void, @as(*const fn (LongStructName) u8, undefined)); }
comptime { _ = @as(*const fn (LongStructName) void, @as(*const fn (LongStructName, LongStructName) u8, undefined)); }
comptime { _ = @as(error{AAAAAAAAAAAAAA}!u8, @as(error{AAAAAAAAAAAAAA}!u16, undefined)); }
comptime { _ = @as([*]const LongStructName, @as([]LongStructName, undefined)); }
comptime { _ = @as(LongStructName, @as(?LongStructName, undefined)); }
comptime { _ = @as(LongStructName, @as(anyerror!LongStructName, undefined)); }
comptime { _ = @as([4]LongStructName, @as([5]LongStructName, undefined)); }
comptime { _ = @as(**LongStructName, @as(**const LongStructName, undefined)); }
comptime { _ = if (gb) @as(*LongStructName, undefined) else @as(*?LongStructName, undefined); }
export fn t19() void { _ = if (gb) @as(*LongStructName, undefined) else @as(*?LongStructName, undefined); }

var gb = true;
const LongStructName = struct { a: u8 };
const OtherStructName = struct { a: u8 };
// --- types in short 2
comptime { _ = @as(*LongStructName, undefined) == @as(*?LongStructName, undefined); }
comptime { _ = @as(L(LongStructName), @as(L(OtherStructName), undefined)); }
comptime { _ = @as(L(LongStructName), @as(LongStructName, undefined)); }
comptime { _ = @as(L(LongStructName), @as(L(L(LongStructName)), undefined)); }
comptime { _ = @as([:0]const u8, @as([]const u8, undefined)); }
comptime { _ = @as([]const comptime_int, @as(*const [2]comptime_float, undefined)); }
comptime { _ = @as(void, .{1,2,3}); }
comptime { _ = @as(void, .{1,2}); }
comptime { _ = @as(void, .{1.5,2,3.5}); }
comptime { _ = @as(void, .{"abcd","abcd"}); }
comptime { _ = @as(void, .{@as([]const u8, "a"),@as([]const u8, "a"),@as([]const u8, "a")}); }
comptime { _ = @as(u8, .{1,2,3}); }
fn z12(x: LongStructName) void { _ = x; } comptime { z12(@as(*LongStructName, undefined)); }
fn z13() LongStructName { return @as(*LongStructName, undefined); } comptime { _ = z13(); }
comptime { _ = @as(LongStructName, @as(**LongStructName, undefined)); }
comptime { _ = @as(ABCDEFGHIJKL, @as(*ABCDEFGHIJKL, undefined)); }
comptime { _ = @as(ABCDEFGH, @as(*ABCDEFGH, undefined)); }
comptime { _ = @as(ABCDEFG, @as(*ABCDEFG, undefined)); }
comptime { _ = @as(@TypeOf(null), @as([*]const ABCDEFGH, undefined)); }
comptime { _ = @as(*const LongStructName, @as([*]const LongStructName, undefined)); }

fn L(T: type) type { return struct { x: T }; }
const ABCDEFG = struct {};
const ABCDEFGH = struct {};
const ABCDEFGHIJKL = struct {};
const LongStructName = struct { a: u8 };
const OtherStructName = struct { a: u8 };
// --- types in short 3
comptime { _ = @as([]const u8, @as([]const []const u8, undefined)); }
comptime { _ = @as([]const []const u8, @as([]const [:0]const u8, undefined)); }


// --- types in short 4
comptime { _ = @as(error{AAA}, @as(fn (error{AAA}, error{AAA}) void, undefined)); }
comptime { _ = @as(error{AAAA}, @as(fn (error{AAAA}, error{AAAA}) void, undefined)); }
comptime { _ = @as(error{AAAAA}, @as(fn (error{AAAAA}, error{AAAAA}) void, undefined)); }
comptime { _ = @as(error{AAAAAA}, @as(fn (error{AAAAAA}, error{AAAAAA}) void, undefined)); }
comptime { _ = @as(error{A}, @as(fn (error{A}, error{A}, error{A}) void, undefined)); }
comptime { _ = @as(error{AA}, @as(fn (error{AA}, error{AA}, error{AA}) void, undefined)); }
comptime { _ = @as(error{AAA}, @as(fn (error{AAA}, error{AAA}, error{AAA}) void, undefined)); }
comptime { _ = @as(error{AAAAAAAAAAAAAA}, @as(*error{AAAAAAAAAAAAAA}, undefined)); }
comptime { _ = @as(void, @as(fn (*error{AAAAAAAAAAAAAA}, *error{AAAAAAAAAAAAAA}) void, undefined)); }
comptime { _ = @as(void, @as(fn (*error{AAAAAAAAAAAAAAA}, *error{AAAAAAAAAAAAAAA}, error{AAAAAAAAAAAAAAA}) void, undefined)); }
comptime { _ = @as(void, @as(struct {[]const u8, []const u8, []const u8, []const u8}, undefined)); }
comptime { _ = @as(*const fn (LongStructName) void, undefined) == @as(*const fn (LongStructName, LongStructName) u8, undefined); }
comptime { _ = @as(*const fn (LongStructName) void, 5); }
comptime { _ = @as(*const fn (LongStructName, LongStructName, LongStructName) void, 5); }
comptime { _ = @as(u8, f3); }
comptime { _ = f3 == 1; }
comptime { _ = f3 + 1; }
comptime { _ = f3.x; }
comptime { _ = f3[0]; }
fn z19(x: *const fn (LongStructName) void) void { _ = x; } comptime { z19(@as(*const fn (LongStructName, LongStructName) u8, undefined)); }

const f3: *const fn (LongStructName, LongStructName, LongStructName) void = undefined;
const LongStructName = struct { a: u8 };
// --- types in short 5
comptime { _ = z(f3); }
comptime { _ = @as(*const fn (LongStructName) void, @as(*const fn (LongStructName, LongStructName, u8) void, undefined)); }
comptime { _ = @as(error{AAAAAAAAAAAAAA}!u8, @as(error{AAAAAAAAAAAAAA}, error.AAAAAAAAAAAAAA)); }
comptime { _ = @as(error{BBBBBBBBBBBBBBBBBBBBBB}!u8, @as(error{AAAAAAAAAAAAAA}!u8, error.AAAAAAAAAAAAAA)); }
comptime { _ = @as(error{BBBBBBBBBBBBBBBBBBBBBB}!u8, @as(error{AAAAAAAAAAAAAA,BBBBBBBBBBBBBBBBBBBBBB}!u8, error.AAAAAAAAAAAAAA)); }
comptime { _ = @as(error{BBBBBBBBBBBBBBBBBBBBBB}, @as(error{AAAAAAAAAAAAAA,BBBBBBBBBBBBBBBBBBBBBB}, error.AAAAAAAAAAAAAA)); }
comptime { _ = @as(?*AVeryLongStructNameForTesting, @as(*const AVeryLongStructNameForTesting, undefined)); }
comptime { _ = @as(AVeryLongStructNameForTesting, @as(*const AVeryLongStructNameForTesting, undefined)); }
comptime { _ = @as(AVeryLongStructNameForTesting, @as(?*const AVeryLongStructNameForTesting, undefined)); }
comptime { _ = @as([]const AVeryLongStructNameForTesting, @as([]const ?AVeryLongStructNameForTesting, undefined)); }
comptime { _ = if (gb) @as(*AVeryLongStructNameForTesting, undefined) else 1; }
export fn t11() void { _ = &[_]AVeryLongStructNameForTesting{} + 1; }
export fn t12() void { const x = if (gb) @as(*AVeryLongStructNameForTesting, undefined) else @as(?AVeryLongStructNameForTesting, undefined); _ = x; }
comptime { _ = @as([]AVeryLongStructNameForTesting, @ptrCast(@as(AVeryLongStructNameForTesting, undefined))); }
comptime { _ = @as(*align(8) AVeryLongStructNameForTesting, @ptrCast(@as(*align(1) AVeryLongStructNameForTesting, undefined))); }
comptime { _ = @as(u8, @bitCast(@as(AVeryLongStructNameForTesting, undefined))); }

var gb = true;
const AVeryLongStructNameForTesting = struct {};
fn z(x: u8) void { _ = x; }
const f3: *const fn (LongStructName, LongStructName, LongStructName) void = undefined;
const LongStructName = struct { a: u8 };
