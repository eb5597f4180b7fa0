//! A standard library of one page, for tests that build from nothing many times: it gives `main` streams to print to, and what analysis
//! itself refers to. What is printed goes to the host as raw bytes, unformatted.
const root = @import("root");
pub const builtin = @import("builtin.zig");
pub const extra = @import("extra.zig");

comptime {
    if (@hasDecl(root, "main")) @export(&start, .{ .name = "_start" });
}

fn start() callconv(.c) void {
    const main = @typeInfo(@TypeOf(root.main)).@"fn";
    const result = if (main.params.len == 0) root.main() else root.main(process.Init{ .io = .{} });
    if (@typeInfo(@TypeOf(result)) == .error_union) result catch |err| show(@intFromError(err));
}

pub const process = struct {
    pub const Init = struct { io: Io };
};

pub const Io = struct {
    pub const File = struct {
        fd: i32,

        pub fn stdout() File {
            return .{ .fd = 1 };
        }

        pub fn writerStreaming(file: File, io: Io, buffer: []u8) File.Writer {
            return .{ .io = io, .file = file, .interface = .{ .vtable = &.{ .drain = File.Writer.drain }, .buffer = buffer } };
        }

        pub const Writer = struct {
            io: Io,
            file: File,
            interface: Io.Writer,

            fn drain(interface: *Io.Writer, data: []const []const u8, splat: usize) Io.Writer.Error!usize {
                const self: *File.Writer = @alignCast(@fieldParentPtr("interface", interface));
                var written: usize = undefined;
                for (0..splat) |_| {
                    const bytes = data[data.len - 1];
                    if (os.wasi.fd_write(self.file.fd, &.{.{ .base = bytes.ptr, .len = bytes.len }}, 1, &written) != .SUCCESS) return error.WriteFailed;
                }
                return splat * data[data.len - 1].len;
            }
        };
    };

    pub const Writer = struct {
        vtable: *const VTable,
        buffer: []u8,
        end: usize = 0,

        pub const Error = error{WriteFailed};

        pub const VTable = struct {
            drain: *const fn (w: *Io.Writer, data: []const []const u8, splat: usize) Error!usize,
            flush: *const fn (w: *Io.Writer) Error!void = noFlush,
        };

        fn noFlush(_: *Io.Writer) Error!void {}

        pub fn print(w: *Io.Writer, comptime format: []const u8, args: anytype) Error!void {
            try w.writeAll(format);
            inline for (args) |arg| show(arg);
        }

        pub fn writeAll(w: *Io.Writer, bytes: []const u8) Error!void {
            var index: usize = 0;
            while (index < bytes.len) index += try w.vtable.drain(w, &.{bytes[index..]}, 1);
        }

        pub fn writeByte(w: *Io.Writer, byte: u8) Error!void {
            try w.writeAll(&.{byte});
        }

        pub fn flush(w: *Io.Writer) Error!void {
            return w.vtable.flush(w);
        }
    };
};

pub const fmt = struct {
    /// `format`, and behind it the decimal digits of the one argument.
    pub fn comptimePrint(comptime format: []const u8, args: anytype) *const [format.len + decimal(args[0]).len]u8 {
        return format ++ decimal(args[0]);
    }

    fn decimal(comptime value: comptime_int) []const u8 {
        const last = [1]u8{'0' + value % 10};
        return if (value < 10) &last else decimal(value / 10) ++ last;
    }
};

pub const os = struct {
    pub const wasi = struct {
        pub const errno_t = enum(u16) { SUCCESS = 0, PIPE = 64, _ };
        pub const ciovec_t = extern struct { base: [*]const u8, len: usize };
        pub extern "wasi_snapshot_preview1" fn fd_write(fd: i32, iovs: [*]const ciovec_t, iovs_len: usize, nwritten: *usize) errno_t;
    };
};

/// What `@import("builtin").os` is made of.
pub const Target = struct {
    pub const Os = struct {
        tag: Tag,
        version_range: VersionRange,

        pub const Tag = enum { freestanding, linux, wasi };
        pub const VersionRange = union { none: void, semver: Range };
        pub const Range = struct { min: SemanticVersion, max: SemanticVersion };
    };
};

pub const SemanticVersion = struct { major: usize, minor: usize, patch: usize };

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
