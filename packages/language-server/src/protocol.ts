import type { Diagnostic } from 'vscode-languageserver-types';
import type { PositionUnits } from './document.ts';
import type { Method } from './methods.ts';
import type { Project } from './projects.ts';
import type { Lens } from './settings.ts';
import type { ToldTest } from './test-runs.ts';
import type { TestOrder, TestOutcome } from './tests.ts';

/* What the thread of the protocol and that of the analysis tell each other. Texts go over as bytes of UTF-8. */

/** What the analysis is started with. */
export interface AnalysisSetup {
  /** How the client counts the characters of a line. */
  readonly units: PositionUnits;
  /** Absolute paths of the folders that the client has open. */
  readonly folders: readonly string[];
  /** The Zig library directory; null for the one that there is. */
  readonly zigLibDir: string | null;
  /** Where things are kept between processes; null for where that is by default. */
  readonly cacheDir: string | null;
  /** Whether state is read and written. */
  readonly keepsState: boolean;
  /** Whether the client tells of source files that change on the disk. */
  readonly clientWatches: boolean;
  /** Whether projects can be described. */
  readonly describesProjects: boolean;
  /** Whether tests run when edits affect them, without being asked for. */
  readonly runsTests: boolean;
  readonly lenses: readonly Lens[];
  /** Whether the client can give files other names. */
  readonly renamesFiles: boolean;
  /** The triple that programs are for which name none; null for `wasm32-wasi`. */
  readonly target: string | null;
  /** Whether diagnostics wait to be asked for. */
  readonly pullsDiagnostics: boolean;
  /** Counts what was sent to the analysis, so that an update can see that something waits; null where memory cannot be shared. */
  readonly sent: Int32Array | null;
}

/** What the analysis is told. */
export type ToAnalysis =
  /** The client has this text of a file, from now on. */
  | { readonly kind: 'text'; readonly uri: string; readonly version: number; readonly bytes: Uint8Array }
  | { readonly kind: 'closed'; readonly uri: string }
  /** Files that changed on the disk. */
  | { readonly kind: 'files'; readonly uris: readonly string[] }
  /** What the `build.zig` in a directory asks for. */
  | { readonly kind: 'project'; readonly buildRoot: string; readonly project: Project }
  | { readonly kind: 'folders'; readonly folders: readonly string[] }
  | { readonly kind: 'request'; readonly id: number; readonly method: Method; readonly params: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Run the test of a file that its text calls `title`; all whose results are not known where that is null. The answer comes when they were run. */
  | { readonly kind: 'runTests'; readonly id: number; readonly uri: string; readonly title: string | null }
  /** What came of a `runTests` that the analysis asked for. */
  | {
      readonly kind: 'testEnded';
      readonly key: string;
      readonly run: number;
      readonly index: number;
      readonly outcome: TestOutcome;
    }
  | { readonly kind: 'testsDone'; readonly key: string; readonly run: number }
  /** Where code of the tests that run comes from: the answer has a place for each, or null. */
  | {
      readonly kind: 'locateInTests';
      readonly id: number;
      readonly key: string;
      readonly run: number;
      readonly of: 'code' | 'return';
      readonly places: readonly number[];
    }
  /** Keep what is known for later processes, answer, and expect no more. */
  | { readonly kind: 'end'; readonly id: number };

/** What the analysis tells. */
export type FromAnalysis =
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | {
      readonly kind: 'diagnostics';
      readonly uri: string;
      readonly version: number | null;
      readonly diagnostics: Diagnostic[];
    }
  /** What the `build.zig` in a directory asks for is to be found out. */
  | { readonly kind: 'describe'; readonly buildRoot: string }
  | { readonly kind: 'log'; readonly level: 'error' | 'warning' | 'info'; readonly text: string }
  /** A long update begins, or the one that was told ends. */
  | { readonly kind: 'busy'; readonly what: string | null }
  /** Tests of the program called `key` are to be run; what runs of it by then does not count any more. */
  | ({ readonly kind: 'runTests'; readonly key: string } & TestOrder)
  /** What is known of the tests of a file. */
  | { readonly kind: 'tests'; readonly uri: string; readonly tests: readonly ToldTest[] }
  /** What was known of the program, or of its tests, changed: what a client shows of it is to be asked again. */
  | { readonly kind: 'refresh'; readonly what: 'program' | 'tests' };
