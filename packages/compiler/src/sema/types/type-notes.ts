import { ContainerFlag } from '../../intern/container-table.ts';
import { containerOf, containerTracked, generatedTagOwner, isContainer } from '../../intern/containers.ts';
import { isTest } from '../../intern/decl-table.ts';
import { funcOwnerDecl, isFunc } from '../../intern/functions.ts';
import { type Index, NO_INDEX, type TrackedIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { printType } from '../../intern/print-type.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { ChunkKind, SRC_OUTER, SRC_OUTER_BIAS } from '../../zir/zir.ts';
import type { Block } from '../core/block.ts';
import { readSource } from '../core/facts.ts';
import { newFrame } from '../core/frame.ts';
import type { Sema } from '../core/sema.ts';

/** The node of the container itself, as a place in its own chunk. */
const CONTAINER_SRC = SRC_OUTER | SRC_OUTER_BIAS;

/** Whether the container type was made by an instruction: a builtin such as `@Struct`, or a literal without a type. */
export function isReified(sema: Sema, ty: Index): boolean {
  return sema.pool.containers.has(containerOf(sema.pool, ty), ContainerFlag.reified);
}

/** The type itself, or the union that it is the generated tag of. */
function writtenType(sema: Sema, ty: Index): Index {
  const owner = generatedTagOwner(sema.pool, ty);
  return owner === NO_INDEX ? ty : owner;
}

/** Whether `chunk` is a file of data: what is made of it stands at its start, officially. */
function isZon({ zcu }: Sema, chunk: TrackedIndex): boolean {
  const { kind } = zcu.files.zir(zcu.tracked.fileOf(chunk)).chunks;
  return kind.data[zcu.tracked.chunkOf(chunk)] === ChunkKind.zon;
}

/** Where a container type is declared or made. In whose code an instruction makes it, the place follows from that. */
export function typeSrc(sema: Sema, ty: Index): { readonly chunk: TrackedIndex; readonly src: number } {
  const pool = sema.pool;
  const declared = writtenType(sema, ty);
  const chunk = containerTracked(pool, declared);
  if (!isReified(sema, declared) || isZon(sema, chunk)) return { chunk, src: CONTAINER_SRC };
  readSource(sema, chunk);
  return { chunk, src: newFrame(sema.zcu, chunk).src[reifiedInst(sema, declared)]! };
}

/** A part of the declaration of a container type: of its field `index`, say. */
export function typePartSrc(sema: Sema, ty: Index, part: SrcPart, index: number): { chunk: TrackedIndex; src: Src } {
  const { chunk, src } = typeSrc(sema, ty);
  const declared = writtenType(sema, ty);
  if (!isReified(sema, declared)) return { chunk, src: sub(src, part, index) };
  const frame = newFrame(sema.zcu, chunk);
  const inst = reifiedInst(sema, declared);
  const args =
    (frame.tags[inst] as Tag) === Tag.extended ? BUILTIN_ARGS[(frame.a[inst]! & 0xffff) as Extended] : undefined;
  const arg = args?.[part];
  return { chunk, src: arg === undefined ? src : sub(src, SrcPart.builtin_call_arg, arg) };
}

/** The instruction that made the reified type: that stands in the third word of its identity. */
function reifiedInst(sema: Sema, ty: Index): number {
  return sema.pool.word(ty, 3);
}

/**
 * Which argument of a builtin that makes types says what the part of a declaration would. That of an integer or tag type is officially
 * taken for the first one.
 */
const STRUCT_ARGS: Partial<Record<SrcPart, number>> = {
  [SrcPart.container_tag_type]: 0,
  [SrcPart.container_field_name]: 2,
  [SrcPart.container_field_type]: 3,
  [SrcPart.container_field_align]: 4,
  [SrcPart.container_field_value]: 4,
};
const BUILTIN_ARGS: Partial<Record<Extended, Partial<Record<SrcPart, number>>>> = {
  [Extended.reify_struct]: STRUCT_ARGS,
  [Extended.reify_union]: STRUCT_ARGS,
  [Extended.reify_enum]: {
    [SrcPart.container_tag_type]: 0,
    [SrcPart.container_field_name]: 2,
    [SrcPart.container_field_value]: 3,
  },
};

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

/** Fails with the name of `ty` in quotes between `before` and `after`, and a note where that type is declared. */
export function failWithType(sema: Sema, block: Block, src: Src, before: string, ty: Index, after = ''): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  const end = after === '' ? '' : ` ${after}`;
  return sema.fail(block, src, `${before} '${printType(sema.pool, ty)}'${end}`, notes);
}

/** Adds a note at the name of field `index` of the container type `ty`. */
export function addFieldNote(sema: Sema, ty: Index, index: number, message: string, notes: ErrorNote[]): void {
  if (isContainer(sema.pool, ty))
    notes.push({ ...typePartSrc(sema, ty, SrcPart.container_field_name, index), message });
}

/** The function that is analysed: that of an inline call, where the block is in one. */
function analysedFunc(sema: Sema, block: Block): Index {
  return block.inlining === null ? sema.func : block.inlining.func;
}

/** Whether the function that is analysed is a test, of which no return type is written. */
export function isInTest(sema: Sema, block: Block): boolean {
  const func = analysedFunc(sema, block);
  return isFunc(sema.pool, func) && isTest(sema.pool.decls.sortOf(funcOwnerDecl(sema.pool, func)));
}

/** A note at the written return type of the function that is analysed. */
export function fnRetTypeNote(sema: Sema, block: Block, message: string): ErrorNote {
  const func = analysedFunc(sema, block);
  const chunk = func === 0 ? block.frame.chunk : sema.pool.decls.trackedOf(funcOwnerDecl(sema.pool, func));
  return { chunk, src: sub(CHUNK_NODE, SrcPart.fn_type_ret_ty), message };
}
