import type { MessagePort } from 'node:worker_threads';
import type { CodeLocation, TestPlan, UpdateJournal } from '@rezig/compiler';
import type { KeptProgram } from '@rezig/node/state-store.ts';
import type { RemoteCacheSettings } from '@rezig/project/remote-cache-settings';

/** What the compiler's thread is started with. */
export interface CompileSetup extends KeptProgram {
  /** The state file to start from and to write; null for none. */
  readonly statePath: string | null;
  /** The file of what all programs share of that; null for none. */
  readonly imagePath: string | null;
  /** The server on which a team shares these files; null, or nothing, for none. */
  readonly remote?: RemoteCacheSettings | null;
  /** Where those are that come with the package. */
  readonly loweredDir: string;
  readonly color: boolean;
  readonly errorFormat: ErrorFormat;
}

/** How errors are told: as the official command tells them, or as lines of JSON. */
export type ErrorFormat = 'text' | 'json';

/** What the compiler's thread is asked. */
export type Request =
  | {
      readonly kind: 'update';
      /** Paths of files that may have changed since the last update. */
      readonly changed: readonly string[];
      /** Whether the answer is to say what was analysed, and what is to be watched. */
      readonly detailed: boolean;
      /** Whether no further update is to be expected: what is kept for later processes is written at once. */
      readonly isLast: boolean;
    }
  /**
   * Where code of the last module comes from. That is `module`, which is made again where this process has not made it yet, or there are no locations.
   * The answer goes to `port`, and then `flag` is 1: whoever asks may wait for it without an event loop.
   */
  | {
      readonly kind: 'locate';
      readonly places: CodePlaces;
      readonly module: Uint8Array;
      readonly port: MessagePort;
      readonly flag: Int32Array;
    }
  /** The source map of the last module, as `locate` takes it: see `Compiler.sourceMap`. */
  | { readonly kind: 'sourceMap'; readonly module: Uint8Array; readonly directory: string }
  /** What a declaration depends on, and what on it: see `Compilation.explain`. */
  | { readonly kind: 'explain'; readonly name: string }
  /** Finish what is left to write, and end. */
  | { readonly kind: 'close' };

/** Places in a module: bytes of it, or what error return traces hold. */
export interface CodePlaces {
  readonly kind: 'code' | 'return';
  readonly places: readonly number[];
}

/** What `locate` came to, for each place. */
export type Locations = readonly (CodeLocation | null)[];

/** What an update came to. */
export interface Outcome {
  readonly errorCount: number;
  /** Messages as they are printed; empty if there are none. */
  readonly errorText: string;
  /** How to run the tests of the module; null where it is none of tests, or that was not asked for. */
  readonly testPlan: TestPlan | null;
  /** Null where there are errors, or where no module was asked for. */
  readonly module: Uint8Array | null;
  readonly milliseconds: number;
  /** What the update did; null unless it was asked for. */
  readonly journal: UpdateJournal | null;
  /** Empty unless it was asked for. */
  readonly watched: readonly string[];
  /** Why the state file is not used; null if it is, or there is none. */
  readonly stateRefusal: string | null;
  /** Whether it was known from saved state, and nothing had to be done. */
  readonly isKnown?: boolean;
  /** What went wrong inside the compiler, for a report of the fault. */
  readonly faults: readonly string[];
}
