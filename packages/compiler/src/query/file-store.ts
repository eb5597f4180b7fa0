import type { FileIndex } from '../intern/ids.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Zir } from '../zir/zir.ts';

/** What analysis needs of the files of a compilation. Provided by the compilation floor. */
export interface FileStore {
  /** The file's last good ZIR: loaded and lowered now if it was not. */
  zir(file: FileIndex): Zir;
  /** The file's current syntax tree, for the positions of messages. */
  tree(file: FileIndex): Tree;
  /** The path as messages show it. */
  path(file: FileIndex): string;
  /** The file that `@import(name)` in `from` means, or the official text that says why there is none. */
  importFile(from: FileIndex, name: string): FileIndex | string;
  /**
   * Whether what is in the file now can be analysed: it is loaded and lowered now if it was not. What is wrong with it is said where the file is
   * told of. A file of the program itself can be, or nothing is analysed.
   */
  isAnalyzable(file: FileIndex): boolean;
  /** The file that `@embedFile(name)` in `from` means, whether it can be read or not; or the official text that says why there is none. */
  embedFile(from: FileIndex, name: string): FileIndex | string;
  /** Why a file that was embedded cannot be read, under Zig's name of the error; null if it can. */
  embedError(file: FileIndex): string | null;
  /** Bytes of a file that was embedded. */
  bytes(file: FileIndex): Uint8Array;
  /** Dotted name of the file in its module, such as `std.fs.File`: how the names of its declarations start. */
  qualifiedName(file: FileIndex): string;
  /** The name of the file's module. */
  moduleName(file: FileIndex): string;
  /** The path from the directory of the file's module. */
  pathInModule(file: FileIndex): string;
  /** Whether the file belongs to the program itself rather than to `std` or `builtin`. */
  isOwn(file: FileIndex): boolean;
  /** Whether it belongs to a package that others write. */
  isForeign(file: FileIndex): boolean;
  /** Whether the file belongs to the module whose tests are run, where tests are. */
  isMain(file: FileIndex): boolean;
  /** Whether code of the file gets no safety checks unless it asks for them, whatever the optimize mode. */
  isUnchecked(file: FileIndex): boolean;
  /** The root files of the modules that the compiler itself refers to. */
  readonly std: FileIndex;
  readonly root: FileIndex;
  readonly builtin: FileIndex;
  /** The root files of modules whose exports are part of the program whether or not anything imports them. */
  readonly linked: readonly FileIndex[];
}
