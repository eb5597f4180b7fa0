import type { Compilation } from '../compilation/compilation.ts';
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

  constructor(compilation: Compilation) {
    this.#compilation = compilation;
  }

  /** What is to be told of what stands at `offset`: null where nothing is known. */
  hover(_path: string, _offset: number, _options: QueryOptions = {}): Hover | null {
    return null;
  }

  /** Type and value of the innermost expression at `offset`. */
  typeAt(_path: string, _offset: number, _options: QueryOptions = {}): ExpressionInfo | null {
    return null;
  }

  /** Where what the name at `offset` refers to is defined, through imports and names of the same thing. */
  definition(_path: string, _offset: number, _options: QueryOptions = {}): Location[] {
    return [];
  }

  /** The declaration that the name at `offset` refers to, such as the `const` that names an import. */
  declaration(_path: string, _offset: number, _options: QueryOptions = {}): Location[] {
    return [];
  }

  /** Where the type of the expression at `offset` is declared. */
  typeDefinition(_path: string, _offset: number, _options: QueryOptions = {}): Location[] {
    return [];
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
  completion(_path: string, offset: number): Completions {
    return { range: { start: offset, end: offset }, items: [] };
  }

  /** The function whose call `offset` stands in. The text around may have errors. */
  signatureHelp(_path: string, _offset: number): SignatureHelp | null {
    return null;
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
}
