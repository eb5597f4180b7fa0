import type { AirRef } from '../../air/air.ts';
import { ContainerFlag, Layout } from '../../intern/container-table.ts';
import {
  containerLayout,
  containerOf,
  fieldExplicitAlign,
  fieldIsComptime,
  fieldName,
  fieldsLen,
  fieldType,
  fieldValue,
  isContainer,
  namespaceOfType,
  tagType,
} from '../../intern/containers.ts';
import { CallConv } from '../../intern/func-type.ts';
import { funcReturnIsGeneric, funcTypeInfo } from '../../intern/functions.ts';
import { type DeclIndex, type Index, NO_INDEX, NO_NAMESPACE, type StringIndex } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { ptrInfo, ptrType } from '../../intern/pointers.ts';
import {
  arrayLen,
  childType,
  errorSetNames,
  errorUnionPayload,
  errorUnionSet,
  floatBits,
  intBits,
  intSigned,
  isTuple,
  optionalType,
  sentinelOf,
  TypeKind,
  typeKind,
} from '../../intern/types.ts';
import { aggregate, boolValue, enumTag, intBig, intValue, optNull, optSome, unionValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { builtinDecl, namespaceMembers, readErrorOrder, resolveDefaults, resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { resolveInferredErrorSet } from '../core/inferred-errors.ts';
import type { Sema } from '../core/sema.ts';
import { enumFieldValue } from '../memory/members.ts';
import { isGenericFunction } from '../types/classify-types.ts';
import { isReified } from '../types/type-notes.ts';
import { constSlice, constString, optionalRef, optionalTypeValue } from '../values/comptime-values.ts';
import { mayReadErrors } from './type-info-use.ts';

/** Why `@typeInfo` asks for layouts. */
const QUERY = 'type information query';

/** What the parts of one `@typeInfo` share. */
class TypeInfo {
  readonly sema: Sema;
  readonly block: Block;
  readonly src: Src;
  readonly isOrdered: boolean;

  constructor(sema: Sema, block: Block, src: Src, isOrdered: boolean) {
    this.sema = sema;
    this.block = block;
    this.src = src;
    this.isOrdered = isOrdered;
  }

  /** The type `std.builtin.Type.<path>`, its fields known. */
  library(path: string): Index {
    const ty = builtinDecl(this.sema, this.block, this.src, path);
    resolveLayout(this.sema, this.block, this.src, ty, QUERY);
    return ty;
  }

  /** The tag called `name` of the enum `std.builtin.<path>`. */
  enumValue(path: string, name: string): Index {
    return enumFieldValue(this.sema, this.library(path), this.sema.pool.string(name));
  }

  /** The struct `std.builtin.<path>` with `values` in the order of its fields. */
  struct(path: string, values: readonly Index[]): Index {
    return aggregate(this.sema.pool, this.library(path), values);
  }

  comptimeInt(value: number | bigint): Index {
    return intValue(this.sema.pool, Ty.comptimeInt, value);
  }
}

function zirTypeInfo(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const ty = resolveType(sema, block, src, frame.a[inst] as ZirRef);
  const isOrdered = typeKind(sema.pool, ty) !== TypeKind.error_set || mayReadErrors(frame, inst);
  return typeInfoOf(sema, block, src, ty, isOrdered) as number as AirRef;
}

/** `@typeInfo(ty)`, a value of `std.builtin.Type`. `isOrdered`: whether errors are in their order, which takes long to be found out; else in any. */
function typeInfoOf(sema: Sema, block: Block, src: Src, ty: Index, isOrdered: boolean): Index {
  const info = new TypeInfo(sema, block, src, isOrdered);
  const pool = sema.pool;
  const kind = typeKind(pool, ty);
  const typeTy = info.library('Type');
  const tagTy = tagType(pool, typeTy);
  const tag = enumFieldValue(sema, tagTy, pool.string(TypeKind[kind]));
  return unionValue(pool, typeTy, tag, payloadOf(info, ty, kind));
}

function payloadOf(info: TypeInfo, ty: Index, kind: TypeKind): Index {
  const { sema } = info;
  const pool = sema.pool;
  switch (kind) {
    case TypeKind.int: {
      const signedness = info.enumValue('Signedness', intSigned(pool, ty) ? 'signed' : 'unsigned');
      return info.struct('Type.Int', [signedness, intValue(pool, Ty.u16, intBits(pool, ty))]);
    }
    case TypeKind.float:
      return info.struct('Type.Float', [intValue(pool, Ty.u16, floatBits(pool, ty))]);
    case TypeKind.pointer:
      return pointerInfo(info, ty);
    case TypeKind.array:
      return info.struct('Type.Array', [
        info.comptimeInt(arrayLen(pool, ty)),
        childType(pool, ty),
        sentinelRef(info, childType(pool, ty), sentinelOf(pool, ty)),
      ]);
    case TypeKind.vector:
      return info.struct('Type.Vector', [info.comptimeInt(arrayLen(pool, ty)), childType(pool, ty)]);
    case TypeKind.optional:
      return info.struct('Type.Optional', [childType(pool, ty)]);
    case TypeKind.error_union:
      return info.struct('Type.ErrorUnion', [errorUnionSet(pool, ty), errorUnionPayload(pool, ty)]);
    case TypeKind.error_set:
      return errorSetInfo(info, ty);
    case TypeKind.enum:
      return enumInfo(info, ty);
    case TypeKind.union:
      return unionInfo(info, ty);
    case TypeKind.struct:
      return structInfo(info, ty);
    case TypeKind.fn:
      return fnInfo(info, ty);
    case TypeKind.opaque:
      return info.struct('Type.Opaque', [declarations(info, ty)]);
    case TypeKind.anyframe:
      return info.struct('Type.AnyFrame', [
        optionalTypeValue(sema, ty === Ty.anyframe ? NO_INDEX : childType(pool, ty)),
      ]);
    case TypeKind.frame:
      return sema.unsupported(info.block, info.src, '@typeInfo of an async frame');
    default:
      return Val.void;
  }
}

function pointerInfo(info: TypeInfo, ty: Index): Index {
  const { sema } = info;
  const ptr = ptrInfo(sema.pool, ty);
  return info.struct('Type.Pointer', [
    info.enumValue('Type.Pointer.Size', ptr.size),
    boolValue(ptr.isConst),
    boolValue(ptr.isVolatile),
    writtenAlign(info, ptr.alignment),
    enumTag(
      sema.pool,
      info.library('AddressSpace'),
      intValue(sema.pool, tagType(sema.pool, info.library('AddressSpace')), ptr.addressSpace),
    ),
    ptr.child,
    boolValue(ptr.isAllowzero),
    sentinelRef(info, ptr.child, ptr.sentinel),
  ]);
}

/** `?usize`: an alignment as written; null for 0, the natural one. */
function writtenAlign(info: TypeInfo, alignment: number): Index {
  const { pool } = info.sema;
  const ty = optionalType(pool, Ty.usize);
  return alignment === 0 ? optNull(pool, ty) : optSome(pool, ty, intValue(pool, Ty.usize, alignment));
}

/** `?*const anyopaque`: a pointer to the sentinel `value`, whose type is `elem`. */
function sentinelRef(info: TypeInfo, elem: Index, value: Index): Index {
  if (value !== NO_INDEX) resolveLayout(info.sema, info.block, info.src, elem, QUERY);
  return optionalRef(info.sema, value);
}

function errorSetInfo(info: TypeInfo, ty: Index): Index {
  const { sema } = info;
  const pool = sema.pool;
  const errorTy = info.library('Type.Error');
  const sliceTy = ptrType(pool, { child: errorTy, size: 'slice', isConst: true });
  const optTy = optionalType(pool, sliceTy);
  const set = resolveInferredErrorSet(sema, info.block, info.src, ty);
  if (set === Ty.anyerror) return optNull(pool, optTy);
  const names = info.isOrdered ? readErrorOrder(sema, set) : ([...errorSetNames(pool, set)] as StringIndex[]);
  const errors = names.map((name) => aggregate(pool, errorTy, [constString(sema, name)]));
  return optSome(pool, optTy, constSlice(sema, errorTy, errors));
}

function enumInfo(info: TypeInfo, ty: Index): Index {
  const { sema } = info;
  const pool = sema.pool;
  resolveLayout(sema, info.block, info.src, ty, QUERY);
  const fieldTy = info.library('Type.EnumField');
  const fields: Index[] = [];
  for (let i = 0; i < fieldsLen(pool, ty); i++) {
    const value = info.comptimeInt(intBig(pool, fieldValue(pool, ty, i)));
    fields.push(aggregate(pool, fieldTy, [constString(sema, fieldName(pool, ty, i)), value]));
  }
  return info.struct('Type.Enum', [
    tagType(pool, ty),
    constSlice(sema, fieldTy, fields),
    declarations(info, ty),
    boolValue(!pool.containers.has(containerOf(pool, ty), ContainerFlag.nonexhaustive)),
  ]);
}

function layoutValue(info: TypeInfo, ty: Index): Index {
  return info.enumValue('Type.ContainerLayout', Layout[containerLayout(info.sema.pool, ty)]);
}

function unionInfo(info: TypeInfo, ty: Index): Index {
  const { sema } = info;
  const pool = sema.pool;
  resolveLayout(sema, info.block, info.src, ty, QUERY);
  const fieldTy = info.library('Type.UnionField');
  const fields: Index[] = [];
  for (let i = 0; i < fieldsLen(pool, ty); i++) {
    const alignment = writtenAlign(info, fieldExplicitAlign(pool, ty, i));
    const name = constString(sema, fieldName(pool, ty, i));
    fields.push(aggregate(pool, fieldTy, [name, fieldType(pool, ty, i), alignment]));
  }
  const isTagged = pool.containers.has(containerOf(pool, ty), ContainerFlag.tagged);
  return info.struct('Type.Union', [
    layoutValue(info, ty),
    optionalTypeValue(sema, isTagged ? tagType(pool, ty) : NO_INDEX),
    constSlice(sema, fieldTy, fields),
    declarations(info, ty),
  ]);
}

function structInfo(info: TypeInfo, ty: Index): Index {
  const { sema } = info;
  const pool = sema.pool;
  resolveLayout(sema, info.block, info.src, ty, QUERY);
  resolveDefaults(sema, info.block, info.src, ty);
  const fieldTy = info.library('Type.StructField');
  const tuple = isTuple(pool, ty);
  const isPacked = containerLayout(pool, ty) === Layout.packed;
  const fields: Index[] = [];
  for (let i = 0; i < fieldsLen(pool, ty); i++) {
    const name = tuple ? pool.string(String(i)) : fieldName(pool, ty, i);
    const type = fieldType(pool, ty, i);
    fields.push(
      aggregate(pool, fieldTy, [
        constString(sema, name),
        type,
        optionalRef(sema, fieldValue(pool, ty, i)),
        boolValue(fieldIsComptime(pool, ty, i)),
        writtenAlign(info, fieldExplicitAlign(pool, ty, i)),
      ]),
    );
  }
  return info.struct('Type.Struct', [
    layoutValue(info, ty),
    optionalTypeValue(sema, isPacked ? tagType(pool, ty) : NO_INDEX),
    constSlice(sema, fieldTy, fields),
    declarations(info, ty),
    boolValue(tuple),
  ]);
}

function fnInfo(info: TypeInfo, ty: Index): Index {
  const { sema } = info;
  const pool = sema.pool;
  const fn = funcTypeInfo(pool, ty);
  const paramTy = info.library('Type.Fn.Param');
  const params = fn.params.map((param, i) => {
    const isGeneric = param === Ty.genericPoison;
    const isNoalias = i < 32 && ((fn.noaliasBits >>> i) & 1) === 1;
    return aggregate(pool, paramTy, [
      boolValue(isGeneric),
      boolValue(isNoalias),
      optionalTypeValue(sema, isGeneric ? NO_INDEX : param),
    ]);
  });
  return info.struct('Type.Fn', [
    conventionValue(info, fn.callConv, fn.callConvValue),
    boolValue(isGenericFunction(sema, info.block, info.src, ty)),
    boolValue(fn.isVarArgs),
    optionalTypeValue(sema, funcReturnIsGeneric(pool, ty) ? NO_INDEX : fn.returnType),
    constSlice(sema, paramTy, params),
  ]);
}

function conventionValue(info: TypeInfo, callConv: CallConv, written: Index): Index {
  if (written !== NO_INDEX) return written;
  const { sema } = info;
  if (callConv === CallConv.c) return builtinDecl(sema, info.block, info.src, 'CallingConvention.c');
  const ty = info.library('CallingConvention');
  const tagTy = tagType(sema.pool, ty);
  const tag = enumFieldValue(sema, tagTy, sema.pool.string(CallConv[callConv]));
  return unionValue(sema.pool, ty, tag, Val.void);
}

/** The `pub` declarations of the container type, in source order. */
function declarations(info: TypeInfo, ty: Index): Index {
  const { sema } = info;
  const declarationTy = info.library('Type.Declaration');
  const values: Index[] = [];
  const namespace = namespaceOfType(sema.pool, ty);
  if (isContainer(sema.pool, ty) && namespace !== NO_NAMESPACE && !isReified(sema, ty)) {
    const { decls } = sema.pool;
    for (const decl of Array.from(namespaceMembers(sema, namespace)) as DeclIndex[]) {
      if (!decls.isPub(decl)) continue;
      values.push(aggregate(sema.pool, declarationTy, [constString(sema, decls.nameOf(decl))]));
    }
  }
  return constSlice(sema, declarationTy, values);
}

export const typeInfoHandlers: Handlers = {
  [Tag.type_info]: zirTypeInfo,
};
