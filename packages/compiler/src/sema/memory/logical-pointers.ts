import { isPtrLikeOptional } from '../../intern/classify.ts';
import type { Index } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { AddressSpace, isPtr, isSlice, ptrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { archFamily } from '../../intern/target.ts';
import { childType } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/*
 * Vulkan has address spaces whose pointers are no addresses, but names of places: they are made of a variable, and cannot be moved, turned into numbers or
 * chosen at run time.
 */

/** Address spaces whose pointers are addresses there. */
const PHYSICAL: readonly AddressSpace[] = [AddressSpace.global, AddressSpace.physical_storage_buffer];

/** Whether pointers of type `ty`, or optional ones, are no addresses. */
function isLogical(sema: Sema, ty: Index): boolean {
  const { pool } = sema;
  if (pool.target.os !== 'vulkan') return false;
  if (isPtr(pool, ty)) return !PHYSICAL.includes(ptrInfo(pool, ty).addressSpace);
  return isPtrLikeOptional(pool, ty) && isLogical(sema, childType(pool, ty));
}

function addressSpaceOf(sema: Sema, ty: Index): string {
  const { pool } = sema;
  return AddressSpace[ptrInfo(pool, pool.tag(ty) === ItemTag.type_optional ? childType(pool, ty) : ty).addressSpace];
}

function targetName({ pool: { target } }: Sema): string {
  return `${archFamily(target.arch)}-${target.os}`;
}

/** Fails where a pointer of type `ty` is none that can be moved, subtracted or turned into a number. */
export function checkPtrOperation(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (!isLogical(sema, ty)) return;
  const { pool } = sema;
  const message = `cannot perform arithmetic on pointers with address space '${addressSpaceOf(sema, ty)}' on target ${targetName(sema)}`;
  const notes = [{ chunk: block.frame.chunk, src, message }];
  sema.fail(block, src, `illegal operation on logical pointer of type '${printType(pool, ty)}'`, notes);
}

/** Fails where what a pointer of type `ty` leads to has no elements that can be reached at run time. */
export function checkElemAccess(sema: Sema, block: Block, indexSrc: Src, ty: Index): void {
  if (!isLogical(sema, ty)) return;
  sema.fail(block, indexSrc, `cannot access element of logical pointer '${printType(sema.pool, ty)}'`);
}

/** Fails where which value of type `ty` there is cannot depend on `cause`. */
export function checkMergeable(sema: Sema, block: Block, src: Src, ty: Index, cause: Omit<ErrorNote, 'message'>): void {
  const { pool } = sema;
  if (isSlice(pool, ty) || !isLogical(sema, ty)) return;
  const message = `pointers with address space '${addressSpaceOf(sema, ty)}' cannot be returned from a branch on target ${targetName(sema)} by compiler backend ${pool.target.backend}`;
  sema.fail(
    block,
    src,
    `value with non-mergable pointer type '${printType(pool, ty)}' depends on runtime control flow`,
    [
      { ...cause, message: 'runtime control flow here' },
      { chunk: block.frame.chunk, src, message },
    ],
  );
}
