import { containerOf, fieldType } from '../intern/containers.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { qualifiedName } from '../intern/names.ts';
import { ptrChild } from '../intern/pointers.ts';
import { ptrToDecl, ptrValueWith } from '../intern/ptr-values.ts';
import { aggregate, sliceLen, slicePtr, sliceValue } from '../intern/values.ts';
import { fileRootType } from '../query/file-type.ts';
import type { Zcu } from '../query/zcu.ts';
import { constSlice, constString } from '../sema/values/comptime-values.ts';

/**
 * The variable `builtin.test_functions`, and its initial value: names and functions of `tests`. Null if the program does not use
 * it. No unit can give that value: which tests there are shows once all is analysed.
 */
export function testFunctions(
  zcu: Zcu,
  tests: readonly DeclIndex[],
): { readonly decl: DeclIndex; readonly value: Index } | null {
  const { pool } = zcu;
  const namespace = pool.containers.namespaceOf(containerOf(pool, fileRootType(zcu, zcu.files.builtin)));
  const decl = pool.namespaces.lookup(namespace, pool.string('test_functions'));
  if (decl === NO_DECL || pool.decls.valueOf(decl) === NO_INDEX) return null;
  const testFn = ptrChild(pool, pool.decls.typeOf(decl));
  const funcPtr = fieldType(pool, testFn, 1);
  const list = tests.map((test) => {
    const text = constString(zcu, pool.string(qualifiedName(pool, test)));
    const bytes = ptrValueWith(pool, slicePtr(pool, text), Ty.manyptrConstU8);
    const name = sliceValue(pool, Ty.sliceConstU8, bytes, sliceLen(pool, text));
    return aggregate(pool, testFn, [name, ptrToDecl(pool, funcPtr, test)]);
  });
  return { decl, value: constSlice(zcu, testFn, list) };
}
