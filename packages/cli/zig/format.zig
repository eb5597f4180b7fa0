//! The library's formatter, for a host that hands it one text after the other.

const std = @import("std");
const gpa = std.heap.wasm_allocator;

var source: [:0]u8 = undefined;
var formatted: []u8 = &.{};

/// Room for a text of `len` bytes, of which the next `format` is. Null where there is no memory for it.
export fn allocate(len: usize) ?[*]u8 {
    source = gpa.allocSentinel(u8, len, 0) catch return null;
    return source.ptr;
}

const Result = enum(i32) { formatted, has_errors, out_of_memory };

export fn format(is_zon: bool) Result {
    defer gpa.free(source);
    var tree = std.zig.Ast.parse(gpa, source, if (is_zon) .zon else .zig) catch return .out_of_memory;
    defer tree.deinit(gpa);
    if (tree.errors.len != 0) return .has_errors;
    formatted = tree.renderAlloc(gpa) catch return .out_of_memory;
    return .formatted;
}

export fn formattedAddress() [*]const u8 {
    return formatted.ptr;
}

export fn formattedLength() usize {
    return formatted.len;
}

export fn release() void {
    gpa.free(formatted);
    formatted = &.{};
}
