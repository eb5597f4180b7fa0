//! A standard library of one page, for tests that build from nothing many times: it gives `main` a stream to print to, and what analysis
//! itself refers to. What is printed goes to the host as raw bytes, unformatted.
const root = @import("root");
pub const builtin = @import("builtin.zig");

comptime {
    if (@hasDecl(root, "main")) @export(&start, .{ .name = "_start" });
}

fn start() callconv(.c) void {
    root.main() catch |err| show(@intFromError(err));
}

pub const io = struct {
    pub fn getStdOut() File {
        return .{};
    }
};

pub const File = struct {
    pub fn writer(_: File) Writer {
        return .{};
    }
};

pub const Writer = struct {
    pub const Error = error{ BrokenPipe, NoSpaceLeft };

    pub fn print(self: Writer, comptime format: []const u8, args: anytype) Error!void {
        try self.writeAll(format);
        inline for (args) |arg| show(arg);
    }

    pub fn writeAll(_: Writer, bytes: []const u8) Error!void {
        if (write(bytes.ptr, bytes.len) < 0) return error.BrokenPipe;
    }

    pub fn writeByte(self: Writer, byte: u8) Error!void {
        try self.writeAll(&.{byte});
    }
};

fn show(value: anytype) void {
    const T = @TypeOf(value);
    const copy: if (T == comptime_int) i64 else if (T == comptime_float) f64 else T = value;
    if (T == []const u8) {
        _ = write(copy.ptr, copy.len);
    } else {
        const bytes: *const [@sizeOf(@TypeOf(copy))]u8 = @ptrCast(&copy);
        _ = write(bytes, bytes.len);
    }
}

extern "env" fn write(bytes: [*]const u8, len: usize) i32;
