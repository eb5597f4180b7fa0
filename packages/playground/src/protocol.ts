/* What the page and its workers tell each other. Offsets are in characters of UTF-16, as the editor counts them; lines and columns from 1. */

export type Files = Readonly<Record<string, string>>;

export const MODES = ['Debug', 'ReleaseSafe', 'ReleaseFast', 'ReleaseSmall'] as const;
export type Mode = (typeof MODES)[number];

export interface Place {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

export interface Note {
  readonly text: string;
  /** Null for what is about the program as a whole. */
  readonly place: Place | null;
}

export interface Problem extends Note {
  readonly notes: readonly Note[];
}

/** What an update came to. */
export interface Built {
  readonly problems: readonly Problem[];
  readonly compileLog: string;
  /** Length of the module; null where there is none. */
  readonly moduleBytes: number | null;
  /** Units analysed, and functions that code was made for. */
  readonly analysed: number;
  readonly generated: number;
  readonly milliseconds: number;
}

export interface PlannedTest {
  readonly name: string;
  readonly slot: number;
  /** As long as it is the same, so is what the test does, unless it asks the world. Null where it has to be run each time. */
  readonly print: string | null;
}

export interface BuiltTests {
  readonly problems: readonly Problem[];
  readonly module: Uint8Array<ArrayBuffer> | null;
  readonly tests: readonly PlannedTest[];
  /** Names of errors: that of number n + 1 is the n-th. */
  readonly errors: readonly string[];
}

/** What the compiler made of the function at a place, and why it looked at it last. */
export interface Insight {
  /** The qualified name; null where the place is in no function. */
  readonly name: string | null;
  /** Its code, of each instance where it is generic. */
  readonly code: readonly { readonly name: string; readonly text: string; readonly bytes: number }[];
  /** Why it was analysed, as a chain from the last edit; empty where there is no function. */
  readonly why: string;
  /** What the last edit had the compiler do. */
  readonly journal: string;
}

/** What the compiler's worker is asked, and what it answers. */
export interface Questions {
  /** `isFirst`: whether the program that the page shows at first is the one to be built. */
  start: { readonly ask: { readonly page: string; readonly isFirst: boolean }; readonly answer: null };
  /** Loads what was not needed so far. */
  load: { readonly ask: null; readonly answer: null };
  build: { readonly ask: { readonly files: Files; readonly mode: Mode }; readonly answer: Built };
  module: { readonly ask: null; readonly answer: Uint8Array<ArrayBuffer> | null };
  tests: { readonly ask: null; readonly answer: BuiltTests };
  /** Where code of the last module, or of that of its tests, comes from: a line of text for each offset that is the program's own. */
  locate: {
    readonly ask: { readonly offsets: readonly number[]; readonly ofTests: boolean };
    readonly answer: readonly string[];
  };
  insight: { readonly ask: { readonly path: string; readonly offset: number }; readonly answer: Insight };
  /** The text of a file of the library, by its name from the library's directory on; null where there is none. */
  source: { readonly ask: { readonly name: string }; readonly answer: string | null };
}

export type Question = {
  [K in keyof Questions]: { readonly id: number; readonly kind: K; readonly ask: Questions[K]['ask'] };
}[keyof Questions];

export type Answer = { readonly id: number } & (
  | { readonly answer: Questions[keyof Questions]['answer'] }
  | { readonly failure: string }
);

/** What the editor's client sends the language server, as JSON. Comes between questions, in their order. */
export interface LanguageMessage {
  readonly kind: 'message';
  readonly message: string;
}

/** What the language server sends its client. */
export interface LanguageReply {
  readonly message: string;
}

/** What a program is given. */
export interface World {
  readonly args: readonly string[];
  readonly stdin: string;
  /** Whether it is asked for more where that is used up; else standard input ends there. */
  readonly asks: boolean;
  /** What is in its working directory. */
  readonly files: Files;
}

/** What the worker that runs modules is told. It is ended where it is to stop. */
export type Order =
  | { readonly kind: 'run'; readonly module: Uint8Array<ArrayBuffer>; readonly world: World }
  | {
      readonly kind: 'tests';
      readonly module: Uint8Array<ArrayBuffer>;
      /** The tests to run: number and slot. */
      readonly tests: readonly (readonly [number: number, slot: number])[];
      readonly errors: readonly string[];
    };

/** More standard input for the program that asked for it; null where there is no more. */
export interface MoreInput {
  readonly kind: 'input';
  readonly text: string | null;
}

export type TestStatus = 'ok' | 'skipped' | 'failed' | 'panicked';

export type RunEvent =
  | { readonly kind: 'wrote'; readonly isError: boolean; readonly bytes: Uint8Array }
  /** The program reads its standard input, of which all was read, and waits for `MoreInput`. */
  | { readonly kind: 'asked' }
  /** A trap, with where the module had come to, the innermost function first. */
  | { readonly kind: 'trapped'; readonly text: string; readonly offsets: readonly number[] }
  /** `files`: what the program wrote into its working directory. */
  | { readonly kind: 'exited'; readonly code: number | null; readonly files: Readonly<Record<string, Uint8Array>> }
  | { readonly kind: 'started'; readonly test: number }
  | {
      readonly kind: 'ended';
      readonly test: number;
      readonly status: TestStatus;
      readonly reason: string;
      readonly milliseconds: number;
      /** Whether it asked for the time, chance, files: then it may come out otherwise next time. */
      readonly isImpure: boolean;
    };
