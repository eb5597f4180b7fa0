const g = 1;
test "same" {}
test "same" {}
test "same" {}
test g {}
test g {}
test {}
test {}
