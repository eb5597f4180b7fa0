const a = struct {
    b: u8,
    /// c
};
