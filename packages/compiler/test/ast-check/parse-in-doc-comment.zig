const S = struct {
    a: u8 /// Resets.
    pub fn f() void {}

    /// Sets.
    pub fn g() void {}
};
