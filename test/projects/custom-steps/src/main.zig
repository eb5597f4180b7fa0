const std = @import("std");
const table = @import("table");

pub fn main(init: std.process.Init) !void {
    const out = std.Io.File.stdout();
    for (table.names) |name| {
        try out.writeStreamingAll(init.io, name);
        try out.writeStreamingAll(init.io, "\n");
    }
}
