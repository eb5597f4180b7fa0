//! Types whose values stay in memory, and types whose functions are called on copies.
const std = @import("std");

/// A place, which is copied.
pub const Vec = struct {
    x: f32,
    y: f32,

    pub fn length(self: Vec) f32 {
        return @sqrt(self.x * self.x + self.y * self.y);
    }
};

pub const Color = enum {
    red,
    green,

    pub fn next(self: Color) Color {
        return if (self == .red) .green else .red;
    }
};

/// Somebody who plays.
pub const Player = struct {
    /// How much is left.
    hp: u8 = 100,
    score: i64 = 0,
    name: []const u8,
    at: Vec = .{ .x = 0, .y = 0 },
    color: Color = .red,
    friend: ?*Player = null,
    cell: Cell = .{ .n = 1 },
    items: std.ArrayList([]const u8) = .empty,

    /// A new one.
    pub fn init(allocator: std.mem.Allocator, name: []const u8) !Player {
        if (name.len == 0) return error.NoName;
        return .{ .name = try allocator.dupe(u8, name) };
    }

    pub fn deinit(self: *Player, allocator: std.mem.Allocator) void {
        released += 1;
        allocator.free(self.name);
        for (self.items.items) |item| allocator.free(item);
        self.items.deinit(allocator);
        self.* = undefined;
    }

    /// Takes a copy of `item`, and says how many there are.
    pub fn take(self: *Player, allocator: std.mem.Allocator, item: []const u8) !usize {
        try self.items.append(allocator, try allocator.dupe(u8, item));
        return self.items.items.len;
    }

    pub fn inventory(self: *const Player) []const []const u8 {
        return self.items.items;
    }

    pub fn text(self: *const Player, allocator: std.mem.Allocator) ![]u8 {
        return std.fmt.allocPrint(allocator, "{s} {d}", .{ self.name, self.hp });
    }

    /// What it gives is freed, though it may change the player.
    pub fn shout(self: *Player, arena: std.mem.Allocator) ![]u8 {
        self.hp -|= 1;
        return std.ascii.allocUpperString(arena, self.name);
    }

    pub fn step(self: *Player, dx: f32, dy: f32) *Player {
        self.at.x += dx;
        self.at.y += dy;
        return self;
    }

    pub fn meet(self: *Player, other: *Player) void {
        self.friend = other;
    }

    pub fn same(_: *Player, value: anytype) @TypeOf(value) {
        return value;
    }
};

var released: u32 = 0;

pub fn releasedCount() u32 {
    return released;
}

/// Is created in memory of its own.
pub const World = struct {
    cells: [4]Cell,

    pub fn create(gpa: std.mem.Allocator) !*World {
        const world = try gpa.create(World);
        world.* = .{ .cells = @splat(.{ .n = 1 }) };
        living += 1;
        return world;
    }

    pub fn destroy(self: *World, gpa: std.mem.Allocator) void {
        living -= 1;
        gpa.destroy(self);
    }

    pub fn cell(self: *World, index: usize) ?*Cell {
        return if (index < self.cells.len) &self.cells[index] else null;
    }

    pub fn all(self: *World) []Cell {
        return &self.cells;
    }

    pub fn copies(self: *const World) []const Cell {
        return &self.cells;
    }

    pub fn sum(self: World) u32 {
        var result: u32 = 0;
        for (self.cells) |one| result += one.n;
        return result;
    }
};

var living: u32 = 0;

pub fn livingCount() u32 {
    return living;
}

pub const Cell = struct {
    n: u32,

    pub fn bump(self: *Cell) void {
        self.n += 1;
    }
};

/// Functions called as what classes of JavaScript have of their own.
pub const Named = struct {
    n: u32,

    pub fn init(n: u32) Named {
        return .{ .n = n };
    }

    pub fn deinit(_: *Named) void {
        released += 1;
    }

    pub fn constructor(self: *const Named) u32 {
        return self.n + 1;
    }

    pub fn prototype() u32 {
        return 0;
    }
};

pub const first: Cell = .{ .n = 11 };

pub const Value = union(enum) {
    number: i32,
    flag: bool,
    none,

    pub fn of(number: i32) Value {
        return .{ .number = number };
    }

    pub fn negate(self: *Value) void {
        switch (self.*) {
            .number => |*number| number.* = -%number.*,
            .flag => |*flag| flag.* = !flag.*,
            .none => {},
        }
    }
};

pub const Hidden = opaque {
    pub fn get() *Hidden {
        return @ptrCast(&secret);
    }

    pub fn read(self: *Hidden) u32 {
        return @as(*u32, @ptrCast(@alignCast(self))).*;
    }
};

var secret: u32 = 99;

/// Writes to the elements of what it is given.
pub fn scale(cells: []Cell, by: u32) void {
    for (cells) |*one| one.n *%= by;
}

pub fn swap(places: []Vec) void {
    for (places) |*one| std.mem.swap(f32, &one.x, &one.y);
}

pub fn upperAll(allocator: std.mem.Allocator, texts: [][]const u8) !void {
    for (texts) |*one| one.* = try std.ascii.allocUpperString(allocator, one.*);
}

pub fn total(cells: []const Cell, more: ?*const Cell) u32 {
    var result: u32 = if (more) |one| one.n else 0;
    for (cells) |one| result +%= one.n;
    return result;
}

pub fn each(world: *World, f: *const fn (*Cell) void) void {
    for (&world.cells) |*one| f(one);
}

pub fn pages() usize {
    return @wasmMemorySize(0);
}
