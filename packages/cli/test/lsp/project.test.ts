// Takes long.
import { deepEqual, equal, match } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeLens, Diagnostic, Location } from 'vscode-languageserver-protocol/node';
import { makeDirectory, rezig } from '../command.ts';
import { Client } from './client.ts';

const BUILD = `const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.resolveTargetQuery(.{ .cpu_arch = .wasm32, .os_tag = .wasi });
    const options = b.addOptions();
    options.addOption(u32, "limit", 10);
    const maths = b.addModule("maths", .{ .root_source_file = b.path("lib/maths.zig"), .target = target });
    const exe = b.addExecutable(.{
        .name = "app",
        .root_module = b.createModule(.{
            .root_source_file = b.path("app/start.zig"),
            .target = target,
            .imports = &.{.{ .name = "maths", .module = maths }},
        }),
    });
    exe.root_module.addOptions("config", options);
    b.installArtifact(exe);
    b.default_step.dependOn(&b.addTest(.{ .root_module = exe.root_module }).step);
}
`;

const START = `const maths = @import("maths");
const config = @import("config");

pub fn main() void {
    const limit: u32 = config.limit;
    _ = maths.twice(limit);
}

test "limit" {
    if (maths.twice(config.limit) != 20) return error.Wrong;
}
`;

const brief = ({ range: { start }, message }: Diagnostic): string => `${start.line + 1}: ${message}`;

test('files belong to the programs that build.zig describes, with its modules and options', async () => {
  const directory = makeDirectory({
    'build.zig': BUILD,
    'app/start.zig': START,
    'lib/maths.zig': 'pub fn twice(a: u32) u32 {\n    return a * 2;\n}\n',
  });
  const client = await Client.start({ folder: directory, env: { XDG_CACHE_HOME: join(directory, '.cache') } });
  const start = pathToFileURL(join(directory, 'app/start.zig')).href;
  const maths = pathToFileURL(join(directory, 'lib/maths.zig')).href;
  await client.open(start, START);
  deepEqual((await client.diagnostics(start)).map(brief), []);
  const [definition] = await client.request<Location[]>('textDocument/definition', {
    textDocument: { uri: start },
    position: { line: 5, character: 15 },
  });
  equal(definition.uri, maths);
  // What lenses run has the modules and options too.
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: start } });
  const commandOf = (asked: string): string[] =>
    lenses.find(({ command }) => command?.title === asked)!.command!.arguments![1] as string[];
  equal(rezig(directory, commandOf('run')).code, 0);
  const { code, stderr } = rezig(directory, commandOf('run test'));
  equal(code, 0, stderr);
  match(stderr, /start\.test\.limit\.\.\.OK/);
  // A module's file is looked at as part of the program that imports it.
  await client.open(maths, 'pub fn twice(a: bool) bool {\n    return a;\n}\n');
  const [error] = await client.published(start, ({ diagnostics }) => diagnostics.length > 0);
  equal(brief(error), "6: expected type 'bool', found 'u32'");
  await client.close(maths);
  await client.published(start, ({ diagnostics }) => diagnostics.length === 0);
  // What the project says anew counts.
  writeFileSync(join(directory, 'build.zig'), BUILD.replace('"limit"', '"bound"'));
  const [missing] = await client.published(start, ({ diagnostics }) => diagnostics.length > 0);
  equal(brief(missing), "5: root source file struct 'options' has no member named 'limit'");
  equal(await client.end(), 0);
});
