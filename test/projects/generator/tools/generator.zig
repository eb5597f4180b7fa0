//! Without arguments it tells what it reads. With two files it makes the second, a source file, of the numbers in the first.
const std = @import("std");

pub fn main(init: std.process.Init) !void {
    const io = init.io;
    const arena = init.arena.allocator();
    const args = try init.minimal.args.toSlice(arena);
    if (args.len == 1) {
        var in_buffer: [64]u8 = undefined;
        var stdin = std.Io.File.stdin().readerStreaming(io, &in_buffer);
        var out_buffer: [64]u8 = undefined;
        var stdout = std.Io.File.stdout().writerStreaming(io, &out_buffer);
        try stdout.interface.writeAll("generator read: ");
        _ = try stdin.interface.streamRemaining(&stdout.interface);
        return stdout.interface.flush();
    }
    if (std.mem.eql(u8, args[1], "--fail")) {
        std.debug.print("asked to fail\n", .{});
        std.process.exit(3);
    }
    const text = try std.Io.Dir.cwd().readFileAlloc(io, args[1], arena, .limited(1000));
    var made: std.Io.Writer.Allocating = .init(arena);
    try made.writer.print("pub const by = \"{s}\";\npub const primes = [_]u32{{\n", .{init.environ_map.get("GENERATED_BY").?});
    var numbers = std.mem.tokenizeAny(u8, text, " \n");
    while (numbers.next()) |number| try made.writer.print("    {s},\n", .{number});
    try made.writer.writeAll("};\n");
    try std.Io.Dir.cwd().writeFile(io, .{ .sub_path = args[2], .data = made.written() });
}
