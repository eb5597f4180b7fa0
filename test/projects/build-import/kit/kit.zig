const options = @import("options");

pub fn word() []const u8 {
    return if (options.shout) "KIT" else "kit";
}
