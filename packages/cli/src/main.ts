import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { checkProcessNames } from '@rezig/node/name-encoding.ts';
import { errorName } from '@rezig/node/read-source.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { type Command, CommanderError } from 'commander';
import { splitArguments } from './arguments.ts';
import { findBuildRoot } from './build-root.ts';
import { loadPackages } from './bundles.ts';
import { STDERR } from './color.ts';
import { checkCommand, makeCommands, officialName, type ProgramCommand } from './commands.ts';
import { beforeFlags } from './engine-flags.ts';
import { loadBundle } from './load-bundle.ts';
import { nearMiss } from './near-miss.ts';

/** The name of the bundle that builds projects, put in when this is made. */
declare const REZIG_PROJECT: string;

/** The name of the bundle that serves debuggers. */
declare const REZIG_DAP: string;

/** Throws a `UsageError` for the first option among `own` that the command has not. `all`: as `rezig`, with the options of all commands. */
function checkOptions(rezig: Command, own: readonly string[], all: () => Command): void {
  const command = rezig.commands.find((one) => one.name() === own[0]);
  if (command === undefined) return;
  const known = command.options.map(({ long }) => long!);
  for (let i = 1; i < own.length; i++) {
    const [name] = own[i].split('=', 1);
    if (!name.startsWith('-') || name === '-' || name === '-h' || name === '--help') continue;
    const option = command.options.find(({ long, short }) => long === name || short === name);
    if (option !== undefined) {
      if (name !== own[i] && !option.required && !option.optional)
        throw new UsageError(`unrecognized parameter: '${own[i]}' (did you mean '${officialName(name)}'?)`);
      if (!option.required || name !== own[i]) continue;
      i++;
      if (i === own.length) throw new UsageError(`expected parameter after ${officialName(name)}`);
      continue;
    }
    const isOthers = all().commands.some(({ options }) => options.some(({ long }) => long === name));
    if (isOthers) throw new UsageError(`'${command.name()}' has no option '${officialName(name)}'`);
    throw new UsageError(`unrecognized parameter: '${own[i]}'${nearMiss(name, known.map(officialName))}`);
  }
}

/** What is told of the whole. */
const OWN_OPTIONS = new Set(['-h', '--help', '-V', '--version']);

/** Throws a `UsageError` where there is no such command. One of the few options of the whole may stand in its place. */
function checkIsCommand(rezig: Command, name: string | undefined): void {
  if (name === undefined || OWN_OPTIONS.has(name)) return;
  if (name.startsWith('-')) throw new UsageError(`unknown command: '${name}' (options follow the command)`);
  const names = ['help', ...rezig.commands.map((command) => command.name())];
  if (!names.includes(name)) throw new UsageError(`unknown command: '${name}'${nearMiss(name, names)}`);
}

/** Where signals end a process, its exit code is their number and this. */
const SIGNALED = 128;

/**
 * Has what cannot be written to a standard stream end the process as it would end a program: where nobody reads any more, as the signal for that does, and else
 * with a sentence. All other errors that nobody handles are told by Node.
 */
function endWhereNothingCanBeWritten(): void {
  process.on('uncaughtExceptionMonitor', (error: NodeJS.ErrnoException) => {
    if (error.syscall !== 'write' || error.code === undefined) return;
    if (error.code === 'EPIPE') process.exit(SIGNALED + constants.signals.SIGPIPE);
    try {
      writeSync(STDERR, `error: unable to write: ${errorName(error)}\n`);
    } catch {
      // That is what cannot be written to.
    }
    process.exit(1);
  });
}

/** Does what `args` ask for, or has `carryOut` do it, where that is something with a program. */
async function carryOutCommand(
  args: readonly string[],
  carryOut?: (command: ProgramCommand) => Promise<number>,
): Promise<void> {
  const split = splitArguments(args);
  const asked = split.own[0] === 'help' ? split.own[1] : split.own[0];
  const rezig = makeCommands(asked ?? null, split, carryOut);
  checkIsCommand(rezig, asked);
  checkOptions(rezig, split.own, () => makeCommands(null, split));
  await rezig.parseAsync(split.own, { from: 'user' });
}

/** What a command line asks for that runs something. Rejects with a `UsageError` for any other. */
async function runCommand(args: readonly string[]): Promise<ProgramCommand> {
  if (args[0] !== 'run' && args[0] !== 'test') throw new UsageError(`'${args[0]}' runs nothing that can be debugged`);
  return new Promise((resolve, reject) => {
    const take = async (command: ProgramCommand): Promise<number> => {
      resolve(command);
      return 0;
    };
    carryOutCommand(args, take).catch(reject);
  });
}

/** Commands that read their arguments, and tell of them, by themselves. */
const OWN_HELP = new Set(['build', 'fetch']);

/** `help build` as `build --help`. */
function withOwnHelp(args: readonly string[]): readonly string[] {
  return args[0] === 'help' && OWN_HELP.has(args[1]) ? [args[1], '--help'] : args;
}

/** Does what the arguments of the process ask for, and sets its exit code. `keepCode`: see `LoadedBundle`. */
export async function main(keepCode: () => void): Promise<void> {
  beforeFlags(keepCode);
  endWhereNothingCanBeWritten();
  const args = withOwnHelp(process.argv.slice(2));
  try {
    checkProcessNames();
    checkCommand(args[0]);
    if (args[0] === 'build') {
      const project = loadBundle<typeof import('./build-command.ts')>(REZIG_PROJECT, 'build');
      const keepAll = (): void => {
        keepCode();
        project.keepCode();
      };
      process.exitCode = await project.exports.runBuildCommand(args.slice(1), keepAll);
      keepAll();
      return;
    }
    if (args[0] === 'fetch') {
      const { exports, keepCode } = loadPackages();
      process.exitCode = await exports.runFetch(args.slice(1), findBuildRoot(process.cwd()));
      keepCode();
      return;
    }
    if (args[0] === 'dap') {
      const { exports, keepCode: keepDap } = loadBundle<typeof import('./dap.ts')>(REZIG_DAP, 'dap');
      exports.runDap(runCommand);
      keepDap();
      return;
    }
    await carryOutCommand(args);
  } catch (error) {
    // Commander has said what is wrong with the arguments.
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else if (error instanceof Error && error.name === 'UsageError') fail(error.message);
    else if (error instanceof Error && error.name === 'CompilerFault') {
      fail(error.message);
      if (args.includes('--verbose')) process.stderr.write(`${error.stack}\n`);
    } else throw error;
  }
  keepCode();
}

function fail(message: string): void {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = 1;
}
