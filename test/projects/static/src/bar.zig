export fn bar(x: u128) u128 {
    return x / 7;
}
