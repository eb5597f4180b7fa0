const a: [*]align(1:2:3) u8 = undefined;
