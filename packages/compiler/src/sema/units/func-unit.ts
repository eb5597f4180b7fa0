import { type AirRef, AirTag } from '../../air/air.ts';
import { comptimeOnly } from '../../intern/classify.ts';
import {
  funcComptimeArgs,
  funcGenericOwner,
  funcParamType,
  funcReturnType,
  funcTypeInfo,
} from '../../intern/functions.ts';
import { type FuncIndex, InternalFault, NO_INDEX, NO_TRACKED } from '../../intern/ids.ts';
import { typeOf } from '../../intern/values.ts';
import { MAX_INSTANCES, REFUSED } from '../../query/quota.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from '../../query/src.ts';
import { addBody } from '../core/air-bodies.ts';
import { Block } from '../core/block.ts';
import { analyzeBody } from '../core/body.ts';
import { readQuota, readSource, resolveLayout } from '../core/facts.ts';
import { newFrame } from '../core/frame.ts';
import { finishInferredErrors } from '../core/inferred-errors.ts';
import { BODY_END, leaves, type Sema } from '../core/sema.ts';
import { beginOwnTrace, traceLength } from '../errors/error-trace.ts';
import { onePossibleValue } from '../types/classify-types.ts';

const RETURN_TYPE_SRC: Src = sub(CHUNK_NODE, SrcPart.fn_type_ret_ty);

/** Analyses the body of a runtime function. Returns whether its inferred error set is another than before. */
export function analyzeFuncBody(sema: Sema, func: FuncIndex): boolean {
  const pool = sema.pool;
  const funcs = pool.funcs;
  const decls = pool.decls;
  const value = funcs.valueOf(func);
  const body = funcs.bodyOf(func);
  const decl = funcs.declOf(func);
  if (body === NO_TRACKED) return false;
  readSource(sema, body);
  sema.func = value;
  const fnType = typeOf(pool, value);
  sema.fnRetTy = funcReturnType(pool, fnType);
  const isInstance = funcGenericOwner(pool, value) !== NO_INDEX;
  if (isInstance) sema.branches.limit = readQuota(sema, func);
  const isRefused = isInstance && sema.branches.limit === REFUSED;
  const comptimeArgs = isInstance ? funcComptimeArgs(pool, value) : [];
  const args: AirRef[] = [];
  const frame = newFrame(sema.zcu, body, args);
  const block = new Block(null, frame, decls.namespaceOf(decl));
  if (isRefused) sema.unsupported(block, CHUNK_NODE, `more than ${MAX_INSTANCES} instances of a generic function`);
  block.nameContext = { decl };
  const paramsLen = frame.extra[frame.header]!;
  for (let i = 0, runtime = 0; i < paramsLen; i++) {
    const known = comptimeArgs[i] ?? NO_INDEX;
    if (known !== NO_INDEX) {
      args.push(known as number as AirRef);
      continue;
    }
    const ty = funcParamType(pool, fnType, runtime++);
    resolveLayout(sema, block, sub(CHUNK_NODE, SrcPart.fn_param_type, i), ty, 'function parameter declared');
    const arg = sema.emit(block, AirTag.arg, ty, runtime - 1);
    const only = onePossibleValue(sema, block, CHUNK_NODE, ty);
    args.push(only === NO_INDEX ? arg : (only as number as AirRef));
  }
  resolveLayout(sema, block, RETURN_TYPE_SRC, sema.fnRetTy, 'function return type declared');
  // What takes or gives what exists at compile time only is never called at run time: its body is analysed where it is called.
  const { params } = funcTypeInfo(pool, fnType);
  if (comptimeOnly(pool, sema.fnRetTy) || params.some((ty) => comptimeOnly(pool, ty)))
    return finishInferredErrors(sema, block, func);
  frame.instMap.set(args);
  const argsLen = block.insts.length;
  block.errorTraceLength = traceLength(sema, block);
  sema.errorTraceLengthAtEntry = block.errorTraceLength;
  const result = analyzeBody(sema, block, frame.header + 2, frame.extra[frame.header + 1]!);
  if (leaves(result) && result !== BODY_END) throw new InternalFault('the body of a function was left');
  beginOwnTrace(sema, block, fnType, argsLen);
  const changed = finishInferredErrors(sema, block, func);
  if (sema.refusedCode !== null) {
    const message = `TODO (LLVM): ${sema.refusedCode}`;
    sema.outcome.error = { chunk: body, src: CHUNK_NODE, message, notes: [], isOfCode: true };
    sema.outcome.failed = true;
    return changed;
  }
  sema.air.mainBody = addBody(sema, block.insts);
  sema.zcu.airs.set(func, sema.air);
  return changed;
}
