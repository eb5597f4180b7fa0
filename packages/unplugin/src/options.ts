/** Options of the plug-in. All have defaults. */
export interface RezigOptions {
  /** What `[]const u8` is: text, but where the name ends in `bytes`, `data` or `buffer` (`name`, the default); always text, or never. */
  readonly text?: 'name' | 'always' | 'never';
  /** What integers of 33 to 64 bits are; those that are no safe integers throw a `RangeError` as `number`. By default `bigint`. */
  readonly wideIntegers?: 'bigint' | 'number';
  /**
   * Names of functions and fields whose slices and arrays of numbers are views of memory, and no copies. Those whose last word is `view` are anyway, as `pixelsView` and
   * `pixels_view`.
   */
  readonly views?: readonly string[];
  /**
   * Whether functions return promises, and `extern` functions of JavaScript may return some, for which Zig waits. Needs an engine with JavaScript Promise
   * Integration. A list says which do, of Zig (`f` or `T.f`) and of JavaScript (`extern`); the others do not. By default `false`.
   */
  readonly async?: boolean | readonly string[];
  /** By default `Debug` where the bundler is one for development, else `ReleaseSmall`. */
  readonly mode?: 'Debug' | 'ReleaseSafe' | 'ReleaseFast' | 'ReleaseSmall';
  /**
   * Whether declarations for TypeScript are written beside each file, as `greet.zig.d.ts` (the default: in development and in builds), and where else: a
   * directory that has them at the same paths as the files have from the working directory, for `rootDirs`.
   */
  readonly declarations?: boolean | string;
  /** What is imported in JavaScript for modules of `extern` functions. Paths, such as of `extern "./host.js" fn`, mean themselves. */
  readonly imports?: Readonly<Record<string, string>>;
  /**
   * Whether the module is a file of its own or within the JavaScript. By default a file where the bundler can have it. `module`, with esbuild: a file that is
   * imported as a compiled module, as servers give it that compile none while they run.
   */
  readonly wasm?: 'file' | 'inline' | 'module';
  /** The Zig library directory; by default that of `@rezig/zig-lib`. */
  readonly zigLibDir?: string;
  /** Where things are kept between processes; by default `node_modules/.cache/rezig`. */
  readonly cacheDir?: string;
  /** What engine the code is for, as `rezig targets` lists them; by default `lime1`. */
  readonly cpu?: string;
}

/** Whether there may be functions that wait for promises. */
export function canWait({ async: which = false }: RezigOptions): boolean {
  return typeof which === 'boolean' ? which : which.length > 0;
}
