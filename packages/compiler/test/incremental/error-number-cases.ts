import type { Case } from './cases.ts';

/** Numbers of errors at compile time, where what is asked for depends on them. */
export const ERROR_NUMBER_CASES: readonly Case[] = [
  {
    title: 'an error is asked for only while it is not counted: that has an end, and the same one each time',
    main: `
export fn f() u16 {
    return comptime if (@intFromError(error.B) == 1) @intFromError(error.A) else 0;
}
export fn g() u16 {
    return 3;
}
`,
    updates: [
      { edit: [['return 3', 'return 4']] },
      { edit: [['return 4', 'return @intFromError(error.A)']] },
      { edit: [['return @intFromError(error.A)', 'return 5']] },
    ],
  },
  {
    title: 'an error that is asked for only since it is counted is not counted for that',
    main: `
export fn f() u16 {
    return comptime if (@intFromError(error.B) == 2) @intFromError(error.A) else 0;
}
export fn g() u16 {
    return @intFromError(error.A);
}
`,
    updates: [
      { edit: [['return @intFromError(error.A)', 'return 3']] },
      { edit: [['return 3', 'return @intFromError(error.A)']] },
      { edit: [['return @intFromError(error.A)', 'return @intFromError(error.C)']] },
    ],
  },
  {
    title: 'who looks for the error of a number sees those that are asked for later',
    main: `
comptime {
    if (@errorFromInt(@as(u16, 1)) != error.A) @compileError("not A");
}
export fn f() u16 {
    return @intFromError(error.A);
}
`,
    updates: [
      {
        edit: [['return @intFromError(error.A)', 'return 3']],
        error: "main.zig:3:23: error: integer value '1' represents no error",
      },
      { edit: [['return 3', 'return @intFromError(error.A) + 1']] },
    ],
  },
];
