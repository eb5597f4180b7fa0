import type { Case } from './cases.ts';

/** The order of the errors of a set, which depends on where their names are met first. */
export const ERROR_ORDER_CASES: readonly Case[] = [
  {
    title: 'who asks for the order of errors is analysed again where it is another, and only then',
    main: `
const Set = error{ Zulu, Yankee };
const other = struct {
    const Xray = 1;
};
export fn g() u8 {
    return @typeInfo(Set).error_set.?[0].name[0];
}
export fn h() u8 {
    return 3;
}
export fn f() usize {
    return other.Xray;
}
`,
    updates: [
      { edit: [['return 3', 'return 4']], analysed: ['body of main.h'] },
      { edit: [['const Xray = 1;', 'const Xray = 1;\n    const Yankee = 1;']], analysed: ['body of main.g'] },
      { edit: [['Zulu, Yankee', 'Yankee, Zulu']] },
      { edit: [['\n    const Yankee = 1;', '']] },
      { edit: [['Yankee, Zulu', 'Zulu, Yankee']] },
      { edit: [['return 4', 'return @intFromError(error.Yankee)']] },
    ],
  },
  {
    title: 'who looks at the kind of an error set alone does not ask for the order of its errors',
    main: `
const Set = error{ Zulu, Yankee };
const other = struct {
    const Xray = 1;
};
export fn captures() u8 {
    return switch (@typeInfo(Set)) {
        .error_set => |set| set.?[0].name[0],
        else => 0,
    };
}
export fn kind() u16 {
    return switch (@typeInfo(Set)) {
        .error_set => 1,
        .int => |int| int.bits,
        else => 0,
    };
}
export fn names() u8 {
    const info = @typeInfo(Set);
    comptime if (switch (info) {
        .error_set => false,
        else => true,
    }) unreachable;
    return info.error_set.?[0].name[0];
}
export fn f() usize {
    return other.Xray;
}
`,
    updates: [
      {
        edit: [['const Xray = 1;', 'const Xray = 1;\n    const Yankee = 1;']],
        analysed: ['body of main.captures', 'body of main.names'],
      },
    ],
  },
  {
    title: 'what is referred to by the order of errors does not move them',
    main: `
const Set = @TypeOf(set: {
    if (zero != 0) break :set @field(anyerror, "Al" ++ "pha");
    break :set @field(anyerror, "Ze" ++ "ta");
});
var zero: u8 = 0;
const first = struct {
    const Zeta = 4;
    fn get() u32 {
        return Zeta;
    }
};
const second = struct {
    const Alpha = 5;
    fn get() u32 {
        return Alpha;
    }
};
export fn f() u32 {
    return if (@typeInfo(Set).error_set.?[0].name[0] == 'A') first.get() else second.get();
}
export fn g() u32 {
    return 3;
}
`,
    updates: [
      { edit: [['return 3', 'return second.get()']] },
      { edit: [['return second.get()', 'return first.get()']] },
      { edit: [['return first.get()', 'return 4']] },
    ],
  },
];
