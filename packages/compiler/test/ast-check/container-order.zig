const MarkTwice = enum(u8) { a, _, @"_" };
const MarkFirst = enum(u8) { _, a };
const MarkUntyped = enum { a, _ };
const MarkValue = enum(u8) { a, _ = 1 };
const StructWithout = struct { a, b: u8 };
const StructUntyped = struct { a: u8, b = 1 };
const UnionWithout = union(enum) { u8, [2]u8 };
const TupleBacking = packed struct(u8) { u8 };
const TupleBacking2 = struct(u8) { u8 };
const PackedOpaque = packed opaque {};
const ExternOpaque = extern opaque {};
const PackedUnionAlign = packed union { a: u8 align(4) };
const PackedUnionTag = packed union(u8) { a: u8 = 1 };
const PackedUnionEnum = packed union(enum(u8)) { a: u8 };
const EnumValue = enum {
    const x = missing;
    a = 1,
    b: u8,
};
const UnionOrder = union(enum) {
    comptime a: u8 align(missing) = 1,
    const y = missing;
};
const StructOrder = packed struct(Missing) {
    a: u8 align(4),
    fn f() void {
        missing();
    }
};
const TupleField = struct {
    u8,
    comptime u8 align(2) = missing,
};
