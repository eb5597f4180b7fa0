import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { normalizeArguments } from './arguments.ts';
import { runAstCheck, runDumpZir } from './ast-check.ts';
import { UsageError } from './usage-error.ts';

type Color = 'auto' | 'on' | 'off';

function useColor(color: Color): boolean {
  return color === 'on' || (color === 'auto' && process.stderr.isTTY === true && process.env.NO_COLOR === undefined);
}

const colorOption = (): Option =>
  new Option('--color <when>', 'colored messages with source lines').choices(['auto', 'off', 'on']).default('auto');

function program(): Command {
  const rezig = new Command('rezig').description('Compile Zig to WebAssembly, incrementally').version('0.1.0').exitOverride();
  rezig
    .command('ast-check')
    .description('check the syntax of files, and what needs no analysis of types')
    .argument('<file...>')
    .addOption(colorOption())
    .action((files: string[], options: { color: Color }) => {
      process.exitCode = runAstCheck(files, useColor(options.color));
    });
  rezig
    .command('dump-zir')
    .description('print the untyped IR of a file')
    .argument('<file>')
    .addOption(colorOption())
    .action((file: string, options: { color: Color }) => {
      process.exitCode = runDumpZir(file, useColor(options.color));
    });
  return rezig;
}

async function main(): Promise<void> {
  try {
    await program().parseAsync(normalizeArguments(process.argv.slice(2)), { from: 'user' });
  } catch (error) {
    if (error instanceof UsageError || error instanceof InvalidArgumentError) {
      process.stderr.write(`error: ${error.message}\n`);
      process.exitCode = 1;
    } else if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else throw error;
  }
}

await main();
