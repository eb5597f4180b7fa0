import type { Case } from './cases.ts';

const COUNT = `
fn count(n: u32) u32 {
    var i: u32 = 0;
    while (i < n) i += 1;
    return i;
}`;

/** What evaluation at compile time may take: branches, calls within calls. */
export const QUOTA_CASES: readonly Case[] = [
  {
    title: 'a quota that instances that call each other raise does not outlive the caller that it came from',
    main: `${COUNT}
fn left(comptime n: u32, x: u32) u32 {
    const k = comptime count(n);
    @setEvalBranchQuota(5000);
    return if (x == 0) k else right(n, x - 1);
}
fn right(comptime n: u32, x: u32) u32 {
    @setEvalBranchQuota(5000);
    return left(n, x);
}
export fn usual(x: u32) u32 {
    return left(800, x);
}
export fn more(x: u32) u32 {
    @setEvalBranchQuota(4000);
    return left(800, x);
}
`,
    updates: [
      {
        edit: [
          [
            'fn more(x: u32) u32 {\n    @setEvalBranchQuota(4000);\n    return left(800',
            'fn more(x: u32) u32 {\n    @setEvalBranchQuota(4000);\n    return left(1500',
          ],
        ],
      },
      {
        edit: [['    @setEvalBranchQuota(4000);\n', '']],
        error: 'main.zig:4:5: error: evaluation exceeded 1000 backwards branches',
      },
      {
        edit: [['return left(1500', 'return left(900']],
        analysed: ['body of main.more', 'body of main.left__anon_11871', 'body of main.right__anon_11871'],
      },
      {
        edit: [['comptime count(n)', 'comptime count(2 * n)']],
        error: 'main.zig:4:5: error: evaluation exceeded 1000 backwards branches',
      },
      {
        edit: [['fn usual(x: u32) u32 {\n', 'fn usual(x: u32) u32 {\n    @setEvalBranchQuota(2000);\n']],
        error: 'main.zig:4:5: error: evaluation exceeded 1000 backwards branches',
      },
      { edit: [['comptime count(2 * n)', 'comptime count(n)']] },
    ],
  },
  {
    title: 'an error set that needs a larger quota to be known gives no quota to itself',
    main: `${COUNT}
fn may(comptime n: u32, x: u32) !u32 {
    const k = comptime count(n);
    return if (x == 0) error.Zero else k;
}
fn twice(x: u32) !u32 {
    const first = try may(1500, x);
    @setEvalBranchQuota(3000);
    return first + try may(1500, x);
}
export fn use(x: u32) u32 {
    @setEvalBranchQuota(2000);
    return (may(1500, x) catch 0) + (twice(x) catch 1);
}
`,
    updates: [
      {
        edit: [['    @setEvalBranchQuota(2000);\n', '']],
        error: 'main.zig:4:5: error: evaluation exceeded 1000 backwards branches',
      },
      { edit: [['    return (may', '    @setEvalBranchQuota(1600);\n    return (may']] },
    ],
  },
  {
    title: 'a call that raises the quota after it took branches is evaluated where these are too many',
    main: `${COUNT}
fn late(n: u32) u32 {
    const i = count(n);
    @setEvalBranchQuota(2500);
    return i + count(n / 2);
}
export fn more() u32 {
    @setEvalBranchQuota(2000);
    return comptime late(1200);
}
export fn usual() u32 {
    return comptime late(300);
}
`,
    updates: [
      {
        edit: [['comptime late(300)', 'comptime late(1200)']],
        error: 'main.zig:4:5: error: evaluation exceeded 1000 backwards branches',
      },
      {
        edit: [
          [
            '    const i = count(n);\n    @setEvalBranchQuota(2500);',
            '    @setEvalBranchQuota(2500);\n    const i = count(n);',
          ],
        ],
      },
      {
        edit: [
          [
            '    @setEvalBranchQuota(2500);\n    const i = count(n);',
            '    const i = count(n);\n    @setEvalBranchQuota(2500);',
          ],
        ],
        error: 'main.zig:4:5: error: evaluation exceeded 1000 backwards branches',
      },
      {
        edit: [['comptime late(1200);\n}\nexport fn usual', 'comptime late(100);\n}\nexport fn usual']],
        error: 'main.zig:4:5: error: evaluation exceeded 1000 backwards branches',
      },
    ],
  },
  {
    title: 'how deep calls are nested does not depend on which are known already',
    main: `
fn deep(n: u32) u32 {
    return if (n == 0) 0 else deep(n - 1) + 1;
}
export fn some() u32 {
    @setEvalBranchQuota(10000);
    return comptime deep(3000);
}
export fn more() u32 {
    @setEvalBranchQuota(10000);
    return comptime deep(30);
}
`,
    updates: [
      {
        edit: [['comptime deep(30)', 'comptime deep(6500)']],
        error: 'main.zig:3:35: error: not supported yet: more than 6000 nested calls',
      },
      {
        edit: [['comptime deep(3000)', 'comptime deep(10)']],
        error: 'main.zig:3:35: error: not supported yet: more than 6000 nested calls',
      },
      { edit: [['comptime deep(6500)', 'comptime deep(5900)']] },
    ],
  },
];
