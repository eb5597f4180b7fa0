import type { DependeeKind } from '../incremental/dependee.ts';
import type { Schedule } from '../incremental/schedule.ts';
import type { Index } from '../intern/ids.ts';
import type { CallSite } from './call-sites.ts';
import type { Export, Log } from './remarks.ts';

/** A call that was evaluated, and what whoever makes the same call needs besides its result. */
export interface MemoizedCall {
  readonly result: Index;
  /** (kind, a, b) of each fact that the evaluation relied on. */
  readonly dependencies: readonly number[];
  /** As they were made within the call `site`: see `References.pendingFrom`. */
  readonly references: Uint32Array;
  readonly site: CallSite;
  readonly exports: readonly Export[];
  readonly logs: readonly Log[];
  /** Backward branches and calls that it took, with those of the calls within it. */
  readonly branches: number;
  /** What it, or a call within it, raised the quota to; 0 if none did. */
  readonly quota: number;
}

interface KeptCall {
  readonly call: MemoizedCall;
  /** `Schedule.clock` when all that it relied on was seen to be as it was when it was evaluated. */
  seenAt: number;
  /** Number of the update that used it last. */
  usedIn: number;
}

/** For how many updates a result is kept that nobody asks for. */
const KEPT_FOR = 32;

/** The results of calls at compile time, by key: each as long as all that its evaluation relied on is as it was. Not saved. */
export class MemoizedCalls {
  readonly #calls = new Map<Index, KeptCall>();
  readonly #schedule: Schedule;
  #update = 0;

  /** `schedule`: what knows when facts changed. */
  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  /** To be called when an update starts: forgets the results that nobody asked for since long. */
  startUpdate(): void {
    this.#update++;
    if (this.#update % KEPT_FOR !== 0) return;
    for (const [key, { usedIn }] of this.#calls) if (usedIn + KEPT_FOR < this.#update) this.#calls.delete(key);
  }

  /** Forgets all. */
  clear(): void {
    this.#calls.clear();
  }

  /** What is known of the call `key`; null if nothing is. */
  find(key: Index): MemoizedCall | null {
    const kept = this.#calls.get(key);
    if (kept === undefined) return null;
    if (!this.#holds(kept)) {
      this.#calls.delete(key);
      return null;
    }
    kept.seenAt = this.#schedule.clock;
    kept.usedIn = this.#update;
    return kept.call;
  }

  /** Keeps what the call `key`, evaluated just now, came to. */
  keep(key: Index, call: MemoizedCall): void {
    this.#calls.set(key, { call, seenAt: this.#schedule.clock, usedIn: this.#update });
  }

  #holds({ call: { dependencies }, seenAt }: KeptCall): boolean {
    const schedule = this.#schedule;
    if (seenAt === schedule.clock) return true;
    for (let i = 0; i < dependencies.length; i += 3) {
      const kind = dependencies[i] as DependeeKind;
      if (!schedule.isUnchanged(kind, dependencies[i + 1]!, dependencies[i + 2]!, seenAt)) return false;
    }
    return true;
  }
}
