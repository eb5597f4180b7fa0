import { UsageError } from '@rezig/node/usage-error.ts';
import { REZIG_VERSION, ZIG_VERSION } from '@rezig/node/version.ts';
import { Command, Option } from 'commander';
import { type Goal, runBuild } from './build.ts';
import type { ParsedOptions } from './build-options.ts';
import { loadCheck, loadLsp } from './bundles.ts';
import type { Color } from './color.ts';
import type { FormatOptions } from './fmt.ts';
import type { InitOptions } from './init.ts';
import type { ModuleArgument } from './module-arguments.ts';
import { OFFICIAL_OPTIONS, type OfficialOption } from './official-options.ts';
import { projectCommand } from './project-hint.ts';

/** What the command line has besides what the argument parser is given. */
export interface OtherArguments {
  readonly modules: readonly ModuleArgument[];
  /** The program's own arguments. */
  readonly program: readonly string[];
}

/** What commands of the official command line are answered that are none here. */
const ANSWERS: readonly (readonly [answer: string, names: readonly string[]])[] = [
  ["'rezig test --test-no-exec -femit-bin=FILE' makes a module of the tests", ['test-obj']],
  [
    'only Zig is compiled here',
    ['cc', 'c++', 'translate-c', 'ar', 'dlltool', 'lib', 'ranlib', 'objcopy', 'objdump', 'rc', 'libc'],
  ],
  ['it is a command of the official compiler alone', ['reduce', 'std', 'zen']],
];

/** Throws a `UsageError` that says what to do instead, where `name` is a command of the official command line that is none here. */
export function checkCommand(name: string | undefined): void {
  const answer = ANSWERS.find(([, names]) => names.some((one) => one === name));
  if (answer !== undefined) throw new UsageError(`there is no '${name}': ${answer[0]}`);
}

/** After which time a language server has used what it starts with, whose code is kept then. */
const LSP_LOADED_MILLISECONDS = 5000;

function colorOption(): Option {
  const option = new Option('--color <when>', 'colors, source lines and carets in messages: auto, off or on');
  return option.default('auto').argParser((when: string) => {
    if (when !== 'auto' && when !== 'on' && when !== 'off')
      throw new UsageError(`expected [auto|on|off] after --color, found '${when}'`);
    return when;
  });
}

function addText(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** Options that all commands have which analyse a program. */
function withBuildOptions(command: Command): Command {
  return command
    .option('--target <triple>', 'wasm32-wasi or wasm32-freestanding; check takes any', 'wasm32-wasi')
    .option('--optimize <mode>', 'Debug, ReleaseSafe, ReleaseFast or ReleaseSmall', 'Debug')
    .option('--cpu <model>', "the engine's model and features, such as generic+simd128", 'lime1')
    .option('--exec-model <model>', 'of a program for WASI: command or reactor', 'command')
    .option('--object-format <format>', 'wasm')
    .option('--name <name>', 'name of the program; by default that of the root file')
    .option('--dep <name>', 'a module that the next -M can import, as name or import=name')
    .option('--module <name=path>', 'a module with its root file; the first is the program')
    .option('--emit-bin <path>', 'where the module is written')
    .option('--no-emit-bin', 'only look for errors')
    .option('--emit-asm <path>', 'write the module as text; needs the package wabt')
    .option('--show-builtin', 'print what @import("builtin") is, and do nothing else')
    .option('--strip <yes>', 'leave out names of functions')
    .option('--error-tracing <yes>', 'keep error return traces')
    .option('--ubsan-rt <yes>', 'the order of analysis with ubsan_rt')
    .option('--llvm', 'errors as with LLVM, where there is another backend')
    .option('--entry <name>', 'the exported function that starts the program')
    .option('--no-entry', 'no entry point: a library of exported functions')
    .option('--rdynamic', 'export all that is exported in the source')
    .option('--export <symbol>', 'export this function or variable; may be given more than once', addText)
    .option('--import-memory', "memory is the host's")
    .option('--export-memory', 'export memory; so it is unless it is imported')
    .option('--shared-memory', 'threads of the host may share memory')
    .option('--initial-memory <bytes>', 'what memory has at the start')
    .option('--max-memory <bytes>', 'what memory may grow to')
    .option('--global-base <address>', 'where data starts; the stack is behind it')
    .option('--stack <bytes>', 'size of the stack; by default 16 MiB, and 1 MiB for freestanding')
    .option('--import-table', "the table of functions is the host's")
    .option('--export-table', 'export the table of functions')
    .option('--zig-lib-dir <dir>', 'the Zig library directory')
    .option('--cache-dir <dir>', 'what is kept between processes')
    .option('--no-state', 'neither start from what an earlier process found out, nor keep it')
    .option('--no-binaryen', 'leave modules of release modes as the compiler makes them, as run --watch and test do')
    .option('--remote-cache <url>', 'a server on which a team shares what builds find out; off for none')
    .option('--remote-cache-upload', 'send what this build finds out there, as CI does')
    .option('--reference-trace <count>', 'how many references each error shows by which it was reached')
    .option('--error-format <format>', 'errors as text or as lines of json')
    .option('--no-clear', 'with --watch: leave what was said before on the terminal')
    .option('--full-trace', 'show functions of the library in stack traces too')
    .option('--verbose', 'say what was analysed, and why')
    .option('--debug-incremental <format>', 'say all that each update did, in text or json')
    .addOption(colorOption());
}

/** Options of the commands that run a program, or tests. */
function withRunOptions(command: Command): Command {
  return command
    .option(
      '--env <name>',
      'pass this variable of the environment, or name=value; may be given more than once',
      addText,
    )
    .option('--env-all', 'pass the whole environment')
    .option(
      '--dir <path>',
      'a directory that the program may use, or path::name; may be given more than once',
      addText,
    );
}

/** The root source file of the program; null where modules are described instead. Throws a `UsageError` where there are several. */
function rootFile(
  command: string,
  file: string | undefined,
  others: readonly string[],
  other: OtherArguments,
): string | null {
  if (file === undefined && other.modules.length === 0) {
    const project = projectCommand(command);
    const hint = project === null ? '' : ` (for the project here: '${project}')`;
    throw new UsageError(`missing required argument 'file'${hint}`);
  }
  for (const extra of others) {
    if (command === 'run' && !extra.endsWith('.zig'))
      throw new UsageError(
        `unexpected argument '${extra}': arguments of the program follow '--': rezig run ${file} -- ${extra}`,
      );
    if (!extra.endsWith('.zig')) throw new UsageError(`unrecognized file extension of parameter '${extra}'`);
    throw new UsageError(`found another zig file '${extra}' after root source file '${file}'`);
  }
  return file ?? null;
}

/** A program, and what is to be done with it. */
export interface ProgramCommand {
  readonly goal: Goal;
  /** Null where `other` describes modules instead. */
  readonly rootPath: string | null;
  readonly options: ParsedOptions;
  readonly other: OtherArguments;
}

/**
 * All commands. `asked`: the one whose options are needed, null for those of all: to make them takes a millisecond and a half. `other`: what they are not given by the argument parser.
 * `carryOut`: does what is asked of a program, and gives the exit code.
 */
export function makeCommands(
  asked: string | null,
  other: OtherArguments,
  carryOut = ({ goal, rootPath, options }: ProgramCommand) => runBuild(goal, rootPath, options, other),
): Command {
  const rezig = new Command('rezig')
    .description('Compile Zig to WebAssembly, incrementally')
    .version(REZIG_VERSION)
    .configureHelp({ optionTerm: (option) => officialFlags(option.flags) })
    .exitOverride();
  const withProgramOptions = (command: Command): Command =>
    asked === null || asked === command.name() ? withBuildOptions(command) : command;
  const program = (name: Goal, description: string): Command =>
    withProgramOptions(rezig.command(name).description(description))
      .argument('[file]', 'the root source file')
      .allowExcessArguments()
      .action(async (file: string | undefined, options: ParsedOptions, command: Command) => {
        // What is shown then is the same for all files.
        const given = options.showBuiltin === true && other.modules.length === 0 ? (file ?? 'root.zig') : file;
        const rootPath = rootFile(name, given, command.args.slice(1), other);
        process.exitCode = await carryOut({ goal: name, rootPath, options, other });
      });
  program('build-exe', 'compile a program to a WebAssembly module')
    .option('--watch', 'go on, and update after every change')
    .option('--emit-source-map', 'write a source map beside the module, for debuggers')
    .option('--no-emit-source-map', 'write none; so it is unless it is asked for');
  program('build-lib', 'compile a library to an archive, for linkers');
  program('build-obj', 'compile a file to an object file, for linkers');
  withRunOptions(program('run', 'compile a program and run it; its arguments follow --')).option(
    '--watch',
    'go on, update and run again after every change',
  );
  program('check', 'look for errors in a program')
    .option('--all', 'also in what nothing refers to, as an editor shows them')
    .option('--watch', 'go on, and check again after every change');
  withRunOptions(program('test', 'run the tests of a file'))
    .option('--test-filter <text>', 'only tests whose name has this text; may be given more than once', addText)
    .option('--test-timeout <time>', 'how long a test may take, such as 500ms, 10s or 2m; 0 for no limit', '60s')
    .option('--force', 'run tests again whose results are known from an earlier run')
    .option('--reporter <format>', 'how results are told: text, tap, junit or json', 'text')
    .option('--watch', 'go on, and run the tests again that a change can affect')
    .option('--test-no-exec', 'compile the tests and do not run them')
    .option('--test-runner <path>', 'a program that runs the tests, in the place of the official one');
  // It reads its arguments by itself: `build-command.ts`.
  rezig.command('build').description('build a project by its build.zig');
  // So does this: `fetch-command.ts`.
  rezig.command('fetch').description('put a package into the project and the global cache, and print its hash');
  withProgramOptions(
    rezig
      .command('explain')
      .description('say what a declaration depends on, what depends on it, and why it was analysed last'),
  )
    .argument('<file>', 'the root source file')
    .argument('<declaration>', 'its qualified name, such as main.List(u32).append, or the end of that')
    .action(async (file: string, declaration: string, options: ParsedOptions) => {
      if (other.modules.length > 0) throw new UsageError(`not supported yet: 'explain' of a program that -M describes`);
      const { runExplain } = await import('./explain.ts');
      process.exitCode = await runExplain(file, declaration, options);
    });
  rezig
    .command('ast-check')
    .description('check the syntax of files, and what needs no analysis of types')
    .argument('[file...]', 'by default standard input')
    .option('--zon', 'the files are data, whatever they are called')
    .addOption(colorOption())
    .action((files: string[], options: { zon?: boolean; color: Color }) => {
      const { exports, keepCode } = loadCheck();
      process.exitCode = exports.runAstCheck(files, options);
      keepCode();
    });
  rezig
    .command('fmt')
    .description('bring files into canonical form, those of directories too')
    .argument('[file...]', 'files and directories')
    .option('--stdin', 'from standard input to standard output')
    .option('--check', 'change nothing: list files that are in another form, and fail if there are any')
    .option('--ast-check', 'look for errors as ast-check does')
    .option('--exclude <path>', 'leave out a file or directory; may be given more than once', addText)
    .option('--zon', 'the files are data, whatever they are called')
    .addOption(colorOption())
    .action(async (files: string[], options: FormatOptions) => {
      const { runFormat } = await import('./fmt.ts');
      process.exitCode = await runFormat(files, options);
    });
  rezig
    .command('dump-zir')
    .description('print the untyped IR of a file')
    .argument('<file>')
    .addOption(colorOption())
    .action((file: string, options: { color: Color }) => {
      process.exitCode = loadCheck().exports.runDumpZir(file, options);
    });
  rezig
    .command('lsp')
    .description('serve an editor that speaks the language server protocol, at standard input and output')
    .option('--stdio', 'as it is anyway: some editors ask for it')
    .option('--clientProcessId <id>', "the editor's process, without which the server ends")
    .option('--describe-project', 'tell the process that started this one what the project here has, and end')
    .option('--host <triple>', 'the machine that the programs of that project are for which name none')
    .action(async (options: { describeProject?: boolean; host?: string }) => {
      if (options.describeProject === true) {
        const { projectPrograms } = await import('./project-programs.ts');
        process.send?.(await projectPrograms(options.host));
        process.disconnect?.();
        return;
      }
      const { exports, keepCode } = loadLsp();
      exports.runLsp();
      setTimeout(keepCode, LSP_LOADED_MILLISECONDS).unref();
    });
  // What it takes is parsed as a command line is: `main.ts`.
  rezig
    .command('dap')
    .description('serve an editor that speaks the debug adapter protocol, at standard input and output');
  rezig
    .command('init')
    .description('make a project to start from, in the working directory')
    .option('-m, --minimal', 'a manifest and a build.zig that does nothing')
    .option('--web', 'a library for a page')
    .option('--node', 'a library for Node')
    .option('--worker', 'a worker that answers requests')
    .action(async (options: InitOptions) => {
      const { runInit } = await import('./init.ts');
      runInit(options);
    });
  rezig
    .command('targets')
    .description('list targets, models of engines and their features')
    .action(async () => {
      const { targetsText } = await import('./environment.ts');
      process.stdout.write(targetsText());
    });
  rezig
    .command('env')
    .description('print versions and directories')
    .option('--zig-lib-dir <dir>', 'the Zig library directory')
    .option('--cache-dir <dir>', 'what is kept between processes')
    .action(async (options: { zigLibDir?: string; cacheDir?: string }) => {
      const { environmentText } = await import('./environment.ts');
      process.stdout.write(environmentText(options));
    });
  rezig
    .command('version')
    .description('print the version of Zig')
    .action(() => {
      process.stdout.write(`${ZIG_VERSION}\n`);
    });
  return rezig;
}

/** The official option that stands for the one of ours that the argument parser knows as `--name` or `--no-name`; undefined where there is none. */
function officialOption(long: string): OfficialOption | undefined {
  const name = long.slice(2);
  return OFFICIAL_OPTIONS.find(({ here }) => here === name);
}

/** The official spelling of an option that the argument parser knows as `long`. */
export function officialName(long: string): string {
  return officialOption(long)?.name ?? long;
}

/** The same of all that stands for it in help, with its value. */
function officialFlags(flags: string): string {
  const [long, value] = flags.split(' ');
  const option = officialOption(long);
  if (option === undefined || value === undefined) return option?.name ?? flags;
  if (option.value !== undefined) return option.name;
  return option.form === 'equals' || option.form === 'optional' ? `${option.name}=${value}` : `${option.name} ${value}`;
}
