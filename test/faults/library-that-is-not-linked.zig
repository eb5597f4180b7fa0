// A name of the library for C, or of a part of it, is refused in a program that does not link it, where the declaration is used (of a variable at the beginning of its file); any other is a module of the host.
extern "c" fn puts(text: [*:0]const u8) c_int;
extern "m" fn sin(x: f64) f64;
extern "c++" fn terminate() void;
extern "unwind" fn unused() void;
extern "host" fn log(x: u32) void;
extern "C" fn other() void;

export fn calls() void {
    _ = puts("");
    terminate();
}
export fn names() void {
    _ = @TypeOf(sin);
}
export fn takes() void {
    const x = @extern(*u32, .{ .name = "x", .library_name = "rt" });
    x.* = 1;
}
extern "c" var environ: [*:null]?[*:0]u8;
export fn reads() ?[*:0]u8 {
    return environ[0];
}
export fn isRight() void {
    log(1);
    other();
}
