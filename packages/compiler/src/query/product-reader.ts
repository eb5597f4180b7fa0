import type { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, makeDepender } from '../incremental/depender.ts';
import type { Schedule } from '../incremental/schedule.ts';
import { type ContainerIndex, InternalFault } from '../intern/ids.ts';
import type { InternPool, PoolTables } from '../intern/pool.ts';
import { DeclaringReader } from './declaring-reader.ts';

/**
 * The pool as it is read to make code and data of what was analysed: what one of them relies on is recorded while it is made. All that is
 * read is up to date by then.
 */
export class ProductReader extends DeclaringReader {
  serial = 0;
  private readonly schedule: Schedule;
  private facts: number[] | null = null;

  constructor(tables: PoolTables, plain: InternPool, schedule: Schedule) {
    super(tables, plain);
    this.schedule = schedule;
  }

  /** Runs `make`, and adds (kind, a, b) of each fact that it reads to `facts`. */
  record<T>(facts: number[], make: () => T): T {
    const outer = this.facts;
    this.facts = facts;
    this.serial++;
    try {
      return make();
    } finally {
      this.facts = outer;
      this.serial++;
    }
  }

  knowsLayout(container: ContainerIndex): boolean {
    return this.schedule.isUpToDate(makeDepender(DependerKind.typeLayout, container));
  }

  protected input(kind: DependeeKind, a: number, b = 0): void {
    if (this.facts === null) throw new InternalFault('what can change was read for nothing that is made');
    this.facts.push(kind, a, b);
  }

  protected result(producer: Depender, kind: DependeeKind, a: number): boolean {
    if (!this.schedule.isUpToDate(producer)) throw new InternalFault(`unit ${producer} is read and is not up to date`);
    this.input(kind, a);
    return true;
  }
}

/** `facts`, (kind, a, b) each, without those that stand there before. */
export function withoutRepeated(facts: readonly number[]): number[] {
  const seen = new Set<string>();
  const distinct: number[] = [];
  for (let i = 0; i < facts.length; i += 3) {
    const fact = facts.slice(i, i + 3);
    const key = fact.join();
    if (!seen.has(key)) distinct.push(...fact);
    seen.add(key);
  }
  return distinct;
}
