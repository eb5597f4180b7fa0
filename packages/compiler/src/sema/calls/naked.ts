import type { AirRef } from '../../air/air.ts';
import { CallConv, funcTypeInfo, isFunc } from '../../intern/functions.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/** Whether the function that is analysed is naked: it has no frame, and only assembly returns from it. */
export function isNakedFunction(sema: Sema): boolean {
  if (!isFunc(sema.pool, sema.func)) return false;
  return funcTypeInfo(sema.pool, sema.typeOf(sema.func as number as AirRef)).callConv === CallConv.naked;
}

/** Fails because a safety check, which is a call, would be in a naked function. `hint`: one more note. */
export function failSafetyInNaked(sema: Sema, block: Block, src: Src, hint: string | null = null): never {
  const notes: ErrorNote[] = [{ ...block.at(src), message: 'use @setRuntimeSafety to disable runtime safety' }];
  if (hint !== null) notes.push({ ...block.at(src), message: hint });
  return sema.fail(block, src, 'runtime safety check not allowed in naked function', notes);
}
