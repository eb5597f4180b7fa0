import { equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BOX, BOX_OPTIONS } from './box-program.ts';
import { makeDirectory, Running, rezig } from './command.ts';

test('--debug-incremental says what an update did', () => {
  const cwd = makeDirectory({ 'main.zig': BOX });
  const { code, stderr } = rezig(cwd, ['build-exe', 'main.zig', ...BOX_OPTIONS, '--debug-incremental']);
  equal(code, 0, stderr);
  match(stderr, /^update: [\d.]+ ms, 0 errors\nfiles: [\d.]+ ms\nanalysis: [\d.]+ ms, \d+ analysed, /);
  match(stderr, /^ {2}analysed: body of main\.box \(never analysed before\), [\d.]+ ms$/m);
  match(stderr, /^ {2}generated: main\.area$/m);
  match(stderr, /^link: [\d.]+ ms, \d+ bytes$/m);
  const wrong = rezig(cwd, ['check', 'main.zig', '--debug-incremental=xml']);
  equal(wrong.code, 1);
  match(wrong.stderr, /^error: unrecognized format 'xml' of --debug-incremental/);
});

test('with --watch it is said of each update, as data where that is asked for', async () => {
  const cwd = makeDirectory({ 'main.zig': BOX });
  const running = new Running(cwd, ['build-exe', 'main.zig', ...BOX_OPTIONS, '--watch', '--debug-incremental=json']);
  const updates = () => running.stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  await running.until(({ stderr }) => /^built in/m.test(stderr));
  ok(updates()[0].analysed.length > 2);
  running.clear();
  writeFileSync(join(cwd, 'main.zig'), BOX.replace('20', '10 + 10'));
  await running.until(({ stderr }) => /^updated in/m.test(stderr));
  const [update] = updates();
  equal(update.errors, 0);
  const [input] = update.inputs;
  equal(
    `${input.change} ${input.fact.kind} ${input.fact.name} ${input.outdated}`,
    'source-changed source main.width 1',
  );
  equal(update.analysed.length, 1);
  equal(update.analysed[0].unit.name, 'main.width');
  equal(update.analysed[0].isChanged, false);
  ok(
    update.unchanged.some((unit: { kind: string; name: string }) => unit.kind === 'body' && unit.name === 'main.area'),
  );
  equal(update.generated.length, 0);
  running.stop();
});
