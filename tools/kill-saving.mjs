// Kills processes while they save state: node tools/kill-saving.mjs [--count N] [--seed N]; by default 1000 of them.
//
// A process that finds nothing changed saves nothing, so each round edits one body of a small program, starts a build, kills it after a random time, and
// then builds again from what is on disk. Module and errors must be those of a build from nothing. A line is printed for every difference,
// and one at the end that also says how many of the processes had ended before they were killed; exit code 1 if there was a difference.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const numberAfter = (flag, otherwise) => (args.includes(flag) ? Number(args[args.indexOf(flag) + 1]) : otherwise);
const count = numberAfter('--count', 1000);
let seed = numberAfter('--seed', Date.now() % 2 ** 31);
console.log(`seed ${seed}`);

function random(below) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return seed % below;
}

const rezig = fileURLToPath(new URL('../packages/cli/bin/rezig.cjs', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'rezig-kill-'));
const command = (...more) => [rezig, 'build-exe', 'main.zig', '--cache-dir', 'cache', ...more];

function write(value) {
  writeFileSync(
    join(cwd, 'main.zig'),
    `fn square(n: u32) u32 {\n    return n * n + ${value};\n}\nexport fn main() u32 {\n    return square(3);\n}\n`,
  );
}

function build(...more) {
  rmSync(join(cwd, 'main.wasm'), { force: true });
  const start = Date.now();
  const { status, stderr } = spawnSync(process.execPath, command('-fno-entry', '-rdynamic', ...more), {
    cwd,
    encoding: 'utf8',
  });
  return {
    status,
    stderr,
    taken: Date.now() - start,
    module: status === 0 ? readFileSync(join(cwd, 'main.wasm')) : null,
  };
}

let differences = 0;
let ended = 0;
try {
  write(0);
  build();
  write(1);
  const { taken } = build();
  for (let round = 0; round < count; round++) {
    write(round % 7);
    const killed = spawn(process.execPath, command('-fno-entry', '-rdynamic', '-femit-bin=killed.wasm'), {
      cwd,
      stdio: 'ignore',
    });
    const timer = setTimeout(() => killed.kill('SIGKILL'), random(Math.ceil(taken * 1.2)));
    const [, signal] = await once(killed, 'exit');
    clearTimeout(timer);
    if (signal === null) ended++;
    if (round % 2 === 0) write(round % 5);
    const built = build();
    const fresh = build('--no-state');
    const isSame = built.module !== null && fresh.module !== null && Buffer.compare(built.module, fresh.module) === 0;
    if (isSame && built.stderr === fresh.stderr) continue;
    differences++;
    console.log(`round ${round}: exit codes ${built.status} and ${fresh.status}\n${built.stderr}`);
  }
  const left = readdirSync(join(cwd, 'cache', 'state')).filter((name) => name.endsWith('.tmp')).length;
  console.log(
    `${differences} differences in ${count} rounds; ${ended} processes had ended; ${left} parts of files left behind`,
  );
} finally {
  rmSync(cwd, { recursive: true });
}
process.exitCode = differences === 0 ? 0 : 1;
