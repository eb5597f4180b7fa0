pub const ///: a
b = 1;
