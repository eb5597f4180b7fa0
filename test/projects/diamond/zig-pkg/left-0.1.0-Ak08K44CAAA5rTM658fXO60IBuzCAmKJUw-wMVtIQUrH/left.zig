const base = @import("base");

pub fn count() u32 {
    base.count += 1;
    return base.count;
}
