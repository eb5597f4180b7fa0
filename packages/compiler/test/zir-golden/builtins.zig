fn f(count: u8, ...) callconv(.c) u8 {
    var list = @cVaStart();
    defer @cVaEnd(&list);
    var copy = @cVaCopy(&list);
    _ = &copy;
    return count + @cVaArg(&list, u8);
}

fn g(buffer: []u8) u32 {
    @disableIntrinsics();
    @compileLog(@src().line, "g", buffer.len);
    _ = @frame();
    @memmove(buffer[0..2], buffer[1..3]);
    const rounded: u8 = @floor(@sqrt(2.5));
    const root: f32 = @sqrt(@as(f16, 2));
    _ = @round(root) + rounded;
    _ = @wasmMemorySize(0);
    return @workItemId(0) + @workGroupSize(1) * @workGroupId(2);
}

fn clobbering(x: *u8) void {
    asm volatile ("nop"
        : [out] "=r" (x),
        : [in] "r" (x.*),
        : .{ .memory = true });
}
