// Takes long.
import { deepEqual, equal, match } from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDirectory, rezig } from './command.ts';
import {
  buildProject,
  filesBelow,
  installed,
  projectDirectory,
  runInstalled,
  testCounts,
  watchProject,
} from './projects.ts';

/* `rezig build`, with the projects of test/projects. */

test('tests of all programs of a project are run and counted', () => {
  const { code, stdout, stderr } = buildProject('library', ['test', '--summary', 'all']);
  deepEqual({ code, stdout, counts: testCounts(stderr) }, { code: 0, stdout: '', counts: '3/4' }, stderr);
  const again = buildProject('library', ['test', '--summary', 'all']);
  match(again.stderr, /^\+- run test cached$/m);
  const filtered = buildProject('library', ['test', '--summary', 'line', '-Dtest-filter=first in']);
  equal(filtered.stderr, 'Build Summary: 5/5 steps succeeded; 1/1 tests passed\n');
});

test('a test that fails is told, with the step', () => {
  const source = join(projectDirectory('library'), 'src/uses.zig');
  const text = readFileSync(source, 'utf8');
  writeFileSync(source, text.replace('"one", queue', '"two", queue'));
  const { code, stderr } = buildProject('library', ['test']);
  writeFileSync(source, text);
  equal(code, 1);
  match(stderr, /^run test uses: uses\.test\.a queue of texts: TestExpectedEqual$/m);
  match(stderr, /^src\/uses\.zig:\d+:5: /m);
  match(stderr, /^Build Summary: 3\/5 steps succeeded \(1 failed\); 2\/4 tests passed \(1 skipped, 1 failed\)$/m);
  match(stderr, /^\+- run test uses 0 pass, 1 skip, 1 fail \(2 total\)$/m);
});

test('options, generated files, installed files and directories', () => {
  deepEqual(buildProject('options'), { code: 0, stdout: '', stderr: '' });
  deepEqual(filesBelow(join(projectDirectory('options'), 'zig-out')), [
    'bin/greeter.wasm',
    'generated/assets/filled.h.in',
    'generated/assets/motto.txt',
    'generated/assets/nested/deep.txt',
    'generated/assets/nested/made.empty',
    'generated/copied/motto.txt',
    'generated/table.zig',
    'include/config.h',
    'include/filled.h',
    'share/assets/filled.h.in',
    'share/assets/motto.txt',
    'share/assets/nested/deep.txt',
    'share/assets/nested/made.empty',
    'share/motto.txt',
  ]);
  equal(installed('options', 'share/assets/nested/made.empty'), '');
  match(
    installed('options', 'include/config.h'),
    /^#define HAS_NAME\n#define COUNT 2\n#define LOUD 0\n#define NAME "world"/m,
  );
  const run = buildProject('options', ['run', '-Dstyle=loud', '-Dname=you', '-Dcount=1', '--', 'a', '--b']);
  deepEqual(run, {
    code: 0,
    stdout: 'HELLO, you!\n1.2.3 null\n{ 1, 1 } festina lente\ngiven a\ngiven --b\n',
    stderr: '',
  });
});

test('a prefix, and a build of which nothing changed', () => {
  equal(buildProject('options', ['-p', 'elsewhere', '--summary', 'none']).code, 0);
  const again = buildProject('options', ['--prefix', 'elsewhere', '--summary', 'all']);
  match(again.stderr, /^\+- install greeter cached$/m);
  match(again.stderr, /compile exe greeter Debug native cached$/m);
  equal(filesBelow(join(projectDirectory('options'), 'elsewhere')).includes('bin/greeter.wasm'), true);
});

test('the menu lists steps and options', () => {
  const { code, stdout } = buildProject('options', ['--help']);
  equal(code, 0);
  match(stdout, /^ {2}install \(default\) {12}Copy build artifacts to prefix path$/m);
  match(stdout, /^ {2}run {26}Greet$/m);
  match(stdout, /^ {2}-Dstyle=\[enum\] {15}How\n {33}Supported Values:\n {35}plain\n {35}loud$/m);
  equal(
    buildProject('library', ['-l']).stdout.split('\n')[0],
    '  install (default)            Copy build artifacts to prefix path',
  );
});

const MISTAKES: readonly (readonly [args: readonly string[], message: RegExp])[] = [
  [['-Dnothing'], /^error: invalid option: -Dnothing\nerror: {3}access the help menu with 'rezig build -h'\n$/],
  [['-Dstyle=quiet'], /^error: Expected -Dstyle to be of type build\.Style\.\n/],
  [['-Dcount=many'], /^error: Expected -Dcount to be an integer of type u32\.\n/],
  [['nowhere'], /^error: no step named 'nowhere'\n/],
  [['--nothing'], /^error: unrecognized argument: '--nothing'\n/],
  [['--watc'], /^error: unrecognized argument: '--watc' \(did you mean '--watch'\?\)\n/],
  [['--release=medium'], /^error: expected \[off\|any\|fast\|safe\|small\] in '--release=medium', found 'medium'\n/],
  [['--summary', 'some'], /^error: expected \[all\|new\|failures\|line\|none\] after '--summary', found 'some'\n/],
  [['--webui'], /^error: '--webui' is refused: /],
  [['-fsys=z'], /^system library name not recognized by build script: 'z'\n/],
];

for (const [args, message] of MISTAKES)
  test(`build ${args.join(' ')} says what is wrong`, () => {
    const { code, stderr } = buildProject('options', args);
    equal(code, 1);
    match(stderr, message);
  });

test('there has to be a build.zig', () => {
  const { code, stderr } = rezig(makeDirectory({}), ['build']);
  equal(code, 1);
  match(stderr, /^error: no build\.zig file found, in the current directory or any parent directories/);
});

test('programs run during the build: what they make, what they read, and what is expected of them', () => {
  const built = buildProject('generator', ['--summary', 'none']);
  deepEqual(built, { code: 0, stdout: '', stderr: '' });
  match(installed('generator', 'share/primes.zig'), /by = "the build";\npub const primes = \[_\]u32\{\n {4}2,\n/);
  equal(buildProject('generator', ['test']).code, 0);
  const wrong = buildProject('generator', ['wrong']);
  equal(wrong.code, 1);
  match(
    wrong.stderr,
    /========= expected this stdout: =========\n *never\n *========= but found: ====================\n *generator read: once\n/,
  );
});

test('packages by path, three deep', () => {
  const { code, stderr } = buildProject('workspace', ['install', 'test', '--summary', 'all']);
  deepEqual({ code, counts: testCounts(stderr) }, { code: 0, counts: '2/2' }, stderr);
  equal(runInstalled('workspace', 'bin/areas.wasm'), '9 of the package maths\n');
});

test('packages by hash, of which two depend on a third: that is one', () => {
  deepEqual(buildProject('diamond'), { code: 0, stdout: '', stderr: '' });
  equal(runInstalled('diamond', 'bin/diamond.wasm'), '1 2\n');
});

test("a build.zig uses another package's, its options, files and artifacts", () => {
  deepEqual(buildProject('build-import'), { code: 0, stdout: '', stderr: '' });
  equal(runInstalled('build-import', 'bin/made-with-kit.wasm'), 'KIT 4\n');
  equal(runInstalled('build-import', 'bin/kit-tool.wasm'), 'a tool of KIT\n');
  equal(installed('build-import', 'share/made.txt'), 'made by the kit\n');
});

test('static libraries and objects are linked into a program, and stand by themselves for linkers', () => {
  deepEqual(buildProject('static'), { code: 0, stdout: '', stderr: '' });
  deepEqual(filesBelow(join(projectDirectory('static'), 'zig-out')), ['bin/main.wasm', 'lib/bar.o', 'lib/libfoo.a']);
  match(runInstalled('static', 'bin/main.wasm'), /^42 63 7\n3\.142 circle foo\nNoSpaceLeft\n701 /);
  equal(installed('static', 'lib/libfoo.a').startsWith('!<arch>\n/ '), true);
  equal(installed('static', 'lib/bar.o').startsWith('\0asm\x01'), true);
});

test('functions of steps are run, and tell how they failed', () => {
  deepEqual(buildProject('custom-steps'), { code: 0, stdout: '', stderr: 'configured\n' });
  equal(runInstalled('custom-steps', 'bin/names.wasm'), 'alpha\nbeta\n');
  equal(installed('custom-steps', 'share/note.txt'), 'a note\n');
  match(buildProject('custom-steps', ['fail']).stderr, /^\+- failing failure\nerror: this is not to be\n/m);
  match(buildProject('custom-steps', ['error']).stderr, /^\+- erring failure\nerror: FileNotFound\n/m);
});

test('what needs more than Zig is an error of the step that needs it', () => {
  deepEqual(buildProject('native-parts'), { code: 0, stdout: '', stderr: '' });
  for (const [step, message] of [
    ['native', "C source file 'part.c': only Zig is compiled here (module 'root')"],
    ['system', "system library 'z': only Zig is compiled here (module 'root')"],
    ['command', "'echo hello': what is run here are programs that the build compiles, under WASI"],
    ['translate', 'C cannot be translated: only Zig is compiled here'],
    ['fail', 'as asked'],
  ]) {
    const { code, stderr } = buildProject('native-parts', [step]);
    equal(code, 1, step);
    equal(stderr.includes(`error: ${message}\n`), true, stderr);
  }
});

test('errors of programs and of build.zig are told with their places, and what does not need them goes on', () => {
  const source = join(projectDirectory('generator'), 'src/main.zig');
  const text = readFileSync(source, 'utf8');
  appendFileSync(source, 'fn unfinished() void { return 1; }\ncomptime { _ = unfinished; unfinished(); }\n');
  const { code, stderr } = buildProject('generator', ['install', 'test']);
  writeFileSync(source, text);
  equal(code, 1);
  match(stderr, /^src\/main\.zig:\d+:\d+: error: /m);
  match(stderr, /^Build Summary: \d+\/\d+ steps succeeded \(1 failed\)$/m);
  match(stderr, /^\+- install primes transitive failure$/m);
  equal(stderr.includes('test transitive failure'), false);

  const build = join(projectDirectory('library'), 'build.zig');
  const buildText = readFileSync(build, 'utf8');
  writeFileSync(build, buildText.replace('b.addModule', 'b.addModulle'));
  const wrong = buildProject('library');
  writeFileSync(build, buildText);
  equal(wrong.code, 1);
  match(wrong.stderr, /^build\.zig:\d+:\d+: error: no field or member function named 'addModulle' in 'Build'$/m);
});

test('a graph that is kept is made again where what it depends on changed', () => {
  const files = {
    'build.zig': `const std = @import("std");
pub fn build(b: *std.Build) void {
    const text = std.Io.Dir.cwd().readFileAlloc(b.graph.io, b.pathFromRoot("steps.txt"), b.allocator, .unlimited) catch "none";
    _ = b.step("from-file", std.mem.trim(u8, text, "\\n"));
    _ = b.step("from-environment", b.graph.environ_map.get("STEP_TEXT") orelse "unset");
    std.debug.print("configured\\n", .{});
}
`,
  };
  const directory = makeDirectory(files);
  const steps = (environment = {}): string[] => {
    const { stdout, stderr } = rezig(directory, ['build', '-l'], '', environment);
    return [
      ...stdout
        .split('\n')
        .slice(2, 4)
        .map((line) => line.slice(31)),
      stderr,
    ];
  };
  deepEqual(steps(), ['none', 'unset', 'configured\n']);
  writeFileSync(join(directory, 'steps.txt'), 'one');
  deepEqual(steps(), ['one', 'unset', 'configured\n']);
  deepEqual(steps({ STEP_TEXT: 'two' }), ['one', 'two', 'configured\n']);
  deepEqual(steps({ UNASKED: 'three' }), ['one', 'unset', 'configured\n']);
  rmSync(join(directory, 'steps.txt'));
  deepEqual(steps(), ['none', 'unset', 'configured\n']);
});

test('with --watch a build follows files, build.zig and what fails', async () => {
  const name = 'options';
  const build = watchProject(name, ['run']);
  await build.until(({ stdout }) => stdout.includes('hello, world\n'));
  const words = join(projectDirectory(name), 'src/words.zig');
  const text = readFileSync(words, 'utf8');
  build.clear();
  writeFileSync(words, text.replace('hello, {s}', 'good day, {s}'));
  await build.until(({ stdout }) => stdout.includes('good day, world\n'));
  build.clear();
  writeFileSync(words, text.replace('hello, {s}', 'hello, {d}'));
  await build.until(({ stderr }) => /error: [^\n]*\n[\s\S]*Build Summary/.test(stderr));
  build.clear();
  writeFileSync(words, text);
  await build.until(({ stdout }) => stdout.includes('hello, world\n'));
  build.clear();
  const file = join(projectDirectory(name), 'build.zig');
  writeFileSync(file, readFileSync(file, 'utf8').replace('orelse "world"', 'orelse "builder"'));
  await build.until(({ stdout }) => stdout.includes('hello, builder\n'));
  build.stop();
  await build.ended;
});
