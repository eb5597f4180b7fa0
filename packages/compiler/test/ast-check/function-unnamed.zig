fn (a: u8) void {
    _ = a;
}
const b = missing;
