import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { call, instantiate, lib, openLibrary } from '../../test/support/library.ts';
import { AirTag } from '../air/air.ts';
import { compilerRtFile } from './compiler-rt.ts';
import { unitText } from './journal-text.ts';

const program = (body: string): string => `
var big: f128 = 0;
export fn store(x: f64) void {
    big = x;
}
export fn third(x: f64) f64 {
    var wide: f128 = x;
    wide = @floor(wide / 3) + 0.5;
    const other: f80 = @floatCast(wide);
    ${body}
}
`;

test('f80 and f128 are computed with', () => {
  const source = program(
    'return if (other < 1000) @floatCast(other * 2) else @floatFromInt(@as(i128, @intFromFloat(wide)));',
  );
  const result = openLibrary(source).compilation.update();
  equal(call(result, 'third', 10), 7);
  equal(call(result, 'third', -10), -7);
  equal(call(result, 'third', 3e20), 1e20);
});

test('sines and the like come from compiler_rt', () => {
  const source = 'export fn f(x: f64) f64 { return @sin(x) * @mulAdd(f64, x, x, 1) + @as(f32, @exp2(@as(f32, 3))); }';
  const x = 0.75;
  const found = call(openLibrary(source).compilation.update(), 'f', x) as number;
  ok(Math.abs(found - (Math.sin(x) * (x * x + 1) + 8)) < 1e-14);
});

test('an extern function is one of the program, then one of compiler_rt, then one of the host', () => {
  const source = `
    extern fn twice(x: i32) i32;
    extern fn fmod(x: f64, y: f64) f64;
    extern fn host(x: i32) i32;
    export fn f(x: i32) i32 { return twice(x) + host(@intFromFloat(fmod(@floatFromInt(x), 4))); }
    const inner = struct { export fn twice(x: i32) i32 { return 2 * x; } };
    comptime { _ = inner; }
  `;
  const env = { host: (x: number) => 100 * x };
  const exports = instantiate(openLibrary(source).compilation.update(), { env });
  equal(exports.f!(7), 314);
  deepEqual(Object.keys(exports).sort(), ['f', 'memory', 'twice']);
});

test('an edit of a body analyses nothing of compiler_rt again, and gives what a build from nothing gives', () => {
  const { host, compilation } = openLibrary(program('return @floatCast(other);'));
  compilation.update();
  const read = host.read.length;
  host.source = program('return @floatCast(other + 1);');
  const edited = compilation.update(['main.zig']);
  ok(host.read.slice(read).every((path) => path.startsWith('lib/compiler_rt/add')));
  deepEqual(
    compilation.journal().analysed.flatMap(({ unit }) => (unit.isOwn ? [unitText(unit)] : [])),
    ['body of main.third'],
  );
  deepEqual(edited.module, openLibrary(host.source).compilation.update().module);
  host.source = program('return @floatCast(other);');
  deepEqual(compilation.update(['main.zig']).module, openLibrary(host.source).compilation.update().module);
});

test('a program that needs nothing of compiler_rt does not read it', () => {
  const { host, compilation } = openLibrary('export fn add(x: i32, y: i32) i32 { return x + y; }');
  equal(call(compilation.update(), 'add', 2, 3), 5);
  deepEqual(
    host.read.filter((path) => path.includes('compiler_rt')),
    [],
  );
});

test('every function that code may call by name is defined in the file said', () => {
  const names: string[] = [];
  for (const mode of ['xf', 'tf']) {
    for (const name of ['add', 'sub', 'mul', 'div']) names.push(`__${name}${mode}3`);
    for (const name of ['eq', 'ne', 'lt', 'le', 'gt', 'ge']) names.push(`__${name}${mode}2`);
    for (const other of ['hf', 'sf', 'df']) names.push(`__extend${other}${mode}2`, `__trunc${mode}${other}2`);
    for (const int of ['si', 'di', 'ti']) {
      names.push(`__fix${mode}${int}`, `__fixuns${mode}${int}`, `__float${int}${mode}`, `__floatun${int}${mode}`);
    }
  }
  const math = ['sqrt', 'floor', 'ceil', 'round', 'trunc', 'fmod', 'fmin', 'fmax', 'fma'];
  for (const tag of [
    AirTag.sin,
    AirTag.cos,
    AirTag.tan,
    AirTag.exp,
    AirTag.exp2,
    AirTag.log,
    AirTag.log2,
    AirTag.log10,
  ]) {
    math.push(AirTag[tag]);
  }
  for (const name of math) names.push(name, `${name}f`, `${name}q`, `__${name}x`);
  names.push('__extendxftf2', '__trunctfxf2');
  const undefinedNames = names.filter((name) => {
    const file = compilerRtFile(name);
    return file === null || !readFileSync(new URL(`compiler_rt/${file}.zig`, lib), 'utf8').includes(`"${name}")`);
  });
  deepEqual(undefinedNames, []);
  equal(compilerRtFile('report'), null);
});
