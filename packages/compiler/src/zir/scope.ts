import type { GenZir } from './block.ts';
import type { NameId } from './names.ts';
import type { ZirRef } from './ref.ts';

/** Tells the members of `Scope` apart. */
export enum ScopeKind {
  gen_zir,
  local_val,
  local_ptr,
  defer_normal,
  defer_error,
  namespace,
  top,
}

/** What an identifier names, in the words of messages. */
export type IdCat = 'function parameter' | 'local constant' | 'local variable' | 'switch tag capture' | 'capture';

/** A link of the chain of what surrounds an expression, innermost first. */
export type Scope = GenZir | LocalVal | LocalPtr | Defer | Namespace | Top;

/** Whether a parameter of the function at hand has been referred to: a type that does is generic. */
export interface ParamUsage {
  any: boolean;
}

/** A constant or capture whose instruction is its value. */
export class LocalVal {
  readonly kind = ScopeKind.local_val;
  /** Token of the first use; 0 if there is none. */
  used = 0;
  /** Token of the discard `_ = x`; 0 if there is none. */
  discarded = 0;
  /** Number of the parameter that it is; -1 if it is none. */
  paramIndex = -1;
  /** Of a parameter: where to note that it is referred to. */
  usage: ParamUsage | null = null;

  constructor(
    readonly parent: Scope,
    public inst: ZirRef,
    readonly token: number,
    readonly name: NameId,
    readonly idCat: IdCat,
  ) {}
}

/** A constant or variable whose instruction is a pointer to it. */
export class LocalPtr {
  readonly kind = ScopeKind.local_ptr;
  used = 0;
  discarded = 0;
  /** Whether it is stored to or has its address taken after its initialization: a `var` that never is should be `const`. */
  usedAsLvalue = false;

  constructor(
    readonly parent: Scope,
    public ptr: ZirRef,
    readonly token: number,
    readonly name: NameId,
    readonly idCat: IdCat,
    /** Whether its value may be compile-time known; decided in Sema. If not, a closure cannot capture it. */
    readonly maybeComptime: boolean,
  ) {}
}

/** A `defer` or `errdefer` that is run where control leaves its block. */
export class Defer {
  constructor(
    readonly kind: ScopeKind.defer_normal | ScopeKind.defer_error,
    readonly parent: Scope,
    /** Where its body stands in the chunk's `extra`. */
    readonly index: number,
    readonly len: number,
    /** Instruction that stands for the captured error, or -1. */
    readonly remappedErrCode: number,
    /** Place of the statement. */
    readonly src: number,
  ) {}
}

/** The names of a container's declarations, to the nodes that declare them. */
export interface DeclNames {
  get(name: NameId): number | undefined;
  set(name: NameId, node: number): unknown;
}

/** A container: names of its declarations, and what its content captures of the surroundings. */
export class Namespace {
  readonly kind = ScopeKind.namespace;
  /** Captures (`capture()`), each to its index. */
  readonly captures = new Map<number, number>();
  /** What each of them is called, a string of the chunk around the container; of those of a container around it 0. */
  readonly captureNames: number[] = [];

  constructor(
    readonly parent: Scope,
    /** Node of the container; 0 for a file. */
    readonly node: number,
    /** Whether it stands in a function, so that each instance of the function has its own. */
    readonly maybeGeneric: boolean,
    /** The block that the container stands in; null for a file. */
    readonly declaringGz: GenZir | null,
    readonly decls: DeclNames = new Map<NameId, number>(),
  ) {}
}

/** What surrounds a file's root container: nothing. */
export class Top {
  readonly kind = ScopeKind.top;
  readonly parent = null;
}

/** How a container gets a captured value. The number of a capture is `tag | data << 3`. */
export enum CaptureTag {
  /** data: index of a capture of the enclosing container. */
  nested,
  /** data: instruction, in the chunk that the container stands in. */
  instruction,
  /** data: instruction of an alloc, whose content is captured. */
  instruction_load,
  /** data: offset of a declaration's name in the bytes of the chunk that the container stands in. */
  decl_val,
  decl_ref,
}

/** The number that stands for a capture in the payload of a container. */
export function capture(tag: CaptureTag, data: number): number {
  return ((data << 3) | tag) >>> 0;
}
