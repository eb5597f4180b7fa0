import type { TestCounts } from './toolchain.ts';

/** What became of a step. */
export interface StepResult {
  readonly status: 'success' | 'failure' | 'dependency failure' | 'skipped';
  /** Whether nothing had to be done. */
  readonly isCached: boolean;
  readonly milliseconds: number;
  /** Why it failed. */
  readonly messages: readonly string[];
  /** Errors of a compilation, as they are printed, and how many. */
  readonly errorText: string;
  readonly errorCount: number;
  /** What a program that failed wrote. */
  readonly output: string;
  readonly tests: TestCounts | null;
}

/** What a step that was carried out says of it. */
export type Made = Partial<Pick<StepResult, 'isCached' | 'tests'>>;

/** A step cannot be carried out. */
export class StepFailure extends Error {
  override name = 'StepFailure';
  /** What else there is to say: see `StepResult`. */
  readonly details: Partial<Pick<StepResult, 'errorText' | 'errorCount' | 'output' | 'tests'>>;

  constructor(message: string, details: StepFailure['details'] = {}) {
    super(message);
    this.details = details;
  }
}

/** A step that is left out, which is no failure. */
export class StepSkipped extends Error {
  override name = 'StepSkipped';
}
