// What is exported is a value as a whole: neither bits of one, nor a lane of a vector, nor the elements of a slice.
const Flags = packed struct(u8) { a: u3, b: u5 };
var flags: Flags = .{ .a = 1, .b = 2 };
var lanes: @Vector(4, u8) = @splat(1);
var whole: [3]u8 = .{ 1, 2, 3 };

comptime {
    @export(&flags.b, .{ .name = "bits" });
}
comptime {
    @export(&lanes[1], .{ .name = "lane" });
}
comptime {
    @export(@as([]const u8, "abc"), .{ .name = "slice" });
}
comptime {
    @export(&whole, .{ .name = "right" });
    @export(&flags, .{ .name = "right2" });
}
