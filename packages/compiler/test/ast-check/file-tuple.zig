u8,
const a = 1;
