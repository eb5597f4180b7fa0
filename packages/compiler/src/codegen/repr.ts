import { hasRuntimeBits, optionalReprIsPayload } from '../intern/classify.ts';
import { Layout } from '../intern/container-table.ts';
import { containerLayout, fieldsLen, fieldType, isPackedStruct, tagType } from '../intern/containers.ts';
import type { Index } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { abiAlign, abiSize, bitSize, unionTagType } from '../intern/layout.ts';
import { isSlice } from '../intern/pointers.ts';
import type { InternPool } from '../intern/pool.ts';
import {
  childType,
  errorUnionPayload,
  floatBits,
  intBits,
  intSigned,
  isIntType,
  TypeKind,
  typeKind,
} from '../intern/types.ts';
import { typeOf } from '../intern/values.ts';
import type { DeclaringReader } from '../query/declaring-reader.ts';
import type { Signature } from './abi.ts';
import { ValType } from './wasm.ts';

/** How values of a type live in generated code. */
export enum ReprKind {
  /** No bits at run time. */
  none,
  i32,
  i64,
  f32,
  f64,
  /** In memory: code has the address. */
  memory,
}

/** What code needs to know of a type. */
export interface Repr {
  readonly kind: ReprKind;
  /** Bytes in memory. */
  readonly size: number;
  /** Alignment in memory, in bytes. */
  readonly align: number;
  /**
   * Bits of what is an integer to the machine: integers, enums, `bool`, pointers, errors, packed structs, and what has but such
   * a part. Scalars are kept extended from this width; wider ones (`memory`) are kept extended to `size`. 0 for others.
   */
  readonly bits: number;
  readonly signed: boolean;
  /** Bits of a float; 0 for others. An f16 is its bits in an i32, an f80 or f128 is in memory. */
  readonly float: 0 | 16 | 32 | 64 | 80 | 128;
}

const NONE: Repr = { kind: ReprKind.none, size: 0, align: 1, bits: 0, signed: false, float: 0 };
const POINTER: Repr = { kind: ReprKind.i32, size: 4, align: 4, bits: 32, signed: false, float: 0 };
const BOOL: Repr = { kind: ReprKind.i32, size: 1, align: 1, bits: 1, signed: false, float: 0 };
/** Whether there is a value, where that is all there is to an optional: any byte but zero says so. */
const PRESENCE: Repr = { kind: ReprKind.i32, size: 1, align: 1, bits: 8, signed: false, float: 0 };
const ERROR: Repr = { kind: ReprKind.i32, size: 2, align: 2, bits: 16, signed: false, float: 0 };

/** Whether values are in locals, not in memory. */
export function isScalar(repr: Repr): boolean {
  return repr.kind !== ReprKind.none && repr.kind !== ReprKind.memory;
}

/** Whether values are integers of more than 64 bits. */
export function isWide(repr: Repr): boolean {
  return repr.kind === ReprKind.memory && repr.bits > 64;
}

/** The type of the local that a value is in, or its address where it is in memory. */
export function valTypeOf(repr: Repr): ValType {
  switch (repr.kind) {
    case ReprKind.i64:
      return ValType.i64;
    case ReprKind.f32:
      return ValType.f32;
    case ReprKind.f64:
      return ValType.f64;
    default:
      return ValType.i32;
  }
}

/** How code is made. */
export interface CodeOptions {
  /** Values in memory that need no address are in locals, and values of few parts are passed as these: code that takes longer to make. */
  readonly isOptimized: boolean;
  /** Whether functions can have several results. */
  readonly hasMultivalue: boolean;
  /** Whether the code is for an object file, whose globals have numbers that another linker knows. */
  readonly isRelocatable: boolean;
  /** Whether there are instructions that copy and fill memory. */
  readonly hasBulkMemory: boolean;
  readonly hasSignExtension: boolean;
  /** Whether there are conversions of floats to integers that do not trap. */
  readonly hasSaturatingConversions: boolean;
}

/** Representations of types, found once each for whatever is made of them. */
export class ReprTable {
  /** What `signatureOf` found, by function type. */
  readonly signatures = new Map<Index, Signature>();
  private readonly known = new Map<Index, Repr>();

  readonly pool: InternPool;

  /** `reader`: by what types and values are read, and who is told. */
  constructor(
    reader: DeclaringReader,
    readonly options: CodeOptions,
  ) {
    this.pool = reader.pool;
  }

  /** Something else is made: it reads for itself what its types are like. */
  startAnew(): void {
    this.known.clear();
    this.signatures.clear();
  }

  /** How values of type `ty` live. Its layout must be resolved. */
  of(ty: Index): Repr {
    let repr = this.known.get(ty);
    if (repr === undefined) {
      repr = this.find(ty);
      this.known.set(ty, repr);
    }
    return repr;
  }

  /** The type of an interned value. */
  typeOfValue(value: Index): Index {
    return typeOf(this.pool, value);
  }

  private find(ty: Index): Repr {
    const pool = this.pool;
    switch (ty) {
      case Ty.bool:
        return BOOL;
      case Ty.noreturn:
      case Ty.void:
        return NONE;
    }
    switch (typeKind(pool, ty)) {
      case TypeKind.int:
        return this.int(intBits(pool, ty), isIntType(pool, ty) && intSigned(pool, ty), ty);
      case TypeKind.float:
        return this.float(ty);
      case TypeKind.pointer:
        return isSlice(pool, ty) ? this.memory(ty) : POINTER;
      case TypeKind.anyframe:
        return POINTER;
      case TypeKind.enum:
        return this.of(tagType(pool, ty));
      case TypeKind.error_set:
        return ERROR;
      case TypeKind.optional: {
        const child = childType(pool, ty);
        if (optionalReprIsPayload(pool, ty)) return this.of(child);
        return hasRuntimeBits(pool, child) ? this.memory(ty) : this.orMemory(PRESENCE, ty);
      }
      case TypeKind.error_union: {
        const payload = errorUnionPayload(pool, ty);
        return hasRuntimeBits(pool, payload) ? this.memory(ty) : this.orMemory(ERROR, ty);
      }
      case TypeKind.struct:
        return isPackedStruct(pool, ty) ? this.int(bitSize(pool, ty), false, ty) : this.memory(ty);
      case TypeKind.union: {
        if (containerLayout(pool, ty) === Layout.packed) return this.int(bitSize(pool, ty), false, ty);
        if (!hasRuntimeBits(pool, ty)) return NONE;
        return unionHasPayload(pool, ty) ? this.memory(ty) : this.orMemory(this.of(unionTagType(pool, ty)), ty);
      }
      case TypeKind.array:
      case TypeKind.vector:
        return this.memory(ty);
      default:
        return NONE;
    }
  }

  private int(bits: number, signed: boolean, ty: Index): Repr {
    if (bits === 0) return NONE;
    const kind = bits <= 32 ? ReprKind.i32 : bits <= 64 ? ReprKind.i64 : ReprKind.memory;
    return { kind, size: abiSize(this.pool, ty), align: abiAlign(this.pool, ty), bits, signed, float: 0 };
  }

  private float(ty: Index): Repr {
    const float = floatBits(this.pool, ty);
    const size = abiSize(this.pool, ty);
    const align = abiAlign(this.pool, ty);
    switch (float) {
      case 16:
        return { kind: ReprKind.i32, size, align, bits: 16, signed: false, float };
      case 32:
        return { kind: ReprKind.f32, size, align, bits: 0, signed: false, float };
      case 64:
        return { kind: ReprKind.f64, size, align, bits: 0, signed: false, float };
      default:
        return { kind: ReprKind.memory, size, align, bits: 0, signed: false, float };
    }
  }

  /** `scalar`, which is all there is of a value of type `ty`, unless its memory is larger: for the alignment of a payload without size. */
  private orMemory(scalar: Repr, ty: Index): Repr {
    return abiSize(this.pool, ty) <= scalar.size ? scalar : this.memory(ty);
  }

  private memory(ty: Index): Repr {
    if (!hasRuntimeBits(this.pool, ty)) return NONE;
    const size = abiSize(this.pool, ty);
    if (size === 0) return NONE;
    return { kind: ReprKind.memory, size, align: abiAlign(this.pool, ty), bits: 0, signed: false, float: 0 };
  }
}

/** Whether some field of a union has bits at run time. */
function unionHasPayload(pool: InternPool, ty: Index): boolean {
  for (let i = 0; i < fieldsLen(pool, ty); i++) if (hasRuntimeBits(pool, fieldType(pool, ty, i))) return true;
  return false;
}
