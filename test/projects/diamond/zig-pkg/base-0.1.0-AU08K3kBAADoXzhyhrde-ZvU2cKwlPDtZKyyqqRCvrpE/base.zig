/// There is one of it, whoever imports it.
pub var count: u32 = 0;
