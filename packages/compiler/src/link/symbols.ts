import { type Signature, signatureOf } from '../codegen/abi.ts';
import type { DataBlock } from '../codegen/data.ts';
import type { FunctionCode } from '../codegen/generate.ts';
import { makeTagName } from '../codegen/names.ts';
import { Relocations, RelocKind } from '../codegen/relocation.ts';
import { type RuntimeFunction, runtimeCode } from '../codegen/runtime.ts';
import { Op, type ValType } from '../codegen/wasm.ts';
import { funcHasCode, funcOwnerDecl, isFunc, uncoercedFunc } from '../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { abiAlign, abiSize } from '../intern/layout.ts';
import { qualifiedName } from '../intern/names.ts';
import type { InternPool } from '../intern/pool.ts';
import { printType } from '../intern/print-type.ts';
import { TypeKind, typeKind } from '../intern/types.ts';
import {
  externLibName,
  externName,
  isUndef,
  typeOf,
  VariableFlag,
  variableFlags,
  variableInit,
} from '../intern/values.ts';
import { U32Column } from '../util/column.ts';
import { FaultWhile, faultOf, isContained } from '../util/fault.ts';
import type { LinkInput, LinkTarget } from './input.ts';

/** A function of the module, in the order of first reference. */
export interface FunctionSymbol {
  /** The pool's function; `NO_INDEX` for one that the compiler made. */
  readonly func: Index;
  /** What was generated for it; null for what the compiler made. */
  readonly generated: FunctionCode | null;
  readonly name: string;
  readonly code: Uint8Array;
  readonly relocs: Relocations;
  /** Where in `SymbolTable.resolved` what the relocations refer to starts. */
  readonly resolvedAt: number;
  readonly type: number;
  readonly lines: Uint32Array;
}

/** A function that the host provides. */
export interface ImportSymbol {
  readonly module: string;
  readonly name: string;
  readonly type: number;
}

/** Bytes that get an address. */
export interface DataSymbol {
  readonly block: DataBlock;
  /** The declaration that it is the value of, or that refers to it; NO_DECL for what is exported without one. */
  readonly owner: DeclIndex;
  /** In bytes; grows as references promise more. */
  align: number;
  readonly isVariable: boolean;
  /** As `FunctionSymbol.resolvedAt`. */
  resolvedAt: number;
}

/** A function as relocations refer to it: number n of `functions`, or -1 - n for number n of `imports`. */
export type FunctionRef = number;

/** What a relocated address is: number n of `data`, or -1 - n for slot n of the table. Slot 0, and so -1, is the null pointer. */
export type AddressTarget = number;

const NULL_TARGET: AddressTarget = -1;

/** The address of a function without code: as officially its alignment, which is 1. Nothing is called through it. */
const NO_CODE_TARGET: AddressTarget = -2;

/** A function type of the module. */
export interface TypeSymbol {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}

/** Words of `SymbolTable.progress` for each function. */
export const PROGRESS_WORDS = 10;

const NO_LINES = new Uint32Array(0);
const NO_RELOCS = new Relocations();
/** No locals, then a trap. */
const TRAP_CODE = Uint8Array.of(0, Op.unreachable, Op.end);

/**
 * Everything that can be reached from the exports, numbered in the order in which a walk over the relocations meets it, breadth
 * first. So the numbers follow from the content of the program alone.
 */
export class SymbolTable {
  readonly functions: FunctionSymbol[] = [];
  readonly imports: ImportSymbol[] = [];
  readonly data: DataSymbol[] = [];
  readonly types: TypeSymbol[] = [];
  /** Functions in the table: slot n + 1 is `slots[n]`. Slot 0 is never filled: it is the null pointer. */
  readonly slots: FunctionRef[] = [];
  /** Names of the errors in use, sorted: error n + 1 is `errors[n]`. */
  errors: StringIndex[] = [];
  /** Data of each error's name. */
  errorNames: number[] = [];
  usesErrorNames = false;
  readonly undefinedSymbols: string[] = [];
  /** What each relocation refers to, as signed words in the order of the walk: by kind a reference, type number or error name. */
  readonly resolved = new U32Column(1024);
  /** How long `resolved` was after the walk. */
  resolvedLen = 0;

  /** How many functions, data, slots, types and imports had a number before each function was come to, and how many behind it. */
  readonly progress = new U32Column(1024);
  /** How many relocations give each error's number; one more where that is known at compile time. */
  readonly errorUses = new Map<StringIndex, number>();

  /** Declarations that are data or in the table, with what they had: [decl, value, `initialValue`, alignment]. */
  private readonly declared = new U32Column(256);
  private readonly declaredAt = new NumberMap();
  /** Names that were looked up, and what was found. */
  readonly lookups = new Map<StringIndex, LinkTarget | null>();

  private readonly pool: InternPool;
  private readonly funcs = new NumberMap();
  private readonly runtime = new Map<RuntimeFunction, FunctionRef>();
  private readonly tagNames = new Map<Index, FunctionRef>();
  private readonly decls = new NumberMap();
  private readonly constants = new NumberMap();
  private readonly names = new NumberMap();
  private readonly slotOf = new Map<FunctionRef, number>();
  private readonly typeNumbers = new Map<string, number>();
  private readonly funcTypes = new NumberMap();
  private readonly errorNumbers = new Map<StringIndex, number>();
  /** Functions that are numbered and whose code is not there yet: their relocations are walked in this order. */
  private readonly pending: { kind: RelocKind; target: number }[] = [];
  /** The declaration whose references are walked. */
  private owner: DeclIndex = NO_DECL;

  constructor(private readonly input: LinkInput) {
    this.pool = input.reprs.pool;
    for (const name of input.errors) {
      this.errorNumbers.set(name, 0);
      this.errorUses.set(name, 1);
    }
  }

  /** Walks from the exports until all is numbered. */
  collect(): void {
    for (const item of this.input.exports) if (this.exportedFunction(item) === null) this.dataTarget(item);
    let nextFunction = 0;
    let nextData = 0;
    for (;;) {
      if (nextFunction < this.pending.length) {
        this.noteProgress();
        this.define(this.pending[nextFunction]);
        const { func, relocs } = this.functions[nextFunction++];
        this.owner = func === NO_INDEX ? NO_DECL : funcOwnerDecl(this.pool, func);
        this.walk(relocs);
        this.noteProgress();
      } else if (nextData < this.data.length) {
        const data = this.data[nextData++];
        data.resolvedAt = this.resolved.length;
        this.owner = data.owner;
        this.walk(data.block.relocs);
      } else if (this.usesErrorNames && this.errorNames.length < this.errorNumbers.size) this.addErrorNames();
      else break;
    }
    this.sortErrors();
    this.resolvedLen = this.resolved.length;
  }

  private noteProgress(): void {
    this.progress.push(this.pending.length);
    this.progress.push(this.data.length);
    this.progress.push(this.slots.length);
    this.progress.push(this.types.length);
    this.progress.push(this.imports.length);
  }

  /** Number of the pool's function `func`; -1 if it is none of the module's, but an import or not in it at all. */
  numberOf(func: Index): number {
    return Math.max(this.funcs.get(func), -1);
  }

  /** Whether declaration `decl` has, as data or by its address, what it had when it was come to; also if it was not. */
  isSameDeclared(decl: DeclIndex, input: LinkInput): boolean {
    const at = this.declaredAt.get(decl);
    if (at === MISSING) return true;
    const [, value, initialValue, alignment] = this.declared.data.subarray(at, at + 4);
    const { decls } = this.pool;
    return (
      decls.valueOf(decl) === value &&
      decls.alignmentOf(decl) === alignment &&
      input.initialValue(decl) === initialValue
    );
  }

  /** What a relocation refers to, if that has a number already; null if it has none, or the relocation makes other data of it. */
  resolveKnown(kind: RelocKind, target: number, detail: number): number | null {
    switch (kind) {
      case RelocKind.declAddress:
        return known(this.decls.get(target));
      case RelocKind.uavAddress: {
        const address = known(this.constants.get(target));
        return address !== null && address >= 0 && detail > this.data[address].align ? null : address;
      }
      case RelocKind.typeIndex:
        return known(this.funcTypes.get(target));
      case RelocKind.errorValue:
        return this.errorNumbers.has(target as StringIndex) ? target : null;
      case RelocKind.errorNameTable:
        return this.usesErrorNames ? 0 : null;
      case RelocKind.errorCount:
        return 0;
      case RelocKind.func:
        return known(this.funcs.get(uncoercedFunc(this.pool, target as Index)));
      case RelocKind.runtime:
        return this.runtime.get(target) ?? null;
      case RelocKind.tagName:
        return this.tagNames.get(target as Index) ?? null;
      case RelocKind.symbol: {
        const found = this.lookups.get(target as StringIndex) ?? null;
        const value = found === null ? NO_INDEX : this.valueOf(found);
        return value === NO_INDEX || !this.isFunction(value) ? null : known(this.funcs.get(value));
      }
    }
  }

  /** The index that a function has in the module. */
  functionIndex(ref: FunctionRef): number {
    return ref < 0 ? -1 - ref : this.imports.length + ref;
  }

  /** What a relocation of kind `func`, `runtime`, `tagName` or `symbol` refers to. */
  functionTarget(kind: RelocKind, target: number): FunctionRef {
    switch (kind) {
      case RelocKind.func:
        return this.funcTarget(target as Index);
      case RelocKind.runtime:
        return this.made(this.runtime, target as RuntimeFunction, kind);
      case RelocKind.tagName:
        return this.made(this.tagNames, target as Index, kind);
      default:
        return this.symbolTarget(target as StringIndex);
    }
  }

  /** The function that is exported; null if it is data. */
  exportedFunction(target: LinkTarget): FunctionRef | null {
    const value = this.valueOf(target);
    return value !== NO_INDEX && this.isFunction(value) ? this.funcTarget(value) : null;
  }

  /** The data that is exported; null if it is a function. */
  exportedData(target: LinkTarget): AddressTarget | null {
    const value = this.valueOf(target);
    return value !== NO_INDEX && this.isFunction(value) ? null : this.dataTarget(target);
  }

  private valueOf({ decl, value }: LinkTarget): Index {
    return decl === NO_DECL ? value : this.pool.decls.valueOf(decl);
  }

  private dataTarget({ decl, value }: LinkTarget): AddressTarget {
    return decl === NO_DECL ? this.constantTarget(value, 0) : this.declTarget(decl);
  }

  /** What declaration `decl` is. */
  private declTarget(decl: DeclIndex): AddressTarget {
    const known = this.decls.get(decl);
    if (known !== MISSING) return known;
    const target = this.newDeclTarget(decl, this.pool.decls.valueOf(decl));
    this.decls.set(decl, target);
    return target;
  }

  private newDeclTarget(decl: DeclIndex, value: Index): AddressTarget {
    this.declaredAt.set(decl, this.declared.length);
    this.declared.push(decl);
    this.declared.push(value);
    this.declared.push(this.input.initialValue(decl));
    this.declared.push(this.pool.decls.alignmentOf(decl));
    if (value === NO_INDEX) return NULL_TARGET;
    if (this.isFunction(value)) return this.functionAddress(value);
    const tag = this.pool.tag(value);
    if (tag === ItemTag.extern) return this.externData(value);
    const isVariable = tag === ItemTag.variable;
    const given = isVariable ? this.input.initialValue(decl) : NO_INDEX;
    const declared = isVariable ? variableInit(this.pool, value) : value;
    const init = given === NO_INDEX ? declared : given;
    const explicit = this.pool.decls.alignmentOf(decl);
    return this.addData(init, typeOf(this.pool, value), explicit, isVariable, decl);
  }

  /** What constant `value` is; `align` is what its reference promises, in bytes, 0 for its type's own. */
  constantTarget(value: Index, align: number): AddressTarget {
    let target = this.constants.get(value);
    if (target === MISSING) {
      if (this.isFunction(value)) target = this.functionAddress(value);
      else if (this.pool.tag(value) === ItemTag.extern) target = this.externData(value);
      else target = this.addData(value, typeOf(this.pool, value), align, false, this.owner);
      this.constants.set(value, target);
    }
    if (target >= 0 && align > this.data[target].align) this.data[target].align = align;
    return target;
  }

  /** The number of function type `ty`. */
  typeTarget(ty: Index): number {
    let number = this.funcTypes.get(ty);
    if (number === MISSING) {
      number = this.typeNumber(signatureOf(this.input.reprs, ty));
      this.funcTypes.set(ty, number);
    }
    return number;
  }

  /** The number of an error, once all are known. */
  errorNumber(name: StringIndex): number {
    return this.errorNumbers.get(name) as number;
  }

  private walk(relocs: Relocations): void {
    const { kind, target, detail } = relocs;
    for (let i = 0; i < relocs.length; i++)
      this.resolved.push(this.resolve(kind.data[i], target.data[i], detail.data[i]));
  }

  private resolve(kind: RelocKind, target: number, detail: number): number {
    switch (kind) {
      case RelocKind.declAddress:
        return this.declTarget(target as DeclIndex);
      case RelocKind.uavAddress:
        return this.constantTarget(target as Index, detail);
      case RelocKind.typeIndex:
        return this.typeTarget(target as Index);
      case RelocKind.errorValue:
        this.errorNumbers.set(target as StringIndex, 0);
        this.errorUses.set(target as StringIndex, (this.errorUses.get(target as StringIndex) ?? 0) + 1);
        return target;
      case RelocKind.errorNameTable:
        this.usesErrorNames = true;
        return 0;
      case RelocKind.errorCount:
        return 0;
      default:
        return this.functionTarget(kind, target);
    }
  }

  private isFunction(value: Index): boolean {
    if (isFunc(this.pool, value)) return true;
    return this.pool.tag(value) === ItemTag.extern && typeKind(this.pool, typeOf(this.pool, value)) === TypeKind.fn;
  }

  private funcTarget(value: Index): FunctionRef {
    const known = this.funcs.get(value);
    if (known !== MISSING) return known;
    const func = uncoercedFunc(this.pool, value);
    let ref: FunctionRef;
    if (func !== value) ref = this.funcTarget(func);
    else if (this.pool.tag(func) === ItemTag.extern) ref = this.externTarget(func);
    else ref = this.add(RelocKind.func, func);
    this.funcs.set(value, ref);
    return ref;
  }

  /** The table slot of a function. What is weak and defined nowhere has none. */
  private functionAddress(value: Index): AddressTarget {
    if (this.pool.tag(value) === ItemTag.extern && this.isWeak(value) && this.definition(value) === null)
      return NULL_TARGET;
    if (isFunc(this.pool, value) && !funcHasCode(this.pool, typeOf(this.pool, uncoercedFunc(this.pool, value))))
      return NO_CODE_TARGET;
    return -1 - this.slot(this.funcTarget(value));
  }

  private isWeak(value: Index): boolean {
    return (variableFlags(this.pool, value) & VariableFlag.weak) !== 0;
  }

  /** What the program itself has under the name of an extern; null if nothing. */
  private definition(value: Index): LinkTarget | null {
    if (this.pool.stringLen(externLibName(this.pool, value)) !== 0) return null;
    const found = this.lookUp(externName(this.pool, value));
    return found !== null && this.valueOf(found) === value ? null : found;
  }

  /** An extern variable is one that the program exports under its name. */
  private externData(value: Index): AddressTarget {
    const own = this.definition(value);
    const target = own === null ? null : this.exportedData(own);
    if (target !== null) return target;
    if (!this.isWeak(value)) this.addUndefined(externName(this.pool, value));
    return NULL_TARGET;
  }

  /**
   * An extern function is one that the program exports under its name, and the host's otherwise. One of another type, and one that is
   * weak and defined nowhere, trap when they are called.
   */
  private externTarget(value: Index): FunctionRef {
    const own = this.definition(value);
    const target = own === null ? null : this.exportedFunction(own);
    if (target !== null && this.hasType(value, this.valueOf(own!))) return target;
    if (target !== null || this.isWeak(value)) return this.add(RelocKind.func, value);
    const name = this.pool.text(externName(this.pool, value));
    const library = externLibName(this.pool, value);
    const type = this.typeTarget(typeOf(this.pool, value));
    const module = this.pool.stringLen(library) === 0 ? 'env' : this.pool.text(library);
    return -this.imports.push({ module, name, type });
  }

  private hasType(value: Index, other: Index): boolean {
    return this.typeTarget(typeOf(this.pool, value)) === this.typeTarget(typeOf(this.pool, other));
  }

  private addUndefined(name: StringIndex): void {
    const text = this.pool.text(name);
    if (!this.undefinedSymbols.includes(text)) this.undefinedSymbols.push(text);
  }

  private lookUp(name: StringIndex): LinkTarget | null {
    let found = this.lookups.get(name);
    if (found === undefined) this.lookups.set(name, (found = this.input.symbol(name)));
    return found;
  }

  private symbolTarget(name: StringIndex): FunctionRef {
    const found = this.lookUp(name);
    const target = found === null ? null : this.exportedFunction(found);
    if (target !== null) return target;
    this.addUndefined(name);
    return 0;
  }

  private made<T extends number>(known: Map<T, FunctionRef>, target: T, kind: RelocKind): FunctionRef {
    let ref = known.get(target);
    if (ref === undefined) known.set(target, (ref = this.add(kind, target)));
    return ref;
  }

  private add(kind: RelocKind, target: number): FunctionRef {
    return this.pending.push({ kind, target }) - 1;
  }

  private define({ kind, target }: { kind: RelocKind; target: number }): void {
    const resolvedAt = this.resolved.length;
    if (kind === RelocKind.runtime) {
      const made = runtimeCode(target as RuntimeFunction);
      this.functions.push({
        func: NO_INDEX,
        generated: null,
        name: made.name,
        code: made.code,
        relocs: NO_RELOCS,
        resolvedAt,
        type: this.typeNumber(made),
        lines: NO_LINES,
      });
      return;
    }
    if (kind === RelocKind.tagName) {
      const made = makeTagName(this.input.reprs, target as Index);
      const name = `@tagName(${printType(this.pool, target as Index)})`;
      const type = this.typeNumber(made);
      const { code, relocs } = made;
      this.functions.push({
        func: NO_INDEX,
        generated: null,
        name,
        code,
        relocs,
        resolvedAt,
        type,
        lines: NO_LINES,
      });
      return;
    }
    const func = target as Index;
    if (this.pool.tag(func) === ItemTag.extern) {
      this.functions.push({
        func: NO_INDEX,
        generated: null,
        name: this.pool.text(externName(this.pool, func)),
        code: TRAP_CODE,
        relocs: NO_RELOCS,
        resolvedAt,
        type: this.typeTarget(typeOf(this.pool, func)),
        lines: NO_LINES,
      });
      return;
    }
    const generated = this.input.functionCode(func);
    const name = qualifiedName(this.pool, funcOwnerDecl(this.pool, func));
    if (generated === null) throw new FaultWhile({ doing: `linking '${name}'`, trace: `no code of ${name}` });
    const { code, relocs, lines } = generated;
    this.functions.push({ func, generated, name, code, relocs, resolvedAt, type: this.typeNumber(generated), lines });
  }

  private slot(ref: FunctionRef): number {
    let slot = this.slotOf.get(ref);
    if (slot === undefined) this.slotOf.set(ref, (slot = this.slots.push(ref)));
    return slot;
  }

  private typeNumber({ params, results }: TypeSymbol | Signature): number {
    const key = `${params.join()}:${results.join()}`;
    let number = this.typeNumbers.get(key);
    if (number === undefined) {
      number = this.types.push({ params, results }) - 1;
      this.typeNumbers.set(key, number);
    }
    return number;
  }

  /** Memory that is undefined as a whole is zero: it needs no bytes in the module. */
  private addData(value: Index, ty: Index, align: number, isVariable: boolean, owner: DeclIndex): number {
    if (value === NO_INDEX || isUndef(this.pool, value)) {
      const bytes = new Uint8Array(abiSize(this.pool, ty));
      const block = { bytes, relocs: NO_RELOCS, align: abiAlign(this.pool, ty), isZero: true };
      return this.data.push({ block, owner, align: align || block.align, isVariable, resolvedAt: 0 }) - 1;
    }
    const block = this.constantData(value, owner);
    return this.data.push({ block, owner, align: align || block.align, isVariable, resolvedAt: 0 }) - 1;
  }

  private constantData(value: Index, owner: DeclIndex): DataBlock {
    try {
      return this.input.constantData(value);
    } catch (thrown) {
      if (!isContained(thrown)) throw thrown;
      const of = owner === NO_DECL ? 'an export' : `'${qualifiedName(this.pool, owner)}'`;
      throw new FaultWhile(faultOf(thrown, `making data of ${of}`));
    }
  }

  /** The names of the errors known so far, as data: walking that may not find further errors, but other code may. */
  private addErrorNames(): void {
    this.sortErrors();
    this.errorNames = this.errors.map((name) => this.addName(name));
  }

  private addName(name: StringIndex): number {
    const known = this.names.get(name);
    if (known !== MISSING) return known;
    const bytes = new Uint8Array(this.pool.stringLen(name) + 1);
    bytes.set(this.pool.stringBytes(name));
    const block: DataBlock = { bytes, relocs: NO_RELOCS, align: 1, isZero: false };
    const data = this.data.push({ block, owner: NO_DECL, align: 1, isVariable: false, resolvedAt: 0 }) - 1;
    this.names.set(name, data);
    return data;
  }

  private sortErrors(): void {
    const given = new Set(this.input.errors);
    const others = [...this.errorNumbers.keys()].filter((name) => !given.has(name));
    this.errors = [...given, ...others.sort((a, b) => this.pool.compareStrings(a, b))];
    for (let i = 0; i < this.errors.length; i++) this.errorNumbers.set(this.errors[i], i + 1);
  }
}

const MISSING = -0x8000_0000;

function known(number: number): number | null {
  return number === MISSING ? null : number;
}

/** Signed numbers by index: a link asks for each of its symbols many times. */
class NumberMap {
  private data = new Int32Array(1024).fill(MISSING);

  /** The number of `key`, or MISSING. */
  get(key: number): number {
    return key < this.data.length ? this.data[key] : MISSING;
  }

  set(key: number, value: number): void {
    if (key >= this.data.length) {
      const grown = new Int32Array(Math.max(key + 1, this.data.length * 2)).fill(MISSING, this.data.length);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[key] = value;
  }
}
