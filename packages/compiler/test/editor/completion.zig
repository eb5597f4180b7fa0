//# fields and methods of a struct behind a dot with nothing after it
const P = struct {
    /// Across.
    x: u32,
    y: u32 = 5,
    fn sum(p: P) u32 {
        return p.x + p.y;
    }
    const origin: P = .{ .x = 0 };
    fn make() P {
        return origin;
    }
};
export fn f() u32 {
    const p: P = .{ .x = 1 };
    return p.$0
}
//$ completion: x: u32 | y: u32 | sum: fn sum(p: P) u32
//# the same where there is a semicolon
const P = struct { x: u32, y: u32 };
export fn f() u32 {
    const p: P = .{ .x = 1, .y = 2 };
    return p.$0;
}
//$ completion: x: u32 | y: u32
//# behind a part of a name
const P = struct { x: u32, y: u32 };
export fn f() u32 {
    const p: P = .{ .x = 1, .y = 2 };
    return p.x$0;
}
//$ completion: x: u32 | y: u32
//# members of a type
const P = struct {
    x: u32,
    const origin: P = .{ .x = 0 };
    fn make() P {
        return origin;
    }
};
export fn f() void {
    _ = P.$0
}
//$ completion: origin: P | make: fn make() P
//# through a pointer
const P = struct { x: u32 };
fn g(p: *P) void {
    p.$0
}
export fn f() void {
    var p: P = .{ .x = 1 };
    g(&p);
}
//$ completion: x: u32 | *: main.P
//# a slice
fn g(s: []const u8) usize {
    return s.$0;
}
export fn f() void {
    _ = g("a");
}
//$ completion: len: usize | ptr: [*]const u8 | *: u8
//# an optional
fn g(s: ?u8) void {
    _ = s.$0;
}
export fn f() void {
    g(1);
}
//$ completion: ?: u8
//# members of an enum by the expected type
const E = enum { a, b };
fn g(e: E) void {
    _ = e;
}
export fn f() void {
    g(.$0);
}
//$ completion: a: main.E | b: main.E
//# members of an enum in an open call
const E = enum { a, b };
fn g(e: E) void {
    _ = e;
}
export fn f() void {
    g(.$0
}
//$ completion: a: main.E | b: main.E
//# members of an enum in a declaration
const E = enum { a, b };
export fn f() void {
    const e: E = .$0
    _ = e;
}
//$ completion: a: main.E | b: main.E
//# a comparison
const E = enum { a, b };
export fn f(i: u8) bool {
    const e: E = if (i == 0) .a else .b;
    return e == .$0;
}
//$ completion: a: main.E | b: main.E
//# declaration literals
const P = struct {
    x: u32,
    const origin: P = .{ .x = 0 };
    const other: u8 = 3;
    fn make(x: u32) P {
        return .{ .x = x };
    }
};
export fn f() void {
    const p: P = .$0;
    _ = p;
}
//$ completion: origin: P | make: fn make(x: u32) P
//# fields of an initializer
const P = struct { x: u32, y: u32, z: u32 };
export fn f() void {
    const p: P = .{ .$0 };
    _ = p;
}
//$ completion: x: u32 | y: u32 | z: u32
//# the rest of the fields
const P = struct { x: u32, y: u32, z: u32 };
export fn f() void {
    const p: P = .{ .y = 1, .$0 };
    _ = p;
}
//$ completion: x: u32 | z: u32
//# fields of an initializer with a type
const P = struct { x: u32, y: u32 };
export fn f() void {
    const p = P{ .$0 };
    _ = p;
}
//$ completion: x: u32 | y: u32
//# prongs of a switch
const E = enum { one, two };
export fn f(i: u8) u8 {
    const e: E = if (i == 0) .one else .two;
    return switch (e) {
        .$0
    };
}
//$ completion: one: main.E | two: main.E
//# names in scope, the nearest first
const global = 3;
fn other() void {}
export fn f(parameter: u32) void {
    const local = parameter;
    $0
    const later = local;
    _ = later;
}
//$ completion of 4: local: u32 | parameter: u32 | global: 3 | other: fn other() void
//# names in an expression
export fn f(parameter: u32) u32 {
    const local: u64 = 1;
    return parameter + lo$0
}
//$ completion of 2: local: u64 | parameter: u32
//# error names of the expected set
const Own = error{ Full, Empty };
fn g(i: u32) Own!void {
    if (i == 0) return error.$0;
}
export fn f() void {
    g(1) catch {};
}
//$ completion of 2: Empty | Full
//# labels
export fn f(i: u32) void {
    outer: while (true) {
        inner: for (0..i) |_| {
            break :$0;
        }
    }
}
//$ completion: inner | outer
//# builtins
export fn f(i: u32) u8 {
    return @intC$0
}
//$ proposes: @intCast: @intCast(int: anytype) anytype
//# imports
const a = @import("$0");
//$ completion: builtin | root | std
//# nothing in a comment
export fn f() void {
    // a.$0
}
//$ completion: nothing
//# nothing in a string
export fn f() void {
    _ = "a.$0";
}
//$ completion: nothing
//# members of what a call returns
const P = struct { x: u32 };
fn make() P {
    return .{ .x = 1 };
}
export fn f() u32 {
    return make().$0
}
//$ completion: x: u32
//# members of an element
const P = struct { x: u32 };
export fn f(i: usize) u32 {
    const all = [_]P{ .{ .x = 1 }, .{ .x = 2 } };
    return all[i].$0
}
//$ completion: x: u32
//# members through several dots
const A = struct { b: B };
const B = struct { c: C };
const C = struct { d: u8, e: u16 };
export fn f() u8 {
    const a: A = .{ .b = .{ .c = .{ .d = 1, .e = 2 } } };
    return a.b.c.$0
}
//$ completion: d: u8 | e: u16
//# members of an import
const std = @import("std");
export fn f() void {
    _ = std.builtin.$0
}
//$ proposes: Type: union(enum) {
//# members of an instance of a generic type
fn List(comptime T: type) type {
    return struct {
        items: []T,
        fn first(self: @This()) T {
            return self.items[0];
        }
    };
}
export fn f() void {
    const l: List(u16) = undefined;
    _ = l.$0
}
//$ completion: items: []u16 | first: fn first(self: @This()) T
//# within a generic type
fn List(comptime T: type) type {
    return struct {
        items: []T,
        len: usize,
        const Self = @This();
        fn first(self: *const Self) T {
            return self.$0;
        }
    };
}
export fn f() void {
    var l: List(u16) = undefined;
    _ = l.first();
}
//$ completion: items: []u16 | len: usize | first: fn first(self: *const Self) T | *: main.List(u16)
//# where another member of the file does not parse
const P = struct { x: u32 };
fn broken( {
}
export fn f() u32 {
    const p: P = .{ .x = 1 };
    return p.$0
}
//$ completion: x: u32
//# where the code before it has an error
const P = struct { x: u32 };
export fn f() u32 {
    const p: P = .{ .x = 1 };
    const wrong: u8 = "no";
    unknown(wrong);
    return p.$0;
}
//$ completion: x: u32
//# fields of a union and its tag
const U = union(enum) { i: i32, none };
export fn f() void {
    _ = U.$0
}
//$ completion: i: @typeInfo(main.U).@"union".tag_type.? | none: @typeInfo(main.U).@"union".tag_type.?
//# a condition
const P = struct { ok: bool };
export fn f() void {
    const p: P = .{ .ok = true };
    if (p.$0) {}
}
//$ completion: ok: bool
//# an open condition
const P = struct { ok: bool };
export fn f() void {
    const p: P = .{ .ok = true };
    if (p.$0
}
//$ completion: ok: bool
//# a capture
const P = struct { x: u8 };
fn g(p: ?P) u8 {
    if (p) |some| return some.$0
    return 1;
}
export fn f() void {
    _ = g(null);
}
//$ completion: x: u8
//# signatures
/// Adds.
fn add(a: u32, b: u32) u32 {
    return a + b;
}
export fn f() u32 {
    return add($0);
}
//$ signature: fn add([a: u32], b: u32) u32
//# the second argument
fn add(a: u32, b: u32) u32 {
    return a + b;
}
export fn f() u32 {
    return add(1, $0
}
//$ signature: fn add(a: u32, [b: u32]) u32
//# within the first argument
fn add(a: u32, b: u32) u32 {
    return a + b;
}
export fn f() u32 {
    return add(1$0, 2);
}
//$ signature: fn add([a: u32], b: u32) u32
//# the signature of a method
const P = struct {
    fn move(p: P, by: u32) void {
        _ = p;
        _ = by;
    }
};
export fn f() void {
    const p: P = .{};
    p.move($0
}
//$ signature: fn move(p: P, [by: u32]) void
//# the signature of a builtin
export fn f(a: u32) u8 {
    return @as(u8, $0);
}
//$ signature: @as(comptime T: type, [expression]) T
//# the innermost call
fn inner(i: u8) u8 {
    return i;
}
fn outer(i: u8, j: u8) void {
    _ = .{ i, j };
}
export fn f() void {
    outer(1, inner($0));
}
//$ signature: fn inner([i: u8]) u8
//# no call
export fn f() void {
    $0
}
//$ signature: nothing
//# field initializers after others, closed
const P = struct { x: u32 = 0, y: u8, z: u8 = 0 };
export fn f() void {
    const p: P = .{ .x = 1, .$0 };
}
//$ completion: y: u8 | z: u8
//# field initializers between others
const P = struct { x: u32 = 0, y: u8, z: u8 = 0 };
export fn f() void {
    const p: P = .{ .x = 1, .$0, .z = 2 };
    _ = p;
}
//$ completion: y: u8
//# in brackets that an editor closed, in a statement without an end
const P = struct { x: u32 = 0, y: u8, z: u8 = 0 };
export fn f() void {
    const p: P = .{ .x = 1, .$0 }
}
//$ completion: y: u8 | z: u8
//# the same in a call
const P = struct { x: u32 = 0, y: u8, z: u8 = 0 };
fn g(_: P) void {}
export fn f() void {
    g(.{ .x = 1, .$0 })
    g(.{ .y = 1 });
}
//$ completion: y: u8 | z: u8
//# in lines
const P = struct { x: u32 = 0, y: u8, z: u8 = 0 };
export fn f() void {
    const p: P = .{
        .x = 1,
        .$0
    };
    _ = p;
}
//$ completion: y: u8 | z: u8
//# a named type
const P = struct { x: u32 = 0, y: u8, z: u8 = 0 };
export fn f() void {
    const p = P{ .x = 1, .$0 };
    _ = p;
}
//$ completion: y: u8 | z: u8
//# in a call
const P = struct { x: u32 = 0, y: u8, z: u8 = 0 };
fn g(_: P) void {}
export fn f() void {
    g(.{ .x = 1, .$0
}
//$ completion: y: u8 | z: u8
//# in a return
const P = struct { x: u32 = 0, y: u8, z: u8 = 0 };
fn g() P {
    return .{ .x = 1, .$0 };
}
export fn f() void {
    _ = g();
}
//$ completion: y: u8 | z: u8
//# a builtin at the end of a line
export fn f() void {
    const x = @$0
}
//$ proposes: @abs: @abs(value: anytype) anytype
//# a builtin before a semicolon
export fn f() void {
    const x = @$0;
}
//$ proposes: @abs: @abs(value: anytype) anytype
//# a builtin in a call
fn g(a: u8) u8 { return a; }
export fn f() void {
    _ = g(@$0);
}
//$ proposes: @abs: @abs(value: anytype) anytype
//# nothing in the file
$0
//$ completion of 3: const | var | pub
//# the first word of a file
co$0
//$ completion of 3: const | var | pub
//# behind pub
pub $0
//$ completion: const | var | fn | threadlocal | inline | noinline | extern | export
//# behind pub between others
const a = 1;
pub $0
const b = 2;
//$ completion: const | var | fn | threadlocal | inline | noinline | extern | export
//# between members
const a = 1;
$0
const b = 2;
//$ completion of 3: const | var | pub
//# a prong of a switch
const E = enum { a, b };
export fn f(e: u8) void {
    const x: E = @enumFromInt(e);
    switch (x) {
        .a => {},
        .$0
    }
}
//$ completion: b: main.E
//# a prong of a switch, closed
const E = enum { a, b };
export fn f(e: u8) void {
    const x: E = @enumFromInt(e);
    switch (x) {
        .a => {},
        .$0 => {},
    }
}
//$ completion: b: main.E
//# an item of a prong
const E = enum { a, b };
export fn f(e: u8) void {
    const x: E = @enumFromInt(e);
    switch (x) {
        .a, .$0 => {},
    }
}
//$ completion: b: main.E
//# a capture of a loop
const P = struct { x: u32 };
export fn f() void {
    const list = [_]P{.{ .x = 1 }};
    for (list) |p| {
        p.$0
    }
}
//$ completion: x: u32
//# a capture of an if
const P = struct { x: u32 };
fn g() ?P { return null; }
export fn f() void {
    if (g()) |p| p.$0
}
//$ completion: x: u32
//# a capture of a while
const P = struct { x: u32, fn next(_: *P) ?P { return null; } };
export fn f() void {
    var it: P = .{ .x = 1 };
    while (it.next()) |p| {
        if (p.$0) {}
    }
}
//$ completion: x: u32 | next: fn next(_: *P) ?P
//# a comparison
const E = enum { a, b };
export fn f(n: u8) bool {
    const e: E = @enumFromInt(n);
    return e == .$0;
}
//$ completion: a: main.E | b: main.E
//# a field's value in a nested initializer
const E = enum { a, b };
const P = struct { e: E, q: struct { e: E } };
export fn f() void {
    const p: P = .{ .e = .a, .q = .{ .e = .$0 } };
    _ = p;
}
//$ completion: a: main.E | b: main.E
//# an optional
const P = struct { x: u32 };
export fn f() void {
    var p: ?P = null;
    p.$0
}
//$ completion: ?: main.P
//# an error in a catch
const E = error{ A, B };
fn g() E!void {}
export fn f() void {
    g() catch |err| switch (err) { error.$0 => {}, };
}
//$ completion: A | B
//# an assignment
const E = enum { a, b };
export fn f() void {
    var e: E = .a;
    e = .$0
    _ = &e;
}
//$ completion: a: main.E | b: main.E
//# a default of a parameter's field in an if
const E = enum { a, b };
fn g(e: E) void { _ = e; }
export fn f(b: bool) void {
    g(if (b) .a else .$0);
}
//$ completion: a: main.E | b: main.E
//# an argument behind others
const E = enum { a, b };
fn g(n: u8, e: E) void { _ = e; _ = n; }
export fn f() void {
    g(1, .$0
    g(1, .a);
}
//$ completion: a: main.E | b: main.E
//# in a test
const P = struct { x: u32 };
test "a" {
    const p: P = .{ .x = 1 };
    p.$0
}
//$ completion: x: u32
//# a broken function before
fn broken( {
}
const P = struct { x: u32 };
export fn f() void {
    const p: P = .{ .x = 1 };
    p.$0
}
//$ completion: x: u32
//# a chain over lines
const P = struct { x: u32, fn a(p: P) P { return p; } };
export fn f() void {
    const p: P = .{ .x = 1 };
    _ = p
        .a()
        .$0
}
//$ completion: x: u32 | a: fn a(p: P) P
//# what the call of a generic function gives
fn L(comptime T: type) type { return struct { items: []T, fn init() @This() { return .{ .items = &.{} }; } fn get(s: @This(), i: usize) T { return s.items[i]; } }; }
const P = struct { x: u32 };
export fn f() void {
    const l = L(P).init();
    l.get(0).$0
}
//$ completion: x: u32
//# an index
const P = struct { x: u32 };
export fn f() void {
    var l: [3]P = undefined;
    l[0].$0
}
//$ completion: x: u32
//# between members of a struct
const S = struct {
    a: u8,
    const b = 1;
    $0
    const c = 2;
};
//$ completion of 3: const | var | pub
//# behind pub in a struct
const S = struct {
    a: u8,
    pub $0
    const c = 2;
};
//$ completion of 3: const | var | fn
//# a line of a block is none of a container
export fn f() void {
    const a = 1;
    ret$0
}
//$ proposes: return
//# a line of an initializer is none of a container
const S = struct { a: u8 };
const s: S = .{
    $0
};
//$ proposes: S: struct { a: u8 }
//# in a method of a struct another of which lacks a semicolon
const P = struct {
    x: u32,
    fn first(p: P) u32 {
        const y = p.x
        return y;
    }
    fn second(p: P) u32 {
        return p.$0;
    }
};
export fn f() u32 {
    const p: P = .{ .x = 1 };
    return p.second();
}
//$ completion: x: u32 | second: fn second(p: P) u32
//# in a method below one that lacks its brace
const P = struct {
    x: u32,
    fn first(p: P) u32 {
        if (p.x > 1) {
            return 1;
        return 2;
    }

    fn second(p: P) u32 {
        return p.$0
    }
};
export fn f() u32 {
    const p: P = .{ .x = 1 };
    return p.second();
}
//$ completion: x: u32 | second: fn second(p: P) u32
//# in a method above one that has a brace too many
const P = struct {
    x: u32,
    fn second(p: P) u32 {
        return p.$0
    }
    fn first(p: P) u32 {
        return p.x;
    }}
    }
    fn third(p: P) u32 {
        return p.x;
    }
};
export fn f() u32 {
    const p: P = .{ .x = 1 };
    return p.second();
}
//$ completion: x: u32 | second: fn second(p: P) u32 | third: fn third(p: P) u32
//# below a line that has an error
const P = struct { x: u32 };
export fn f() u32 {
    const p: P = .{ .x = 1 };
    const y = p.x +;
    return p.$0
}
//$ completion: x: u32
//# in a function whose other lines lack much
const P = struct {
    x: u32,
    fn sum(p: P) u32 {
        const y = p.x
        if (y > ) return 1;
        return p.$0
        const z = ;
    }
};
export fn f() u32 {
    const p: P = .{ .x = 1 };
    return p.sum();
}
//$ completion: x: u32 | sum: fn sum(p: P) u32
//# in a method, while a member of the file above lacks a bracket
fn g(a: u32) u32 {
    return (a + 1;
}
const P = struct {
    x: u32,
    fn sum(p: P) u32 {
        return p.$0
    }
};
export fn f() u32 {
    const p: P = .{ .x = 1 };
    return p.sum();
}
//$ completion: x: u32 | sum: fn sum(p: P) u32
//# at the type of a field, while a method is not complete
const P = struct {
    x: P$0,
    fn sum(p: P) u32 {
        return p.x +
    }
};
//$ proposes: P: struct {
//# a function that is the last of a file and not closed
const P = struct {
    x: u32,
    fn sum(p: P) u32 {
        return p.$0
//$ completion: x: u32 | sum: fn sum(p: P) u32
//# a name in the value of a constant of the file, and a comment behind it
const limit = 3;
const n = li$0; // Behind.
const m = 4;
//$ proposes: limit: 3
//# a name in the type of a field of the file, and a name that is declared nowhere
a: li$0,
b: unknown,
const limit = u8;
//$ proposes: limit: u8
//# an element of a slice in a call
const P = struct { x: u8, y: u8 = 1 };
fn g(ps: []const P) usize {
    return ps.len;
}
export fn f() usize {
    return g(&.{ .{ .x = 1 }, .{ .$0 } });
}
//$ completion: x: u8 | y: u8
//# what a pointer to an initializer points to
const P = struct { x: u8, y: u8 = 1 };
fn g(p: *const P) u8 {
    return p.x;
}
export fn f() u8 {
    return g(&.{ .$0 });
}
//$ completion: x: u8 | y: u8
//# what a break gives a labeled block
const P = struct { x: u8 };
export fn f(c: bool) u8 {
    const p: P = blk: {
        if (c) break :blk .{ .$0 };
        break :blk .{ .x = 1 };
    };
    return p.x;
}
//$ completion: x: u8
//# what a break gives a loop
const E = enum { a, b };
export fn f() u8 {
    const e: E = while (true) {
        break .$0;
    } else .a;
    return @intFromEnum(e);
}
//$ completion: a: main.E | b: main.E
//# a prong of a switch that has others
const E = enum { red, green, blue };
export fn f(x: u8) u8 {
    const e: E = @enumFromInt(x);
    return switch (e) {
        .red => 1,
        .$0
    };
}
//$ completion: green: main.E | blue: main.E
//# a further item of a prong
const E = enum { red, green, blue };
export fn f(x: u8) u8 {
    const e: E = @enumFromInt(x);
    return switch (e) {
        .red, .$0 => 1,
        else => 2,
    };
}
//$ completion: green: main.E | blue: main.E
//# a prong for an error, of a switch that has others
fn g(a: u8) error{ Small, Large }!u8 {
    if (a < 4) return error.Small;
    if (a > 100) return error.Large;
    return a;
}
export fn f(a: u8) u8 {
    return g(a) catch |err| switch (err) {
        error.Small => 1,
        error.$0 => 2,
    };
}
//$ completion: Large
//# what a prong gives may be what it is for
const E = enum { red, green };
export fn f(x: u8) u8 {
    const e: E = @enumFromInt(x);
    const other: E = switch (e) {
        .red => .$0,
        .green => .red,
    };
    return @intFromEnum(other);
}
//$ completion: red: main.E | green: main.E
