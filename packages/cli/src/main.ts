import { Command, CommanderError, Option } from 'commander';
import { officialFlags, splitArguments } from './arguments.ts';
import { runBuild } from './build.ts';
import type { ParsedOptions } from './build-options.ts';
import { loadCheck } from './bundles.ts';
import { type Color, useColor } from './color.ts';

const { own, program: programArgs } = splitArguments(process.argv.slice(2));

function colorOption(): Option {
  const option = new Option('--color <when>', 'colors, source lines and carets in messages');
  return option.choices(['auto', 'off', 'on']).default('auto');
}

/** Options that all commands have which analyse a program. */
function withBuildOptions(command: Command): Command {
  return command
    .argument('<file>', 'the root source file')
    .option('--target <triple>', 'wasm32-wasi or wasm32-freestanding', 'wasm32-wasi')
    .option('-O, --optimize <mode>', 'Debug, ReleaseSafe, ReleaseFast or ReleaseSmall', 'Debug')
    .option('--name <name>', 'name of the program; by default that of the root file')
    .option('--fno-entry', 'a library of exported functions: no entry point')
    .option('--rdynamic', 'keep exported functions; they always are')
    .option('--export <symbol>', 'keep this exported function; they all are')
    .option('--zig-lib-dir <dir>', 'the Zig library directory')
    .option('--cache-dir <dir>', 'what is kept between processes')
    .option('--no-state', 'neither start from what an earlier process found out, nor keep it')
    .option('--freference-trace <count>', 'how many references each error shows by which it was reached')
    .option('--error-format <format>', 'errors as text or as lines of json')
    .option('--no-clear', 'with --watch: leave what was said before on the terminal')
    .option('--full-trace', 'show functions of the library in stack traces too')
    .option('--verbose', 'say what was analysed, and why')
    .option('--debug-incremental [format]', 'say all that each update did, in text or json')
    .addOption(colorOption());
}

function addText(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

async function build(
  goal: 'build-exe' | 'run' | 'check' | 'test',
  file: string,
  options: ParsedOptions,
): Promise<void> {
  process.exitCode = await runBuild(goal, file, options, programArgs);
}

function commands(): Command {
  const rezig = new Command('rezig')
    .description('Compile Zig to WebAssembly, incrementally')
    .version('0.1.0')
    .configureHelp({ optionTerm: (option) => officialFlags(option.flags) })
    .exitOverride();
  withBuildOptions(rezig.command('build-exe').description('compile a program to a WebAssembly module'))
    .option('--femit-bin <path>', 'where the module is written')
    .option('--fno-emit-bin', 'only look for errors')
    .option('--watch', 'go on, and update after every change')
    .action((file: string, options: ParsedOptions) => build('build-exe', file, options));
  withBuildOptions(rezig.command('run').description('compile a program and run it; its arguments follow --'))
    .option('--watch', 'go on, update and run again after every change')
    .action((file: string, options: ParsedOptions) => build('run', file, options));
  withBuildOptions(rezig.command('check').description('look for errors in a program'))
    .option('--watch', 'go on, and check again after every change')
    .action((file: string, options: ParsedOptions) => build('check', file, options));
  withBuildOptions(rezig.command('test').description('run the tests of a file'))
    .option('--test-filter <text>', 'only tests whose name has this text; may be given more than once', addText)
    .option('--femit-bin <path>', 'where the module of the tests is written')
    .option('--fno-emit-bin', 'only look for errors')
    .option('--test-timeout <time>', 'how long a test may take, such as 500ms, 10s or 2m; 0 for no limit', '60s')
    .option('--force', 'run tests again whose results are known from an earlier run')
    .option('--reporter <format>', 'how results are told: text, tap, junit or json', 'text')
    .option('--watch', 'go on, and run the tests again that a change can affect')
    .option('--test-no-exec', 'compile the tests and do not run them')
    .action((file: string, options: ParsedOptions) => build('test', file, options));
  const explain = rezig
    .command('explain')
    .description('say what a declaration depends on, what depends on it, and why it was analysed last');
  withBuildOptions(explain)
    .argument('<declaration>', 'its qualified name, such as main.List(u32).append, or the end of that')
    .option('--fno-emit-bin', 'of a program that was only checked')
    .action(async (file: string, declaration: string, options: ParsedOptions) => {
      const { runExplain } = await import('./explain.ts');
      process.exitCode = await runExplain(file, declaration, options);
    });
  rezig
    .command('ast-check')
    .description('check the syntax of files, and what needs no analysis of types')
    .argument('<file...>')
    .addOption(colorOption())
    .action((files: string[], options: { color: Color }) => {
      const { exports, keepCode } = loadCheck();
      process.exitCode = exports.runAstCheck(files, useColor(options.color));
      keepCode();
    });
  rezig
    .command('dump-zir')
    .description('print the untyped IR of a file')
    .argument('<file>')
    .addOption(colorOption())
    .action((file: string, options: { color: Color }) => {
      process.exitCode = loadCheck().exports.runDumpZir(file, useColor(options.color));
    });
  return rezig;
}

/** Does what the arguments of the process ask for, and sets its exit code. */
export async function main(): Promise<void> {
  try {
    await commands().parseAsync(own, { from: 'user' });
  } catch (error) {
    // Commander has said what is wrong with the arguments.
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else if (error instanceof Error && error.name === 'UsageError') fail(error.message);
    else if (error instanceof Error && error.name === 'CompilerFault') {
      fail(error.message);
      if (own.includes('--verbose')) process.stderr.write(`${error.stack}\n`);
    } else throw error;
  }
}

function fail(message: string): void {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = 1;
}
