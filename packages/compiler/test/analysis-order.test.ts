import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { Compilation } from '../src/compilation/compilation.ts';
import { lib, libraryOptions, TestHost } from './support/library.ts';

/*
 * In what order units are analysed shows where each of them exports the same name: an error for each but the first, in that order. Each program has lines
 * `comptime { E(name); }`, which stand for such an export, and `export fn ... // name`; after it the order of the official compiler, with its own code
 * generation (`-fno-llvm`), and with LLVM and `ubsan_rt`.
 */

const blocks = (name: string, count: number): string =>
  Array.from({ length: count }, (_, i) => `comptime { E(${name}${i + 1}); }`).join('\n');
const each = (count: number, text: string): string =>
  Array.from({ length: count }, (_, i) => text.replaceAll('#', String(i + 1))).join('\n');
const MAIN = 'pub fn main() void {}';

const PROGRAMS: readonly (readonly [title: string, program: string, withoutUbsan: string, withUbsan: string])[] = [
  ['blocks', `${blocks('c', 7)}\n${MAIN}`, 'c7 c6 c5 c4 c3 c2 c1', 'c6 c5 c4 c3 c2 c1 c7'],
  [
    'an export before blocks',
    `comptime { E(c1); }\nexport fn a() void {} // e1\n${blocks('d', 2)}\n${MAIN}`,
    'd2 d1 c1 e1',
    'd1 c1 e1 d2',
  ],
  [
    'functions before the rest',
    `pub fn main() void {\n f1(); f2(); f3();\n comptime { E(m); }\n}\n${each(3, 'fn f#() void { comptime { E(f#); } }')}\n${blocks('c', 2)}`,
    'm f3 f2 f1 c2 c1',
    'm f3 f2 f1 c1 c2',
  ],
  [
    'a container of a declaration without a type',
    `comptime { E(c1); }\nconst S = struct {\n${blocks('s', 4)}\n};\ncomptime { _ = S;\n E(c2); }\ncomptime { E(c3); }\n${MAIN}`,
    'c3 c2 c1 s3 s2 s1 s4',
    'c2 c1 s3 s2 s1 s4 c3',
  ],
  [
    'nothing but such a container',
    `const S = struct {\n${blocks('s', 4)}\n};\ncomptime { _ = S; }\n${MAIN}`,
    's3 s2 s1 s4',
    's3 s2 s1 s4',
  ],
  [
    'two of them',
    `const S = struct {\n${blocks('s', 3)}\n};\nconst T = struct {\n${blocks('t', 3)}\n};\ncomptime { _ = S; _ = T; }\n${MAIN}`,
    't2 t1 t3 s2 s1 s3',
    't2 t1 t3 s2 s1 s3',
  ],
  [
    'exported functions',
    `${each(4, 'export fn y#() void { comptime { E(x#); } }')}\n${MAIN}`,
    'x4 x3 x2 x1',
    'x4 x3 x2 x1',
  ],
  [
    'exported variables that say their type',
    `${each(4, 'const S# = struct { const v = 1; comptime { E(s#); } };\nexport var x#: u32 = S#.v;')}\n${MAIN}`,
    's4 s3 s2 s1',
    's4 s2 s1 s3',
  ],
  [
    'exported constants that do not',
    `${each(4, 'const S# = struct { const v: u32 = 1; comptime { E(s#); } };\nexport const x# = S#.v;')}\n${MAIN}`,
    's4 s3 s2 s1',
    's3 s2 s4 s1',
  ],
  [
    'default values of structs wait since there is a layout',
    `const R = struct { s: struct { a: u8 = 3 } };\n${each(3, 'const T# = struct {\n comptime { E(t#); }\n comptime { _ = U#; }\n};\nconst U# = struct {\n comptime { E(u#); }\n};')}
comptime { E(c1); }\ncomptime { _ = T1; _ = @sizeOf(R); _ = T2; _ = T3; }\ncomptime { E(c2); }\ncomptime { E(c3); }\n${MAIN}`,
    'c3 c2 c1 t3 t2 u3 u2 t1 u1',
    'c2 c1 t3 t2 u3 u2 t1 c3 u1',
  ],
];

/** The names of what exports, in the order in which it is analysed. */
function order(program: string, hasUbsanRt: boolean): string {
  const names = [...program.matchAll(/E\((\w+)\);/g)].map(([, name]) => name);
  const source = program.replace(/E\((\w+)\);/g, '@export(&x_$1, .{ .name = "a" });');
  const functions = names.map((name) => `fn x_${name}() callconv(.c) void {}`);
  const host = new TestHost(`${source}\n${functions.join('\n')}\n`, lib);
  const options = { ...libraryOptions(host, null), target: 'wasm32-wasi', isLibrary: false, emit: false };
  const { errors } = new Compilation({ ...options, hasUbsanRt }).update();
  const lines = host.source.split('\n');
  const nameAt = (line: number): string => /x_(\w+)|\/\/ (\w+)/.exec(lines[line]!)!.slice(1).find(Boolean)!;
  const found: string[] = [];
  for (const { text, location, notes } of errors) {
    equal(text, 'exported symbol collision: a');
    if (found.length === 0) found.push(nameAt(notes[0]!.location!.line));
    found.push(nameAt(location!.line));
  }
  return found.join(' ');
}

for (const [title, program, withoutUbsan, withUbsan] of PROGRAMS) {
  test(`units are analysed in the official order: ${title}`, () => {
    equal(order(program, false), withoutUbsan);
    equal(order(program, true), withUbsan);
  });
}
