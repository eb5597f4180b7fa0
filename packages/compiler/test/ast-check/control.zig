fn breakOutside() void {
    break;
}
fn continueOutside() void {
    continue;
}
fn unknownBreakLabel() void {
    while (true) {
        break :a;
    }
}
fn unknownContinueLabel() void {
    while (true) {
        continue :a;
    }
}
fn unusedBlockLabel() void {
    a: {
        foo();
    }
}
fn unusedWhileLabel() void {
    a: while (true) {}
}
fn unusedForLabel() void {
    a: for (0..1) |_| {}
}
fn continueBlock() void {
    a: {
        continue :a;
    }
}
fn redefinedBlock() void {
    a: {
        a: {
            break :a;
        }
        break :a;
    }
}
fn redefinedFor() void {
    a: while (true) {
        a: for (0..1) |_| {
            break :a;
        }
    }
}
fn afterReturn() void {
    return;
    foo();
}
fn afterBreak() void {
    while (true) {
        break;
        foo();
    }
}
fn afterContinue() void {
    while (true) {
        continue;
        foo();
    }
}
fn afterUnreachable() void {
    unreachable;
    foo();
}
fn returnOperand() void {
    foo(return);
}
fn addReturn() u8 {
    return 1 + return 2;
}
fn callReturn() void {
    return return;
}
fn breakInDefer() void {
    while (true) {
        defer break;
    }
}
fn continueInDefer() void {
    while (true) {
        defer continue;
    }
}
fn returnInDefer() void {
    defer return;
}
fn tryInDefer() void {
    defer try bar();
}
fn errdeferCapture() !void {
    errdefer |e| foo();
}
fn errdeferDiscard() !void {
    errdefer |_| foo();
}
fn inlineInComptime() void {
    comptime {
        inline while (false) {}
    }
}
fn inlineForInComptime() void {
    comptime {
        inline for (0..1) |_| {}
    }
}
fn comptimeInComptime() void {
    comptime {
        _ = comptime 1;
    }
}
fn ifUnused() void {
    if (baz()) |a| {}
}
fn ifPointerDiscard() void {
    if (baz()) |*_| {}
}
fn ifElseUnused() void {
    if (bar()) |a| {} else |e| {}
}
fn ifShadows(a: u8) void {
    if (baz()) |a| {
        _ = a;
    }
}
fn whileUnused() void {
    while (baz()) |a| {}
}
fn whilePointerDiscard() void {
    while (baz()) |*_| {}
}
fn whileElseDiscard() void {
    while (bar()) |_| {} else |_| {}
}
fn forUnused() void {
    for (0..1) |a| {}
}
fn forPointerRange() void {
    for (0..1) |*a| {
        _ = a;
    }
}
fn forUnbounded() void {
    for (0..) |a| {
        _ = a;
    }
}
fn forDiscardUnbounded() void {
    for ("abc", 0..) |_, _| {}
}
fn forPointerDiscard() void {
    for ("abc") |*_| {}
}
fn forShadows() void {
    for (0..1, 0..1) |a, a| {
        _ = a;
    }
}
fn catchUnused() void {
    bar() catch |e| {};
}
fn catchDiscard() void {
    bar() catch |_| {};
}
fn suspendNested() void {
    suspend {
        suspend {}
    }
}
fn suspendInNosuspend() void {
    nosuspend {
        suspend {}
    }
}
fn nosuspendNested() void {
    nosuspend {
        nosuspend foo();
    }
}
const outsideReturn = return 1;
const outsideTry = try bar();
fn valueIgnored() void {
    1;
}
fn callIgnored() void {
    _ = foo() + 1;
}
fn assignDiscardType() void {
    _ = 1 + foo();
}
fn invalidLeft() void {
    1 = 2;
}
fn invalidLeftCall() void {
    foo() = 2;
}
fn foo() void {}
fn bar() !void {}
fn baz() ?u8 {
    return null;
}
