const std = @import("std");

/// A board of Conway's Game of Life, whose edges meet.
pub const Board = struct {
    width: u32,
    height: u32,
    generation: u32 = 0,
    now: []u8,
    next: []u8,

    /// A board whose cells are alive or dead at random.
    pub fn init(gpa: std.mem.Allocator, width: u32, height: u32, seed: u32) !Board {
        const now = try gpa.alloc(u8, width * height);
        errdefer gpa.free(now);
        const next = try gpa.alloc(u8, width * height);
        var random: std.Random.DefaultPrng = .init(seed);
        for (now) |*cell| cell.* = @intFromBool(random.random().uintLessThan(u8, 4) == 0);
        return .{ .width = width, .height = height, .now = now, .next = next };
    }

    pub fn deinit(self: *Board, gpa: std.mem.Allocator) void {
        gpa.free(self.now);
        gpa.free(self.next);
    }

    /// One byte for each cell, row by row: 1 where it is alive.
    pub fn cellBytes(self: *const Board) []const u8 {
        return self.now;
    }

    /// Sets a cell.
    pub fn set(self: *Board, x: u32, y: u32, alive: bool) void {
        self.now[y * self.width + x] = @intFromBool(alive);
    }

    /// Goes on to the next generation.
    pub fn step(self: *Board) void {
        for (0..self.height) |y| {
            for (0..self.width) |x| {
                const alive = self.now[y * self.width + x] != 0;
                const around = self.neighbours(x, y);
                self.next[y * self.width + x] = @intFromBool(around == 3 or (alive and around == 2));
            }
        }
        std.mem.swap([]u8, &self.now, &self.next);
        self.generation += 1;
    }

    fn neighbours(self: *const Board, x: usize, y: usize) u8 {
        var count: u8 = 0;
        for ([_]usize{ self.height - 1, 0, 1 }) |dy| {
            for ([_]usize{ self.width - 1, 0, 1 }) |dx| {
                if (dx == 0 and dy == 0) continue;
                count += self.now[(y + dy) % self.height * self.width + (x + dx) % self.width];
            }
        }
        return count;
    }
};
