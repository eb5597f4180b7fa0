// --- panics at compile time
comptime {
    @panic("boo");
}
comptime {
    unreachable;
}
comptime {
    @trap();
}
comptime {
    var x: ?u8 = null;
    _ = x.?;
    x = 1;
}
fn p(x: u8) noreturn {
    if (x == 0) @panic("a" ++ "b");
    unreachable;
}
comptime {
    p(0);
}
comptime {
    p(1);
}
comptime {
    @panic(3);
}
comptime {
    _ = @errorReturnTrace();
}
comptime {
    const x = @errorReturnTrace();
    if (x != null) @compileError("hm");
}
// --- a panic interface with little
pub const panic = struct {
    pub fn call(msg: []const u8, ra: ?usize) noreturn {
        _ = msg;
        _ = ra;
        @trap();
    }
    pub fn reachedUnreachable(x: u8) noreturn {
        _ = x;
        @trap();
    }
    pub const integerOverflow = 3;
    pub fn divideByZero() void {}
    fn unwrapNull() noreturn {
        @trap();
    }
};
export fn a() void {
    unreachable;
}
export fn b(x: u8) u8 {
    return x + 1;
}
export fn c(x: u8, y: u8) u8 {
    return x / y;
}
export fn d(x: ?*u8) *u8 {
    return x.?;
}
export fn e(x: u16) u8 {
    return @intCast(x);
}
export fn f(x: [*]u8, i: usize) u8 {
    const y = x[0..2];
    return y[i];
}
// --- a member with a parameter
export fn b(x: u8) u8 {
    return x + 1;
}
pub const panic = struct {
    pub fn call(_: []const u8, _: ?usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sentinelMismatch(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapError(_: anyerror) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn outOfBounds(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn startGreaterThanEnd(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn inactiveUnionField(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sliceCastLenRemainder(_: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn reachedUnreachable() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn castToNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn incorrectAlignment() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidErrorCode() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOverflow(_: u8) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shlOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shrOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn divideByZero() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn exactDivisionRemainder() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerPartOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn corruptSwitch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shiftRhsTooBig() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidEnumValue() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn forLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn copyLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn memcpyAlias() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn noreturnReturned() noreturn {
        @branchHint(.cold);
        @trap();
    }
};
// --- a member that is no function
export fn b(x: u8) u8 {
    return x + 1;
}
pub const panic = struct {
    pub fn call(_: []const u8, _: ?usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sentinelMismatch(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapError(_: anyerror) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn outOfBounds(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn startGreaterThanEnd(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn inactiveUnionField(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sliceCastLenRemainder(_: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn reachedUnreachable() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn castToNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn incorrectAlignment() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidErrorCode() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub const integerOverflow = 3;
    fn xx() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shlOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shrOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn divideByZero() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn exactDivisionRemainder() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerPartOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn corruptSwitch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shiftRhsTooBig() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidEnumValue() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn forLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn copyLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn memcpyAlias() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn noreturnReturned() noreturn {
        @branchHint(.cold);
        @trap();
    }
};
// --- a member that returns
export fn b(x: u8) u8 {
    return x + 1;
}
pub const panic = struct {
    pub fn call(_: []const u8, _: ?usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sentinelMismatch(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapError(_: anyerror) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn outOfBounds(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn startGreaterThanEnd(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn inactiveUnionField(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sliceCastLenRemainder(_: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn reachedUnreachable() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn castToNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn incorrectAlignment() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidErrorCode() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shlOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shrOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn divideByZero() void {
        @branchHint(.cold);
        @trap();
    }

    pub fn exactDivisionRemainder() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerPartOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn corruptSwitch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shiftRhsTooBig() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidEnumValue() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn forLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn copyLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn memcpyAlias() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn noreturnReturned() noreturn {
        @branchHint(.cold);
        @trap();
    }
};
// --- a private member
export fn b(x: u8) u8 {
    return x + 1;
}
pub const panic = struct {
    pub fn call(_: []const u8, _: ?usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sentinelMismatch(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapError(_: anyerror) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn outOfBounds(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn startGreaterThanEnd(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn inactiveUnionField(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sliceCastLenRemainder(_: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn reachedUnreachable() noreturn {
        @branchHint(.cold);
        @trap();
    }

    fn unwrapNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn castToNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn incorrectAlignment() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidErrorCode() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shlOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shrOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn divideByZero() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn exactDivisionRemainder() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerPartOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn corruptSwitch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shiftRhsTooBig() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidEnumValue() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn forLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn copyLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn memcpyAlias() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn noreturnReturned() noreturn {
        @branchHint(.cold);
        @trap();
    }
};
// --- a missing member
export fn b(x: u8) u8 {
    return x + 1;
}
pub const panic = struct {
    pub fn call(_: []const u8, _: ?usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sentinelMismatch(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapError(_: anyerror) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn outOfBounds(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn startGreaterThanEnd(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn inactiveUnionField(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sliceCastLenRemainder(_: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn reachedUnreachable() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn castToNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn incorrectAlignment() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidErrorCode() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shlOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shrOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn divideByZero() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn exactDivisionRemainder() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerPartOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn corruptSwitch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shiftRhsTooBig() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidEnumValue() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn forLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn copyLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn memcpyAlia() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn noreturnReturned() noreturn {
        @branchHint(.cold);
        @trap();
    }
};
// --- an inline member
export fn b(x: u8) u8 {
    return x + 1;
}
pub const panic = struct {
    pub fn call(_: []const u8, _: ?usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sentinelMismatch(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapError(_: anyerror) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn outOfBounds(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn startGreaterThanEnd(_: usize, _: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn inactiveUnionField(_: anytype, _: anytype) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn sliceCastLenRemainder(_: usize) noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn reachedUnreachable() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn unwrapNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn castToNull() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn incorrectAlignment() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidErrorCode() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shlOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shrOverflow() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn divideByZero() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn exactDivisionRemainder() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn integerPartOutOfBounds() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn corruptSwitch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn shiftRhsTooBig() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn invalidEnumValue() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn forLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn copyLenMismatch() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub inline fn memcpyAlias() noreturn {
        @branchHint(.cold);
        @trap();
    }

    pub fn noreturnReturned() noreturn {
        @branchHint(.cold);
        @trap();
    }
};
