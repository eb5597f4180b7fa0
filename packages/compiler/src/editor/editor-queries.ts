import { Compilation } from '../compilation/compilation.ts';
import type { Depender } from '../incremental/depender.ts';
import { NO_INDEX } from '../intern/ids.ts';
import type { SourceFile } from '../source/source-file.ts';
import { throughAliases } from './aliases.ts';
import { completionsAt } from './completion.ts';
import { builtinCompletions, importCompletions } from './completion-lists.ts';
import { cursorPlace } from './cursor.ts';
import { expectedType } from './expected.ts';
import { hoverOfMeaning, hoverOfSymbol, typeText, valueText } from './hover.ts';
import { symbolMeaning } from './kinds.ts';
import { expressionAt, siteOfType, tokenRange, touchedName } from './lookup.ts';
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
  TextRange,
  TextReplacement,
} from './query-types.ts';
import { RecordStore } from './record-store.ts';
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
  implementation(_path: string, _offset: number): Location[] {
    return [];
  }

  /** All places that refer to what the name at `offset` refers to, in files of the program; by path and place. */
  references(_path: string, _offset: number, _options: { readonly includeDeclaration?: boolean } = {}): Location[] {
    return [];
  }

  /** The name at `offset`, if it can be renamed. */
  prepareRename(_path: string, _offset: number): (TextRange & { readonly name: string }) | null {
    return null;
  }

  /** What renames what the name at `offset` refers to; or, as a sentence, why that cannot be. */
  rename(_path: string, _offset: number, _name: string): TextReplacement[] | string {
    return [];
  }

  /** What may stand at `offset`. The text around may have errors. */
  completion(path: string, offset: number): Completions {
    const source = this.#sourceAt(path);
    const none = { range: { start: offset, end: offset }, items: [] };
    if (source === null || offset > source.bytes.length) return none;
    const place = cursorPlace(source, offset);
    if (place.kind === 'text') return none;
    const { start, end } = place;
    const range = { start, end };
    if (place.kind === 'builtin') return { range, items: builtinCompletions() };
    if (place.kind === 'import') {
      const items = this.#inspect((program) => importCompletions(program, path));
      return { range, items: items ?? [] };
    }
    const items = this.#withName(path, start, end, (program, view, token) => completionsAt(program, view, token));
    return { range, items: items ?? [] };
  }

  /** The function whose call `offset` stands in. The text around may have errors. */
  signatureHelp(path: string, offset: number): SignatureHelp | null {
    return this.#withName(path, offset, offset, signatureHelpAt);
  }

  /** Hints that start in `range`, by place. */
  inlayHints(_path: string, _range: TextRange): InlayHint[] {
    return [];
  }

  /** What each identifier of the file refers to, by place; those of which nothing is known are left out. */
  semanticKinds(_path: string): SemanticToken[] {
    return [];
  }

  /** The instances in use of the generic function around `offset`, the first first; empty where the function is not generic. */
  instances(_path: string, _offset: number): InstanceInfo[] {
    return [];
  }

  /** The function that the name at `offset` refers to, or that is around it. */
  prepareCallHierarchy(_path: string, _offset: number): DeclarationItem | null {
    return null;
  }

  /** Who calls the function that is declared at `offset`. */
  incomingCalls(_path: string, _offset: number): CallItem[] {
    return [];
  }

  /** What the function that is declared at `offset` calls. */
  outgoingCalls(_path: string, _offset: number): CallItem[] {
    return [];
  }

  /** The type that the expression at `offset` is, with all that is known of it, as Zig; null where it is no type. */
  expandAtCompileTime(_path: string, _offset: number, _options: QueryOptions = {}): string | null {
    return null;
  }

  /** What the declaration that the name at `offset` refers to costs. */
  cost(_path: string, _offset: number): DeclarationCost | null {
    return null;
  }

  /** Of all declarations of the program's own files whose name has `query` in it, by name. */
  workspaceSymbols(_query: string): DeclarationItem[] {
    void this.#compilation;
    return [];
  }

  #sourceAt(path: string): SourceFile | null {
    return Compilation.sessionOf(this.#compilation).sourceAt(path);
  }

  #inspect<T>(ask: (program: Program) => T | null, options: QueryOptions = {}): T | null {
    const session = Compilation.sessionOf(this.#compilation);
    const instance = (options.instance ?? null) as Depender | null;
    return session.inspect((known) => ask(new Program(known, this.#records, instance)));
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
    return Compilation.withText(this.#compilation, path, repaired.bytes, (known) => {
      const program = new Program(known, this.#records);
      const view = program.viewAt(path);
      return view === null ? null : ask(program, view, view.index.tokenAt(repaired.at));
    });
  }

  /** What `ask` gives of what is at `offset`, in what was analysed last of the file; null where there is nothing there. */
  #at<T>(path: string, offset: number, options: QueryOptions, ask: (place: Place) => T | null): T | null {
    return this.#inspect((program) => {
      const view = program.viewAt(path);
      if (view === null) return null;
      const map = this.#mapOf(program, view);
      const at = map.toAnalysed(offset);
      const range = ({ start, end }: TextRange): TextRange | null => {
        const [from, to] = [map.toNow(start), map.toNow(end)];
        return from === null || to === null ? null : { start: from, end: to };
      };
      return at === null ? null : ask({ program, view, at, range });
    }, options);
  }

  #mapOf({ files }: Program, view: FileView): TextMap {
    const analysed = files.source(view.file);
    return new TextMap(analysed, files.sourceAt(view.path) ?? analysed);
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
