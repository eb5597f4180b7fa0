import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Compilation } from '../src/compilation/compilation.ts';
import { bytesSource } from '../src/compilation/state-file.ts';
import type { UpdateResult } from '../src/compilation/update-result.ts';
import { libraryOptions, smallLib, TestHost } from './support/library.ts';

/* Declarations that nothing refers to, where a compilation is asked to analyse them too. */

function open(text: string, analysesAll: boolean, state: Uint8Array | null = null): Compilation {
  const source = state === null ? null : bytesSource(state);
  return new Compilation({ ...libraryOptions(new TestHost(text, smallLib), source), analysesAll });
}

function shown({ errors, compileLog, faults, module }: UpdateResult): unknown {
  return [errors, compileLog, faults, module?.slice() ?? null];
}

/** Line, from 1, and text of each error. */
function told(text: string, analysesAll = true): string[] {
  const compilation = open(text, analysesAll);
  return compilation.update().errors.map(({ location, text }) => {
    const at = location === null ? null : compilation.position(location.path, location.span.start, 'utf-8');
    return `${at === null ? '?' : at.line + 1}: ${text}`;
  });
}

test('in a module of a package that others write only what is referred to is analysed', () => {
  const errors = [false, true].map((isForeign) => {
    const host = new TestHost('const a = @import("a");\nexport fn f() u8 {\n    return a.used;\n}\n', smallLib);
    const modules = [{ name: 'a', rootPath: 'a/a.zig', dependencies: {}, isForeign }];
    const options = { ...libraryOptions(host, null), modules, dependencies: { a: 'a' }, analysesAll: true };
    const text = 'pub const used: u8 = 1;\nfn unused() u8 {\n    return "no";\n}\n';
    return new Compilation(options).update([{ path: 'a/a.zig', text }]).errors.map((error) => error.text);
  });
  deepEqual(errors, [["expected type 'u8', found '*const [2:0]u8'"], []]);
});

test('errors of what nothing refers to are told', () => {
  const text = `const P = struct {
    x: u32 = "no",
    fn method(p: P) u8 {
        return p.missing;
    }
};
fn unused(a: u8) u16 {
    return if (a == 0) "no" else 1;
}
const wrong: u8 = 300;
export fn f() void {}
`;
  deepEqual(told(text, false), []);
  deepEqual(told(text), [
    "2: expected type 'u32', found '*const [2:0]u8'",
    "4: no field named 'missing' in struct 'main.P'",
    "8: expected type 'u16', found '*const [2:0]u8'",
    "10: type 'u8' cannot represent integer value '300'",
  ]);
});

test('generic and inline functions, what is within functions, and tests are left alone as long as nothing refers to them', () => {
  const text = `fn generic(x: anytype) u8 {
    return x.missing + @as(u8, "no");
}
inline fn inlined() u8 {
    return "no";
}
fn List(comptime T: type) type {
    return struct {
        items: []T,
        fn bad(self: @This()) u8 {
            return self.missing;
        }
    };
}
test {
    _ = @as(u8, "no");
}
export fn f() void {
    _ = List(u8);
}
`;
  deepEqual(told(text), []);
});

test('the module is the same', () => {
  const text = `fn unused(a: u32) u32 {
    return used(a) + other[a % 2];
}
const other = [_]u32{ 1, 2 };
fn used(a: u32) u32 {
    return a + 1;
}
export fn f(a: u32) u32 {
    return used(a);
}
`;
  const [all, few] = [true, false].map((analysesAll) => open(text, analysesAll).update().module);
  ok(all != null && few != null);
  deepEqual(all, few);
});

const history = [
  'const a = b;\nconst b: u8 = 1;\nexport fn f() void {}\n',
  'const a = b;\nconst b: u8 = "no";\nexport fn f() void {}\n',
  'const a = b;\nfn g() u8 { return a; }\nconst b: u8 = 1;\nexport fn f() void {}\n',
  'const a = b;\nfn g() u16 { return h(a); }\nconst b: u8 = 1;\nexport fn f() void {}\n',
  'const a = b;\nfn g() u16 { return h(a); }\nfn h(x: u8) u8 { return x; }\nconst b: u8 = 1;\nexport fn f() void {}\n',
  'const S = struct { x: u8, fn m(s: S) u8 { return s.y; } };\nexport fn f() void {}\n',
  'const S = struct { x: u8, y: u8, fn m(s: S) u8 { return s.y; } };\nexport fn f() void {}\n',
  'const S = struct { x: u8, y: u8, fn m(s: S) u8 { return s.y; } };\nfn g() u8 { return (S{ .x = 1, .y = 2 }).m(); }\nexport fn f() u8 { return g(); }\n',
  'const S = struct { x: T };\nconst T = struct { s: S };\nexport fn f() void {}\n',
  'const S = struct { x: T };\nconst T = struct { s: *S };\nexport fn f() void {}\n',
  'fn g(x: anytype) void { _ = x.y; }\nfn h() void { g(1); }\nexport fn f() void {}\n',
  'fn g(x: anytype) void { _ = x; }\nfn h() void { g(1); }\nexport fn f() void {}\n',
  'export fn f() void {}\n',
];

test('after any sequence of edits the result is that of a build from nothing', () => {
  const compilation = open(history[0], true);
  for (const text of [...history, ...history.slice().reverse(), history[3], history[7], history[1]]) {
    const result = shown(compilation.update([{ path: 'main.zig', text }]));
    deepEqual(result, shown(open(text, true).update()), text);
  }
});

test('saved state is of the option that it was made with', () => {
  const first = open(history[1], true);
  const result = shown(first.update());
  const state = new Uint8Array(Buffer.concat(first.saveState() ?? []));
  const again = open(history[1], true, state);
  deepEqual(shown(again.update()), result);
  equal(again.stateRefusal, null);
  const other = open(history[1], false, state);
  other.update();
  ok(other.stateRefusal !== null);
});
