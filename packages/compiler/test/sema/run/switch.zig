const Small = enum(u8) { a = 1, b = 3, c = 9, _ };

/// (1) = 10
/// (3) = 103
/// (9) = 30
/// (4) = 104
export fn underWithTags(x: u8) u32 {
    return switch (@as(Small, @enumFromInt(x))) {
        .a => 10,
        .b, _ => |v| 100 + @as(u32, @intFromEnum(v)),
        .c => 30,
    };
}

/// (1) = 10
/// (3) = 303
/// (9) = 309
/// (4) = 204
export fn elseBesideUnder(x: u8) u32 {
    return switch (@as(Small, @enumFromInt(x))) {
        _ => |v| 200 + @as(u32, @intFromEnum(v)),
        .a => 10,
        else => |v| 300 + @as(u32, @intFromEnum(v)),
    };
}

/// (1) = 10
/// (3) = 6
/// (9) = 18
/// (77) = 7
export fn inlineElseBesideUnder(x: u8) u32 {
    return switch (@as(Small, @enumFromInt(x))) {
        .a => 10,
        inline else => |v| comptime @as(u32, @intFromEnum(v)) * 2,
        _ => 7,
    };
}

const Bits = packed struct(u3) { x: bool = false, y: bool = false, z: bool = false };

/// (0) = 100
/// (1) = 101
/// (2) = 202
/// (3) = 203
/// (5) = 305
/// (7) = 307
export fn packedStruct(x: u32) u32 {
    const b: Bits = @bitCast(@as(u3, @truncate(x)));
    return switch (b) {
        .{} => 100,
        .{ .x = true } => |v| if (v.x) 101 else 0,
        .{ .y = true }, .{ .x = true, .y = true } => |v| 200 + @as(u32, @as(u3, @bitCast(v))),
        else => |v| 300 + @as(u32, @as(u3, @bitCast(v))),
    };
}

/// (0) = 10
/// (6) = 4
/// (7) = 17
export fn packedInlineElse(x: u32) u32 {
    var b: Bits = @bitCast(@as(u3, @truncate(x)));
    _ = &b;
    return switch (b) {
        .{ .y = true, .z = true } => |*p| blk: {
            p.y = false;
            break :blk @as(u3, @bitCast(b));
        },
        inline else => |v| comptime 10 + @as(u32, @as(u3, @bitCast(v))),
    };
}

const Word = packed union { float: f32, bits: u32 };

/// (1065353216) = 1
/// (2) = 22
/// (3) = 3
export fn packedUnion(x: u32) u32 {
    const w: Word = .{ .bits = x };
    return switch (w) {
        .{ .float = 1 } => 1,
        .{ .bits = 2 } => 22,
        else => |v| v.bits,
    };
}

const U = union(enum) { a: u8, b: u32, c: i16, d, e: *const u8 };

fn make(x: u32) U {
    return switch (x) {
        0 => .{ .a = 5 },
        1 => .{ .b = 100000 },
        2 => .{ .c = -7 },
        3 => .d,
        else => .{ .e = &@as(u8, 44) },
    };
}

/// (0) = 5
/// (1) = 100001
/// (2) = -9
/// (3) = 1000
/// (4) = 44
export fn tagOfEveryProng(x: u32) i32 {
    return switch (make(x)) {
        .a, .b => |v, tag| @as(i32, @intCast(v)) + @intFromEnum(tag),
        .c => |v, tag| v - @as(i32, @intFromEnum(tag)),
        else => |u, tag| if (tag == .d) 1000 else u.e.*,
    };
}

/// (0) = 5
/// (2) = -21
/// (3) = 3
export fn inlineTags(x: u32) i32 {
    return switch (make(x)) {
        inline .a, .b, .c => |v, tag| @as(i32, @intCast(v)) * (comptime @as(i32, @intFromEnum(tag)) + 1),
        inline else => |_, tag| comptime @as(i32, @intFromEnum(tag)),
    };
}

/// (0) = 6
/// (1) = 1
/// (2) = 7
export fn captureByPointer(x: u32) i32 {
    var u = make(x);
    switch (u) {
        .a => |*p| p.* += 1,
        .b => |*p, tag| p.* = @intFromEnum(tag),
        .c => |*p| p.* = -p.*,
        else => unreachable,
    }
    return switch (u) {
        .a => |v| v,
        .b => |v| @intCast(v),
        .c => |v| v,
        else => 0,
    };
}

/// (6) = 8
/// (27) = 111
/// (1) = 0
export fn collatz(n: u32) u32 {
    var steps: u32 = 0;
    return loop: switch (n) {
        0 => unreachable,
        1 => steps,
        2...0xffff_ffff => |x| {
            steps += 1;
            continue :loop if (x % 2 == 0) x / 2 else 3 * x + 1;
        },
    };
}

const Op = union(enum) { push: u32, add, jump: u8, halt };

/// (3) = 15
/// (0) = 5
export fn machine(n: u32) u32 {
    const code = [_]Op{ .{ .push = 2 }, .{ .push = 3 }, .add, .{ .jump = 5 }, .halt, .{ .push = 10 }, .add, .halt };
    var stack: [8]u32 = undefined;
    var sp: usize = 0;
    var pc: usize = 0;
    var left = n;
    return run: switch (code[pc]) {
        .push => |v| {
            stack[sp] = v;
            sp += 1;
            pc += 1;
            continue :run code[pc];
        },
        .add => {
            sp -= 1;
            stack[sp - 1] += stack[sp];
            pc += 1;
            continue :run code[pc];
        },
        .jump => |to| {
            pc = to;
            if (left == 0) continue :run .halt;
            left -= 1;
            continue :run code[pc];
        },
        .halt => stack[0],
    };
}

/// (3) = 1006
/// (4) = 1006
export fn loopByPointer(n: u32) u32 {
    var first: Op = .{ .push = n };
    var second: Op = .{ .push = 1 };
    l: switch (first) {
        .push => |*p| {
            p.* += 1;
            if (p.* < 6) continue :l first;
            if (p == &first.push) continue :l second;
        },
        else => {},
    }
    return first.push * 100 + second.push;
}

const E = error{ A, B, C };

fn fail(x: u32) E!u32 {
    return switch (x) {
        0 => error.A,
        1 => error.B,
        2 => error.C,
        else => x,
    };
}

/// (0) = 10
/// (1) = 20
/// (2) = 30
/// (3) = 3
export fn catchSwitch(x: u32) u32 {
    return fail(x) catch |err| switch (err) {
        error.A => 10,
        error.D => comptime unreachable,
        inline error.B, error.C => |e| if (e == error.B) 20 else 30,
    };
}

/// (0) = 11
/// (1) = 10
/// (2) = 1000
/// (3) = 3
export fn catchLoop(x: u32) u32 {
    var n: u32 = 0;
    return fail(x) catch |err| again: switch (err) {
        error.A => {
            n += 1;
            continue :again error.B;
        },
        error.B => {
            n += 10;
            break :again fail(n) catch |e| continue :again e;
        },
        else => |e| n + @as(u32, if (e == error.C) 1000 else 0),
    };
}

/// (0) = 12
/// (1) = 0
/// (5) = 5
export fn ifLoop(x: u32) u32 {
    var n: u32 = 0;
    if (fail(x)) |v| {
        return v;
    } else |err| l: switch (err) {
        error.A => {
            n += 5;
            continue :l error.C;
        },
        error.B => break :l,
        error.C => n += 7,
    }
    return n;
}

/// (0) = 77
/// (3) = 4
export fn ifPointer(x: u32) u32 {
    var r = fail(x);
    if (r) |*v| {
        v.* += 1;
    } else |err| switch (err) {
        error.A => r = 77,
        else => |e| r = e,
    }
    return r catch 0;
}

/// (0) = 6
/// (3) = 3
export fn catchPointer(x: u32) u32 {
    var r = fail(x);
    var other: u32 = 5;
    const p = &(r catch |err| switch (err) {
        error.A => other,
        else => unreachable,
    });
    other = 6;
    return p.*;
}

const One = enum { only };

/// (4) = 9
export fn oneValueLoop(n: u32) u32 {
    var left = n;
    var single: One = .only;
    _ = &single;
    return l: switch (single) {
        .only => |v| {
            if (left == 0) break :l 9;
            left -= 1;
            continue :l v;
        },
    };
}

fn half(start: u32) u32 {
    return s: switch (start) {
        0...3 => |x| x,
        else => |x| continue :s x / 2,
    };
}

/// (32) = 202
/// (7) = 302
export fn halves(n: u32) u32 {
    return half(n) * 100 + comptime half(32);
}

/// (0) = 6
/// (1) = 6
export fn bools(n: u32) u32 {
    return switch (n == 0) {
        true => |v| @as(u32, @intFromBool(v)) + 5,
        false => 6,
    };
}

var storage: [3]u8 = .{ 1, 2, 3 };

/// (0) = 10
/// (1) = 22
/// (2) = 3
export fn pointers(n: u32) u32 {
    return switch (&storage[n]) {
        &storage[0] => 10,
        &storage[2] => |p| p.*,
        else => |p| 20 + @as(u32, p.*),
    };
}

fn one() void {}
fn two() void {}

/// (0) = 1
/// (1) = 2
export fn functions(n: u32) u32 {
    const f: *const fn () void = if (n == 0) &one else &two;
    return switch (f) {
        &one => 1,
        else => 2,
    };
}

fn width(comptime T: type) u32 {
    return switch (T) {
        u8, i8 => 8,
        inline u16, u32 => |X| @bitSizeOf(X),
        void => 0,
        else => @compileError("no"),
    };
}

/// (0) = 3208
export fn types(_: u32) u32 {
    return width(i8) + 100 * width(u32) + width(void);
}

/// (-128) = 127
/// (-1) = 0
/// (0) = 0
/// (100) = 300
export fn signed(x: i8) i32 {
    return switch (x) {
        -128...-1 => |v| -1 - @as(i32, v),
        0 => 0,
        inline 1, 100...102 => |v| comptime @as(i32, v) * 3,
        2...99, 103...127 => 4,
    };
}

/// (0) = 1
/// (1) = 2
/// (2) = 3
export fn wide(n: u32) u32 {
    const x: u128 = if (n == 0) 1 << 100 else if (n == 1) 1 << 64 else 3;
    return switch (x) {
        1 << 100 => 1,
        4...(1 << 70) => 2,
        else => 3,
    };
}

/// (9) = 1
/// (200) = trap
export fn corrupt(x: u8) u32 {
    const F = enum(u8) { p = 9, q = 10 };
    @setRuntimeSafety(false);
    const f: F = @enumFromInt(x);
    @setRuntimeSafety(true);
    return switch (f) {
        .p => 1,
        .q => 2,
    };
}

/// (0) = 22
/// (2) = 22
/// (3) = 1
export fn nested(x: u32) u32 {
    outer: switch (x) {
        0 => {
            inner: switch (x + 5) {
                5 => continue :inner 6,
                6 => continue :outer 2,
                else => return 1,
            }
        },
        2 => return 22,
        else => |v| {
            while (true) {
                if (v == 3) continue :outer 0;
                break :outer;
            }
        },
    }
    return 99;
}

/// (0) = 3
/// (1) = 7
/// (2) = 50
export fn peers(x: u32) u32 {
    const P = union(enum) { a: *const u8, b: *u8, c: ?*const u8 };
    var byte: u8 = 7;
    const p: P = switch (x) {
        0 => .{ .a = &3 },
        1 => .{ .b = &byte },
        else => .{ .c = null },
    };
    return switch (p) {
        .a, .b, .c => |q| if (q) |v| v.* else 50,
    };
}

/// (0) = 27
/// (1) = 31
export fn result(x: u32) u32 {
    const s: []const u8 = switch (x) {
        0 => "ab",
        else => &.{ 1, 2, 3 },
    };
    const o: ?u32 = switch (x) {
        0 => null,
        else => x,
    };
    return @intCast(s.len * 10 + (o orelse 7));
}
