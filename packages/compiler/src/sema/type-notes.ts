import { ContainerFlag } from '../intern/container-table.ts';
import { containerOf, containerTracked, generatedTagOwner, isContainer } from '../intern/containers.ts';
import { funcOwnerDecl } from '../intern/functions.ts';
import { type Index, NO_INDEX, type TrackedIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { SRC_OUTER, SRC_OUTER_BIAS } from '../zir/zir.ts';
import type { Block } from './block.ts';
import type { ErrorNote } from './errors.ts';
import { newFrame } from './frame.ts';
import type { Sema } from './sema.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from './src-loc.ts';

/** The node of the container itself, as a place in its own chunk. */
export const CONTAINER_SRC = SRC_OUTER | SRC_OUTER_BIAS;

/** Whether the container type was made by an instruction: `@Type`, or a literal without a type. */
export function isReified(sema: Sema, ty: Index): boolean {
  return sema.pool.containers.has(containerOf(sema.pool, ty), ContainerFlag.reified);
}

/** The type itself, or the union that it is the generated tag of. */
function writtenType(sema: Sema, ty: Index): Index {
  const owner = generatedTagOwner(sema.pool, ty);
  return owner === NO_INDEX ? ty : owner;
}

/** Where a container type is declared or made. */
export function typeSrc(sema: Sema, ty: Index): { readonly chunk: TrackedIndex; readonly src: number } {
  const pool = sema.pool;
  const declared = writtenType(sema, ty);
  const chunk = containerTracked(pool, declared);
  if (!isReified(sema, declared)) return { chunk, src: CONTAINER_SRC };
  // Made by an instruction of the chunk: that stands in the third word of its identity.
  return { chunk, src: newFrame(sema.zcu, chunk).src[pool.word(declared, 3)] };
}

/** A part of the declaration of a container type: of its field `index`, say. */
export function typePartSrc(sema: Sema, ty: Index, part: SrcPart, index: number): { chunk: TrackedIndex; src: Src } {
  const { chunk, src } = typeSrc(sema, ty);
  return { chunk, src: isReified(sema, writtenType(sema, ty)) ? src : sub(src, part, index) };
}

function category(sema: Sema, ty: Index): string {
  switch (sema.pool.tag(ty)) {
    case ItemTag.type_struct:
      return 'struct';
    case ItemTag.type_union:
      return 'union';
    case ItemTag.type_enum:
      return 'enum';
    default:
      return 'opaque';
  }
}

/** Adds the note `struct declared here` (union, enum, opaque), if `ty` is a type that is declared somewhere. */
export function addDeclaredHere(sema: Sema, ty: Index, notes: ErrorNote[]): void {
  if (isContainer(sema.pool, ty)) notes.push({ ...typeSrc(sema, ty), message: `${category(sema, ty)} declared here` });
}

/** Adds a note at the name of field `index` of the container type `ty`. */
export function addFieldNote(sema: Sema, ty: Index, index: number, message: string, notes: ErrorNote[]): void {
  if (isContainer(sema.pool, ty))
    notes.push({ ...typePartSrc(sema, ty, SrcPart.container_field_name, index), message });
}

/** A note at the written return type of the function that is analysed. */
export function fnRetTypeNote(sema: Sema, block: Block, message: string): ErrorNote {
  const func = block.inlining === null ? sema.func : block.inlining.func;
  const chunk = func === 0 ? block.frame.chunk : sema.pool.decls.trackedOf(funcOwnerDecl(sema.pool, func));
  return { chunk, src: sub(CHUNK_NODE, SrcPart.fn_type_ret_ty), message };
}
