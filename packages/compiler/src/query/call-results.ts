import { type DependerRow, NO_ROW } from '../incremental/dependency-graph.ts';
import type { Depender } from '../incremental/depender.ts';
import type { Schedule } from '../incremental/schedule.ts';
import type { Index } from '../intern/ids.ts';
import { RowKind } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import type { CallSite } from './call-sites.ts';
import { ReferenceChange, type References } from './references.ts';
import type { Remarks, UnitRemarks } from './remarks.ts';
import { RunTable } from './run-table.ts';

/** What the evaluation of a call takes of what a unit may take. */
export interface CallCost {
  /** Backward branches and calls, with those of the calls within it. */
  readonly branches: number;
  /** Two numbers for each time that it, or a call within it, raised the quota of branches above what it had: to how many, and how many it had taken. */
  readonly raises: readonly number[];
  /** How deep calls are nested in it, with itself. */
  readonly depth: number;
  /** Bytes of the long values that it makes. */
  readonly bytes: number;
}

/** What the evaluation of a call came to, besides its references and remarks. */
export interface CallResult extends CallCost {
  readonly result: Index;
  /** The return type, with `adhoc_inferred_error_set` in the place of the function's own inferred set. */
  readonly returnType: Index;
  /** Whether safety checks are wanted where the call stands, as `Block.wantSafety`. */
  readonly wantSafety: boolean | null;
}

/** Words of a run: the result, the return type, the place of `wantSafety` among `SAFETIES`, branches, depth, bytes; and the raises. */
const WORDS = 6;

const SAFETIES = [null, false, true];

/**
 * The results of calls at compile time, by the row of the call's unit. A call is evaluated within whoever makes it, whose errors are those of the call;
 * it is a unit if it comes to a value that all may have. Where it is another then, they are analysed again.
 */
export class CallResults {
  readonly #schedule: Schedule;
  readonly #references: References;
  readonly #remarks: Remarks;
  readonly #runs = new RunTable();

  constructor(schedule: Schedule, references: References, remarks: Remarks) {
    this.#schedule = schedule;
    this.#references = references;
    this.#remarks = remarks;
  }

  /** What the call `unit` came to when it was evaluated last; null if nothing is kept of that. */
  get(unit: Depender): CallResult | null {
    const row = this.#schedule.graph.findDepender(unit);
    if (row === NO_ROW || !this.#runs.has(row)) return null;
    const { data } = this.#runs.words;
    const at = this.#runs.start(row);
    const [result, returnType, safety, branches, depth, bytes] = data.subarray(at, at + WORDS) as Iterable<number>;
    return {
      result: result as Index,
      returnType: returnType as Index,
      wantSafety: SAFETIES[safety!]!,
      branches: branches!,
      raises: [...data.subarray(at + WORDS, at + this.#runs.len(row))],
      depth: depth!,
      bytes: bytes!,
    };
  }

  /** What `unit`, of which a result is kept, exports and logs. */
  remarks(unit: Depender): UnitRemarks {
    return this.#remarks.get(this.#schedule.graph.findDepender(unit));
  }

  /** Ends the evaluation of the call `unit` at `site`, whose references are the pending ones from `start` on. */
  keep(
    unit: Depender,
    result: CallResult,
    remarks: Pick<UnitRemarks, 'exports' | 'logs'>,
    start: number,
    site: CallSite,
  ): void {
    const row = this.#schedule.rowOf(unit);
    const { wantSafety, returnType, branches, raises, depth, bytes } = result;
    const safety = SAFETIES.indexOf(wantSafety);
    const words = Uint32Array.of(result.result, returnType, safety, branches, depth, bytes, ...raises);
    const isOther = this.#isOther(row, words);
    this.#runs.set(row, words, 0, words.length);
    const isRerouted = this.#references.keepCall(row, start, site) === ReferenceChange.targets;
    const isSaidOtherwise = this.#remarks.set(row, { error: null, fault: null, ...remarks });
    this.#schedule.finish(unit, isOther || isRerouted || isSaidOtherwise);
  }

  /** Ends the evaluation of the call `unit`, of which nothing can be kept. What it relied on is what `outer` relies on. */
  dissolve(unit: Depender, outer: Depender): void {
    this.#schedule.dissolve(unit, outer);
    this.#forget(this.#schedule.rowOf(unit));
  }

  /** Ends the evaluation of the call `unit` by itself, of which nothing can be kept: who relies on it will make it. */
  discard(unit: Depender): void {
    this.#schedule.discard(unit);
    this.#forget(this.#schedule.rowOf(unit));
  }

  /** All columns, in a fixed order. */
  columns(): TableColumn[] {
    return this.#runs.columns('callResults', RowKind.unit, (words, start, _end, visit) => {
      words[start] = visit(RowKind.item, words[start]!);
      words[start + 1] = visit(RowKind.item, words[start + 1]!);
    });
  }

  #isOther(row: DependerRow, words: Uint32Array): boolean {
    if (!this.#runs.has(row) || this.#runs.len(row) !== words.length) return true;
    const { data } = this.#runs.words;
    const at = this.#runs.start(row);
    return words.some((word, i) => data[at + i] !== word);
  }

  #forget(row: DependerRow): void {
    this.#runs.delete(row);
    this.#references.forget(row);
    this.#remarks.forget(row);
  }
}
