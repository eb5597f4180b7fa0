// a member that is not pub is told with the whole of what stands for it, and where it is declared from its start
const std = @import("std");
pub fn main() void {
    var random: std.Random.Pcg = .init(1);
    _ = random.next();
}
comptime {
    _ = std.Random.Pcg.next;
}
comptime {
    _ = std.Uri.path_sep;
}
