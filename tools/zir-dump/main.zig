//! Dumps the ZIR that the library's own AstGen makes of files, for `tools/zir-diff.ts`.
//!
//! The argument names a file with two lines per job: the path of a source file and that of its dump. The first job has an empty
//! source path: its dump holds the names of tags (each with the member of the data union that it uses), opcodes and references, one a line,
//! with an empty line behind each list.
//!
//! A dump is little-endian words: the counts of instructions, `extra` words and string bytes; per instruction its tag and three
//! words of data, the fields of the union's member in the order of their declaration; `extra`; the string bytes.

const std = @import("std");
const Zir = std.zig.Zir;
const Inst = Zir.Inst;

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    const cwd: std.Io.Dir = .cwd();
    const jobs = try cwd.readFileAlloc(init.io, args[1], init.arena.allocator(), .unlimited);
    var lines = std.mem.splitScalar(u8, jobs, '\n');
    var arena: std.heap.ArenaAllocator = .init(init.gpa);
    while (lines.next()) |source_path| {
        const dump_path = lines.next() orelse break;
        defer _ = arena.reset(.retain_capacity);
        const gpa = arena.allocator();
        const data = if (source_path.len == 0) try names(gpa) else data: {
            const source = try cwd.readFileAllocOptions(init.io, source_path, gpa, .unlimited, .of(u8), 0);
            break :data try dump(gpa, source);
        };
        try cwd.writeFile(init.io, .{ .sub_path = dump_path, .data = data });
    }
}

fn names(gpa: std.mem.Allocator) ![]const u8 {
    var out: std.ArrayList(u8) = .empty;
    inline for (.{ Inst.Tag, Inst.Extended, Inst.Ref }) |Enum| {
        inline for (@typeInfo(Enum).@"enum".fields) |field| {
            const member = if (Enum == Inst.Tag) " " ++ @tagName(Inst.Tag.data_tags[field.value]) else "";
            try out.appendSlice(gpa, field.name ++ member ++ "\n");
        }
        try out.append(gpa, '\n');
    }
    return out.items;
}

fn dump(gpa: std.mem.Allocator, source: [:0]const u8) ![]const u8 {
    const tree = try std.zig.Ast.parse(gpa, source, .zig);
    const zir = try std.zig.AstGen.generate(gpa, tree);
    var words: std.ArrayList(u32) = .empty;
    try words.appendSlice(gpa, &.{
        @intCast(zir.instructions.len),
        @intCast(zir.extra.len),
        @intCast(zir.string_bytes.len),
    });
    for (zir.instructions.items(.tag), zir.instructions.items(.data)) |tag, data| {
        try words.append(gpa, @intFromEnum(tag));
        switch (Inst.Tag.data_tags[@intFromEnum(tag)]) {
            inline else => |member| try words.appendSlice(gpa, &wordsOf(@field(data, @tagName(member)))),
        }
    }
    try words.appendSlice(gpa, zir.extra);
    return std.mem.concat(gpa, u8, &.{ std.mem.sliceAsBytes(words.items), zir.string_bytes });
}

fn wordsOf(value: anytype) [3]u32 {
    const T = @TypeOf(value);
    var result: [3]u32 = @splat(0);
    switch (@typeInfo(T)) {
        .@"struct" => |info| inline for (info.fields, 0..) |field, i| {
            result[i] = wordOf(@field(value, field.name));
        },
        .int, .float => {
            const bits: u64 = @bitCast(value);
            result[0] = @truncate(bits);
            result[1] = @intCast(bits >> 32);
        },
        else => result[0] = wordOf(value),
    }
    return result;
}

fn wordOf(value: anytype) u32 {
    const T = @TypeOf(value);
    return switch (@typeInfo(T)) {
        .@"enum" => wordOf(@intFromEnum(value)),
        .@"struct" => |info| @as(info.backing_integer.?, @bitCast(value)),
        .int => |info| if (info.signedness == .signed) @bitCast(value) else value,
        else => comptime unreachable,
    };
}
