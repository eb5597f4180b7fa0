/** How the compiler itself failed. */
export interface Fault {
  /** What it was doing, such as `analysing 'main.f'`. */
  readonly doing: string;
  /** What was thrown, and where. */
  readonly trace: string;
}

/** Thrown where it is known what the compiler was doing when it failed. */
export class FaultWhile extends Error implements Fault {
  override name = 'FaultWhile';
  readonly doing: string;
  readonly trace: string;

  constructor({ doing, trace }: Fault) {
    super(doing);
    this.doing = doing;
    this.trace = trace;
  }
}

/** The fault that `thrown`, of any type, is where the compiler was `doing` something, unless that says by itself what it was doing. */
export function faultOf(thrown: unknown, doing: string): Fault {
  if (thrown instanceof FaultWhile) return { doing: thrown.doing, trace: thrown.trace };
  return { doing, trace: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
}

/** A fault that may have left tables half changed: nothing that is kept is to be trusted. */
export class TablesBroken extends FaultWhile {
  override name = 'TablesBroken';
}

/** Thrown where the update is to end before it is done: the units in progress are to be analysed again in the next one. */
export const UPDATE_STOPPED: unique symbol = Symbol('update stopped');

/**
 * Whether what was thrown concerns only the step that it ended. Not so where the update is to end, and where the stack or memory is at its
 * end: that may be between any two steps, so no table can be trusted to be as its functions leave it.
 */
export function isContained(thrown: unknown): boolean {
  if (thrown === UPDATE_STOPPED || thrown instanceof TablesBroken || thrown instanceof RangeError) return false;
  return !(thrown instanceof Error && thrown.name === 'InternalError');
}

/**
 * The steps in which a fault is contained: analysis of a unit, code of a function, data of a constant, linking, making a message, lowering
 * a file.
 */
export type Step = 'analysis' | 'code' | 'data' | 'link' | 'message' | 'lowering';

/** Called as each step begins; what it throws is a fault in that step. For tests. */
export type OnStep = (step: Step, name: () => string) => void;

/** The faults of one update. */
export class FaultLog {
  readonly #faults: Fault[] = [];

  get length(): number {
    return this.#faults.length;
  }

  /** What failed and how, each once, in an order that does not depend on when it did. */
  get faults(): Fault[] {
    const byText = new Map(this.#faults.map((fault) => [fault.doing, fault]));
    return [...byText.values()].sort((a, b) => (a.doing < b.doing ? -1 : a.doing > b.doing ? 1 : 0));
  }

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** What `make` returns; `instead` where it fails, which is noted. Throws where that is not contained. */
  attempt<T, U>(doing: () => string, make: () => T, instead: U): T | U {
    try {
      return make();
    } catch (thrown) {
      if (!isContained(thrown)) throw thrown;
      this.add(faultOf(thrown, doing()));
      return instead;
    }
  }
}
