import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Compilation } from '../src/compilation/compilation.ts';
import { type CompilationOptions, completeOptions, OptimizeMode } from '../src/compilation/options.ts';
import { Session } from '../src/compilation/session.ts';
import { bytesSource } from '../src/compilation/state-file.ts';
import { StateKind } from '../src/compilation/state-kind.ts';
import type { UpdateResult } from '../src/compilation/update-result.ts';
import type { OnStep } from '../src/util/fault.ts';
import { lib, smallLib, TestHost } from './support/library.ts';
import { sectionAt } from './support/state-sections.ts';

/* What one program found out about the library, others start from; and nothing of that shows in what they come to. */

type Setting = Partial<CompilationOptions> & { readonly directory?: URL };

const SMALL = { directory: smallLib, target: 'wasm32-freestanding', isLibrary: true } as const;

interface Opened {
  readonly host: TestHost;
  readonly compilation: Compilation;
}

/** `image`, `state`: what another compilation saved. Without an image, null to make one, it starts from nothing. */
function open(
  source: string,
  { directory = lib, ...setting }: Setting,
  image?: Uint8Array | null,
  state: Uint8Array | null = null,
): Opened {
  const host = new TestHost(source, directory);
  const compilation = new Compilation({
    rootPath: 'main.zig',
    zigLibDir: 'lib',
    host,
    ...setting,
    ...(image === undefined ? {} : { image: image && bytesSource(image) }),
    state: state && bytesSource(state),
  });
  return { host, compilation };
}

function joined(parts: readonly Uint8Array[] | null): Uint8Array {
  ok(parts !== null);
  return new Uint8Array(Buffer.concat(parts));
}

/** What a user sees of a result. */
function shown({ errors, compileLog, faults, module }: UpdateResult): unknown {
  return [errors, compileLog, faults, module?.slice() ?? null];
}

/** What a user sees of what an update did, without times. */
function told(compilation: Compilation): unknown {
  const { inputs, analysed, unchanged, generated } = compilation.journal();
  return [inputs, analysed.map(({ unit, cause }) => [unit, cause]), unchanged, generated];
}

function fromNothing(source: string, setting: Setting): unknown {
  return shown(open(source, setting).compilation.update());
}

function imageOf(source: string, setting: Setting): Uint8Array {
  const { compilation } = open(source, setting, null);
  compilation.update();
  return joined(compilation.saveImage());
}

const first = 'export fn first(x: u32) u32 { return x + 1; }';
const second = `
const table = [_]u32{ 1, 2, 3 };
fn twice(x: u32) u32 {
    return 2 * x;
}
export fn base(x: u32) u32 {
    return if (x < table.len) table[x] else twice(x);
}
`;

const image = imageOf(first, SMALL);

test('another program comes to what it comes to from nothing, and so does the next process', () => {
  const programs = [
    second,
    'const x: u32 = "";\nexport fn f() u32 { return x; }',
    'export fn f() u32 { return g(); }\nfn g() u32 { return loop; }\nconst loop: u32 = k;\nconst k: u32 = loop;',
    'export fn f( u32 {}',
    'comptime { @compileLog(@typeName(struct {}), @import("root") == @This()); }',
    '',
  ];
  for (const program of programs) {
    const expected = fromNothing(program, SMALL);
    const { compilation } = open(program, SMALL, image);
    deepEqual(shown(compilation.update()), expected, program);
    equal(compilation.saveImage(), null);
    equal(compilation.stateRefusal, null);
    const again = open(program, SMALL, image, joined(compilation.saveState())).compilation;
    deepEqual(shown(again.update()), expected, program);
    equal(again.stateRefusal, null);
    if (!program.includes('loop')) deepEqual(again.journal().analysed, [], program);
  }
});

test('state goes on from an image through edits', () => {
  let state: Uint8Array | null = null;
  for (const text of ['2 * x', 'x + x + 1', '2 * y', '2 * x']) {
    const source = second.replace('2 * x', text);
    const { compilation } = open(source, SMALL, image, state);
    deepEqual(shown(compilation.update()), fromNothing(source, SMALL));
    equal(compilation.stateRefusal, null);
    if (state !== null) ok(compilation.journal().analysed.length <= 3);
    state = joined(compilation.saveState());
    const whole = open(source, SMALL).compilation;
    whole.update();
    ok(state.length < joined(whole.saveState()).length / 5);
  }
});

test('it is told in the same way whether the image was there or was made, and nothing of the base program is', () => {
  const made = open(second, SMALL, null).compilation;
  deepEqual(shown(made.update()), fromNothing(second, SMALL));
  const found = open(second, SMALL, joined(made.saveImage())).compilation;
  found.update();
  deepEqual(told(found), told(made));
  deepEqual(found.watchedPaths().sort(), made.watchedPaths().sort());
  const known = [...found.watchedPaths(), JSON.stringify(told(found)), JSON.stringify(found.explain('base'))];
  equal(known.join('\n').includes('base_program'), false);
  ok(found.journal().analysed.every(({ cause }) => cause.change === 'first-time'));
  equal(found.explain('main.base').kind, 'found');
  deepEqual(found.explain('twice'), made.explain('twice'));
});

test('state without the image that it builds on is refused, with the reason', () => {
  const { compilation } = open(second, SMALL, image);
  compilation.update();
  const state = joined(compilation.saveState());
  const expected = fromNothing(second, SMALL);
  const others: readonly (readonly [Uint8Array | null | undefined, RegExp])[] = [
    [undefined, /^the library image that it builds on is missing$/],
    [null, /^the library image that it builds on is missing$/],
    [image.slice(8), /^the library image that it builds on cannot be used: it is no state file$/],
    [
      imageOf(first, { ...SMALL, mode: OptimizeMode.ReleaseFast }),
      /^the library image that it builds on cannot be used: it is of other options$/,
    ],
  ];
  for (const [other, reason] of others) {
    const opened = open(second, SMALL, other, state).compilation;
    deepEqual(shown(opened.update()), expected);
    match(opened.stateRefusal ?? '', reason);
    equal(opened.saveImage() === null, other === undefined);
  }
});

test('wherever an image is damaged or cut off, the result is that of a build from nothing', () => {
  const { compilation } = open(second, SMALL, image);
  const expected = shown(compilation.update());
  const state = joined(compilation.saveState());
  const edited = second.replace('2 * x', 'x + x');
  const expectedOfEdited = fromNothing(edited, SMALL);
  let refused = 0;
  let unasked = 0;
  const check = (damaged: Uint8Array, what: string): void => {
    const first = open(second, SMALL, damaged).compilation;
    deepEqual(shown(first.update()), expected, what);
    equal(first.stateRefusal, null, what);
    const later = open(edited, SMALL, damaged, state).compilation;
    deepEqual(shown(later.update()), expectedOfEdited, what);
    if (later.stateRefusal !== null) refused++;
  };
  for (let i = 0; i < 60; i++) {
    const damaged = image.slice();
    const at = i < 40 ? Math.floor((i * image.length) / 40) : (i - 40) * 9;
    damaged[at] ^= 1 << (i & 7);
    check(damaged, `byte ${at}`);
    // How the base program was linked is nothing to a program that has been linked.
    if (sectionAt(image, at) === StateKind.link) unasked++;
  }
  for (let i = 0; i < 10; i++) check(image.slice(0, Math.floor((i * image.length) / 10)), `length ${i}/10`);
  equal(refused, 70 - unasked);
});

test('an image is made in as many steps as it takes', () => {
  const { compilation } = open(second, SMALL, null);
  let steps = 0;
  for (let isDone = false; !isDone; steps++) {
    let asked = 0;
    const signal = {
      get aborted(): boolean {
        return ++asked > 20;
      },
    };
    const result = compilation.update([], { signal });
    isDone = result.isComplete;
    if (isDone) deepEqual(shown(result), fromNothing(second, SMALL));
  }
  ok(steps > 2);
  const { compilation: other } = open(first, SMALL, joined(compilation.saveImage()));
  deepEqual(shown(other.update()), fromNothing(first, SMALL));
});

/** The small library with ten files more, which have `text`. */
class GrownLibrary extends TestHost {
  readonly texts = new Map(Array.from({ length: 10 }, (_, i) => [`lib/std/more${i}.zig`, 'pub const more = 1;']));

  override readFile(path: string): Uint8Array {
    const text = this.texts.get(path);
    if (text !== undefined) {
      this.read.push(path);
      return new TextEncoder().encode(text);
    }
    const bytes = super.readFile(path);
    if (path !== 'lib/std/std.zig') return bytes;
    const imports = [...this.texts.keys()].map((name) => `_ = @import("${name.slice(8)}").more;`);
    return new Uint8Array(Buffer.concat([bytes, Buffer.from(`comptime { ${imports.join(' ')} }`)]));
  }
}

test('a library that is edited while an image is made is what it is then', () => {
  const host = new GrownLibrary(second, smallLib);
  const options = { ...SMALL, rootPath: 'main.zig', zigLibDir: 'lib', host };
  const compilation = new Compilation({ ...options, image: null });
  const signal = {
    get aborted(): boolean {
      return host.read.includes('lib/std/more3.zig');
    },
  };
  equal(compilation.update([], { signal }).isComplete, false);
  host.texts.set('lib/std/more3.zig', 'pub const more = @compileError("edited");');
  const expected = new Compilation(options).update();
  equal(expected.errors[0]?.text, 'edited');
  equal(compilation.update(['lib/std/more3.zig'], { signal: { aborted: true } }).isComplete, false);
  deepEqual(shown(compilation.update()), shown(expected));
});

test('where nothing could be analysed nothing is kept, and an image is made when something can', () => {
  const { host, compilation } = open('export fn f( u32 {}', SMALL, null);
  notEqual(compilation.update().errors.length, 0);
  deepEqual([compilation.saveImage(), compilation.saveState()], [null, null]);
  host.source = second;
  deepEqual(shown(compilation.update(['main.zig'])), fromNothing(second, SMALL));
  notEqual(compilation.saveImage(), null);
});

test('an image of a library that was edited since is brought up to date, or made again where much was', () => {
  const host = new GrownLibrary(second, smallLib);
  const options = { ...SMALL, rootPath: 'main.zig', zigLibDir: 'lib', host };
  const first = new Compilation({ ...options, image: null });
  first.update();
  const image = joined(first.saveImage());
  for (const [count, isMadeAgain] of [
    [2, false],
    [10, true],
  ] as const) {
    for (const path of [...host.texts.keys()].slice(0, count)) host.texts.set(path, 'pub const more = "";');
    const compilation = new Compilation({ ...options, image: bytesSource(image) });
    deepEqual(shown(compilation.update()), shown(new Compilation(options).update()));
    equal(compilation.saveImage() !== null, isMadeAgain);
  }
});

test('what a root file may have instead of the usual makes no difference', () => {
  const image = imageOf('pub fn main() void {}', {});
  for (const program of [
    `const std = @import("std");
pub const std_options: std.Options = .{ .log_level = .warn, .logFn = log };
pub const panic = std.debug.FullPanic(onPanic);
fn onPanic(_: []const u8, _: ?usize) noreturn {
    @trap();
}
fn log(comptime _: std.log.Level, comptime _: @EnumLiteral(), comptime format: []const u8, args: anytype) void {
    std.debug.print("log: " ++ format, args);
}
pub fn main() !void {
    std.log.warn("{s}", .{@typeName(@import("root"))});
}
`,
    'pub fn mein() void {}',
    'export fn _start() void {}',
  ]) {
    const { compilation } = open(program, {}, image);
    deepEqual(shown(compilation.update()), fromNothing(program, {}), program);
  }
});

/** A host whose files have stamps. */
class StampedHost extends TestHost {
  stampOfAll = 'one time';

  stamp(path: string): string {
    return `${this.stampOfAll} ${path}`;
  }
}

test('an image of files that have other stamps by now is given once more, with those', () => {
  const opened = (source: string, stamps: string, from: Uint8Array | null): Opened => {
    const host = new StampedHost(source, lib);
    host.stampOfAll = stamps;
    const image = from && bytesSource(from);
    return { host, compilation: new Compilation({ rootPath: 'main.zig', zigLibDir: 'lib', host, image }) };
  };
  const program = 'pub fn main() void {}';
  const made = opened(program, 'one time', null).compilation;
  const expected = shown(made.update());
  const image = joined(made.saveImage());

  const { compilation, host } = opened(program, 'another time', image);
  deepEqual(shown(compilation.update()), expected);
  const readToCompare = host.read.length;
  const restamped = joined(compilation.saveImage());
  equal(compilation.saveImage(), null);
  const state = joined(compilation.saveState());

  const next = opened(program, 'another time', restamped);
  deepEqual(shown(next.compilation.update()), expected);
  // What is read then is what is analysed.
  ok(next.host.read.length < readToCompare / 3, next.host.read.join());
  equal(next.compilation.saveImage(), null);
  const again = new Compilation({
    rootPath: 'main.zig',
    zigLibDir: 'lib',
    host,
    image: bytesSource(restamped),
    state: bytesSource(state),
  });
  deepEqual(shown(again.update()), expected);
  equal(again.stateRefusal, null);
});

test('what a base program has in its module is not made again for a program that begins with its image', () => {
  const program = 'pub fn main() void { @import("std").debug.print("{s}", .{"shown"}); }';
  const dataOf = (from: Uint8Array | undefined): Set<string> => {
    const host = new TestHost(program, lib);
    const made = new Set<string>();
    const onStep: OnStep = (step, name) => {
      if (step === 'data') made.add(name());
    };
    const image = from && bytesSource(from);
    const options = completeOptions({ rootPath: 'main.zig', zigLibDir: 'lib', host, ...(image && { image }) });
    ok(new Session(options, host, onStep).update([]).module !== null);
    return made;
  };
  const image = imageOf('pub fn main() void {}', {});
  const fromNothing = dataOf(undefined);
  ok(fromNothing.size > 10);
  const others = [...dataOf(image)].filter((name) => fromNothing.has(name));
  ok(others.length < fromNothing.size / 5, others.join(', '));
});

test('tests and programs without a system have images of their own', () => {
  const source = `const std = @import("std");
test "one" { try std.testing.expectEqualStrings("one", "on" ++ "e"); }
test { try std.testing.expect(count > 1); }
const count: u32 = 2;
pub fn main() void { @trap(); }
`;
  for (const setting of [{ testFilters: [] }, { target: 'wasm32-freestanding' }] as const) {
    const expected = fromNothing(source, setting);
    const made = open(source, setting, null).compilation;
    deepEqual(shown(made.update()), expected);
    const { compilation } = open(source, setting, joined(made.saveImage()));
    deepEqual(shown(compilation.update()), expected);
    equal(compilation.saveImage(), null);
    notEqual(compilation.saveState(), null);
  }
});

test('a program whose root is a file of the library has no image', () => {
  const host = new TestHost('', lib);
  const rootPath = 'lib/std/once.zig';
  const compilation = new Compilation({ rootPath, zigLibDir: 'lib', host, testFilters: [], image: null, emit: false });
  compilation.update();
  equal(compilation.saveImage(), null);
});
