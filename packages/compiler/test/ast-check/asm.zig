comptime {
    asm volatile ("");
}
comptime {
    asm (""
        : [a] "=r" (-> u8),
    );
}
fn notVolatile() void {
    asm ("nop");
}
fn twoValues() void {
    _ = asm (""
        : [a] "=r" (-> u8),
          [b] "=r" (-> u8),
    );
}
fn unknownOutput() void {
    asm (""
        : [a] "=r" (missing),
    );
}
fn fine(x: u8) u8 {
    var y: u8 = 0;
    asm volatile ("mov"
        : [y] "=r" (y),
        : [x] "r" (x),
        : .{ .memory = true, .cc = true }
    );
    return asm ("mov" ++ "x"
        : [r] "=r" (-> u8),
    ) + y;
}
comptime {
    asm (""
        :
        :
        : .{ .memory = true }
    );
}
fn clobbersOfString() void {
    asm volatile (""
        :
        :
        : "memory"
    );
}
fn unknownClobbers() void {
    asm volatile (""
        :
        :
        : missing
    );
}
