//! An error set has its errors in the order in which the compiler met their names, as anything.
const std = @import("std");

const Global = error{ Zulu, Yankee } || Other;
const Other = error{ Xray, Whiskey, Zulu };
const Earlier = struct {
    fn India() void {}
    fn Hotel() void {}
};

fn inferred(n: u32) !void {
    if (n == 1) return error.Uniform;
    if (n == 2) return other(n);
    return error.Sierra;
}
fn other(n: u32) !void {
    if (n == 3) return error.Tango;
}
fn Set(comptime f: anytype) type {
    return @typeInfo(@typeInfo(@TypeOf(f)).@"fn".return_type.?).error_union.error_set;
}
fn expect(comptime names: []const u8, comptime E: type) void {
    comptime var text: []const u8 = "";
    inline for (@typeInfo(E).error_set.?) |e| text = text ++ e.name ++ " ";
    if (!std.mem.eql(u8, text, names ++ " ")) @panic(text);
}

pub fn main() void {
    expect("Kilo Juliett Mike Lima", error{ Kilo, Juliett } || error{ Mike, Lima });
    expect("Zulu Yankee Xray Whiskey", Global);
    expect("Uniform Sierra Tango", Set(inferred));
    Earlier.India();
    expect("India Hotel Golf", error{ Hotel, Golf, India });
    if (!std.mem.eql(u8, @typeName(error{ Foxtrot, Echo }), "error{Echo,Foxtrot}")) @panic("name");
}
