import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind, makeDepender } from '../incremental/depender.ts';
import type { Schedule } from '../incremental/schedule.ts';
import { type ContainerIndex, type DeclIndex, InternalFault } from '../intern/ids.ts';
import type { InternPool, PoolTables } from '../intern/pool.ts';
import { DeclaringReader } from './declaring-reader.ts';
import { DEPENDENCY_FAILED } from './throws.ts';

/** The analysis of a unit, as it is told what it relies on. */
export interface Declaring {
  readonly owner: Depender;
  /** Whether `producer` is in progress and what it gives is being worked out here. */
  isOwn(producer: Depender): boolean;
  /** Records that the unit relies on a fact: see `DependeeKind`. Returns false where that is known already. */
  declareDependency(kind: DependeeKind, a: number, b: number): boolean;
}

/** What a reader needs of the units whose results are read. */
export interface Producers {
  readonly schedule: Schedule;
  hasFailed(unit: Depender): boolean;
  /** Brings `unit` up to date. */
  ensureUpToDate(unit: Depender): void;
  /** Records that the innermost unit in progress has asked for what `unit` gives. */
  refer(unit: Depender): void;
}

/**
 * The pool as units of analysis read it, one at a time: what the unit in progress reads it relies on. Of the results of other units, most were
 * asked for before (`facts.ts`), with the place for which an error is told; what was not is brought up to date when it is read. What is the unit's own
 * result it may read as far as it got.
 */
export class UnitReader extends DeclaringReader {
  /** -1 where no unit is in progress: nothing was told. */
  serial = -1;
  private readonly producers: Producers;
  private readonly stack: { readonly unit: Declaring; readonly serial: number }[] = [];
  private serials = 0;

  constructor(tables: PoolTables, plain: InternPool, producers: Producers) {
    super(tables, plain);
    this.producers = producers;
  }

  /** From here on `unit` reads. */
  begin(unit: Declaring): void {
    this.serial = ++this.serials;
    this.stack.push({ unit, serial: this.serial });
  }

  /** The unit that reads is done; the one that asked for it goes on. */
  end(): void {
    this.stack.pop();
    this.serial = this.stack[this.stack.length - 1]?.serial ?? -1;
  }

  knowsLayout(container: ContainerIndex): boolean {
    const { schedule } = this.producers;
    return (
      schedule.isUpToDate(makeDepender(DependerKind.typeLayout, container)) &&
      schedule.reliesOn(this.current().unit.owner, DependeeKind.typeLayout, container)
    );
  }

  override declType(decl: DeclIndex): void {
    if (!this.current().unit.isOwn(makeDepender(DependerKind.declValue, decl))) super.declType(decl);
  }

  protected input(kind: DependeeKind, a: number, b = 0): void {
    this.current().unit.declareDependency(kind, a, b);
  }

  protected result(producer: Depender, kind: DependeeKind, a: number): boolean {
    const { unit } = this.current();
    if (unit.isOwn(producer)) return false;
    const producers = this.producers;
    const { schedule } = producers;
    if (!schedule.isUpToDate(producer) && !schedule.reliesOn(unit.owner, kind, a)) {
      producers.ensureUpToDate(producer);
      if (schedule.isInProgress(producer)) {
        const what = `${DependerKind[dependerKind(producer)]} ${dependerIndex(producer)}`;
        throw new InternalFault(`${what} is read while it is in progress`);
      }
    }
    if (unit.declareDependency(kind, a, 0)) producers.refer(producer);
    if (producers.hasFailed(producer)) throw DEPENDENCY_FAILED;
    return true;
  }

  private current(): { readonly unit: Declaring } {
    const current = this.stack[this.stack.length - 1];
    if (current === undefined) throw new InternalFault('what can change was read by no unit');
    return current;
  }
}
