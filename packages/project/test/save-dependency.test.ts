import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { type SavedDependency, saveDependency } from '../src/packages/save-dependency.ts';

const REMOTE: SavedDependency = { url: 'https://example.org/a.tar.gz', hash: '--H' };

/** Lists of dependencies before and after one called `new` is saved. */
const CASES: readonly (readonly [before: string, after: string, dependency?: SavedDependency])[] = [
  [
    '.dependencies = .{},',
    `.dependencies = .{
        .new = .{
            .url = "https://example.org/a.tar.gz",
            .hash = "--H",
        },
    },`,
  ],
  [
    `.dependencies = .{
        // one
        .x = .{ .path = "y" }, // two
        // three
    },`,
    `.dependencies = .{
        // one
        .x = .{ .path = "y" }, // two
        // three
        .new = .{
            .url = "https://example.org/a.tar.gz",
            .hash = "--H",
        },
    },`,
  ],
  [
    `.dependencies = .{
        .x = .{ .path = "y" }
    },`,
    `.dependencies = .{
        .x = .{ .path = "y" },
        .new = .{
            .url = "https://example.org/a.tar.gz",
            .hash = "--H",
        },
    },`,
  ],
  [
    '.dependencies = .{ .x = .{ .path = "y" } },',
    '.dependencies = .{ .x = .{ .path = "y" }, .new = .{ .url = "https://example.org/a.tar.gz", .hash = "--H" } },',
  ],
  [
    '.dependencies = .{ .new = .{ .hash = "--O", .lazy = true, .url = "https://old" } },',
    '.dependencies = .{ .new = .{ .hash = "--H", .lazy = true, .url = "https://example.org/a.tar.gz" } },',
  ],
  [
    '.dependencies = .{ .new = .{ .url = "https://old" } },',
    '.dependencies = .{ .new = .{ .url = "https://example.org/a.tar.gz", .hash = "--H" } },',
  ],
  [
    '.dependencies = .{ .new = .{ .path = "y" } },',
    `.dependencies = .{ .new = .{
        .url = "https://example.org/a.tar.gz",
        .hash = "--H",
    } },`,
  ],
  [
    '.dependencies = .{ .new = .{ .path = "y" } },',
    '.dependencies = .{ .new = .{ .path = "../z" } },',
    { path: '../z' },
  ],
];

const whole = (dependencies: string): string => `.{
    // A comment.
    .name = .p1,
    .version = "0.1.0",
    ${dependencies}
    .paths = .{""},
}
`;

const save = (text: string, dependency: SavedDependency = REMOTE, name = 'new') =>
  saveDependency('build.zig.zon', new TextEncoder().encode(text), name, dependency);

test('a dependency is saved without changing what else is written', () => {
  for (const [before, after, dependency] of CASES) {
    const saved = save(whole(before), dependency);
    deepEqual(saved, { text: whole(after), before: before.includes('.new') ? 'other' : 'none' });
    deepEqual(save(whole(after), dependency), { text: whole(after), before: 'same' });
  }
});

test('a manifest without dependencies gets some', () => {
  const saved = save('.{ .name = .p1, .version = "0.1.0" }\n', { path: 'x' }, 'not bare');
  equal(
    'text' in saved && saved.text,
    `.{ .name = .p1, .version = "0.1.0",
.dependencies = .{
    .@"not bare" = .{
        .path = "x",
    },
}, }\n`,
  );
  equal('text' in saved && 'errors' in save(saved.text), false);
});

test('a manifest that cannot be read is not written', () => {
  const saved = save('.{');
  equal('errors' in saved && saved.errors[0].text, "expected expression, found 'EOF'");
});
