fn f() anyerror!u8 {
    return 1;
}
fn twoElse() void {
    _ = f() catch |err| switch (err) {
        else => {},
        else => {},
    };
}
fn under() void {
    _ = f() catch |err| switch (err) {
        _ => {},
    };
}
fn strings() void {
    _ = f() catch |err| switch (err) {
        "a" => 1,
        else => 2,
    };
}
fn byReference() void {
    _ = f() catch |err| switch (err) {
        else => |*e| {
            _ = e;
        },
    };
}
fn discardInner() void {
    _ = f() catch |err| switch (err) {
        else => |_| 1,
    };
}
fn discardOuter() void {
    _ = f() catch |_| switch (_) {
        else => 1,
    };
}
fn shadows() void {
    const err = 1;
    _ = f() catch |err| switch (err) {
        else => 1,
    };
}
fn innerShadows() void {
    const e = 1;
    _ = e;
    _ = f() catch |err| switch (err) {
        else => |e| @intFromError(e),
    };
}
fn unusedInner() void {
    _ = f() catch |err| switch (err) {
        else => |e| 1,
    };
}
fn ifDiscard() void {
    if (f()) |_| {} else |err| switch (err) {
        else => {},
    }
}
fn ifUnusedPayload() void {
    if (f()) |x| {} else |err| switch (err) {
        else => {},
    }
}
fn ifShadows() void {
    const x = 1;
    _ = x;
    if (f()) |x| {
        _ = x;
    } else |err| switch (err) {
        else => {},
    }
}
fn unreachableOperand() void {
    _ = return catch |err| switch (err) {
        else => 1,
    };
}
fn fine() anyerror!u8 {
    _ = f() catch |err| switch (err) {
        error.A, error.B => |e| return e,
        error.C => 3,
        else => return err,
    };
    if (f()) |*x| {
        return x.*;
    } else |err| switch (err) {
        error.A => {},
        else => |e| return e,
    }
    return f() catch |err| switch (err) {
        else => |e| {
            if (e == err) return 1;
            return 2;
        },
    };
}
