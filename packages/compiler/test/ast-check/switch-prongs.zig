fn q(x: u8) void {
    switch (x) { 1 => |_| {}, else => {} }
}
fn q1(x: u8) void {
    switch (x) { 1 => |*_| {}, else => {} }
}
fn q2(x: u8) void {
    switch (x) { 1 => |y, _| { _ = y; }, else => {} }
}
fn q3(x: u8) void {
    switch (x) { 1 => |_, _| { }, else => {} }
}
fn q4(x: u8) void {
    l: switch (x) { 1 => {}, else => {} }
}
fn q5(x: u8) void {
    switch (x) { 1, _ => {}, _ => {}, else => {} }
}
fn q6(x: u8) void {
    switch (x) { inline _ => {}, else => {} }
}
fn q7(x: u8) void {
    switch (x) { else => {}, else => {} }
}
fn q8(x: u8) void {
    switch (x) { "a" => {}, else => {} }
}
fn q9(x: u8) void {
    switch (x) { 1 => |y| {}, else => {} }
}
fn q10(x: u8) void {
    switch (x) { 1 => |x| {}, else => {} }
}
fn q11(x: u8) void {
    switch (x) { 1 => |z, z| {}, else => {} }
}
fn g() !u8 { return 1; }
fn q12() void {
    _ = g() catch |_| switch (_) { else => 1 };
}
fn q13() void {
    _ = g() catch |e| switch (e) { _ => 1, else => 2 };
}
fn q14() void {
    _ = g() catch |e| switch (e) { error.A => |*x| 1, else => 2 };
}
fn q15() void {
    _ = g() catch |e| switch (e) { error.A => |x, t| 1, else => 2 };
}
fn q16() void {
    _ = g() catch |e| l: switch (e) { error.A => |*x| 1, else => break :l 2 };
}
fn q17() void {
    _ = g() catch |e| l: switch (e) { _ => break :l 3, else => 2 };
}
fn q18() void {
    l: switch (1) { 1 => continue :l, else => break :l }
}
fn q19() void {
    l: while (true) { continue :l 5; }
}
fn q20() void {
    l: { continue :l; }
}
fn q21() void {
    while (true) { switch (1) { 1 => continue, else => break, } }
}
fn q22() void {
    while (true) { l: switch (1) { 1 => continue, else => continue :l 3 } }
}
fn q23() void {
    l: switch (1) { 1 => { l: switch (2) { else => break :l } }, else => continue :l 3 }
}
fn q24(e: u8) void {
    if (g()) |e| { } else |err| switch (err) { else => {} }
}
fn q25() void {
    if (g()) |*_| { } else |err| switch (err) { else => {} }
}
fn q26() void {
    if (g()) |v| { } else |err| switch (err) { error.A => |q| {}, else => {} }
}
fn q27() void {
    g() catch |err| switch (err) { error.A => |err| {}, else => {} };
}
fn q28() void {
    const err = 1; g() catch |err| switch (err) { error.A => {}, else => {} };
}
fn q29() void {
}
