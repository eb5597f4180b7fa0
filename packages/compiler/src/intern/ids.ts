/** Index of an item of the intern pool: a type or a value. Two are the same type or value exactly if they are equal. */
export type Index = number & { readonly __brand: 'Index' };

/** Index of an interned string. Equal exactly if the bytes are. 0 is the empty string. */
export type StringIndex = number & { readonly __brand: 'String' };

/** A declaration in one namespace: a container's member, or an instance of a generic function. */
export type DeclIndex = number & { readonly __brand: 'Decl' };

/** The names of one container type. */
export type NamespaceIndex = number & { readonly __brand: 'Namespace' };

/** A chunk of a file's ZIR that is followed across updates. */
export type TrackedIndex = number & { readonly __brand: 'Tracked' };

/** A source file. */
export type FileIndex = number & { readonly __brand: 'File' };

/** Row of the container table: what is known of a struct, union, enum or opaque beyond its identity. */
export type ContainerIndex = number & { readonly __brand: 'Container' };

/** Row of the function table: what is known of a function value beyond its identity. */
export type FuncIndex = number & { readonly __brand: 'Func' };

const NONE = 0x7fff_ffff;

/** No type or value. */
export const NO_INDEX = NONE as Index;
/** No string. */
export const NO_STRING = NONE as StringIndex;
/** The empty string. */
export const EMPTY_STRING = 0 as StringIndex;
/** No declaration. */
export const NO_DECL = NONE as DeclIndex;
/** No namespace. */
export const NO_NAMESPACE = NONE as NamespaceIndex;
/** No tracked chunk. */
export const NO_TRACKED = NONE as TrackedIndex;
/** No file. */
export const NO_FILE = NONE as FileIndex;

/** A broken promise inside the compiler, never the user's fault: a query on what is not resolved, a value of the wrong kind. */
export class InternalFault extends Error {
  override name = 'InternalFault';
}
