/*
 * The graph of a project: what its `build` function asked for, as `zig/configure.zig` of the command line writes it. Numbers of steps, modules and files
 * are places in the lists of the graph. Bytes are in base64.
 */

/** A path: known, and then absolute or from the working directory; or that of a file which a step makes, `up` directories above it, and `path` from there. */
export type LazyPath = string | { readonly file: number; readonly up: number; readonly path: string };

/** A graph, as it was configured. */
export interface Graph {
  /** Variables of the environment that were asked for, or whether all were. */
  readonly environment: readonly string[];
  readonly isWholeEnvironment: boolean;
  readonly buildRoot: string;
  readonly installPath: string;
  /** What `-D` can set. */
  readonly options: readonly ProjectOption[];
  readonly integrations: readonly { readonly name: string; readonly isEnabled: boolean }[];
  /** Packages that have to be fetched before there is a graph. */
  readonly neededLazy: readonly string[];
  readonly topLevel: readonly TopLevelStep[];
  readonly defaultStep: number;
  readonly steps: readonly Step[];
  readonly modules: readonly Module[];
  /** The step that makes each file; null where no step of the graph does. */
  readonly files: readonly (number | null)[];
}

export interface ProjectOption {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** Of an enumeration. */
  readonly values: readonly string[] | null;
}

export interface TopLevelStep {
  readonly step: number;
  readonly name: string;
  readonly description: string;
}

interface StepBase {
  readonly name: string;
  /** Names of the dependencies that lead to the package which has the step, each with a `.` behind it. */
  readonly owner: string;
  /** The directory of that package. */
  readonly root: string;
  readonly dependencies: readonly number[];
}

export type Step =
  | CompileStep
  | RunStep
  | InstallArtifactStep
  | InstallFileStep
  | InstallDirectoryStep
  | WriteFileStep
  | UpdateSourceFilesStep
  | OptionsStep
  | ConfigHeaderStep
  | FailStep
  | FormatStep
  | CheckFileStep
  | CustomStep
  | OtherStep;

/** What is in a file of a directory counts: the ends of names, if some are asked for. */
export interface FileFilter {
  readonly exclude: readonly string[];
  readonly include: readonly string[] | null;
}

export interface CompileStep extends StepBase {
  readonly kind: 'compile';
  readonly artifact: 'exe' | 'lib' | 'obj' | 'test' | 'test_obj';
  readonly artifactName: string;
  readonly fileName: string;
  readonly module: number;
  readonly isDynamic: boolean;
  readonly filters: readonly string[];
  /** Files that are made, by what they are. */
  readonly outputs: Readonly<Record<string, number>>;
  readonly testRunner?: LazyPath;
  readonly zigLibDir?: LazyPath;
  readonly linker_script?: LazyPath;
  readonly rdynamic: boolean;
  readonly import_memory: boolean;
  readonly export_memory: boolean;
  readonly import_table: boolean;
  readonly export_table: boolean;
  readonly shared_memory: boolean;
  readonly initial_memory: number | null;
  readonly max_memory: number | null;
  readonly global_base: number | null;
  readonly stack_size: number | null;
  readonly wasi_exec_model: string | null;
  readonly entryKind: 'default' | 'disabled' | 'enabled' | 'symbol_name';
  readonly entry: string | null;
  readonly expectErrors?: ExpectedErrors;
  readonly headers: readonly (Partial<FileFilter> & {
    readonly source: LazyPath;
    readonly path: string;
    readonly isDirectory: boolean;
  })[];
}

/** How the errors of a compilation have to be: one of these is there. */
export interface ExpectedErrors {
  readonly contains?: string;
  readonly starts_with?: string;
  readonly stderr_contains?: string;
  readonly exact?: readonly string[];
}

export interface RunStep extends StepBase {
  readonly kind: 'run';
  readonly argv: readonly RunArgument[];
  readonly cwd?: LazyPath;
  /** Variables of the environment that are otherwise than those of the build, and those that are left out. */
  readonly env?: readonly (readonly [string, string])[];
  readonly envRemoved?: readonly string[];
  readonly stdio: 'infer_from_args' | 'inherit' | 'check' | 'zig_test';
  readonly checks?: readonly RunCheck[];
  readonly stdinBytes?: string;
  readonly stdinPath?: LazyPath;
  readonly stdout?: CapturedOutput;
  readonly stderr?: CapturedOutput;
  readonly inputs: readonly LazyPath[];
  readonly hasSideEffects: boolean;
}

export type RunArgument =
  | { readonly kind: 'artifact'; readonly prefix: string; readonly step: number }
  | { readonly kind: 'lazy_path' | 'file_content'; readonly prefix: string; readonly path: LazyPath }
  | {
      readonly kind: 'decorated_directory';
      readonly prefix: string;
      readonly path: LazyPath;
      readonly suffix: string;
    }
  | { readonly kind: 'bytes'; readonly bytes: string }
  | ({ readonly kind: 'output_file' | 'output_directory' } & RunOutput);

/** A file or directory that the program makes. */
export interface RunOutput {
  readonly file: number;
  readonly prefix: string;
  readonly baseName: string;
}

export interface CapturedOutput extends RunOutput {
  readonly trim: 'none' | 'all' | 'leading' | 'trailing';
}

export type RunCheck =
  | {
      readonly kind: 'expect_stderr_exact' | 'expect_stderr_match' | 'expect_stdout_exact' | 'expect_stdout_match';
      readonly bytes: string;
    }
  | { readonly kind: 'expect_term'; readonly term: string; readonly code: number | null };

export interface InstallArtifactStep extends StepBase {
  readonly kind: 'install_artifact';
  readonly artifact: number;
  readonly destination?: string;
  /** Where headers go. */
  readonly headers?: string;
}

export interface InstallFileStep extends StepBase {
  readonly kind: 'install_file';
  readonly source: LazyPath;
  readonly destination: string;
}

export interface InstallDirectoryStep extends StepBase, FileFilter {
  readonly kind: 'install_dir';
  readonly source: LazyPath;
  readonly destination: string;
  /** Ends of names of files that are made empty. */
  readonly blank: readonly string[];
}

/** A file of a directory that is made: with its content, or a copy. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes?: string;
  readonly copy?: LazyPath;
}

export interface WriteFileStep extends StepBase {
  readonly kind: 'write_file';
  readonly output: number;
  readonly mode: 'whole_cached' | 'tmp' | 'mutate';
  readonly mutated?: LazyPath;
  readonly files: readonly WrittenFile[];
  readonly directories: readonly (FileFilter & { readonly path: string; readonly source: LazyPath })[];
}

export interface UpdateSourceFilesStep extends StepBase {
  readonly kind: 'update_source_files';
  readonly files: readonly WrittenFile[];
}

export interface OptionsStep extends StepBase {
  readonly kind: 'options';
  readonly output: number;
  readonly contents: string;
  /** Options whose values are paths, which are known when the files are made. */
  readonly paths: readonly { readonly name: string; readonly path: LazyPath }[];
}

export interface ConfigHeaderStep extends StepBase {
  readonly kind: 'config_header';
  readonly output: number;
  readonly style: 'autoconf_undef' | 'autoconf_at' | 'cmake' | 'blank' | 'nasm';
  readonly template?: LazyPath;
  readonly path: string;
  readonly guard: string | null;
  readonly values: readonly HeaderValue[];
}

export interface HeaderValue {
  readonly name: string;
  readonly kind: 'undef' | 'defined' | 'boolean' | 'int' | 'ident' | 'string';
  readonly value?: string | boolean;
}

export interface FailStep extends StepBase {
  readonly kind: 'fail';
  readonly message: string;
}

export interface FormatStep extends StepBase {
  readonly kind: 'fmt';
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly isCheck: boolean;
}

export interface CheckFileStep extends StepBase {
  readonly kind: 'check_file';
  readonly source: LazyPath;
  readonly matches: readonly string[];
  readonly exact: string | null;
}

/** A step of the project's own. */
export interface CustomStep extends StepBase {
  readonly kind: 'custom';
  /** Whether it does anything by itself. */
  readonly hasFunction: boolean;
}

/** Steps that do nothing by themselves, and those that cannot be done here. */
export interface OtherStep extends StepBase {
  readonly kind: 'top_level' | 'remove_dir' | 'check_object' | 'translate_c' | 'objcopy';
}

export interface Module {
  /** Null where there is no Zig in it. */
  readonly source: LazyPath | null;
  readonly imports: Readonly<Record<string, number>>;
  readonly target: Target | null;
  readonly optimize: string | null;
  readonly strip: boolean | null;
  readonly single_threaded: boolean | null;
  readonly error_tracing: boolean | null;
  readonly link_libc: boolean | null;
  readonly link_libcpp: boolean | null;
  readonly sanitize_thread: boolean | null;
  readonly fuzz: boolean | null;
  readonly exports: readonly string[];
  readonly links: readonly LinkObject[];
  readonly embedPaths: readonly LazyPath[];
}

/** What else than Zig is linked. */
export interface LinkObject {
  readonly kind:
    | 'static_path'
    | 'assembly_file'
    | 'other_step'
    | 'system_lib'
    | 'c_source_file'
    | 'c_source_files'
    | 'win32_resource_file'
    | 'framework';
  readonly path?: LazyPath;
  readonly step?: number;
  readonly name?: string;
  readonly files?: readonly string[];
}

export interface Target {
  readonly arch: string;
  readonly os: string;
  readonly abi: string;
  /** The model of the engine, and the features in which it differs from it. */
  readonly model: string;
  readonly features: readonly (readonly [name: string, isEnabled: boolean])[];
}
