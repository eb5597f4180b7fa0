import type { DataBlock } from '../codegen/data.ts';
import type { FunctionCode } from '../codegen/generate.ts';
import type { CodeOptions, ReprTable } from '../codegen/repr.ts';
import type { DeclIndex, Index, StringIndex } from '../intern/ids.ts';
import type { InternPool } from '../intern/pool.ts';
import type { NameReader, NameSources } from '../query/name-reader.ts';

/** What goes by a name: of a declaration, or a constant or function without one. */
export interface LinkTarget {
  /** NO_DECL where there is none. */
  readonly decl: DeclIndex;
  /** The constant or function; NO_INDEX where there is a declaration, whose value is a function or a variable. */
  readonly value: Index;
}

/** What the module makes visible. */
export interface LinkExport extends LinkTarget {
  readonly name: string;
}

/** Bytes in which memory grows. */
export const PAGE_SIZE = 0x1_0000;

export interface LinkOptions {
  /** Names of the exports that the module has; null for all. */
  readonly exported: ReadonlySet<string> | null;
  /** Names that are exported also where the program has none of it: those of linker symbols (`addresses.ts`). */
  readonly named: readonly string[];
  /** Whether memory is the host's. */
  readonly importsMemory: boolean;
  readonly exportsMemory: boolean;
  /** Whether threads of the host may share memory, which then has a limit. */
  readonly isMemoryShared: boolean;
  /** Whether the table of functions is the host's, or shown to it. */
  readonly table: 'own' | 'imported' | 'exported';
  /** In bytes, a multiple of 16. */
  readonly stackSize: number;
  /** Where the data starts, with the stack behind it; null to have the stack below the data, where an overflow traps. */
  readonly globalBase: number | null;
  /** Bytes of memory at the start, at least; 0 for what data and stack need. */
  readonly initialMemory: number;
  /** Bytes that memory may grow to; 0 for no limit of the module's own. */
  readonly maxMemory: number;
  /** Gives code some room to grow in, so that most edits of a function leave all others in their places. */
  readonly padCode: boolean;
  /** Leaves the name section out. */
  readonly strip: boolean;
  /**
   * Whether functions can be replaced while the module runs: they call one another through the table, in which each has a slot, table and globals are
   * exported, and behind the data there is room for more of it.
   */
  readonly isSwappable: boolean;
  /** Whether what is made is an object file, which another linker puts together with others. */
  readonly isObject: boolean;
  /** What the object file says of the engine it is for: names of features, as linkers know them. */
  readonly features: readonly string[];
  /** How the code was made. */
  readonly code: CodeOptions;
}

/** What `-O` and other options are not given for. */
export const DEFAULT_LINK_OPTIONS: LinkOptions = {
  exported: null,
  named: [],
  importsMemory: false,
  exportsMemory: true,
  isMemoryShared: false,
  table: 'own',
  stackSize: 16 * 1024 * 1024,
  globalBase: null,
  initialMemory: 0,
  maxMemory: 0,
  padCode: false,
  strip: false,
  isSwappable: false,
  isObject: false,
  features: [],
  code: {
    isOptimized: false,
    hasMultivalue: true,
    isRelocatable: false,
    hasBulkMemory: true,
    hasSignExtension: true,
    hasSaturatingConversions: true,
  },
};

/** What may be another than it was for the link before. */
export interface LinkChanges {
  /** Functions with other code, or with none any more. */
  readonly functions: Iterable<Index>;
  /** Declarations with other values. */
  readonly decls: Iterable<DeclIndex>;
  /** What is called otherwise, and what may be called after that. */
  readonly renamed: NameSources;
  /** Whether anything that was read of types for the link before, or for data in it, may be another. */
  readonly areTypesOther: boolean;
}

/** All that linking needs to know. What is asked for is asked for by reference from the exports: nothing else gets in. */
export interface LinkInput {
  readonly pool: InternPool;
  /** By what types are read. */
  readonly reprs: ReprTable;
  /** By what names are read. */
  readonly names: NameReader;
  /** In source order. */
  readonly exports: readonly LinkExport[];
  readonly options: LinkOptions;
  /** Errors whose numbers are known at compile time: from 1 on. */
  readonly errors: readonly StringIndex[];
  /** Code of a `func_decl` or `func_instance`; null if it has none, which is a fault. */
  functionCode(func: Index): FunctionCode | null;
  /** What a function is called, in UTF-8, where that is known without looking at what it is named after; else null. */
  knownName?(func: Index): Uint8Array | null;
  /** Bytes of interned `value`, with the natural alignment of its type. Throws InternalFault if it cannot be at run time. */
  constantData(value: Index): DataBlock;
  /** What variable `decl` starts with, where that is not what its declaration says; NO_INDEX where it is. */
  initialValue(decl: DeclIndex): Index;
  /** What is exported, or the function that compiler_rt defines, under a name; null if there is none. */
  symbol(name: StringIndex): LinkTarget | null;
}

/** One function of a linked module. */
export interface LinkedFunction {
  readonly name: string;
  /** [code offset in the function, own token, tracked chunk] of each statement; empty for what has no source. */
  readonly lines: Uint32Array;
  /** Where the function's code starts in the module, in bytes. */
  readonly offset: number;
}

/** Which tests there are. */
export interface TestRoots {
  /** In their order. */
  readonly tests: readonly DeclIndex[];
  /** The variable that holds them. */
  readonly list: DeclIndex;
  /** What the module exports. */
  readonly exports: readonly LinkExport[];
  /** Qualified name of a variable. */
  nameOf(decl: DeclIndex): string;
  /** Name of an error, in UTF-8. */
  errorName(name: StringIndex): Uint8Array;
}

/** What is known of a test without running it. */
export interface TestPrint {
  /** Slot of its function in the table. */
  readonly slot: number;
  /** Another one wherever code or data is another that the test reaches, or that all tests have in common. */
  readonly print: string;
  /** The variables that the test reaches. */
  readonly variables: readonly DeclIndex[];
}

/** Bytes `[start, end)` of a module. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A linked module, or what is missing. */
export interface LinkResult {
  /** Holds until the next link, which may write over it. */
  readonly module: Uint8Array;
  /** The parts of the module that were written: all else is as in the module before, where that was no shorter. */
  readonly written: readonly ByteRange[];
  /** How many bytes of memory stack and data need. */
  readonly memoryEnd: number;
  /** Names that are called and defined nowhere, in the order in which they were met. */
  readonly undefinedSymbols: readonly string[];
  /** What each test of a module of tests reaches. */
  testPrints(roots: TestRoots): TestPrint[];
  /** Names of errors: that of number n + 1 is the n-th. */
  readonly errors: readonly StringIndex[];
  /** Where in the module the code is that adds `place` to error return traces, in bytes; null if there is none. */
  returnOffset(place: number): number | null;
  /** The function whose code byte `offset` of the module is in, or the last one before it; null if there is none. */
  functionAt(offset: number): LinkedFunction | null;
  /** The functions that have code, in its order. */
  functions(): LinkedFunction[];
}
