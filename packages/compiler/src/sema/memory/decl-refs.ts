import { type AirRef, AirTag } from '../../air/air.ts';
import { DeclTableFlag } from '../../intern/decl-table.ts';
import { funcHasCode, funcOwnerDecl, isFunc } from '../../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL, NO_NAMESPACE, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { ptrType } from '../../intern/pointers.ts';
import { ptrToDecl } from '../../intern/ptr-values.ts';
import { typeOf } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import {
  lookupName,
  readDeclType,
  readDeclValue,
  requestFunction,
  requestValue,
  resolveLayout,
} from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { analyzeLoad } from './pointers.ts';

/** The declaration that `name` means in `block`: of the innermost container around it that has one. Fails if there is none. */
export function lookupIdentifier(sema: Sema, block: Block, src: Src, name: StringIndex): DeclIndex {
  const namespaces = sema.pool.namespaces;
  for (let namespace = block.namespace; namespace !== NO_NAMESPACE; namespace = namespaces.parentOf(namespace)) {
    const decl = lookupName(sema, namespace, name);
    if (decl !== NO_DECL) return decl;
  }
  return sema.fail(block, src, `use of undeclared identifier '${sema.pool.text(name)}'`);
}

/** A pointer to `decl`: constant, unless it is a `var`. */
export function refDecl(sema: Sema, block: Block, src: Src, decl: DeclIndex): AirRef {
  const { pool } = sema;
  const { decls } = pool;
  const ty = readDeclType(sema, block, src, decl);
  // What it is called where it is linked is part of its value.
  if (decls.has(decl, DeclTableFlag.extern)) readDeclValue(sema, block, src, decl);
  const target = pool.tag(ty) === ItemTag.type_func ? refFunction(sema, block, src, decl, ty) : decl;
  requestValue(sema, block, src, decl);
  const ptrTy = ptrType(pool, {
    child: ty,
    isConst: !decls.isVar(decl),
    alignment: decls.alignmentOf(decl),
    addressSpace: decls.addressSpaceOf(decl),
  });
  const ptr = ptrToDecl(pool, ptrTy, target) as number as AirRef;
  // Each thread has its own: where it is shows when the program runs.
  return decls.isThreadlocal(decl) ? sema.emit(block, AirTag.bitcast, ptrTy, ptr) : ptr;
}

/** The declaration of the function that `decl` has for a value: another one's where it is an alias. Its body is analysed. */
function refFunction(sema: Sema, block: Block, src: Src, decl: DeclIndex, ty: Index): DeclIndex {
  const { pool } = sema;
  const value = readDeclValue(sema, block, src, decl);
  if (pool.tag(value) === ItemTag.extern) return pool.word(value, 1) as DeclIndex;
  if (!isFunc(pool, value)) return decl;
  if (funcHasCode(pool, ty)) requestFunction(sema, block, src, value);
  return funcOwnerDecl(pool, value);
}

/** The value of `decl`: itself where it is known at compile time, else a load. */
export function loadDecl(sema: Sema, block: Block, src: Src, decl: DeclIndex): AirRef {
  const value = readDeclValue(sema, block, src, decl);
  const tag = sema.pool.tag(value);
  if (tag === ItemTag.variable || (tag === ItemTag.extern && !isExternFn(sema, value))) {
    return analyzeLoad(sema, block, src, refDecl(sema, block, src, decl), src);
  }
  if (isFunc(sema.pool, value)) resolveLayout(sema, block, src, typeOf(sema.pool, value), 'pointer access');
  return value as number as AirRef;
}

function isExternFn(sema: Sema, value: Index): boolean {
  return sema.pool.tag(sema.pool.word(value, 0) as Index) === ItemTag.type_func;
}
