import type { AirRef } from '../../air/air.ts';
import { containerOf, containerTracked } from '../../intern/containers.ts';
import { type Index, InternalFault, type StringIndex, type TrackedIndex } from '../../intern/ids.ts';
import { Val } from '../../intern/known.ts';
import type { Src } from '../../query/src.ts';
import type { ComptimeReason } from '../../zir/comptime-reason.ts';
import { EnumSmall, StructSmall, UnionSmall } from '../../zir/container-small.ts';
import { ContainerKind, DECL_BLOCK } from '../../zir/zir.ts';
import { Block, UNMAPPED } from './block.ts';
import { resolveInlineBody } from './body.ts';
import { readSource } from './facts.ts';
import { newFrame } from './frame.ts';
import { leaves, type Sema } from './sema.ts';
import { frameString } from './strings.ts';

/** Words before the field names in `extra` of a container chunk: kind, small, fieldsLen, argBodyLen. */
const HEADER = 4;

/** The instruction of a container's chunk that stands for the type that an expression in it is to have. */
const TYPE_INST = 0;

/** A body in `extra` of its chunk; one that is not there has no length. */
export interface Body {
  readonly start: number;
  readonly len: number;
}

const NO_BODY: Body = { start: 0, len: 0 };

/** A field as its container's chunk has it. */
export interface FieldCode {
  readonly name: StringIndex;
  readonly isComptime: boolean;
  /** Struct, union. */
  readonly type: Body;
  readonly align: Body;
  /** Struct: default or comptime value. Enum, union: tag value. */
  readonly value: Body;
}

/** A container's chunk, ready to be evaluated. */
export interface ContainerCode {
  /** At compile time, in the namespace of the container. */
  readonly block: Block;
  readonly small: number;
  /** Struct: the backing integer type. Enum, union: the tag type; packed union: the backing integer type. */
  readonly arg: Body;
  readonly fields: readonly FieldCode[];
}

/** The chunk of the declared struct, enum or union type `ty`. The unit relies on its content. */
export function containerCode(sema: Sema, ty: Index): ContainerCode {
  const pool = sema.pool;
  const tracked = containerTracked(pool, ty);
  readSource(sema, tracked);
  const block = containerBlock(sema, ty, tracked);
  const { frame } = block;
  const { extra, header } = frame;
  const small = extra[header + 1]!;
  const fieldsLen = extra[header + 2]!;
  let at = header + HEADER;
  const words = (isThere: boolean, len = fieldsLen): Uint32Array | null => {
    if (!isThere) return null;
    at += len;
    return extra.subarray(at - len, at);
  };
  const kind = extra[header]! as ContainerKind;
  const names = words(true)!;
  const types = words(kind !== ContainerKind.enum);
  const aligns = words(hasAligns(kind, small));
  const values = words(hasValues(kind, small));
  const hasComptime = kind === ContainerKind.struct && (small & StructSmall.any_comptime_fields) !== 0;
  const comptimeBits = words(hasComptime, Math.ceil(fieldsLen / 32));
  const body = (len: number): Body => {
    if (len === 0) return NO_BODY;
    at += len;
    return { start: at - len, len };
  };
  const arg = body(extra[header + 3]!);
  const fields: FieldCode[] = [];
  for (let i = 0; i < fieldsLen; i++) {
    fields.push({
      name: frameString(pool, frame, names[i]!),
      isComptime: comptimeBits !== null && ((comptimeBits[i >>> 5]! >>> (i & 31)) & 1) !== 0,
      type: body(types?.[i] ?? 0),
      align: body(aligns?.[i] ?? 0),
      value: body(values?.[i] ?? 0),
    });
  }
  return { block, small, arg, fields };
}

/** A block at compile time for code of chunk `tracked`, in the namespace of the container type `ty`. */
export function containerBlock(sema: Sema, ty: Index, tracked: TrackedIndex): Block {
  const { containers } = sema.pool;
  const namespace = containers.namespaceOf(containerOf(sema.pool, ty));
  const block = new Block(null, newFrame(sema.zcu, tracked), namespace);
  block.isComptime = true;
  block.nameContext = { type: ty };
  return block;
}

function hasAligns(kind: ContainerKind, small: number): boolean {
  if (kind === ContainerKind.enum) return false;
  return (small & (kind === ContainerKind.struct ? StructSmall.any_field_aligns : UnionSmall.any_field_aligns)) !== 0;
}

function hasValues(kind: ContainerKind, small: number): boolean {
  switch (kind) {
    case ContainerKind.struct:
      return (small & StructSmall.any_field_defaults) !== 0;
    case ContainerKind.enum:
      return (small & EnumSmall.any_field_values) !== 0;
    case ContainerKind.union:
      return (small & UnionSmall.any_field_values) !== 0;
    case ContainerKind.opaque:
      throw new InternalFault('an opaque type has no fields');
  }
}

/** The result of an expression body of a container's chunk, which is at compile time for the reason `reason` told at `src`. */
export function evaluateBody(sema: Sema, block: Block, body: Body, src: Src, reason: ComptimeReason): AirRef {
  block.beginComptime(src, reason);
  const result = resolveInlineBody(sema, block, body.start, body.len, DECL_BLOCK);
  // Control cannot leave a container: what does is an expression of type noreturn.
  return leaves(result) ? (Val.unreachable as number as AirRef) : result;
}

/** As `evaluateBody`, for an expression that is to have type `ty`. */
export function evaluateBodyAs(
  sema: Sema,
  block: Block,
  body: Body,
  ty: Index,
  src: Src,
  reason: ComptimeReason,
): AirRef {
  block.frame.instMap[TYPE_INST] = ty;
  const result = evaluateBody(sema, block, body, src, reason);
  block.frame.instMap[TYPE_INST] = UNMAPPED;
  return result;
}
