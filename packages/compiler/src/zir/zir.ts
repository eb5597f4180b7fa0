import type { U8Column, U32Column } from '../util/column.ts';

/**
 * ZIR of one file, as a tree of **chunks**.
 *
 * A chunk is what can change as one: a declaration, the field list of a container, the body of a function. Everything in it
 * is numbered from zero and relative to it: instructions, `extra`, strings, places. So a chunk's content is a function of its
 * own tokens (and of the names around it), not of where in the file it stands, and two chunks mean the same if their
 * content is the same, byte for byte.
 *
 * Chunk 0 is the field list of the file's root struct. The children of a chunk, in order:
 * - container: first its member declarations in source order (`declsLen` of them), then the containers that stand in its
 *   fields' types, alignments, values and defaults, in the order of lowering;
 * - declaration: containers and the function body that stand in it, in the order of lowering;
 * - body: containers that stand in it, in the order of lowering.
 * An instruction names a child of its chunk by that ordinal.
 *
 * **Places** (`src` column). A place is an own-node number: the node's index in the file's tree less the first node of the
 * chunk's range, less the nodes of the ranges of its children that stand before it. With `SRC_TOKEN` set it is an own-token
 * number: the token's index less the chunk's first token, less the tokens of children before it, doc comments not counted.
 * `places.ts` translates back, with the file's current tree.
 */
export interface Zir {
  /** Instruction columns, all chunks one after the other; a chunk's part is `instStart`, `instLen`. */
  readonly tags: U8Column;
  readonly a: U32Column;
  readonly b: U32Column;
  readonly src: U32Column;
  /** Payloads and bodies (lists of instruction indices), all chunks one after the other. */
  readonly extra: U32Column;
  /** Text, all chunks one after the other. Offset 0 of each chunk holds a 0 byte: the empty string. */
  readonly bytes: U8Column;
  readonly chunks: ChunkTable;
  /** Child chunk indices; a chunk's part is `childrenStart`, `childrenLen`. */
  readonly children: U32Column;
  /** Errors found by parsing and lowering. Where there are some, what could be lowered was. */
  readonly errors: readonly LoweringError[];
  /** Nothing could be lowered: the text has a syntax error, or an error stands in the fields or names of the file's own struct. */
  readonly loweringFailed: boolean;
}

/** Index in `zir.extra` of the header of a chunk. */
export function chunkHeader(zir: Zir, chunk: ChunkIndex): number {
  const start = zir.chunks.extraStart.data[chunk];
  return start + zir.extra.data[start];
}

/** Row of `ChunkTable`. Rows are stable: a chunk that an edit leaves, or matches with its new text, keeps its row. */
export type ChunkIndex = number & { readonly __brand: 'Chunk' };

/** No chunk. */
export const NO_CHUNK = 0x7fff_ffff as ChunkIndex;

/** A place that is a token. */
export const SRC_TOKEN = 0x4000_0000;

/**
 * A place in the chunk around. A node: its own-node number there less that of this chunk's node (the `fn_decl` of a body, the container
 * of a field list) plus `SRC_OUTER_BIAS`, so `SRC_OUTER | SRC_OUTER_BIAS` is the chunk's node itself. A token: the same with own-token
 * numbers and the main token of the chunk's node.
 */
export const SRC_OUTER = 0x2000_0000;
export const SRC_OUTER_BIAS = 0x1000_0000;

export enum ChunkKind {
  /** Fields of a struct, union, enum or opaque; members are children. */
  container,
  /** `fn`, `const`, `var`, `test`, `comptime`. */
  declaration,
  /** Body of a function or test. */
  body,
  /** Row not in use. */
  free,
  /** The value of a file of data, in chunk 0: see `zon-node.ts`. */
  zon,
}

export enum DeclKind {
  const,
  var,
  fn,
  comptime,
  /** `test {}` */
  unnamed_test,
  /** `test "name" {}` */
  named_test,
  /** `test name {}` */
  decltest,
}

/** Bits of `ChunkTable.flags` of a declaration. */
export enum DeclFlag {
  pub = 1,
  export = 2,
  extern = 4,
  threadlocal = 8,
}

export interface ChunkTable {
  readonly kind: U8Column;
  readonly parent: U32Column;
  readonly childrenStart: U32Column;
  readonly childrenLen: U32Column;
  /** Container: how many of its children, from the first, are member declarations. */
  readonly declsLen: U32Column;
  readonly instStart: U32Column;
  readonly instLen: U32Column;
  readonly extraStart: U32Column;
  readonly extraLen: U32Column;
  readonly bytesStart: U32Column;
  readonly bytesLen: U32Column;
  /** Hash of the chunk's content: instructions, places, extra, bytes, kind, flags, name. Children are not part of it. */
  readonly hashLow: U32Column;
  readonly hashHigh: U32Column;
  /** Declaration: `DeclKind`. */
  readonly declKind: U8Column;
  /** Declaration: bits of `DeclFlag`. */
  readonly flags: U8Column;
  /** Declaration: offset in the chunk's bytes of its name (test: the test's name), 0 if it has none. */
  readonly name: U32Column;
  /** Where the chunk stands in the file now. Not content: an edit elsewhere moves these and changes nothing else. */
  readonly firstToken: U32Column;
  readonly endToken: U32Column;
  readonly firstNode: U32Column;
  readonly endNode: U32Column;
}

/** An error of the tokenizer, the parser or lowering, placed in its chunk so that it moves with it. */
export interface LoweringError {
  readonly chunk: ChunkIndex;
  /** Place in the chunk: own node, or own token with `SRC_TOKEN`. */
  readonly src: number;
  /**
   * Bytes past the start of the token that `src` names. Beyond that token, or negative, for a doc comment: it has no number of its own and
   * is placed by another token. Without meaning where `src` is a node.
   */
  readonly byteOffset: number;
  readonly message: string;
  readonly notes: readonly LoweringError[];
}

/*
 * Content of the chunks: word 0 of a chunk's `extra` is the index (in the chunk's `extra`) of its header, which stands behind the payloads
 * of its instructions and has behind it what it counts:
 *
 * declaration: [libName, typeBodyLen, alignBodyLen, linksectionBodyLen, addrspaceBodyLen, valueBodyLen], the five bodies in that order.
 *   `libName` is a string (0: none). A body ends with `break_inline` whose `blockInst` is DECL_BLOCK. An `extern` declaration other than a
 *   function has no value body; a function never has a type body. Where there is a type body, instruction 0 of the chunk
 *   (`Extended.value_placeholder`) stands for the declared type in the value body (officially the `declaration` instruction does).
 *   A function's value body has its param instructions and ends in `func`, `func_inferred` or `func_fancy`, whose payload has the child
 *   ordinal of the body chunk (NO_CHILD for a prototype or extern function) in the place of `body_len` and the body, and DECL_BLOCK as
 *   `param_block`; source places and hashes are left out. (Officially parameters and `func` of an extern function are in a `block_inline`
 *   of its type body.)
 *   A declaration that could not be lowered has `Extended.astgen_error` as its value, and no break.
 * body: [paramsLen, bodyLen], the body. Instructions 0 .. paramsLen-1 are `fn_arg`, one per parameter (`_` and `anytype` included, `...`
 *   not), and in no body.
 * container: [ContainerKind, small, fieldsLen, argBodyLen], then what follows officially, without doc comments:
 *   struct: field names, type body lengths, align body lengths if `any_field_aligns`, default body lengths if `any_field_defaults`, comptime
 *     bits (one per field, 32 a word) if `any_comptime_fields`; the backing integer's body; the bodies of each field: type, align, default.
 *   enum: field names, value body lengths if `any_field_values`; the tag type's body; the value bodies.
 *   union: field names, type body lengths, align body lengths if `any_field_aligns`, value body lengths if `any_field_values`; the body of
 *     the argument; the bodies of each field: type, align, value.
 *   opaque: nothing.
 *   A body that a field does not have has length 0. `small` is that of the instruction. Every body ends with `break_inline` to DECL_BLOCK.
 *   Instruction 0 (`Extended.value_placeholder`) stands for what the container's own instruction stands for officially in its bodies: the
 *   type of the field in a default value, the tag's integer type in a tag value.
 *
 * Extended.struct_decl and its like, in the chunk that the container stands in: operand is a payload
 *   { child ordinal, capturesLen, captures (as official: tag in bits 0..2, data in bits 3..31) ... }; the names of captures are left out.
 *   `small` is the official bits of the kind at their official places (see `container.ts`), the has_*_len bits 0. A file's root is a
 *   container chunk that no instruction names. `tuple_decl` has no chunk: its payload is { type, init } per field.
 * `closure_get` in a member refers to the captures of the container that the member stands in. Decl chunks, container chunks
 * and body chunks see the captures of their nearest enclosing container. Instructions of an enclosing chunk are never
 * referred to, except a function's parameters, through `fn_arg`.
 * The body of a `defer` ends with break_inline of void_value to DECL_BLOCK.
 */

/** `blockInst` of the `break_inline` that ends a body of a declaration or container chunk. */
export const DECL_BLOCK = 0x7fff_fffe;

/** In a `func` payload: the function has no body. */
export const NO_CHILD = 0x7fff_ffff;

export enum ContainerKind {
  struct,
  enum,
  union,
  opaque,
}
