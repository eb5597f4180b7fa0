import type { Air } from '../../air/air.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind, makeDepender } from '../../incremental/depender.ts';
import { Schedule } from '../../incremental/schedule.ts';
import { TrackedTable } from '../../incremental/tracked.ts';
import type { DeclIndex, FileIndex, FuncIndex, Index, StringIndex, TrackedIndex } from '../../intern/ids.ts';
import { NO_DECL } from '../../intern/ids.ts';
import { InternPool } from '../../intern/pool.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Zir } from '../../zir/zir.ts';
import { NO_QUOTA } from './branch-quota.ts';
import type { UnitInProgress } from './dependency-loops.ts';
import type { CompileError } from './errors.ts';
import type { Src } from './src-loc.ts';

/** What analysis needs of the files of a compilation. Provided by the compilation floor. */
export interface FileStore {
  /** The file's last good ZIR: loaded and lowered now if it was not. */
  zir(file: FileIndex): Zir;
  /** The file's current syntax tree, for the positions of messages. */
  tree(file: FileIndex): Tree;
  /** The path as messages show it. */
  path(file: FileIndex): string;
  /** The file that `@import(name)` in `from` means, or the official text that says why there is none. */
  importFile(from: FileIndex, name: string): FileIndex | string;
  /** The file that `@embedFile(name)` in `from` means, whether it can be read or not; or the official text that says why there is none. */
  embedFile(from: FileIndex, name: string): FileIndex | string;
  /** Why a file that was embedded cannot be read, under Zig's name of the error; null if it can. */
  embedError(file: FileIndex): string | null;
  /** Bytes of a file that was embedded. */
  bytes(file: FileIndex): Uint8Array;
  /** Dotted name of the file in its module, such as `std.fs.File`: how the names of its declarations start. */
  qualifiedName(file: FileIndex): string;
  /** The name of the file's module. */
  moduleName(file: FileIndex): string;
  /** The path from the directory of the file's module. */
  pathInModule(file: FileIndex): string;
  /** Whether the file belongs to the program itself rather than to `std` or `builtin`. */
  isOwn(file: FileIndex): boolean;
  /** Whether the file belongs to the module whose tests are run, where tests are. */
  isMain(file: FileIndex): boolean;
  /** Whether code of the file gets no safety checks unless it asks for them, whatever the optimize mode. */
  isUnchecked(file: FileIndex): boolean;
  /** The root files of the modules that the compiler itself refers to. */
  readonly std: FileIndex;
  readonly root: FileIndex;
  readonly builtin: FileIndex;
}

const NOTHING: readonly never[] = [];

/** `-O` */
export enum OptimizeMode {
  Debug,
  ReleaseSafe,
  ReleaseFast,
  ReleaseSmall,
}

/** What the options of a compilation mean for analysis. */
export interface SemaOptions {
  readonly mode: OptimizeMode;
  /** Tests with a name that has none of these texts are left out; where there are no texts, none is. Null where tests are not compiled at all. */
  readonly testFilters: readonly string[] | null;
}

/** What a unit refers to, for reachability and for the reference trace of a message. */
export interface Reference {
  /** A unit; or the container type `type` whose comptime blocks and exports are reached with it. */
  readonly unit: Depender | null;
  /** The record of the unit. */
  readonly target: UnitRecord | null;
  readonly type: Index;
  /** Whether the unit was asked for what that one gives, which had it analysed there and then; of a type, whether this unit made it. */
  readonly isAsked: boolean;
  readonly chunk: TrackedIndex;
  readonly src: Src;
  /** The innermost call that was analysed in its caller when it came to the place: at compile time, or inline. Null for none. */
  readonly calls: CallSite | null;
  /**
   * The call of an instance of a generic function: the branch quota that the unit itself has raised its own to, 0 if it has not; the
   * instance gets that or the unit's. NO_QUOTA for other references.
   */
  readonly quota: number;
}

/** A call of `func` in the place `src` of `chunk`. */
export interface CallSite {
  readonly func: Index;
  readonly chunk: TrackedIndex;
  readonly src: Src;
  /** The call in whose body it stands, if that was analysed in its caller too. */
  readonly outer: CallSite | null;
}

/** A symbol that a unit makes visible outside the module. */
export interface Export {
  readonly name: string;
  /** The exported function or variable's declaration, or NO_DECL where a plain value is exported. */
  readonly decl: DeclIndex;
  readonly value: Index;
  /** It takes the name, but is not visible outside. */
  readonly isInternal: boolean;
  /** The memoized call that made it, which whoever makes the same call has too; 0 if it was none. */
  readonly call: Index;
  readonly chunk: TrackedIndex;
  readonly src: Src;
}

/** What one `@compileLog` shows. */
export interface Log {
  readonly chunk: TrackedIndex;
  readonly src: Src;
  readonly text: string;
  /** As in `Export`. */
  readonly call: Index;
}

/** What the last analysis of a unit left, besides its result in the pool. */
export interface UnitRecord {
  readonly unit: Depender;
  /** The unit's row in the schedule; -1 as long as that is not known. */
  row: number;
  /** Number of the walk that reached the unit last, its place among those reached, and where it waits in a walk: see `analysis-order.ts`. */
  walk: number;
  place: number;
  waitingAt: number;
  error: CompileError | null;
  /** How the compiler itself failed; null if it did not. */
  fault: string | null;
  failed: boolean;
  references: Reference[];
  exports: Export[];
  /** Output of `@compileLog`. */
  logs: Log[];
  /** `BranchQuota.needed` */
  branchesNeeded: number;
  /** The greatest quota in the references, and the types that they say are made. */
  quotaGiven: number;
  typesMade: readonly Index[];
}

/** Forgets what the last analysis left. The record itself stays: references lead to it. */
export function clearRecord(record: UnitRecord): void {
  record.error = null;
  record.fault = null;
  record.failed = false;
  record.references = [];
  record.exports = [];
  record.logs = [];
  record.quotaGiven = NO_QUOTA;
  record.typesMade = NOTHING;
}

/** The type of a declaration, and what is said of where it lives: the columns of the declaration table. */
export interface DeclType {
  readonly type: Index;
  readonly alignment: number;
  readonly section: number;
  readonly addressSpace: number;
  readonly storage: number;
}

/**
 * The state that all units share: Zig compilation unit. Sema reads it through `facts.ts` alone, which declares what was read
 * as a dependency of the unit that reads it.
 */
export class Zcu {
  readonly pool = new InternPool();
  readonly schedule = new Schedule();
  readonly tracked = new TrackedTable();
  readonly files: FileStore;
  readonly options: SemaOptions;
  /** By unit. */
  readonly records = new Map<Depender, UnitRecord>();
  /** Units that failed, export or log something: those that a report is about. */
  readonly outspoken = new Set<Depender>();
  /** AIR of function bodies that were analysed and have no code yet. */
  readonly airs = new Map<FuncIndex, Air>();
  /** The struct types of files. */
  readonly fileTypes = new Map<FileIndex, Index>();
  /** What the declType unit of a declaration last gave. */
  readonly declTypes = new Map<DeclIndex, DeclType>();
  /** The errors whose numbers are known at compile time, in their order from 1 on. */
  errorNumbers: StringIndex[] = [];
  /** The functions of `std.builtin.panic`, in the order of `PANIC_MEMBERS`. */
  readonly panicMembers: Index[] = [];
  /** Units that failed after they had asked for one that was in progress: which unit of a loop that is depends on the order of demands. */
  readonly loopFailures = new Set<Depender>();
  /** Units in progress, outermost first: names what was being analysed when the compiler itself fails. */
  readonly stack: UnitInProgress[] = [];
  /** Instances of generic functions that there are too many of: see `analysis-order.ts`. */
  readonly refusedInstances = new Set<FuncIndex>();

  /** Types and instances, by their number, whose names were made or seen to be right in this update. */
  readonly namedTypes = new Set<Index>();
  readonly namedInstances = new Set<DeclIndex>();
  /** Types that are made under several names: see `ContestedNames`. */
  readonly contestedTypes = new Set<Index>();
  /**
   * Whether something that has a name was found to have another now: what is kept of this compilation tells the old one in places
   * that no dependency leads to.
   */
  isRenamed = false;
  #walks = 0;

  constructor(files: FileStore, options: SemaOptions) {
    this.files = files;
    this.options = options;
  }

  /** To be called before anything else in an update: forgets what is of one update only. */
  startUpdate(): void {
    this.schedule.startUpdate();
    this.namedTypes.clear();
    this.namedInstances.clear();
  }

  /** A number for a walk over units: see `UnitRecord.walk`. */
  nextWalk(): number {
    return ++this.#walks;
  }

  /** The record of `unit`; an empty one if it was never analysed. */
  recordOf(unit: Depender): UnitRecord {
    let record = this.records.get(unit);
    if (record === undefined) {
      record = {
        unit,
        row: -1,
        walk: 0,
        place: -1,
        waitingAt: -1,
        error: null,
        fault: null,
        failed: false,
        references: [],
        exports: [],
        logs: [],
        branchesNeeded: 0,
        quotaGiven: NO_QUOTA,
        typesMade: NOTHING,
      };
      this.records.set(unit, record);
    }
    return record;
  }

  /** Whether the last analysis of `unit` failed, by an error of its own or of what it depends on. */
  hasFailed(unit: Depender): boolean {
    return this.records.get(unit)?.failed ?? false;
  }

  /** The declaration that a unit belongs to; NO_DECL for the fields of a type and for memoized calls. */
  declOf(unit: Depender): DeclIndex {
    const index = dependerIndex(unit);
    switch (dependerKind(unit)) {
      case DependerKind.declType:
      case DependerKind.declValue:
      case DependerKind.comptimeBlock:
        return index as DeclIndex;
      case DependerKind.funcBody:
        return this.pool.funcs.decl.data[index]! as DeclIndex;
      default:
        return NO_DECL;
    }
  }

  /** Whether the value of `decl` is being worked out at the moment. */
  isEvaluating(decl: DeclIndex): boolean {
    return this.schedule.isInProgress(declValueUnit(decl));
  }
}

/** The unit that gives the value of `decl`. */
export function declValueUnit(decl: DeclIndex): Depender {
  return makeDepender(DependerKind.declValue, decl);
}

/** The unit that gives the type of `decl`. */
export function declTypeUnit(decl: DeclIndex): Depender {
  return makeDepender(DependerKind.declType, decl);
}

/** The unit of the body of `func`. */
export function funcBodyUnit(func: FuncIndex): Depender {
  return makeDepender(DependerKind.funcBody, func);
}
