import type { DeclarationMap } from '@rezig/compiler/bindings';
import type { Swap, SwapPatch } from '@rezig/compiler/swap';
import type { RezigOptions } from './options.ts';
import type { ProjectModule } from './projects.ts';

/** What the compiler's thread is asked for. */
export interface CompileRequest {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
  /** The module as its own `export` functions make it, without bindings. */
  readonly isRaw: boolean;
  readonly mode: NonNullable<RezigOptions['mode']>;
  readonly options: RezigOptions;
  /** The module of a project whose root the file is; null where it is none. */
  readonly project: ProjectModule | null;
  /** Of a module whose functions can be replaced while it runs: whether it is to be started, or a patch of the one that was started last; null of any other. */
  readonly swap: 'start' | 'patch' | null;
  /** Paths of what is used; null where all may be. */
  readonly used: readonly string[] | null;
}

/** What the compiler's thread is asked for a source map. */
export interface MapRequest {
  readonly id: number;
  /** Of the program. */
  readonly request: Omit<CompileRequest, 'id'>;
  /** Of which module: see `BoundProgram.sourceMap`. */
  readonly map: string;
}

export interface MapAnswer {
  readonly id: number;
  /** JSON; null where it is not known any more. */
  readonly map: string | null;
}

/** How a page goes on that runs a module; null where nothing is to be done. */
export type PageUpdate = Exclude<Swap, { readonly kind: 'same' }> | null;

/** Of a module whose functions can be replaced. */
export interface SwapState {
  /** Of the start that it goes back to, after a migration of the new one: pages of another are loaded afresh. */
  readonly epoch: number;
  /** As in `SwapStart`; none where it was not started. */
  readonly exports: Readonly<Record<string, number>>;
  /** What the module of that start comes to be the program by, where other pages run it already. */
  readonly patches: readonly SwapPatch[];
  readonly update: PageUpdate;
}

/** An error of a source file. */
export interface SourceError {
  /** The text, with its notes. */
  readonly message: string;
  /** Null where it is about no place. Line from 1, column from 0. */
  readonly loc: { readonly file: string; readonly line: number; readonly column: number } | null;
  /** Lines around the place, with a mark; empty where there is none. */
  readonly frame: string;
}

/** What became of it. */
export interface Compiled {
  readonly errors: readonly SourceError[];
  /** Null where there are errors; it may be, with what follows of it, where a patch was asked for. */
  readonly module: Uint8Array | null;
  /** The glue, which needs a `$instantiate`; empty of a raw module. */
  readonly javascript: string;
  readonly declarations: string;
  /** Null where there are no declarations. */
  readonly declarationMap: DeclarationMap | null;
  /** As `optionalExports` gives them. */
  readonly exports: ReadonlyMap<string, string>;
  /** Why what is public and not exported cannot cross, by name. */
  readonly refused: Readonly<Record<string, SourceError>>;
  /** Absolute paths of the files that are to be watched: not those of the library. */
  readonly watched: readonly string[];
  readonly swap: SwapState | null;
}

export interface CompileAnswer extends Compiled {
  readonly id: number;
  /** The compiler itself failed. */
  readonly fault: string | null;
}
