const a = [*c]allowzero u8;
const b = [_]u8;
const c = [_:0]u8;
const d = error{ A, B, A };
const e = error{ A, @"A" };
const f = [*:0]align(4) const volatile u8;
const g = *align(4:1:2) allowzero u8;
fn h() void {
    _ = [return]u8;
}
fn i() void {
    _ = [return:0]u8;
}
fn j() void {
    _ = [1:return]u8;
}
fn k() void {
    const T = ?u8;
    T = u16;
}
fn l() void {
    _ = "a" == "b";
}
