import { hashWords } from '../util/map.ts';
import { containerOf, generatedTagOwner } from './containers.ts';
import { funcComptimeArgs, funcGenericOwner, funcOwnerDecl, instanceParamTypes } from './functions.ts';
import { type DeclIndex, type Index, NO_INDEX, NO_NAMESPACE } from './ids.ts';
import type { InternPool } from './pool.ts';
import { printType } from './print-type.ts';
import { printValue } from './print-value.ts';

/** What a struct, union, enum or opaque type is called, such as `main.List(u32)`. */
export function containerName(pool: InternPool, ty: Index): string {
  const union = generatedTagOwner(pool, ty);
  if (union !== NO_INDEX) return `@typeInfo(${containerName(pool, union)}).@"union".tag_type.?`;
  return pool.text(pool.containers.nameOf(containerOf(pool, ty)));
}

/** What a declaration is called with all that it is in, such as `main.List(u32).append`. */
export function qualifiedName(pool: InternPool, decl: DeclIndex): string {
  if (pool.decls.isInstance(decl)) return qualifiedName(pool, genericDecl(pool, decl)) + instanceSuffix(pool, decl);
  const name = pool.text(pool.decls.memberName(decl));
  const namespace = pool.decls.namespaceOf(decl);
  return namespace === NO_NAMESPACE ? name : `${containerName(pool, pool.namespaces.ownerOf(namespace))}.${name}`;
}

/** What a declaration is called by itself, such as `append`; nothing for a `comptime` block. */
export function declName(pool: InternPool, decl: DeclIndex): string {
  if (pool.decls.isInstance(decl)) return declName(pool, genericDecl(pool, decl)) + instanceSuffix(pool, decl);
  return pool.text(pool.decls.nameOf(decl));
}

/** The declaration of the generic function that `decl` is an instance of. */
function genericDecl(pool: InternPool, decl: DeclIndex): DeclIndex {
  return funcOwnerDecl(pool, funcGenericOwner(pool, pool.decls.valueOf(decl)));
}

/**
 * Instances of a generic function are called `f__anon_<number>`. The number is made from what their arguments are called: it must not depend on
 * which instances were made before.
 */
function instanceSuffix(pool: InternPool, decl: DeclIndex): string {
  let hash = 0;
  for (const [i, text] of instanceArgNames(pool, pool.decls.valueOf(decl)).entries()) {
    for (let c = 0; c < text.length; c++) hash = hashWords(hash, text.charCodeAt(c));
    hash = hashWords(hash, i);
  }
  return `__anon_${hash % 100000}`;
}

/** What the arguments are called that an instance of a generic function is made for: its comptime arguments, and the types of the others. */
export function instanceArgNames(pool: InternPool, instance: Index): string[] {
  const types = instanceParamTypes(pool, instance);
  return funcComptimeArgs(pool, instance).map((value, i) =>
    value === NO_INDEX ? printType(pool, types[i]) : printValue(pool, value, 3),
  );
}
