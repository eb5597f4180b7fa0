import { type FuncIndex, NO_TRACKED, type TrackedIndex } from '../intern/ids.ts';
import { qualifiedName } from '../intern/names.ts';
import { resolveSrc } from '../query/src-resolve.ts';
import type { Zcu } from '../query/zcu.ts';
import { SRC_TOKEN } from '../zir/zir.ts';
import type { CodeStore } from './code-store.ts';
import type { FileTable } from './files.ts';
import type { CodeLocation } from './update-result.ts';

/** Where the code at a byte of the module comes from that was linked last; null where there is no code. */
export function codeLocation(zcu: Zcu, files: FileTable, code: CodeStore, offset: number): CodeLocation | null {
  const found = code.locate(offset);
  if (found === null) return null;
  const { name, token, chunk } = found;
  if (chunk === NO_TRACKED) return { offset, name, place: null };
  const { file, span } = resolveSrc(zcu, chunk, token | SRC_TOKEN);
  const source = files.source(file);
  const { line, column } = source.lineColumn(span.start);
  const text = source.lineText(line);
  const place = { path: files.path(file), line, column, text, module: files.moduleName(file) };
  const prefix = `${files.qualifiedName(file)}.`;
  const writtenIn = functionOf(zcu, chunk, name);
  const nameInFile = writtenIn.startsWith(prefix) ? writtenIn.slice(prefix.length) : writtenIn;
  return { offset, name, place: { ...place, nameInFile, isOwn: files.isOwn(file) } };
}

/** Qualified name of the function whose body `chunk` is: `name`, that of the one whose code it is in, or of one that is inlined there. */
function functionOf({ pool }: Zcu, chunk: TrackedIndex, name: string): string {
  let inlined: string | null = null;
  for (let func = 0; func < pool.funcs.length; func++) {
    if (pool.funcs.bodyOf(func as FuncIndex) !== chunk) continue;
    const written = qualifiedName(pool, pool.funcs.declOf(func as FuncIndex));
    if (written === name) return name;
    inlined ??= written;
  }
  return inlined ?? name;
}
