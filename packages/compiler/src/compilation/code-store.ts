import { type DataBlock, generateData } from '../codegen/data.ts';
import { type FunctionCode, generateFunction } from '../codegen/generate.ts';
import { RelocKind, visitRelocations } from '../codegen/relocation.ts';
import { ReprTable } from '../codegen/repr.ts';
import { DependeeKind } from '../incremental/dependee.ts';
import { DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { funcRow } from '../intern/functions.ts';
import {
  type DeclIndex,
  type FuncIndex,
  type Index,
  NO_DECL,
  NO_INDEX,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { qualifiedName } from '../intern/names.ts';
import { printType } from '../intern/print-type.ts';
import { externName, typeOf } from '../intern/values.ts';
import type {
  LinkExport,
  LinkedFunction,
  LinkInput,
  LinkOptions,
  LinkResult,
  LinkTarget,
  TestPrint,
} from '../link/input.ts';
import { type KnownModule, readKnownModule, recodeModule, writeKnownModule } from '../link/known-module.ts';
import { writeObject } from '../link/object.ts';
import type { Placement } from '../link/placement.ts';
import { Linker } from '../link/relink.ts';
import { readSavedLink, type SavedLink, writeSavedLink } from '../link/saved-link.ts';
import type { CompileError } from '../query/errors.ts';
import { NameReader, type NameSources } from '../query/name-reader.ts';
import { ProductReader, withoutRepeated } from '../query/product-reader.ts';
import type { Reached } from '../query/reach.ts';
import type { Export } from '../query/remarks.ts';
import { CHUNK_NODE } from '../query/src.ts';
import { funcBodyUnit } from '../query/units.ts';
import type { Zcu } from '../query/zcu.ts';
import { type Renumbering, RowKind, type RowOwner, type Visit } from '../util/rows.ts';
import { compilerRtFile } from './compiler-rt.ts';
import { restoreFunctions, saveFunctions } from './saved-code.ts';
import type { LibraryImage } from './saved-image.ts';
import { hasCode } from './target-triple.ts';
import { testFunctions } from './test-functions.ts';

/** Where a piece of code comes from. */
export interface LocatedCode {
  /** Name of the function. */
  readonly name: string;
  /** Own token of the chunk where the statement starts. */
  readonly token: number;
  /** `NO_TRACKED` where the function has no source. */
  readonly chunk: TrackedIndex;
}

/** Bytes of a constant, and what they follow from. */
interface KeptData {
  readonly block: DataBlock;
  /** (kind, a, b) of each fact. */
  readonly facts: readonly number[];
  /** `Schedule.clock` when all of them were seen to be as they were when the bytes were made. */
  seenAt: number;
}

/**
 * Code and data of what was analysed. Code of a function is kept until its body is analysed again, as it is where anything changes that
 * the code relies on; bytes of a constant as long as what they rely on is as it was.
 */
export class CodeStore implements RowOwner {
  readonly of = RowKind.func;
  readonly #zcu: Zcu;
  readonly #functions = new Map<FuncIndex, FunctionCode>();
  #linker = new Linker();
  readonly #nameReader: NameReader;
  /** How many types and declarations had been renamed when the module was linked last: see `TypeNames`. */
  #renamedTypes = 0;
  #renamedDecls = 0;
  readonly #reader: ProductReader;
  readonly #reprs: ReprTable;
  #linked: LinkResult | null = null;
  /** What it exports. */
  #exports: readonly LinkExport[] = [];
  readonly #data = new Map<Index, KeptData>();
  /** What linking read of types, and when that was known to hold. */
  #linkFacts: number[] = [];
  #linkFactsLimit = 0;
  #linkedAt = 0;
  /** Of the functions whose code calls functions by name: which names. */
  readonly #symbols = new Map<FuncIndex, readonly StringIndex[]>();
  /** How the linker of another process called functions, as long as all was not linked in this one. */
  readonly #knownNames = new Map<FuncIndex, Uint8Array>();
  #image: LibraryImage | null = null;
  /** The code that `#image` has. */
  #shared: ReadonlyMap<FuncIndex, FunctionCode> = new Map();
  /** The module that another process linked, as long as nothing but functions is other than it was then; null if there is none. */
  #known: KnownModule | null = null;
  /** Of the functions that are others than in that module, what they were there. */
  readonly #knownFunctions = new Map<FuncIndex, { readonly code: FunctionCode; readonly name: Uint8Array | null }>();
  /** Gives what `saveLink` of another process gave, as long as all was not linked in this one; null if that is not known. */
  #savedLink: (() => Uint8Array | null) | null = null;
  /** What the module was linked for, besides code: see `purposeOf`. */
  #linkedFor: Uint32Array = new Uint32Array(0);
  /** What may be another than when it was linked last. */
  readonly #changedFunctions = new Set<FuncIndex>();
  readonly #changedDecls = new Set<DeclIndex>();
  readonly #linkOptions: LinkOptions;

  constructor(zcu: Zcu, linkOptions: LinkOptions) {
    this.#zcu = zcu;
    this.#reader = new ProductReader(zcu.tables, zcu.pool, zcu.schedule);
    this.#reprs = new ReprTable(this.#reader, linkOptions.code);
    this.#nameReader = new NameReader(zcu.tables, zcu.pool);
    this.#linkOptions = linkOptions;
  }

  /** To be called before an update's code is generated: notes what was analysed. */
  startUpdate(): void {
    for (const unit of this.#zcu.schedule.analysed) {
      const kind = dependerKind(unit);
      if (kind !== DependerKind.funcBody && kind !== DependerKind.call) this.#known = null;
      if (kind === DependerKind.declType || kind === DependerKind.declValue)
        this.#changedDecls.add(dependerIndex(unit) as DeclIndex);
    }
  }

  /**
   * Generates the code of `func` if its body was analysed anew. Returns the error where that is not supported yet. A function that has no
   * code, also where this throws, is tried again when this is called again.
   */
  generate(func: FuncIndex): CompileError | null {
    const { airs, pool, options, schedule } = this.#zcu;
    const air = airs.get(func);
    if (air === undefined) return null;
    const before = this.#functions.get(func);
    if (this.#known !== null && before !== undefined && !this.#knownFunctions.has(func))
      this.#knownFunctions.set(func, { code: before, name: this.#knownNames.get(func) ?? null });
    this.#functions.delete(func);
    this.#symbols.delete(func);
    this.#knownNames.delete(func);
    this.#changedFunctions.add(func);
    options.onStep?.('code', () => this.#zcu.nameOf(funcBodyUnit(func)));
    const facts: number[] = [];
    const make = () => generateFunction(this.#reprs, air, typeOf(pool, pool.funcs.valueOf(func)));
    const generated = this.#reader.record(facts, make);
    schedule.addDependencies(funcBodyUnit(func), facts);
    if ('unsupported' in generated) {
      const chunk = pool.funcs.bodyOf(func);
      return { chunk, src: CHUNK_NODE, message: `not supported yet: ${generated.unsupported}`, notes: [] };
    }
    airs.delete(func);
    this.#keep(func, generated, this.#calledByName(generated));
    return null;
  }

  /** The library image that code, and the tables that it is numbered by, began with; null if they began with nothing. */
  get image(): LibraryImage | null {
    return this.#image;
  }

  /** All code that is there now is that of `image`, which saved state then builds on. */
  beginWith(image: LibraryImage): void {
    this.#image = image;
    this.#shared = new Map(this.#functions);
  }

  /** Nothing is known of the code of `func` any more. */
  forget(func: FuncIndex): void {
    this.#functions.delete(func);
    this.#symbols.delete(func);
  }

  trace(func: number, visit: Visit): void {
    const code = this.#functions.get(func as FuncIndex);
    if (code !== undefined) visitCodeRows(code, visit);
  }

  renumber({ visit }: Renumbering): void {
    const functions = [...this.#functions];
    const names = this.#names();
    this.#functions.clear();
    this.#knownNames.clear();
    for (const [func, code] of functions) {
      visitCodeRows(code, visit);
      const number = visit(RowKind.func, func) as FuncIndex;
      this.#functions.set(number, code);
      const name = names.get(func);
      if (name !== undefined) this.#knownNames.set(number, name);
    }
  }

  /** What is kept here, over the tables that were those of the pool of this. */
  over(zcu: Zcu): CodeStore {
    const store = new CodeStore(zcu, this.#linkOptions);
    for (const [func, code] of this.#functions) store.#keep(func, code, store.#calledByName(code));
    for (const [func, name] of this.#knownNames) store.#knownNames.set(func, name);
    return store;
  }

  /** The code that is kept and is not in the image, for `restore`. */
  save(): Uint8Array {
    return saveFunctions({ functions: this.#functions, names: this.#names(), symbols: this.#symbols }, this.#shared);
  }

  /** What functions are called, as far as that is known from when the module was linked last. */
  #names(): Map<FuncIndex, Uint8Array> {
    const { pool } = this.#zcu;
    const names = new Map(this.#knownNames);
    for (const [func, name] of this.#linker.names()) names.set(funcRow(pool, func), name);
    // What changed after that link may be called otherwise.
    for (const func of this.#changedFunctions) if (!this.#knownNames.has(func)) names.delete(func);
    if (this.#areNamesOther) names.clear();
    return names;
  }

  /** Takes over code of another process, besides what is there. Returns whether the bytes fit. */
  restore(bytes: Uint8Array): boolean {
    return restoreFunctions(bytes, (func, code, name, symbols) => {
      if (code !== null) this.#keep(func, code, symbols);
      if (name !== null) this.#knownNames.set(func, name);
    });
  }

  /** What is known of the module that was linked last, for `restoreModule`; null if there is none. */
  saveModule(): Uint8Array[] | null {
    const known = this.#isLinkedAnew ? null : (this.#known ?? this.#linker.known());
    if (known === null) return null;
    return [bytesOf(Uint32Array.of(this.#linkedFor.length)), bytesOf(this.#linkedFor), writeKnownModule(known)];
  }

  /** Takes over what `saveModule` gave, with the bytes of the module, of the same process as the code. All are kept. */
  restoreModule(saved: Uint8Array, module: Uint8Array): void {
    const [length] = new Uint32Array(saved.buffer, saved.byteOffset, 1);
    this.#linkedFor = new Uint32Array(saved.buffer, saved.byteOffset + 4, length);
    this.#known = readKnownModule(saved.subarray(4 + 4 * length), module);
  }

  /**
   * All that is known of how all was linked last, for `restoreLink`; null if that is nothing, or not all of it is as it was then. What code
   * relies on may be outdated by now. To be called where nothing failed since.
   */
  saveLink(): Uint8Array[] | null {
    if (this.#areNamesOther || this.#isLinkedAnew || this.#changedDecls.size > 0) return null;
    const saved = this.#readLink();
    if (saved === null && this.#changedFunctions.size > 0) return null;
    const link = saved?.link ?? this.#linker.save();
    const facts = withoutRepeated(saved === null ? this.#linkFacts : Array.from(saved.facts));
    if (link === null || !this.#holds(facts.filter(isInput), this.#linkedAt)) return null;
    const changed = new Set<number>([...Array.from(saved?.changed ?? []), ...this.#changedFunctions]);
    return [writeSavedLink(this.#linkIdentity, { facts, changed: [...changed], link })];
  }

  /** Takes over what `saveLink` gave, of the same process as the code; `read` gives it when it is asked for, null where it is not to be had. It is kept. */
  restoreLink(read: () => Uint8Array | null): void {
    this.#zcu.schedule.hearOfAll();
    this.#linkedAt = this.#zcu.schedule.clock;
    this.#savedLink = read;
    this.#changedFunctions.clear();
  }

  /** What makes all modules others; not which exports they have. */
  get #linkIdentity(): string {
    return JSON.stringify({ ...this.#linkOptions, exported: null });
  }

  /** How another process linked all; null if that is not known, or was with other options. */
  #readLink(): SavedLink | null {
    const bytes = this.#savedLink?.() ?? null;
    return bytes === null ? null : readSavedLink(bytes, this.#linkIdentity);
  }

  /** Names of functions of compiler_rt that code calls, by function. */
  get symbols(): ReadonlyMap<FuncIndex, readonly StringIndex[]> {
    return this.#symbols;
  }

  /**
   * Links what is reached from `visible`, the exports of the units reached. `compilerRt`: the functions that go by a name, where the program exports none of that name. Throws where the compiler fails:
   * then nothing is kept of the module.
   */
  link(reached: Reached, visible: readonly Export[], compilerRt: ReadonlyMap<StringIndex, Index>): LinkResult {
    const zcu = this.#zcu;
    const { pool } = zcu;
    const exports: LinkExport[] = [];
    const symbols = new Map<StringIndex, LinkTarget>();
    for (const [name, value] of compilerRt) symbols.set(name, { decl: NO_DECL, value });
    for (const { name, decl, value, isInternal } of visible) {
      const target: LinkTarget = { decl, value: decl === NO_DECL ? value : NO_INDEX };
      const { exported } = this.#linkOptions;
      if (!isInternal && (exported === null || exported.has(name))) exports.push({ name, ...target });
      symbols.set(pool.string(name), target);
    }
    this.#exports = exports;
    exports.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    // Functions are called after types and declarations, which nothing in their code tells.
    const areNamesOther = this.#areNamesOther;
    const { renamedTypes, renamedDecls } = zcu.typeNames;
    const renamed = { types: renamedTypes.slice(this.#renamedTypes), decls: renamedDecls.slice(this.#renamedDecls) };
    this.#renamedTypes = renamedTypes.length;
    this.#renamedDecls = renamedDecls.length;
    if (areNamesOther) this.#knownNames.clear();
    const tests = zcu.options.testFilters === null ? null : testFunctions(zcu, reached.tests);
    const input: LinkInput = {
      pool,
      reprs: this.#reprs,
      names: this.#nameReader,
      exports,
      options: this.#linkOptions,
      errors: [...zcu.errorNumbers.view()] as StringIndex[],
      functionCode: (func) => this.#functions.get(funcRow(pool, func)) ?? null,
      knownName: (func) => this.#knownNames.get(funcRow(pool, func)) ?? null,
      constantData: (value) => this.#constant(value),
      initialValue: (decl) => (tests !== null && decl === tests.decl ? tests.value : NO_INDEX),
      symbol: (name) => symbols.get(name) ?? null,
    };
    const linkedFor = purposeOf(input, symbols, tests);
    const isForSame =
      linkedFor.length === this.#linkedFor.length && linkedFor.every((word, i) => word === this.#linkedFor[i]);
    this.#linkedFor = linkedFor;
    const linkAll = (): LinkResult => this.#linkAll(input, renamed, areNamesOther, tests?.decl ?? NO_DECL);
    const patched = isForSame && !areNamesOther && !this.#isLinkedAnew ? this.#patch(linkAll) : null;
    if (!this.#linkOptions.isObject) return patched ?? linkAll();
    const linked = linkAll();
    const module = writeObject(this.#linker.placement!, input);
    return { ...linked, module, written: [{ start: 0, end: module.length }] };
  }

  /** Whether something is called otherwise than when the module was linked last. */
  get #areNamesOther(): boolean {
    const { renamedTypes, renamedDecls } = this.#zcu.typeNames;
    return renamedTypes.length !== this.#renamedTypes || renamedDecls.length !== this.#renamedDecls;
  }

  /** Whether the module that was linked last is no help for the next: its code is not as it is kept. */
  get #isLinkedAnew(): boolean {
    return this.#linkOptions.isSwappable || this.#linkOptions.isObject;
  }

  /** What linking comes to where all of it is as another process linked it, but for the code of functions; null where that does not follow from what is known of it. */
  #patch(linkAll: () => LinkResult): LinkResult | null {
    const known = this.#known;
    if (known === null) return null;
    const { pool } = this.#zcu;
    const functions = Array.from(this.#knownFunctions, ([func, { code }]) => ({
      func: pool.funcs.valueOf(func),
      before: code,
      now: this.#functions.get(func) ?? null,
    }));
    // As long as it may be half written.
    this.#known = null;
    const written = recodeModule(known, functions);
    if (written === null) return null;
    this.#known = known;
    for (const [func, { name }] of this.#knownFunctions) if (name !== null) this.#knownNames.set(func, name);
    this.#knownFunctions.clear();
    if (this.#savedLink === null) this.#changedFunctions.clear();
    const { bytes, length } = known.out;
    const module = bytes.subarray(0, length);
    // The rest is known of what was linked as a whole. It is asked for where a program trapped, and of tests.
    let whole: LinkResult | null = null;
    const all = (): LinkResult => (whole ??= linkAll());
    return (this.#linked = {
      module,
      written,
      // It is the module of the options that it was checked with.
      memoryEnd: 0,
      undefinedSymbols: [],
      get errors() {
        return all().errors;
      },
      testPrints: (roots) => all().testPrints(roots),
      returnOffset: (place) => all().returnOffset(place),
      functionAt: (offset) => all().functionAt(offset),
      functions: () => all().functions(),
    });
  }

  #linkAll(input: LinkInput, renamed: NameSources, areNamesOther: boolean, tests: DeclIndex): LinkResult {
    const { pool, schedule, options } = this.#zcu;
    options.onStep?.('link', () => '');
    const linker = this.#linker;
    const saved = areNamesOther ? null : this.#readLink();
    this.#savedLink = null;
    if (saved !== null) {
      this.#linkFacts = Array.from(saved.facts);
      for (const func of Array.from(saved.changed)) this.#changedFunctions.add(func as FuncIndex);
    }
    this.#linker = new Linker();
    this.#linked = null;
    this.#known = null;
    this.#knownFunctions.clear();
    const changes = {
      functions: Array.from(this.#changedFunctions, (func) => pool.funcs.valueOf(func)),
      // What the tests are is no declaration's own value.
      decls: tests === NO_DECL ? [...this.#changedDecls] : [...this.#changedDecls, tests],
      renamed,
      areTypesOther: !this.#holds(this.#linkFacts, this.#linkedAt),
    };
    if (saved !== null && !changes.areTypesOther) linker.restore(saved.link, input);
    if (changes.areTypesOther) this.#linkFacts = [];
    this.#changedFunctions.clear();
    this.#changedDecls.clear();
    const facts: number[] = [];
    this.#reprs.startAnew();
    const result = this.#reader.record(facts, () => linker.link(input, changes));
    for (const fact of facts) this.#linkFacts.push(fact);
    for (const fact of this.#nameReader.takeOthers()) this.#linkFacts.push(fact);
    if (this.#linkFacts.length > this.#linkFactsLimit) {
      this.#linkFacts = withoutRepeated(this.#linkFacts);
      this.#linkFactsLimit = 2 * this.#linkFacts.length;
    }
    this.#linkedAt = schedule.clock;
    this.#knownNames.clear();
    this.#linker = linker;
    this.#linked = result;
    return result;
  }

  /** What each of `tests` reaches in the module linked last, in their order, and the names of errors in that of their numbers; null if there is none. */
  testPrints(tests: readonly DeclIndex[]): { readonly prints: readonly TestPrint[]; readonly errors: string[] } | null {
    const list = testFunctions(this.#zcu, tests)?.decl ?? NO_DECL;
    if (this.#linked === null || list === NO_DECL) return null;
    const { pool } = this.#zcu;
    const prints = this.#linked.testPrints({
      tests,
      list,
      exports: this.#exports,
      nameOf: (decl) => qualifiedName(pool, decl),
      errorName: (name) => pool.stringBytes(name),
    });
    return { prints, errors: this.#linked.errors.map((name) => pool.text(name)) };
  }

  /** As `LinkResult.returnOffset`, of the module linked last. */
  returnOffset(place: number): number | null {
    return this.#linked?.returnOffset(place) ?? null;
  }

  /** Where everything is in the module linked last, and what it exports; null if there is none, or not all of it is known. */
  linkedProgram(): { readonly placement: Placement; readonly exports: readonly LinkExport[] } | null {
    const { placement } = this.#linker;
    return placement === null ? null : { placement, exports: this.#exports };
  }

  /** The functions of the module linked last, in the order of their code. */
  linkedFunctions(): LinkedFunction[] {
    return this.#linked?.functions() ?? [];
  }

  /** The function and statement whose code is at byte `offset` of the module linked last; null if there is no function. */
  locate(offset: number): LocatedCode | null {
    const found = this.#linked?.functionAt(offset) ?? null;
    if (found === null) return null;
    const { name, lines, offset: start } = found;
    let at = -1;
    for (let i = 0; i < lines.length && start + lines[i] <= offset; i += 3) at = i;
    if (at < 0) return { name, token: 0, chunk: NO_TRACKED };
    return { name, token: lines[at + 1], chunk: lines[at + 2] as TrackedIndex };
  }

  /**
   * How many bytes of code `func` has, or would have where none was made, which is not kept: to be asked between updates. Null where it has no body that was analysed, where code for
   * it is not supported yet, and for targets that there is no code for.
   */
  codeLength(func: FuncIndex): number | null {
    const known = this.#functions.get(func);
    if (known !== undefined) return known.code.length;
    const { airs, pool, options } = this.#zcu;
    const air = airs.get(func);
    if (air === undefined || !hasCode(options.target)) return null;
    const type = typeOf(pool, pool.funcs.valueOf(func));
    const generated = this.#reader.record([], () => generateFunction(this.#reprs, air, type));
    return 'unsupported' in generated ? null : generated.code.length;
  }

  #keep(func: FuncIndex, code: FunctionCode, symbols: readonly StringIndex[]): void {
    this.#functions.set(func, code);
    this.#changedFunctions.add(func);
    if (symbols.length > 0) this.#symbols.set(func, symbols);
    else this.#symbols.delete(func);
  }

  #calledByName({ relocs }: FunctionCode): StringIndex[] {
    const { pool } = this.#zcu;
    const symbols = new Set<StringIndex>();
    for (let i = 0; i < relocs.length; i++) {
      const kind = relocs.kind.data[i];
      const target = relocs.target.data[i]!;
      if (kind === RelocKind.symbol) symbols.add(target as StringIndex);
      else if (kind === RelocKind.func && pool.tag(target as Index) === ItemTag.extern) {
        const name = externName(pool, target as Index);
        if (compilerRtFile(pool.text(name)) !== null) symbols.add(name);
      }
    }
    return [...symbols];
  }

  /** The bytes of `value`; whoever asks relies on what they rely on. */
  #constant(value: Index): DataBlock {
    const { pool, options, schedule } = this.#zcu;
    let data = this.#data.get(value);
    if (data === undefined || !this.#holds(data.facts, data.seenAt)) {
      options.onStep?.('data', () => printType(pool, typeOf(pool, value)));
      const facts: number[] = [];
      const block = this.#reader.record(facts, () => generateData(this.#reprs, value));
      data = { block, facts, seenAt: 0 };
      this.#data.set(value, data);
    }
    data.seenAt = schedule.clock;
    for (const fact of data.facts) this.#linkFacts.push(fact);
    return data.block;
  }

  /** Whether each of `facts`, (kind, a, b), has been as it is since `seenAt`. */
  #holds(facts: readonly number[], seenAt: number): boolean {
    const { schedule } = this.#zcu;
    if (seenAt === schedule.clock) return true;
    for (let i = 0; i < facts.length; i += 3)
      if (!schedule.isUnchanged(facts[i] as DependeeKind, facts[i + 1]!, facts[i + 2]!, seenAt)) return false;
    return true;
  }
}

/** Whether a fact, (kind, a, b), is of what is given to the compilation, of which its kind is said at place `i` or before it. */
function isInput(_: number, i: number, facts: readonly number[]): boolean {
  return (facts[i - (i % 3)] as DependeeKind) < DependeeKind.declType;
}

/** Has `visit` see every row that the code of a function names, and puts what it returns in its place. */
function visitCodeRows({ relocs, lines }: FunctionCode, visit: Visit): void {
  visitRelocations(relocs, visit);
  for (let i = 0; i < lines.length; i += 3) lines[i + 2] = visit(RowKind.tracked, lines[i + 2]!);
}

/** What a module is linked for, as words: errors with numbers of their own, the tests, and what goes by a name. */
function purposeOf(
  { pool, errors, exports }: LinkInput,
  symbols: ReadonlyMap<StringIndex, LinkTarget>,
  tests: { readonly decl: DeclIndex; readonly value: Index } | null,
): Uint32Array {
  const words: number[] = [errors.length, ...errors, tests?.decl ?? NO_DECL, tests?.value ?? NO_INDEX, exports.length];
  for (const { name, decl, value } of exports) words.push(pool.string(name), decl, value);
  const named = [...symbols].sort(([a], [b]) => a - b);
  for (const [name, { decl, value }] of named) words.push(name, decl, value);
  return Uint32Array.from(words);
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
