/* What reports of updates are made of: plain data, which can be sent to another thread or written as JSON. */

/** What a unit works out: one declaration has up to a type, a value, a body and, where it is a type, a layout and default values. */
export type UnitKind = 'type' | 'value' | 'layout' | 'defaults' | 'body' | 'block' | 'builtins' | 'call';

/** A unit: what is analysed, and remembered, as a whole. */
export interface UnitName {
  readonly kind: UnitKind;
  /** Qualified name of the declaration or type, such as `main.List(u32).append`; empty where it has none. */
  readonly name: string;
  /** Whether it belongs to the program's own files. */
  readonly isOwn: boolean;
}

/**
 * A fact that a unit can rely on: something in the files (`source`: the content of a declaration, a body or the fields of a type; `names`: all names
 * in a container; `name`: that it has one, or not; `file`, `bytes`: a file, an embedded one; `position`: a place that `@src` shows), something about the
 * program (`quota`, `error-number`, `qualified-name`, `type-name`, `safety-tag` of a union that is not tagged), or the result of another unit.
 */
export type FactKind =
  | 'source'
  | 'names'
  | 'name'
  | 'file'
  | 'bytes'
  | 'position'
  | 'quota'
  | 'error-number'
  | 'error-order'
  | 'qualified-name'
  | 'type-name'
  | 'safety-tag'
  | 'failure'
  | 'type'
  | 'value'
  | 'errors'
  | 'builtins'
  | 'layout'
  | 'defaults'
  | 'call';

/** A fact: see `FactKind`. */
export interface FactName {
  readonly kind: FactKind;
  /** Qualified name of what it is about; path of a file. Empty where it has none, or none any more. */
  readonly name: string;
}

/**
 * What happened to a fact; or another reason for an analysis: there was none before, it is part of a loop of units that ask for each other, or the compiler failed in it.
 */
export type ChangeName =
  | 'first-time'
  | 'source-changed'
  | 'source-lost'
  | 'name-added'
  | 'name-removed'
  | 'visibility-changed'
  | 'names-changed'
  | 'file-changed'
  | 'bytes-changed'
  | 'moved'
  | 'quota-changed'
  | 'error-numbers-changed'
  | 'error-order-changed'
  | 'renumbered'
  | 'renamed'
  | 'failure-changed'
  | 'result-changed'
  | 'loop'
  | 'faulted';

/** Why a unit was analysed. */
export interface Cause {
  readonly change: ChangeName;
  /** The fact that changed; null where there is none, or it is not known any more. */
  readonly fact: FactName | null;
}

/** A fact in the files that was another in the update. */
export interface InputChange extends Cause {
  /** How many units had to be analysed again for it alone. */
  readonly outdated: number;
}

/** One analysis of a unit. */
export interface Analysis {
  readonly unit: UnitName;
  readonly cause: Cause;
  /** Whether its result is another than before. If it is not, who relied on it is not analysed for it. */
  readonly isChanged: boolean;
  /** How long it took without the analyses that it asked for. */
  readonly milliseconds: number;
}

/** How long the parts of an update took, in milliseconds. */
export interface UpdateTimes {
  /** Reading files, finding what is another in them, lowering. */
  readonly files: number;
  readonly analysis: number;
  /** Code of functions. */
  readonly code: number;
  /** Making the module. */
  readonly link: number;
}

/** What an update did. */
export interface UpdateJournal {
  /** What changed in the files, as far as a unit had relied on it. */
  readonly inputs: readonly InputChange[];
  /** What was analysed, in the order in which that began. */
  readonly analysed: readonly Analysis[];
  /** Units that relied on something that was analysed again and turned out as it was: they were not analysed. */
  readonly unchanged: readonly UnitName[];
  /** Qualified names of the functions that code was generated for. */
  readonly generated: readonly string[];
  /** Length of the module in bytes; 0 where there is none. */
  readonly moduleBytes: number;
  readonly times: UpdateTimes;
}

/** One link of the chain that tells why a unit was analysed: it was for `cause`, which is the result of the next one's analysis. */
export interface CauseStep extends Cause {
  readonly unit: UnitName;
}

/** What is known of one unit of a declaration. */
export interface UnitExplanation {
  readonly unit: UnitName;
  /** Whether the program needs it: what is not reached is left as it is. */
  readonly isReached: boolean;
  /** The unit with the reference by which it is reached first; null where it is one that the program starts from. */
  readonly reachedFrom: UnitName | null;
  /** How many updates ago it was analysed last; 0 for the last update. */
  readonly updatesAgo: number;
  /** Why it was then: from its own cause back to what changed in the files. */
  readonly why: readonly CauseStep[];
  /** The facts that this analysis relied on, in the order in which it asked for them. */
  readonly dependsOn: readonly FactName[];
  /** The units that relied on its result or refer to it. */
  readonly neededBy: readonly UnitName[];
}

/** What is known of a declaration, or which declarations could have been meant. */
export type Explanation =
  | {
      readonly kind: 'found';
      /** The qualified name. */
      readonly name: string;
      /** Empty for a declaration that nothing ever asked for. */
      readonly units: readonly UnitExplanation[];
    }
  /** Several declarations have a name that ends so. */
  | { readonly kind: 'ambiguous'; readonly names: readonly string[] }
  /** None has. `names`: those that are spelled much like it. */
  | { readonly kind: 'unknown'; readonly names: readonly string[] };
