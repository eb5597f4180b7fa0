fn continueWithoutLabel(a: u8) u8 {
    return l: switch (a) {
        0 => continue :l 1,
        else => continue 2,
    };
}
fn breakWithoutLabel(a: u8) u8 {
    return l: switch (a) {
        0 => continue :l 1,
        else => break 3,
    };
}
fn continueWithoutOperand(a: u8) u8 {
    return l: switch (a) {
        else => continue :l,
    };
}
fn continueInLoop(a: u8) u8 {
    return l: switch (a) {
        else => |x| while (true) continue :l x,
    };
}
fn neverContinued(a: u8) u8 {
    return l: switch (a) {
        else => |x| x,
    };
}
fn discardedCapture(a: E) void {
    switch (a) {
        .a => |_| {},
        .b, _ => {},
    }
}
fn discardedTag(a: E) void {
    switch (a) {
        .a => |x, _| _ = x,
        else => {},
    }
}
fn discardedPointer(a: E) void {
    switch (a) {
        .b => |*_| {},
        else => {},
    }
}
fn tagOfOthers(a: E) void {
    switch (a) {
        inline .a => |x, tag| _ = .{ x, tag },
        _ => |b, c| _ = .{ b, c },
        else => |_, tag| _ = tag,
    }
}
fn underAndElse(a: E) void {
    switch (a) {
        .a, _ => {},
        else => {},
        _, .b => {},
    }
}
fn inlineUnder(a: E) void {
    switch (a) {
        inline .a, _ => {},
    }
}
fn underInRange(a: E) void {
    switch (a) {
        .a..._ => {},
    }
}
fn errors() anyerror!u8 {
    return switch_(1) catch |err| switch (err) {
        error.A => 1,
        error.A, error.B => 2,
        else => |e| return e,
    };
}
fn errorsUnder() u8 {
    return switch_(1) catch |err| switch (err) {
        error.A => 1,
        _ => 3,
    };
}
fn errorsOfIf() u8 {
    return if (switch_(1)) |v| v else |err| switch (err) {
        error.A => |_| 1,
        inline else => |e, tag| e,
    };
}
fn errorsContinued() u8 {
    return switch_(1) catch |err| l: switch (err) {
        error.A => continue :l error.B,
        error.B => continue :l,
        else => 2,
    };
}
fn switch_(a: u8) !u8 {
    return a;
}
const E = enum(u8) { a, b, _ };
