/*
 * The options of the official command line, and what each is here. The table in docs/command-line.md says the same, which a test sees to.
 */

/** How an option takes its value. */
export type OptionForm =
  /** It has none. */
  | 'flag'
  /** The next argument is its value: `--name x`. */
  | 'separate'
  /** It follows a `=`: `--export=x`. */
  | 'equals'
  /** It follows a `=` or is left out: `-femit-bin`, `-femit-bin=x`. */
  | 'optional'
  /** It follows a `=` or is the next argument: `-mcpu=x`, `-mcpu x`. */
  | 'either'
  /** It follows at once or is the next argument: `-OReleaseFast`, `-O ReleaseFast`. */
  | 'joined';

/** An option of the official command line. */
export interface OfficialOption {
  readonly name: string;
  readonly form: OptionForm;
  /** The option of ours that has its meaning; null where it means nothing here and is accepted. */
  readonly here: string | null;
  /** The value that it stands for, where it has none itself. */
  readonly value?: string;
  /** Why it is refused, as the rest of a sentence about it; absent where it is not. */
  readonly refusal?: string;
}

/** Options that have a meaning here: name, form, ours, and the value it stands for where it has none itself. */
const MEANT: readonly (readonly [name: string, form: OptionForm, here: string, value?: string])[] = [
  ['-target', 'separate', 'target'],
  ['-O', 'joined', 'optimize'],
  ['-mcpu', 'either', 'cpu'],
  ['-mexec-model', 'equals', 'exec-model'],
  ['-ofmt', 'equals', 'object-format'],
  ['--name', 'separate', 'name'],
  ['--dep', 'separate', 'dep'],
  ['-M', 'joined', 'module'],
  ['--zig-lib-dir', 'separate', 'zig-lib-dir'],
  ['--cache-dir', 'separate', 'cache-dir'],
  ['--color', 'separate', 'color'],
  ['-femit-bin', 'optional', 'emit-bin'],
  ['-fno-emit-bin', 'flag', 'no-emit-bin'],
  ['-femit-asm', 'optional', 'emit-asm'],
  ['--show-builtin', 'flag', 'show-builtin'],
  ['-freference-trace', 'optional', 'reference-trace'],
  ['-fno-reference-trace', 'flag', 'reference-trace', '0'],
  ['-fstrip', 'flag', 'strip', 'yes'],
  ['-fno-strip', 'flag', 'strip', 'no'],
  ['-ferror-tracing', 'flag', 'error-tracing', 'yes'],
  ['-fno-error-tracing', 'flag', 'error-tracing', 'no'],
  ['-fubsan-rt', 'flag', 'ubsan-rt', 'yes'],
  ['-fno-ubsan-rt', 'flag', 'ubsan-rt', 'no'],
  ['-fno-llvm', 'flag', 'ubsan-rt', 'no'],
  ['-fllvm', 'flag', 'llvm'],
  ['-fentry', 'optional', 'entry'],
  ['-fno-entry', 'flag', 'no-entry'],
  ['-rdynamic', 'flag', 'rdynamic'],
  ['--export', 'equals', 'export'],
  ['--import-memory', 'flag', 'import-memory'],
  ['--export-memory', 'flag', 'export-memory'],
  ['--shared-memory', 'flag', 'shared-memory'],
  ['--initial-memory', 'equals', 'initial-memory'],
  ['--max-memory', 'equals', 'max-memory'],
  ['--global-base', 'equals', 'global-base'],
  ['--stack', 'separate', 'stack'],
  ['--import-table', 'flag', 'import-table'],
  ['--export-table', 'flag', 'export-table'],
  ['--test-filter', 'separate', 'test-filter'],
  ['--test-no-exec', 'flag', 'test-no-exec'],
  ['--test-runner', 'separate', 'test-runner'],
  ['--debug-incremental', 'optional', 'debug-incremental'],
  // Of our own, in the official manner.
  ['-femit-source-map', 'flag', 'emit-source-map'],
  ['-fno-emit-source-map', 'flag', 'no-emit-source-map'],
];

/** Options that mean nothing here and change nothing: for C, for other systems and linkers, or asking for what is so anyway. */
const ACCEPTED: Readonly<Record<OptionForm, string>> = {
  flag: `-fincremental -fno-incremental -fno-emit-asm -fno-emit-llvm-ir -fno-emit-llvm-bc -fno-emit-h -fno-emit-docs -fno-emit-implib
    -flibllvm -fno-libllvm -fclang -fno-clang -flld -fno-lld -fno-PIE -fno-PIC -flto -fno-lto -fdll-export-fns
    -fno-dll-export-fns -ffunction-sections -fno-function-sections -fdata-sections -fno-data-sections -fformatted-panics -fno-formatted-panics
    -fstructured-cfg -fno-structured-cfg -municode -mred-zone -mno-red-zone -fomit-frame-pointer -fno-omit-frame-pointer -fstack-check
    -fno-stack-check -fstack-protector -fno-stack-protector -fvalgrind -fno-valgrind -fsanitize-c -fno-sanitize-c -fno-sanitize-thread
    -fno-fuzz -fbuiltin -fno-builtin -funwind-tables -fasync-unwind-tables -fno-unwind-tables -fsingle-threaded --undefined-version
    --no-undefined-version --enable-new-dtags --disable-new-dtags --no-dynamic-linker -fno-soname -fcompiler-rt
    -feach-lib-rpath -fno-each-lib-rpath -fallow-shlib-undefined -fno-allow-shlib-undefined -fallow-so-scripts -fno-allow-so-scripts
    --eh-frame-hdr --no-eh-frame-hdr -static -Bsymbolic --gc-sections -headerpad_max_install_names -dead_strip -dead_strip_dylibs -ObjC
    --import-symbols -search_paths_first -search_paths_first_static -search_dylibs_first -search_static_first -search_dylibs_only
    -search_static_only --test-execve -fstack-report --verbose-link --verbose-cc --verbose-cimport --verbose-llvm-cpu-features`,
  separate: `--global-cache-dir --libc -idirafter -isystem --dynamic-linker --sysroot --version -z --subsystem -pagezero_size -headerpad
    --entitlements -rpath -search_paths --library-directory --debug-log`,
  equals: '-mcmodel -fsoname -install_name --compress-debug-sections --sort-section',
  optional: '--debug-rt',
  either: '',
  joined: '-j -D -I -L',
};

/** Options that are refused, by the reason. */
const REFUSED: readonly (readonly [reason: string, form: OptionForm, names: string])[] = [
  ['there is no LLVM here', 'optional', '-femit-llvm-ir -femit-llvm-bc --verbose-llvm-ir --verbose-llvm-bc'],
  ['there is no LLVM here', 'equals', '-fopt-bisect-limit'],
  ['no other files are made', 'optional', '-femit-h -femit-docs -femit-implib'],
  ['the number of errors is that of the default', 'separate', '--error-limit'],
  ['modules stand where they are told to', 'flag', '-fPIE -fPIC'],
  ['modules stand where they are told to', 'separate', '--image-base'],
  ['a module whose functions a host calls is made by build-exe -fno-entry -rdynamic', 'flag', '-dynamic'],
  ['modules have no threads', 'flag', '-fno-single-threaded -fsanitize-thread'],
  ['there is no fuzzer', 'flag', '-ffuzz'],
  ['only Zig is compiled', 'separate', '-x'],
  ['only Zig is compiled', 'flag', '-cflags -rcflags'],
  ['only Zig is compiled', 'equals', '-rcincludes --embed-dir'],
  ['there are no libraries to link with, nor libc', 'joined', '-l -needed-l -weak-l -F'],
  [
    'there are no libraries to link with, nor libc',
    'separate',
    '--library --needed-library -weak_library -framework -needed_framework -needed_library -weak_framework',
  ],
  ['there are no linker scripts', 'joined', '-T'],
  ['there are no linker scripts', 'separate', '--script --version-script'],
  ['what nothing refers to is left out, and all else is there', 'separate', '--force_undefined'],
  ['what nothing refers to is left out', 'flag', '--no-gc-sections'],
  ['functions of compiler_rt are there where they are called', 'flag', '-fno-compiler-rt'],
  ['modules have no such section', 'optional', '--build-id'],
  ['modules have no such section', 'flag', '--emit-relocs'],
  ['times are told by --debug-incremental', 'flag', '--time-report'],
  ['tests run in Node', 'separate', '--test-cmd'],
  ['tests run in Node', 'flag', '--test-cmd-bin'],
  [
    'it is for those who work on the official compiler',
    'flag',
    '--verbose-air --verbose-intern-pool --verbose-generic-instances --debug-compile-errors --debug-link-snapshot',
  ],
];

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** All of them. */
export const OFFICIAL_OPTIONS: readonly OfficialOption[] = [
  ...MEANT.map(([name, form, here, value]) => ({ name, form, here, ...(value === undefined ? {} : { value }) })),
  ...(Object.entries(ACCEPTED) as [OptionForm, string][]).flatMap(([form, names]) =>
    words(names).map((name) => ({ name, form, here: null })),
  ),
  ...REFUSED.flatMap(([refusal, form, names]) => words(names).map((name) => ({ name, form, here: null, refusal }))),
];

const byName = new Map(OFFICIAL_OPTIONS.map((option) => [option.name, option]));

/** Those whose value follows at once, the longest first. */
const joined = OFFICIAL_OPTIONS.filter(({ form }) => form === 'joined').sort((a, b) => b.name.length - a.name.length);

/** The option that `argument` is, and the value that is in it, if it is one of the official command line. */
export function findOfficial(
  argument: string,
): { readonly option: OfficialOption; readonly value: string | null } | null {
  const exact = byName.get(argument);
  if (exact !== undefined && exact.form !== 'equals') return { option: exact, value: null };
  const equals = argument.indexOf('=');
  const before = equals < 0 ? undefined : byName.get(argument.slice(0, equals));
  if (before !== undefined && (before.form === 'equals' || before.form === 'optional' || before.form === 'either'))
    return { option: before, value: argument.slice(equals + 1) };
  const option = joined.find(({ name }) => argument.startsWith(name));
  return option === undefined ? null : { option, value: argument.slice(option.name.length) };
}
