//! Numbers that JavaScript has as views of memory.
const std = @import("std");

var samples: [8]f32 = .{ 1, 2, 3, 4, 5, 6, 7, 8 };

/// All samples, where they are.
pub fn samplesView() []f32 {
    return &samples;
}

/// The same, as a pointer.
pub fn array_view() *[8]f32 {
    return &samples;
}

pub fn copied() []const f32 {
    return &samples;
}

/// It ends in "view", and is no view.
pub fn overview() []const u8 {
    return "text";
}

pub fn named(from: usize) []const f32 {
    return samples[from..];
}

pub fn noneView() []const f64 {
    return &.{};
}

pub fn maybeView(there: bool) ?[]const f32 {
    return if (there) samples[0..2] else null;
}

pub fn halve(values: []f32) void {
    for (values) |*value| value.* /= 2;
}

pub fn sum(values: []const f32) f32 {
    var result: f32 = 0;
    for (values) |value| result += value;
    return result;
}

/// Whether it is given the memory that it has.
pub fn isOwn(values: []const f32) bool {
    return values.ptr == &samples;
}

pub fn total(arrays: []const [2]f32, pair: [2]f32) f32 {
    var result: f32 = sum(&pair);
    for (arrays) |*one| result += sum(one);
    return result;
}

/// What is returned stays until it is freed.
pub fn makeView(allocator: std.mem.Allocator, length: usize) ![]u16 {
    const made = try allocator.alloc(u16, length);
    for (made, 0..) |*one, i| one.* = @truncate(i);
    return made;
}

pub fn grow(pages: usize) bool {
    return @wasmMemoryGrow(0, pages) >= 0;
}

pub const View = struct { n: u8 };

pub fn echo(x: View) View {
    return x;
}

pub const Parts = struct { left_view: []const i64, right: []const i64 };

var wide: [4]i64 = .{ -1, 2, -3, 4 };

pub fn parts() Parts {
    return .{ .left_view = wide[0..2], .right = wide[2..] };
}

pub const Canvas = struct {
    pixelsView: []u8,
    matrix_view: [4]f64 = .{ 1, 0, 0, 1 },
    plain: [2]f64 = .{ 5, 6 },

    pub fn init(allocator: std.mem.Allocator, size: usize) !Canvas {
        const pixels = try allocator.alloc(u8, size);
        @memset(pixels, 7);
        return .{ .pixelsView = pixels };
    }

    pub fn deinit(self: *Canvas, allocator: std.mem.Allocator) void {
        allocator.free(self.pixelsView);
    }

    pub fn rowView(self: *const Canvas, start: usize) []const u8 {
        return self.pixelsView[start..];
    }

    pub fn trace(self: *const Canvas) f64 {
        return self.matrix_view[0] + self.matrix_view[3];
    }
};
