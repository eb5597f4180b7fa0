import type { Case } from './cases.ts';

/** Files that are imported and embedded, also those of data and of the library. */
export const FILE_CASES: readonly Case[] = [
  {
    title: 'what is wrong with a file of the library is told as long as the file is imported',
    main: `
const std = @import("std");
export fn version() u32 {
    return std.extra.version;
}
`,
    files: { '/small/std/extra.zig': 'pub const version = 1;\n' },
    updates: [
      {
        edit: { '/small/std/extra.zig': 'pub const version = ;\n' },
        error: "/small/std/extra.zig:1:21: error: expected expression, found ';'",
      },
      { edit: { '/small/std/extra.zig': 'pub const version = 1;\n' } },
      {
        edit: { '/small/std/extra.zig': 'pub const version = 1;\nfn f() void {\n    const x = 1;\n}\n' },
        error: '/small/std/extra.zig:3:11: error: unused local constant',
      },
      { edit: [['std.extra.version', '2']] },
      {
        edit: [['return 2', 'return std.extra.version']],
        error: '/small/std/extra.zig:3:11: error: unused local constant',
      },
      { edit: { '/small/std/extra.zig': 'pub const version = 3;\n' } },
      {
        edit: { '/small/std/std.zig': 'const a = ;\n' },
        error: "/small/std/std.zig:1:11: error: expected expression, found ';'",
      },
    ],
  },
  {
    title: 'a type gets another member, and is lost before another file can be looked into again',
    main: `const b = @import("b.zig");
export fn get() u32 {
    const S = struct {
        const n = 1;
        comptime {
            _ = n;
        }
        comptime {}
    };
    return S.n + b.n;
}
`,
    files: { 'b.zig': 'pub const n = 1;\n' },
    updates: [
      {
        edit: {
          'main.zig':
            'const b = @import("b.zig");\nexport fn get() u32 {\n    const S = struct {\n        const n = 1;\n        const m = 2;\n        comptime {\n            _ = n;\n        }\n        comptime {}\n    };\n    return S.n + b.n;\n}\n',
          'b.zig': '}\n',
        },
        error: "b.zig:1:1: error: expected 'EOF', found '}'",
      },
      {
        edit: {
          'main.zig': 'const b = @import("b.zig");\nexport fn get() u32 {\n    return b.n;\n}\n',
          'b.zig': 'pub const n = 1;\n',
        },
      },
    ],
  },
  {
    title: 'a body is lost while a file cannot be looked into, and there is another when it can',
    main: `
const w = @import("out.zig").w;
fn size() u8 {
}
pub fn main() void {
    w.print(size());
}
`,
    files: { 'out.zig': 'pub fn put() void {}\n' },
    updates: [
      {
        edit: {
          'main.zig':
            'fn size() u8 {\nconst w = @import("out.zig").w;\n}\npub fn main() void {\n    w.print(size());\n}\n',
          'out.zig': '}\n',
        },
        error: 'main.zig:2:7: error: unused local constant',
      },
      {
        edit: {
          'main.zig':
            'const w = @import("out.zig").w;\nfn size() u8 {\n}\npub fn main() void {\n    w.print(size());\n}\n',
          'out.zig': 'pub fn put() void {}\n',
        },
        error: "main.zig:1:29: error: root source file struct 'out' has no member named 'w'",
      },
    ],
  },
  {
    title: 'files come, go, return, and change in a directory of their own',
    main: `
const below = @import("deep/below.zig");
export fn get() u32 {
    return below.get();
}
`,
    files: {
      'deep/below.zig': 'const near = @import("near.zig");\npub fn get() u32 {\n    return near.n;\n}\n',
      'deep/near.zig': 'pub const n = 3;\n',
    },
    updates: [
      { edit: { 'deep/near.zig': 'pub const n = 4;\n' } },
      { edit: { 'deep/near.zig': '//! A file.\npub const n = 4;\n' }, analysed: [] },
      {
        edit: { 'deep/near.zig': null },
        error: "deep/near.zig:1:1: error: unable to load 'near.zig': FileNotFound",
      },
      { edit: { 'deep/near.zig': 'pub const n = 5;\n' } },
      {
        edit: { 'deep/near.zig': 'pub const n = ;\n' },
        error: "deep/near.zig:1:15: error: expected expression, found ';'",
      },
      { edit: { 'deep/near.zig': 'pub const n = 5;\n' }, analysed: [] },
      { edit: { 'deep/below.zig': 'pub fn get() u32 {\n    return 1;\n}\n', 'deep/near.zig': null } },
    ],
  },
  {
    title: 'a file that goes while it has errors imports what it imported when it returns as it was',
    main: `
export fn get() u32 {
    return @import("near.zig").n;
}
`,
    files: {
      'near.zig': 'const far = @import("far.zig");\npub const n = 1;\n',
      'far.zig': 'pub const m = 2;\n',
    },
    updates: [
      { edit: { 'near.zig': 'pub const n = ;\n' }, error: "near.zig:1:15: error: expected expression, found ';'" },
      { edit: { 'near.zig': null }, error: "near.zig:1:1: error: unable to load 'near.zig': FileNotFound" },
      {
        edit: { 'near.zig': 'const far = @import("far.zig");\npub const n = 1;\n', 'far.zig': '}\n' },
        error: "far.zig:1:1: error: expected 'EOF', found '}'",
      },
    ],
  },
  {
    title: 'embedded files change, go and return',
    main: `
export fn len() u32 {
    return @embedFile("note.txt").len;
}
export fn other() u32 {
    return 1;
}
`,
    files: { 'note.txt': 'note' },
    updates: [
      { edit: { 'note.txt': 'longer' }, analysed: ['body of main.len'] },
      { edit: { 'note.txt': null }, error: "main.zig:3:23: error: unable to open 'note.txt': FileNotFound" },
      { edit: { 'note.txt': 'back' } },
    ],
  },
  {
    title: 'a file of data changes, is broken, mended, goes and returns',
    main: `
const Config = struct { limit: u32, names: []const []const u8 = &.{} };
export fn typed() u32 {
    const config: Config = @import("data.zon");
    return config.limit + config.names.len;
}
export fn untyped() u32 {
    return @import("data.zon").limit;
}
export fn other() u32 {
    return 1;
}
`,
    files: { 'data.zon': '.{ .limit = 10 }\n' },
    updates: [
      {
        edit: { 'data.zon': '.{ .limit = 11 }\n' },
        analysed: [
          'body of main.typed',
          'body of main.untyped',
          'default values of main.untyped__struct_0',
          'layout of main.untyped__struct_0',
        ],
      },
      { edit: { 'data.zon': '// why\n.{\n    .limit = 11,\n}\n' }, analysed: [] },
      {
        edit: { 'data.zon': '.{ .limit = -11 }\n' },
        error: "data.zon:1:13: error: type 'u32' cannot represent integer value '-11'",
      },
      {
        edit: { 'data.zon': '// here\n.{ .limit = -11 }\n' },
        analysed: [],
        error: "data.zon:2:13: error: type 'u32' cannot represent integer value '-11'",
      },
      { edit: { 'data.zon': '.{ .limit = 12, .names = .{ "a", "b" } }\n' } },
      { edit: { 'data.zon': '.{ .limit = 12 \n' }, error: "data.zon:1:15: error: expected ',' after initializer" },
      { edit: { 'data.zon': '.{ .limit = foo }\n' }, error: 'data.zon:1:13: error: invalid expression' },
      { edit: { 'data.zon': '.{ .limit = 12, .size = 1 }\n' }, error: "data.zon:1:25: error: unexpected field 'size'" },
      {
        edit: [['names: []const []const u8 = &.{}', 'size: u32']],
        error: "main.zig:5:34: error: no field named 'names' in struct 'main.Config'",
      },
      { edit: [['config.names.len', 'config.size']] },
      { edit: { 'data.zon': null }, error: "data.zon:1:1: error: unable to load 'data.zon': FileNotFound" },
      { edit: { 'data.zon': '.{ .limit = 3, .size = 4 }\n' } },
    ],
  },
];
