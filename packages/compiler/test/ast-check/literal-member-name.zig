const a = 1;
const @"" = 1;
const @"a\x00b" = 1;
const b = missing;
