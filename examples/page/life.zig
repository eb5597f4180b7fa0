//! Conway's game of life, for a page that draws it.
//!
//!     npx rezig build-exe examples/page/life.zig -target wasm32-freestanding -fno-entry -rdynamic -O ReleaseSmall -femit-bin=life.wasm

const width = 64;
const height = 48;

/// A pixel each: red, green, blue and opacity, as a canvas takes them.
const alive: [4]u8 = .{ 0x20, 0x60, 0xc0, 0xff };
const dead: [4]u8 = .{ 0xff, 0xff, 0xff, 0xff };

var cells: [height][width]bool = @splat(@splat(false));
var pixels: [height][width][4]u8 = @splat(@splat(dead));

export fn getWidth() u32 {
    return width;
}

export fn getHeight() u32 {
    return height;
}

/// Where the pixels are, line by line. They stay there.
export fn getPixels() *const [height][width][4]u8 {
    return &pixels;
}

/// Cells outside of the board are none.
export fn toggle(x: u32, y: u32) void {
    if (x >= width or y >= height) return;
    cells[y][x] = !cells[y][x];
    _ = draw();
}

/// The next generation. Gives how many are alive in it.
export fn step() u32 {
    const before = cells;
    for (&cells, 0..) |*line, y| for (line, 0..) |*cell, x| {
        const count = neighbours(&before, x, y);
        cell.* = count == 3 or (cell.* and count == 2);
    };
    return draw();
}

/// The board has no edges: what leaves it on one side comes back on the other.
fn neighbours(board: *const [height][width]bool, x: usize, y: usize) u32 {
    var count: u32 = 0;
    for ([_]usize{ height - 1, 0, 1 }) |dy| for ([_]usize{ width - 1, 0, 1 }) |dx| {
        if (dx == 0 and dy == 0) continue;
        count += @intFromBool(board[(y + dy) % height][(x + dx) % width]);
    };
    return count;
}

fn draw() u32 {
    var count: u32 = 0;
    for (&pixels, &cells) |*colors, line| for (colors, line) |*color, cell| {
        color.* = if (cell) alive else dead;
        count += @intFromBool(cell);
    };
    return count;
}

test "three in a line turn, and turn back" {
    const expectEqual = @import("std").testing.expectEqual;
    for (9..12) |x| toggle(@intCast(x), 10);
    try expectEqual(3, step());
    for (9..12) |y| try expectEqual(alive, pixels[y][10]);
    try expectEqual(dead, pixels[10][9]);
    try expectEqual(3, step());
    for (9..12) |x| try expectEqual(alive, pixels[10][x]);
}
