import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { basename, join } from 'node:path';
import { afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { makeDirectory } from './command.ts';

const COMMAND = fileURLToPath(new URL('../bin/rezig.cjs', import.meta.url));
const MAX_MILLISECONDS = 60_000;

const main = `const std = @import("std");
const part = @import("part.zig");

pub fn main() !void {
    var total: u32 = 0;
    for (0..3) |i| {
        total += part.twice(u32, @intCast(i)); // in the loop
    }
    const doubled = add(total, 1); // put in line
    std.debug.print("total {d}\\n", .{doubled}); // print
    if (part.twice(u8, 4) != 8) return error.Wrong;
}

inline fn add(a: u32, b: u32) u32 {
    return a + b;
}

test "one" {
    const a = part.twice(u32, 1);
    try std.testing.expectEqual(2, a); // of one
    try std.testing.expect(a == 2);
}

test "other" {
    try std.testing.expectEqual(7, part.twice(u32, 3)); // of other
    std.debug.print("after\\n", .{});
}
`;

const part = `/// Twice as much.
pub fn twice(comptime T: type, a: T) T {
    const result = a * 2; // in twice
    return result;
}

pub fn at(items: []const u8, index: usize) u8 {
    return items[index]; // panics
}
`;

const crash = `const part = @import("part.zig");

pub fn main() void {
    var index: usize = 1;
    while (index < 10) index += 1;
    _ = part.at("abc", index); // asks for too much
}
`;

const endless = `const std = @import("std");
var count: u32 = 0;

pub fn main() void {
    std.debug.print("begun\\n", .{});
    while (true) {
        count +%= 1; // without end
    }
}
`;

const files = { 'main.zig': main, 'part.zig': part, 'crash.zig': crash, 'endless.zig': endless };

/** The number of the line of a file that has `words`, from 1. */
function lineOf(file: keyof typeof files, words: string): number {
  return files[file].slice(0, files[file].indexOf(words)).split('\n').length;
}

let client: DebugClient | null = null;

afterEach(async () => {
  await client?.stop();
  client = null;
});

/** A session, in a directory with the files. */
class Session {
  readonly client: DebugClient;
  readonly cwd: string;
  readonly #output: string[] = [];
  #exitCode: number | null = null;
  readonly #ended: Promise<unknown>;

  private constructor(started: DebugClient, cwd: string) {
    this.client = started;
    this.cwd = cwd;
    started.on('output', ({ body }: DebugProtocol.OutputEvent) => this.#output.push(body.output));
    started.on('exited', ({ body }: DebugProtocol.ExitedEvent) => {
      this.#exitCode = body.exitCode;
    });
    this.#ended = new Promise((resolve) => started.on('terminated', resolve));
  }

  static async open(): Promise<Session> {
    const cwd = makeDirectory(files);
    client = new DebugClient(COMMAND, 'dap', 'rezig', {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: join(cwd, '.cache') },
    });
    client.defaultTimeout = MAX_MILLISECONDS;
    await client.start();
    return new Session(client, cwd);
  }

  get output(): string {
    return this.#output.join('');
  }

  /** Starts what `command` runs, with breakpoints at lines of files. Returns where they are. */
  async start(
    command: readonly string[],
    breakpoints: readonly (readonly [keyof typeof files, number])[] = [],
    { stopsAtTraps = true, noDebug = false } = {},
  ): Promise<(number | null)[]> {
    const lines: (number | null)[] = [];
    const configure = async (): Promise<void> => {
      await new Promise((resolve) => this.client.once('initialized', resolve));
      for (const file of new Set(breakpoints.map(([one]) => one))) {
        const { body } = await this.client.setBreakpointsRequest({
          source: { path: join(this.cwd, file) },
          breakpoints: breakpoints.filter(([one]) => one === file).map(([, line]) => ({ line })),
        });
        lines.push(...body.breakpoints.map(({ line, verified }) => (verified ? line! : null)));
      }
      await this.client.setExceptionBreakpointsRequest({ filters: stopsAtTraps ? ['traps'] : [] });
      await this.client.configurationDoneRequest();
    };
    const launched = this.client.launch({ command, cwd: this.cwd, noDebug } as DebugProtocol.LaunchRequestArguments);
    await Promise.all([launched, configure()]);
    return lines;
  }

  /** Has `act` done. Returns why and where the program stops then, as functions, files and lines. */
  async stopAfter(act: () => Promise<unknown>): Promise<readonly [string, ...string[]]> {
    const stopped = this.client.waitForEvent('stopped', MAX_MILLISECONDS) as Promise<DebugProtocol.StoppedEvent>;
    await act();
    const { body } = await stopped;
    const frames = await this.client.stackTraceRequest({ threadId: body.threadId! });
    const own = frames.body.stackFrames.filter(({ source }) => source?.presentationHint !== 'deemphasize');
    return [body.reason, ...own.map(({ name, source, line }) => `${name} ${basename(source!.path!)}:${line}`)];
  }

  next = (): Promise<unknown> => this.client.nextRequest({ threadId: 1 });
  stepIn = (): Promise<unknown> => this.client.stepInRequest({ threadId: 1 });
  stepOut = (): Promise<unknown> => this.client.stepOutRequest({ threadId: 1 });
  resume = (): Promise<unknown> => this.client.continueRequest({ threadId: 1 });

  /** Lets the program go on to its end. Returns its exit code. */
  async end(): Promise<number | null> {
    await this.resume().catch(() => {});
    return this.exit();
  }

  async exit(): Promise<number | null> {
    await this.#ended;
    return this.#exitCode;
  }
}

test('breakpoints of a program are hit in each instance of a function, and steps go from line to line', async () => {
  const session = await Session.open();
  const loop = lineOf('main.zig', 'in the loop');
  const inTwice = lineOf('part.zig', 'in twice');
  const stops = await session.stopAfter(async () => {
    const lines = await session.start(
      ['run', 'main.zig'],
      [
        ['main.zig', loop],
        ['main.zig', 1000],
        // The next line with code.
        ['part.zig', 1],
      ],
    );
    deepEqual(lines, [loop, null, inTwice]);
  });
  deepEqual(stops, ['breakpoint', `main.main main.zig:${loop}`]);
  deepEqual(await session.stopAfter(session.next), [
    'breakpoint',
    `part.twice part.zig:${inTwice}`,
    `main.main main.zig:${loop}`,
  ]);
  deepEqual(await session.stopAfter(session.next), [
    'step',
    `part.twice part.zig:${inTwice + 1}`,
    `main.main main.zig:${loop}`,
  ]);
  deepEqual(await session.stopAfter(session.stepOut), ['step', `main.main main.zig:${loop}`]);
  for (const file of ['main.zig', 'part.zig'])
    await session.client.setBreakpointsRequest({ source: { path: join(session.cwd, file) }, breakpoints: [] });
  const print = lineOf('main.zig', '// print');
  await session.client.setBreakpointsRequest({
    source: { path: join(session.cwd, 'main.zig') },
    breakpoints: [{ line: print }],
  });
  deepEqual(await session.stopAfter(session.resume), ['breakpoint', `main.main main.zig:${print}`]);
  equal(session.output, '');
  // What is called is of the library, and is passed over.
  deepEqual(await session.stopAfter(session.next), ['step', `main.main main.zig:${print + 1}`]);
  deepEqual(await session.stopAfter(session.stepIn), [
    'step',
    `part.twice part.zig:${inTwice}`,
    `main.main main.zig:${print + 1}`,
  ]);
  equal(await session.end(), 0);
  equal(session.output, 'total 7\n');
});

test('breakpoints of tests are hit in those that run alone, and failures are told', async () => {
  const session = await Session.open();
  const [one, other] = [lineOf('main.zig', 'of one'), lineOf('main.zig', 'of other')];
  const stops = await session.stopAfter(() =>
    session.start(
      ['test', 'main.zig', '--test-filter', 'other'],
      [
        ['main.zig', one],
        ['main.zig', other],
      ],
    ),
  );
  deepEqual(stops, ['breakpoint', `main.test.other main.zig:${other}`]);
  equal(session.output, '1/1 main.test.other...');
  equal(await session.end(), 1);
  match(session.output, /expected 7, found 6\n/);
  match(session.output, new RegExp(`main\\.zig:${other}:5: `));
  match(session.output, /FAIL \(TestExpectedEqual\)\n$/);
});

test('a call that is put in line is passed over as others are', async () => {
  const session = await Session.open();
  const line = lineOf('main.zig', 'of one');
  const command = ['test', 'main.zig', '--test-filter', 'one'];
  const stops = await session.stopAfter(() => session.start(command, [['main.zig', line - 1]]));
  deepEqual(stops, ['breakpoint', `main.test.one main.zig:${line - 1}`]);
  deepEqual(await session.stopAfter(session.next), ['step', `main.test.one main.zig:${line}`]);
  deepEqual(await session.stopAfter(session.next), ['step', `main.test.one main.zig:${line + 1}`]);
  equal(await session.end(), 0);
});

test('a panic stops the program where it happened', async () => {
  const session = await Session.open();
  const [reason, ...frames] = await session.stopAfter(() => session.start(['run', 'crash.zig']));
  deepEqual(
    [reason, ...frames],
    [
      'exception',
      `part.at part.zig:${lineOf('part.zig', 'panics')}`,
      `crash.main crash.zig:${lineOf('crash.zig', 'asks for')}`,
    ],
  );
  match(session.output, /^panic: index out of bounds: index 10, len 3\n/);
  equal(await session.end(), 134);
});

test('a panic does not stop a program that is not to be stopped', async () => {
  const session = await Session.open();
  await session.start(['run', 'crash.zig'], [], { stopsAtTraps: false });
  equal(await session.exit(), 134);
  match(session.output, /part\.zig:8:17: .* in at \(crash\)/);
});

test('a program without end can be paused, stopped at a line and ended', async () => {
  const session = await Session.open();
  const line = lineOf('endless.zig', 'without end');
  const begun = session.client.waitForEvent('output');
  await session.start(['run', 'endless.zig']);
  await begun;
  const [reason, frame] = await session.stopAfter(() => session.client.pauseRequest({ threadId: 1 }));
  equal(reason, 'pause');
  match(frame, /^endless\.main endless\.zig:[5-7]$/);
  await session.resume();
  // While it runs.
  const hit = await session.stopAfter(() =>
    session.client.setBreakpointsRequest({
      source: { path: join(session.cwd, 'endless.zig') },
      breakpoints: [{ line }],
    }),
  );
  deepEqual(hit, ['breakpoint', `endless.main endless.zig:${line}`]);
  await session.client.terminateRequest();
  equal(await session.exit(), null);
});

test('a program that is run without debugging stops at nothing', async () => {
  const session = await Session.open();
  await session.start(['run', 'main.zig'], [['main.zig', lineOf('main.zig', 'in the loop')]], { noDebug: true });
  equal(await session.exit(), 0);
  equal(session.output, 'total 7\n');
});

test('what cannot be debugged is told', async () => {
  for (const [command, message, output] of [
    [['run', 'none.zig'], /^the program has errors$/, /none\.zig/],
    [['run'], /^missing required argument 'file'$/, /^$/],
    [['check', 'main.zig'], /^'check' runs nothing that can be debugged$/, /^$/],
    [['version'], /^'version' runs nothing that can be debugged$/, /^$/],
    [['run', 'main.zig', '--watch'], /there is no --watch$/, /^$/],
    [[], /^"command" is to be what is debugged/, /^$/],
  ] as const) {
    const session = await Session.open();
    await rejects(session.start(command), (error: Error) => {
      match(error.message, message);
      return true;
    });
    match(session.output, output);
    await session.client.stop();
    client = null;
  }
});
