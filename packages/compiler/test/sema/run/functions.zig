var counter: u32 = 0;

fn bump() bool {
    counter += 1;
    return true;
}

/// (0) = 3
export fn knownEndOfAnd(start: u32) u32 {
    counter = start;
    if (bump() and bump() and b: {
        _ = bump();
        break :b false;
    } and bump()) return 0;
    return counter;
}

fn known(stop: bool) !u32 {
    const n: comptime_int = b: {
        if (!stop) break :b 7;
        return error.Stop;
    };
    return n;
}

/// (0) = 7
/// (1) = 100
export fn knownValueOfBlock(stop: u32) u32 {
    return known(stop != 0) catch 100;
}

fn pointer(f: anytype) *const @TypeOf(f) {
    return &f;
}

fn zero() u8 {
    return 0;
}

const alias = zero;

/// () = 1
export fn addressOfFunction() u32 {
    comptime if (pointer(zero) != &zero or &alias != &zero) return 0;
    return @intFromBool(pointer(zero) == &alias);
}

/// () = 1
export fn numbersOfErrors() u32 {
    const last = @intFromError(error.Zebra);
    const first = comptime @intFromError(error.Apple);
    comptime if (@errorFromInt(@intFromError(error.Zebra)) != error.Zebra) return 0;
    var e: anyerror = error.Zebra;
    if (@intFromError(e) != last) return 2;
    e = error.Apple;
    return @intFromBool(@intFromError(e) == first and first != last);
}

fn count(comptime n: u32) u32 {
    comptime var i: u32 = 0;
    inline while (i < n) : (i += 1) {}
    return i;
}

fn between(comptime n: u32) u32 {
    return count(n);
}

/// () = 2000
export fn quotaOfCaller() u32 {
    @setEvalBranchQuota(3000);
    return between(2000);
}

fn give(comptime name: []const u8) void {
    @export(&given, .{ .name = name });
}

fn given() callconv(.c) u32 {
    return 5;
}

comptime {
    give("givenOnce");
}

comptime {
    give("givenOnce");
}

extern fn givenOnce() u32;

/// () = 5
export fn exportOfOneCall() u32 {
    return givenOnce();
}

fn size(comptime T: type) u32 {
    return @sizeOf(T);
}

/// () = 2
export fn comptimeOfType() u32 {
    const f: fn (type) u32 = size;
    return f(u16);
}

fn sum(comptime T: type, a: T, b: anytype) !T {
    if (b == 0) return error.Zero;
    return a + b;
}

/// (3, 4) = 7
/// (3, 0) = 99
export fn genericWithErrors(a: u32, b: u32) u32 {
    return sum(u32, a, b) catch |e| switch (e) {
        error.Zero => 99,
    };
}

inline fn pick(cond: bool, a: u32, b: u32) u32 {
    if (cond) return a;
    return b;
}

/// (1, 5, 6) = 5
/// (0, 5, 6) = 6
export fn inlined(cond: u32, a: u32, b: u32) u32 {
    return @call(.never_inline, pickOf, .{ cond, a, b });
}

fn pickOf(cond: u32, a: u32, b: u32) u32 {
    return @call(.always_inline, pick, .{ cond != 0, a, b });
}

const Node = struct {
    next: *const Node,
    value: u32,
};
const one: Node = .{ .next = &two, .value = 1 };
const two: Node = .{ .next = &one, .value = 2 };

/// () = 2
export fn constantsThatReferToEachOther() u32 {
    return one.next.value;
}

threadlocal var own: u32 = 3;

/// (4) = 7
export fn addressOfThreadlocal(n: u32) u32 {
    const ptr = &own;
    ptr.* += n;
    defer own = 3;
    return own;
}

/// (2, 5) = 12
/// (5, 2) = trap
export fn rangeBetweenKnownAtRunTime(from: u32, to: u32) u32 {
    var total: u32 = 0;
    for (from..to, 1..) |i, n| total += @intCast(i + n / 4);
    return total + 3;
}

inline fn partOfCallers(n: u32) u32 {
    return n;
}

fn generic(n: anytype) @TypeOf(n) {
    return n;
}

const withoutCode = [_]*const anyopaque{ &partOfCallers, &generic };

/// () = 1
export fn addressOfInlineFunction() usize {
    return @intFromPtr(&partOfCallers);
}

/// (0) = 1
/// (1) = 1
export fn addressOfFunctionWithoutCode(i: usize) usize {
    return @intFromPtr(withoutCode[i]);
}
