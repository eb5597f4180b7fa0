import { ContainerFlag, Layout } from '../intern/container-table.ts';
import { containerNamespace, containerOf, declaredContainer } from '../intern/containers.ts';
import { type FileIndex, type Index, NO_NAMESPACE } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import type { ChunkIndex } from '../zir/zir.ts';
import { scanNamespace } from './namespace.ts';
import type { Zcu } from './zcu.ts';

/** Chunk of the fields of a file's root struct. */
const ROOT_CHUNK = 0 as ChunkIndex;

/** The struct type that `file` is; its namespace is scanned when it is first asked for. */
export function fileRootType(zcu: Zcu, file: FileIndex): Index {
  const known = zcu.fileTypes.get(file);
  if (known >= 0) return known as Index;
  const pool = zcu.pool;
  zcu.files.zir(file);
  zcu.changesUnderWay++;
  const ty = declaredContainer(
    pool,
    ItemTag.type_struct,
    zcu.tracked.track(file, ROOT_CHUNK),
    [],
    Layout.auto,
    ContainerFlag.isFile,
  );
  zcu.tables.containers.name.data[containerOf(pool, ty)] = pool.string(zcu.files.qualifiedName(file));
  const namespace = containerNamespace(pool, ty, NO_NAMESPACE, file);
  zcu.fileTypes.set(file, ty);
  scanNamespace(zcu, namespace);
  zcu.changesUnderWay--;
  return ty;
}
