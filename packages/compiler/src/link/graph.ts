import { signatureOf } from '../codegen/abi.ts';
import type { DataBlock } from '../codegen/data.ts';
import type { FunctionCode } from '../codegen/generate.ts';
import { makeTagName } from '../codegen/names.ts';
import { Relocations, RelocKind } from '../codegen/relocation.ts';
import { CALL_CTORS, RuntimeFunction, runtimeCode } from '../codegen/runtime.ts';
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
import type { NameSources } from '../query/name-reader.ts';
import { sameBytes } from '../util/common-bytes.ts';
import { FaultWhile, faultOf, isContained } from '../util/fault.ts';
import { bytesOfString } from '../util/utf8.ts';
import {
  type AddressId,
  addressOfFunction,
  addressOfLinkerSymbol,
  type FunctionId,
  functionOfAddress,
  isFunctionAddress,
  NO_CODE_ADDRESS,
  NULL_ADDRESS,
} from './addresses.ts';
import type { LinkInput, LinkTarget } from './input.ts';
import { contentKey, isSameData, KeyKind, symbolKey } from './keys.ts';
import { NamedAfter } from './named-after.ts';
import { MISSING, NumberMap } from './number-map.ts';
import { type Targets, type Vertex, VertexKind, vertexId, vertexKind, vertexOf } from './references.ts';
import { referencesOf, targetsOnly, verticesOfAddress } from './targets.ts';
import { callsViaTable } from './via-table.ts';

/** A function that is referred to. */
export interface FunctionNode {
  /** What it is made from: what a relocation of that kind refers to. */
  readonly kind: RelocKind;
  readonly target: number;
  /** Where the host provides it, by which name; null for what has code. */
  readonly imported: { readonly module: string; readonly name: string } | null;
  /** Whether what follows is there. */
  isDefined: boolean;
  /** What was generated for it; null for what the compiler made. */
  generated: FunctionCode | null;
  /** UTF-8. */
  name: Uint8Array;
  /** Of its name: see `symbolKey`. */
  key: number;
  code: Uint8Array;
  relocs: Relocations;
  /** By relocation what it refers to: a `FunctionId`, `AddressId`, number in `types`, declaration or error name. */
  targets: Int32Array;
  lines: Uint32Array;
  /** Number of its type in `types`. */
  type: number;
}

/** Data that is referred to. */
export interface DataNode {
  readonly block: DataBlock;
  /** The declaration that it is the value of, or that refers to it; NO_DECL for what is exported without one. */
  readonly owner: DeclIndex;
  /** The alignment that it has in any case: what its declaration says; 0 for what its references promise. */
  readonly align: number;
  readonly isVariable: boolean;
  /** Of what it is called, or of what is in it where it has no name: see `symbolKey`. */
  key: number;
  /** As in `FunctionNode`. */
  readonly targets: Int32Array;
}

/** A function type of the module. */
export interface TypeSymbol {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
  /** See `symbolKey`. */
  readonly key: number;
}

const NO_LINES = new Uint32Array(0);
const NO_RELOCS = new Relocations();
const NO_TARGETS = new Int32Array(0);
const NO_BYTES = new Uint8Array(0);
/** No locals, then a trap. */
const TRAP_CODE = Uint8Array.of(0, Op.unreachable, Op.end);

/**
 * What can be referred to, and what relocations refer to, without any numbers of the module in it. It is kept from link to link: what a function
 * refers to is looked up once. What is reached of it is the matter of `References`.
 */
export class SymbolGraph {
  readonly functions: FunctionNode[] = [];
  readonly data: DataNode[] = [];
  readonly types: TypeSymbol[] = [];
  /** Names that are defined nowhere, in the order in which they were met. */
  readonly undefinedSymbols: string[] = [];
  /** Names that were looked up, and what was found. */
  readonly lookups = new Map<StringIndex, LinkTarget | null>();

  private readonly pool: InternPool;
  private readonly funcs = new NumberMap();
  private readonly made: ReadonlyMap<RelocKind, Map<number, FunctionId>> = new Map([
    [RelocKind.runtime, new Map()],
    [RelocKind.tagName, new Map()],
  ]);
  private readonly decls = new NumberMap();
  private readonly constants = new NumberMap();
  private readonly names = new NumberMap();
  /** Data without a name, by what is in it: what is the same is there once. */
  private readonly byContent = new Map<number, number[]>();
  private readonly declKeys = new Map<DeclIndex, number>();
  /** After what names are made: of functions, by twice their number, and of declarations, by twice theirs and 1. */
  private readonly namedAfter = new NamedAfter();
  private readonly typeNumbers = new Map<string, number>();
  private readonly funcTypes = new NumberMap();
  /** What declarations had when they were resolved: [value, `initialValue`, alignment]. */
  private readonly declared = new Map<DeclIndex, readonly [Index, Index, number]>();
  /** The declaration whose references are resolved. */
  private owner: DeclIndex = NO_DECL;

  constructor(private input: LinkInput) {
    this.pool = input.pool;
  }

  /** What it knows besides, for `saved-graph.ts`. */
  get tables() {
    const { funcs, decls, constants, names, funcTypes, made, byContent, declKeys, declared, namedAfter, typeNumbers } =
      this;
    return { funcs, decls, constants, names, funcTypes, made, byContent, declKeys, declared, namedAfter, typeNumbers };
  }

  /** Goes on with another input, of the same types and layouts. What may be another for it is to be told by `forgetCode` and `forgetDecl`. */
  continueWith(input: LinkInput): void {
    this.input = input;
  }

  /** The pool's function `func`; null if nothing referred to it, or it is imported. */
  find(func: Index): FunctionId | null {
    const id = this.funcs.get(func);
    return id === MISSING || this.functions[id].imported !== null ? null : id;
  }

  /** The code of a function may be another. */
  forgetCode(id: FunctionId): void {
    this.functions[id].isDefined = false;
    this.functions[id].generated = null;
  }

  /** `sources` are called otherwise. Returns what has another key by that, and what has another name. */
  renamed(sources: NameSources): Vertex[] {
    const found: Vertex[] = [];
    if (sources.types.length === 0 && sources.decls.length === 0) return found;
    let isOther = false;
    for (const user of this.namedAfter.users(sources)) {
      const id = user >>> 1;
      if (user % 2 === 1) {
        const key = this.declKeys.get(id as DeclIndex)!;
        this.declKeys.delete(id as DeclIndex);
        isOther ||= this.declKey(id as DeclIndex) !== key;
      } else {
        const { name } = this.functions[id];
        this.giveName(id);
        if (!sameBytes(name, this.functions[id].name)) found.push(vertexOf(VertexKind.func, id));
      }
    }
    if (!isOther && found.length === 0) return found;
    // What refers to data was made after that.
    this.data.forEach((node, id) => {
      const { block, targets, owner } = node;
      if (owner === NO_DECL && targets.length === 0) return;
      const key =
        owner === NO_DECL
          ? contentKey(block, (i) => this.targetKey(block.relocs.kind.data[i], targets[i]))
          : this.declKey(owner);
      if (key === node.key) return;
      node.key = key;
      found.push(vertexOf(VertexKind.data, id));
    });
    return found;
  }

  /** Declaration `decl` may have another value. Returns whether it has, as data or by its address. */
  forgetDecl(decl: DeclIndex): boolean {
    const was = this.declared.get(decl);
    if (was === undefined) return false;
    const { decls } = this.pool;
    const is = [decls.valueOf(decl), this.input.initialValue(decl), decls.alignmentOf(decl)];
    if (was.every((word, i) => word === is[i])) return false;
    this.declared.delete(decl);
    this.decls.set(decl, MISSING);
    return true;
  }

  /** The function that is exported; null if it is data. */
  exportedFunction(target: LinkTarget): FunctionId | null {
    const value = this.valueOf(target);
    return value !== NO_INDEX && this.isFunction(value) ? this.funcTarget(value) : null;
  }

  /** The function that is called `CALL_CTORS`, where the program has none of that name. */
  callCtors(): FunctionId {
    return this.madeTarget(RelocKind.runtime, RuntimeFunction.callCtors);
  }

  /** The data that is exported; null if it is a function. */
  exportedData(target: LinkTarget): AddressId | null {
    const value = this.valueOf(target);
    return value !== NO_INDEX && this.isFunction(value) ? null : this.dataTarget(target);
  }

  /** What declaration `decl` is. */
  declTarget(decl: DeclIndex): AddressId {
    const known = this.decls.get(decl);
    if (known !== MISSING) return known;
    const target = this.newDeclTarget(decl, this.pool.decls.valueOf(decl));
    this.decls.set(decl, target);
    return target;
  }

  /** The data of variable `decl`, where that was referred to; -1 where it was not, or is no variable. */
  variable(decl: DeclIndex): number {
    const target = this.decls.get(decl);
    return target >= 0 && this.data[target].isVariable && this.data[target].owner === decl ? target : -1;
  }

  /** The name of an error as data. */
  nameData(name: StringIndex): AddressId {
    const known = this.names.get(name);
    if (known !== MISSING) return known;
    const bytes = new Uint8Array(this.pool.stringLen(name) + 1);
    bytes.set(this.pool.stringBytes(name));
    const block: DataBlock = { bytes, relocs: NO_RELOCS, align: 1, isZero: false };
    const key = symbolKey(KeyKind.errorName, block.bytes);
    const owner = NO_DECL;
    const data = this.data.push({ block, owner, align: 1, isVariable: false, key, targets: NO_TARGETS }) - 1;
    this.names.set(name, data);
    return data;
  }

  /** What `vertex` refers to. Throws a `FaultWhile` where that is a function that has no code. */
  targetsOf(vertex: Vertex): Targets {
    const id = vertexId(vertex);
    switch (vertexKind(vertex)) {
      case VertexKind.func: {
        const node = this.functions[id];
        if (!node.isDefined) this.define(node);
        return referencesOf(node.relocs, node.targets, [vertexOf(VertexKind.type, node.type)]);
      }
      case VertexKind.data:
        return referencesOf(this.data[id].block.relocs, this.data[id].targets);
      case VertexKind.decl:
        return targetsOnly(verticesOfAddress(this.declTarget(id as DeclIndex)));
      case VertexKind.slot:
        return targetsOnly([vertexOf(VertexKind.func, id)]);
      default:
        return targetsOnly([]);
    }
  }

  /** Finds the code of a function, and resolves its relocations. Throws a `FaultWhile` if it has none. */
  define(node: FunctionNode): void {
    node.isDefined = true;
    switch (node.kind) {
      case RelocKind.runtime: {
        const made = runtimeCode(node.target);
        node.code = made.code;
        node.type = this.typeNumber(made);
        return;
      }
      case RelocKind.tagName: {
        const made = makeTagName(this.input.reprs, node.target as Index);
        node.code = made.code;
        node.type = this.typeNumber(made);
        this.owner = NO_DECL;
        this.refer(node, made.relocs);
        return;
      }
      default:
        this.defineFunc(node, node.target as Index);
    }
  }

  private defineFunc(node: FunctionNode, func: Index): void {
    if (this.pool.tag(func) === ItemTag.extern) {
      node.code = TRAP_CODE;
      node.type = this.typeTarget(typeOf(this.pool, func));
      return;
    }
    const generated = this.input.functionCode(func);
    const decl = funcOwnerDecl(this.pool, func);
    if (generated === null) {
      const name = qualifiedName(this.pool, decl);
      throw new FaultWhile({ doing: `linking '${name}'`, trace: `no code of ${name}` });
    }
    node.type = this.typeNumber(generated);
    this.owner = decl;
    this.refer(node, generated.relocs);
    node.generated = generated;
    node.code = generated.code;
    node.lines = generated.lines;
    if (this.input.options.isSwappable)
      Object.assign(
        node,
        callsViaTable(node, (i) => this.calledType(node.targets[i])),
      );
  }

  /** The number of the type of a function that is called through the table; -1 where it is the host's. */
  private calledType(id: FunctionId): number {
    const { imported, target } = this.functions[id];
    return imported === null ? this.typeTarget(typeOf(this.pool, target as Index)) : -1;
  }

  private refer(node: FunctionNode, relocs: Relocations): void {
    node.targets = this.resolveAll(relocs);
    node.relocs = relocs;
  }

  private resolveAll({ kind, target, length }: Relocations): Int32Array {
    if (length === 0) return NO_TARGETS;
    const targets = new Int32Array(length);
    for (let i = 0; i < length; i++) targets[i] = this.resolve(kind.data[i], target.data[i]);
    return targets;
  }

  /** What a relocation refers to, as in `FunctionNode.targets`. */
  private resolve(kind: RelocKind, target: number): number {
    switch (kind) {
      case RelocKind.uavAddress:
        return this.constantTarget(target as Index);
      case RelocKind.typeIndex:
        return this.typeTarget(target as Index);
      case RelocKind.func:
        return this.funcTarget(target as Index);
      case RelocKind.runtime:
      case RelocKind.tagName:
        return this.madeTarget(kind, target);
      case RelocKind.symbol:
        return this.symbolTarget(target as StringIndex);
      default:
        return target;
    }
  }

  private valueOf({ decl, value }: LinkTarget): Index {
    return decl === NO_DECL ? value : this.pool.decls.valueOf(decl);
  }

  private dataTarget({ decl, value }: LinkTarget): AddressId {
    return decl === NO_DECL ? this.constantTarget(value) : this.declTarget(decl);
  }

  private newDeclTarget(decl: DeclIndex, value: Index): AddressId {
    const given = this.input.initialValue(decl);
    const alignment = this.pool.decls.alignmentOf(decl);
    this.declared.set(decl, [value, given, alignment]);
    if (value === NO_INDEX) return NULL_ADDRESS;
    if (this.isFunction(value)) return this.functionAddress(value);
    const tag = this.pool.tag(value);
    if (tag === ItemTag.extern) return this.externData(value);
    const isVariable = tag === ItemTag.variable;
    const declared = isVariable ? variableInit(this.pool, value) : value;
    const init = isVariable && given !== NO_INDEX ? given : declared;
    this.owner = decl;
    const block = this.block(init, typeOf(this.pool, value));
    const targets = this.resolveAll(block.relocs);
    return this.data.push({ block, owner: decl, align: alignment, isVariable, key: this.declKey(decl), targets }) - 1;
  }

  private constantTarget(value: Index): AddressId {
    let target = this.constants.get(value);
    if (target === MISSING) {
      if (this.isFunction(value)) target = this.functionAddress(value);
      else if (this.pool.tag(value) === ItemTag.extern) target = this.externData(value);
      else target = this.constantOf(this.block(value, typeOf(this.pool, value)));
      this.constants.set(value, target);
    }
    return target;
  }

  /** The data that is `block`, which has no name. */
  private constantOf(block: DataBlock): number {
    const targets = this.resolveAll(block.relocs);
    const content = contentKey(block, (i) => targets[i]);
    const known = this.byContent.get(content) ?? [];
    for (const data of known) if (isSameData(this.data[data], block, targets)) return data;
    const key =
      targets.length === 0 ? content : contentKey(block, (i) => this.targetKey(block.relocs.kind.data[i], targets[i]));
    const data = this.data.push({ block, owner: NO_DECL, align: 0, isVariable: false, key, targets }) - 1;
    this.byContent.set(content, [...known, data]);
    return data;
  }

  /** A key of what a relocation of data refers to, in which there is no number. */
  private targetKey(kind: RelocKind, target: number): number {
    if (kind === RelocKind.errorValue) return symbolKey(KeyKind.error, this.pool.stringBytes(target as StringIndex));
    if (kind === RelocKind.declAddress) return this.declKey(target as DeclIndex);
    if (target >= 0) return this.data[target].key;
    return isFunctionAddress(target) ? this.functions[functionOfAddress(target)].key : target;
  }

  private declKey(decl: DeclIndex): number {
    const known = this.declKeys.get(decl);
    if (known !== undefined) return known;
    const key = symbolKey(
      KeyKind.decl,
      this.nameOfUser(decl * 2 + 1, (pool) => qualifiedName(pool, decl)),
    );
    this.declKeys.set(decl, key);
    return key;
  }

  /** What `make` gives, the name of `user`: see `namedAfter`. */
  private nameOfUser(user: number, make: (pool: InternPool) => string): Uint8Array {
    const { made, sources } = this.input.names.record(make);
    this.namedAfter.note(user, sources);
    return bytesOfString(made);
  }

  private typeTarget(ty: Index): number {
    let number = this.funcTypes.get(ty);
    if (number === MISSING) {
      number = this.typeNumber(signatureOf(this.input.reprs, ty));
      this.funcTypes.set(ty, number);
    }
    return number;
  }

  private isFunction(value: Index): boolean {
    if (isFunc(this.pool, value)) return true;
    return this.pool.tag(value) === ItemTag.extern && typeKind(this.pool, typeOf(this.pool, value)) === TypeKind.fn;
  }

  private funcTarget(value: Index): FunctionId {
    const known = this.funcs.get(value);
    if (known !== MISSING) return known;
    const func = uncoercedFunc(this.pool, value);
    let id: FunctionId;
    if (func !== value) id = this.funcTarget(func);
    else if (this.pool.tag(func) === ItemTag.extern) id = this.externTarget(func);
    else id = this.add(RelocKind.func, func, null);
    this.funcs.set(value, id);
    return id;
  }

  /** The address of a function. What is weak and defined nowhere has none. */
  private functionAddress(value: Index): AddressId {
    if (this.pool.tag(value) === ItemTag.extern && this.isWeak(value) && this.definition(value) === null)
      return NULL_ADDRESS;
    if (isFunc(this.pool, value) && !funcHasCode(this.pool, typeOf(this.pool, uncoercedFunc(this.pool, value))))
      return NO_CODE_ADDRESS;
    return addressOfFunction(this.funcTarget(value));
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

  /** An extern variable is one that the program exports under its name, or what the linker calls so. */
  private externData(value: Index): AddressId {
    const own = this.definition(value);
    const target = own === null ? null : this.exportedData(own);
    if (target !== null) return target;
    const name = externName(this.pool, value);
    const symbol = this.input.options.isObject ? null : addressOfLinkerSymbol(this.pool.text(name));
    if (symbol !== null) return symbol;
    if (!this.isWeak(value)) this.addUndefined(name);
    return NULL_ADDRESS;
  }

  /**
   * An extern function is one that the program exports under its name, and the host's otherwise. One of another type, and one that is
   * weak and defined nowhere, trap when they are called.
   */
  private externTarget(value: Index): FunctionId {
    const own = this.definition(value);
    const target = own === null ? null : this.exportedFunction(own);
    if (target !== null && this.hasType(value, this.valueOf(own!))) return target;
    if (target !== null || this.isWeak(value)) return this.add(RelocKind.func, value, null);
    const name = this.pool.text(externName(this.pool, value));
    const library = externLibName(this.pool, value);
    const module = this.pool.stringLen(library) === 0 ? 'env' : this.pool.text(library);
    if (name === CALL_CTORS && module === 'env' && !this.input.options.isObject) {
      const isSameType = this.typeTarget(typeOf(this.pool, value)) === this.typeNumber({ params: [], results: [] });
      return isSameType ? this.callCtors() : this.add(RelocKind.func, value, null);
    }
    const id = this.add(RelocKind.func, value, { module, name });
    const node = this.functions[id];
    node.isDefined = true;
    node.type = this.typeTarget(typeOf(this.pool, value));
    return id;
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

  private symbolTarget(name: StringIndex): FunctionId {
    const found = this.lookUp(name);
    const target = found === null ? null : this.exportedFunction(found);
    if (target !== null) return target;
    this.addUndefined(name);
    return 0;
  }

  private madeTarget(kind: RelocKind.runtime | RelocKind.tagName, target: number): FunctionId {
    const known = this.made.get(kind)!;
    let id = known.get(target);
    if (id === undefined) known.set(target, (id = this.add(kind, target, null)));
    return id;
  }

  private add(kind: RelocKind, target: number, imported: FunctionNode['imported']): FunctionId {
    const node: FunctionNode = {
      kind,
      target,
      imported,
      isDefined: false,
      generated: null,
      name: NO_BYTES,
      key: 0,
      code: NO_BYTES,
      relocs: NO_RELOCS,
      targets: NO_TARGETS,
      lines: NO_LINES,
      type: 0,
    };
    const id = this.functions.push(node) - 1;
    this.giveName(id);
    return id;
  }

  /** Finds out what a function is called. */
  giveName(id: FunctionId): void {
    const node = this.functions[id];
    node.name = this.nameOf(node, id * 2);
    const { imported } = node;
    node.key =
      imported === null
        ? symbolKey(KeyKind.func, node.name)
        : symbolKey(KeyKind.func, bytesOfString(`${imported.module} ${imported.name}`));
  }

  private nameOf({ kind, target, imported }: FunctionNode, user: number): Uint8Array {
    if (imported !== null) return bytesOfString(imported.name);
    if (kind === RelocKind.runtime) return bytesOfString(runtimeCode(target).name);
    if (kind === RelocKind.tagName)
      return this.nameOfUser(user, (pool) => `@tagName(${printType(pool, target as Index)})`);
    const func = target as Index;
    if (this.pool.tag(func) === ItemTag.extern) return this.pool.stringBytes(externName(this.pool, func)).slice();
    const known = this.input.knownName?.(func) ?? null;
    if (known === null) return this.nameOfUser(user, (pool) => qualifiedName(pool, funcOwnerDecl(pool, func)));
    this.namedAfter.noteUnknown(user);
    return known;
  }

  private typeNumber({ params, results }: Pick<TypeSymbol, 'params' | 'results'>): number {
    const text = `${params.join()}:${results.join()}`;
    let number = this.typeNumbers.get(text);
    if (number === undefined) {
      number = this.types.push({ params, results, key: symbolKey(KeyKind.type, bytesOfString(text)) }) - 1;
      this.typeNumbers.set(text, number);
    }
    return number;
  }

  /** Memory that is undefined as a whole is zero: it needs no bytes in the module. */
  private block(value: Index, ty: Index): DataBlock {
    return value === NO_INDEX || isUndef(this.pool, value) ? this.zeros(ty) : this.constantData(value, this.owner);
  }

  private zeros(ty: Index): DataBlock {
    const { pool } = this.input.reprs;
    return { bytes: new Uint8Array(abiSize(pool, ty)), relocs: NO_RELOCS, align: abiAlign(pool, ty), isZero: true };
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
}
