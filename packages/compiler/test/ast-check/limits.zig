fn noalias33(noalias p0: *u8, noalias p1: *u8, noalias p2: *u8, noalias p3: *u8, noalias p4: *u8, noalias p5: *u8, noalias p6: *u8, noalias p7: *u8, noalias p8: *u8, noalias p9: *u8, noalias p10: *u8, noalias p11: *u8, noalias p12: *u8, noalias p13: *u8, noalias p14: *u8, noalias p15: *u8, noalias p16: *u8, noalias p17: *u8, noalias p18: *u8, noalias p19: *u8, noalias p20: *u8, noalias p21: *u8, noalias p22: *u8, noalias p23: *u8, noalias p24: *u8, noalias p25: *u8, noalias p26: *u8, noalias p27: *u8, noalias p28: *u8, noalias p29: *u8, noalias p30: *u8, noalias p31: *u8, noalias p32: *u8) void {}
fn outputs() void {
    var x: u8 = 0;
    asm (""
        : [o0] "=r" (x),
          [o1] "=r" (x),
          [o2] "=r" (x),
          [o3] "=r" (x),
          [o4] "=r" (x),
          [o5] "=r" (x),
          [o6] "=r" (x),
          [o7] "=r" (x),
          [o8] "=r" (x),
          [o9] "=r" (x),
          [o10] "=r" (x),
          [o11] "=r" (x),
          [o12] "=r" (x),
          [o13] "=r" (x),
          [o14] "=r" (x),
          [o15] "=r" (x),
          [o16] "=r" (x)
    );
}
fn inputs() void {
    asm volatile (""
        :
        : [i0] "r" (0),
          [i1] "r" (1),
          [i2] "r" (2),
          [i3] "r" (3),
          [i4] "r" (4),
          [i5] "r" (5),
          [i6] "r" (6),
          [i7] "r" (7),
          [i8] "r" (8),
          [i9] "r" (9),
          [i10] "r" (10),
          [i11] "r" (11),
          [i12] "r" (12),
          [i13] "r" (13),
          [i14] "r" (14),
          [i15] "r" (15),
          [i16] "r" (16),
          [i17] "r" (17),
          [i18] "r" (18),
          [i19] "r" (19),
          [i20] "r" (20),
          [i21] "r" (21),
          [i22] "r" (22),
          [i23] "r" (23),
          [i24] "r" (24),
          [i25] "r" (25),
          [i26] "r" (26),
          [i27] "r" (27),
          [i28] "r" (28),
          [i29] "r" (29),
          [i30] "r" (30),
          [i31] "r" (31),
          [i32] "r" (32)
    );
}
const wide = u65536;
const zero = u01;
const exponent = 1e5x;
const hexSign = 0x1ep;
const period = 1e1.5;
