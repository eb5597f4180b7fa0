const DuplicateField = struct {
    a: u8,
    b: u8,
    a: u8,
};
const DuplicateDecl = struct {
    const a = 1;
    fn a() void {}
};
const FieldAndDecl = struct {
    a: u8,
    const a = 1;
};
const DuplicateEnum = enum { a, b, a };
const DuplicateUnion = union { a: u8, a: u16 };
const EnumType = enum { a: u8 };
const EnumAlign = enum { a align(4) };
const EnumComptime = enum { comptime a };
const PackedEnum = packed enum { a };
const ExternEnum = extern enum { a };
const EnumValueWithoutType = enum { a = 1 };
const NonExhaustiveWithoutType = enum { a, _ };
const NonExhaustiveNotLast = enum(u8) { _, a };
const NonExhaustiveTwice = enum(u8) { a, _, _ };
const NonExhaustiveValue = enum(u8) { a, _ = 1 };
const UnionTag = union { a: u8 = 1 };
const UnionTagNoType = union(enum) { a: u8 = 1 };
const UnionTagGiven = union(T) { a: u8 = 1 };
const UnionComptime = union { comptime a: u8 };
const PackedUnion = packed union(enum) { a: u8 };
const ExternUnionEnum = extern union(enum(u8)) { a: u8 };
const UnionLayoutArg = extern union(u8) { a: u8 };
const OpaqueField = opaque { a: u8 };
const Backing = struct(u8) { a: u8 };
const ExternBacking = extern struct(u8) { a: u8 };
const ComptimeWithout = struct { comptime a: u8 };
const PackedComptime = packed struct { comptime a: u8 = 1 };
const ExternComptime = extern struct { comptime a: u8 = 1 };
const PackedAlign = packed struct { a: u8 align(4) };
const UnionMissingType = packed union { a };
const StructMissingType = struct { a };
const Tuple = struct { u8, u16 };
const TupleDecl = struct {
    u8,
    const a = 1;
};
const MixedTuple = struct { u8, a: u16 };
const TupleDefault = struct { u8 = 1 };
const TupleComptime = struct { comptime u8 };
const ExternTuple = extern struct { u8 };
const PackedTuple = packed struct { u8 };
const TupleAlign = struct { u8 align(4) };
const TupleUnion = union { u8, u16 };
const T = enum(u8) { a };
const EnumTuple = enum { [1]u8 };
const Empty = enum {};
const EmptyUnion = union {};
const Shadow = struct {
    const Empty2 = Empty;
    fn f(Empty: u8) void {
        _ = Empty;
    }
};
const PackedOpaque = packed opaque {};
const PackedUnionAlign = packed union { a: u8 align(4) };
const PackedUnionTag = packed union(u8) { a: u8 = 1 };
const EnumValueFirst = enum {
    const x = missing;
    a = 1,
    b: u8,
};
