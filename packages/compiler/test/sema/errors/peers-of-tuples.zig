// --- known only by the type of a tuple
export fn f(c: bool, a: u8, b: u8) void { const x = if (c) .{ a, b } else .{ a, 7 }; _ = x; }
// --- beside a tuple type
const S = struct { u8, u8 };
export fn f(c: bool, a: u8, s: *S) void { const x = if (c) s.* else .{ a, 5 }; const y: u8 = x; _ = y; }
// --- in a tuple of a tuple
export fn f(c: bool, a: u8) void { const x = if (c) .{ a, .{a} } else .{ a, .{5} }; const y: u8 = x; _ = y; }
// --- in a switch
export fn f(c: u8, a: u8) void { const x = switch (c) { 0 => .{ a, a }, 1 => .{ a, 5 }, else => .{ a, 6 } }; const y: u8 = x; _ = y; }
// --- beside an optional tuple type
export fn f(c: bool, a: u8, o: *?S) void { const x = if (c) o.* else .{ a, 3 }; const y: u8 = x; _ = y; }
const S = struct { u8, u8 };
// --- known as a whole
export fn f(c: bool) void { const x = if (c) .{ 1, 2 } else .{ 1, 2 }; const y: u8 = x; _ = y; }
