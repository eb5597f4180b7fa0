/// (4, 5) = 9
export fn add(a: u32, b: u32) u32 {
    return asm volatile (
        \\local.get %[a]
        \\local.get %[b] # and a comment
        \\i32.add
        \\local.set %[ret]
        : [ret] "=r" (-> u32),
        : [a] "r" (a),
          [b] "r" (b),
    );
}

/// (7) = 77
export fn load(n: u32) u32 {
    const place: [2]u32 = .{ n, 70 + n };
    return asm ("local.get %[p]; i32.load 4; local.set %[ret]"
        : [ret] "=r" (-> u32),
        : [p] "r" (&place),
        : .{ .memory = true });
}

fn square(x: u32) callconv(.c) u32 {
    return x * x;
}

/// () = 86
export fn constants() u32 {
    const five = asm ("i32.const %[n]\nlocal.set %[r]"
        : [r] "=r" (-> u32),
        : [n] "i" (5),
    );
    return five + asm ("i32.const 9\ncall %[f]\nlocal.set %[r]"
        : [r] "=r" (-> u32),
        : [f] "X" (&square),
    );
}

/// (2) = 443
export fn outputs(n: u32) u32 {
    var cut: u8 = undefined;
    var both = n;
    asm ("i32.const 300\nlocal.set %[c]\nlocal.get %[b]\ni32.const 1\ni32.add\nlocal.set %[b]"
        : [c] "=r" (cut),
          [b] "+r" (both),
    );
    return @as(u32, cut) * 10 + both;
}

/// (1) = 4
/// (0) = 9
export fn branches(n: u32) u32 {
    return asm (
        \\local.get %[n]
        \\if i32
        \\i32.const 4
        \\else
        \\i32.const 0x9
        \\end_if
        \\local.set %[r]
        : [r] "=r" (-> u32),
        : [n] "r" (n),
    );
}

/// (7) = 8
export fn tied(n: u32) u32 {
    return asm ("local.get %[r]; i32.const 1; i32.add; local.set %[r]"
        : [r] "=r" (-> u32),
        : [n] "0" (n),
    );
}

/// (5) = 5
export fn empty(n: u32) u32 {
    var pair: extern struct { a: u64, b: [*]const u8 } = .{ .a = n, .b = "x" };
    asm volatile (""
        : [p] "+m" (pair),
        : [s] "m" (pair.b),
          [i] "r" (@as(u128, n)),
        : .{ .memory = true });
    return @intCast(pair.a);
}
comptime {
    asm ("");
}

/// (4) = 5
export fn leftBehind(n: u32) u32 {
    asm volatile ("i32.const 1");
    const result = asm ("i64.const 2; local.get %[n]; local.set %[r]"
        : [r] "=r" (-> u32),
        : [n] "r" (n),
    );
    return result + 1;
}

var leftovers: u32 = 0;

/// () = 1
export fn leftWithoutResult() u32 {
    leave();
    return leftovers;
}

fn leave() callconv(.c) void {
    asm volatile ("f64.const 1");
    leftovers += 1;
}
