import type { AirRef } from '../../air/air.ts';
import { ContainerFlag, Layout } from '../../intern/container-table.ts';
import {
  type Capture,
  CaptureKind,
  type ContainerTag,
  capture,
  containerCapture,
  containerNamespace,
  containerOf,
  declaredContainer,
  setContainerFields,
} from '../../intern/containers.ts';
import { EMPTY_STRING, type Index, NO_INDEX, type StringIndex, type TrackedIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { childType, errorSetType, TypeKind, tupleType, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { scanNamespace } from '../../query/namespace.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import type { NameStrategy } from '../../zir/block.ts';
import { EnumSmall, OpaqueSmall, StructSmall, UnionKind, UnionSmall } from '../../zir/container-small.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { instRef, REF_NONE, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import type { ChunkIndex } from '../../zir/zir.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import { addTypeReference } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { hasRuntimeSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { lookupIdentifier } from '../memory/decl-refs.ts';
import { createTypeName } from '../types/type-names.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import { pointerDeref } from '../values/comptime-ptr.ts';
import { resolveConstValue, resolveValue } from '../values/operands.ts';

/** Child number `ordinal` of the chunk of `block`, as a chunk that is followed across updates. */
export function childChunk(sema: Sema, block: Block, ordinal: number): TrackedIndex {
  const zcu = sema.zcu;
  const file = zcu.tracked.fileOf(block.frame.chunk);
  const zir = zcu.files.zir(file);
  const start = zir.chunks.childrenStart.data[zcu.tracked.chunkOf(block.frame.chunk)];
  return zcu.tracked.track(file, zir.children.data[start + ordinal] as ChunkIndex);
}

/** What the container of instruction `inst` takes from around it; the capture words start at `at` of `extra`, their names after them. */
function captures(sema: Sema, block: Block, src: Src, at: number, len: number): Capture[] {
  const pool = sema.pool;
  const { extra } = block.frame;
  const result: Capture[] = [];
  for (let i = 0; i < len; i++) {
    const word = extra[at + i];
    const data = word >>> 3;
    switch (word & 7) {
      case 0:
        result.push(containerCapture(pool, pool.namespaces.ownerOf(block.namespace), data));
        break;
      case 1:
        result.push(captureValue(sema, block, src, data as ZirIndex, extra[at + len + i]));
        break;
      case 2:
        result.push(captureLoad(sema, block, src, data as ZirIndex, extra[at + len + i]));
        break;
      case 3:
        result.push(captureDecl(sema, block, src, CaptureKind.decl_val, data));
        break;
      default:
        result.push(captureDecl(sema, block, src, CaptureKind.decl_ref, data));
    }
  }
  return result;
}

function captureDecl(sema: Sema, block: Block, src: Src, kind: CaptureKind, name: number): Capture {
  return capture(kind, lookupIdentifier(sema, block, src, frameString(sema.pool, block.frame, name)));
}

function captureValue(sema: Sema, block: Block, src: Src, inst: ZirIndex, name: number): Capture {
  const ref = resolveInst(block, instRef(inst));
  const value = resolveValue(sema, ref);
  if (value === NO_INDEX) return capture(CaptureKind.runtime_type, sema.typeOf(ref));
  checkCapture(sema, block, src, value, name);
  return capture(CaptureKind.comptime_value, value);
}

/** A captured value, which is called `name`, must not lead to a comptime variable. */
function checkCapture(sema: Sema, block: Block, src: Src, value: Index, name: number): void {
  const text = sema.pool.text(frameString(sema.pool, block.frame, name));
  checkComptimeVarReference(sema, block, src, value, 'captured value', text);
}

/** A captured local that stands in memory: its value is captured, not its address. */
function captureLoad(sema: Sema, block: Block, src: Src, inst: ZirIndex, name: number): Capture {
  const ptr = resolveInst(block, instRef(inst));
  const ptrTy = sema.typeOf(ptr);
  const ptrValue = resolveValue(sema, ptr);
  const value = ptrValue === NO_INDEX ? NO_INDEX : pointerDeref(sema, block, src, ptrValue, ptrTy);
  if (value === NO_INDEX) return capture(CaptureKind.runtime_type, childType(sema.pool, ptrTy));
  checkCapture(sema, block, src, value, name);
  return capture(CaptureKind.comptime_value, value);
}

/**
 * Gives the container type `ty`, which instruction `inst` stands for, its name and its namespace if it is new, and records that
 * it is referred to.
 */
export function nameContainer(
  sema: Sema,
  block: Block,
  inst: ZirIndex,
  ty: Index,
  strategy: NameStrategy,
  prefix: string,
  hasMembers: boolean,
): void {
  const pool = sema.pool;
  const container = containerOf(pool, ty);
  const isNew = pool.containers.nameOf(container) === EMPTY_STRING;
  const { zcu } = sema;
  const name = createTypeName(sema, block, strategy, prefix, inst);
  if (isNew) {
    zcu.changesUnderWay++;
    pool.containers.name.data[container] = name;
    const file = pool.namespaces.fileOf(block.namespace);
    const namespace = containerNamespace(pool, ty, block.namespace, file);
    if (hasMembers) scanNamespace(sema.zcu, namespace);
    zcu.changesUnderWay--;
  } else if (pool.containers.nameOf(container) !== name) {
    if (zcu.namedTypes.has(ty)) zcu.contestedTypes.add(ty);
    else zcu.isRenamed = true;
  }
  zcu.namedTypes.add(ty);
  addTypeReference(sema, block, block.frame.src[inst]!, ty, true);
}

/** What an instruction that declares a container makes. */
const KINDS: Partial<
  Record<Extended, { readonly tag: ContainerTag; readonly prefix: string; readonly shift: number }>
> = {
  [Extended.struct_decl]: { tag: ItemTag.type_struct, prefix: 'struct', shift: StructSmall.name_strategy_shift },
  [Extended.enum_decl]: { tag: ItemTag.type_enum, prefix: 'enum', shift: EnumSmall.name_strategy_shift },
  [Extended.union_decl]: { tag: ItemTag.type_union, prefix: 'union', shift: UnionSmall.name_strategy_shift },
  [Extended.opaque_decl]: { tag: ItemTag.type_opaque, prefix: 'opaque', shift: OpaqueSmall.name_strategy_shift },
};

function zirContainerDecl(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const { tag, prefix, shift } = KINDS[(frame.a[inst]! & 0xffff) as Extended]!;
  const small = frame.a[inst]! >>> 16;
  const payload = frame.b[inst]!;
  const src = frame.src[inst]!;
  const chunk = childChunk(sema, block, frame.extra[payload]!);
  const capturesLen = frame.extra[payload + 1]!;
  const taken = captures(sema, block, src, payload + 2, capturesLen);
  const ty = declaredContainer(sema.pool, tag, chunk, taken);
  const container = containerOf(sema.pool, ty);
  const { containers } = sema.pool;
  switch (tag) {
    case ItemTag.type_struct:
      containers.layout.data[container] = (small >>> StructSmall.layout_shift) & 3;
      break;
    case ItemTag.type_union: {
      const { layout, isTagged } = unionForm((small >>> UnionSmall.kind_shift) & 7);
      containers.layout.data[container] = layout;
      setUnionTag(sema, block, ty, layout, isTagged);
      break;
    }
    case ItemTag.type_opaque:
      if (containers.nameOf(container) === EMPTY_STRING) setContainerFields(sema.pool, ty, Layout.auto, NO_INDEX, []);
  }
  nameContainer(sema, block, inst, ty, ((small >>> shift) & 3) as NameStrategy, prefix, true);
  return ty as number as AirRef;
}

function unionForm(kind: UnionKind): { readonly layout: Layout; readonly isTagged: boolean } {
  switch (kind) {
    case UnionKind.auto:
      return { layout: Layout.auto, isTagged: false };
    case UnionKind.tagged_explicit:
    case UnionKind.tagged_enum:
    case UnionKind.tagged_enum_explicit:
      return { layout: Layout.auto, isTagged: true };
    case UnionKind.extern:
      return { layout: Layout.extern, isTagged: false };
    case UnionKind.packed:
    case UnionKind.packed_explicit:
      return { layout: Layout.packed, isTagged: false };
  }
}

/**
 * Sets whether values of the union type `ty` that is made in `block` carry a tag: a written one, or one for safety checks. To be called before
 * the type has its name. Whether there are safety checks is no part of what the type is, and its layout does not depend on the unit that
 * makes it: where it has changed, the session starts over.
 */
export function setUnionTag(sema: Sema, block: Block, ty: Index, layout: Layout, isTagged: boolean): void {
  const { containers } = sema.pool;
  const container = containerOf(sema.pool, ty);
  const safety = !isTagged && layout === Layout.auto && hasRuntimeSafety(sema, block);
  if (containers.nameOf(container) === EMPTY_STRING) {
    containers.setFlag(container, ContainerFlag.tagged, isTagged);
    containers.setFlag(container, ContainerFlag.safetyTagged, safety);
  } else if (!sema.zcu.namedTypes.has(ty) && containers.has(container, ContainerFlag.safetyTagged) !== safety)
    sema.zcu.isRenamed = true;
}

function zirTupleDecl(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const len = frame.a[inst] >>> 16;
  const payload = frame.b[inst];
  const types: Index[] = [];
  const values: Index[] = [];
  for (let i = 0; i < len; i++) {
    const src = sub(frame.src[inst]!, SrcPart.tuple_field_type, i);
    const ty = resolveType(sema, block, src, frame.extra[payload + 2 * i] as ZirRef);
    checkTupleField(sema, block, src, ty);
    const initRef = frame.extra[payload + 2 * i + 1] as ZirRef;
    let value = NO_INDEX;
    if (initRef !== REF_NONE) {
      const initSrc = sub(frame.src[inst]!, SrcPart.tuple_field_init, i);
      const coerced = coerce(sema, block, ty, resolveInst(block, initRef), initSrc);
      value = resolveConstValue(sema, block, initSrc, coerced, 'tuple field default value must be comptime-known');
      checkComptimeVarReference(sema, block, initSrc, value, 'field default value', String(i));
    }
    types.push(ty);
    values.push(value);
  }
  return tupleType(pool, types, values) as number as AirRef;
}

/** Fails if a tuple cannot have a field of type `ty`. */
export function checkTupleField(sema: Sema, block: Block, src: Src, ty: Index): void {
  const kind = typeKind(sema.pool, ty);
  const notes: ErrorNote[] = [];
  if (kind === TypeKind.opaque) {
    addDeclaredHere(sema, ty, notes);
    const message = 'opaque types have unknown size and therefore cannot be directly embedded in tuples';
    sema.fail(block, src, message, notes);
  }
  if (kind === TypeKind.noreturn) sema.fail(block, src, `tuple fields cannot be 'noreturn'`);
}

function zirErrorSetDecl(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst];
  const len = frame.extra[payload];
  const names: StringIndex[] = [];
  for (let i = 0; i < len; i++) names.push(frameString(sema.pool, frame, frame.extra[payload + 1 + i]));
  return errorSetType(sema.pool, names) as number as AirRef;
}

export const containerHandlers: Handlers = {
  [Tag.error_set_decl]: zirErrorSetDecl,
  extended: {
    [Extended.struct_decl]: zirContainerDecl,
    [Extended.enum_decl]: zirContainerDecl,
    [Extended.union_decl]: zirContainerDecl,
    [Extended.opaque_decl]: zirContainerDecl,
    [Extended.tuple_decl]: zirTupleDecl,
  },
};
