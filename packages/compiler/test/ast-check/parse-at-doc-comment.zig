/// First.
*/// Second.
fn f() void {}
