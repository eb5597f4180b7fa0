import { Compilation } from '../compilation/compilation.ts';
import type { Depender } from '../incremental/depender.ts';
import { NO_INDEX } from '../intern/ids.ts';
import { qualifiedName } from '../intern/names.ts';
import { isType } from '../intern/types.ts';
import type { SourceFile } from '../source/source-file.ts';
import { throughAliases } from './aliases.ts';
import {
  type Calls,
  calleesOf,
  callersOf,
  type DeclaredItem,
  functionAround,
  isFunction,
  itemOf,
  memberSymbols,
} from './call-hierarchy.ts';
import { completionsAt } from './completion.ts';
import { builtinCompletions, importCompletions, memberCompletions } from './completion-lists.ts';
import { costOf } from './cost.ts';
import { cursorPlace } from './cursor.ts';
import { testTitle } from './document-symbols.ts';
import { expandType } from './expand.ts';
import { expectedType } from './expected.ts';
import { hoverOfMeaning, hoverOfSymbol, typeText, valueText } from './hover.ts';
import { inlayHintsIn } from './inlay-hints.ts';
import { calledAround, instanceUnits, instantiationsOf } from './instances.ts';
import { symbolMeaning } from './kinds.ts';
import { expressionAt, siteOfType, tokenRange, touchedName } from './lookup.ts';
import { semanticTokens } from './meant-tokens.ts';
import { type MendedText, mendedAt, mendedText } from './mend.ts';
import { nameAt } from './names.ts';
import { type FileView, Program } from './program.ts';
import type {
  CallItem,
  Completions,
  DeclarationCost,
  DeclarationItem,
  ExpressionInfo,
  Hover,
  InlayHint,
  InstanceInfo,
  Location,
  SemanticToken,
  SignatureHelp,
  TestInfo,
  TextRange,
  TextReplacement,
} from './query-types.ts';
import { RecordStore } from './record-store.ts';
import { mentionsOf } from './references.ts';
import { renamings, whyFixed } from './rename.ts';
import { PLACEHOLDER, repair } from './repair.ts';
import { signatureHelpAt } from './signature-help.ts';
import { type Site, type Sym, siteOf, symbolAt } from './symbols.ts';
import { TextMap } from './text-map.ts';

/** For the place in a generic function that is asked about: which instance of it is meant. By default the first in use. */
export interface QueryOptions {
  readonly instance?: number;
}

/**
 * What an editor asks of a program: questions about places of its sources, answered from what the last update of `compilation` found out, and what is
 * worked out anew for the answer. Nothing that an update gives is another for having been asked.
 *
 * Places are offsets in bytes of UTF-8 in the text that the compilation has of the file at `path`. A file that the compilation does not know has no answers.
 * Questions are to be asked between updates, and not while one that was stopped has not been made to the end.
 */
export class EditorQueries {
  readonly #compilation: Compilation;
  readonly #records = new RecordStore();
  /** Names of the instances that were chosen, and of the containers that they are in. */
  readonly #preferred = new Set<string>();
  /** By the text that was analysed: the text that it leads to, and how. */
  readonly #maps = new WeakMap<SourceFile, { readonly now: SourceFile; readonly map: TextMap }>();

  constructor(compilation: Compilation) {
    this.#compilation = compilation;
  }

  /** What is to be told of what stands at `offset`: null where nothing is known. */
  hover(path: string, offset: number, options: QueryOptions = {}): Hover | null {
    return this.#at(path, offset, options, ({ program, view, at, range }) => {
      const token = touchedName(view, at);
      const symbol = token < 0 ? null : symbolAt(program, view, token);
      if (symbol !== null) {
        const told = range(tokenRange(view, token));
        return told === null ? null : hoverOfSymbol(program, symbol, told);
      }
      const found = expressionAt(program, view, at);
      const told = found === null ? null : range(found.range);
      return told === null ? null : hoverOfMeaning(program, found!.meaning, told);
    });
  }

  /** Type and value of the innermost expression at `offset`. */
  typeAt(path: string, offset: number, options: QueryOptions = {}): ExpressionInfo | null {
    return this.#at(path, offset, options, ({ program, view, at, range }) => {
      const found = expressionAt(program, view, at);
      const told = found === null ? null : range(found.range);
      if (told === null) return null;
      const { meaning, node } = found!;
      const type = typeText(program, meaning.type);
      if (type === null) return null;
      const expected = typeText(program, node === 0 ? NO_INDEX : expectedType(program, view, node));
      return { range: told, type, value: valueText(program, meaning), expected };
    });
  }

  /** Where what the name at `offset` refers to is defined, through imports and names of the same thing. */
  definition(path: string, offset: number, options: QueryOptions = {}): Location[] {
    return this.#symbolLocation(path, offset, options, (program, symbol) => throughAliases(program, symbol));
  }

  /** The declaration that the name at `offset` refers to, such as the `const` that names an import. */
  declaration(path: string, offset: number, options: QueryOptions = {}): Location[] {
    return this.#symbolLocation(path, offset, options, (_, symbol) => symbol);
  }

  /** Where the type of the expression at `offset` is declared. */
  typeDefinition(path: string, offset: number, options: QueryOptions = {}): Location[] {
    const found = this.#at(path, offset, options, ({ program, view, at }) => {
      const token = touchedName(view, at);
      const symbol = token < 0 ? null : symbolAt(program, view, token);
      const meaning = symbol === null ? null : symbolMeaning(program, symbol);
      const found = meaning ?? expressionAt(program, view, at)?.meaning ?? null;
      return found === null ? [] : this.#told(program, siteOfType(program, found));
    });
    return found ?? [];
  }

  /** Calls that make the instances of the generic function at `offset`; else as `definition`. */
  implementation(path: string, offset: number): Location[] {
    const found = this.#ofSymbol(path, offset, (program, symbol) => {
      const target = throughAliases(program, symbol);
      const places = instantiationsOf(program, target);
      return places.length > 0 ? this.#places(program, places) : this.#told(program, siteOf(program, target));
    });
    return found ?? [];
  }

  /** All places that refer to what the name at `offset` refers to, in files of the program; by path and place. */
  references(path: string, offset: number, options: { readonly includeDeclaration?: boolean } = {}): Location[] {
    const { includeDeclaration = true } = options;
    const found = this.#ofSymbol(path, offset, (program, symbol) =>
      mentionsOf(program, symbol)
        .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
        .flatMap((mention) => this.#told(program, mention)),
    );
    return found ?? [];
  }

  /** The name at `offset`, if it can be renamed. */
  prepareRename(path: string, offset: number): (TextRange & { readonly name: string }) | null {
    return this.#at(path, offset, {}, ({ program, view, at, range }) => {
      const token = touchedName(view, at);
      const symbol = token < 0 ? null : symbolAt(program, view, token);
      if (symbol === null || whyFixed(program, symbol) !== null) return null;
      const told = range(tokenRange(view, token));
      return told === null ? null : { ...told, name: nameAt(view.tree, token) };
    });
  }

  /** What renames what the name at `offset` refers to; as a sentence, why that cannot be; null where there is no name that is known. */
  rename(path: string, offset: number, name: string): TextReplacement[] | string | null {
    return this.#ofSymbol(path, offset, (program, symbol) => {
      const renamed = renamings(program, symbol, name);
      if (typeof renamed === 'string') return renamed;
      return renamed.flatMap(({ mention, text }) => this.#told(program, mention).map((place) => ({ ...place, text })));
    });
  }

  /**
   * What may stand at `offset`. The text around may have errors. `tell` may be given the same before: when it is known, and what was looked at for it is still to be put back, which takes about as long.
   * It is to ask nothing.
   */
  completion(path: string, offset: number, tell?: (found: Completions) => void): Completions {
    const source = this.#sourceAt(path);
    const none = { range: { start: offset, end: offset }, items: [] };
    if (source === null || offset > source.bytes.length) return none;
    const place = cursorPlace(source, offset);
    if (place.kind === 'text') return none;
    const { start, end } = place;
    const range = { start, end };
    if (place.kind === 'builtin') return { range, items: builtinCompletions() };
    if (place.kind === 'embed') return { ...none, range, quoted: 'embed' };
    if (place.kind === 'member') return { range, items: memberCompletions(place.first) };
    if (place.kind === 'import') {
      const items = this.#inspect(null, {}, (program) => importCompletions(program, path));
      return { range, items: items ?? [], quoted: 'import' };
    }
    const found = this.#withName(path, start, end, (program, view, token) => {
      const completions = { range, items: completionsAt(program, view, token) };
      tell?.(completions);
      return completions;
    });
    return found ?? { range, items: [] };
  }

  /** The function whose call `offset` stands in. The text around may have errors. */
  signatureHelp(path: string, offset: number): SignatureHelp | null {
    return this.#withName(path, offset, offset, signatureHelpAt);
  }

  /** Hints that start in `range`, by place. */
  inlayHints(path: string, range: TextRange): InlayHint[] {
    const found = this.#inFile(path, (program, view, map) => {
      const [start, end] = [map.toAnalysed(range.start), map.toAnalysed(range.end)];
      if (start === null || end === null) return [];
      return inlayHintsIn(program, view, { start, end }).flatMap((hint) => {
        const offset = map.toNow(hint.offset);
        return offset === null ? [] : [{ ...hint, offset }];
      });
    });
    return found ?? [];
  }

  /** What each identifier that starts in `range` refers to, by place; those of which nothing is known are left out. */
  semanticKinds(path: string, range: TextRange): SemanticToken[] {
    return this.#inFile(path, (program, view, map) => semanticTokens(program, view, map, range)) ?? [];
  }

  /** The instances in use of the generic function around `offset`, first that which is meant; empty where the function is not generic. */
  instances(path: string, offset: number): InstanceInfo[] {
    const found = this.#at(path, offset, {}, ({ program, view, at }) => {
      const units = instanceUnits(program, view, at);
      return units.map((unit) => ({ id: unit, name: program.unitName(unit) }));
    });
    return found ?? [];
  }

  /**
   * Has questions about places in the generic function around `offset` mean the instance called `name` from here on, as long as it is in use, and those about other functions of its container mean
   * the same container; null for the first by name. Returns whether there is such an instance.
   */
  chooseInstance(path: string, offset: number, name: string | null): boolean {
    const found = this.#at(path, offset, {}, ({ program, view, at }) => {
      const units = instanceUnits(program, view, at);
      const chosen = units.find((unit) => program.unitName(unit) === name);
      if (chosen === undefined && name !== null) return false;
      for (const unit of units) for (const other of program.namesAround(unit)) this.#preferred.delete(other);
      if (chosen !== undefined) for (const own of program.namesAround(chosen)) this.#preferred.add(own);
      return units.length > 0;
    });
    return found ?? false;
  }

  /** The function that the name at `offset` refers to, or that is around it. */
  prepareCallHierarchy(path: string, offset: number): DeclarationItem | null {
    return this.#ofFunction(path, offset, (program, symbol) => this.#item(program, itemOf(program, symbol)));
  }

  /** Who calls the function that is declared at `offset`. */
  incomingCalls(path: string, offset: number): CallItem[] {
    return this.#ofFunction(path, offset, (program, symbol) => this.#calls(program, callersOf(program, symbol))) ?? [];
  }

  /** What the function that is declared at `offset` calls. */
  outgoingCalls(path: string, offset: number): CallItem[] {
    return this.#ofFunction(path, offset, (program, symbol) => this.#calls(program, calleesOf(program, symbol))) ?? [];
  }

  /** The type that the expression at `offset` is, with all that is known of it, as Zig; null where it is no type. */
  expandAtCompileTime(path: string, offset: number, options: QueryOptions = {}): string | null {
    return this.#at(path, offset, options, ({ program, view, at }) => {
      const token = touchedName(view, at);
      const symbol = token < 0 ? null : symbolAt(program, view, token);
      const named = symbol === null ? null : symbolMeaning(program, symbol);
      for (const meaning of [
        named,
        calledAround(program, view, at),
        expressionAt(program, view, at)?.meaning ?? null,
      ]) {
        const value = meaning?.value ?? NO_INDEX;
        if (value !== NO_INDEX && isType(program.pool, value)) return expandType(program, value);
      }
      return null;
    });
  }

  /** What the declaration that the name at `offset` refers to costs. */
  cost(path: string, offset: number): DeclarationCost | null {
    return this.#ofSymbol(path, offset, (program, symbol) => costOf(program, throughAliases(program, symbol)));
  }

  /** The tests of a program of tests, but for those whose place is not known. */
  tests(): TestInfo[] {
    const found = this.#inspect(null, {}, (program) =>
      program.tests.flatMap((decl): TestInfo[] => {
        const place = program.nodeOf(program.pool.decls.trackedOf(decl));
        if (place === null) return [];
        const { view, node } = place;
        const { token, text } = testTitle(view.tree, node);
        const name = qualifiedName(program.pool, decl);
        return this.#told(program, { view, token }).map((location) => ({ name, title: text, location }));
      }),
    );
    return found ?? [];
  }

  /** Of all declarations of the program's own files whose name has `query` in it, by name. */
  workspaceSymbols(query: string): DeclarationItem[] {
    const found = this.#inspect(null, {}, (program) =>
      memberSymbols(program, query).flatMap((symbol) => this.#item(program, itemOf(program, symbol)) ?? []),
    );
    return found ?? [];
  }

  /** Whether the file at `path` names what nothing declares, so that each question about it begins with a change of its text, which takes longer than most answers. */
  isMended(path: string): boolean {
    return this.#mended(path) !== null;
  }

  /** Faults of the compiler since this was asked last, with stack traces: questions that they ended had no answer. */
  takeFaults(): string[] {
    return Compilation.sessionOf(this.#compilation).takeQuestionFaults();
  }

  #sourceAt(path: string): SourceFile | null {
    return Compilation.sessionOf(this.#compilation).sourceAt(path);
  }

  /** What `ask` gives of what is known, with the file at `path` mended where names in it are not declared. */
  #inspect<T>(path: string | null, options: QueryOptions, ask: (program: Program) => T | null): T | null {
    const session = Compilation.sessionOf(this.#compilation);
    const instance = (options.instance ?? null) as Depender | null;
    const mended = path === null ? null : this.#mended(path);
    if (mended === null)
      return session.inspect((known) => ask(new Program(known, this.#records, this.#preferred, instance)));
    const added = { path: path!, start: mended.start, end: mended.end };
    return Compilation.withText(this.#compilation, added.path, mended.bytes, (known) =>
      ask(new Program(known, this.#records, this.#preferred, instance, added)),
    );
  }

  #mended(path: string): MendedText | null {
    return Compilation.sessionOf(this.#compilation).inspect((known) => {
      const program = new Program(known, this.#records, this.#preferred);
      const view = program.viewAt(path);
      // Where the text does not parse, what is known is of another.
      const isNow = view !== null && program.files.source(view.file) === program.files.sourceAt(path);
      return isNow ? mendedText(view) : null;
    });
  }

  /** What `ask` gives of the text of a file with a name in the place of bytes `start` to `end`, whose token it is given. */
  #withName<T>(
    path: string,
    start: number,
    end: number,
    ask: (program: Program, view: FileView, token: number) => T | null,
  ): T | null {
    const source = this.#sourceAt(path);
    if (source === null) return null;
    const repaired = repair(source.bytes, start, end, PLACEHOLDER);
    if (repaired === null) return null;
    const { bytes, start: from, end: to } = mendedAt(path, repaired.tree, repaired.at);
    return Compilation.withText(this.#compilation, path, bytes, (known) => {
      const program = new Program(known, this.#records, this.#preferred, null, { path, start: from, end: to });
      const view = program.viewAt(path);
      if (view === null) return null;
      const token = view.index.tokenAt(repaired.at);
      program.focus(view, view.index.nodeAt(token));
      return ask(program, view, token);
    });
  }

  /** What `ask` gives of what is at `offset`, in what was analysed last of the file; null where there is nothing there. */
  #at<T>(path: string, offset: number, options: QueryOptions, ask: (place: Place) => T | null): T | null {
    return this.#inspect(path, options, (program) => {
      const view = program.viewAt(path);
      if (view === null) return null;
      const map = this.#mapOf(program, view);
      const at = map.toAnalysed(offset);
      const range = ({ start, end }: TextRange): TextRange | null => {
        const [from, to] = [map.toNow(start), map.toNow(end)];
        return from === null || to === null ? null : { start: from, end: to };
      };
      if (at === null) return null;
      program.focus(view, view.index.nodeAt(view.index.tokenAt(at)));
      return ask({ program, view, at, range });
    });
  }

  /** What `ask` gives of the file at `path` as it was analysed last; null where there is none. */
  #inFile<T>(path: string, ask: (program: Program, view: FileView, map: TextMap) => T): T | null {
    return this.#inspect(path, {}, (program) => {
      const view = program.viewAt(path);
      return view === null ? null : ask(program, view, this.#mapOf(program, view));
    });
  }

  /** What `ask` gives of what the name at `offset` stands for; null where there is no such name. */
  #ofSymbol<T>(path: string, offset: number, ask: (program: Program, symbol: Sym) => T | null): T | null {
    return this.#at(path, offset, {}, ({ program, view, at }) => {
      const token = touchedName(view, at);
      const symbol = token < 0 ? null : symbolAt(program, view, token);
      return symbol === null ? null : ask(program, symbol);
    });
  }

  /** The same of the function that the name is of, or that is around `offset`. */
  #ofFunction<T>(path: string, offset: number, ask: (program: Program, symbol: Sym) => T | null): T | null {
    return this.#at(path, offset, {}, ({ program, view, at }) => {
      const token = touchedName(view, at);
      const named = token < 0 ? null : symbolAt(program, view, token);
      const target = named === null ? null : throughAliases(program, named);
      if (target !== null && isFunction(target)) return ask(program, target);
      const around = functionAround(program, view, view.index.nodeAt(view.index.tokenAt(at)));
      return around === null ? null : ask(program, around);
    });
  }

  #item(program: Program, item: DeclaredItem | null): DeclarationItem | null {
    if (item === null) return null;
    const map = this.#mapOf(program, item.view);
    const now = ({ start, end }: TextRange): TextRange | null => {
      const [from, to] = [map.toNow(start), map.toNow(end)];
      return from === null || to === null ? null : { start: from, end: to };
    };
    const [range, nameRange] = [now(item.range), now(item.nameRange)];
    if (range === null || nameRange === null) return null;
    return { name: item.name, kind: item.kind, location: { path: item.view.path, ...range }, nameRange };
  }

  #calls(program: Program, calls: readonly Calls[]): CallItem[] {
    return calls.flatMap(({ item, view, places }) => {
      const told = this.#item(program, item);
      const found = this.#places(
        program,
        places.map((range) => ({ view, range })),
      );
      return told === null ? [] : [{ item: told, calls: found.map(({ start, end }) => ({ start, end })) }];
    });
  }

  /** Places of what was analysed in the texts as they are now. */
  #places(program: Program, places: readonly { readonly view: FileView; readonly range: TextRange }[]): Location[] {
    return places.flatMap(({ view, range }) => {
      const map = this.#mapOf(program, view);
      const [start, end] = [map.toNow(range.start), map.toNow(range.end)];
      return start === null || end === null ? [] : [{ path: view.path, start, end }];
    });
  }

  #mapOf({ files }: Program, view: FileView): TextMap {
    const analysed = files.source(view.file);
    const now = files.sourceAt(view.path) ?? analysed;
    const known = this.#maps.get(analysed);
    if (known?.now === now) return known.map;
    const map = new TextMap(analysed, now);
    this.#maps.set(analysed, { now, map });
    return map;
  }

  #symbolLocation(
    path: string,
    offset: number,
    options: QueryOptions,
    follow: (program: Program, symbol: Sym) => Sym,
  ): Location[] {
    const found = this.#at(path, offset, options, ({ program, view, at }) => {
      const token = touchedName(view, at);
      const symbol = token < 0 ? null : symbolAt(program, view, token);
      return symbol === null ? [] : this.#told(program, siteOf(program, follow(program, symbol)));
    });
    return found ?? [];
  }

  /** A place in the text as it is now. */
  #told(program: Program, site: Site | null): Location[] {
    if (site === null) return [];
    const { view, token } = site;
    const map = this.#mapOf(program, view);
    const { start, end } = token === 0 ? { start: 0, end: 0 } : tokenRange(view, token);
    const [from, to] = [map.toNow(start), map.toNow(end)];
    return from === null || to === null ? [] : [{ path: view.path, start: from, end: to }];
  }
}

/** A place that is asked about. */
interface Place {
  readonly program: Program;
  readonly view: FileView;
  /** In the text that was analysed last. */
  readonly at: number;
  /** A part of that text in the text as it is now; null where it is gone. */
  readonly range: (range: TextRange) => TextRange | null;
}
