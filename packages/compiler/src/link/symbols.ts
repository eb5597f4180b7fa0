import { type Signature, signatureOf } from '../codegen/abi.ts';
import { type DataBlock, generateData } from '../codegen/data.ts';
import { makeTagName } from '../codegen/names.ts';
import { RelocKind, Relocations } from '../codegen/relocation.ts';
import { type RuntimeFunction, runtimeCode } from '../codegen/runtime.ts';
import { Op, type ValType } from '../codegen/wasm.ts';
import { printType } from '../intern/print-type.ts';
import { isFunc, uncoercedFunc } from '../intern/functions.ts';
import { type DeclIndex, type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { abiAlign, abiSize } from '../intern/layout.ts';
import type { InternPool } from '../intern/pool.ts';
import { TypeKind, typeKind } from '../intern/types.ts';
import { externLibName, externName, isUndef, typeOf, variableInit } from '../intern/values.ts';
import type { LinkInput } from './input.ts';

/** A function of the module, in the order of first reference. */
export interface FunctionSymbol {
  readonly name: string;
  readonly code: Uint8Array;
  readonly relocs: Relocations;
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
  /** In bytes; grows as references promise more. */
  align: number;
  readonly isVariable: boolean;
}

/** A function as relocations refer to it: `functions` or `imports` and a number in it. */
export interface FunctionRef {
  readonly isImport: boolean;
  readonly number: number;
}

/** What a relocated address is: data, a function in the table, or a number. */
export interface AddressTarget {
  /** Number in `data`; -1 if it is none. */
  readonly data: number;
  /** Slot in the table; -1 if it is none. */
  readonly slot: number;
}

/** A function type of the module. */
export interface TypeSymbol {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}

const NO_LINES = new Uint32Array(0);
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

  private readonly pool: InternPool;
  private readonly funcs = new Map<Index, FunctionRef>();
  private readonly runtime = new Map<RuntimeFunction, FunctionRef>();
  private readonly tagNames = new Map<Index, FunctionRef>();
  private readonly decls = new Map<DeclIndex, AddressTarget>();
  private readonly constants = new Map<Index, AddressTarget>();
  private readonly slotOf = new Map<FunctionRef, number>();
  private readonly typeNumbers = new Map<string, number>();
  private readonly funcTypes = new Map<Index, number>();
  private readonly errorNumbers = new Map<StringIndex, number>();
  /** Functions that are numbered and whose code is not there yet: their relocations are walked in this order. */
  private readonly pending: { kind: RelocKind; target: number }[] = [];

  constructor(private readonly input: LinkInput) {
    this.pool = input.reprs.pool;
  }

  /** Walks from the exports until all is numbered. */
  collect(): void {
    for (const { decl } of this.input.exports) this.declTarget(decl, true);
    let nextFunction = 0;
    let nextData = 0;
    for (;;) {
      if (nextFunction < this.pending.length) {
        this.define(this.pending[nextFunction]);
        this.walk(this.functions[nextFunction++].relocs);
      } else if (nextData < this.data.length) this.walk(this.data[nextData++].block.relocs);
      else if (this.usesErrorNames && this.errorNames.length < this.errorNumbers.size) this.addErrorNames();
      else break;
    }
    this.sortErrors();
  }

  /** The index that a function has in the module. */
  functionIndex(ref: FunctionRef): number {
    return ref.isImport ? ref.number : this.imports.length + ref.number;
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

  /** What declaration `decl` is. */
  declTarget(decl: DeclIndex, asFunction = false): AddressTarget {
    const known = this.decls.get(decl);
    if (known !== undefined) return known;
    const value = this.pool.decls.valueOf(decl);
    if (asFunction && value !== NO_INDEX && this.isFunction(value)) {
      this.funcTarget(value);
      return { data: -1, slot: -1 };
    }
    const target = this.newDeclTarget(decl, value);
    this.decls.set(decl, target);
    return target;
  }

  private newDeclTarget(decl: DeclIndex, value: Index): AddressTarget {
    if (value === NO_INDEX) return { data: -1, slot: -1 };
    if (this.isFunction(value)) return { data: -1, slot: this.slot(this.funcTarget(value)) };
    const tag = this.pool.tag(value);
    if (tag === ItemTag.extern) {
      this.undefinedSymbols.push(this.pool.text(externName(this.pool, value)));
      return { data: -1, slot: -1 };
    }
    const isVariable = tag === ItemTag.variable;
    const init = isVariable ? variableInit(this.pool, value) : value;
    const explicit = this.pool.decls.alignment.data[decl];
    return { data: this.addData(init, typeOf(this.pool, value), explicit, isVariable), slot: -1 };
  }

  /** What constant `value` is; `align` is what its reference promises, in bytes, 0 for its type's own. */
  constantTarget(value: Index, align: number): AddressTarget {
    let target = this.constants.get(value);
    if (target === undefined) {
      target = this.isFunction(value)
        ? { data: -1, slot: this.slot(this.funcTarget(value)) }
        : { data: this.addData(value, typeOf(this.pool, value), align, false), slot: -1 };
      this.constants.set(value, target);
    }
    if (target.data >= 0 && align > this.data[target.data].align) this.data[target.data].align = align;
    return target;
  }

  /** The number of function type `ty`. */
  typeTarget(ty: Index): number {
    let number = this.funcTypes.get(ty);
    if (number === undefined) {
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
    for (let i = 0; i < relocs.length; i++) {
      switch (kind.data[i] as RelocKind) {
        case RelocKind.declAddress:
          this.declTarget(target.data[i] as DeclIndex);
          break;
        case RelocKind.uavAddress:
          this.constantTarget(target.data[i] as Index, detail.data[i]);
          break;
        case RelocKind.typeIndex:
          this.typeTarget(target.data[i] as Index);
          break;
        case RelocKind.errorValue:
          this.errorNumbers.set(target.data[i] as StringIndex, 0);
          break;
        case RelocKind.errorNameTable:
          this.usesErrorNames = true;
          break;
        case RelocKind.errorCount:
          break;
        default:
          this.functionTarget(kind.data[i], target.data[i]);
      }
    }
  }

  private isFunction(value: Index): boolean {
    if (isFunc(this.pool, value)) return true;
    return this.pool.tag(value) === ItemTag.extern && typeKind(this.pool, typeOf(this.pool, value)) === TypeKind.fn;
  }

  private funcTarget(value: Index): FunctionRef {
    const known = this.funcs.get(value);
    if (known !== undefined) return known;
    const func = uncoercedFunc(this.pool, value);
    let ref: FunctionRef;
    if (func !== value) ref = this.funcTarget(func);
    else if (this.pool.tag(func) === ItemTag.extern) ref = this.externTarget(func);
    else ref = this.add(RelocKind.func, func);
    this.funcs.set(value, ref);
    return ref;
  }

  /** An extern function is another part of the program if that exports one of the name, and the host's otherwise. */
  private externTarget(value: Index): FunctionRef {
    const name = externName(this.pool, value);
    const library = externLibName(this.pool, value);
    const own = this.input.symbol(name);
    if (own !== null && own !== value && this.pool.stringLen(library) === 0) return this.funcTarget(own);
    const type = this.typeTarget(typeOf(this.pool, value));
    const module = this.pool.stringLen(library) === 0 ? 'env' : this.pool.text(library);
    return { isImport: true, number: this.imports.push({ module, name: this.pool.text(name), type }) - 1 };
  }

  private symbolTarget(name: StringIndex): FunctionRef {
    const func = this.input.symbol(name);
    if (func !== null) return this.funcTarget(func);
    const text = this.pool.text(name);
    if (!this.undefinedSymbols.includes(text)) this.undefinedSymbols.push(text);
    return { isImport: false, number: 0 };
  }

  private made<T extends number>(known: Map<T, FunctionRef>, target: T, kind: RelocKind): FunctionRef {
    let ref = known.get(target);
    if (ref === undefined) known.set(target, (ref = this.add(kind, target)));
    return ref;
  }

  private add(kind: RelocKind, target: number): FunctionRef {
    return { isImport: false, number: this.pending.push({ kind, target }) - 1 };
  }

  private define({ kind, target }: { kind: RelocKind; target: number }): void {
    if (kind === RelocKind.runtime) {
      const made = runtimeCode(target as RuntimeFunction);
      this.functions.push({
        name: made.name,
        code: made.code,
        relocs: new Relocations(),
        type: this.typeNumber(made),
        lines: NO_LINES,
      });
      return;
    }
    if (kind === RelocKind.tagName) {
      const made = makeTagName(this.input.reprs, target as Index);
      const name = `@tagName(${printType(this.pool, target as Index)})`;
      this.functions.push({ name, code: made.code, relocs: made.relocs, type: this.typeNumber(made), lines: NO_LINES });
      return;
    }
    const func = target as Index;
    const code = this.input.functionCode(func);
    const type = code === null ? this.typeTarget(typeOf(this.pool, func)) : this.typeNumber(code);
    this.functions.push({
      name: this.functionName(func),
      code: code?.code ?? TRAP_CODE,
      relocs: code?.relocs ?? new Relocations(),
      type,
      lines: code?.lines ?? NO_LINES,
    });
  }

  private functionName(func: Index): string {
    const decl = this.pool.funcs.decl.data[this.pool.word(func, 0)] as DeclIndex;
    return this.pool.text(this.pool.decls.fqn.data[decl] as StringIndex);
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
  private addData(value: Index, ty: Index, align: number, isVariable: boolean): number {
    if (value === NO_INDEX || isUndef(this.pool, value)) {
      const bytes = new Uint8Array(abiSize(this.pool, ty));
      const block = { bytes, relocs: new Relocations(), align: abiAlign(this.pool, ty), isZero: true };
      return this.data.push({ block, align: align || block.align, isVariable }) - 1;
    }
    const block = this.input.constantData(value) ?? EMPTY_BLOCK;
    return this.data.push({ block, align: align || block.align, isVariable }) - 1;
  }

  /** The names of the errors known so far, as data: walking that may not find further errors, but other code may. */
  private addErrorNames(): void {
    this.sortErrors();
    this.errorNames = this.errors.map((name) => this.addName(name));
  }

  private addName(name: StringIndex): number {
    const key = -1 - name;
    const known = this.constants.get(key as Index);
    if (known !== undefined) return known.data;
    const bytes = new Uint8Array(this.pool.stringLen(name) + 1);
    bytes.set(this.pool.stringBytes(name));
    const block: DataBlock = { bytes, relocs: new Relocations(), align: 1, isZero: false };
    const target = { data: this.data.push({ block, align: 1, isVariable: false }) - 1, slot: -1 };
    this.constants.set(key as Index, target);
    return target.data;
  }

  private sortErrors(): void {
    this.errors = [...this.errorNumbers.keys()].sort((a, b) => this.pool.compareStrings(a, b));
    for (let i = 0; i < this.errors.length; i++) this.errorNumbers.set(this.errors[i], i + 1);
  }
}

const EMPTY_BLOCK: DataBlock = { bytes: new Uint8Array(0), relocs: new Relocations(), align: 1, isZero: true };

/** Data of interned values, kept between links. To be thrown away when a type's layout changes. */
export class DataCache {
  private readonly known = new Map<Index, DataBlock | null>();

  constructor(private readonly pool: InternPool) {}

  /** As `LinkInput.constantData`. */
  get(value: Index): DataBlock | null {
    let block = this.known.get(value);
    if (block === undefined) this.known.set(value, (block = generateData(this.pool, value, 0)));
    return block;
  }
}
