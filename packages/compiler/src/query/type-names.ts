import { DependeeKind } from '../incremental/dependee.ts';
import { ChangeKind } from '../incremental/journal.ts';
import type { Schedule } from '../incremental/schedule.ts';
import { ContainerFlag, type ContainerTable } from '../intern/container-table.ts';
import { type ContainerIndex, type DeclIndex, EMPTY_STRING, type StringIndex } from '../intern/ids.ts';
import { U32Column } from '../util/column.ts';
import { U32Set } from '../util/map.ts';
import { PLAIN, RowKind, type Visit } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';

/** What a unit that makes a container type says of it that is no part of what the type is. */
export interface Making {
  readonly container: ContainerIndex;
  readonly name: StringIndex;
  /** Whether values of the type, an untagged union, carry a tag for safety checks. */
  readonly isSafetyTagged: boolean;
}

/** What is said of a type that is made in one word above 0. */
export function makingWord({ name, isSafetyTagged }: Making): number {
  return name * 2 + (isSafetyTagged ? 2 : 1);
}

/** What `word`, which `makingWord` gave, says of `container`. */
export function makingOf(container: ContainerIndex, word: number): Making {
  return { container, name: ((word - 1) >>> 1) as StringIndex, isSafetyTagged: (word & 1) === 0 };
}

/** `visit` sees the name in a word that is 0 or what `makingWord` gave. Returns the word with the name that it gives. */
export function visitMaking(word: number, visit: Visit): number {
  return word === 0 ? 0 : visit(RowKind.string, (word - 1) >>> 1) * 2 + 2 - (word & 1);
}

/**
 * What types are called, and which unions carry a tag for safety checks only. That is said by whoever makes a type, of whom there may be several
 * that do not agree: calls that give the same type with other arguments. The first of them counts, in the order in which a build from nothing
 * analyses them. That shows only when all is analysed, so until then it is the first that came.
 */
export class TypeNames {
  readonly #containers: ContainerTable;
  readonly #schedule: Schedule;
  /** Types of which somebody says otherwise than is in the table, or said so since they were settled. */
  readonly #contested = new U32Set();
  /** [1 if that happened since they were settled] */
  readonly #isOpen = U32Column.over(new Uint32Array(1));
  /** The types, and the declarations, that had a name and came to have another, each as often as that happened. */
  readonly renamedTypes: ContainerIndex[] = [];
  readonly renamedDecls: DeclIndex[] = [];

  constructor(containers: ContainerTable, schedule: Schedule) {
    this.#containers = containers;
    this.#schedule = schedule;
  }

  /** All columns, in a fixed order: to be taken between updates. */
  columns(): TableColumn[] {
    return [
      ...this.#contested.columns('contestedNames', RowKind.container),
      { name: 'contestedNames.isOpen', column: this.#isOpen, words: PLAIN },
    ];
  }

  /** A unit says what the type that it makes is called. */
  made(making: Making): void {
    const { container, name } = making;
    if (this.#containers.name.data[container] === EMPTY_STRING) {
      this.#containers.name.data[container] = name;
      this.#containers.setFlag(container, ContainerFlag.safetyTagged, making.isSafetyTagged);
    } else if (this.#differs(making)) {
      this.#contested.add(container);
      this.#isOpen.data[0] = 1;
    }
  }

  /** Whether there is anything to settle where the units that are reached, or their order, are others (`isOther`) than when it was last. */
  isUnsettled(isOther: boolean): boolean {
    return this.#isOpen.data[0] === 1 || (isOther && this.#contested.size > 0);
  }

  /**
   * Has each type called as the first says who is reached and makes it. `makingsOf`: what all say who make a type; `firstOf`: which of them is the first that is
   * reached, null where none is. Returns whether there are units that read another name, and are to be analysed anew.
   */
  settle<T extends Making>(
    makingsOf: (container: ContainerIndex) => readonly T[],
    firstOf: (makings: readonly T[]) => T | null,
  ): boolean {
    this.#isOpen.data[0] = 0;
    let outdated = 0;
    // Backwards, since the last takes the place of one that goes.
    for (let place = this.#contested.size - 1; place >= 0; place--) {
      const container = this.#contested.at(place) as ContainerIndex;
      const makings = makingsOf(container);
      const first = firstOf(makings);
      if (first !== null) outdated += this.#settle(first);
      if (!makings.some((making) => this.#differs(making))) this.#contested.delete(container);
    }
    return outdated > 0;
  }

  /** Has a type called as `making` says. Returns how many units are outdated by that. */
  #settle(making: Making): number {
    const { container, name, isSafetyTagged } = making;
    let outdated = 0;
    if (this.#containers.name.data[container] !== name) {
      this.#containers.name.data[container] = name;
      this.renamedTypes.push(container);
      outdated += this.#schedule.invalidate(ChangeKind.renamed, DependeeKind.typeName, container);
    }
    if (this.#containers.has(container, ContainerFlag.safetyTagged) !== isSafetyTagged) {
      this.#containers.setFlag(container, ContainerFlag.safetyTagged, isSafetyTagged);
      outdated += this.#schedule.invalidate(ChangeKind.renamed, DependeeKind.safetyTag, container);
    }
    return outdated;
  }

  #differs({ container, name, isSafetyTagged }: Making): boolean {
    const containers = this.#containers;
    return (
      containers.name.data[container] !== name ||
      containers.has(container, ContainerFlag.safetyTagged) !== isSafetyTagged
    );
  }
}
