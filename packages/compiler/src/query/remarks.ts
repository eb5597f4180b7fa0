import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type DeclIndex, EMPTY_STRING, type Index, type StringIndex, type TrackedIndex } from '../intern/ids.ts';
import type { Fault } from '../util/fault.ts';
import { RowKind, type Visit } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import type { CompileError, ErrorNote } from './errors.ts';
import { RunTable } from './run-table.ts';
import type { Src } from './src.ts';
import { SrcTable } from './src-table.ts';

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

/** What the analysis of a unit has to say to others than units. */
export interface UnitRemarks {
  readonly error: CompileError | null;
  /** How the compiler itself failed; null if it did not. */
  readonly fault: Fault | null;
  readonly exports: readonly Export[];
  /** Output of `@compileLog`. */
  readonly logs: readonly Log[];
}

const NO_REMARKS: UnitRemarks = { error: null, fault: null, exports: [], logs: [] };

/** Bits of the first word of a run. */
const HAS_ERROR = 1;
const HAS_FAULT = 2;
const NAMES_PLACE = 4;
const IS_LOOP = 8;
const IS_USERS = 16;
const IS_OF_CODE = 32;

/** What units say besides their results: errors, faults, exports, logs. Most say nothing. */
export class Remarks {
  private readonly runs = new RunTable();
  private readonly srcs: SrcTable;

  constructor(srcs: SrcTable) {
    this.srcs = srcs;
  }

  /** Keeps what the unit `row` says now. Returns whether that is not what it said. */
  set(row: DependerRow, remarks: UnitRemarks): boolean {
    const { error, fault, exports, logs } = remarks;
    if (error === null && fault === null && exports.length === 0 && logs.length === 0) {
      const wasSaid = this.runs.has(row);
      this.forget(row);
      return wasSaid;
    }
    const { words } = new Writer(this.srcs, remarks);
    const start = this.runs.start(row);
    const isSame =
      this.runs.len(row) === words.length && words.every((word, i) => this.runs.words.data[start + i] === word >>> 0);
    if (!isSame) this.runs.set(row, Uint32Array.from(words), 0, words.length);
    return !isSame;
  }

  /** The unit `row` says nothing any more. */
  forget(row: DependerRow): void {
    this.runs.delete(row);
  }

  /** What the unit `row` says. */
  get(row: DependerRow): UnitRemarks {
    return this.runs.has(row) ? new Reader(this.srcs, this.runs, row).remarks() : NO_REMARKS;
  }

  /** Whether the unit `row` says that it has an error. */
  hasError(row: DependerRow): boolean {
    return (this.#head(row, 0) & HAS_ERROR) !== 0;
  }

  /** Whether the compiler itself failed in the unit `row`. */
  hasFault(row: DependerRow): boolean {
    return (this.#head(row, 0) & HAS_FAULT) !== 0;
  }

  /** Whether the unit `row` exports something. */
  hasExports(row: DependerRow): boolean {
    return this.#head(row, 1) > 0;
  }

  /** Whether the unit `row` logs something. */
  hasLogs(row: DependerRow): boolean {
    return this.#head(row, 2) > 0;
  }

  #head(row: DependerRow, word: number): number {
    return this.runs.has(row) ? this.runs.words.data[this.runs.start(row) + word] : 0;
  }

  /** Drops what no unit says any more, if that is much. */
  compact(): void {
    if (this.runs.isWasteful()) this.runs.compact();
  }

  /** All columns, in a fixed order. */
  columns(): TableColumn[] {
    return this.runs.columns('remarks', RowKind.unit, visitRemarks);
  }
}

class Writer {
  readonly words: number[] = [];
  private readonly srcs: SrcTable;

  constructor(srcs: SrcTable, { error, fault, exports, logs }: UnitRemarks) {
    this.srcs = srcs;
    let bits = 0;
    if (error !== null) bits |= HAS_ERROR;
    if (fault !== null) bits |= HAS_FAULT;
    if (error?.namesPlace) bits |= NAMES_PLACE;
    if (error?.isLoop) bits |= IS_LOOP;
    if (error?.isUsers) bits |= IS_USERS;
    if (error?.isOfCode) bits |= IS_OF_CODE;
    this.words.push(bits, exports.length, logs.length);
    if (error !== null) {
      this.note(error);
      this.words.push(error.notes.length);
      for (const note of error.notes) this.note(note);
    }
    if (fault !== null) {
      this.text(fault.doing);
      this.text(fault.trace);
    }
    for (const { name, decl, value, isInternal, call, chunk, src } of exports) {
      this.text(name);
      this.words.push(decl, value, isInternal ? 1 : 0, call, chunk, srcs.word(src));
    }
    for (const { chunk, src, text, call } of logs) {
      this.words.push(chunk, srcs.word(src), call);
      this.text(text);
    }
  }

  private note({ chunk, src, message, errorName, unit }: ErrorNote): void {
    this.words.push(chunk, this.srcs.word(src), errorName ?? EMPTY_STRING, unit === undefined ? 0 : unit + 1);
    this.text(message);
  }

  /** Its length, then two UTF-16 code units a word. */
  private text(text: string): void {
    this.words.push(text.length);
    for (let i = 0; i < text.length; i += 2) {
      const second = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
      this.words.push(text.charCodeAt(i) | (second << 16));
    }
  }
}

class Reader {
  private readonly srcs: SrcTable;
  private readonly words: Uint32Array;
  private at: number;

  constructor(srcs: SrcTable, runs: RunTable, row: DependerRow) {
    this.srcs = srcs;
    this.words = runs.words.data;
    this.at = runs.start(row);
  }

  remarks(): UnitRemarks {
    const bits = this.word();
    const exportsLen = this.word();
    const logsLen = this.word();
    const error = (bits & HAS_ERROR) === 0 ? null : this.error(bits);
    const fault = (bits & HAS_FAULT) === 0 ? null : { doing: this.text(), trace: this.text() };
    const exports = Array.from({ length: exportsLen }, () => this.export());
    const logs = Array.from({ length: logsLen }, () => this.log());
    return { error, fault, exports, logs };
  }

  private error(bits: number): CompileError {
    const note = this.note();
    const notes = Array.from({ length: this.word() }, () => this.note());
    const has = (bit: number): boolean => (bits & bit) !== 0;
    return {
      ...note,
      notes,
      namesPlace: has(NAMES_PLACE),
      isLoop: has(IS_LOOP),
      isUsers: has(IS_USERS),
      isOfCode: has(IS_OF_CODE),
    };
  }

  private export(): Export {
    const name = this.text();
    const decl = this.word() as DeclIndex;
    const value = this.word() as Index;
    const isInternal = this.word() !== 0;
    const call = this.word() as Index;
    const chunk = this.word() as TrackedIndex;
    return { name, decl, value, isInternal, call, chunk, src: this.srcs.src(this.word()) };
  }

  private log(): Log {
    const chunk = this.word() as TrackedIndex;
    const src = this.srcs.src(this.word());
    const call = this.word() as Index;
    return { chunk, src, call, text: this.text() };
  }

  private note(): ErrorNote {
    const chunk = this.word() as TrackedIndex;
    const src = this.srcs.src(this.word());
    const errorName = this.word() as StringIndex;
    const unit = (this.word() - 1) as DependerRow;
    const note = { chunk, src, message: this.text() };
    if (unit >= 0) return { ...note, unit };
    return errorName === EMPTY_STRING ? note : { ...note, errorName };
  }

  private text(): string {
    const length = this.word();
    // Most are names of a few letters, of which all are read at each update: unit by unit takes a tenth of the time that a list of units does.
    let text = '';
    for (let i = 0; i < length; i++)
      text += String.fromCharCode((this.words[this.at + (i >>> 1)]! >>> (i % 2 === 0 ? 0 : 16)) & 0xffff);
    this.at += (length + 1) >>> 1;
    return text;
  }

  private word(): number {
    return this.words[this.at++]!;
  }
}

/** Has `visit` see every row that the remarks whose words start at `start` name, and puts what it returns in its place. */
function visitRemarks(words: Uint32Array, start: number, _: number, visit: Visit): void {
  let at = start + 3;
  const put = (kind: RowKind): void => {
    words[at] = visit(kind, words[at]!);
    at++;
  };
  const src = (): void => {
    words[at] = SrcTable.visit(words[at]!, visit);
    at++;
  };
  const text = (): void => {
    at += 1 + ((words[at]! + 1) >>> 1);
  };
  const note = (): void => {
    put(RowKind.tracked);
    src();
    put(RowKind.string);
    if (words[at] !== 0) words[at] = visit(RowKind.unit, words[at]! - 1) + 1;
    at++;
    text();
  };
  if ((words[start]! & HAS_ERROR) !== 0) {
    note();
    for (let left = words[at++]!; left > 0; left--) note();
  }
  if ((words[start]! & HAS_FAULT) !== 0) {
    text();
    text();
  }
  for (let left = words[start + 1]!; left > 0; left--) {
    text();
    put(RowKind.decl);
    put(RowKind.item);
    at++;
    put(RowKind.item);
    put(RowKind.tracked);
    src();
  }
  for (let left = words[start + 2]!; left > 0; left--) {
    put(RowKind.tracked);
    src();
    put(RowKind.item);
    text();
  }
}
