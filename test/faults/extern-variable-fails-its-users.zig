// An extern variable whose type it cannot have fails all that refers to it, silently; a variable that must be constant does not.
extern var few: u3;
extern threadlocal var automatic: struct { x: u8 };
var constant: comptime_int = 1;

export fn stores() void {
    few = 1;
    @compileError("stores");
}
export fn compares(p: *u8) bool {
    return p == &automatic;
}
comptime {
    _ = @TypeOf(&few);
    @compileError("looks");
}
export fn reads() u8 {
    const p = &constant;
    return p.* + @compileError("reads");
}
