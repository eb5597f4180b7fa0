fn f(a: u8, b: u3) u8 {
    var c = a *| a;
    c *|= 2;
    c = @shlExact(a, b);
    c = @shrExact(c, b);
    c <<|= b;
    c +|= a -| 1;
    c +%= a -% 1 *% 2;
    return (a <<| b) + c;
}
