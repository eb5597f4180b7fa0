// a slice with a sentinel that is known does not reach its sentinel when it is sliced at run time
var end: usize = 4;
pub fn main() void {
    const text: [:0]const u8 = "abc";
    _ = text[0..end];
}
