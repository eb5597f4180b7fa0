fn f(count: u8, ...) callconv(.C) u8 {
    var list = @cVaStart();
    defer @cVaEnd(&list);
    var copy = @cVaCopy(&list);
    _ = &copy;
    return count + @cVaArg(&list, u8);
}

fn g(buffer: []u8) u32 {
    @compileLog(@src().line, "g", buffer.len);
    _ = @frame();
    var result: u8 = 0;
    _ = @asyncCall(buffer, &result, f, .{1});
    return @workItemId(0) + @workGroupSize(1) * @workGroupId(2);
}
