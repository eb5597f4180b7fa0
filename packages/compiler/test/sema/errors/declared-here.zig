// --- declared-here 1
const S = struct { a: u8 };
const E = enum { a };
var s: S = .{ .a = 1 };
const known: S = .{ .a = 1 };
const G = @Enum(u8, .exhaustive, &.{"a"}, &.{1});
comptime { _ = E || error{A}; }
comptime { _ = error{A} || E; }
comptime { _ = G || error{A}; }
comptime { _ = u8 || error{A}; }
export fn a() void { _ = s == null; }
export fn b() void { _ = null != E.a; }
export fn c() void { _ = @export(s, .{ .name = "x" }); }
export fn d() void { _ = @export(known, .{ .name = "x" }); }
export fn e() void { _ = @shuffle(u8, s, undefined, @Vector(2, i32){ 0, 1 }); }
