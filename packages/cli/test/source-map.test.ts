import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { allGeneratedPositionsFor, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { CDPSession } from 'playwright-core';
import { openPage, skip } from '../../../test/support/browser.ts';
import { makeDirectory, Running, rezig } from './command.ts';

/** As much of the global as is used here; the types that come with Node have none for it. */
declare const WebAssembly: {
  readonly Module: {
    new (bytes: Uint8Array): object;
    customSections(module: object, name: string): ArrayBuffer[];
  };
};

const program = `const part = @import("part.zig");

var counter: u32 = 0;

export fn step(by: u32) u32 {
    counter += by; // break here
    return part.halve(counter);
}

export fn crash(at: u32) u32 {
    const table = [_]u32{ 1, 2, 3 };
    return table[at]; // trap here
}
`;
const part = `pub fn halve(x: u32) u32 {
    if (x == 9) unreachable; // unreachable here
    return x / 2;
}
`;
const LIBRARY = ['-target', 'wasm32-freestanding', '-fno-entry', '-rdynamic'];
const MAPPED = ['build-exe', 'src/main.zig', ...LIBRARY, '-femit-bin=out/main.wasm', '-femit-source-map'];

function makeProgram(): string {
  return makeDirectory({ 'src/main.zig': program, 'src/part.zig': part });
}

/** The source map of a module, found by what the module says. */
function mapOf(cwd: string, path: string): TraceMap {
  const module = new WebAssembly.Module(readFileSync(join(cwd, path)));
  const [section] = WebAssembly.Module.customSections(module, 'sourceMappingURL');
  const url = new TextDecoder().decode(new Uint8Array(section).subarray(1));
  return new TraceMap(JSON.parse(readFileSync(new URL(url, `file://${join(cwd, path)}`), 'utf8')) as never);
}

/** The line of `text`, from 1, that has `words`. */
function lineWith(text: string, words: string): number {
  return text.split('\n').findIndex((line) => line.includes(words)) + 1;
}

test('a map is written where it is asked for, with sources from where it is', () => {
  const cwd = makeProgram();
  deepEqual(rezig(cwd, MAPPED), { code: 0, stdout: '', stderr: '' });
  const { sources, sourcesContent } = mapOf(cwd, 'out/main.wasm');
  deepEqual(sources.filter((source) => !source!.startsWith('zig:///')).sort(), ['../src/main.zig', '../src/part.zig']);
  equal(sourcesContent![sources.indexOf('../src/part.zig')], part);
  ok(sources.includes('zig:///std/debug.zig') || sources.includes('zig:///std/builtin.zig'));
  const written = ['out/main.wasm', 'out/main.wasm.map'].map((path) => readFileSync(join(cwd, path)));
  // Nothing changed: the module is that of the saved state, and the compiler comes to the map again.
  deepEqual(rezig(cwd, MAPPED).code, 0);
  deepEqual(
    ['out/main.wasm', 'out/main.wasm.map'].map((path) => readFileSync(join(cwd, path))),
    written,
  );
  deepEqual(rezig(cwd, [...MAPPED, '--no-state']).code, 0);
  deepEqual(
    ['out/main.wasm', 'out/main.wasm.map'].map((path) => readFileSync(join(cwd, path))),
    written,
  );
  rezig(cwd, [...MAPPED.slice(0, -2), '-femit-bin=plain.wasm', '-fno-emit-source-map']);
  equal(existsSync(join(cwd, 'plain.wasm.map')), false);
  const plain = readFileSync(join(cwd, 'plain.wasm'));
  deepEqual(written[0].subarray(0, plain.length), plain);
  const { code, stderr } = rezig(cwd, [...MAPPED, '-femit-bin=/dev/null']);
  equal(stderr, "error: a source map stands beside a file, and '/dev/null' is none\n");
  equal(code, 1);
});

test('a watched build writes the map anew where lines moved and the module is the same', async () => {
  const cwd = makeProgram();
  const watch = new Running(cwd, [...MAPPED, '--watch']);
  await watch.until(({ stderr }) => stderr.includes('watching'));
  watch.clear();
  const module = readFileSync(join(cwd, 'out/main.wasm'));
  writeFileSync(join(cwd, 'src/part.zig'), `// A line more.\n${part}`);
  await watch.until(({ stderr }) => stderr.includes('part.zig'));
  watch.stop();
  await watch.ended;
  deepEqual(readFileSync(join(cwd, 'out/main.wasm')), module);
  const map = mapOf(cwd, 'out/main.wasm');
  equal(map.sourcesContent![map.sources.indexOf('../src/part.zig')], `// A line more.\n${part}`);
  const at = { source: '../src/part.zig', line: lineWith(part, 'unreachable here') + 1, column: 4 };
  ok(allGeneratedPositionsFor(map, at).length > 0);
});

/** A page with a server of the module of `cwd`, with what the debugger tells of it. */
async function debugPage(cwd: string): Promise<{ session: CDPSession; run: (code: string) => Promise<unknown> }> {
  const { context, page } = await openPage({ 'main.wasm': join(cwd, 'out/main.wasm') });
  const session = await context.newCDPSession(page);
  await session.send('Debugger.enable');
  await session.send('Runtime.enable');
  const run = async (expression: string): Promise<unknown> =>
    (await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result.value;
  return { session, run };
}

test("in Chromium's debugger a breakpoint on a line of Zig is hit, and a trap shows its line", { skip }, async () => {
  const cwd = makeProgram();
  deepEqual(rezig(cwd, MAPPED), { code: 0, stdout: '', stderr: '' });
  const map = mapOf(cwd, 'out/main.wasm');
  const zigPlace = (column: number): string => {
    const { source, line } = originalPositionFor(map, { line: 1, column });
    return `${source}:${line}`;
  };
  const { session, run } = await debugPage(cwd);
  const parsed = new Promise<{ scriptId: string; sourceMapURL?: string }>((resolve) =>
    session.on('Debugger.scriptParsed', (script) => {
      if (script.url.endsWith('/main.wasm')) resolve(script);
    }),
  );
  await run(
    "WebAssembly.instantiateStreaming(fetch('main.wasm')).then(({ instance }) => { wasm = instance.exports; })",
  );
  const { scriptId, sourceMapURL } = await parsed;
  equal(sourceMapURL, 'main.wasm.map');

  // As the debugger's own user interface does: what is generated for the line, of which the first is where it stops.
  for (const [path, text, words] of [
    ['../src/main.zig', program, 'break here'],
    ['../src/part.zig', part, 'return x / 2'],
  ] as const) {
    const line = lineWith(text, words);
    const [{ column }] = allGeneratedPositionsFor(map, { source: path, line, column: 4 });
    const { breakpointId } = await session.send('Debugger.setBreakpoint', {
      location: { scriptId, lineNumber: 0, columnNumber: column! },
    });
    const stopped = new Promise<string[]>((resolve) =>
      session.once('Debugger.paused', ({ callFrames }) =>
        resolve(
          callFrames.slice(0, words === 'break here' ? 1 : 2).map(({ location }) => zigPlace(location.columnNumber!)),
        ),
      ),
    );
    const ran = run('wasm.step(4)');
    const places = await stopped;
    equal(places[0], `${path}:${line}`);
    if (places.length > 1) equal(places[1], `../src/main.zig:${lineWith(program, 'part.halve')}`);
    await session.send('Debugger.resume');
    await session.send('Debugger.removeBreakpoint', { breakpointId });
    ok(Number(await ran) > 0);
  }

  // What a trap leaves on the console is of places in the module, which the map leads to lines from.
  for (const [call, text, words, path] of [
    ['wasm.crash(5)', program, 'trap here', '../src/main.zig'],
    ['wasm.step(1)', part, 'unreachable here', '../src/part.zig'],
  ] as const) {
    const thrown = new Promise<string[]>((resolve) =>
      session.once('Runtime.exceptionThrown', ({ exceptionDetails }) =>
        resolve(exceptionDetails.stackTrace!.callFrames.map(({ columnNumber }) => zigPlace(columnNumber))),
      ),
    );
    await run(`setTimeout(() => ${call})`);
    const places = await thrown;
    match(places.join(' '), new RegExp(`${path.replaceAll('.', '\\.')}:${lineWith(text, words)}( |$)`));
  }
});
