// --- types as they are declared
const A1 = struct { x: anyopaque };
const A2 = extern struct { x: noreturn };
const A3 = extern struct { x: []u8 };
const A4 = packed struct { x: [2]u8 };
const A5 = packed struct { x: A1b };
const A1b = struct { y: u8 };
const A6 = struct { x: u32 align(3) };
const A7 = struct { x: 12 };
const A8 = struct { a: A9 };
const A9 = struct { b: A8 };
const B1 = enum(u2) { a, b, c, d, e };
const B2 = enum(u8) { a = 1, b = 1 };
const B3 = enum(f32) { a };
const B4 = enum(u1) { a, b, _ };
const B5 = enum(u8) { a = 300 };
const C0 = enum { a, b, c };
const C1 = union(C0) { a: u8, c: u8, b: u8 };
const C2 = union(C0) { a: u8, b: u8 };
const C3 = union(C0) { a: u8, b: u8, c: u8, d: u8 };
const C4 = union(u8) { a: u8 };
const C5 = union(enum(u1)) { a, b, c };
const C6 = union(enum(f32)) { a };
const C7 = union { a: anyopaque };
const C8 = extern union { a: []u8 };
const C9 = packed union { a: [2]u8 };
const D1 = packed struct(u8) { a: u4 };
const D2 = packed struct(f32) { a: u4 };
const D3 = struct { a: u8 = 300 };
const D7 = extern struct { x: u7 };
const D8 = extern struct { x: *fn () void };
const D9 = extern struct { x: ?u8 };
const E1 = extern struct { x: C0 };
const E2 = packed struct { x: C0 };
const E3 = packed struct { x: ?*u8, y: []u8 };
const E4 = extern struct { x: void, y: type };
const E5 = extern struct { x: *type };
const F1 = union(enum(u8)) { a = 3, b = 3 };
const F2 = packed union { a: u8, b: u9 };
const F3 = packed union(u9) { a: u8 };
const F4 = packed union { a: *u8 };
const F5 = packed struct { a: bool, b: C0 };
const F6 = packed struct { a: type };
const F7 = extern union {};
const F8 = packed union {};
const F9 = extern struct { x: D10 };
const D10 = packed struct { a: u8 };
const G1 = extern struct { x: D11 };
const D11 = packed struct(u7) { a: u7 };
const G2 = extern struct { x: D12 };
const D12 = enum(u7) { a };
const G3 = extern struct { x: struct { u8 } };
const G4 = struct { a: u8 align(0) };
const G5 = struct { comptime a: u8 = 300, b: anyopaque };
const G6 = packed struct { a: u65535, b: u1 };
const G7 = enum(comptime_int) { a };
const G8 = enum(u8) { a = 1, b = 0, c };
comptime { _ = @sizeOf(A1); }
comptime { _ = @sizeOf(A2); }
comptime { _ = @sizeOf(A3); }
comptime { _ = @sizeOf(A4); }
comptime { _ = @sizeOf(A5); }
comptime { _ = @sizeOf(A6); }
comptime { _ = @sizeOf(A7); }
comptime { _ = @sizeOf(A8); }
comptime { _ = @sizeOf(A9); }
comptime { _ = @sizeOf(B1); }
comptime { _ = @sizeOf(B2); }
comptime { _ = @sizeOf(B3); }
comptime { _ = @sizeOf(B4); }
comptime { _ = @sizeOf(B5); }
comptime { _ = @sizeOf(C1); }
comptime { _ = @sizeOf(C2); }
comptime { _ = @sizeOf(C3); }
comptime { _ = @sizeOf(C4); }
comptime { _ = @sizeOf(C5); }
comptime { _ = @sizeOf(C6); }
comptime { _ = @sizeOf(C7); }
comptime { _ = @sizeOf(C8); }
comptime { _ = @sizeOf(C9); }
comptime { _ = @sizeOf(D1); }
comptime { _ = @sizeOf(D2); }
comptime { _ = @sizeOf(D3); }
comptime { _ = @sizeOf(D7); }
comptime { _ = @sizeOf(D8); }
comptime { _ = @sizeOf(D9); }
comptime { _ = @sizeOf(E1); }
comptime { _ = @sizeOf(E2); }
comptime { _ = @sizeOf(E3); }
comptime { _ = @sizeOf(E4); }
comptime { _ = @sizeOf(E5); }
comptime { _ = @sizeOf(F1); }
comptime { _ = @sizeOf(F2); }
comptime { _ = @sizeOf(F3); }
comptime { _ = @sizeOf(F4); }
comptime { _ = @sizeOf(F5); }
comptime { _ = @sizeOf(F6); }
comptime { _ = @sizeOf(F7); }
comptime { _ = @sizeOf(F8); }
comptime { _ = @sizeOf(F9); }
comptime { _ = @sizeOf(G1); }
comptime { _ = @sizeOf(G2); }
comptime { _ = @sizeOf(G3); }
comptime { _ = @sizeOf(G4); }
comptime { _ = @sizeOf(G5); }
comptime { _ = @sizeOf(G6); }
comptime { _ = @sizeOf(G7); }
comptime { _ = @sizeOf(G8); }
comptime { _ = D4{ .a = 4 }; }
const D4 = struct { comptime a: u8 = 3 };
comptime { _ = struct { u8, anyopaque }; }
comptime { _ = struct { comptime u8 = 300 }; }
comptime { _ = struct { u8, noreturn }; }
const Unused = struct { x: Unused.y, const k = 1; };
comptime { _ = Unused.k; _ = *Unused; _ = ?Unused; _ = fn (Unused) Unused; }

const Plain = struct { x: u8 };
const Hidden = opaque {};

export fn backingIsStruct() void {
    _ = @sizeOf(packed struct(Plain) { a: u8 });
}

export fn backingIsOpaque() void {
    _ = @sizeOf(packed union(Hidden) { a: u8 });
}

export fn tagIsStruct() void {
    _ = @sizeOf(enum(Plain) { a });
}

export fn unionTagIsStruct() void {
    _ = @sizeOf(union(Plain) { a });
}

export fn fieldOfOpaque() void {
    _ = @FieldType(Hidden, "b");
}

export fn hasFieldOfOpaque() void {
    _ = @hasField(Hidden, "b");
}
