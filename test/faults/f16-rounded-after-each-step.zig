// what of an f16 takes several steps is rounded after each: a quotient before it is floored or truncated, a remainder before it is made positive
fn check(ok: bool) void {
    if (!ok) @panic("wrong");
}
pub fn main() void {
    var big: f16 = 10000;
    var three: f16 = 3;
    var minus_one: f16 = -1;
    _ = .{ &big, &three, &minus_one };
    // 3333.33 is 3334 as an f16, 9999 is 10000.
    check(@divFloor(big, three) == 3334);
    check(@divTrunc(big, three) == 3334);
    check(@mod(minus_one, big) == 0);
    check(@mod(minus_one, three) == 2);
    const vector: @Vector(2, f16) = .{ big, minus_one };
    const quotient = @divFloor(vector, @as(@Vector(2, f16), .{ three, 3 }));
    check(quotient[0] == 3334 and quotient[1] == -1);
}
