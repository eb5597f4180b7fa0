import type { Diagnostic } from 'vscode-languageserver-types';
import type { PositionUnits } from './document.ts';
import type { Method } from './methods.ts';
import type { Project } from './projects.ts';

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
  /** What was known of the program changed: what a client shows of it is to be asked again. */
  | { readonly kind: 'refresh' };
