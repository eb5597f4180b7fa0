import { maxLoweredNesting } from '../syntax/nesting.ts';
import type { Tree } from '../syntax/tree.ts';
import type { GenZir } from './block.ts';
import { ChunkBuilder } from './chunk-builder.ts';
import { identifierName } from './identifier-name.ts';
import { type NameId, NameTable } from './names.ts';
import { Numbering, numberingOf } from './numbering.ts';
import { REF_NONE, type ZirRef } from './ref.ts';
import { annotateResultLocations } from './rl-annotate.ts';
import { newZir } from './serialize.ts';
import { type ChunkIndex, type ChunkKind, NO_CHUNK, type Zir } from './zir.ts';

/** An error or note at a node (`node` >= 0) or a token of the tree that is being lowered. */
export interface Failure {
  readonly node: number;
  readonly token: number;
  readonly byteOffset: number;
  readonly message: string;
  readonly notes: readonly Failure[];
}

/** Builders that are not in use: their columns have grown to what declarations need. */
const builders: ChunkBuilder[] = [];

/** Thrown to leave a declaration that cannot be lowered. The error that explains it has been recorded. */
export const LOWERING_FAILED = new Error('lowering failed');

/** What the lowering of one tree shares: the tree, names, errors, builders, and what is known of the current function. */
export class Lowering {
  readonly names = new NameTable();
  readonly failures: Failure[] = [];
  readonly numbering: Numbering;
  /** Per node: 1 if it gives its operands a result pointer where it has the choice. */
  readonly needsResultLocation: Uint8Array;
  /** Topmost block of the current function; null outside of functions. */
  fnBlock: GenZir | null = null;
  fnVarArgs = false;
  /** How deeply the expression that is being lowered is nested in others. */
  depth = 0;
  /** How deeply it may be. */
  readonly maxDepth = maxLoweredNesting();
  /** Whether a function is around: containers in it may be generic and capture what they refer to. */
  withinFn = false;
  /** Return type of the current function: a well-known constant or a `ret_type` instruction. */
  fnRetTy: ZirRef = REF_NONE;
  /** What has been lowered. */
  readonly zir: Zir;
  /** Per range of the tree: its chunk, or NO_CHUNK. */
  readonly rowOfRange: Uint32Array;

  constructor(readonly tree: Tree) {
    this.zir = newZir(tree.nodeTags.length);
    // A tree with syntax errors is not lowered: only their places are told, here and in messages.
    const isLowered = tree.errors.length === 0;
    this.numbering = isLowered ? new Numbering(tree) : numberingOf(tree);
    this.needsResultLocation = isLowered ? annotateResultLocations(tree) : new Uint8Array(0);
    const nodeCount = tree.nodeTags.length;
    for (const column of [this.zir.tags, this.zir.a, this.zir.b, this.zir.src, this.zir.extra])
      column.reserve(nodeCount);
    this.rowOfRange = new Uint32Array(tree.ranges.kinds.length).fill(NO_CHUNK);
  }

  /** An empty builder; give it back with `releaseBuilder`. */
  acquireBuilder(kind: ChunkKind, row: ChunkIndex, range: number): ChunkBuilder {
    const builder = builders.pop() ?? new ChunkBuilder();
    builder.reset(kind, row, range);
    return builder;
  }

  releaseBuilder(builder: ChunkBuilder): void {
    builders.push(builder);
  }

  /** The name that an identifier token stands for, `@"..."` decoded. Fails on a malformed one. */
  identName(token: number): NameId {
    return identifierName(this, token);
  }

  /** Offset of the identifier's text in the bytes of the chunk of `gz`. */
  identString(gz: GenZir, token: number): number {
    return gz.chunk.string(this.names, this.identName(token));
  }

  /** Records an error at a node. */
  errorNode(node: number, message: string, notes: readonly Failure[] = []): void {
    this.failures.push({ node, token: 0, byteOffset: -1, message, notes });
  }

  /** Records an error at a token, or `byteOffset` bytes behind its start. */
  errorToken(token: number, message: string, notes: readonly Failure[] = [], byteOffset = 0): void {
    this.failures.push({ node: -1, token, byteOffset, message, notes });
  }

  /** Records an error at a node and leaves the declaration. */
  failNode(node: number, message: string, notes: readonly Failure[] = []): never {
    this.errorNode(node, message, notes);
    throw LOWERING_FAILED;
  }

  /** Records an error at a token and leaves the declaration. */
  failToken(token: number, message: string, notes: readonly Failure[] = [], byteOffset = 0): never {
    this.errorToken(token, message, notes, byteOffset);
    throw LOWERING_FAILED;
  }
}

/** A note at a node. */
export function noteNode(node: number, message: string): Failure {
  return { node, token: 0, byteOffset: -1, message, notes: [] };
}

/** A note at a token. */
export function noteToken(token: number, message: string, byteOffset = 0): Failure {
  return { node: -1, token, byteOffset, message, notes: [] };
}
