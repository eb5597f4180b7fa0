//! A plug-in that fills in templates: `{name}` becomes what the host says. Built as a library that imports from its host and exports to it.
//!
//!     npx rezig build-exe examples/plug-in/plug-in.zig -target wasm32-freestanding -fno-entry -rdynamic -femit-bin=plug-in.wasm
//!     node examples/plug-in/host.mjs plug-in.wasm

const std = @import("std");
const gpa = std.heap.wasm_allocator;

const host = struct {
    /// Writes the value of a name to `buffer` and gives its length; -1 where there is none. A longer one is cut.
    extern "host" fn lookUp(name: [*]const u8, name_len: usize, buffer: [*]u8, buffer_len: usize) isize;
    extern "host" fn log(text: [*]const u8, len: usize) void;
};

/// What a panic says goes to the host; then the module traps.
pub const panic = std.debug.FullPanic(struct {
    fn panic(message: []const u8, _: ?usize) noreturn {
        host.log(message.ptr, message.len);
        @trap();
    }
}.panic);

/// Memory for what the host passes; null where there is none left.
export fn allocate(len: usize) ?[*]u8 {
    return (gpa.alloc(u8, len) catch return null).ptr;
}

export fn release(bytes: [*]u8, len: usize) void {
    gpa.free(bytes[0..len]);
}

/// The last result of `render`.
var result: std.ArrayList(u8) = .empty;

/// Fills in a template. The result is at `resultAddress` until the next call; gives its length, or -1 where memory ran out.
export fn render(template: [*]const u8, len: usize) isize {
    result.clearRetainingCapacity();
    fill(template[0..len]) catch return -1;
    return @intCast(result.items.len);
}

export fn resultAddress() [*]const u8 {
    return result.items.ptr;
}

fn fill(template: []const u8) !void {
    var rest = template;
    while (std.mem.findScalar(u8, rest, '{')) |open| {
        const close = std.mem.findScalarPos(u8, rest, open, '}') orelse break;
        try result.appendSlice(gpa, rest[0..open]);
        try addValue(rest[open + 1 .. close]);
        rest = rest[close + 1 ..];
    }
    try result.appendSlice(gpa, rest);
}

fn addValue(name: []const u8) !void {
    const space = try result.addManyAsSlice(gpa, 256);
    const written = host.lookUp(name.ptr, name.len, space.ptr, space.len);
    result.items.len -= space.len;
    if (written >= 0) {
        result.items.len += @intCast(written);
    } else {
        host.log(name.ptr, name.len);
        try result.appendSlice(gpa, "?");
    }
}
