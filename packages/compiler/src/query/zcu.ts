import { type DependerRow, NO_ROW } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { Schedule } from '../incremental/schedule.ts';
import { TrackedTable } from '../incremental/tracked.ts';
import { containerNamespace, containerTracked } from '../intern/containers.ts';
import { calledFunc, funcOwnerDecl } from '../intern/functions.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FileIndex,
  type FuncIndex,
  type Index,
  type NamespaceIndex,
  NO_DECL,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import { containerName, qualifiedName } from '../intern/names.ts';
import { InternPool, PoolTables } from '../intern/pool.ts';
import type { Target } from '../intern/target.ts';
import { U32Column } from '../util/column.ts';
import type { OnStep } from '../util/fault.ts';
import { U32Map, U32Set } from '../util/map.ts';
import { listOf, looseListOf, ownedBy, RowKind, type RowOwner } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { ensureProducersUpToDate, ensureUpToDate } from './analyze.ts';
import { CallResults } from './call-results.ts';
import { ChunkViewTable } from './chunk-views.ts';
import { DeclTypes } from './decl-types.ts';
import type { FileStore } from './file-store.ts';
import { fileRootType } from './file-type.ts';
import { Makers } from './makers.ts';
import { scanNamespace } from './namespace.ts';
import type { OptimizeMode } from './optimize-mode.ts';
import type { AnalyzeUnit } from './outcome.ts';
import { unitTarget } from './reference-words.ts';
import { References } from './references.ts';
import { Remarks } from './remarks.ts';
import { CHUNK_NODE } from './src.ts';
import { TypeNames } from './type-names.ts';
import type { UnitInProgress } from './unit-in-progress.ts';
import { UnitReader } from './unit-reader.ts';
import { UnitFlag, UnitTable } from './unit-table.ts';
import { WaitingAirs } from './waiting-airs.ts';

/** What the options of a compilation mean for analysis. */
export interface SemaOptions {
  readonly target: Target;
  readonly mode: OptimizeMode;
  /** Whether code keeps error return traces. */
  readonly tracesErrors: boolean;
  /** Whether units are analysed in the order in which they are officially where `ubsan_rt` is one of the program's modules. */
  readonly hasUbsanRt: boolean;
  /** Whether WebAssembly engines that the program is for have tail calls. */
  readonly hasTailCalls: boolean;
  /** Tests with a name that has none of these texts are left out; where there are no texts, none is. Null where tests are not compiled at all. */
  readonly testFilters: readonly string[] | null;
  /** Whether declarations of the program's own files are analysed though nothing refers to them: see `isAnalysedAnyway`. */
  readonly analysesAll?: boolean;
  readonly onStep?: OnStep | undefined;
}

/**
 * The state that all units share: Zig compilation unit. Sema reads it through `facts.ts` alone, which declares what was read
 * as a dependency of the unit that reads it.
 */
export class Zcu {
  /** The tables behind `pool`, for those who write them: the engine, and each unit its own result (`products.ts`). */
  readonly tables: PoolTables;
  /** As it is, for whoever is no unit. */
  readonly pool: InternPool;
  readonly schedule = new Schedule();
  /** As units of analysis read it. */
  readonly reader: UnitReader;
  readonly typeNames: TypeNames;
  readonly makers = new Makers(this);
  readonly tracked = new TrackedTable();
  readonly files: FileStore;
  readonly options: SemaOptions;
  readonly analyzeUnit: AnalyzeUnit;
  readonly units = new UnitTable();
  readonly references = new References();
  readonly remarks = new Remarks(this.references.srcs);
  readonly callResults = new CallResults(this.schedule, this.references, this.remarks);
  /** Rows of units that failed, export or log something: those that a report is about. */
  readonly outspoken = new U32Set();
  /** Rows of units that failed after they had asked for one that was in progress: which unit of a loop that is depends on the order of demands. */
  readonly loopFailures = new U32Set();
  /** Rows of units whose last analysis ended in a fault of the compiler. */
  readonly faulted = new U32Set();
  /** Rows of units whose references lead elsewhere than when `Reached` followed them; whether some came to be in other places. */
  readonly rerouted = new U32Column();
  referencesMoved = false;
  /** Whether units that were analysed are to be analysed again, since the value of a declaration failed then or fails now, and not both. */
  failuresMoved = false;
  /** Whether instances may be given other branch quotas than when that was looked at last, or need more than is usual. */
  quotasMoved = false;
  /** AIR of function bodies that were analysed and have no code yet. */
  readonly airs = new WaitingAirs();
  /** The struct types of files. */
  readonly fileTypes = new U32Map();
  readonly declTypes = new DeclTypes();
  /** The errors whose numbers are known at compile time, in their order from 1 on. */
  readonly errorNumbers = new U32Column();
  /** The errors of the sets whose order is asked for, in that order: see `error-order.ts`. */
  readonly errorOrder = new U32Column();
  /** The functions of `std.builtin.panic`, in the order of `PANIC_MEMBERS`. */
  readonly panicMembers = new U32Column();
  /**
   * How many changes of the tables in several steps are under way, none of which asks for a unit or fails by an error. Where an
   * analysis ends and there are some, the tables are half done.
   */
  changesUnderWay = 0;
  /** Units in progress, outermost first. */
  readonly stack: UnitInProgress[] = [];
  /** Instances of generic functions that there are too many of: see `analysis-order.ts`. */
  readonly refusedInstances = new U32Set();
  /** Instances whose arguments have names of a length that can be. */
  readonly checkedInstances = new U32Set();
  readonly chunkViews = new ChunkViewTable();
  /** The names from the root of `std` to what is at a path below `std.builtin`, by path: those that were asked for. */
  readonly builtinPaths = new Map<string, readonly StringIndex[]>();
  /** Asked before each analysis: whether the update is to end here. */
  isStopped: () => boolean = () => false;
  /** Whether what is known stays as it is, up to date or not: no unit is analysed. */
  isFrozen = false;
  /** How many updates began so far. */
  updates = 0;
  #walks = 0;
  /** The type of a file is not kept by this: it is made when someone asks for it. */
  readonly #fileTypeRows: RowOwner = {
    renumber: ({ keeps, visit }) =>
      this.fileTypes.renumber((words, at) => {
        if (!keeps(RowKind.item, words[at + 2]!)) return false;
        words[at + 2] = visit(RowKind.item, words[at + 2]!);
        return true;
      }),
  };

  /** `analyzeUnit`: the analysis of one unit. */
  constructor(files: FileStore, options: SemaOptions, analyzeUnit: AnalyzeUnit) {
    this.files = files;
    this.options = options;
    this.tables = new PoolTables(options.target);
    this.pool = new InternPool(this.tables);
    this.reader = new UnitReader(this.tables, this.pool, {
      schedule: this.schedule,
      hasFailed: (unit) => this.hasFailed(unit),
      ensureUpToDate: (unit) => this.ensureUpToDate(unit),
      refer: (unit) => this.#refer(unit),
    });
    this.typeNames = new TypeNames(this.tables.containers, this.schedule);
    this.analyzeUnit = analyzeUnit;
  }

  /**
   * To be called before anything else in an update: forgets what is of one update only. `isResumed`: the one before was stopped; what
   * that analysed counts as analysed in this one.
   */
  startUpdate(isResumed: boolean): void {
    this.updates++;
    if (!isResumed) this.schedule.startUpdate();
    this.references.compact();
    this.remarks.compact();
    // A build from nothing would analyse them too, and may fare better.
    for (let i = 0; i < this.faulted.size; i++)
      this.schedule.outdate(this.schedule.graph.dependerOf(this.faulted.at(i) as DependerRow), ChangeKind.faulted);
  }

  /** To be called when an update ends, or is stopped: packs what is to outlive it. */
  finishUpdate(): void {
    this.airs.finishUpdate();
  }

  /** All columns of the units, in a fixed order: to be taken between updates. `columnsReplaced` makes what follows from them. */
  columns(): TableColumn[] {
    return [
      ...this.units.columns(),
      ...this.references.columns(),
      ...this.remarks.columns(),
      ...this.callResults.columns(),
      ...this.outspoken.columns('outspoken', RowKind.unit),
      ...this.loopFailures.columns('loopFailures', RowKind.unit),
      ...this.faulted.columns('faulted', RowKind.unit),
      { name: 'rerouted', column: this.rerouted, words: looseListOf(RowKind.unit, this.rerouted) },
      ...this.airs.columns(),
      ...this.fileTypes.columns('fileTypes', ownedBy(this.#fileTypeRows)),
      ...this.declTypes.columns(),
      { name: 'errorNumbers', column: this.errorNumbers, words: listOf(RowKind.string) },
      { name: 'errorOrder', column: this.errorOrder, words: listOf(RowKind.string) },
      { name: 'panicMembers', column: this.panicMembers, words: listOf(RowKind.item) },
      ...this.refusedInstances.columns('refusedInstances', RowKind.func),
      ...this.checkedInstances.columns('checkedInstances', RowKind.decl),
      ...this.typeNames.columns(),
    ];
  }

  /** To be called after the columns were replaced by saved ones. */
  columnsReplaced(): void {
    this.units.columnsReplaced();
  }

  /** Brings `unit` up to date. It may turn out to have failed, or to be in progress. */
  ensureUpToDate(unit: Depender): void {
    if (!this.isFrozen) ensureUpToDate(this, unit);
  }

  /** Brings up to date what `unit` relies on: then it is up to date, or it is to be analysed. */
  ensureProducersUpToDate(unit: Depender): void {
    if (!this.isFrozen) ensureProducersUpToDate(this, unit);
  }

  /** The struct type that `file` is. */
  fileRootType(file: FileIndex): Index {
    return fileRootType(this, file);
  }

  /** Gives the container type `ty`, which is new and is made in a namespace, its own; with members, if its chunk has some. */
  addNamespace(ty: Index, parent: NamespaceIndex, hasMembers: boolean): void {
    this.changesUnderWay++;
    const namespace = containerNamespace(this.pool, ty, parent, this.pool.namespaces.fileOf(parent));
    if (hasMembers) scanNamespace(this, namespace);
    this.changesUnderWay--;
  }

  /** An instance of a generic function that is not up to date has a caller that gives it `quota`. */
  giveQuota(func: FuncIndex, quota: number): void {
    const quotas = this.tables.funcs.branchQuota.data;
    quotas[func] = Math.max(quotas[func]!, quota);
  }

  /** A number for a walk over units: see `UnitTable.walk`. */
  nextWalk(): number {
    return ++this.#walks;
  }

  /** The row of `unit` in the table of units, made if it has none yet. */
  rowOf(unit: Depender): DependerRow {
    const row = this.schedule.rowOf(unit);
    this.units.extendTo(row);
    return row;
  }

  /** The row of `unit`; null if nothing was ever kept of it. */
  findRow(unit: Depender): DependerRow | null {
    const row = this.schedule.graph.findDepender(unit);
    return row === NO_ROW || row >= this.units.length ? null : row;
  }

  /** Whether the last analysis of `unit` failed, by an error of its own or of what it depends on. */
  hasFailed(unit: Depender): boolean {
    return this.units.has(this.schedule.graph.findDepender(unit), UnitFlag.failed);
  }

  /** The declaration that a unit belongs to, of a call that of the function; NO_DECL for the fields of a type. */
  declOf(unit: Depender): DeclIndex {
    const index = dependerIndex(unit);
    switch (dependerKind(unit)) {
      case DependerKind.declType:
      case DependerKind.declValue:
      case DependerKind.comptimeBlock:
        return index as DeclIndex;
      case DependerKind.funcBody:
        return this.pool.funcs.declOf(index as FuncIndex);
      case DependerKind.call:
        return funcOwnerDecl(this.pool, calledFunc(this.pool, index as Index));
      default:
        return NO_DECL;
    }
  }

  /** The chunk of the declaration or container that a unit is about; NO_TRACKED if there is none. */
  chunkOf(unit: Depender): TrackedIndex {
    const { pool } = this;
    const decl = this.declOf(unit);
    if (decl !== NO_DECL) return pool.decls.trackedOf(decl);
    switch (dependerKind(unit)) {
      case DependerKind.typeLayout:
      case DependerKind.typeDefaults:
        return containerTracked(pool, pool.containers.typeOf(dependerIndex(unit) as ContainerIndex));
      default:
        return NO_TRACKED;
    }
  }

  /** The innermost unit in progress has asked for what `unit` gives, in the place where it asked for something last. */
  #refer(unit: Depender): void {
    const asker = this.stack[this.stack.length - 1]!;
    const isFirst = asker.chunk === NO_TRACKED;
    const chunk = isFirst ? this.chunkOf(asker.unit) : asker.chunk;
    this.references.add(unitTarget(this.rowOf(unit), true), chunk, isFirst ? CHUNK_NODE : asker.src, null);
  }

  /** What a unit is about, as faults tell it: its declaration or type. */
  nameOf(unit: Depender): string {
    const { pool } = this;
    const decl = this.declOf(unit);
    if (decl !== NO_DECL) return qualifiedName(pool, decl);
    switch (dependerKind(unit)) {
      case DependerKind.typeLayout:
      case DependerKind.typeDefaults:
        return containerName(pool, pool.containers.typeOf(dependerIndex(unit) as ContainerIndex));
      default:
        return DependerKind[dependerKind(unit)];
    }
  }
}

/**
 * What the analysis of a unit has of this. What can change is not in it, but behind what declares that it was read: the pool of `reader`, and
 * `facts.ts` of `sema`.
 */
export type SharedState = Omit<
  Zcu,
  | 'pool'
  | 'tables'
  | 'units'
  | 'remarks'
  | 'outspoken'
  | 'loopFailures'
  | 'faulted'
  | 'rerouted'
  | 'referencesMoved'
  | 'failuresMoved'
  | 'quotasMoved'
>;
