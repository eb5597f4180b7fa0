import { type AirRef, AirTag } from '../../air/air.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { BODY_END, type Sema } from '../core/sema.ts';

/** Machines for which the official backend has no tail calls. */
const WITHOUT_TAIL_CALLS = /^(mips|powerpc)/;

/**
 * `@call(.always_tail)`: the function whose code this is returns `result`, that of the call of `callee` just made, whatever is written
 * behind it. Fails where that function is of another type.
 */
export function returnTailCall(sema: Sema, block: Block, src: Src, callee: AirRef, result: AirRef): AirRef {
  const { pool } = sema;
  const { arch, backend } = pool.target;
  const isWithout = backend !== 'stage2_llvm' || WITHOUT_TAIL_CALLS.test(arch);
  if (arch.startsWith('wasm') ? !sema.zcu.options.hasTailCalls : isWithout) {
    const text =
      `unable to perform tail call: compiler backend '${backend}' does not support tail calls on target architecture ` +
      `'${arch}' with the selected CPU feature flags`;
    sema.fail(block, src, text);
  }
  const fnRetTy = block.inlining === null ? sema.fnRetTy : block.inlining.returnType;
  coerce(sema, block, fnRetTy, result, src, { isRet: true });
  const callingTy = sema.typeOf(sema.func as number as AirRef);
  const calleeTy = sema.typeOf(callee);
  const calledTy = typeKind(pool, calleeTy) === TypeKind.pointer ? ptrChild(pool, calleeTy) : calleeTy;
  if (calledTy !== callingTy) {
    const text =
      `unable to perform tail call: type of function being called '${printType(pool, calledTy)}' ` +
      `does not match type of calling function '${printType(pool, callingTy)}'`;
    sema.fail(block, src, text);
  }
  sema.emit(block, AirTag.unreach, Ty.noreturn);
  return BODY_END;
}
