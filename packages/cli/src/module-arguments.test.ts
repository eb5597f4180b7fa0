import { deepEqual, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { programModules } from './module-arguments.ts';

const of = (text: string, ...dependencies: string[]) => ({ text, dependencies });

test('modules import each other under the names that they are given', () => {
  deepEqual(programModules([of('root=src/main.zig', 'a', 'other=b'), of('a=a.zig', 'b'), of('b=b/b.zig', 'a')], null), [
    { name: 'root', rootPath: 'src/main.zig', dependencies: { a: 'a', other: 'b' } },
    { name: 'a', rootPath: 'a.zig', dependencies: { b: 'b' } },
    { name: 'b', rootPath: 'b/b.zig', dependencies: { a: 'a' } },
  ]);
  deepEqual(programModules([], 'main.zig'), []);
});

test('modules that do not fit together are refused in the official words', () => {
  const wrong: [string, ...Parameters<typeof programModules>][] = [
    ["main module provided both by '-Mm=m.zig' and by positional argument 'a.zig'", [of('m=m.zig')], 'a.zig'],
    ["unable to import as 'root': conflicts with builtin module", [of('m=m.zig', 'root=m')], null],
    ["unable to add module 'm': already exists as 'm.zig'", [of('m=m.zig'), of('m=n.zig')], null],
    ["module 'm' depends on non-existent module 'n'", [of('m=m.zig', 'n')], null],
    ["module 'n' declared but not used", [of('m=m.zig'), of('n=n.zig')], null],
    ["unable to add module 'std': every program has one of that name", [of('std=m.zig')], null],
    ["module 'm' has no root source file: -Mm=path", [of('m')], null],
  ];
  for (const [message, args, path] of wrong) throws(() => programModules(args, path), { name: 'UsageError', message });
});
