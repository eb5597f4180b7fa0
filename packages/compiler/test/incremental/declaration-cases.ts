import type { Case } from './cases.ts';

const COUNTERS = `
const limit: u32 = 10;
const pace: u32 = 2;
export fn first(n: u32) u32 {
    return n + limit;
}
export fn second(n: u32) u32 {
    return n * pace;
}
`;

/** Declarations, their types and values, blocks and exports, and where they stand. */
export const DECLARATION_CASES: readonly Case[] = [
  {
    title: 'an edit of a body has that body analysed, and nothing else',
    main: COUNTERS,
    updates: [{ edit: [['n + limit', 'n - limit']], analysed: ['body of main.first'] }],
  },
  {
    title: 'a constant has those analysed that read it',
    main: COUNTERS,
    updates: [
      { edit: [['= 10', '= 11']], analysed: ['type of main.limit', 'value of main.limit', 'body of main.first'] },
    ],
  },
  {
    title: 'comments, blank lines and moved declarations have nothing analysed',
    main: COUNTERS,
    updates: [
      { edit: [['const pace', '// slow\n\n\nconst pace']], analysed: [] },
      {
        edit: [
          ['const limit: u32 = 10;\n', ''],
          ['    return n * pace;\n}\n', '    return n * pace;\n}\nconst limit: u32 = 10;\n'],
        ],
        analysed: [],
      },
      { edit: [['export fn first', '\n\n/// Documented.\nexport fn first']], analysed: [] },
    ],
  },
  {
    title: 'a value that is what it was cuts the update off',
    main: COUNTERS,
    updates: [{ edit: [['= 10', '= 5 + 5']], analysed: ['type of main.limit', 'value of main.limit'] }],
  },
  {
    title: 'who needs the type of a declaration alone is left alone where its value changes',
    main: `
var counter: u32 = 10;
export fn read() u32 {
    return counter;
}
`,
    updates: [
      { edit: [['= 10', '= 11']] },
      {
        edit: [
          ['u32 = 11', 'u16 = 11'],
          ['() u32', '() u16'],
        ],
      },
    ],
  },
  {
    title: 'a name goes, is an error where it is used, and returns',
    main: COUNTERS,
    updates: [
      { edit: [['const pace: u32 = 2;\n', '']], error: "main.zig:7:16: error: use of undeclared identifier 'pace'" },
      { edit: [['const limit', 'const pace: u32 = 3;\nconst limit']] },
      { edit: [['pace: u32', 'speed: u32']], error: "main.zig:8:16: error: use of undeclared identifier 'pace'" },
      { edit: [['n * pace', 'n * speed']] },
    ],
  },
  {
    title: 'a declaration says its type, ceases to, and who has its type alone follows each time',
    main: 'const n = 1;\nconst p = &n;\nexport fn get() u32 {\n    return p.*;\n}\n',
    updates: [
      { edit: [['const n = 1', 'const n: u32 = 1']] },
      { edit: [['const n: u32 = 1', 'const n = 1']] },
      { edit: [['const n = 1', 'const n: u16 = 1']] },
      { edit: [['const n: u16 = 1', 'const n = @as(u16, 1)']] },
      { edit: [['@as(u16, 1)', '@as(u32, 1)']] },
    ],
  },
  {
    title: 'a declaration says its type, and does no more; its type and its value change apart from each other',
    main: `
const T = u32;
const n: T = 5;
const pointer = &n;
export fn get() u32 {
    return n;
}
export fn byPointer() u32 {
    return pointer.*;
}
export fn bits() u32 {
    return @bitSizeOf(@TypeOf(n));
}
`,
    updates: [
      { edit: [['n: T = 5', 'n: T = 6']] },
      { edit: [['T = u32', 'T = u16']] },
      { edit: [['n: T = 6', 'n = 6']], error: "main.zig:12:23: error: no size available for type 'comptime_int'" },
      {
        edit: [['n = 6', 'n: T = 70000']],
        error: "main.zig:3:14: error: type 'u16' cannot represent integer value '70000'",
      },
      { edit: [['T = u16', 'T = u32']] },
      {
        edit: [
          ['n: T = 70000', 'n: @TypeOf(m) = m'],
          ['const T', 'const m: T = n;\nconst T'],
        ],
        error: 'error: dependency loop with length 3',
      },
      { edit: [['m: T = n', 'm: T = 4']] },
      { edit: [['m: T = 4', 'm: @TypeOf(n) = 4']], error: 'error: dependency loop with length 4' },
      {
        edit: [
          ['m: @TypeOf(n) = 4', 'm = 4'],
          ['n: @TypeOf(m) = m', 'n: u32 = m'],
        ],
      },
    ],
  },
  {
    title: 'comptime blocks come and go, and those that stay are left alone',
    main: `
comptime {
    if (limit > 5) @compileError("too much");
}
const limit = 1;
`,
    updates: [
      { edit: [['limit = 1', 'limit = 6']], error: 'main.zig:3:20: error: too much' },
      {
        edit: [
          ['limit = 6', 'limit = 2'],
          ['comptime {', 'comptime {\n    _ = 1;\n}\ncomptime {'],
        ],
        analysed: ['value of main.limit', 'block main.comptime_0', 'block main.comptime_1'],
      },
      { edit: [['comptime {\n    if (limit > 5) @compileError("too much");\n}\n', '']], analysed: [] },
      { edit: [['comptime {\n    _ = 1;', 'comptime {\n    _ = struct {\n        export fn in() void {}\n    };']] },
      { edit: [['comptime {', 'comptime {\n    _ = 2;\n}\ncomptime {']] },
      { edit: [['comptime {\n    _ = 2;\n}\n', '']] },
    ],
  },
  {
    title: 'exports are renamed, come and go',
    main: COUNTERS,
    updates: [
      { edit: [['export fn first', 'export fn renamed']] },
      { edit: [['export fn second', 'fn second']], analysed: [] },
      { edit: [['fn second', 'export fn second']] },
      { edit: [['const pace', 'comptime {\n    @export(&limit, .{ .name = "limit" });\n}\nconst pace']] },
    ],
  },
  {
    title: 'what is referred to no more has no errors, and has them again',
    main: `
fn wrong() u32 {
    return "text";
}
export fn caller() u32 {
    return wrong();
}
`,
    updates: [
      { edit: [['return wrong()', 'return 1']], analysed: ['body of main.caller'] },
      {
        edit: [['return 1', 'return wrong()']],
        analysed: ['body of main.caller'],
        error: "main.zig:3:12: error: expected type 'u32', found '*const [4:0]u8'",
      },
      { edit: [['"text"', '2']], analysed: ['body of main.wrong'] },
    ],
  },
  {
    title: '@src() tells where it stands now',
    main: `
export fn line() u32 {
    return @src().line;
}
export fn other() u32 {
    return 1;
}
`,
    updates: [
      { edit: [['\nexport fn line', '\n\n\nexport fn line']], analysed: ['body of main.line'] },
      { edit: [['return 1', 'return 2']] },
    ],
  },
  {
    title: 'a variable that says its type becomes a constant, and a pointer to it with it',
    main: `
var n: u32 = 1;
const pointer = &n;
export fn set() void {
    pointer.* = 2;
}
`,
    updates: [
      { edit: [['var n', 'const n']], error: 'main.zig:5:12: error: cannot assign to constant' },
      { edit: [['const n', 'threadlocal var n']], error: 'main.zig:3:17: error: unable to resolve comptime value' },
      { edit: [['threadlocal var', 'var']] },
    ],
  },
  {
    title: 'an error is told at the place where it stands now',
    main: `
export fn wrong() u32 {
    return "text";
}
`,
    updates: [
      {
        edit: [['\nexport', '\n\n// moved\nexport']],
        analysed: [],
        error: "main.zig:5:12: error: expected type 'u32', found '*const [4:0]u8'",
      },
    ],
  },
  {
    title: 'syntax errors and errors of lowering come and go',
    main: COUNTERS,
    updates: [
      { edit: [['n + limit;', 'n + ;']], analysed: [], error: "main.zig:5:16: error: expected expression, found ';'" },
      { edit: [['n * pace', 'n + pace']], analysed: [], error: "main.zig:5:16: error: expected expression, found ';'" },
      { edit: [['n + ;', 'n + limit;']], analysed: ['body of main.second'] },
      {
        edit: [['return n + limit', 'const unused = 1;\n    return n + limit']],
        analysed: ['body of main.first'],
        error: 'main.zig:5:11: error: unused local constant',
      },
      {
        edit: [['n + pace', 'n * pace + true']],
        analysed: ['body of main.second'],
        error: 'main.zig:5:11: error: unused local constant',
      },
      {
        edit: [['const unused = 1;\n    ', '']],
        analysed: ['body of main.first'],
        error: "main.zig:8:21: error: incompatible types: 'u32' and 'bool'",
      },
      { edit: [['pace + true', 'pace']], analysed: ['body of main.second'] },
    ],
  },
  {
    title: 'extern and threadlocal variables change how they are declared',
    main: `
extern "env" fn host(n: u32) u32;
var state: u32 = 1;
export fn call(n: u32) u32 {
    state += 1;
    return host(n) + state;
}
`,
    updates: [
      { edit: [['"env"', '"other"']] },
      { edit: [['n: u32) u32;', 'n: u64) u32;']] },
      { edit: [['var state', 'const state']], error: 'main.zig:5:5: error: cannot assign to constant' },
      { edit: [['const state', 'var state']] },
      { edit: [['state: u32 = 1', 'state: u32 align(64) = 1']] },
    ],
  },
];
