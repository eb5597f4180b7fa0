import type { AirRef } from '../../air/air.ts';
import { ContainerFlag, Layout } from '../../intern/container-table.ts';
import {
  type Capture,
  CaptureKind,
  type ContainerTag,
  capture,
  containerCapture,
  containerOf,
  declaredContainer,
} from '../../intern/containers.ts';
import { type Index, NO_INDEX, NO_NAMESPACE, type StringIndex, type TrackedIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { childType, errorSetType, TypeKind, tupleType, typeKind } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
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
 * Says what the container type `ty`, which instruction `inst` stands for, is called, and whether it is a union that carries a tag for safety checks
 * only; gives it its namespace if it is new; and records that it is referred to.
 */
export function nameContainer(
  sema: Sema,
  block: Block,
  inst: ZirIndex,
  ty: Index,
  strategy: NameStrategy,
  prefix: string,
  hasMembers: boolean,
  isSafetyTagged = false,
): void {
  const pool = sema.pool;
  const container = containerOf(pool, ty);
  const isNew = pool.containers.namespaceOf(container) === NO_NAMESPACE;
  const name = createTypeName(sema, block, strategy, prefix, inst);
  const making = { container, name, isSafetyTagged };
  const { zcu } = sema;
  zcu.typeNames.made(making);
  if (isNew) {
    zcu.addNamespace(ty, block.namespace, hasMembers);
  }
  addTypeReference(sema, block, block.frame.src[inst]!, ty, making);
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
  let layout = Layout.auto;
  let isTagged = false;
  if (tag === ItemTag.type_struct) layout = (small >>> StructSmall.layout_shift) & 3;
  if (tag === ItemTag.type_union) ({ layout, isTagged } = unionForm((small >>> UnionSmall.kind_shift) & 7));
  const ty = declaredContainer(sema.pool, tag, chunk, taken, layout, isTagged ? ContainerFlag.tagged : 0);
  const isSafetyTagged = tag === ItemTag.type_union && !isTagged && hasSafetyTag(sema, block, layout);
  nameContainer(sema, block, inst, ty, ((small >>> shift) & 3) as NameStrategy, prefix, true, isSafetyTagged);
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
 * Whether values of an untagged union that is made in `block` carry a tag for safety checks. What the union is does not follow from that: who
 * makes it says so.
 */
export function hasSafetyTag(sema: Sema, block: Block, layout: Layout): boolean {
  return layout === Layout.auto && hasRuntimeSafety(sema, block);
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
