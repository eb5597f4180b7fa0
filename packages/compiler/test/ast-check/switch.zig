fn twoElse(x: u8) void {
    switch (x) {
        1 => {},
        else => {},
        else => {},
    }
}
fn twoUnder(x: u8) void {
    switch (x) {
        _ => {},
        _ => {},
    }
}
fn elseThenUnder(x: u8) void {
    switch (x) {
        else => {},
        _ => {},
    }
}
fn underThenElse(x: u8) void {
    switch (x) {
        _ => {},
        else => {},
    }
}
fn inlineUnder(x: u8) void {
    switch (x) {
        inline _ => {},
    }
}
fn strings(x: []const u8) void {
    switch (x) {
        "a", "b" => {},
        else => {},
    }
}
fn pointerDiscard(x: u8) void {
    switch (x) {
        else => |*_| {},
    }
}
fn tagDiscard(x: u8) void {
    switch (x) {
        inline else => |a, _| {
            _ = a;
        },
    }
}
fn tagOnNonInline(x: u8) void {
    switch (x) {
        else => |a, b| {
            _ = a;
            _ = b;
        },
    }
}
fn tagShadows(x: u8) void {
    switch (x) {
        inline else => |a, a| {
            _ = a;
        },
    }
}
fn unusedCapture(x: u8) void {
    switch (x) {
        else => |a| {},
    }
}
fn unusedTag(x: u8) void {
    switch (x) {
        inline else => |_, a| {},
    }
}
fn captureShadows(x: u8) void {
    switch (x) {
        else => |x| {
            _ = x;
        },
    }
}
fn unusedLabel(x: u8) void {
    a: switch (x) {
        else => {},
    }
}
fn redefinedLabel(x: u8) void {
    a: while (true) {
        a: switch (x) {
            else => break :a,
        }
    }
}
fn continueWithout(x: u8) void {
    a: switch (x) {
        else => continue :a,
    }
}
fn continueLoopWith(x: u8) void {
    while (true) switch (x) {
        else => continue 5,
    };
}
fn pointlessDiscard(x: u8) void {
    switch (x) {
        else => |a| {
            _ = a;
            _ = a;
        },
    }
}
fn fine(x: u8) u8 {
    return a: switch (x) {
        0 => 1,
        1, 3, 5...7 => continue :a x - 1,
        inline 8...9 => |y, tag| y + tag,
        else => |y| break :a y,
    };
}
fn discard(x: ?u8) void {
    switch (x) {
        else => |_| {},
    }
}
fn underAmongOthers(x: u8) void {
    switch (x) {
        1, _ => {},
        2 => {},
        else => {},
        _, 3 => {},
    }
}
