extern struct { a: u8 },
packed union { b: u8 },
inline while (true) u8,
inline for (.{}) |x| u8,
const c = 1;
