//! Constants, types and functions that are declared within types.
const std = @import("std");

/// Has no values: it holds what belongs together.
pub const math = struct {
    /// The ratio of a circle.
    pub const pi = 3.25;
    pub const limit: u16 = 500;
    pub const name = "maths";
    pub const primes = [_]u8{ 2, 3, 5 };
    pub const huge = 1 << 60;

    pub fn twice(x: f64) f64 {
        return 2 * x;
    }

    /// A place.
    pub const Point = struct {
        x: f32,
        y: f32,

        pub const origin: Point = .{ .x = 0, .y = 0 };

        pub fn length(self: Point) f32 {
            return @sqrt(self.x * self.x + self.y * self.y);
        }
    };

    pub const deep = struct {
        pub const Unit = enum {
            meter,
            foot,
            pub const standard: Unit = .meter;
        };
    };
};

pub const Machine = struct {
    state: State = .idle,
    part: Machine.Part = .{ .n = 1 },

    pub const capacity = 12;
    pub const length = 3;
    pub const fallback: ?u8 = null;
    pub const first: Machine.Part = .{ .n = 77 };
    pub const broken: *const u32 = &1;
    pub const prototype = 5;

    /// What it does.
    pub const State = union(enum) { idle, busy: Job };
    pub const Job = struct { name: []const u8, urgency: Urgency = .low };
    pub const Urgency = enum { low, high };

    /// Within it.
    pub const Part = struct {
        n: u32,

        const Self = @This();
        pub const most = 100;

        pub fn init(n: u32) Self {
            return .{ .n = n };
        }

        pub fn bump(self: *Self) void {
            self.n += 1;
        }
    };

    pub fn init() Machine {
        return .{};
    }

    pub fn start(self: *Machine, gpa: std.mem.Allocator, job: Job) !void {
        self.state = .{ .busy = .{ .name = try gpa.dupe(u8, job.name), .urgency = job.urgency } };
    }

    pub fn now(self: *const Machine) State {
        return self.state;
    }

    pub fn inner(self: *Machine) *Machine.Part {
        return &self.part;
    }
};

/// Another of that name.
pub const Part = struct { weight: f64 };

pub fn heavier(part: Part) Part {
    return .{ .weight = part.weight + 1 };
}

pub fn place(x: f32) math.Point {
    return .{ .x = x, .y = 0 };
}

pub fn unit(of: math.deep.Unit) math.deep.Unit {
    return of;
}
