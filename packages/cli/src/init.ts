import { existsSync, writeFileSync } from 'node:fs';
import { errorName } from '@rezig/node/read-source.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { makeDirectory } from '@rezig/node/write-atomic.ts';

const MAIN = `const std = @import("std");
const primes = @import("primes.zig");

pub fn main(init: std.process.Init) !void {
    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writer(init.io, &buffer);
    const out = &stdout.interface;
    try out.writeAll("primes below 50:");
    for (2..50) |n| {
        if (primes.isPrime(n)) try out.print(" {d}", .{n});
    }
    try out.writeAll("\\n");
    try out.flush();
}

test {
    _ = primes;
}
`;

const PRIMES = `const std = @import("std");

pub fn isPrime(n: usize) bool {
    if (n < 2) return false;
    var d: usize = 2;
    while (d * d <= n) : (d += 1) {
        if (n % d == 0) return false;
    }
    return true;
}

test "small numbers" {
    try std.testing.expect(!isPrime(1));
    try std.testing.expect(isPrime(2));
    try std.testing.expect(!isPrime(49));
}
`;

const FILES: readonly (readonly [path: string, text: string])[] = [
  ['src/main.zig', MAIN],
  ['src/primes.zig', PRIMES],
];

/** `rezig init`: makes a program in the working directory. Files that there are stay as they are. Throws a `UsageError` for what cannot be made. */
export function runInit(): void {
  make('src', () => makeDirectory('src'));
  for (const [path, text] of FILES) {
    const isThere = existsSync(path);
    if (!isThere) make(path, () => writeFileSync(path, text, { flag: 'wx' }));
    process.stderr.write(`info: ${isThere ? 'preserving existing' : 'created'} ${path}\n`);
  }
  process.stderr.write("info: next, 'rezig run src/main.zig --watch' or 'rezig test src/main.zig'\n");
}

/** Has `write` make what is at `path`. */
function make(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UsageError(`unable to make '${path}': ${isThere ? 'PathAlreadyExists' : errorName(error)}`);
  }
}
