/** A program that is about to run, as the page needs it. */
export interface SwapStart {
  /** The module. It holds until the next update. */
  readonly module: Uint8Array;
  /** By exported function, its slot in the table: what it is called through. */
  readonly exports: Readonly<Record<string, number>>;
}

/** What makes of a program that runs the program of a later update. */
export interface SwapPatch {
  /** From 1: patches are applied in this order, each once. */
  readonly serial: number;
  /** The module to instantiate: its start puts functions into the table and constants into memory. */
  readonly module: Uint8Array;
  /** How many slots the table must have before. */
  readonly tableSize: number;
  /** As in `SwapStart`: all that there are now. */
  readonly exports: Readonly<Record<string, number>>;
  /** Qualified names of the functions that have other code, and those that are new. */
  readonly functions: readonly string[];
  /** Sentences about what the running program has otherwise than one that starts now. */
  readonly notes: readonly string[];
}

/** A variable whose value comes over to an instance that starts afresh. */
export interface SwapMove {
  readonly variable: string;
  /** Where it is in the running program, in how many bytes. */
  readonly from: number;
  readonly size: number;
  /** Where these bytes are put in the new instance for the function `by`, which it exports and which writes the value as it is to be at `to`. */
  readonly through: number;
  readonly to: number;
  readonly by: string;
}

/** What makes of a program that runs an instance of another module, to which some of its values come over. */
export interface SwapMigration {
  readonly start: SwapStart;
  readonly moves: readonly SwapMove[];
}

/** How the page comes to run what an update gave. */
export type Swap =
  /** It runs that already. `notes`: as in `SwapPatch`. */
  | { readonly kind: 'same'; readonly notes: readonly string[] }
  | { readonly kind: 'patch'; readonly patch: SwapPatch }
  /** The module starts afresh, and values come over by functions of the program; `reasons`: as below. */
  | { readonly kind: 'migrate'; readonly migration: SwapMigration; readonly reasons: readonly string[] }
  /** The module has to be loaded afresh; why, each reason a sentence without its full stop. */
  | { readonly kind: 'reload'; readonly reasons: readonly string[] };
