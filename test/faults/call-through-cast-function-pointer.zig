// a pointer that was cast from one to a function of another type does not tell which function is called
fn back() void {}
pub fn main() void {
    const f: *const fn () noreturn = @ptrCast(&back);
    f();
}
