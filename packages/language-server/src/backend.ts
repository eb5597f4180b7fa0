import type { FromAnalysis, ToAnalysis } from './protocol.ts';

/** The analysis, wherever it runs. */
export interface AnalysisBackend {
  send(message: ToAnalysis): void;
  /** Ends it at once. */
  close(): void;
}

/** What comes from it. */
export interface AnalysisEvents {
  onMessage(message: FromAnalysis): void;
  /** It ended where it should not have; `reason` is for a log. */
  onEnd(reason: string): void;
}
