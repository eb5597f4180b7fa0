import { containerOf, containerTracked } from '../intern/containers.ts';
import type { Index } from '../intern/ids.ts';
import { REF_NONE, type ZirRef } from '../zir/ref.ts';
import { Block } from './block.ts';
import { readSource } from './facts.ts';
import { newFrame } from './frame.ts';
import type { Sema } from './sema.ts';

/** Words before the first body in `extra` of a container chunk: kind, small, fieldsLen, ref, bodyLen. */
const HEADER = 5;

/** A body in `extra` of its chunk. */
export interface Body {
  readonly start: number;
  readonly len: number;
}

/** A container's chunk, ready to be evaluated. */
export interface ContainerCode {
  /** At compile time, in the namespace of the container. */
  readonly block: Block;
  readonly small: number;
  readonly fieldsLen: number;
  /** Struct: its backing integer type. Enum, union: its tag type. REF_NONE where none is written. */
  readonly ref: ZirRef;
  /** Struct: evaluates `ref`. Enum, union: evaluates `ref` and what the fields refer to. */
  readonly body: Body;
  /** Where the fields start in `extra`. */
  readonly fieldsStart: number;
}

/** The chunk of the declared struct, enum or union type `ty`. The unit relies on its content. */
export function containerCode(sema: Sema, ty: Index): ContainerCode {
  const pool = sema.pool;
  const tracked = containerTracked(pool, ty);
  readSource(sema, tracked);
  const container = containerOf(pool, ty);
  const frame = newFrame(sema.zcu, tracked);
  const block = new Block(null, frame, pool.containers.namespaceOf(container));
  block.isComptime = true;
  block.typeNameContext = pool.text(pool.containers.nameOf(container));
  const { extra, header } = frame;
  const len = extra[header + 4];
  return {
    block,
    small: extra[header + 1],
    fieldsLen: extra[header + 2],
    ref: extra[header + 3] as ZirRef,
    body: { start: header + HEADER, len },
    fieldsStart: header + HEADER + len,
  };
}

/** A field of a struct as its chunk has it. A `len` of 0 is a body that is not there. */
export interface StructField {
  readonly name: number;
  readonly isComptime: boolean;
  /** REF_NONE where the type is given by `type`. */
  readonly typeRef: ZirRef;
  readonly type: Body;
  readonly align: Body;
  readonly init: Body;
}

/** The fields in the chunk of a struct. */
export function structFields(code: ContainerCode): StructField[] {
  const extra = code.block.frame.extra;
  const flags = code.fieldsStart;
  const len = code.fieldsLen;
  let at = flags + Math.ceil(len / 8);
  const rows: { name: number; bits: number; typeRef: ZirRef; typeLen: number; alignLen: number; initLen: number }[] =
    [];
  for (let i = 0; i < len; i++) {
    const bits = (extra[flags + (i >> 3)] >>> ((i & 7) * 4)) & 15;
    const name = extra[at++];
    const typeWord = extra[at++];
    const hasBody = (bits & 8) !== 0;
    rows.push({
      name,
      bits,
      typeRef: hasBody ? REF_NONE : (typeWord as ZirRef),
      typeLen: hasBody ? typeWord : 0,
      alignLen: (bits & 1) !== 0 ? extra[at++] : 0,
      initLen: (bits & 2) !== 0 ? extra[at++] : 0,
    });
  }
  return rows.map((row) => {
    const typeStart = at;
    const alignStart = typeStart + row.typeLen;
    const initStart = alignStart + row.alignLen;
    at = initStart + row.initLen;
    return {
      name: row.name,
      isComptime: (row.bits & 4) !== 0,
      typeRef: row.typeRef,
      type: { start: typeStart, len: row.typeLen },
      align: { start: alignStart, len: row.alignLen },
      init: { start: initStart, len: row.initLen },
    };
  });
}

/** A field of a union as its chunk has it; what is not there is null. */
export interface UnionField {
  readonly name: number;
  /** REF_NONE: written without a type, in a union that is not an enum's. */
  readonly type: ZirRef | null;
  readonly align: ZirRef | null;
  readonly tag: ZirRef | null;
}

/** The fields in the chunk of a union. */
export function unionFields(code: ContainerCode): UnionField[] {
  const extra = code.block.frame.extra;
  const flags = code.fieldsStart;
  const len = code.fieldsLen;
  let at = flags + Math.ceil(len / 8);
  const fields: UnionField[] = [];
  for (let i = 0; i < len; i++) {
    const bits = (extra[flags + (i >> 3)] >>> ((i & 7) * 4)) & 15;
    const name = extra[at++];
    const type = (bits & 1) !== 0 ? (extra[at++] as ZirRef) : null;
    const align = (bits & 2) !== 0 ? (extra[at++] as ZirRef) : null;
    const tag = (bits & 4) !== 0 ? (extra[at++] as ZirRef) : null;
    fields.push({ name, type, align, tag });
  }
  return fields;
}

/** A field of an enum as its chunk has it. */
export interface EnumField {
  readonly name: number;
  readonly value: ZirRef | null;
}

/** The fields in the chunk of an enum. */
export function enumFields(code: ContainerCode): EnumField[] {
  const extra = code.block.frame.extra;
  const flags = code.fieldsStart;
  const len = code.fieldsLen;
  let at = flags + Math.ceil(len / 32);
  const fields: EnumField[] = [];
  for (let i = 0; i < len; i++) {
    const name = extra[at++];
    const value = ((extra[flags + (i >> 5)] >>> (i & 31)) & 1) !== 0 ? (extra[at++] as ZirRef) : null;
    fields.push({ name, value });
  }
  return fields;
}
