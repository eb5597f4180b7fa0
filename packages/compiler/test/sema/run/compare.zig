const Color = enum { red, green, blue };
const Shape = union(enum) { dot, line: u32, never: noreturn };
const Flags = packed struct { a: bool, b: u7 };

/// (-1, 1) = 7
/// (1, 1) = 42
/// (2, 1) = 60
export fn mixed(a: i32, b: u32) u32 {
    var bits: u32 = 0;
    if (a < b) bits |= 1;
    if (a <= b) bits |= 2;
    if (a != b) bits |= 4;
    if (a >= b) bits |= 8;
    if (a > b) bits |= 16;
    if (a == b) bits |= 32;
    if (a == b) bits &= 42;
    if (a > b) bits |= 32;
    return bits;
}

/// (255) = 1
/// (0) = 1
export fn outOfRange(a: u8) u32 {
    if (a > 255) @compileError("never");
    if (a < 0) @compileError("never");
    if (a == 256) @compileError("never");
    if (a <= 255 and a >= 0 and a != 1000) return 1;
    @compileError("always");
}

/// (1.5) = 1
/// (0.5) = 2
/// (1) = 0
export fn floats(x: f64) u32 {
    if (x > 1) return 1;
    if (x < 1.0) return 2;
    return 0;
}

/// (3) = 1
/// (5) = 2
export fn intWithFloat(x: i32) u32 {
    if (x == 1.5) @compileError("never");
    if (x < 4.0) return 1;
    return 2;
}

/// (0) = 1
/// (1) = 2
export fn enums(x: u32) u32 {
    const color: Color = if (x == 0) .red else .blue;
    if (color == .red) return 1;
    if (color != Color.green) return 2;
    return 3;
}

/// (0) = 1
/// (7) = 2
export fn unions(x: u32) u32 {
    const shape: Shape = if (x == 0) .dot else .{ .line = x };
    if (shape == .never) return 9;
    if (shape == .dot) return 1;
    if (.line == shape) return 2;
    return 3;
}

fn fail(x: u32) error{ A, B }!u32 {
    return if (x == 0) error.A else if (x == 1) error.B else x;
}

/// (0) = 1
/// (1) = 2
/// (2) = 2
export fn errors(x: u32) u32 {
    const result = fail(x);
    if (result == error.A) return 1;
    if (result) |_| {} else |e| if (e != error.B) return 9;
    return 2;
}

/// (0) = 0
/// (4) = 1
/// (5) = 2
export fn optionals(x: u32) u32 {
    const maybe: ?u32 = if (x == 0) null else x;
    if (maybe == null) return 0;
    if (maybe == 4) return 1;
    if (maybe != 4 and null != maybe) return 2;
    return 3;
}

/// (1) = 1
/// (0) = 2
export fn pointers(x: u32) u32 {
    var a: u32 = 1;
    var b: u32 = 2;
    const p: *u32 = if (x == 1) &a else &b;
    const q: ?*u32 = &a;
    return if (p == q) 1 else 2;
}

/// (0) = 1
/// (1) = 2
export fn bools(x: u32) u32 {
    const y = x == 0;
    if (y == true) return 1;
    if (y != true and false == y) return 2;
    return 3;
}

/// (3) = 1
/// (4) = 2
export fn packedStructs(x: u32) u32 {
    const f = Flags{ .a = true, .b = @intCast(x) };
    return if (f == Flags{ .a = true, .b = 3 }) 1 else 2;
}

comptime {
    if (!(u8 == u8 and u8 != u16)) @compileError("types");
    if (!(1 < 1.5 and 1.5 < 2 and 0.0 == -0.0)) @compileError("numbers");
    const nan = @as(f32, @bitCast(@as(u32, 0x7fc00000)));
    if (nan == nan or nan < 1 or !(nan != nan)) @compileError("nan");
    const array = [_]u8{ 1, 2, 3 };
    const many: [*]const u8 = &array;
    if (&array[1] != &many[1] or &array[0] == &array[1]) @compileError("pointers");
    const v = @Vector(2, u8){ 1, 2 } == @Vector(2, u8){ 1, 3 };
    if (!v[0] or v[1]) @compileError("vectors");
    if (error.A == error.B or error.A != error.A) @compileError("errors");
    if (.a == .b) @compileError("enum literals");
    const big = 1 << 200;
    if (big <= 1 << 199 or -big > 0) @compileError("big");
}

fn sameTwice(comptime T: type, a: u32, b: u32) bool {
    const values = [_]??T{ null, @as(?T, null), @as(?T, 4), @as(?T, 5) };
    var x = values[a];
    var y = values[b];
    _ = .{ &x, &y };
    return x == y and !(x != y);
}

/// () = 1
export fn optionalsOfOptionals() u32 {
    inline for (.{ u8, u129, i33, ?u16 }) |T| {
        for (0..4) |a| {
            for (0..4) |b| {
                if (sameTwice(T, @intCast(a), @intCast(b)) != (a == b)) return 0;
            }
        }
    }
    return 1;
}
