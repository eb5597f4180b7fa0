import type { Analysis } from './analysis.ts';
import type { FromAnalysis, ToAnalysis } from './protocol.ts';

/** How long nothing must have been asked or changed before there is time for what can wait, in milliseconds. */
const IDLE_MILLISECONDS = 2000;

/** What the loop needs of where it runs. */
export interface LoopParts {
  readonly analysis: Analysis;
  readonly tell: (message: FromAnalysis) => void;
  /** Calls `work` soon, after the messages that are there by then. */
  readonly defer: (work: () => void) => void;
  /** Called when nothing was to be done for a while. */
  readonly onIdle: () => void;
  /** Called each time when all is done. */
  readonly onSettled?: () => void;
}

/** Has an analysis do what is to be done, one step after the other, between which messages come in. */
export class AnalysisLoop {
  readonly #parts: LoopParts;
  #isScheduled = false;
  #idleTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  /** Takes over what the analysis is told. What makes no sense, such as a request without what it is about, changes nothing else. */
  receive(message: ToAnalysis): void {
    const { analysis, tell } = this.#parts;
    try {
      analysis.receive(message);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if ('id' in message) tell({ kind: 'failure', id: message.id, message: text });
      else tell({ kind: 'log', level: 'error', text });
    }
    this.schedule();
  }

  /** There may be something to do. */
  schedule(): void {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
    if (!this.#isScheduled) this.#parts.defer(() => this.#work());
    this.#isScheduled = true;
  }

  #work(): void {
    this.#isScheduled = false;
    const { analysis, tell, onSettled, onIdle } = this.#parts;
    try {
      if (analysis.step()) return this.schedule();
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell({ kind: 'log', level: 'error', text });
    }
    onSettled?.();
    if (this.#isScheduled) return;
    this.#idleTimer = setTimeout(onIdle, IDLE_MILLISECONDS);
  }
}
