import { NO_DECL, type StringIndex } from '../../intern/ids.ts';
import { containerName, qualifiedName } from '../../intern/names.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import type { Block, Frame } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/** Whether the instruction can make a type that has no name of its own. */
function makesType(frame: Frame, inst: number): boolean {
  const tag = frame.tags[inst]! as Tag;
  if (tag === Tag.struct_init_anon || tag === Tag.struct_init) return true;
  if (tag !== Tag.extended) return false;
  switch ((frame.a[inst]! & 0xffff) as Extended) {
    case Extended.struct_decl:
    case Extended.union_decl:
    case Extended.enum_decl:
    case Extended.opaque_decl:
    case Extended.reify_struct:
    case Extended.reify_union:
    case Extended.reify_enum:
      return true;
    default:
      return false;
  }
}

/**
 * The name of a type that has none: `<around>__<prefix>_<n>`. The official compiler counts types as they come; here `n` is the
 * how-manieth it is in its chunk, so that a name does not tell what else was compiled before.
 */
export function anonTypeName(sema: Sema, block: Block, prefix: string, inst: ZirIndex): StringIndex {
  let n = 0;
  for (let i = 0; i < inst; i++) if (makesType(block.frame, i)) n++;
  return sema.pool.string(`${contextName(sema, block)}__${prefix}_${n}`);
}

/** What types declared in `block` are called after: what `NameStrategy.parent` gives. */
export function contextName(sema: Sema, block: Block): string {
  const { pool } = sema;
  const { nameContext } = block;
  if ('type' in nameContext) return containerName(pool, nameContext.type);
  const { decl } = nameContext;
  if (decl === NO_DECL) return '';
  // The number that tells apart the `comptime` blocks of a container is not of the official names.
  if (!pool.decls.isComptimeBlock(decl)) return qualifiedName(pool, decl);
  return `${containerName(pool, pool.namespaces.ownerOf(pool.decls.namespaceOf(decl)))}.comptime`;
}
