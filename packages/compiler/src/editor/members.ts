import { DependerKind, makeDepender } from '../incremental/depender.ts';
import {
  containerOf,
  fieldIndex,
  fieldName,
  fieldsLen,
  fieldType,
  generatedTagOwner,
  isContainer,
  namespaceOfType,
  tagType,
} from '../intern/containers.ts';
import { resolvedErrorSet } from '../intern/functions.ts';
import {
  type DeclIndex,
  type Index,
  type NamespaceIndex,
  NO_DECL,
  NO_INDEX,
  NO_NAMESPACE,
  type StringIndex,
} from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { isSinglePtr, isSlice, ptrInfo, ptrType, slicePtrType } from '../intern/pointers.ts';
import {
  childType,
  errorSetNames,
  errorUnionPayload,
  isType,
  sentinelOf,
  TypeKind,
  typeKind,
} from '../intern/types.ts';
import type { Program } from './program.ts';

/** What stands behind the dot. */
export type Member =
  | { readonly kind: 'decl'; readonly decl: DeclIndex }
  /** Field `index` of a struct, union, enum or tuple type. */
  | { readonly kind: 'field'; readonly owner: Index; readonly index: number }
  | { readonly kind: 'error'; readonly name: StringIndex; readonly set: Index }
  /** `len` and `ptr`. */
  | { readonly kind: 'part'; readonly name: string; readonly type: Index };

/** The kind of a type; null where it is none, or not known. */
export function kindOf({ pool }: Program, ty: Index): TypeKind | null {
  if (ty === NO_INDEX || ty === Ty.genericPoison || !isType(pool, ty)) return null;
  return typeKind(pool, ty);
}

/** Has the fields of `ty` known. Returns whether they are. */
export function knowFields({ zcu, pool }: Program, ty: Index): boolean {
  if (pool.tag(ty) === ItemTag.type_tuple) return true;
  if (!isContainer(pool, ty)) return false;
  const unit = makeDepender(DependerKind.typeLayout, containerOf(pool, ty));
  zcu.ensureUpToDate(unit);
  return pool.tag(ty) !== ItemTag.type_opaque;
}

/** Has the default values of the fields of `ty` known. */
export function knowDefaults({ zcu, pool }: Program, ty: Index): void {
  if (pool.tag(ty) === ItemTag.type_struct)
    zcu.ensureUpToDate(makeDepender(DependerKind.typeDefaults, containerOf(pool, ty)));
}

/** Has all known that a value of type `ty` in memory needs. Returns whether it is. */
export function knowLayout(program: Program, ty: Index): boolean {
  const { pool } = program;
  switch (kindOf(program, ty)) {
    case TypeKind.array:
    case TypeKind.vector:
    case TypeKind.optional:
      return knowLayout(program, childType(pool, ty));
    case TypeKind.error_union:
      return knowLayout(program, errorUnionPayload(pool, ty));
    case TypeKind.struct:
    case TypeKind.union:
      if (pool.tag(ty) !== ItemTag.type_tuple) return knowFields(program, ty);
      return fieldsOf(program, ty).every((i) => knowLayout(program, typeOfField(program, ty, i)));
    case TypeKind.enum:
      return knowFields(program, ty);
    case null:
    case TypeKind.fn:
    case TypeKind.opaque:
      return false;
    default:
      return true;
  }
}

/** What a value of type `ty` is once single pointers to it are followed, of which there may be one. */
export function pointee({ pool }: Program, ty: Index): Index {
  return isSinglePtr(pool, ty) ? childType(pool, ty) : ty;
}

/** The field `name` of `ty`, of whatever kind that is; -1 for none. */
export function fieldNamed(program: Program, ty: Index, name: string): number {
  return knowFields(program, ty) ? fieldIndex(program.pool, ty, program.pool.string(name)) : -1;
}

/** The declaration `name` of the container type `ty`; NO_DECL for none. */
export function declNamed({ pool }: Program, ty: Index, name: string): DeclIndex {
  const namespace = namespaceOfType(pool, ty);
  return namespace === NO_NAMESPACE ? NO_DECL : pool.namespaces.lookup(namespace, pool.string(name));
}

/** The names in the error set `ty`; null for `anyerror`, and where they are not known. */
export function errorNames({ pool }: Program, ty: Index): StringIndex[] | null {
  if (ty === NO_INDEX) return null;
  const set = pool.tag(ty) === ItemTag.type_inferred_error_set ? resolvedErrorSet(pool, ty) : ty;
  if (set === NO_INDEX || pool.tag(set) !== ItemTag.type_error_set) return null;
  return Array.from(errorSetNames(pool, set)) as StringIndex[];
}

/** What is behind the dot of the type `ty` itself. */
export function typeMember(program: Program, ty: Index, name: string): Member | null {
  const { pool } = program;
  const kind = kindOf(program, ty);
  if (kind === TypeKind.error_set) {
    const text = pool.string(name);
    const names = errorNames(program, ty);
    return names === null || names.includes(text) ? { kind: 'error', name: text, set: ty } : null;
  }
  const decl = declNamed(program, ty, name);
  if (decl !== NO_DECL) return { kind: 'decl', decl };
  const tag = taggedBy(program, ty);
  const index = tag === NO_INDEX ? -1 : fieldNamed(program, tag, name);
  return index < 0 ? null : { kind: 'field', owner: tag, index };
}

/** The enum whose fields are members of the type `ty`: itself, or the tag of a union; NO_INDEX for none. */
export function taggedBy(program: Program, ty: Index): Index {
  const kind = kindOf(program, ty);
  if (kind === TypeKind.enum) return ty;
  if (kind !== TypeKind.union || !knowFields(program, ty)) return NO_INDEX;
  return tagType(program.pool, ty);
}

/** What is behind the dot of a value of type `ty`, or of a pointer to one. */
export function valueMember(program: Program, ty: Index, name: string): Member | null {
  const inner = pointee(program, ty);
  const part = partsOf(program, ty).find((one) => one.name === name);
  if (part !== undefined) return part;
  const kind = kindOf(program, inner);
  if (kind === TypeKind.struct || kind === TypeKind.union) {
    const index = fieldNamed(program, inner, name);
    if (index >= 0) return { kind: 'field', owner: inner, index };
  }
  const decl = kind === null ? NO_DECL : declNamed(program, inner, name);
  return decl === NO_DECL ? null : { kind: 'decl', decl };
}

/** `len` and `ptr`, where a value of type `ty` has them. */
export function partsOf(program: Program, ty: Index): Extract<Member, { kind: 'part' }>[] {
  const { pool } = program;
  const inner = pointee(program, ty);
  const len = { kind: 'part', name: 'len', type: Ty.usize } as const;
  if (kindOf(program, inner) === TypeKind.pointer && isSlice(pool, inner))
    return [len, { kind: 'part', name: 'ptr', type: slicePtrType(pool, inner) }];
  if (kindOf(program, inner) !== TypeKind.array) return [];
  if (inner === ty) return [len];
  const child = childType(pool, inner);
  const elems = ptrType(pool, { ...ptrInfo(pool, ty), child, sentinel: sentinelOf(pool, inner), size: 'many' });
  return [len, { kind: 'part', name: 'ptr', type: elems }];
}

/** The type of field `index` of `owner`: of an enum the enum, of a union whose field has none `void`. */
export function typeOfField(program: Program, owner: Index, index: number): Index {
  return kindOf(program, owner) === TypeKind.enum ? owner : fieldType(program.pool, owner, index);
}

/** What field `index` of `owner` is called. */
export function nameOfField({ pool }: Program, owner: Index, index: number): string {
  return pool.tag(owner) === ItemTag.type_tuple ? String(index) : pool.text(fieldName(pool, owner, index));
}

/** The numbers of the fields of `ty`; none where they are not known. */
export function fieldsOf(program: Program, ty: Index): number[] {
  if (!knowFields(program, ty)) return [];
  return Array.from({ length: fieldsLen(program.pool, ty) }, (_, i) => i);
}

/** The declarations of the container type `ty` that code of the namespace `from` may use, in the order of the text. */
export function declsOfType({ pool }: Program, ty: Index, from: NamespaceIndex): DeclIndex[] {
  const namespace = namespaceOfType(pool, ty);
  if (namespace === NO_NAMESPACE) return [];
  const isSameFile = from !== NO_NAMESPACE && pool.namespaces.fileOf(namespace) === pool.namespaces.fileOf(from);
  return ([...pool.namespaces.decls(namespace)] as DeclIndex[]).filter((decl) => isSameFile || pool.decls.isPub(decl));
}

/** The container whose text has the fields of `owner`: the union of a tag that was made for it. */
export function fieldContainer({ pool }: Program, owner: Index): Index {
  if (!isContainer(pool, owner)) return NO_INDEX;
  const union = generatedTagOwner(pool, owner);
  return union === NO_INDEX ? owner : union;
}
