import { resolve } from 'node:path';
import { UsageError } from '@rezig/node/usage-error.ts';
import type { SummaryMode } from '@rezig/project/build';
import { type DebugFormat, debugIncremental, errorFormat, referenceTrace, testTimeout } from './build-options.ts';
import type { Color } from './color.ts';
import { nearMiss } from './near-miss.ts';
import type { ErrorFormat } from './protocol.ts';
import { type ReporterName, reporterName } from './test-report.ts';

/** What `rezig build` is asked for. */
export interface BuildArguments {
  /** Names of steps; none for the default step. */
  readonly steps: readonly string[];
  /** What the `build` functions can see, in the form that `zig/configure.zig` reads. */
  readonly configure: readonly string[];
  /** Those behind `--`; null where there is no `--`. */
  readonly program: readonly string[] | null;
  readonly does: 'build' | 'help' | 'list steps' | 'fetch';
  readonly buildFile: string | null;
  readonly cacheDir: string | null;
  readonly globalCacheDir: string | null;
  readonly zigLibDir: string | null;
  /** Whether lazy dependencies are fetched though nothing asks for them. */
  readonly fetchesAll: boolean;
  /** The directory that has all packages, so that none is fetched; null for none. */
  readonly systemDirectory: string | null;
  /** Directories that stand for packages of the project. */
  readonly forks: readonly string[];
  readonly summary: SummaryMode | null;
  readonly verbose: boolean;
  readonly watch: boolean;
  readonly clears: boolean;
  /** How many programs are compiled at once; null for as many as there are processors. */
  readonly jobs: number | null;
  readonly color: Color;
  /** Whether a step that fails is told with those that lead to it. */
  readonly hasContext: boolean;
  readonly referenceTrace: string | undefined;
  readonly errorFormat: ErrorFormat;
  /** See `ParsedOptions`. */
  readonly remoteCache: string | undefined;
  readonly remoteCacheUpload: boolean;
  readonly debugFormat: DebugFormat | null;
  readonly keepsState: boolean;
  readonly isForced: boolean;
  /** Null for what is usual in a build: failures only. */
  readonly reporter: ReporterName | null;
  readonly testTimeout: number;
  readonly fullTrace: boolean;
}

/** Options as they are found, before defaults are put in. */
type Found = { -readonly [Key in keyof BuildArguments]: BuildArguments[Key] } & {
  forks: string[];
  configure: string[];
  steps: string[];
};

/** Does what an option says. `text`: the option as it was given. */
type Apply = (found: Found, value: string, text: string) => void;

/** Options without a value. */
const FLAGS: { readonly [option: string]: Apply } = {
  '-h': help,
  '--help': help,
  '-l': listSteps,
  '--list-steps': listSteps,
  '--verbose': (found) => {
    found.verbose = true;
    found.configure.push('verbose');
  },
  '--release': (found) => found.configure.push('release=any'),
  '--watch': set('watch', true),
  '--no-clear': set('clears', false),
  '--force': set('isForced', true),
  '--full-trace': set('fullTrace', true),
  '--no-state': set('keepsState', false),
  '--remote-cache-upload': set('remoteCacheUpload', true),
  '--fetch': set('does', 'fetch'),
  '-freference-trace': set('referenceTrace', 'all'),
  '-fno-reference-trace': set('referenceTrace', '0'),
  '--debug-incremental': set('debugFormat', 'text'),
};

/** Options whose value is the next argument. */
const NEXT: { readonly [option: string]: Apply } = {
  '-p': prefix,
  '--prefix': prefix,
  '--prefix-lib-dir': configured('lib_dir'),
  '--prefix-exe-dir': configured('exe_dir'),
  '--prefix-include-dir': configured('include_dir'),
  '--sysroot': configured('sysroot'),
  '--search-prefix': configured('search_prefix'),
  '--libc': configured('libc'),
  '--seed': (found, value) => {
    const seed = Number(value);
    if (!/^(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)$/i.test(value) || seed >= 2 ** 32)
      throw new UsageError(`unable to parse seed '${value}' as unsigned 32-bit integer`);
    found.configure.push(`seed=${seed}`);
  },
  '--build-file': (found, value) => {
    found.buildFile = value;
  },
  '--cache-dir': (found, value) => {
    found.cacheDir = value;
  },
  '--global-cache-dir': (found, value) => {
    found.globalCacheDir = value;
  },
  '--zig-lib-dir': (found, value) => {
    found.zigLibDir = value;
  },
  '--summary': (found, value, option) => {
    found.summary = oneOf(['all', 'new', 'failures', 'line', 'none'] as const, value, option);
  },
  '--color': (found, value, option) => {
    found.color = oneOf(['auto', 'on', 'off'] as const, value, option);
  },
  '--error-style': (found, value, option) => {
    const style = oneOf(['verbose', 'minimal', 'verbose_clear', 'minimal_clear'] as const, value, option);
    found.hasContext = style.startsWith('verbose');
  },
  '--test-timeout': timeout,
  '--system': (found, value) => {
    found.systemDirectory = value;
    found.configure.push('system');
  },
};

/** Options whose value is behind `=`. */
const JOINED: { readonly [option: string]: Apply } = {
  '--release': (found, value, text) => {
    const modes = ['off', 'any', 'fast', 'safe', 'small'];
    if (!modes.includes(value)) throw hint(`expected [${modes.join('|')}] in '${text}', found '${value}'`);
    found.configure.push(`release=${value}`);
  },
  '-fsys': configured('sys'),
  '-fno-sys': configured('no_sys'),
  '--fetch': (found, value, text) => {
    found.does = 'fetch';
    found.fetchesAll = oneOf(['needed', 'all'] as const, value, text) === 'all';
  },
  '-freference-trace': (found, value) => {
    referenceTrace(value);
    found.referenceTrace = value;
  },
  '--error-format': (found, value) => {
    found.errorFormat = errorFormat(value);
  },
  '--fork': (found, value) => found.forks.push(value),
  '--remote-cache': (found, value) => {
    found.remoteCache = value;
  },
  '--debug-incremental': (found, value) => {
    found.debugFormat = debugIncremental(value);
  },
  '--reporter': (found, value) => {
    found.reporter = reporterName(value);
  },
  '--test-timeout': timeout,
};

/** Options that ask for what is so anyway, or mean nothing here. */
const WITHOUT_MEANING =
  /^(-f(no-)?(incremental|allow-so-scripts|wasmtime|qemu|rosetta|wine|darling)|--skip-oom-steps|--build-id(=.*)?|--debug-rt(=.*)?|--debug-pkg-config|--verbose-(link|air|cimport|cc|llvm-cpu-features))$/;
const WITHOUT_MEANING_NEXT = ['--maxrss', '--debounce', '--debug-log', '--multiline-errors', '--libc-runtimes'];

/** Options that are refused, and why. */
const REFUSED: readonly (readonly [option: RegExp, reason: string])[] = [
  [/^--(webui(=.*)?|time-report)$/, 'there is no web interface here'],
  [/^--fuzz(=.*)?$/, 'there is no fuzzer here'],
  [/^--verbose-llvm-(ir|bc)(=.*)?$/, 'there is no LLVM here'],
  [/^--build-runner$/, 'a build is configured by a runner of our own'],
];

function set<Key extends keyof Found>(key: Key, value: Found[Key]): Apply {
  return (found) => {
    found[key] = value;
  };
}

function configured(name: string): Apply {
  return (found, value) => found.configure.push(`${name}=${value}`);
}

function help(found: Found): void {
  found.does = 'help';
}

function listSteps(found: Found): void {
  found.does = 'list steps';
}

function prefix(found: Found, value: string): void {
  found.configure.push(`prefix=${resolve(value)}`);
}

/** Officially in any unit of time, which comes behind the number. */
function timeout(found: Found, value: string): void {
  const [, number, unit] = /^([\d.]+)([a-z]*)$/.exec(value) ?? [];
  const factor = { ns: 1e-6, us: 1e-3, h: 3_600_000 }[unit];
  found.testTimeout = factor === undefined ? testTimeout(value) : Number(number) * factor;
}

/** `value`, which has to be one of `names`, in the official words. */
function oneOf<Name extends string>(names: readonly Name[], value: string, option: string): Name {
  const name = names.find((one) => one === value);
  if (name === undefined) throw hint(`expected [${names.join('|')}] after '${option}', found '${value}'`);
  return name;
}

function hint(message: string): UsageError {
  return new UsageError(`${message}\n  access the help menu with 'rezig build -h'`);
}

/** What the arguments behind `build` ask for. Throws a `UsageError` for what makes no sense, in the official words where there are some. */
export function buildArguments(args: readonly string[]): BuildArguments {
  const found: Found = {
    steps: [],
    configure: [],
    program: null,
    does: 'build',
    buildFile: null,
    cacheDir: null,
    globalCacheDir: null,
    zigLibDir: null,
    fetchesAll: false,
    systemDirectory: null,
    forks: [],
    summary: null,
    verbose: false,
    watch: false,
    clears: true,
    jobs: null,
    color: 'auto',
    hasContext: true,
    referenceTrace: undefined,
    errorFormat: 'text',
    remoteCache: undefined,
    remoteCacheUpload: false,
    debugFormat: null,
    keepsState: true,
    isForced: false,
    reporter: null,
    testTimeout: testTimeout('60s'),
    fullTrace: false,
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--') {
      found.program = args.slice(i + 1);
      break;
    }
    if (!arg.startsWith('-')) found.steps.push(arg);
    else if (arg.startsWith('-D')) {
      if (arg === '-D') throw hint("expected option name after '-D'");
      found.configure.push(arg);
    } else if (FLAGS[arg] !== undefined) FLAGS[arg](found, '', arg);
    else if (NEXT[arg] !== undefined || WITHOUT_MEANING_NEXT.includes(arg)) {
      if (i + 1 === args.length) throw hint(`expected argument after '${arg}'`);
      NEXT[arg]?.(found, args[++i], arg);
      if (NEXT[arg] === undefined) i++;
    } else applyOther(found, arg);
  }
  return found;
}

/** What options can be called, for one that is nearly one. */
const KNOWN = [FLAGS, NEXT, JOINED].flatMap((options) => Object.keys(options));

function applyOther(found: Found, arg: string): void {
  const refused = REFUSED.find(([option]) => option.test(arg));
  if (refused !== undefined) throw new UsageError(`'${arg}' is refused: ${refused[1]}`);
  if (WITHOUT_MEANING.test(arg)) return;
  const equals = arg.indexOf('=');
  const apply = equals < 0 ? undefined : JOINED[arg.slice(0, equals)];
  if (apply !== undefined) apply(found, arg.slice(equals + 1), arg);
  else if (arg.startsWith('-j')) found.jobs = jobCount(arg.slice(2));
  else throw hint(`unrecognized argument: '${arg}'${nearMiss(arg.split('=', 1)[0], KNOWN)}`);
}

function jobCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`unable to parse jobs count '${text}': InvalidCharacter`);
  if (Number(text) < 1) throw new UsageError('number of jobs must be at least 1');
  return Number(text);
}
