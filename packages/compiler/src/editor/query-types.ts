/* What queries are answered with. All offsets are bytes of UTF-8 in a file as the compilation has it. */

/** A part of a file. */
export interface Location {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A part of the file that was asked about. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What a name stands for. */
export type SymbolKind =
  | 'namespace'
  | 'struct'
  | 'union'
  | 'enum'
  | 'opaque'
  | 'errorSet'
  | 'type'
  | 'typeFunction'
  | 'function'
  | 'method'
  | 'builtin'
  | 'variable'
  | 'constant'
  | 'parameter'
  | 'capture'
  | 'field'
  | 'enumMember'
  | 'error'
  | 'label'
  | 'test'
  | 'keyword'
  | 'file'
  | 'module';

/** What an expression means. */
export interface ExpressionInfo {
  /** Of the expression. */
  readonly range: TextRange;
  /** As messages print it. */
  readonly type: string;
  /** As messages print it; null where it is known at run time only, or is a type without end. */
  readonly value: string | null;
  /** The type that is expected where the expression stands; null where any will do. */
  readonly expected: string | null;
}

/** Where a value of a type, or a field, is in memory. */
export interface LayoutInfo {
  /** In bytes; null where the type has no size at run time. */
  readonly size: number | null;
  /** In bytes. */
  readonly alignment: number | null;
  /** In bits; of integers and packed types. */
  readonly bits: number | null;
  /** Of a field: bytes from the start of what it is in; null in packed types. */
  readonly offset: number | null;
  /** Of a field of a packed type: bits from its start. */
  readonly bitOffset: number | null;
}

/** What is told of a place. */
export interface Hover {
  /** What it is told of: a name or an expression. */
  readonly range: TextRange;
  readonly kind: SymbolKind | 'expression';
  /** As it would stand in Zig, such as `fn add(a: u32, b: u32) u32` or `const x: u32`. */
  readonly signature: string;
  /** Text of the doc comments, without their slashes; empty where there is none. */
  readonly documentation: string;
  /** Null where it is not known. */
  readonly type: string | null;
  readonly value: string | null;
  readonly layout: LayoutInfo | null;
  /** Names in the error set that it is, or may come to; null where it is none. */
  readonly errors: readonly string[] | null;
}

/** One instance of a generic function. */
export interface InstanceInfo {
  /** To be given to queries. Holds until the next update. */
  readonly id: number;
  /** Its name with the arguments known at compile time, as in `main.List(u32).append`. */
  readonly name: string;
}

/** What is proposed for the place where the cursor stands. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: SymbolKind;
  /** Its type or signature. */
  readonly detail: string;
  readonly documentation: string;
  /** Proposals are shown in the order of these texts. */
  readonly sortText: string;
  /** What is put in the place of `Completions.range`. */
  readonly insertText: string;
  readonly isDeprecated: boolean;
}

export interface Completions {
  /** What is replaced: the part of a name before and behind the cursor. */
  readonly range: TextRange;
  readonly items: readonly CompletionItem[];
  /** Where `range` is what the quotes of an `@import` or `@embedFile` hold: there paths of files may stand too that are not known here. */
  readonly quoted?: 'import' | 'embed';
}

/** A function as it is called where the cursor stands. */
export interface SignatureHelp {
  /** Such as `fn add(a: u32, b: u32) u32`. */
  readonly label: string;
  readonly documentation: string;
  /** Parts of `label`, in characters of UTF-16. */
  readonly parameters: readonly { readonly start: number; readonly end: number }[];
  /** The one that the cursor is in; may be behind the last. */
  readonly activeParameter: number;
}

export interface InlayHint {
  readonly offset: number;
  /** Such as `: u32`, `a:`, `error{A,B}`, ` = 5`. */
  readonly label: string;
  readonly kind: 'type' | 'parameter' | 'errorSet' | 'value';
}

/** What an identifier refers to. */
export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly kind: SymbolKind;
  readonly isDeclaration: boolean;
  /** It cannot be assigned to. */
  readonly isConstant: boolean;
  /** It is declared in the library. */
  readonly isLibrary: boolean;
}

/** Texts to be put in the places of others: those of a rename. */
export interface TextReplacement extends Location {
  readonly text: string;
}

/** A declaration that others may refer to. */
export interface DeclarationItem {
  readonly name: string;
  readonly kind: SymbolKind;
  /** All of the declaration, and its name. */
  readonly location: Location;
  readonly nameRange: TextRange;
}

/** A caller or callee, with the places of the calls. */
export interface CallItem {
  readonly item: DeclarationItem;
  /** In the file of the caller. */
  readonly calls: readonly TextRange[];
}

/** A test of a program of tests. */
export interface TestInfo {
  /** As in `PlannedTest`. */
  readonly name: string;
  /** What the text calls it, as in `DocumentSymbol`. */
  readonly title: string;
  /** Of the name. */
  readonly location: Location;
}

/** What a declaration takes. */
export interface DeclarationCost {
  /** Instances of a generic function, or of functions in a declaration. */
  readonly instances: number;
  /** Backward branches at compile time of its analysis. */
  readonly branches: number;
  /** Bytes of code of its functions; null where no code is made. */
  readonly codeBytes: number | null;
}
