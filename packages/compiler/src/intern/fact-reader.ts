import type { ContainerIndex, DeclIndex, FuncIndex, NamespaceIndex, StringIndex, TrackedIndex } from './ids.ts';

/**
 * Who reads what can change, such as a unit of analysis. Is told of each fact before it is given: to read is to depend. Of a fact that was
 * told already since `serial` became what it is, it need not be told again.
 */
export interface FactReader {
  /** Not 0; another number whenever what was told until then is to be told again. */
  readonly serial: number;
  /** The content of a chunk. */
  source(tracked: TrackedIndex): void;
  /** Fields, tag values, size, alignment, offsets and class of a container. Returns false where that is the reader's own result. */
  layout(container: ContainerIndex): boolean;
  /** Whether the reader relies on the layout of a container already, and not as its own result. */
  knowsLayout(container: ContainerIndex): boolean;
  /** Default values of the fields of a struct. */
  defaults(container: ContainerIndex): void;
  /** What a container is called. */
  typeName(container: ContainerIndex): void;
  /** Whether values of a union that is not tagged carry a tag for safety checks. */
  safetyTag(container: ContainerIndex): void;
  /** Type, alignment, section and address space of a declaration. */
  declType(decl: DeclIndex): void;
  /** Value of a declaration. */
  declValue(decl: DeclIndex): void;
  /** What a declaration is called in its container, if it is numbered. */
  ordinal(decl: DeclIndex): void;
  /** All names of a container, in their order. */
  names(namespace: NamespaceIndex): void;
  /** Which declaration a container has under a name, if any. */
  name(namespace: NamespaceIndex, name: StringIndex): void;
  /** The error set that the body of a function was found to give. */
  inferredErrors(func: FuncIndex): void;
  /** How many branches callers let an instance of a generic function take. */
  branchQuota(func: FuncIndex): void;
}
