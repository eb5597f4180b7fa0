import type { AirRef } from '../air/air.ts';
import { ContainerFlag, ContainerStatus, Layout } from '../intern/container-table.ts';
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
} from '../intern/containers.ts';
import { EMPTY_STRING, type Index, NO_INDEX, type StringIndex, type TrackedIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { childType, errorSetType, TypeKind, tupleType, typeKind } from '../intern/types.ts';
import type { NameStrategy } from '../zir/block.ts';
import { Extended, Tag } from '../zir/inst.ts';
import { instRef, REF_NONE, type ZirIndex, type ZirRef } from '../zir/ref.ts';
import { type ChunkIndex, ChunkKind } from '../zir/zir.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { canMutateComptimeVar, checkComptimeVarReference, pointerDeref } from './comptime-ptr.ts';
import { lookupIdentifier } from './decl-refs.ts';
import type { ErrorNote } from './errors.ts';
import { addTypeReference, requireWholeType } from './facts.ts';
import type { ExtendedHandlers, Handlers } from './handlers.ts';
import { scanNamespace } from './namespace.ts';
import { resolveConstValue, resolveType, resolveValue } from './operands.ts';
import { wantSafety } from './safety.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { frameString } from './strings.ts';
import { createTypeName } from './type-names.ts';
import { addDeclaredHere, CONTAINER_SRC } from './type-notes.ts';

/** Where bits stand in the `small` of the container instructions, as in the official ones. */
const NAME_STRATEGY_SHIFT: Partial<Record<Extended, number>> = {
  [Extended.struct_decl]: 6,
  [Extended.enum_decl]: 5,
  [Extended.union_decl]: 5,
  [Extended.opaque_decl]: 2,
};

const LAYOUT_SHIFT: Partial<Record<Extended, number>> = {
  [Extended.struct_decl]: 8,
  [Extended.union_decl]: 7,
};

/** Child number `ordinal` of the chunk of `block`, as a chunk that is followed across updates. */
export function childChunk(sema: Sema, block: Block, ordinal: number): TrackedIndex {
  const zcu = sema.zcu;
  const file = zcu.tracked.fileOf(block.frame.chunk);
  const zir = zcu.files.zir(file);
  const start = zir.chunks.childrenStart.data[zcu.tracked.chunkOf(block.frame.chunk)];
  return zcu.tracked.track(file, zir.children.data[start + ordinal] as ChunkIndex);
}

/** What the container of instruction `inst` takes from around it; the capture words start at `at` of `extra`. */
function captures(sema: Sema, block: Block, src: Src, at: number, len: number): Capture[] {
  const pool = sema.pool;
  const { extra, src: srcs } = block.frame;
  const result: Capture[] = [];
  for (let i = 0; i < len; i++) {
    const word = extra[at + i];
    const data = word >>> 3;
    switch (word & 7) {
      case 0:
        result.push(containerCapture(pool, pool.namespaces.ownerOf(block.namespace), data));
        break;
      case 1:
        result.push(captureValue(sema, block, srcs[data], resolveInst(block, instRef(data as ZirIndex))));
        break;
      case 2:
        result.push(captureLoad(sema, block, srcs[data], resolveInst(block, instRef(data as ZirIndex))));
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

function captureValue(sema: Sema, block: Block, src: Src, ref: AirRef): Capture {
  const value = resolveValue(sema, ref);
  if (value === NO_INDEX) return capture(CaptureKind.runtime_type, sema.typeOf(ref));
  checkComptimeVarReference(sema, block, src, value, 'type capture');
  return capture(CaptureKind.comptime_value, value);
}

/** A captured local that stands in memory: its value is captured, not its address. */
function captureLoad(sema: Sema, block: Block, src: Src, ptr: AirRef): Capture {
  const ptrTy = sema.typeOf(ptr);
  const ptrValue = resolveValue(sema, ptr);
  const value = ptrValue === NO_INDEX ? NO_INDEX : pointerDeref(sema, block, src, ptrValue, ptrTy);
  if (value === NO_INDEX) return capture(CaptureKind.runtime_type, childType(sema.pool, ptrTy));
  if (canMutateComptimeVar(sema, value)) checkComptimeVarReference(sema, block, src, value, 'type capture');
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
  if (!sema.zcu.namedTypes.has(ty)) {
    sema.zcu.namedTypes.add(ty);
    const name = createTypeName(sema, block, strategy, prefix, inst);
    if (isNew) pool.containers.name.data[container] = name;
    else if (pool.containers.nameOf(container) !== name) sema.zcu.isRenamed = true;
  }
  if (isNew) {
    const file = pool.namespaces.fileOf(block.namespace);
    const namespace = containerNamespace(pool, ty, block.namespace, file);
    if (hasMembers) scanNamespace(sema.zcu, namespace);
  }
  addTypeReference(sema, block, block.frame.src[inst], ty);
  requireWholeType(sema, block, block.frame.src[inst], ty);
}

function zirContainerDecl(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const opcode = (frame.a[inst] & 0xffff) as Extended;
  const small = frame.a[inst] >>> 16;
  const payload = frame.b[inst];
  const src = frame.src[inst];
  const chunk = childChunk(sema, block, frame.extra[payload]);
  const capturesLen = frame.extra[payload + 1];
  const taken = captures(sema, block, src, payload + 2, capturesLen);
  const strategy = ((small >>> (NAME_STRATEGY_SHIFT[opcode] as number)) & 3) as NameStrategy;
  let tag: ContainerTag = ItemTag.type_struct;
  let prefix = 'struct';
  switch (opcode) {
    case Extended.enum_decl:
      tag = ItemTag.type_enum;
      prefix = 'enum';
      break;
    case Extended.union_decl:
      tag = ItemTag.type_union;
      prefix = 'union';
      break;
    case Extended.opaque_decl:
      tag = ItemTag.type_opaque;
      prefix = 'opaque';
  }
  const ty = declaredContainer(sema.pool, tag, chunk, taken);
  const container = containerOf(sema.pool, ty);
  const containers = sema.pool.containers;
  const layoutShift = LAYOUT_SHIFT[opcode];
  if (layoutShift !== undefined) containers.layout.data[container] = (small >>> layoutShift) & 3;
  if (containers.nameOf(container) === EMPTY_STRING) {
    if (tag === ItemTag.type_union) setUnionTagKind(sema, block, ty, small);
    if (tag === ItemTag.type_opaque) {
      setContainerFields(sema.pool, ty, Layout.auto, NO_INDEX, []);
      containers.status.data[container] = ContainerStatus.layout;
    }
  }
  nameContainer(sema, block, inst, ty, strategy, prefix, true);
  return ty as number as AirRef;
}

/** Bits of `small` of `union_decl`. */
const UNION_HAS_TAG_TYPE = 1;
const UNION_AUTO_ENUM_TAG = 1 << 9;

/** Whether values of the union carry a tag at run time: a written one, or one for safety checks. */
function setUnionTagKind(sema: Sema, block: Block, ty: Index, small: number): void {
  const pool = sema.pool;
  const tagged = (small & (UNION_HAS_TAG_TYPE | UNION_AUTO_ENUM_TAG)) !== 0;
  const safety =
    !tagged && pool.containers.layout.data[containerOf(pool, ty)] === Layout.auto && wantSafety(sema, block);
  pool.containers.setFlag(containerOf(pool, ty), ContainerFlag.tagged, tagged);
  pool.containers.setFlag(containerOf(pool, ty), ContainerFlag.safetyTagged, safety);
}

/** The declaration that the code of `block` is of: the official compiler places all errors in tuple types there. */
function declarationSrc(sema: Sema, block: Block): Src {
  const { tracked, files } = sema.zcu;
  const chunk = block.frame.chunk;
  const kind = files.zir(tracked.fileOf(chunk)).chunks.kind.data[tracked.chunkOf(chunk)];
  return kind === ChunkKind.declaration ? 0 : CONTAINER_SRC;
}

function zirTupleDecl(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const len = frame.a[inst] >>> 16;
  const payload = frame.b[inst];
  const src = declarationSrc(sema, block);
  const types: Index[] = [];
  const values: Index[] = [];
  for (let i = 0; i < len; i++) {
    const ty = resolveType(sema, block, src, frame.extra[payload + 2 * i] as ZirRef);
    checkTupleField(sema, block, src, ty);
    const initRef = frame.extra[payload + 2 * i + 1] as ZirRef;
    let value = NO_INDEX;
    if (initRef !== REF_NONE) {
      const coerced = coerce(sema, block, ty, resolveInst(block, initRef), src);
      const reason = 'tuple field default value must be comptime-known';
      value = resolveConstValue(sema, block, src, coerced, reason);
      checkComptimeVarReference(sema, block, src, value, 'field default value');
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
};

export const containerExtended: ExtendedHandlers = {
  [Extended.struct_decl]: zirContainerDecl,
  [Extended.enum_decl]: zirContainerDecl,
  [Extended.union_decl]: zirContainerDecl,
  [Extended.opaque_decl]: zirContainerDecl,
  [Extended.tuple_decl]: zirTupleDecl,
};
